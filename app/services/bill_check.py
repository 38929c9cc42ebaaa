# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bill check of a case: its bill beside its EOBs, and what the person makes of each finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.clock import Clock
from app.domain.bill import (
    SURENESS_TITLES,
    BillMark,
    Checked,
    ColumnMapping,
    Finding,
    MarkKind,
    Pair,
    Sheet,
    SheetKind,
    Sureness,
    sheet_of,
)
from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter
from app.domain.reading import Problem
from app.errors import UserFixable
from app.intake.table_columns import source_of
from app.knowledge.bill_checks import BillCheck, bill_checks
from app.ports import Casebook
from app.rules.bill_check import check_bill, line_keys
from app.rules.checks.papers import Papers
from app.services.bill_files import ColumnsUnclear, columns_to_ask, headings_of, role_titles, sheet_from_bytes
from app.services.bill_points import BillPoints
from app.services.calls import CallService
from app.services.cms_lists import CmsListService
from app.services.errors import NeedsWords
from app.services.letters import LetterService
from app.services.planning import Planner
from app.services.undo import Change, UndoStack

__all__ = [
    "SURENESS_TITLES",
    "BillCheckService",
    "CaseCheck",
    "Checked",
    "Column",
    "Dismissed",
    "Finding",
    "Sheet",
    "SheetKind",
    "Sureness",
    "UnreadPaper",
    "about",
    "role_titles",
]

