# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reads every sample file of folders beside the project, and says what was read: python -m tests.corpus [FOLDER]..."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from app.domain.reading import Confidence, Reading
from app.errors import UserFixable
from app.intake.reader import read_file

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
FOLDERS = ("letters", "835", "fhir")


def main(arguments: list[str]) -> int:
    """Read the folders; 0 unless a file broke the reader, which must answer or say why it cannot."""
    folders = [Path(name) for name in arguments] or [SAMPLES / name for name in FOLDERS]
    return max([_read_folder(folder) for folder in folders])


def _read_folder(folder: Path) -> int:
    if not folder.is_dir():
        print(f"There is no folder {folder}, so no sample was read.")
        return 0
    files = sorted(path for path in folder.iterdir() if path.is_file())
    kinds: Counter[str] = Counter()
    broken = 0
    for path in files:
        try:
            reading = read_file(path)
        except UserFixable as told:
            kinds["refused"] += 1
            print(f"{path.name}: refused. {told}")
        except Exception as bug:  # a reader that breaks is what this program looks for
            broken += 1
            print(f"{path.name}: BROKE THE READER, {type(bug).__name__}")
        else:
            kinds[reading.kind] += 1
            print(_told(path.name, reading))
    found = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"{len(files)} files: {found or 'none'}" + (f"; {broken} broke the reader" if broken else ""))
    return 1 if broken else 0


def _told(name: str, reading: Reading) -> str:
    lines = [f"{name}: {reading.kind}, {len(reading.facts)} facts"]
    if reading.claims:
        balanced = sum(claim.balanced is True for claim in reading.claims)
        denied = sum(claim.denied for claim in reading.claims)
        lines.append(f"    {len(reading.claims)} claims, {balanced} that add up, {denied} denied")
    for fact in reading.facts:
        doubt = "" if fact.confidence is Confidence.SURE else f"  ({fact.confidence.value})"
        lines.append(f"    {fact.field}: {' / '.join(fact.value.splitlines())}{doubt}")
    lines += [f"    could not read {problem.where}: {problem.what}" for problem in reading.problems]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
