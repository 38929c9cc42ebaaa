# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists of CMS that a person imports for the bill check: kept in their casebook, replaced and removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.cms_lists import CMS_LIST_TITLES, CmsList, CmsListKind, CmsTables, CodePair, UnitLimit
from app.intake.cms_files import KEPT_FROM, read_code_pairs, read_unit_limits
from app.ports import Casebook
from app.services.undo import Change, UndoStack


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedList:
    """An imported list as it is shown."""

    kind: CmsListKind
    title: str
    name: str
    imported_on: date
    count: int


class CmsListService:
    """The CMS lists of a casebook, at most one of each kind."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def lists(self) -> tuple[ImportedList, ...]:
        """Return the imported lists, in the order of their kinds."""
        with self._casebook.reading() as tx:
            found = {kept.kind: kept for kept in tx.find(CmsList)}
        return tuple(_shown(found[kind]) for kind in CmsListKind if kind in found)

    def import_list(self, path: Path, kind: CmsListKind) -> ImportedList:
        """Import a list, in place of one of the same kind; a FileUnreadable says why it was not imported."""
        if kind is CmsListKind.UNIT_LIMITS:
            limits = read_unit_limits(path)
            rows, count = "\n".join(_limit_row(one) for one in limits.values()), len(limits)
        else:
            pairs = read_code_pairs(path)
            rows = "\n".join(_pairs_row(first, others.values()) for first, others in pairs.items())
            count = sum(len(others) for others in pairs.values())
        new = CmsList(kind=kind, name=path.name, imported_on=self._clock.today(), count=count, rows=rows)
        with self._casebook.transaction() as tx:
            old = tuple(tx.find(CmsList, kind=kind))
            tx.delete(*old)
            tx.save(new)
            tx.commit()
        self._undo.push(Change(text=f"import of “{path.name}”", restore=old, remove=(new,)))
        return _shown(new)

    def remove(self, kind: CmsListKind) -> None:
        """Take a list out of the casebook; nothing happens where there is none."""
        with self._casebook.transaction() as tx:
            old = tuple(tx.find(CmsList, kind=kind))
            tx.delete(*old)
            tx.commit()
        if old:
            self._undo.push(Change(text=f"removal of the list “{old[0].name}”", restore=old))

    def tables(self, codes: Iterable[str]) -> CmsTables:
        """Return the lists as far as they speak of these codes."""
        wanted = frozenset(codes)
        with self._casebook.reading() as tx:
            found = {kept.kind: kept for kept in tx.find(CmsList)}
        limits, pairs = found.get(CmsListKind.UNIT_LIMITS), found.get(CmsListKind.CODE_PAIRS)
        return CmsTables(
            limits=_limits(limits.rows, wanted) if limits else None,
            pairs=_pairs(pairs.rows, wanted) if pairs else None,
            limits_name=limits.name if limits else "",
            pairs_name=pairs.name if pairs else "",
        )


def _shown(kept: CmsList) -> ImportedList:
    return ImportedList(
        kind=kept.kind,
        title=CMS_LIST_TITLES[kept.kind],
        name=kept.name,
        imported_on=kept.imported_on,
        count=kept.count,
    )


def _limit_row(limit: UnitLimit) -> str:
    return f"{limit.code}\t{limit.units}\t{int(limit.by_line)}"


def _limits(rows: str, wanted: frozenset[str]) -> dict[str, UnitLimit]:
    parts = (row.split("\t") for row in rows.split("\n") if row)
    return {
        code: UnitLimit(code=code, units=int(most), by_line=by_line == "1")
        for code, most, by_line in parts
        if code in wanted
    }


def _pairs_row(first: str, pairs: Iterable[CodePair]) -> str:
    """Write the pairs of one code: the first code, a tab, and "second:indicator:since:until" of each other."""
    return f"{first}\t{' '.join(_pair_text(pair) for pair in pairs)}"


def _pair_text(pair: CodePair) -> str:
    since = pair.since.isoformat() if pair.since and pair.since >= KEPT_FROM else ""
    until = pair.until.isoformat() if pair.until else ""
    return f"{pair.second}:{pair.indicator}:{since}:{until}".rstrip(":")


def _pairs(rows: str, wanted: frozenset[str]) -> Mapping[str, dict[str, CodePair]]:
    found: dict[str, dict[str, CodePair]] = {}
    for row in rows.split("\n"):
        first, _tab, rest = row.partition("\t")
        if first in wanted:
            found[first] = {pair.second: pair for pair in _pairs_of(first, rest, wanted)}
    return found


def _pairs_of(first: str, rest: str, wanted: frozenset[str]) -> Iterator[CodePair]:
    for text in rest.split(" "):
        second, indicator, since, until = [*text.split(":"), "", "", ""][:4]
        if second in wanted:
            yield CodePair(
                first=first,
                second=second,
                indicator=int(indicator or 9),
                since=date.fromisoformat(since) if since else None,
                until=date.fromisoformat(until) if until else None,
            )
