# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Dates, days and money read as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ui.format import (
    count_text,
    days_away,
    due_role,
    due_text,
    full_date,
    long_date,
    money,
    plain_date,
    short_date,
    signed_money,
    size_text,
)

TODAY = date(2026, 11, 21)


def test_dates_read_with_their_weekday() -> None:
    day = date(2026, 11, 30)
    assert (long_date(day), short_date(day), plain_date(day)) == ("Mon 30 Nov 2026", "Mon 30 Nov", "30 Nov 2026")
    assert full_date(TODAY) == "Saturday 21 November 2026"
    assert due_text(day, TODAY) == "Mon 30 Nov · in 9 days"
    assert due_text(day, TODAY, year=True) == "Mon 30 Nov 2026 · in 9 days"
    assert long_date(None) == short_date(None) == due_text(None, TODAY) == ""


def test_days_are_said_in_words() -> None:
    said = [days_away(TODAY + timedelta(days=n), TODAY) for n in (-2, -1, 0, 1, 9)]
    assert said == ["2 days late", "1 day late", "today", "tomorrow", "in 9 days"]


@given(st.integers(-400, 400))
def test_the_colour_of_a_date_never_says_more_than_its_words(days: int) -> None:
    day = TODAY + timedelta(days=days)
    role, words = due_role(day, TODAY), days_away(day, TODAY)
    assert (role == "red") == ("late" in words)
    assert (role == "amber") == (0 <= days <= 7)


def test_money_and_sizes() -> None:
    assert (money(245000), money(None), signed_money(48600), signed_money(-100)) == (
        "$2,450.00", "", "+$486.00", "\u2212$1.00",
    )  # fmt: skip
    assert (size_text(840), size_text(840_000), size_text(1_400_000)) == ("840 bytes", "840 KB", "1.4 MB")
    assert (count_text(1, "person", "people"), count_text(1_200, "case")) == ("1 person", "1,200 cases")
