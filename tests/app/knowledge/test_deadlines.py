# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The shipped deadline rules, every one of them; and a broken file for each mistake one can make in them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from app.domain.deadline import Owner
from app.knowledge.deadlines import DeadlineRule, Unit, Verification, deadline_rules
from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import read_records

ZOO = Path(__file__).parents[2] / "fixtures" / "broken_knowledge" / "deadlines"
RULES = deadline_rules()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_shipped_rule_can_be_trusted_and_read(rule: DeadlineRule) -> None:
    assert rule.citation
    assert rule.verified
    assert rule.checked == date(2026, 11, 21)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert rule.action.endswith(".")
    assert all(note.endswith(".") for note in rule.notes)
    assert "!" not in "".join([rule.title, rule.action, *rule.notes])
    assert (rule.owner is Owner.US) == (rule.actor == "patient")
    assert not set(rule.plan_kinds) & set(rule.not_plan_kinds)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", event) for event in rule.events)


def test_how_sure_follows_from_what_was_read() -> None:
    memory = [rule.id for rule in RULES.values() if rule.verified.startswith("memory")]
    assert memory
    assert all(RULES[rule_id].verification is Verification.MEMORY for rule_id in memory)
    assert all("secondary" not in r.verified or r.verification is Verification.SECONDARY for r in RULES.values())


def test_the_figures_that_matter_most() -> None:
    figures = {
        "erisa_appeal_filing": (180, Unit.CALENDAR_DAYS),
        "aca_internal_appeal_filing": (180, Unit.CALENDAR_DAYS),
        "fed_ext_review_filing": (4, Unit.MONTHS),
        "medicare_ab_redetermination_filing": (120, Unit.CALENDAR_DAYS),
        "ma_reconsideration_filing": (60, Unit.CALENDAR_DAYS),
        "nsa_ppdr_filing": (120, Unit.CALENDAR_DAYS),
        "fap_application_period": (240, Unit.CALENDAR_DAYS),
        "hipaa_access": (30, Unit.CALENDAR_DAYS),
        "erisa_appeal_urgent_decision": (72, Unit.HOURS),
    }
    assert {rule_id: (RULES[rule_id].amount, RULES[rule_id].unit) for rule_id in figures} == figures


MESSAGES = {
    "unknown_key": "unknown_key.toml, appeal.ammount: unknown key; known are",
    "no_citation": "no_citation.toml, appeal.citation: the key is missing",
    "empty_citation": "empty_citation.toml, appeal.citation: the text is empty",
    "no_checked": "no_checked.toml, appeal.checked: the key is missing",
    "checked_is_text": "checked_is_text.toml, appeal.checked: a date was expected here, not “2026-11-21”",
    "unknown_unit": "unknown_unit.toml, appeal.unit: “fortnights” is none of calendar_days, business_days, months",
    "unknown_plan_kind": "unknown_plan_kind.toml, appeal.plan_kinds.1: “employer” is none of employer_self_funded",
    "unknown_verification": "unknown_verification.toml, appeal.verification: “sure” is none of current, old_copy",
    "amount_is_text": "amount_is_text.toml, appeal.amount: a whole number was expected here, not “180”",
    "no_amount": "no_amount.toml, appeal: a rule with a period needs an amount",
    "no_event": "no_event.toml, appeal: a rule with a period needs at least one event in “starts”",
    "silent_without_period": "silent_without_period.toml, appeal: a rule without a period must say in its notes why",
    "amount_without_unit": "amount_without_unit.toml, appeal: a rule without a unit cannot have an amount",
    "less_than_nothing": "less_than_nothing.toml, appeal: the amount is less than nothing; use “before”",
    "until_before_from": "until_before_from.toml, appeal: effective_until is before effective_from",
    "presumed_without_days": "presumed_without_days.toml, appeal.presumed.days: the key is missing",
    "also_without_event": "also_without_event.toml, appeal.also.1.event: the key is missing",
    "id_written": "id_written.toml, appeal.id: unknown key",
    "not_toml": "not_toml.toml: the file is not valid TOML",
}


def test_the_zoo_is_complete() -> None:
    assert {path.stem for path in ZOO.glob("*.toml")} == set(MESSAGES)


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_broken_file_is_refused_in_words(name: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_records(ZOO / f"{name}.toml", DeadlineRule)
    assert str(caught.value).startswith(MESSAGES[name])
