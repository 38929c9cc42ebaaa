# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Writes tests/fixtures/owned_wording.txt: python -m tests.support.make_owned_wording FOLDER.

FOLDER holds the lists of CMS (cms_*.json) and the notes on codes (carc_facts.csv, rarc_facts.csv). What is written
are hashes of their runs of eight words: a test refuses such runs in our texts, and no words of the lists are kept here.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "fixtures" / "owned_wording.txt"
RUN = 8
_WORD = re.compile(r"[a-z]+")


def hashes(text: str) -> dict[str, str]:
    """Return each run of eight words of a text (letters only, small) by the first eight bytes of its SHA-256."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).digest()[:8].hex(): run for run in runs}


def wordings(folder: Path) -> Iterator[str]:
    """Yield the displays of the lists of CMS and the notes on codes."""
    for file in sorted(folder.glob("cms_*.json")):
        yield from (row.get("display", "") for row in json.loads(file.read_text(encoding="utf-8"))["concept"])
    for name in ("carc_facts.csv", "rarc_facts.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield from (row["topic"], row["patient_note"])


def main(folder: Path) -> None:
    """Write the hashes, sorted, one a line."""
    found = sorted({one for text in wordings(folder) for one in hashes(text)})
    FILE.write_text("\n".join(found) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
