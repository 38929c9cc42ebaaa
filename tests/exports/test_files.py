# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Files are written whole or not at all, never over one without asking, and every refusal has its sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app.ports import FileWriter
from exports.errors import (
    DiskFull,
    FileExists,
    FileLocked,
    FileNotWritten,
    FolderMissing,
    NameNotAllowed,
    NotAFile,
    ReadOnlyFolder,
)
from exports.files import Files

WRITER: FileWriter = Files()


def test_a_file_is_written_with_ordinary_permissions(tmp_path: Path) -> None:
    target = tmp_path / "Berufung – Łódź & Co.pdf"
    mask = os.umask(0o022)
    try:
        WRITER.write(target, b"letter")
    finally:
        os.umask(mask)
    assert target.read_bytes() == b"letter"
    assert target.stat().st_mode & 0o777 == 0o644
    assert target.stat().st_nlink == 1
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_is_there_is_only_replaced_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(FileExists, match=r"already a file named a\.pdf"):
        WRITER.write(target, b"new")
    assert target.read_bytes() == b"old"
    WRITER.write(target, b"new", replace=True)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        WRITER.write(tmp_path / "gone" / "a.pdf", b"x")
    with pytest.raises(NotAFile):
        WRITER.write(tmp_path, b"x", replace=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderMissing):
        WRITER.write(tmp_path / "file" / "a.pdf", b"x")
    with pytest.raises(NameNotAllowed):
        WRITER.write(tmp_path / ("x" * 300), b"x")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnlyFolder),
        (errno.EACCES, ReadOnlyFolder),
        (errno.EBUSY, FileLocked),
        (errno.EIO, FileNotWritten),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: type[Exception]
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def failing(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(told):
        WRITER.write(target, b"new", replace=True)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_without_links_still_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    WRITER.write(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
    with pytest.raises(FileExists):
        WRITER.write(tmp_path / "a.pdf", b"y")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReadOnlyFolder):
        WRITER.write(tmp_path / "a.pdf", b"x")
