# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A remittance of 28 MB against oxedi, the fastest 835 parser that Python can call, and how much memory it took.

The file is the fictional remittance of the tests, its lists repeated with numbers of their own. Both works begin with
the bytes in memory. Ours ends with every claim found, every balance checked and every problem told; a claim becomes a
record when it is looked at, as the chooser does. The floor ends with its tables and its own findings. Making
all the records at once is printed beside it, with a limit that only keeps it from running away.
"""

from __future__ import annotations

import functools
import time
import tracemalloc
from pathlib import Path

from tests.bench.measure import Line, paired, ratio

SIZE = 28_000_000
_RECORDS = 15.0
_MOST_MB = 60.0


def measure(folder: Path) -> list[Line]:
    """Write the file, read it both ways in turns, and measure the memory of reading alone."""
    import oxedi

    from app.intake.reader import read_bytes

    path = folder / "large.835"
    path.write_bytes(large_file())
    data = path.read_bytes()
    floor = functools.partial(oxedi.parse, data)
    mine, bare = paired(functools.partial(read_bytes, "large.835", data), floor, runs=5)
    start = time.perf_counter()
    count = sum(1 for _ in read_bytes("large.835", data).claims)
    whole = time.perf_counter() - start
    taken = _memory(data)
    detail = f"on top of the file's own {SIZE // 1_000_000} MB"
    return [
        ratio("835 of 28 MB", mine, bare, 1.5),
        ratio(f"and all its {count:,} claims made", whole, bare, _RECORDS),
        Line("memory of reading it", taken, _MOST_MB, " MB", detail),
    ]


def large_file() -> bytes:
    """Repeat the lists of the tests' remittance up to 28 MB, inside one envelope."""
    from tests.support.remittances import SEGMENTS, joined

    head, lists, tail = SEGMENTS[:2], SEGMENTS[2:-2], SEGMENTS[-2:]
    one = joined(lists, b"~")
    pieces = []
    for number in range(SIZE // len(one)):
        mark = b"%06d" % number
        pieces.append(one.replace(b"LF2026-", b"LF" + mark).replace(b"RB-", b"R" + mark))
    tail[0] = b"GE*%d*41" % (2 * len(pieces))
    return joined(head, b"~") + b"".join(pieces) + joined(tail, b"~")


def _memory(data: bytes) -> float:
    """Return the most megabytes that reading holds at a time beside the bytes, with two hundred claims looked at."""
    from app.intake.reader import read_bytes

    tracemalloc.start()
    try:
        reading = read_bytes("large.835", data)
        for claim in reading.claims[:200]:
            assert claim.billed is not None
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()
