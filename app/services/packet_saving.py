# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Writing the parts of a built packet where the person asked, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.ports import FileWriter, IndexLine, PacketFiles, PacketProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFile:
    """One written part of a packet."""

    file: Path
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPacket:
    """What was written, the proven index, and what stands in for unreadable exhibits."""

    files: tuple[SavedFile, ...]
    index: tuple[IndexLine, ...]
    problems: tuple[PacketProblem, ...]
    manifest: Path | None = None


def part_names(target: Path, parts: int) -> tuple[Path, ...]:
    """Return one name, or FILE-part1.pdf, FILE-part2.pdf ... where the packet was split."""
    if parts == 1:
        return (target,)
    return tuple(target.with_name(f"{target.stem}-part{n}{target.suffix}") for n in range(1, parts + 1))


def problem_name(problem: PacketProblem) -> str:
    """Return "Exhibit C", or the name of a part that has no letter."""
    name = problem.exhibit
    return f"Exhibit {name}" if name.partition("-")[0].isupper() else name


def manifest_name(target: Path) -> Path:
    """Return the name of the list of checksums beside a packet."""
    return target.with_name(f"{target.stem}.manifest.json")


def save_parts(
    files_writer: FileWriter,
    files: PacketFiles,
    target: Path,
    *,
    replace_file: bool,
    manifest: Callable[[SavedPacket], bytes] | None = None,
) -> SavedPacket:
    """Write the parts under their names; where one may not be replaced, none is written.

    ``manifest`` makes the list of checksums of what was saved, which is written beside it.
    """
    names = part_names(target, len(files.parts))
    parts = list(zip(names, files.parts, files.pages, strict=True))
    listed = manifest_name(target) if manifest else None
    if listed is not None and listed.exists() and not replace_file:
        files_writer.write(listed, b"", replace=False)  # refuses, with its own words
    # Those that are there come first: the writer refuses the first of them before anything was written.
    for path, content, _ in sorted(parts, key=lambda part: not part[0].exists()):
        files_writer.write(path, content, replace=replace_file)
    saved = tuple(
        SavedFile(file=path, pages=pages, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for path, content, pages in parts
    )
    made = SavedPacket(files=saved, index=files.index, problems=files.problems, manifest=listed)
    if manifest is not None and listed is not None:
        files_writer.write(listed, manifest(made), replace=replace_file)
    return made
