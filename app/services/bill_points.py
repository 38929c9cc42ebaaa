# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""From a finding to what is done about it: a line of the billing dispute, or a point of a call."""

from __future__ import annotations

import json
from dataclasses import replace

from app.domain.bill import Finding, Sheet
from app.domain.case import Case
from app.domain.dates import said_date
from app.domain.letter import Letter, LetterStatus
from app.domain.money import dollars
from app.ports import Casebook
from app.rules.letter_lines import LetterLine, typed_lines
from app.services.calls import CallService
from app.services.letters import LetterService
from app.services.planning import Planner

DISPUTE, LINES = "provider_billing_dispute", "letter.lines"
_CALL = "claim_status"


class BillPoints:
    """Writes findings into letters and calls."""

    def __init__(self, casebook: Casebook, planner: Planner, letters: LetterService, calls: CallService) -> None:
        self._casebook = casebook
        self._planner = planner
        self._letters = letters
        self._calls = calls

    def into_letter(self, case_id: str, finding: Finding, bill: Sheet | None) -> Letter:
        """Put a finding among the disputed lines of an open billing dispute, or of a new one; never twice.

        A text that nobody changed is drafted anew with it; in one that was, the line waits among the facts.
        """
        drafts = [
            one for one in self._letters.of_case(case_id)
            if one.kind == DISPUTE and one.status is LetterStatus.DRAFT
        ]  # fmt: skip
        letter = drafts[0] if drafts else self._letters.create(case_id, DISPUTE)
        extra: dict[str, str] = json.loads(letter.facts)
        line = typed_lines([letter_line(finding, bill)])
        present = [one for one in extra.get(LINES, "").split("\n") if one.strip()]
        if line in present:
            return letter
        untouched = self._letters.draft_again(letter.id) == letter.text
        extra[LINES] = "\n".join([*present, line])
        with self._casebook.reading() as tx:
            facts = self._planner.facts_of(tx.get(Case, case_id))
        kept = self._letters.fill(letter.id, facts, extra)
        if untouched:
            return self._letters.save(letter.id, self._letters.draft_again(letter.id), into=kept.version)
        return kept

    def into_call(self, case_id: str, finding: Finding) -> str:
        """Add a finding's question to the notes of its call, once; return the script's id."""
        script = finding.script or _CALL
        draft = self._calls.draft(case_id, script)
        point = f"{finding.compared} {finding.question}".strip()
        if point not in draft.notes:
            self._calls.keep(case_id, script, replace(draft, notes=f"{draft.notes}\n{point}".strip()))
        return script


def letter_line(finding: Finding, bill: Sheet | None) -> LetterLine:
    """Return a finding as a line in dispute."""
    lines = [bill.lines[number - 1] for number in finding.lines if bill and number <= len(bill.lines)]
    days = list(dict.fromkeys(one.line.service_date for one in lines if one.line.service_date))
    codes = list(dict.fromkeys(one.line.code or one.line.revenue_code for one in lines))
    numbers = [str(number) for number in finding.lines]
    return LetterLine(
        number=", ".join(numbers) if len(numbers) < 5 else f"{numbers[0]}–{numbers[-1]}",
        date=said_date(days[0]) if len(days) == 1 else "",
        code=", ".join(code for code in codes[:4] if code),
        amount=dollars(finding.amount) if finding.amount is not None else "",
        reason=finding.reason,
    )
