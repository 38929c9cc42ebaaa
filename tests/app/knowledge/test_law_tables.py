# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The tables of law: states, offices, rights, assistance and notices are whole, and honest about what is not known."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from app.domain.coverage import PlanKind
from app.knowledge.assistance import federal_duties, guidelines, state_programs
from app.knowledge.authority import authorities
from app.knowledge.deadlines import deadline_rules
from app.knowledge.guide import LETTER_KINDS
from app.knowledge.letters import rights
from app.knowledge.notices import notice_elements
from app.knowledge.states import states

KINDS = {kind.value for kind in PlanKind}
OTHER_KINDS = {"grandfathered_employer", "grandfathered_individual", "chip_managed", "any", "none"}
STATES = re.findall(
    r"[A-Z]{2}",
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP",
)
DOUBTED = {"AL", "FL", "GA", "TX", "WI"}
FORBIDDEN = re.compile(r"\b(?:TODO|AMA|X12|ADA|NUBC)\b|/work|\.csv|memory-only|\bguarantee")


def test_every_state_and_territory_is_there() -> None:
    assert set(states()) == set(STATES)
    assert len(states()) == 56


@pytest.mark.parametrize("code", STATES)
def test_whatever_a_state_says_it_says_how_it_is_known(code: str) -> None:
    state = states()[code]
    office, review = state.regulator, state.external_review
    assert bool(office.phones) == bool(office.phones_verified)
    assert bool(office.websites) == bool(office.websites_verified)
    assert bool(review.process) == bool(review.words) == bool(review.verified)
    assert bool(review.deadline) == bool(review.deadline_verified)
    assert office.name_verified and state.medicaid.verified


def test_the_states_in_doubt_ask_to_look_at_the_notice() -> None:
    doubted = {code for code, state in states().items() if state.external_review.doubt}
    assert doubted == DOUBTED
    assert all("check the notice" in states()[code].external_review.doubt for code in doubted)
    assert not states()["AK"].external_review.process


def test_every_office_is_there_with_those_who_have_no_power() -> None:
    found = authorities()
    assert len(found) == 57
    for one in found.values():
        assert set(one.plan_kinds) <= KINDS | OTHER_KINDS, one.id
        assert not one.letter or one.letter in LETTER_KINDS, one.id
    why = {refused.who: refused.why for refused in found["self_funded_denial"].no_power}
    assert "ERISA" in why["State insurance department"]


def test_every_right_stands_once_with_whom_it_binds() -> None:
    found = rights()
    assert len(found) >= 98
    for right in found.values():
        assert set(right.plan_kinds) <= KINDS | OTHER_KINDS, right.id
        assert not set(right.plan_kinds) & set(right.must_not_be_cited_for), right.id
        assert right.plain_words, right.id
    assert not found["fcra_no_cfpb_rule"].read
    assert "1 year" not in found["gfe"].plain_words


def test_the_assistance_tables_are_whole() -> None:
    assert len(state_programs()) == 16
    assert set(guidelines()["2026"].not_known_for) == {"AK", "HI"}
    for duty in federal_duties().values():
        assert not duty.rule or duty.rule in deadline_rules(), duty.id
        assert set(duty.rights) <= set(rights()), duty.id
    assert all(one.state in STATES for one in state_programs().values())


def test_every_element_of_a_notice_is_there_in_words_of_a_letter() -> None:
    found = notice_elements()
    assert len(found) == 184 + 2  # the two of every kind of plan
    for element in found.values():
        known = KINDS | OTHER_KINDS
        assert set(element.plan_kinds) | set(element.perhaps) | set(element.by_kind) <= known, element.id
        assert element.element[0].isupper() and not element.element.endswith("."), element.id
        assert "{" not in element.paragraph.replace("{citation}", ""), element.id
        assert element.what_follows, element.id
        if "not read in the law" in element.verified:
            assert "{citation}" not in element.paragraph, element.id


def test_only_what_is_no_defect_has_no_paragraph() -> None:
    assert {e.id for e in notice_elements().values() if not e.paragraph} == {"dv_10", "eob_general", "va_clinical"}


def test_no_element_stands_twice_in_other_words() -> None:
    words = Counter((e.element, e.plan_kinds, e.parties, e.notices) for e in notice_elements().values())
    assert [key for key, count in words.items() if count > 1] == []


def test_no_text_names_what_is_not_ours() -> None:
    texts = [f"{e.element} {e.paragraph} {e.what_follows} {e.verified}" for e in notice_elements().values()]
    texts += [f"{r.title} {r.plain_words} {r.verified} {r.only_where} {r.not_for}" for r in rights().values()]
    texts += [f"{a.problem} {a.regulator} {a.contact} {a.note} {a.verified}" for a in authorities().values()]
    texts += [f"{s.notes} {s.external_review} {s.regulator}" for s in states().values()]
    assert [found[0] for text in texts if (found := FORBIDDEN.search(text))] == []
