# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Money is exact, and ids grow."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.money import cents_from_text, dollars, plain_dollars

MOST = 10**17 - 1  # the most cents that can be typed: fifteen digits of dollars


@given(st.integers(-MOST, MOST))
def test_what_is_written_is_read_as_the_same_cents(cents: int) -> None:
    assert cents_from_text(dollars(cents)) == cents
    assert cents_from_text(plain_dollars(cents)) == cents
    if cents < 0:
        assert cents_from_text(f"({dollars(-cents)})") == cents


@given(st.text(max_size=30))
def test_whatever_is_typed_is_money_or_nothing(text: str) -> None:
    cents = cents_from_text(text)
    assert cents is None or cents_from_text(plain_dollars(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$1,234.50", 123_450),
        ("1234.5", 123_450),
        ("1234", 123_400),
        (" $ 2,450.00 ", 245_000),
        (".5", 50),
        ("0", 0),
        ("-20", -2_000),
        ("\u2212$4.05", -405),
        ("(20.00)", -2_000),
        ("+3", 300),
        ("0.29", 29),  # as binary fractions it would be 28.999...
        ("999999999999999.99", MOST),
    ],
)
def test_money_as_people_type_it(text: str, cents: int) -> None:
    assert cents_from_text(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "$",
        "abc",
        "12 34",
        "1,23",
        "1,2345",
        "1.234",
        "1..2",
        "(20",
        "20)",
        "5.",
        "٣",
        "²",
        "1e5",
        "4" * 16,
        "$$5",
    ],
)
def test_what_is_no_money_is_not_guessed(text: str) -> None:
    assert cents_from_text(text) is None


def test_money_is_written_for_people_and_for_programs() -> None:
    assert [dollars(c) for c in (0, 5, 245_000, -1, 123_456_789)] == [
        *("$0.00", "$0.05", "$2,450.00", "\u2212$0.01", "$1,234,567.89"),
    ]
    assert [plain_dollars(c) for c in (0, 5, 245_000, -1)] == ["0.00", "0.05", "2450.00", "-0.01"]


def test_ids_are_unique_grow_and_tell_the_moment() -> None:
    before = int(time.time() * 1000)
    ids = [new_id() for _ in range(5_000)]
    after = int(time.time() * 1000)
    assert ids == sorted(set(ids))
    for one in (ids[0], ids[-1]):
        assert len(one) == 32 and one[12] == "7" and one[16] in "89ab"
        assert before <= int(one[:12], 16) <= after + 1


def test_ids_of_many_threads_never_meet() -> None:
    made: list[list[str]] = [[] for _ in range(4)]
    threads = [threading.Thread(target=lambda own=own: own.extend(new_id() for _ in range(1_000))) for own in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one for own in made for one in own}) == 4_000
    assert all(own == sorted(own) for own in made)
