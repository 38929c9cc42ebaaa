# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spreading things along a line so that no two overlap, each as near to its own place as the others allow."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Return places between ``low`` and ``high``, at least ``least`` apart, in the order of ``wanted``.

    ``wanted`` is sorted. The sum of the squared ways is the smallest there is (pool adjacent violators: things that
    would meet move as one block around the middle of their places). What does not fit goes past ``high``.
    """
    blocks: list[tuple[float, int]] = []  # the sum of places less what lies before them, and how many
    for number, place in enumerate(wanted):
        total, count = place - number * least, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, more = blocks.pop()
            total, count = total + before, count + more
        blocks.append((total, count))
    latest = max(low, high - (len(wanted) - 1) * least)
    level = [min(max(total / count, low), latest) for total, count in blocks for _ in range(count)]
    return [place + number * least for number, place in enumerate(level)]


def columns_for(count: int, least: float, room: float) -> int:
    """Return in how many columns so many things must stand to be ``least`` apart in this much room."""
    in_one = max(1, int(room // least))
    return max(1, -(-count // in_one))
