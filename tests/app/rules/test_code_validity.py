# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Diagnosis and service codes: in force or not, complete or not, and always which list was looked in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.icd10 import icd10_list
from app.rules.code_validity import State, hcpcs, icd10, icd10_title, more_exact_words

INSIDE = date(2026, 4, 21)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("M54.16", State.VALID),
        ("m5416", State.VALID),
        ("I10", State.VALID),
        ("U07.1", State.VALID),
        ("S72.001A", State.VALID),
        ("M54.1", State.NOT_COMPLETE),
        ("M54", State.NOT_COMPLETE),
        ("S72.001", State.NOT_COMPLETE),
        ("M54.99", State.NOT_FOUND),
        ("M54.5", State.NOT_COMPLETE),
        ("hello", State.NOT_CHECKED),
        ("", State.NOT_CHECKED),
    ],
)
def test_diagnosis_codes_are_looked_up(code: str, state: State) -> None:
    assert icd10(code, INSIDE).state is state


def test_unspecified_diagnosis_names_the_more_exact_ones() -> None:
    found = icd10("M54.1", INSIDE)
    assert found.title == "Radiculopathy"
    assert found.more_exact[:2] == ("M54.10", "M54.11")
    assert "M54.16" in found.more_exact
    assert more_exact_words(found).endswith("M54.17 Radiculopathy, lumbosacral region; and 1 more.")
    assert icd10("M54", INSIDE).more_exact == tuple(f"M54.{digit}" for digit in "012345689")


def test_title_of_a_seventh_character_is_that_of_the_code_before_it() -> None:
    assert icd10_title("S72.001A") == f"{icd10_title('S72.001')} (last character A)"


@pytest.mark.parametrize(
    ("on", "inside", "year"),
    [(INSIDE, True, ""), (date(2026, 10, 1), False, "2027"), (date(2025, 9, 30), False, "2025")],
)
def test_the_year_that_was_looked_in_is_said(on: date, inside: bool, year: str) -> None:
    found = icd10("M54.16", on)
    assert found.in_period is inside
    assert "April 2026 release of fiscal year 2026" in found.words
    assert (f"belongs to fiscal year {year}, whose list is not in it" in found.words) is not inside


@pytest.mark.parametrize(
    ("code", "kind", "state"),
    [
        ("J1885", "HCPCS", State.VALID),
        ("j1885", "HCPCS", State.VALID),
        ("A9999", "HCPCS", State.VALID),
        ("J0001", "HCPCS", State.NOT_FOUND),
        ("S9083", "HCPCS", State.NOT_CHECKED),
        ("D0120", "HCPCS", State.NOT_CHECKED),
        ("99213", "CPT", State.NOT_CHECKED),
        ("0001U", "CPT", State.NOT_CHECKED),
        ("9921", "", State.NOT_CHECKED),
    ],
)
def test_service_codes_are_looked_up(code: str, kind: str, state: State) -> None:
    found = hcpcs(code, INSIDE)
    assert (found.kind, found.state) == (kind, state)
    assert bool(found.title) == (state is State.VALID)
    assert bool(found.release) == (state in {State.VALID, State.NOT_FOUND})


def test_service_code_outside_its_quarter_says_so() -> None:
    assert not hcpcs("J1885", date(2026, 11, 21)).in_period
    assert "outside its quarter" in hcpcs("J1885", date(2026, 11, 21)).words


@given(st.text(max_size=12), st.dates() | st.none())
def test_any_text_is_answered(text: str, on: date | None) -> None:
    for found in (icd10(text, on), hcpcs(text, on)):
        assert found.words
        assert found.state in State


@given(st.sampled_from(icd10_list().ordered))
def test_each_code_of_the_list_is_complete_or_names_what_is_below(code: str) -> None:
    found = icd10(code, INSIDE)
    assert found.title
    assert bool(found.more_exact) == (found.state is State.NOT_COMPLETE)
    assert all(other.replace(".", "").startswith(code) for other in found.more_exact)
