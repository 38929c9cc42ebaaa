# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What each key of FACTS takes: its table, its kind of value, and the values that are allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.domain.coverage import PlanKind
from app.domain.document import DocumentKind
from app.domain.facts import Amounts, Answers, Dates, People
from app.domain.money import Cents, cents_from_text
from app.intake.errors import FactsValueWrong
from app.intake.found_dates import full_date

HAVE: tuple[str, ...] = (
    "denial_notice",
    "eob",
    "corrected_eob",
    "itemized_bill",
    "claim_form",
    "statement",
    "records",
    "letter_of_medical_necessity",
    "authorization_number",
    "plan_document",
    "claim_file",
    "estimate",
    "collection_notice",
    "insurance_card",
)
assert all(DocumentKind(word) for word in HAVE)  # noqa: S101 - the words of FACTS are kinds of document

TIMINGS = ("pre_service", "concurrent", "post_service")
NETWORKS = ("in", "out", "unknown")
LEVELS = ("initial", "internal", "second", "external", "hearing", "council")
_EAST = "AL CT DC DE FL GA IN KY MA MD ME MI MS NC NH NJ NY OH PA RI SC TN VA VT WV"
_WEST = "AK AR AZ CA CO HI IA ID IL KS LA MN MO MT ND NE NM NV OK OR SD TX UT WA WI WY AS GU MP PR VI"
STATES = frozenset(f"{_EAST} {_WEST}".split())
MOST_CENTS = 100_000_000_000
LONGEST_TEXT = 20_000

NUMBERS: dict[str, tuple[int, int]] = {"plan_levels": (1, 2), "state_window_days": (1, 3660), "household_size": (1, 40)}
CHOICES: dict[str, tuple[str, ...]] = {"network": NETWORKS, "appeal_level": LEVELS}

Reader = Callable[[str, object], object]


def read_date(key: str, value: object) -> date:
    """Read a TOML date or the text of one ("2026-06-03"; the common American forms too)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = full_date(value) if isinstance(value, str) else None
    if day is None:
        raise FactsValueWrong(key, value, "a date, such as 2026-06-03")
    return day


def read_money(key: str, value: object) -> Cents:
    """Read dollars as a whole number, a decimal number or text; nothing below zero, nothing finer than a cent."""
    cents: Cents | None = None
    if isinstance(value, str):
        cents = cents_from_text(value)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        try:
            cents = Cents(int((Decimal(str(value)) * 100).to_integral_value(ROUND_HALF_UP)))
        except (InvalidOperation, ValueError, OverflowError):  # not a number, or endless
            cents = None
    if cents is None or not 0 <= cents <= MOST_CENTS:
        raise FactsValueWrong(key, value, "dollars, such as 2450.00")
    return cents


def read_flag(key: str, value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise FactsValueWrong(key, value, "true or false")
    return value


def read_number(key: str, value: object) -> int:
    """Read a whole number within the key's limits."""
    low, high = NUMBERS[key.rpartition(".")[2]]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise FactsValueWrong(key, value, f"a whole number from {low} to {high}")
    return value


def read_choice(key: str, value: object, allowed: tuple[str, ...]) -> str:
    """Read one of a few words."""
    if not isinstance(value, str) or value not in allowed:
        raise FactsValueWrong(key, value, "one of: " + ", ".join(allowed))
    return value


def read_text(key: str, value: object) -> str:
    """Read text; a number typed without quotes, or a date, is taken as it is written."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise FactsValueWrong(key, value, "text in quotes")
    return value.strip()


def read_words(key: str, value: object) -> tuple[str, ...]:
    """Read a list of texts, each once."""
    if not isinstance(value, list | tuple):
        raise FactsValueWrong(key, value, 'a list, such as ["CO-50", "N130"]')
    words = [read_text(key, one) for one in value]
    return tuple(dict.fromkeys(word for word in words if word))


def read_plan_kind(key: str, value: object) -> PlanKind:
    """Read a kind of plan."""
    return PlanKind(read_choice(key, value, tuple(PlanKind)))


def read_state(key: str, value: object) -> str:
    """Read the two letters of a state or territory; empty when not known."""
    text = read_text(key, value).upper()
    if text and text not in STATES:
        raise FactsValueWrong(key, value, "the two letters of a state, such as OH")
    return text


def readers_of(table: str) -> dict[str, Reader]:
    """Return the keys of one table (dates, answers, amounts, people), each with what reads its value."""
    if table == "dates":
        return {field.name: read_date for field in fields(Dates)}
    if table == "amounts":
        return {field.name: read_money for field in fields(Amounts)}
    if table == "people":
        return {field.name: read_text for field in fields(People)}
    return {field.name: _answer(field.name) for field in fields(Answers)}


def _answer(name: str) -> Reader:
    if name in NUMBERS:
        return read_number
    if name in CHOICES:
        return lambda key, value: read_choice(key, value, CHOICES[name])
    return read_money if name == "household_income" else read_flag
