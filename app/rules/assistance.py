# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Where a household stands against the poverty guideline, and what it may ask a hospital for. Never a promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.money import Cents
from app.knowledge.assistance import Guideline, StateProgram

MOST_PEOPLE = 30
MOST_HOURS = 168


class Period(StrEnum):
    """For which time an income is told."""

    YEAR = "year"
    MONTH = "month"
    HALF_MONTH = "half_month"
    TWO_WEEKS = "two_weeks"
    WEEK = "week"
    HOUR = "hour"


PERIOD_TITLES: dict[Period, str] = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.HALF_MONTH: "twice a month",
    Period.TWO_WEEKS: "every two weeks",
    Period.WEEK: "a week",
    Period.HOUR: "an hour",
}
_TIMES = {Period.YEAR: 1, Period.MONTH: 12, Period.HALF_MONTH: 24, Period.TWO_WEEKS: 26, Period.WEEK: 52}


class Fit(StrEnum):
    """How a program stands to a household, as far as is known."""

    MAY = "may"
    ASK = "ask"
    ABOVE = "above"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Who asks. ``income`` is cents a year; None where it is not known. ``insured`` and ``nonprofit``: None unknown."""

    size: int | None = None
    income: Cents | None = None
    state: str = ""
    insured: bool | None = None
    nonprofit: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFit:
    """One state program and how it stands. ``percent_off`` is the share it names at this income, None for none."""

    program: StateProgram
    fit: Fit
    why: str
    percent_off: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a household stands. ``tenths`` are tenths of a percent of the guideline; None where it cannot be told."""

    guideline: Cents | None
    tenths: int | None
    year: int
    programs: tuple[ProgramFit, ...]
    unknown: tuple[str, ...]

    @property
    def percent(self) -> str:
        """Return the percent of the guideline to one decimal, as "187.4"; empty where it cannot be told."""
        return "" if self.tenths is None else f"{self.tenths // 10}.{self.tenths % 10}"


def yearly(amount: Cents, period: Period, hours_a_week: int | None = None) -> Cents:
    """Return an income as cents a year; an hourly wage needs the hours of a week (1 to 168).

    Raises ValueError for an amount below nothing, and for hours that are missing or no week has.
    """
    if amount < 0:
        raise ValueError("An income cannot be below nothing.")
    if period is not Period.HOUR:
        return Cents(amount * _TIMES[period])
    if hours_a_week is None or not 1 <= hours_a_week <= MOST_HOURS:
        raise ValueError(f"Say how many hours a week, from 1 to {MOST_HOURS}.")
    return Cents(amount * hours_a_week * 52)


def poverty_line(size: int, guideline: Guideline) -> Cents:
    """Return the guideline for a household in cents a year; ValueError for a size that no household has."""
    if not 1 <= size <= MOST_PEOPLE:
        raise ValueError(f"A household has 1 to {MOST_PEOPLE} people here, the patient among them.")
    return Cents((guideline.first_person + guideline.each_further * (size - 1)) * 100)


def percent_tenths(income: Cents, line: Cents) -> int:
    """Return tenths of a percent, the half rounded up; 1,000 is exactly the guideline."""
    return (2 * income * 1000 + line) // (2 * line)


def within(income: Cents, line: Cents, percent: int) -> bool:
    """Return whether an income is at or below this percent of the guideline, to the cent."""
    return income * 100 <= line * percent


def standing(household: Household, guideline: Guideline, programs: Iterable[StateProgram], today: date) -> Standing:
    """Return where a household stands, and which programs of its state may fit."""
    unknown = []
    line = None
    if household.size is None:
        unknown.append("How many people are in the household is not known.")
    elif household.state in guideline.not_known_for:
        unknown.append(guideline.note)
    else:
        line = poverty_line(household.size, guideline)
    if household.income is None:
        unknown.append("The income of the household is not known.")
    if not household.state:
        unknown.append("The state is not known, and the law of a state may give more.")
    tenths = percent_tenths(household.income, line) if line and household.income is not None else None
    fits = tuple(_fit(one, household, line, today) for one in programs if one.state == household.state)
    if household.state and not fits:
        unknown.append("No law of this state on help from hospitals is known here. There may be one: ask the hospital.")
    return Standing(guideline=line, tenths=tenths, year=guideline.year, programs=fits, unknown=tuple(unknown))


def _fit(program: StateProgram, household: Household, line: Cents | None, today: date) -> ProgramFit:
    """Weigh one program; what is not known makes it one to ask about, never one that is refused."""
    if program.effective_from and today < program.effective_from:
        when = program.effective_from.isoformat()
        return ProgramFit(program=program, fit=Fit.NOT_YET, why=f"It is not in force before {when}.")
    if program.nonprofit_only and household.nonprofit is False:
        return ProgramFit(program=program, fit=Fit.ABOVE, why="It binds nonprofit hospitals alone.")
    if program.insurance == "uninsured" and household.insured:
        return ProgramFit(program=program, fit=Fit.ABOVE, why="It is for people without insurance.")
    if line is None or household.income is None or not program.up_to:
        return ProgramFit(program=program, fit=Fit.ASK, why="What it gives cannot be told from the income alone. Ask.")
    if not within(household.income, line, program.up_to):
        why = f"The income is above {program.up_to} percent of the guideline, where it ends. The hospital may do more."
        return ProgramFit(program=program, fit=Fit.ABOVE, why=why)
    tier = next((tier for tier in program.tiers if within(household.income, line, tier.up_to)), None)
    doubts = _doubts(program, household)
    if tier is None:
        return ProgramFit(
            program=program, fit=Fit.ASK if doubts else Fit.MAY, why=f"May qualify: ask. {doubts}".strip()
        )
    how = "free care" if tier.percent_off == 100 else f"{tier.percent_off} percent off"
    why = f"May qualify for {how}, up to {tier.up_to} percent of the guideline: ask. {doubts}".strip()
    return ProgramFit(program=program, fit=Fit.ASK if doubts else Fit.MAY, why=why, percent_off=tier.percent_off)


def _doubts(program: StateProgram, household: Household) -> str:
    words = []
    if program.insurance == "uninsured" and household.insured is None:
        words.append("It is for people without insurance.")
    if program.insurance == "underinsured" and household.insured is not False:
        words.append("With insurance it depends on what you still pay yourself.")
    if program.nonprofit_only and household.nonprofit is None:
        words.append("It binds nonprofit hospitals alone.")
    return " ".join(words)
