# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Lists and search on a casebook of 2,000 cases and 100,000 log entries, against the same SQL on bare SQLCipher."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.clock import fixed_clock
from app.ports import Casebook, LogFilter
from app.services.today import TodayService
from storage.casebook import Store
from tests.bench.big_casebook import PASSPHRASE, TODAY, build
from tests.bench.measure import Line, paired, ratio


def measure(folder: Path) -> list[Line]:
    """Build the big casebook and measure it."""
    path = folder / "big.casewell"
    build(path).close()
    lines = [_unlock(path)]
    casebook = Store(fixed_clock(TODAY)).open(path, PASSPHRASE)
    bare = _bare(path)
    try:
        today = TodayService(casebook, fixed_clock(TODAY))
        works: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Today, 2,000 cases", today.groups),
            ("first page of the Log, 100,000", lambda: _log_page(casebook)),
            ("search for a rare and a common word", lambda: today.search("orthopedics 1234")),
            ("search for a common word", lambda: today.search("billing")),
        )
        for name, work in works:
            ours, floor = paired(work, _replay(bare, _statements(work)))
            lines.append(ratio(name, ours, floor, 1.5))
    finally:
        bare.close()
        casebook.close()
    return lines


def _log_page(casebook: Casebook) -> object:
    with casebook.reading() as tx:
        return tx.log_page(LogFilter())


def _unlock(path: Path) -> Line:
    """Opening less the key derivation alone, both the median of five."""
    derive, opened = [], []
    with path.open("rb") as file:
        salt = file.read(16)
    for _ in range(5):
        start = time.perf_counter()
        hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), salt, 256_000, 32)
        middle = time.perf_counter()
        Store(fixed_clock(TODAY)).open(path, PASSPHRASE).close()
        opened.append(time.perf_counter() - middle)
        derive.append(middle - start)
    key, whole = sorted(derive)[2], sorted(opened)[2]
    detail = f"{whole * 1000:.0f} ms opening and closing, {key * 1000:.0f} ms of it the key"
    return Line("unlock beyond the key derivation", max(0.0, whole - key) * 1000, 150, " ms", detail)


def _statements(work: Callable[[], object]) -> list[str]:
    """Return the SQL that a work sends, with its values filled in by SQLite's own trace."""
    sent: list[str] = []
    traced: list[sqlcipher.Connection] = []

    def trace(connection: sqlcipher.Connection, _record: object, _proxy: object) -> None:
        connection.set_trace_callback(sent.append)
        traced.append(connection)

    event.listen(Pool, "checkout", trace)
    try:
        work()
    finally:
        event.remove(Pool, "checkout", trace)
        for connection in traced:
            connection.set_trace_callback(None)
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
