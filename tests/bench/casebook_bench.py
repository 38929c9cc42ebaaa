# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Lists and search on a casebook of 2,000 cases and 100,000 log entries, against the same SQL on bare SQLCipher."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.clock import fixed_clock
from app.ports import LogFilter
from app.services.today import TodayService
from storage.casebook import Store
from storage.engines import driver_connection
from storage.opened import Casebook
from tests.bench.big_casebook import PASSPHRASE, TODAY, build
from tests.bench.measure import Line, paired, ratio

_FIRST_OPENING = f"""
import hashlib, sys, time
from pathlib import Path
from storage.casebook import Store

derive, spent = hashlib.pbkdf2_hmac, []

def timed(*given):
    start = time.perf_counter()
    key = derive(*given)
    spent.append(time.perf_counter() - start)
    return key

hashlib.pbkdf2_hmac = timed
store, start = Store(), time.perf_counter()
casebook = store.open(Path(sys.argv[1]), {PASSPHRASE!r})
print(time.perf_counter() - start, *spent)
casebook.close()
"""


def measure(folder: Path) -> list[Line]:
    """Build the big casebook and measure it."""
    path = folder / "big.casewell"
    build(path).close()
    lines = [_unlock(path)]
    casebook = Store(fixed_clock(TODAY)).open(path, PASSPHRASE)
    bare = _bare(path)
    try:
        today = TodayService(casebook, fixed_clock(TODAY))
        # The shorter the work, the more runs: a median of few would measure what else the machine does.
        works: tuple[tuple[str, Callable[[], object], int], ...] = (
            ("Today, 2,000 cases", today.groups, 25),
            ("first page of the Log, 100,000", lambda: _log_page(casebook), 150),
            ("search for a rare and a common word", lambda: today.search("orthopedics 0123"), 300),
            ("search for a common word", lambda: today.search("billing"), 25),
        )
        for name, work, runs in works:
            work()  # the first run of a connection also reads the search index's own settings
            ours, floor = paired(work, _replay(bare, _statements(casebook, work)), runs)
            lines.append(ratio(name, ours, floor, 1.5))
    finally:
        bare.close()
        casebook.close()
    return lines


def _log_page(casebook: Casebook) -> object:
    with casebook.reading() as tx:
        return tx.log_page(LogFilter())


def _unlock(path: Path) -> Line:
    """The first opening of a process, less the key derivation inside it; the best of five, for others use the cores."""
    told = [subprocess.check_output([sys.executable, "-c", _FIRST_OPENING, str(path)], text=True) for _ in range(5)]
    whole, key = min((tuple(map(float, each.split())) for each in told), key=lambda pair: pair[0] - pair[1])
    detail = f"{whole * 1000:.0f} ms the first opening of a process, {key * 1000:.0f} ms of it the key"
    return Line("unlock beyond the key derivation", (whole - key) * 1000, 150, " ms", detail)


def _statements(casebook: Casebook, work: Callable[[], object]) -> list[str]:
    """Return the SQL that a work sends, with its values filled in by SQLite's own trace."""
    sent: list[str] = []
    with casebook.reading() as tx:
        reader = driver_connection(tx._connection)  # the one that the next reading is given
    reader.set_trace_callback(sent.append)
    try:
        work()
    finally:
        reader.set_trace_callback(None)
    found = [sql for sql in sent if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
    if not found:
        raise RuntimeError("no statement was seen: the floor would be nothing")
    return found


def _bare(path: Path) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection


def _replay(connection: sqlcipher.Connection, sent: list[str]) -> Callable[[], object]:
    def replay() -> object:
        return [connection.execute(sql).fetchall() for sql in sent]

    return replay
