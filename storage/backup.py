# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Copies of a casebook: consistent, encrypted, verified before they get their name; rotation, restore, a new key."""

from __future__ import annotations

import contextlib
import itertools
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from storage.checking import is_sound, require_same, row_counts
from storage.connections import (
    APPLICATION_ID,
    DriverConnection,
    connect,
    make_empty,
    remove_file,
    sidecars,
    sync_file,
    sync_folder,
)
from storage.errors import TOLD, DamagedBackup, NewerCasebook, NoSuchFile, told
from storage.keys import Key
from storage.migrations import VERSIONS
from storage.unlocking import unlock

SUFFIX = ".casewell"
_MOMENT = "%Y-%m-%d-%H%M%S"


def partial_of(path: Path) -> Path:
    """Return the name under which a file is written before it is whole."""
    return path.with_name(f"{path.name}.partial")


def write_backup(source: Path, key: Key, folder: Path, moment: datetime, keep: int) -> Path:
    """Write a verified copy of an open casebook, encrypted with the same key; return where it is.

    SQLite's online backup reads one snapshot, so others may go on writing. The copy is renamed into place only after
    every page was checked and the rows were counted. Then the copies beyond ``keep`` are deleted, see _rotate.
    """
    final = _free_name(folder, f"{source.stem}-{moment.astimezone().strftime(_MOMENT)}")
    with _new_file(final, folder / final.name) as partial:
        with _open(source, key, read_only=True) as original, _open(partial, key) as copy:
            original.execute("BEGIN")
            counts = row_counts(original)
            original.backup(copy)
            # One file without a log beside it: it can be read from a drive that is write-protected.
            copy.execute("PRAGMA journal_mode = DELETE")
            require_same(counts, copy, source)
        sync_file(partial)
    _rotate(folder, source.stem, keep)
    return final


def copy_with_key(source: Path, key: Key, target: Path, new_key: Key) -> None:
    """Write a verified copy of a casebook under another key; nobody may write to the source meanwhile."""
    remove_file(target)
    make_empty(target)
    with _open(source, key) as original:
        counts = row_counts(original)
        original.execute("ATTACH DATABASE ? AS renewed KEY ?", (str(target), new_key.literal))
        original.execute("SELECT sqlcipher_export('renewed')").fetchall()
        original.execute(f"PRAGMA renewed.application_id = {APPLICATION_ID}")
        original.execute("DETACH DATABASE renewed")
    with _open(target, new_key) as copy:
        require_same(counts, copy, source)
    sync_file(target)


def restore_file(backup: Path, target: Path, passphrase: str, moment: datetime) -> Path | None:
    """Verify a backup and put it at ``target``; return where the casebook that was there is kept now, if one was.

    The caller holds the lock of ``target``.
    """
    if not backup.is_file():
        raise NoSuchFile(backup)
    with _new_file(target, backup) as partial:
        shutil.copyfile(backup, partial)
        key, version = unlock(partial, passphrase, shown=backup)
        if version not in VERSIONS:
            raise NewerCasebook(backup)
        with _open(partial, key) as copy:
            if not is_sound(copy):
                raise DamagedBackup(backup)
        sync_file(partial)
        return _set_aside(target, moment)


@contextlib.contextmanager
def _new_file(final: Path, named: Path) -> Iterator[Path]:
    """Yield an empty file beside ``final``; it gets its name at the end, or is removed. Errors name ``named``."""
    partial = partial_of(final)
    try:
        remove_file(partial)
        make_empty(partial)
        yield partial
        partial.replace(final)
        sync_folder(final.parent)
    except TOLD as error:
        raise told(error, named) from error
    finally:
        with contextlib.suppress(OSError):  # the first error is the one to tell
            remove_file(partial)


@contextlib.contextmanager
def _open(path: Path, key: Key, *, read_only: bool = False) -> Iterator[DriverConnection]:
    connection = connect(path, key, read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def _free_name(folder: Path, stem: str) -> Path:
    number, path = 1, folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path


def _copies(folder: Path, stem: str) -> list[tuple[datetime, int, Path]]:
    form = re.compile(re.escape(stem) + r"-(\d{4}-\d\d-\d\d-\d{6})(?:-(\d+))?" + re.escape(SUFFIX))
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = form.fullmatch(path.name)
        if match:
            with contextlib.suppress(ValueError):  # digits that are no day: somebody's own file, which is left alone
                moment = datetime.strptime(match[1], _MOMENT)  # noqa: DTZ007 - local by its name
                found.append((moment, int(match[2] or 1), path))
    return sorted(found)


def _rotate(folder: Path, stem: str, keep: int) -> None:
    """Delete copies beyond ``keep``: first those that share their day with a newer one, then the oldest.

    So many closings on one day never push out the copies of other days. Of the newest day its first copy, from before
    the day's work, stays beside the last as long as there is room.
    """
    copies = _copies(folder, stem)
    newest_day = copies[-1][0].date() if copies else None
    spare = [
        path
        for (moment, _, path), (later, _, _) in itertools.pairwise(copies)
        if moment.date() == later.date() and moment.date() != newest_day
    ]
    today = [path for moment, _, path in copies if moment.date() == newest_day]
    order = [*spare, *today[1:-1]]
    order += [path for _, _, path in copies if path not in order]
    for path in order[: max(0, len(copies) - max(keep, 1))]:
        with contextlib.suppress(OSError):  # a copy that cannot be deleted does no harm, and the new one is safe
            path.unlink()


def _set_aside(target: Path, moment: datetime) -> Path | None:
    """Give the casebook at ``target`` another name, with the log that may belong to it."""
    if not target.exists():
        return None
    kept = _free_name(target.parent, f"{target.stem}-replaced-{moment.astimezone().strftime(_MOMENT)}")
    target.replace(kept)
    for old, new in zip(sidecars(target), sidecars(kept), strict=True):
        if old.exists():
            old.replace(new)
    return kept
