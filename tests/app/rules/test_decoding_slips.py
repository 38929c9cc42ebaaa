# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Slips of the finger and whole pages in the decoder: named as not understood, and never taken for another code."""

from __future__ import annotations

from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge.codes import codebook
from app.rules.decoding import Decoded, decode


def one(text: str) -> Decoded:
    return decode([text], codebook())


@pytest.mark.parametrize(
    "slip",
    ["OC-50", "OC50", "RP-1", "CO-5O", "co-5o", "C0-50", "0C-50", "CO-l6", "CO-I6", "PR-2O4", "CO5O", "N13O", "Nl30",
     "MA13O", "M5l", "CO-1B", "PR-1OO"],
)  # fmt: skip
def test_a_slip_is_not_understood_and_never_another_code(slip: str) -> None:
    answer = one(slip)
    assert (answer.codes, answer.topics, answer.not_understood) == ((), (), (slip,))


@pytest.mark.parametrize(("text", "labels"), [("CO-50N130", ["CO-50", "N130"]), ("CO50MA130", ["CO-50", "MA130"])])
def test_a_remark_code_may_stand_right_after_the_number(text: str, labels: list[str]) -> None:
    assert [code.label for code in one(text).codes] == labels


def test_a_slip_beside_a_true_code_is_named_alone() -> None:
    answer = one("CO-50 CO-5O")
    assert [code.label for code in answer.codes] == ["CO-50"]
    assert answer.not_understood == ("CO-5O",)


@given(group=st.sampled_from(["CO", "PR", "OA", "PI"]), number=st.integers(1, 30), letter=st.sampled_from("OoIlSBZ"))
def test_a_letter_for_a_digit_is_never_read_past(group: str, number: int, letter: str) -> None:
    assert one(f"{group}-{number}{letter}").codes == ()


PAGES = {
    "one long word": "x" * 5000,
    "digits": "9" * 5000,
    "dashes": "-" * 5000,
    "groups": "CO" * 2500,
    "brackets": "(modifier " * 500,
    "numbers": "reason codes " + "50, " * 1250,
    "sentences": "We looked at your claim and at the plan document of 2026. " * 87,
    "codes": "CO-50 N130 " * 455,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_pasted_in_gets_its_answer_at_once(name: str) -> None:
    page = PAGES[name]
    answer = one(page)
    assert answer.codes or answer.topics or answer.not_understood
    known = {code.label for code in answer.codes}
    assert known <= {"50", "CO-50", "N130"}, known
    assert min(repeat(lambda: one(page), number=1, repeat=3)) < 0.1
