# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters from few facts: no heading stands empty, no sign dangles, and who signs and who is bound come out right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.facts import Facts
from app.domain.money import Cents
from app.knowledge.letters import letter_kinds
from app.knowledge.signals import signals
from app.rules import letter_text
from app.rules.letter_text import whole_text
from tests.app.rules.letter_stories import extra_of, facts_of, needed_extra
from tests.app.rules.letters_nora import DEADLINES, TODAY
from tests.app.rules.test_letters_text import needed_only

KINDS = sorted(letter_kinds())
EMPTY = re.compile(r"(?m)^## .*\n\n(?=## |\Z)")
DANGLING = re.compile(r"\(\s*\)|(?<=\S) [,.;:?](?=\s|$)|,,|,\.|(?<=[\w.])  +(?=\w)|\*\*\s*\*\*")
COLLECTORS = [
    "debt_validation",
    "collector_dispute",
    "stop_contact",
    "consumer_finance_complaint",
]


def few_facts(name: str) -> Iterator[Facts]:
    """Return what a letter needs, with one thing more known each time."""
    base = needed_only(name)
    for known in signals():
        yield replace(base, signals=(known,))
    for amounts in ({"asked_of_patient": 12500}, {"patient_responsibility": 12500}, {"plan_paid": 12500}):
        more = {key: Cents(value) for key, value in amounts.items()}
        yield replace(base, amounts=replace(base.amounts, **more))
    yield replace(base, answers=replace(base.answers, hospital_nonprofit=True))
    yield replace(base, people=replace(base.people, representative="Ingrid Ellingboe"))
    yield replace(base, dates=replace(base.dates, denial_notice=TODAY))
    yield facts_of(name)


@pytest.mark.parametrize("name", KINDS)
def test_no_heading_stands_empty_and_no_sign_dangles(name: str) -> None:
    for facts in few_facts(name):
        text = letter_text.draft(letter_kinds()[name], facts, needed_extra(name), TODAY, DEADLINES).text
        assert EMPTY.findall(text) == [], facts.signals
        assert DANGLING.findall(text) == [], text


@pytest.mark.parametrize("name", COLLECTORS)
@pytest.mark.parametrize("outside", [True, False])
def test_the_law_on_collectors_is_cited_to_outside_ones_alone(name: str, outside: bool) -> None:
    """A hospital that collects its own bill in its own name is not bound by it."""
    facts = facts_of(name)
    facts = replace(facts, answers=replace(facts.answers, in_collections=True, provider_third_party_collector=outside))
    text = whole_text(letter_text.draft(letter_kinds()[name], facts, needed_extra(name), TODAY, DEADLINES))
    assert bool(re.search(r"15 USC 1692[cfg]", text)) is outside


def test_who_has_the_power_to_sign_stands_on_the_line() -> None:
    kind, facts = letter_kinds()["records_authorization"], facts_of("records_authorization")
    extra = {**extra_of(kind.kind), "letter.authority": "Ingrid Ellingboe, daughter, under a power of attorney."}
    done = letter_text.draft(kind, facts, extra, TODAY, DEADLINES)
    assert done.paper.signatures == ("Ingrid Ellingboe, daughter, under a power of attorney, for Nora Ellingboe",)
    assert "I sign for Nora Ellingboe, by the power named below" in done.text
    assert "I, Nora Ellingboe" not in done.text
    alone = letter_text.draft(kind, facts, needed_extra(kind.kind), TODAY, DEADLINES)
    assert alone.paper.signatures == ("Nora Ellingboe",)
