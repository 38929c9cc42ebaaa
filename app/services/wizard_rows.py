# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notice as rows: each fact as it was read, from which words, how sure, and what the person made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.facts import Facts
from app.domain.reading import Box, Confidence, ReadFact, Reading
from app.intake.facts_file import facts_from_reading
from app.services.wizard_facts import problem_of, put, settled, text_of, typed, value_of, written
from app.services.wizard_state import WizardState

LINE = "line"
"""The row of the service line: code and amount together."""
_CODES_KEY, _AMOUNT_KEY = "people.service_codes", "amounts.in_dispute"
_SAME_LINE = 4.0  # points between the tops of words on one line


@dataclass(frozen=True, slots=True)
class _Spec:
    """A row: the key of FACTS it fills, its name, the fields of a reading it shows, and whether it is asked for."""

    key: str
    label: str
    fields: tuple[str, ...]
    asked: bool = False


_SPECS: tuple[_Spec, ...] = (
    _Spec("people.insurer", "Insurer", ("insurer",), True),
    _Spec("dates.denial_notice", "Notice date", ("notice_date",), True),
    _Spec("people.patient", "Person", ("patient_name", "member_name"), True),
    _Spec("people.policyholder", "Policyholder", ()),
    _Spec("people.member_id", "Member ID", ("member_id",), True),
    _Spec("people.group_number", "Group", ("group_number",)),
    _Spec("people.claim_number", "Claim number", ("claim_number",), True),
    _Spec("people.account_number", "Account", ("account_number",)),
    _Spec("dates.service", "Service date", ("service_date",), True),
    _Spec("dates.service_end", "Service until", ("service_end",)),
    _Spec("people.provider", "Provider", ("provider",), True),
    _Spec("people.service_description", "Service", (), True),
    _Spec(LINE, "Line not paid", ("service_code", "denied"), True),
    _Spec("amounts.billed", "Billed", ("billed",)),
    _Spec("amounts.allowed", "Allowed", ("allowed",)),
    _Spec("amounts.plan_paid", "Plan paid", ("plan_paid",)),
    _Spec("amounts.patient_responsibility", "You owe", ("patient_responsibility",)),
    _Spec("amounts.asked_of_patient", "Asked of you", ("balance_due",)),
    _Spec("codes", "Codes", ("code",), True),
    _Spec("reason", "Reason", ("reason",), True),
    _Spec("dates.notice_appeal_by", "Appeal by", ("appeal_by",), True),
    _Spec("people.insurer_address", "Appeal address", ("appeal_address",), True),
    _Spec("people.insurer_fax", "Appeal fax", ("appeal_fax",)),
)
_BY_KEY = {spec.key: spec for spec in _SPECS}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One line of the facts table.

    ``id`` is the key of FACTS (or "line"). ``value`` is what counts or waits, as people write it. ``sure`` is one
    word: Sure, Likely, Check, Checked, Typed or Missing. ``problem`` says what is wrong with the text that waits.
    ``boxes`` are places on ``page`` (from 1), in points; ``number`` is the mark in the margin, 0 without one.
    """

    id: str
    label: str
    value: str
    words: str = ""
    sure: str = "Missing"
    note: str = ""
    problem: str = ""
    page: int = 1
    boxes: tuple[Box, ...] = ()
    number: int = 0

    @property
    def open(self) -> bool:
        """Return whether the person has to look at it: it is doubtful, or what they typed cannot be used."""
        return self.sure == "Check" or bool(self.problem)


def notice_rows(state: WizardState, today: date) -> list[NoticeRow]:
    """Return what was read, in the order of the page and numbered by its lines; then what is still missing."""
    rows = [row for spec in _SPECS if (row := _row(spec, state, today)) is not None]
    placed = sorted((row for row in rows if row.boxes), key=_place)
    return [*_numbered(placed), *(row for row in rows if not row.boxes)]


def edit_row(state: WizardState, row_id: str, text: str, today: date) -> WizardState:
    """Take what was typed into a row; from then on it counts, however sure the reading was."""
    shown = next((row.value for row in notice_rows(state, today) if row.id == row_id), "")
    confirmed = (*(c for c in state.confirmed if c != row_id), row_id)
    unchanged = text.strip() in {shown.strip(), ", ".join(shown.splitlines()).strip()}
    if unchanged and not dict(state.pending).get(row_id):
        return confirm_row(state, row_id, today)
    changed = replace(state, confirmed=confirmed)
    if row_id == LINE:
        return _edit_line(changed, text, today)
    return typed(changed, row_id, text, today)


def confirm_row(state: WizardState, row_id: str, today: date) -> WizardState:
    """Say that a row was read rightly: a doubtful one counts from now on."""
    found = _found(_BY_KEY[row_id], state.read)
    confirmed = (*(c for c in state.confirmed if c != row_id), row_id)
    facts = state.facts
    for key in (_CODES_KEY, _AMOUNT_KEY) if row_id == LINE else (row_id,):
        read = value_of(_facts_of(found, state), key)
        if read not in (None, "", ()) and value_of(facts, key) in (None, "", ()):
            facts = put(facts, key, read)
    if row_id == "reason" and not facts.people.denial_reason:
        facts = put(facts, "people.denial_reason", facts.reason)
    return settled(replace(state, facts=facts, confirmed=confirmed), today)


def without_reading(facts: Facts, read: Sequence[ReadFact], kind: str) -> Facts:
    """Return the facts without what a reading gave them; what the person typed over it stays."""
    given = facts_from_reading(Reading(file="", kind=kind, facts=tuple(read)))
    for key in (*(spec.key for spec in _SPECS if spec.key != LINE), _CODES_KEY, _AMOUNT_KEY, "people.denial_reason"):
        value = value_of(given, key)
        if value not in (None, "", ()) and value_of(facts, key) == value:
            facts = put(facts, key, value_of(Facts(), key))
    return facts


def _row(spec: _Spec, state: WizardState, today: date) -> NoticeRow | None:
    found = _found(spec, state.read)
    value = _value(spec, state)
    if spec.key == "amounts.billed" and not found and not value:
        return None
    if spec.key == "amounts.billed" and found and value and value == written(_AMOUNT_KEY, _amount(state)):
        return None  # the line not paid says the same
    if not found:
        return _unread(spec, state, value, today) if spec.asked or value else None
    read = _text(spec, _facts_of(found, state, unchecked=True))
    doubtful = any(fact.confidence is Confidence.CHECK for fact in found)
    confirmed = spec.key in state.confirmed
    waiting = spec.key in dict(state.pending)
    if doubtful and not confirmed and not value:
        value, sure = read, "Check"
    elif waiting or value != read:
        sure = "Typed" if value else "Missing"
    elif confirmed:
        sure = "Checked"
    else:
        sure = "Likely" if any(fact.confidence is not Confidence.SURE for fact in found) else "Sure"
    notes = dict.fromkeys(fact.note for fact in found if fact.note)
    return NoticeRow(
        id=spec.key,
        label=spec.label,
        value=value,
        words=_words(found),
        sure=sure,
        note=" ".join(notes),
        problem=problem_of(state, spec.key, today),
        page=found[0].page,
        boxes=tuple(box for fact in found if fact.page == found[0].page for box in fact.boxes),
    )


def _unread(spec: _Spec, state: WizardState, value: str, today: date) -> NoticeRow:
    sure = "Typed" if value else "Missing"
    problem = problem_of(state, spec.key, today)
    return NoticeRow(id=spec.key, label=spec.label, value=value, sure=sure, problem=problem)


def _found(spec: _Spec, read: Sequence[ReadFact]) -> tuple[ReadFact, ...]:
    if spec.key == "people.policyholder":
        both = {fact.field for fact in read} >= {"patient_name", "member_name"}
        return tuple(fact for fact in read if both and fact.field == "member_name")
    if spec.key == "people.patient":
        first = [[fact for fact in read if fact.field == field] for field in spec.fields]
        return tuple(next((facts for facts in first if facts), []))
    return tuple(fact for fact in read if fact.field in spec.fields)


def _facts_of(found: Sequence[ReadFact], state: WizardState, *, unchecked: bool = True) -> Facts:
    kind = next((paper.kind for paper in state.papers if paper.document_id == state.read_from), "unknown")
    # The notice's own date is taken for one whatever the kind, for the row says what it is.
    dated = "denial_notice" if any(fact.field == "notice_date" for fact in found) else kind
    facts = facts_from_reading(Reading(file="", kind=dated, facts=tuple(found)), unchecked=unchecked)
    if found and found[0].field == "member_name":
        return put(facts, "people.policyholder", found[0].value)
    return facts


def _value(spec: _Spec, state: WizardState) -> str:
    if spec.key != LINE:
        return " ".join(text_of(state, spec.key).splitlines()) if spec.key == "reason" else text_of(state, spec.key)
    parts = (state.facts.people.service_codes, written(_AMOUNT_KEY, _amount(state)))
    return ", ".join(part for part in parts if part)


def _text(spec: _Spec, facts: Facts) -> str:
    if spec.key != LINE:
        return written(spec.key, value_of(facts, spec.key))
    parts = (facts.people.service_codes, written(_AMOUNT_KEY, facts.amounts.in_dispute))
    return ", ".join(part for part in parts if part)


def _amount(state: WizardState) -> object:
    return state.facts.amounts.in_dispute


def _edit_line(state: WizardState, text: str, today: date) -> WizardState:
    """Take "72148, $2,450.00" apart: what has a dollar sign or cents is the amount, the rest are codes."""
    parts = [part.strip() for part in text.replace(", ", "\n").split("\n") if part.strip()]
    amounts = [part for part in parts if "$" in part or (part[-3:-2] == "." and part[-2:].isdigit())]
    codes = [part for part in parts if part not in amounts]
    state = typed(state, _CODES_KEY, ", ".join(codes), today)
    return typed(state, _AMOUNT_KEY, amounts[0] if amounts else "", today)


def _words(found: Sequence[ReadFact]) -> str:
    words = list(dict.fromkeys(" ".join(fact.words.split()) for fact in found if fact.words))
    return f"{words[0]} … {words[-1]}" if len(words) > 1 and len(", ".join(words)) > 24 else ", ".join(words)


def _place(row: NoticeRow) -> tuple[int, float, float]:
    return row.page, round(row.boxes[0].top / _SAME_LINE), row.boxes[0].left


def _numbered(rows: Sequence[NoticeRow]) -> list[NoticeRow]:
    """Give every line of the page one number: facts that stand beside each other share it."""
    numbered: list[NoticeRow] = []
    for row in rows:
        last = numbered[-1] if numbered else None
        same = last is not None and last.page == row.page and abs(last.boxes[0].top - row.boxes[0].top) < _SAME_LINE
        number = (last.number if same else last.number + 1) if last is not None else 1
        numbered.append(replace(row, number=number))
    return numbered