_BILLS = (DocumentKind.ITEMIZED_BILL, DocumentKind.STATEMENT)
_EOBS = (DocumentKind.CORRECTED_EOB, DocumentKind.EOB)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table whose meaning is to be told. ``ask`` marks those that could not be told for sure."""

    heading: str
    meaning: str
    ask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadPaper:
    """A document that could not be read, and why; ``columns`` where only the meaning of its columns is unclear."""

    document_id: str
    title: str
    why: str
    kind: SheetKind
    headings: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """A finding that the person set aside, with their reason."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCheck:
    """Everything for the screen of one case. ``checked`` is None where there is no bill that could be read.

    ``line_keys`` go by number; ``not_received`` are numbers; ``in_letter`` and ``in_call`` are keys of findings.
    """

    bill: Sheet | None = None
    eob: Sheet | None = None
    checked: Checked | None = None
    bill_document: Document | None = None
    eob_documents: tuple[Document, ...] = ()
    bills: tuple[Document, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    line_keys: Mapping[int, str] | None = None
    eob_keys: Mapping[int, str] | None = None
    not_received: frozenset[int] = frozenset()
    in_letter: frozenset[str] = frozenset()
    in_call: frozenset[str] = frozenset()
    unread: tuple[UnreadPaper, ...] = ()


class BillCheckService:
    """Checks the bills of a casebook, and keeps what the person says of findings and lines."""

    def __init__(
        self,
        casebook: Casebook,
        clock: Clock,
        undo: UndoStack,
        planner: Planner,
        letters: LetterService,
        calls: CallService,
    ) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner
        self._points = BillPoints(casebook, planner, letters, calls)
        self.lists = CmsListService(casebook, clock, undo)
        self._read: dict[tuple[str, SheetKind], Sheet] = {}

    def of_case(self, case_id: str, bill_id: str | None = None) -> CaseCheck:
        """Check a bill of a case, the newest itemized one where none is named, against all its EOBs."""
        with self._casebook.reading() as tx:
            case = tx.get(Case, case_id)
            held = tx.find(Document, case_id=case_id)
            marks = tx.find(BillMark, case_id=case_id)
        unread: list[UnreadPaper] = []
        bills = _sorted(held, _BILLS)
        first = next((one for one in bills if one.id == bill_id), next(iter(bills), None))
        bill = self._sheet(first, SheetKind.BILL, unread) if first else None
        eobs = _sorted(held, _EOBS)
        eob = self._eob(eobs, unread)
        if bill is None:
            return CaseCheck(bills=bills, unread=tuple(unread), eob=eob, eob_documents=eobs)
        ours, theirs = line_keys(bill), line_keys(eob) if eob else {}
        papers = Papers(
            bill=bill,
            eob=eob,
            facts=self._planner.facts_of(case),
            today=self._clock.today(),
            lists=self.lists.tables(one.line.code for one in bill.lines),
            not_received=_marked(marks, MarkKind.NOT_RECEIVED, ours),
            by_hand=_pairs(marks, ours, theirs),
        )
        checked = check_bill(papers, bill_checks())
        aside = {mark.key: mark.reason for mark in marks if mark.kind is MarkKind.DISMISSED}
        return CaseCheck(
            bill=bill,
            eob=eob,
            checked=replace(checked, findings=tuple(one for one in checked.findings if one.key not in aside)),
            bill_document=first,
            eob_documents=eobs,
            bills=bills,
            dismissed=tuple(
                Dismissed(finding=one, reason=aside[one.key]) for one in checked.findings if one.key in aside
            ),
            line_keys=ours,
            eob_keys=theirs,
            not_received=papers.not_received,
            in_letter=_keys(marks, MarkKind.IN_LETTER),
            in_call=_keys(marks, MarkKind.IN_CALL),
            unread=tuple(unread),
        )

    # -- what the person says ------------------------------------------------------------------------------------

    def dismiss(self, case_id: str, finding: Finding, reason: str) -> None:
        """Set a finding aside; the reason is kept and shown. NeedsWords without one."""
        if not reason.strip():
            raise NeedsWords("The reason")
        self._mark(case_id, MarkKind.DISMISSED, finding.key, reason.strip(), f"dismissal of “{finding.title}”")

    def take_back(self, case_id: str, key: str, kind: MarkKind = MarkKind.DISMISSED) -> None:
        """Forget what was said of a finding or a line; nothing happens where nothing was."""
        with self._casebook.transaction() as tx:
            old = tuple(tx.find(BillMark, case_id=case_id, kind=kind, key=key))
            tx.delete(*old)
            tx.commit()
        if old:
            self._undo.push(Change(text="mark on the bill", restore=old))

    def mark_not_received(self, case_id: str, line_key: str, reason: str = "") -> None:
        """Mark a line of the bill as not received."""
        self._mark(case_id, MarkKind.NOT_RECEIVED, line_key, reason.strip(), "line marked as not received")

    def pair(self, case_id: str, bill_key: str, eob_key: str) -> None:
        """Pair a line of the bill with one of the EOB by hand."""
        self._mark(case_id, MarkKind.PAIRED, f"{bill_key} {eob_key}", "", "pairing of two lines")

    def into_letter(self, case_id: str, finding: Finding) -> Letter:
        """Put a finding among the disputed lines of the billing dispute, drafting it where there is none."""
        shown = self.of_case(case_id)
        letter = self._points.into_letter(case_id, finding, shown.bill)
        self._mark(case_id, MarkKind.IN_LETTER, finding.key, letter.id, "")
        return letter

    def into_call(self, case_id: str, finding: Finding) -> str:
        """Put a finding's question among the notes of the call that it leads to; return the script's id."""
        script = self._points.into_call(case_id, finding)
        self._mark(case_id, MarkKind.IN_CALL, finding.key, script, "")
        return script

    def _mark(self, case_id: str, kind: MarkKind, key: str, reason: str, said: str) -> None:
        new = BillMark(case_id=case_id, kind=kind, key=key, reason=reason, made_on=self._clock.today())
        with self._casebook.transaction() as tx:
            old = tuple(tx.find(BillMark, case_id=case_id, kind=kind, key=key))
            tx.delete(*old)
            tx.save(new)
            tx.commit()
        if said:
            self._undo.push(Change(text=said, restore=old, remove=(new,)))

    # -- tables --------------------------------------------------------------------------------------------------

    def remember_columns(self, kind: SheetKind, headings: Sequence[str], meanings: Mapping[str, str]) -> None:
        """Keep what the columns of a source mean, by heading key ("" for one that does not matter)."""
        source = source_of(headings)
        new = ColumnMapping(kind=kind, source=source, columns=json.dumps(dict(meanings), ensure_ascii=False))
        with self._casebook.transaction() as tx:
            old = tuple(tx.find(ColumnMapping, kind=kind, source=source))
            tx.delete(*old)
            tx.save(new)
            tx.commit()
        self._read.clear()
        self._undo.push(Change(text="meaning of columns", restore=old, remove=(new,)))

    def said_of(self, kind: SheetKind, source: str) -> Mapping[str, str] | None:
        """Return what the person said the columns of a source mean."""
        with self._casebook.reading() as tx:
            found = tx.find(ColumnMapping, kind=kind, source=source)
        return json.loads(found[0].columns) if found else None

    # -- papers --------------------------------------------------------------------------------------------------

    def _sheet(self, document: Document, kind: SheetKind, unread: list[UnreadPaper]) -> Sheet | None:
        """Read a document, once for its content; one that cannot be read is named with its reason."""
        known = self._read.get((document.sha256, kind))
        if known is not None:
            return known
        with self._casebook.reading() as tx:
            data = tx.file_bytes(document.sha256)
        paper = UnreadPaper(document_id=document.id, title=document.title, why="", kind=kind)
        try:
            sheet = sheet_from_bytes(document.file_name, data, kind, lambda source: self.said_of(kind, source))
        except ColumnsUnclear as error:
            columns = tuple(Column(heading=h, meaning=m, ask=a) for h, m, a in columns_to_ask(error.grid))
            unread.append(replace(paper, why=str(error), headings=headings_of(error.grid), columns=columns))
            return None
        except UserFixable as error:
            unread.append(replace(paper, why=str(error)))
            return None
        self._read[(document.sha256, kind)] = sheet
        return sheet

    def _eob(self, documents: Iterable[Document], unread: list[UnreadPaper]) -> Sheet | None:
        """Return all EOBs as one sheet; a corrected EOB takes the place of the claims that it corrects."""
        sheets = [sheet for one in documents if (sheet := self._sheet(one, SheetKind.EOB, unread)) is not None]
        if len(sheets) < 2:
            return sheets[0] if sheets else None
        claims = []
        seen: set[str] = set()
        for sheet in sheets:  # the corrected ones come first
            numbers = {claim.payer_claim_number or claim.claim_number for claim in sheet.claims} - {""}
            claims += [c for c in sheet.claims if (c.payer_claim_number or c.claim_number) not in seen]
            seen |= numbers
        problems: list[Problem] = [problem for sheet in sheets for problem in sheet.problems]
        return sheet_of(SheetKind.EOB, claims, None, problems, whole=all(sheet.whole for sheet in sheets))


def about(check: str) -> BillCheck:
    """Return what is known of a check: its rule, source and traps."""
    return bill_checks()[check]


def _sorted(held: Iterable[Document], kinds: Sequence[DocumentKind]) -> tuple[Document, ...]:
    """Return the documents of these kinds, by kind and the newest first."""
    wanted = [one for one in held if one.kind in kinds]
    wanted.sort(key=lambda one: (kinds.index(one.kind), -(one.date.toordinal() if one.date else 0), one.id))
    return tuple(wanted)


def _keys(marks: Iterable[BillMark], kind: MarkKind) -> frozenset[str]:
    return frozenset(mark.key for mark in marks if mark.kind is kind)


def _marked(marks: Iterable[BillMark], kind: MarkKind, keys: Mapping[int, str]) -> frozenset[int]:
    wanted = _keys(marks, kind)
    return frozenset(number for number, key in keys.items() if key in wanted)


def _pairs(marks: Iterable[BillMark], ours: Mapping[int, str], theirs: Mapping[int, str]) -> tuple[Pair, ...]:
    bill, eob = {key: n for n, key in ours.items()}, {key: n for n, key in theirs.items()}
    said = [mark.key.split(" ") for mark in marks if mark.kind is MarkKind.PAIRED]
    return tuple(Pair(bill=(bill[one],), eob=(eob[other],)) for one, other in said if one in bill and other in eob)
