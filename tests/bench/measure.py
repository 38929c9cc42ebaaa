# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Timing: medians of several runs, ratios against a floor of the same run, and the lines that are printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured promise: what was measured, the figure, the limit, and whether it holds."""

    name: str
    figure: float
    limit: float
    unit: str
    detail: str

    @property
    def holds(self) -> bool:
        """Return whether the figure keeps the promise."""
        return self.figure <= self.limit

    def text(self) -> str:
        """Write the line."""
        sign = "ok  " if self.holds else "OVER"
        return (
            f"{sign} {self.name:<34} {self.figure:8.2f}{self.unit} (at most {self.limit:g}{self.unit})  {self.detail}"
        )


def seconds(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of the work after one run that warms up."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def paired(ours: Callable[[], object], floor: Callable[[], object], runs: int = 9) -> tuple[float, float]:
    """Return the medians of two works that take turns, so that a busy machine slows both alike."""
    ours()
    floor()
    mine, bare = [], []
    for _ in range(runs):
        start = time.perf_counter()
        floor()
        middle = time.perf_counter()
        ours()
        bare.append(middle - start)
        mine.append(time.perf_counter() - middle)
    return statistics.median(mine), statistics.median(bare)


def ratio(name: str, ours: float, floor: float, limit: float) -> Line:
    """Make the line of a ratio."""
    return Line(name, ours / floor, limit, "x", f"{ours * 1000:.1f} ms against {floor * 1000:.1f} ms")
