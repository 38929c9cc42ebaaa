# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Bringing in a log that was kept as a spreadsheet: looked at first, then written in one step that can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import Clock
from app.domain.deadline import Owner
from app.domain.log import LogEntry
from app.domain.party import Party
from app.intake.log_table import ReadEntry, ReadLog, read_log
from app.intake.table_files import read_grids
from app.ports import Casebook, Transaction
from app.services.log import NewEntry, add_entry, find_promises, promise_of
from app.services.undo import Change, UndoStack

__all__ = ["Imported", "LogImport", "ReadEntry", "ReadLog"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought: new entries, and how many rows the case's log had already."""

    entries: tuple[LogEntry, ...] = ()
    known: int = 0


class LogImport:
    """Imports spreadsheets into the log of a case."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def look(self, path: Path) -> ReadLog:
        """Read a spreadsheet and write nothing; a FileUnreadable says what is wrong with it."""
        return read_log(path.name, read_grids(path), self._clock.today())

    def bring_in(self, case_id: str, read: ReadLog, name: str = "a spreadsheet") -> Imported:
        """Write the entries into the log of a case, all or none; rows that are there already are passed over.

        A deadline that is still to come opens a clock: theirs where the row names a party, else ours. One that is
        past stays in its entry alone, or an old log would fill Today.
        """
        made: list[LogEntry] = []
        clocks: list[object] = []
        with self._casebook.transaction() as tx:
            before = {party.id for party in tx.find(Party)}
            there = {_signature(entry) for entry in tx.find(LogEntry, case_id=case_id)}
            known = 0
            for row in read.entries:
                if (row.date, row.action, row.reference) in there:
                    known += 1
                    continue
                made.append(self._write(tx, case_id, row))
                clocks += find_promises(tx, made[-1].id)
            parties = tuple(party for party in tx.find(Party) if party.id not in before)
            tx.commit()
        if made:
            self._undo.push(Change(text=f"import of “{name}”", remove=(*clocks, *made), if_unused=parties))
        return Imported(entries=tuple(made), known=known)

    def _write(self, tx: Transaction, case_id: str, row: ReadEntry) -> LogEntry:
        new = NewEntry(
            case_id=case_id,
            action=row.action,
            party=row.party,
            date=row.date,
            reference=row.reference,
            talked_to=row.talked_to,
            channel=row.channel,
            notes=row.notes,
        )
        entry = add_entry(tx, new, self._clock)
        if row.deadline is None:
            return entry
        entry = replace(entry, deadline=row.deadline)
        tx.save(entry)
        if row.deadline >= self._clock.today():
            tx.save(promise_of(entry, row.deadline, Owner.THEM if row.party else Owner.US))
        return entry


def _signature(entry: LogEntry) -> tuple[object, ...]:
    return (entry.date, entry.action, entry.reference)
