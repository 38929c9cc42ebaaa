# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can go wrong on the way to paper and disk, each cause with its own sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserFixable

if TYPE_CHECKING:
    from app.ports import PacketProblem

LETTER = "Letter"
"""Stands where a problem names its exhibit, when it is the letter that cannot be read."""


class FileExists(UserFixable):
    """A file of that name is there already."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There is already a file named {path.name} in {path.parent}. It was not touched. "
            "Choose another name, or say that it may be replaced."
        )


class DiskFull(UserFixable):
    """No room is left."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no room left on the disk for {path.name}. Nothing was written and nothing was lost. "
            "Free some space, or save to another disk."
        )


class ReadOnlyFolder(UserFixable):
    """The folder may not be written to."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder {path.parent} cannot be written to, so {path.name} was not saved. "
            "Choose another folder, such as Documents."
        )


class FolderMissing(UserFixable):
    """The folder is not there (any more)."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder {path.parent} is not there, so {path.name} was not saved. "
            "If it is on a stick or a network drive, connect it; or choose another folder."
        )


class FileLocked(UserFixable):
    """Another program holds the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is open in another program, so it was not replaced. The old file is as it was. "
            "Close it there and save again, or choose another name."
        )


class NotAFile(UserFixable):
    """The chosen name is a folder's."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a folder, not a file. Nothing was written. Choose a file name inside it.")


class NameNotAllowed(UserFixable):
    """A name that the disk does not take."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk does not take the file name {path.name[:60]}. Nothing was written. "
            "Choose a shorter, plainer name."
        )


class FileNotWritten(UserFixable):
    """Any other refusal of the system, in its own words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be saved: {reason}. Nothing was written. Try again, or choose another folder."
        )


def problem_name(problem: PacketProblem) -> str:
    """Return "Exhibit C" or "Letter"."""
    return problem.exhibit if problem.exhibit in {LETTER, "Summary", "Chronology"} else f"Exhibit {problem.exhibit}"


class UnreadableExhibit(UserFixable):
    """One or more exhibits that could not be read; no packet was made."""

    def __init__(self, problems: tuple[PacketProblem, ...]) -> None:
        self.problems = problems
        named = " ".join(f"{problem_name(p)} ({p.file}): {p.what}." for p in problems)
        super().__init__(
            f"The packet was not built, because {'this file' if len(problems) == 1 else 'these files'} "
            f"could not be read. {named} Replace or remove what is named and build again, "
            "or build with a page that says so in its place."
        )


class PagesUnsearched(UserFixable):
    """Pages on which words to be blacked out cannot be looked for."""

    def __init__(self, problems: tuple[PacketProblem, ...]) -> None:
        self.problems = problems
        named = " ".join(f"{problem_name(p)} ({p.file}): {p.what}." for p in problems)
        super().__init__(
            f"The packet was not built, because words cannot be looked for on some pages. {named} Look at them "
            "yourself. Use copies that you have blacked out where it is needed, then say that you looked through them."
        )


class LimitTooSmall(UserFixable):
    """One page alone, or what must stay together, is over the limit of a part."""

    def __init__(self, what: str, limit: str) -> None:
        super().__init__(
            f"The packet was not built: {what} alone is over the limit of {limit} for one file. "
            "Raise the limit, or leave that page out."
        )
