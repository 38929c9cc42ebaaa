# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Typing into the wizard: one key of FACTS at a time, where what cannot be used waits beside it and is never lost.

Keys are those of FACTS: "people.member_id", "dates.denial_received", "amounts.billed", "answers.network", "codes",
"reason", "state", "plan_kind", "service_timing", "urgent".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.dates import screen_date
from app.domain.facts import Dates, Facts
from app.domain.money import cents_from_text, dollars
from app.intake.codes import find_codes
from app.intake.errors import FactsContradict, FactsValueWrong
from app.intake.facts_file import check_facts
from app.intake.facts_keys import STATES, readers_of
from app.intake.policy_reference import policy_reference
from app.intake.typed_dates import date_from_text
from app.services.dates import NotABirthDate, NotADate, birth_date
from app.services.wizard_state import WizardState

DATE_WORDS: dict[str, str] = {
    "service": "the day of the care",
    "service_end": "the last day of the care",
    "original_submission": "the day the claim was first sent",
    "denial_notice": "the date on the notice",
    "denial_received": "the day you received it",
    "notice_appeal_by": "the appeal date on the notice",
    "correction_submitted": "the day the corrected claim was sent",
    "corrected_eob": "the day of the corrected EOB",
    "appeal_filed": "the day you sent the appeal",
    "appeal_received": "the day they received the appeal",
    "appeal_decided": "the day the appeal was decided",
    "final_denial_notice": "the date of the final denial",
    "final_denial_received": "the day you received the final denial",
    "collector_notice_sent": "the date of the collector's letter",
    "collector_notice_received": "the day the collector's letter came",
    "coverage_start": "the day coverage began",
    "coverage_end": "the day coverage ended",
}
BIRTH = "people.date_of_birth"
_NOT_AHEAD = frozenset(
    {
        *("original_submission", "denial_notice", "denial_received", "correction_submitted", "corrected_eob"),
        *("appeal_filed", "appeal_received", "appeal_decided", "final_denial_notice", "final_denial_received"),
        *("first_bill", "collector_notice_sent", "collector_notice_received", "estimate"),
    }
)
_LATEST_OF_TWO = frozenset(
    {"service_end", "denial_received", "final_denial_received", "collector_notice_received", "coverage_end"}
    | {"notice_appeal_by", "appeal_filed", "appeal_received", "appeal_decided", "corrected_eob"}
)
_STILL_TO_COME = "This day is still to come. Mend it, or leave it empty for now."


def value_of(facts: Facts, key: str) -> Any:  # noqa: ANN401 - text, date, cents, bool, number or a tuple of words
    """Return what FACTS hold under a key; None, "" or () when nothing."""
    table, _, name = key.rpartition(".")
    return getattr(getattr(facts, table), name) if table else getattr(facts, name)


def put(facts: Facts, key: str, value: object) -> Facts:
    """Return the facts with another value under a key; nothing is checked."""
    table, _, name = key.rpartition(".")
    if not table:
        return replace(facts, **{name: value})  # type: ignore[arg-type]  # the key's own type, as the readers give it
    return replace(facts, **{table: replace(getattr(facts, table), **{name: value})})


def text_of(state: WizardState, key: str) -> str:
    """Return what stands under a key as people write it; what was typed and cannot be used comes first."""
    waiting = dict(state.pending).get(key)
    return written(key, value_of(state.facts, key)) if waiting is None else waiting


def written(key: str, value: object) -> str:
    """Write a value of FACTS as people do."""
    if value is None or value == ():
        return ""
    if isinstance(value, date):
        return screen_date(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool) and is_money(key):
        return dollars(value)
    return str(value)


def is_money(key: str) -> bool:
    """Return whether a key takes an amount."""
    return key.startswith("amounts.") or key == "answers.household_income"


def hold(state: WizardState, key: str, text: str) -> WizardState:
    """Keep what is being typed into a date or an amount, before the person leaves the field."""
    return replace(state, pending=(*(pair for pair in state.pending if pair[0] != key), (key, text)))


def typed(state: WizardState, key: str, text: str, today: date) -> WizardState:
    """Take what was typed. What cannot be used waits in ``pending``, and FACTS hold nothing in its place."""
    kept = tuple(pair for pair in state.pending if pair[0] != key)
    value, readable = _read(key, text, today)
    empty: object = "" if isinstance(value_of(state.facts, key), str) else None
    if not readable:
        return settled(replace(state, facts=put(state.facts, key, empty), pending=(*kept, (key, text))), today)
    facts = put(state.facts, key, value)
    if key.startswith("dates.") and _quarrel(facts, key, today):
        facts, kept = put(facts, key, None), (*kept, (key, text))
    if key == "reason":
        facts = put(facts, "people.denial_reason", value)
        if not facts.people.policy_reference:
            facts = put(facts, "people.policy_reference", policy_reference(text))
    return settled(replace(state, facts=facts, pending=kept), today)


