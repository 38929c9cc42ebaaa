# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every kind of letter against what such a letter must hold, and against the law that binds each kind of plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.party import PartyKind
from app.knowledge.letter_elements import element_sorts, elements
from app.knowledge.letters import LetterKind, letter_kinds, rights
from app.rules import letter_text
from app.rules.letter_checks import check_letter
from app.rules.letter_text import LetterDraft, whole_text
from app.rules.letter_values import citation
from tests.app.rules.letter_stories import extra_of, facts_of
from tests.app.rules.letters_nora import DEADLINES, TODAY

KINDS = sorted(letter_kinds())
CITED = re.compile(r"\b\d+ (?:CFR|USC|U\.S\.C\.|C\.F\.R\.) [\w.§-]+")
REGULATOR = re.compile(r"insurance (?:department|commissioner|regulator)|department of insurance|state regulator", re.I)
VACATED = re.compile(r"12 CFR 1022\.38|12 CFR 1022\.30\(d\)|medical debt (?:rule|ban)", re.I)


def drafted(kind: LetterKind, facts: Facts) -> LetterDraft:
    return letter_text.draft(kind, facts, extra_of(kind.kind), TODAY, DEADLINES)


def represented(facts: Facts) -> Facts:
    people = replace(facts.people, representative="Ingrid Ellingboe", representative_relationship="daughter")
    return replace(facts, people=people)


def ongoing(facts: Facts) -> Facts:
    return replace(facts, answers=replace(facts.answers, benefits_ongoing=True), urgent=True)


def test_elements_have_a_source_or_say_that_they_have_none() -> None:
    assert len(elements()) >= 269 and {"internal_appeal", "hipaa_authorization", "ppdr_initiation"} <= element_sorts()
    for element in elements().values():
        assert element.text.endswith(".") and element.verified
        assert element.citation or element.by != "law", element.id


@pytest.mark.parametrize("name", KINDS)
def test_what_the_law_asks_for_is_held_by_the_kind(name: str) -> None:
    head = letter_kinds()[name].head
    held = {element for need in head.required for element in need.elements}
    asked = [e for e in elements().values() if e.sort in head.elements and e.by == "law" and e.place != "rule"]
    assert [f"{e.id}: {e.text}" for e in asked if e.id not in held] == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("change", [represented, ongoing])
def test_required_contents_are_there_whoever_writes(name: str, change: object) -> None:
    assert callable(change)
    kind, facts = letter_kinds()[name], change(facts_of(name))
    done = drafted(kind, facts)
    checks = check_letter(kind, done.text, facts, extra_of(name), done.paper)
    assert [item.title for item in checks.required if not item.found] == []


def test_a_letter_without_its_authorization_is_told() -> None:
    """The check can fail: the enclosure taken out, the element that the law asks for is missed."""
    kind = letter_kinds()["internal_appeal_medical_necessity"]
    bare = replace(kind, head=replace(kind.head, enclosures=()))
    facts = represented(facts_of(kind.kind))
    done = drafted(bare, facts)
    missed = [item for item in check_letter(bare, done.text, facts, {}, done.paper).required if not item.found]
    assert [item.elements for item in missed] == [("internal_appeal_10",)]


@pytest.mark.parametrize("name", KINDS)
def test_only_law_that_binds_the_kind_of_plan_is_cited(name: str) -> None:
    kind = letter_kinds()[name]
    for plan in PlanKind:
        facts = replace(facts_of(name), plan_kind=plan)
        allowed = " ; ".join(citation(right, facts) for right in rights().values())
        text = whole_text(drafted(kind, represented(facts)))
        assert [cited for cited in CITED.findall(text) if cited.rstrip(".") not in allowed] == [], plan
        assert not VACATED.search(text), plan
        if plan is PlanKind.EMPLOYER_SELF_FUNDED and kind.to is not PartyKind.REGULATOR:
            assert not REGULATOR.search(text), "a state has no say over a self-funded plan"


@pytest.mark.parametrize("name", KINDS)
def test_law_is_named_by_its_right_and_never_typed_into_a_letter(name: str) -> None:
    assert not CITED.search(letter_kinds()[name].body)


@pytest.mark.parametrize("name", [k for k in KINDS if k.startswith("internal_appeal") or k.endswith("_appeal")])
@pytest.mark.parametrize("plan", ["medicare_original", "medicaid_ffs", "tricare"])
def test_an_appeal_names_the_letter_of_a_program(name: str, plan: str) -> None:
    kind = letter_kinds()[name]
    if "erisa" not in kind.head.starts_clock:
        return  # a program's own letter
    named = {
        "medicare_original": "Medicare redetermination",
        "medicaid_ffs": "fair hearing",
        "tricare": "TRICARE appeal",
    }
    cautions = " ".join(drafted(kind, replace(facts_of(name), plan_kind=PlanKind(plan))).cautions)
    assert f"Use the {named[plan]}" in cautions
