# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The arithmetic of the poverty guideline, and how the laws of states stand to a household."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Cents
from app.knowledge.assistance import guidelines, state_programs
from app.rules.assistance import (
    MOST_PEOPLE,
    Fit,
    Household,
    Period,
    Standing,
    percent_tenths,
    poverty_line,
    standing,
    within,
    yearly,
)

TODAY = date(2026, 11, 21)
GUIDELINE = guidelines()["2026"]
INCOMES = st.integers(0, 10**10).map(Cents)
SIZES = st.integers(1, MOST_PEOPLE)


def stand(today: date = TODAY, **fields: object) -> Standing:
    return standing(Household(**fields), GUIDELINE, state_programs().values(), today)  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "dollars"), [(1, 15_960), (2, 21_640), (4, 33_000), (8, 55_720)])
def test_the_guideline_of_2026(size: int, dollars: int) -> None:
    assert poverty_line(size, GUIDELINE) == dollars * 100


@pytest.mark.parametrize("size", [0, -1, MOST_PEOPLE + 1])
def test_a_household_of_no_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 30"):
        poverty_line(size, GUIDELINE)


@pytest.mark.parametrize(
    ("amount", "period", "hours", "year"),
    [
        (5_200_000, Period.YEAR, None, 5_200_000),
        (400_000, Period.MONTH, None, 4_800_000),
        (200_000, Period.HALF_MONTH, None, 4_800_000),
        (200_000, Period.TWO_WEEKS, None, 5_200_000),
        (100_000, Period.WEEK, None, 5_200_000),
        (2_000, Period.HOUR, 40, 4_160_000),
    ],
)
def test_an_income_is_told_for_any_time(amount: int, period: Period, hours: int | None, year: int) -> None:
    assert yearly(Cents(amount), period, hours) == year


@pytest.mark.parametrize("hours", [None, 0, 169])
def test_an_hourly_wage_needs_hours_that_a_week_has(hours: int | None) -> None:
    with pytest.raises(ValueError, match="hours a week"):
        yearly(Cents(2_000), Period.HOUR, hours)


def test_an_income_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="below nothing"):
        yearly(Cents(-1), Period.YEAR)


@given(INCOMES, SIZES)
def test_the_percent_is_the_true_one_to_half_a_tenth(income: Cents, size: int) -> None:
    line = poverty_line(size, GUIDELINE)
    true = Fraction(income, line) * 1000
    assert abs(percent_tenths(income, line) - true) <= Fraction(1, 2)


@given(INCOMES, SIZES, st.integers(1, 700))
def test_at_or_below_is_exact_to_the_cent(income: Cents, size: int, percent: int) -> None:
    line = poverty_line(size, GUIDELINE)
    assert within(income, line, percent) == (Fraction(income, line) * 100 <= percent)


@given(INCOMES, SIZES, SIZES)
def test_more_people_never_raise_the_percent(income: Cents, one: int, other: int) -> None:
    few, many = sorted((one, other))
    lines = poverty_line(few, GUIDELINE), poverty_line(many, GUIDELINE)
    assert percent_tenths(income, lines[0]) >= percent_tenths(income, lines[1])


@given(INCOMES, INCOMES, SIZES, st.sampled_from(["WA", "MD", "NJ", "OR"]))
def test_a_lower_income_never_gets_less(one: Cents, other: Cents, size: int, state: str) -> None:
    low, high = sorted((one, other))
    fits = [stand(size=size, income=Cents(x), state=state, insured=False, nonprofit=True).programs for x in (low, high)]
    for poor, rich in zip(*fits, strict=True):
        assert (poor.percent_off or 0) >= (rich.percent_off or 0)


@pytest.mark.parametrize(
    ("dollars", "off"), [(31_920, 100), (31_920.01, 75), (39_900, 75), (47_880, 60), (47_880.01, None)]
)
def test_the_tiers_of_maryland_end_where_the_law_says(dollars: float, off: int | None) -> None:
    fit = stand(size=1, income=Cents(round(dollars * 100)), state="MD").programs[0]
    assert fit.percent_off == off


def test_washington_names_both_sorts_of_hospital() -> None:
    found = stand(size=3, income=Cents(5_230_000), state="WA", insured=True)
    assert found.percent == "191.4"
    assert [(one.program.id, one.fit, one.percent_off) for one in found.programs] == [
        ("wa_large", Fit.MAY, 100),
        ("wa_other", Fit.MAY, 100),
    ]
    assert all("ask" in one.why for one in found.programs)


@pytest.mark.parametrize("state", ["AK", "HI"])
def test_where_the_guideline_is_not_known_no_percent_is_told(state: str) -> None:
    found = stand(size=2, income=Cents(3_000_000), state=state)
    assert (found.percent, found.guideline) == ("", None)
    assert "not known here" in found.unknown[0]


def test_a_law_that_is_still_to_come_is_not_one_yet() -> None:
    before = stand(size=1, income=Cents(1_000_000), state="DE").programs[0]
    after = stand(today=date(2027, 1, 1), size=1, income=Cents(1_000_000), state="DE").programs[0]
    assert (before.fit, after.fit) == (Fit.NOT_YET, Fit.MAY)


def test_what_is_not_known_makes_it_one_to_ask_about() -> None:
    assert {one.fit for one in stand(state="NY").programs} == {Fit.ASK}
    assert stand(size=1, income=Cents(1_000_000), state="ME", insured=True).programs[0].fit is Fit.ABOVE
    assert stand(size=1, income=Cents(1_000_000), state="OR").programs[0].fit is Fit.ASK
    assert "No law of this state" in stand(state="TX").unknown[-1]


@given(st.sampled_from(sorted({one.state for one in state_programs().values()})), INCOMES, SIZES)
def test_nothing_is_ever_promised(state: str, income: Cents, size: int) -> None:
    for one in stand(size=size, income=income, state=state).programs:
        assert "qualify" not in one.why or "May qualify" in one.why
        assert "will" not in one.why.split()
