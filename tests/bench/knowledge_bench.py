# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How soon the knowledge is there, how soon the library answers a key, and how many plans are decided in a second."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Line, seconds

LOAD = """
import time
from importlib.resources import files
from pathlib import Path
from app.knowledge import guide
from app.knowledge.deadlines import deadline_rules
folder = Path(str(files("resources")))
start = time.perf_counter()
read = [path.read_bytes() for path in folder.rglob("*") if path.suffix in {".toml", ".csv"}]
middle = time.perf_counter()
guide.guide()
deadline_rules()
print(time.perf_counter() - middle, middle - start)
"""
"""What the wizard decides by: codes, denial types, routes, signals, warnings and deadline rules."""

WORDS = ("medical", "co", "CO-50", "texas", "hold the account", "duplicate", "n1")


def measure(folder: Path) -> list[Line]:
    """Measure loading in fresh processes, then searches and routings in this one."""
    loads, bare = [], []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(7):
        run = subprocess.run([sys.executable, "-c", LOAD], check=True, capture_output=True, text=True, env=environment)
        ours, floor = map(float, run.stdout.split())
        loads.append(ours)
        bare.append(floor)
    took, floor = statistics.median(loads) * 1000, statistics.median(bare) * 1000
    return [
        Line("knowledge loads", took, 60, " ms", f"reading the bytes of all files takes {floor:.0f} ms"),
        Line("library, answer to a key", max(_searches(folder)), 10, " ms", f"the slowest of {len(WORDS)} words, warm"),
        Line("one routing", _routing(), 1, " ms", "facts to plan with its deadlines, warm"),
    ]


def _searches(folder: Path) -> list[float]:
    from app.clock import fixed_clock
    from app.services.library import LibraryService
    from storage.casebook import Store
    from tests.bench.big_casebook import TODAY

    clock = fixed_clock(TODAY)
    casebook = Store(clock).create(folder / "library.casewell", "a passphrase for the bench")
    try:
        library = LibraryService(casebook, clock)
        return [seconds(lambda words=words: library.search(words, 6)) * 1000 for words in WORDS]  # type: ignore[misc]
    finally:
        casebook.close()


def _routing() -> float:
    from app.domain.coverage import PlanKind
    from app.domain.facts import Dates, Facts
    from app.knowledge.guide import guide
    from app.rules.deadline_facts import deadlines_from_facts
    from app.rules.routing import route
    from tests.bench.big_casebook import TODAY

    facts = Facts(plan_kind=PlanKind.EMPLOYER_INSURED, codes=("CO-50",), dates=Dates(denial_notice=TODAY))
    known = guide()

    def decide() -> None:
        for _ in range(50):
            route(facts, deadlines_from_facts(facts, TODAY), TODAY, known)

    return seconds(decide) / 50 * 1000
