# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Writing files: beside their place, flushed, then renamed. Never half a file, never over one without asking."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from app.errors import UserFixable
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

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_LOCKED = {errno.EBUSY, errno.ETXTBSY}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}
_WINDOWS_LOCKED = {32, 33}
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


class Files:
    """The FileWriter of the program. Files get the permissions that the person's system gives new files."""

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> None:
        """Write a file whole or not at all.

        Raises FileExists (it is there and ``replace`` is False), FolderMissing, NotAFile, DiskFull, ReadOnlyFolder,
        FileLocked, NameNotAllowed, FileNotWritten.
        """
        import secrets  # delayed for start-up time

        beside = path.with_name(f".{secrets.token_hex(6)}.part")
        try:
            if path.is_dir():
                raise NotAFile(path)
            if not replace and os.path.lexists(path):
                raise FileExists(path)
            _write_through(beside, content)
            _put(beside, path, replace=replace)
            _flush_folder(path.parent)
        except OSError as error:
            raise _told(error, path) from error
        finally:
            with contextlib.suppress(OSError):  # already renamed, or never made
                beside.unlink()


def _write_through(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put(beside: Path, path: Path, *, replace: bool) -> None:
    if replace:
        beside.replace(path)
        return
    try:
        path.hardlink_to(beside)  # unlike a rename, this never goes over a file that came in the meantime
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):  # sticks and some network drives know no links
            raise FileExistsError(errno.EEXIST, "exists", str(path)) from error
        beside.rename(path)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on folders to flush
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives refuse; the file itself is flushed
            os.fsync(handle)
    finally:
        os.close(handle)


def _told(error: OSError, path: Path) -> UserFixable:
    code = error.errno or 0
    if isinstance(error, FileExistsError):
        return FileExists(path)
    if code not in _NAME and not path.parent.is_dir():
        return FolderMissing(path)
    if code in _FULL:
        return DiskFull(path)
    if code in _LOCKED or getattr(error, "winerror", None) in _WINDOWS_LOCKED:
        return FileLocked(path)
    if code in _READ_ONLY:
        return FileLocked(path) if os.name == "nt" and path.exists() else ReadOnlyFolder(path)
    if code in _NAME:
        return NameNotAllowed(path)
    return FileNotWritten(path, os.strerror(code) if code else "the system gave no reason")
