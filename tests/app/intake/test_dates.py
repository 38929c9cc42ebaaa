# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dates, typed and found."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.dates import date_from_text, find_dates, full_date

TODAY = date(2026, 11, 21)  # a Saturday
DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))
FORMS = (
    "{d:%Y-%m-%d}",
    "{d:%m/%d/%Y}",
    "{d.month}/{d.day}/{d.year}",
    "{d:%m-%d-%Y}",
    "{d:%m/%d/%y}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%b} {d.day}, {d.year}",
    "{d:%b}. {d.day}, {d.year}",
    "{d.day} {d:%b} {d.year}",
    "{d.day} {d:%B} {d.year}",
    "{d:%d-%b-%Y}",
    "{d:%d%b%Y}",
    "{d:%A}, {d:%B} {d.day}, {d.year}",
    "{d:%Y/%m/%d}",
)


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_every_form_of_every_day(day: date, form: str) -> None:
    text = form.format(d=day)
    assert date_from_text(text, TODAY) == day
    assert [found.day for found in find_dates(f"Dated {text} for you")] == [day]


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    date_from_text(text, TODAY)
    full_date(text)
    for found in find_dates(text):
        assert text[found.start : found.end].strip()


@given(st.text(alphabet="0123456789/-., JunebyJan+dwmonth", max_size=40))
def test_no_heap_of_date_signs_breaks_it(text: str) -> None:
    date_from_text(text, TODAY)
    find_dates(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("+14 days", date(2026, 12, 5)),
        ("+14", date(2026, 12, 5)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("2 weeks", date(2026, 12, 5)),
        ("in a week", date(2026, 11, 28)),
        ("3 days ago", date(2026, 11, 18)),
        ("-3", date(2026, 11, 18)),
        ("in 3 months", date(2027, 2, 21)),
        ("tomorrow", date(2026, 11, 22)),
        ("Today", TODAY),
        ("yesterday", date(2026, 11, 20)),
        ("next fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
        ("last mon", date(2026, 11, 16)),
        ("30 nov", date(2026, 11, 30)),
        ("nov 30", date(2026, 11, 30)),
        ("11/30", date(2026, 11, 30)),
        ("11/30/26", date(2026, 11, 30)),
        ("30 nov 26", date(2026, 11, 30)),
        ("jan 5", date(2027, 1, 5)),
        ("June 3", date(2026, 6, 3)),
        ("June 3rd, 2026", date(2026, 6, 3)),
        ("20260603", date(2026, 6, 3)),
        (" 06/03/2026. ", date(2026, 6, 3)),
    ],
)
def test_what_people_type(text: str, day: date) -> None:
    assert date_from_text(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21/04/2026",
        "13/13/2026",
        "2026-02-30",
        "feb 29",
        "soon",
        "may",
        "3",
        "06/2026",
        "+99999 years",
        "t",
        "1/2/3/4",
    ],
)
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert date_from_text(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "04/21/2026 - 04/23/2026",
        "April 21, 2026 through April 23, 2026",
        "April 21-23, 2026",
        "4/21/26 to 4/23/26",
        "4/21/26-4/23/26",
    ],
)
def test_ranges(text: str) -> None:
    (found,) = find_dates(f"Service {text}.")
    assert (found.day, found.last) == (date(2026, 4, 21), date(2026, 4, 23))


@pytest.mark.parametrize(
    "text",
    [
        "(555) 014-2200",
        "555-01-2026",
        "Claim 26-0419-7731",
        "$04.21",
        "IM-207",
        "LF-26-04-19-7731",
        "1-800-555-0123",
        "04-21-2026-88",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@given(st.integers(-40_000, 40_000))
def test_counting_days(count: int) -> None:
    expected = TODAY + timedelta(days=count)
    assert date_from_text(f"{count:+d} days", TODAY) == expected