def chosen(state: WizardState, key: str, value: object, today: date) -> WizardState:
    """Take a value that was chosen, not typed: a kind of plan, a flag, a list of words."""
    return settled(replace(state, facts=put(state.facts, key, value)), today)


def settled(state: WizardState, today: date) -> WizardState:
    """Bring facts and waiting text into step: what contradicts waits, what no longer does counts again."""
    facts, waiting = state.facts, dict(state.pending)
    for key, text in tuple(waiting.items()):
        value, readable = _read(key, text, today)
        if readable and not (key.startswith("dates.") and _quarrel(put(facts, key, value), key, today)):
            facts = put(facts, key, value)
            del waiting[key]
    while (broken := _broken(facts, today)) is not None:
        waiting.setdefault(broken, written(broken, value_of(facts, broken)))
        facts = put(facts, broken, None)
    return replace(state, facts=facts, pending=tuple(waiting.items()))


def problem_of(state: WizardState, key: str, today: date) -> str:
    """Say what is wrong with the text that waits under a key, and how to mend it; empty when nothing is."""
    text = dict(state.pending).get(key)
    if text is None:
        return ""
    value, readable = _read(key, text, today)
    if readable and key.startswith("dates."):
        return _quarrel(put(state.facts, key, value), key, today)
    if readable:
        return ""
    if key.startswith("dates."):
        return str(NotADate(text.strip()))
    if is_money(key):
        return "This is not an amount. Write it like 2,450.00."
    if key == BIRTH:
        return _quarrel_of_birth(text, today)
    if key == "state":
        return "Write the two letters of the state, like OH."
    return "Write a whole number, like 2."


def _read(key: str, text: str, today: date) -> tuple[object, bool]:
    """Return the value of typed text, and whether it could be read."""
    bare = text.strip()
    if key == "codes":
        return _codes(bare), True
    if key.startswith("dates."):
        day = date_from_text(bare, today) if bare else None
        return day, day is not None or not bare
    if is_money(key):
        cents = cents_from_text(bare) if bare else None
        return cents, (cents is not None and cents >= 0) or not bare
    if key == BIRTH:
        return text, not bare or not _quarrel_of_birth(bare, today)
    if key == "state":
        return bare.upper(), bare.upper() in STATES or not bare
    if key.startswith("answers.") and key != "answers.network":
        return _answer(key, bare)
    return text, True


def _quarrel_of_birth(text: str, today: date) -> str:
    """Say why a date of birth cannot be one; empty when it can. FACTS keep it as it was written."""
    try:
        birth_date(text, today)
    except NotABirthDate as problem:
        return str(problem)
    return ""


def _answer(key: str, bare: str) -> tuple[object, bool]:
    if not bare:
        return None, True
    try:
        return readers_of("answers")[key.removeprefix("answers.")](key, int(bare)), True
    except (FactsValueWrong, ValueError):
        return None, False


def _codes(text: str) -> tuple[str, ...]:
    """Read codes as people list them; words that are no code stay as they are, for they may be one we do not know."""
    words: list[str] = []
    for part in re.split(r"[,;\n]+", text):
        known = [found.value for found in find_codes(part.upper(), heading="reason code")]
        words += known or ([part.strip().upper()] if part.strip() else [])
    return tuple(dict.fromkeys(words))


def _quarrel(facts: Facts, key: str, today: date) -> str:
    """Say what a date contradicts; empty when nothing."""
    name = key.removeprefix("dates.")
    day = getattr(facts.dates, name)
    if day is None:
        return ""
    if name in _NOT_AHEAD and day > today:
        return _STILL_TO_COME
    alone = replace(facts, dates=Dates(**{name: day}))
    if _broken(alone, today) is not None:
        return "This day is still to come. If the care is still to come, choose that above; else mend the date."
    for other in (n for n in DATE_WORDS if n != name and getattr(facts.dates, n) is not None):
        two = Dates(**{name: day, other: getattr(facts.dates, other)})
        try:
            check_facts(replace(facts, dates=two))
        except FactsContradict:
            order = "before" if day < getattr(facts.dates, other) else "after"
            against = f"{DATE_WORDS[other]}, {screen_date(getattr(facts.dates, other))}"
            return f"This is {order} {against}. Mend one of the two; both are kept as you typed them."
    return ""


def _broken(facts: Facts, today: date) -> str | None:
    """Return the date to set aside so that the rest can be true: of two the later one, for it depends on the other."""
    for name in sorted(_NOT_AHEAD):
        day = getattr(facts.dates, name)
        if day is not None and day > today:
            return f"dates.{name}"
    try:
        check_facts(facts, today=today)
    except FactsContradict as error:
        dates = [key for key in error.keys if key.startswith("dates.")]
        later = [key for key in dates if key.removeprefix("dates.") in _LATEST_OF_TWO]
        return (later or dates)[-1]
    return None
