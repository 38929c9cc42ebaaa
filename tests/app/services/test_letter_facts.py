# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The facts behind a letter one at a time: every key can be asked, typed, read back and taken away."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.facts import Facts
from app.domain.money import Cents
from app.errors import Bug, UserFixable
from app.knowledge.letters import blanks, letter_kinds
from app.services.letter_facts import Typed, asked, known_facts, typed_value, with_fact, words_in_text
from tests.app.rules.letters_nora import EXTRA, NORA

_TYPED: dict[str, Typed] = {"line": "4", "lines": "one\ntwo", "date": date(2026, 6, 3), "money": 245000}
_OWN: dict[str, Typed] = {"state": "OH", "have": "eob", "signals": "surprise"}


@pytest.mark.parametrize("key", sorted(blanks()))
def test_every_fact_is_kept_as_it_was_typed_and_taken_away_again(key: str) -> None:
    how = asked(key)
    value = _OWN.get(key, how.choices[-1][1] if how.choices else _TYPED[how.shape])
    facts, extra = with_fact(Facts(), {}, key, value)
    if value:
        assert typed_value(facts, extra, key) == ("unknown" if value == "unknown" else value)
    if key not in {"urgent", "plan_kind"}:  # these two are never empty
        facts, extra = with_fact(facts, extra, key, "")
        assert typed_value(facts, extra, key) is None


def test_what_cannot_be_right_is_refused_with_its_reason() -> None:
    with pytest.raises(UserFixable, match="cannot be received before"):
        with_fact(NORA, {}, "dates.denial_notice", date(2026, 7, 1))
    with pytest.raises(UserFixable, match="two letters of a state"):
        with_fact(NORA, {}, "state", "Ohio")


def test_an_unknown_fact_is_our_mistake() -> None:
    with pytest.raises(Bug):
        asked("people.shoe_size")


def test_known_facts_read_as_people_write_them() -> None:
    kind = letter_kinds()["internal_appeal_medical_necessity"]
    words = {fact.key: fact.words for fact in known_facts(kind, NORA, EXTRA)}
    assert words["dates.denial_notice"] == "June 3, 2026"
    assert words["amounts.billed"] == "$2,450.00"
    assert words["plan_kind"] == "Employer, insured"
    assert words["answers.documentation_supports_service"] == "Yes"
    assert words["people.representative"] == ""


def test_facts_are_found_in_the_text_the_longest_first() -> None:
    words = words_in_text(letter_kinds()["internal_appeal_medical_necessity"], NORA, {})
    assert "June 3, 2026" in words
    assert "MRI of the lower back" in words
    assert list(words) == sorted(words, key=len, reverse=True)
    assert Cents(245000) == NORA.amounts.billed
    assert "$2,450.00" in words
