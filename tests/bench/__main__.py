# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""`make bench`: every promise of speed, as a ratio against a floor measured in the same run."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main() -> int:
    """Measure everything; return 1 when a promise is not kept."""
    from tests.bench import (
        casebook_bench,
        check_bench,
        knowledge_bench,
        letter_bench,
        ocr_bench,
        packet_bench,
        remittance_bench,
        window_bench,
    )

    kept = True
    with tempfile.TemporaryDirectory(prefix="casewell-bench-") as name:
        folder = Path(name)
        parts = (
            casebook_bench,
            check_bench,
            knowledge_bench,
            letter_bench,
            ocr_bench,
            packet_bench,
            remittance_bench,
            window_bench,
        )
        for part in parts:
            for line in part.measure(folder):
                print(line.text(), flush=True)
                kept = kept and line.holds
    print("Every promise is kept." if kept else "A promise is not kept: see the lines that say OVER.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
