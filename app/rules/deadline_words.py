# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The words in which a counted deadline is explained: days, moments, units and cautions."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from app.domain.dates import said_date, weekday
from app.domain.deadline import Owner
from app.knowledge.deadlines import DeadlineRule, Unit, Verification
from app.knowledge.thresholds import Stage, thresholds
from app.rules.counting import holiday_name, is_working_day

STALE_MONTHS = 12
"""After so many months since it was checked, a rule carries a warning: laws change with the year."""

_UNITS = {
    Unit.CALENDAR_DAYS: ("day", "days"),
    Unit.BUSINESS_DAYS: ("business day", "business days"),
    Unit.MONTHS: ("month", "months"),
    Unit.YEARS: ("year", "years"),
    Unit.HOURS: ("hour", "hours"),
}

_ABBREVIATIONS = {"iro": "review organization", "eca": "collection"}

_CAUTIONS = {
    Verification.OLD_COPY: "the text of this rule was read in an older copy of the law",
    Verification.SECONDARY: "this rule was read in a summary, not in the law itself",
    Verification.MEMORY: "this rule is from memory and was not read in the law",
}


def say_day(day: date) -> str:
    """Write "5 December 2026"."""
    return said_date(day)


def say_weekday(day: date) -> str:
    """Write "Saturday 5 December 2026"."""
    return f"{weekday(day)} {say_day(day)}"


def say(value: date | datetime) -> str:
    """Write a day, or a moment as "09:30 on 13 June 2026 (UTC-04:00)"."""
    if isinstance(value, datetime):
        return f"{value:%H:%M} on {say_day(value.date())} ({value:%Z})"
    return say_day(value)


def event_words(name: str) -> str:
    """Write the name of an event as words: "denial received"."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in name.split("_"))


def say_amount(amount: int, unit: Unit) -> str:
    """Write "180 days" or "1 business day"."""
    one, many = _UNITS[unit]
    return f"{amount} {one if amount == 1 else many}"


def what_day(value: date | datetime) -> str:
    """Write "5 December 2026, a Saturday", naming a federal holiday."""
    day = value.date() if isinstance(value, datetime) else value
    holiday = holiday_name(day)
    return f"{say(value)}, a {weekday(day)}" + (f" and a federal holiday ({holiday})" if holiday else "")


def no_extension(rule: DeadlineRule, due: date, safe: date | None) -> str:
    """Say what follows when the last day is no working day and the rule does not move it; empty otherwise."""
    if is_working_day(due):
        return ""
    if rule.owner is Owner.US and safe and safe < due:
        return f"; the law gives no extension, so act by {say_weekday(safe)}"
    return "; the law gives no extension for that"


def cautions(rule: DeadlineRule, today: date) -> list[str]:
    """Return the warnings about the rule itself: how it was read, how old it is, what the notice must settle."""
    notes: list[str] = []
    if rule.verification in _CAUTIONS:
        where = "Check your notice" if rule.owner is Owner.US else "Check before you rely on it"
        notes.append(f"{where}: {_CAUTIONS[rule.verification]}.")
    if rule.check_notice:
        notes.append("Check your notice: this date may differ by state or plan, and the notice is the better guide.")
    return [note for note in (*notes, age_words(rule.checked, today)) if note]


def age_words(checked: date | None, today: date) -> str:
    """Say that a rule was read too long ago to be trusted; empty while it is fresh."""
    if checked is None or today <= checked + relativedelta(months=STALE_MONTHS):
        return ""
    return (
        f"This rule was last checked on {say_day(checked)}, more than {_months(STALE_MONTHS)} ago. "
        "The law may have changed: check the notice, or look for a newer Casewell."
    )


def read_words(rule: DeadlineRule) -> str:
    """Say in a few words how the rule was read, so that the three ways differ on screen."""
    check = "check your notice" if rule.owner is Owner.US else "check before you rely on it"
    return {
        Verification.CURRENT: "Read in the present law",
        Verification.OLD_COPY: f"Read in an older copy: {check}",
        Verification.SECONDARY: f"Read in a summary only: {check}",
        Verification.MEMORY: f"Not read in the law: {check}",
    }[rule.verification]


def stake_words(rule: DeadlineRule, due: date, today: date) -> list[str]:
    """Say what must at least be at stake, for each year in which the request may be filed."""
    if rule.at_stake is Stage.NONE:
        return []
    known = thresholds()
    before = "a hearing" if rule.at_stake is Stage.HEARING else "court"
    notes = [f"For {before} a least amount must be at stake. The year in which you file decides which."]
    for year in range(min(today.year, due.year), due.year + 1):
        least = known.get(year)
        if least is None:
            notes.append(f"Filed in {year}: the amount is not known here. It stands in the decision you appeal.")
            continue
        unsure = "" if least.read else " That figure is from memory: check the decision you appeal."
        notes.append(f"Filed in {year}: at least ${least.dollars(rule.at_stake):,} ({least.citation}).{unsure}")
    return notes


def _months(number: int) -> str:
    return "a year" if number == 12 else f"{number} months"
