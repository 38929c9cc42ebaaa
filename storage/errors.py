# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can go wrong with a casebook file, each told in a sentence a person can act on; SQLite's errors become these."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from app.errors import Bug, CasewellError, UserFixable


class _AboutFile(UserFixable):
    """An error about one file; ``path`` is that file, ``sentence`` has its name in {name} and folder in {folder}."""

    sentence = "{name}"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(self.sentence.format(name=path.name, folder=path.parent))


class WrongPassphrase(_AboutFile):
    """The key does not fit the file."""

    sentence = (
        "This passphrase does not open {name}. Nothing was changed. Check capital letters and the keyboard's language, "
        "then try again; the emergency sheet holds the passphrase as it was printed."
    )


class NotACasebook(_AboutFile):
    """The file is something else."""

    sentence = (
        "{name} is not a Casewell casebook, or its first bytes are damaged. Nothing was changed. "
        "Choose a file that ends in .casewell, or restore a backup."
    )


class CutShort(_AboutFile):
    """The end of the file is missing."""

    sentence = (
        "{name} ends too early: part of it is missing, as after a copy that was broken off. Nothing was changed. "
        "Copy it again from where it came from, or restore a backup."
    )


class DamagedCasebook(_AboutFile):
    """Some pages no longer decrypt."""

    sentence = (
        "Part of {name} is damaged and cannot be read. Nothing was changed. "
        "Keep this file, restore the newest backup, and check the disk."
    )


class NewerCasebook(_AboutFile):
    """The schema is from a later version."""

    sentence = (
        "{name} was written by a newer version of Casewell. Nothing was changed. "
        "Install that version on this computer to open it."
    )


class CasebookInUse(_AboutFile):
    """Another window has it open."""

    sentence = (
        "{name} is open in another window on this computer. Nothing was changed. Close it there, or open a copy of it."
    )


class CasebookExists(_AboutFile):
    """A file of that name is already there."""

    sentence = "There is already a file named {name} in {folder}. It was not touched. Choose another name."


class NoSuchFile(_AboutFile):
    """The file is not there."""

    sentence = (
        "{name} is not in {folder}. It may have been moved or renamed, or the drive is not connected. "
        "Choose the file where it is now."
    )


class DiskFull(_AboutFile):
    """No room was left while writing."""

    sentence = (
        "The disk is full, so the last change could not be saved. Everything saved before is safe in {name}. "
        "Make room on the disk, then do it again."
    )


class ReadOnly(_AboutFile):
    """The file or folder may not be written."""

    sentence = (
        "{name} may be read but not changed: the file, its folder or its drive is write-protected. "
        "Nothing was changed. Copy it to a folder of your own, and open the copy."
    )


class DiskTrouble(_AboutFile):
    """The disk or drive answered with an error."""

    sentence = (
        "The disk could not read or write {name}. What was saved before is still in the file. "
        "Check that the drive is connected and healthy, then do it again."
    )


class CasebookBusy(_AboutFile):
    """Another program held the file too long."""

    sentence = (
        "Another program is using {name} and did not let go. The last change was not saved; all before it is safe. "
        "Wait a moment, then do it again."
    )


class CasebookClosed(_AboutFile):
    """The casebook was locked while something still wanted it."""

    sentence = "{name} is locked. Everything saved is safe. Unlock it and do it again."


class BackupFailed(_AboutFile):
    """A copy did not pass its check, so it was not kept."""

    sentence = (
        "The copy of {name} did not pass its check and was not kept. The casebook and older copies are untouched. "
        "Try another folder or drive, then check the casebook."
    )


class DamagedBackup(_AboutFile):
    """A copy that was to be restored does not pass its check."""

    sentence = (
        "The backup {name} is damaged and was not used. The casebook in place is untouched. "
        "Choose an older backup, or copy this one again from where it came from."
    )


class StillInUse(UserFixable):
    """Something cannot be deleted while other things rest on it."""

    def __init__(self) -> None:
        super().__init__(
            "This cannot be deleted, because other entries still use it. Nothing was changed. "
            "Take it out of the log entries, packets, sendings or cases that use it, then delete it."
        )


# By the name of SQLite's result code, or by its message: the online backup's errors carry no code.
_BY_NAME: tuple[tuple[str, str, type[_AboutFile]], ...] = (
    ("SQLITE_FULL", "database or disk is full", DiskFull),
    ("SQLITE_READONLY", "attempt to write a readonly database", ReadOnly),
    ("SQLITE_PERM", "access permission denied", ReadOnly),
    ("SQLITE_CANTOPEN", "unable to open database file", ReadOnly),
    ("SQLITE_BUSY", "database is locked", CasebookBusy),
    ("SQLITE_LOCKED", "database table is locked", CasebookBusy),
    ("SQLITE_CORRUPT", "database disk image is malformed", DamagedCasebook),
    ("SQLITE_NOTADB", "file is not a database", DamagedCasebook),
    ("SQLITE_IOERR", "disk I/O error", DiskTrouble),
)

_BY_ERRNO: dict[int, type[_AboutFile]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    errno.ENOENT: NoSuchFile,
    errno.ENOTDIR: NoSuchFile,
    errno.EEXIST: CasebookExists,
}

TOLD = (driver.Error, OSError)
"""What a file worked through the driver alone may raise. ``told`` understands SQLAlchemy's errors too."""


def told(error: BaseException, path: Path, refused: Callable[[], CasewellError] | None = None) -> CasewellError:
    """Return the error as one of ours: UserFixable where the person can mend it, else Bug.

    ``path`` is the casebook; ``refused`` makes the error for a broken constraint, where that is not a bug.
    """
    if isinstance(error, CasewellError):
        return error
    # SQLAlchemy wraps the driver's error as `orig`. Not imported here: a window starts without it.
    error = getattr(error, "orig", None) or error
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, DiskTrouble)(path)
    name = str(getattr(error, "sqlite_errorname", ""))
    if refused is not None and name.startswith("SQLITE_CONSTRAINT"):
        return refused()
    for beginning, message, kind in _BY_NAME:
        if name.startswith(beginning) or (not name and str(error).startswith(message)):
            return kind(path)
    # The statement and its values stay out: a report must hold no case content.
    return Bug(f"The casebook refused a statement: {type(error).__name__} {name}".strip())
