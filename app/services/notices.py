# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notices of a case checked for what they leave out, and each omission put to use in a letter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.domain.facts import Facts
from app.domain.letter import Letter, LetterStatus
from app.ports import Casebook
from app.rules.letter_gate import escape
from app.rules.notice_check import Lacking, NoticeCheck, Stated, Unclear
from app.services.letters import LetterService
from app.services.notice_reading import check_text
from app.services.planning import Planner
from app.services.regulators import powers_for, told
from app.services.undo import Change, UndoStack

__all__ = [
    "DEFECTS",
    "DEFECT_LETTER",
    "POINTS",
    "SIGNAL",
    "CheckedNotice",
    "Lacking",
    "NoticeCheck",
    "NoticeService",
    "Stated",
    "Unclear",
    "with_signal",
]

DEFECT_LETTER = "notice_defect_letter"
DEFECTS, POINTS = "letter.defects", "letter.points"
SIGNAL = "notice_defective"
_NOTICES = (DocumentKind.DENIAL_NOTICE, DocumentKind.EOB)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedNotice:
    """A document that was checked, with its answer; ``marked`` when the case says already that it is defective.

    ``complaint`` says to whom a complaint about it would go.
    """

    document_id: str
    title: str
    check: NoticeCheck
    marked: bool = False
    complaint: tuple[str, ...] = ()


class NoticeService:
    """Checks notices, and puts what they leave out into letters."""

    def __init__(self, casebook: Casebook, undo: UndoStack, planner: Planner, letters: LetterService) -> None:
        self._casebook = casebook
        self._undo = undo
        self._planner = planner
        self._letters = letters

    def of_case(self, case_id: str) -> tuple[CheckedNotice, ...]:
        """Check every notice of a case, denials first and the newest first among them."""
        with self._casebook.reading() as tx:
            case = tx.get(Case, case_id)
            held = [d for d in tx.find(Document, case_id=case_id) if d.kind in _NOTICES]
        facts = self._planner.facts_of(case)
        held.sort(key=lambda d: (_NOTICES.index(d.kind), -(d.date.toordinal() if d.date else 0), d.title))
        return tuple(_checked(document, facts) for document in held)

    def of_document(self, document_id: str, facts: Facts) -> CheckedNotice:
        """Check one document against these facts, as the wizard has them."""
        with self._casebook.reading() as tx:
            return _checked(tx.get(Document, document_id), facts)

    def can_write(self) -> bool:
        """Return whether the letter about a defective notice can be written."""
        return any(kind.kind == DEFECT_LETTER for kind in self._letters.kinds())

    def open_appeals(self, case_id: str) -> tuple[Letter, ...]:
        """Return the drafts of a case that can take an omission as a point."""
        takes = {kind.kind for kind in self._letters.kinds() if {DEFECTS, POINTS} & set(kind.blanks)}
        return tuple(
            letter
            for letter in self._letters.of_case(case_id)
            if letter.status is LetterStatus.DRAFT and letter.kind in takes
        )

    def write(self, case_id: str, paragraphs: Sequence[str]) -> Letter:
        """Draft the letter about the notice, with these paragraphs in it."""
        letter = self._letters.create(case_id, DEFECT_LETTER)
        return self.put_into(letter.id, paragraphs)

    def put_into(self, letter_id: str, paragraphs: Sequence[str]) -> Letter:
        """Put paragraphs into a draft: where it names defects, else among its points; those it has are not doubled.

        A text that nobody changed is drafted anew with them; in one that was, they stand at the end.
        """
        letter = self._letters.get(letter_id)
        with self._casebook.reading() as tx:
            facts = self._planner.facts_of(tx.get(Case, letter.case_id))
        kind = self._planner.letter_kind(letter.kind)
        key = DEFECTS if DEFECTS in kind.blanks else POINTS
        extra: dict[str, str] = json.loads(letter.facts)
        present = [line for line in extra.get(key, "").split("\n") if line.strip()]
        new = [line for line in dict.fromkeys(paragraphs) if line not in present]
        extra[key] = "\n".join([*present, *new])
        untouched = self._letters.draft_again(letter_id) == letter.text
        kept = self._letters.fill(letter_id, facts, extra)
        if untouched:
            return self._letters.save(letter_id, self._letters.draft_again(letter_id), into=kept.version)
        if kept.text != letter.text or not new:
            return kept
        added = "\n\n".join(escape(line) for line in new)
        return self._letters.save(letter_id, f"{kept.text.rstrip()}\n\n{added}\n")

    def mark(self, case_id: str) -> Case:
        """Note on the case that its notice is defective: a fact that the plan and the letters read."""
        with self._casebook.transaction() as tx:
            before = tx.get(Case, case_id)
            facts = self._planner.facts_of(before)
            if SIGNAL in facts.signals:
                return before
            after = self._planner.with_facts(before, with_signal(facts))
            tx.save(after)
            tx.commit()
        self._undo.push(Change(text="note about the notice", restore=(before,)))
        return after


def with_signal(facts: Facts) -> Facts:
    """Return facts that say that the notice is defective."""
    return facts if SIGNAL in facts.signals else replace(facts, signals=(*facts.signals, SIGNAL))


def _checked(document: Document, facts: Facts) -> CheckedNotice:
    check = check_text(document.text, facts, pages=document.pages)
    return CheckedNotice(
        document_id=document.id,
        title=document.title,
        check=check,
        marked=SIGNAL in facts.signals,
        complaint=told(powers_for(facts, "notice")),
    )
