# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""FACTS: read, refused with the key's name, written back, and filled from a reading."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.intake import errors
from app.intake.facts_file import (
    check_facts,
    facts_from_mapping,
    facts_from_reading,
    facts_to_mapping,
    merge,
    read_facts,
)
from app.intake.facts_keys import CHOICES, HAVE, NUMBERS
from app.intake.reader import read_bytes
from tests.support import notices

TOML = """
plan_kind = "employer_insured"
state = "oh"
service_timing = "post_service"
codes = ["CO-18", "N522"]
reason = "This is an exact duplicate."
signals = ["duplicate_line_on_statement"]
have = ["denial_notice", "eob"]
[dates]
service = 2026-04-21
denial_notice = "2026-06-03"
[answers]
emergency = false
network = "in"
household_income = 41000
[amounts]
billed = 2450
in_dispute = "$2,450.00"
copay = 19.99
[people]
claim_number = "LF-26-0419-7731"
account_number = 447120
date_of_birth = 1961-09-17
"""


def write(tmp_path: Path, text: str, name: str = "facts.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_toml_is_read(tmp_path: Path) -> None:
    facts = read_facts(write(tmp_path, TOML), signals={"duplicate_line_on_statement"})
    assert facts.plan_kind is PlanKind.EMPLOYER_INSURED
    assert facts.state == "OH"
    assert facts.codes == ("CO-18", "N522")
    assert (facts.dates.service, facts.dates.denial_notice) == (date(2026, 4, 21), date(2026, 6, 3))
    assert (facts.answers.emergency, facts.answers.household_income) == (False, 4_100_000)
    assert (facts.amounts.billed, facts.amounts.in_dispute, facts.amounts.copay) == (245000, 245000, 1999)
    assert (facts.people.account_number, facts.people.date_of_birth) == ("447120", "1961-09-17")


def test_json_is_read_whatever_its_name(tmp_path: Path) -> None:
    facts = read_facts(write(tmp_path, TOML))
    text = json.dumps(facts_to_mapping(facts))
    assert read_facts(write(tmp_path, text, "facts.json")) == facts
    assert read_facts(write(tmp_path, f"\ufeff{text}", "facts.txt")) == facts


@pytest.mark.parametrize("name", ["facts.toml", "facts.json"])
def test_an_empty_file_is_valid(tmp_path: Path, name: str) -> None:
    assert read_facts(write(tmp_path, "", name)) == Facts()


@pytest.mark.parametrize(
    ("mapping", "keys", "words"),
    [
        ({"plan_knd": "fehb"}, ("plan_knd",), "plan_kind"),
        ({"dates": {"denial_recieved": "2026-06-03"}}, ("dates.denial_recieved",), "dates.denial_received"),
        ({"dates": {"claim_number": "1"}}, ("dates.claim_number",), "people.claim_number"),
        ({"people": {"reason": "x"}}, ("people.reason",), "“reason”"),
        ({"answers": {"Emergency": True}}, ("answers.Emergency",), "answers.emergency"),
        ({"nonsense": 1}, ("nonsense",), "spelling"),
    ],
)
def test_unknown_keys_are_named(mapping: dict[str, object], keys: tuple[str, ...], words: str) -> None:
    with pytest.raises(errors.FactsKeyUnknown) as caught:
        facts_from_mapping(mapping)
    assert caught.value.keys == keys
    assert keys[0] in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        ({"plan_kind": "blue cross"}, "plan_kind"),
        ({"state": "Ohio"}, "state"),
        ({"state": "ZZ"}, "state"),
        ({"service_timing": "later"}, "service_timing"),
        ({"urgent": "yes"}, "urgent"),
        ({"codes": "CO-18"}, "codes"),
        ({"codes": [["CO-18"]]}, "codes"),
        ({"have": ["letters"]}, "have"),
        ({"signals": ["made_up"]}, "signals"),
        ({"dates": {"service": "21/04/2026"}}, "dates.service"),
        ({"dates": {"service": 20260421}}, "dates.service"),
        ({"dates": "2026-04-21"}, "dates"),
        ({"answers": {"emergency": 1}}, "answers.emergency"),
        ({"answers": {"network": "maybe"}}, "answers.network"),
        ({"answers": {"plan_levels": 3}}, "answers.plan_levels"),
        ({"answers": {"plan_levels": True}}, "answers.plan_levels"),
        ({"answers": {"appeal_level": "third"}}, "answers.appeal_level"),
        ({"answers": {"household_size": 0}}, "answers.household_size"),
        ({"amounts": {"billed": "lots"}}, "amounts.billed"),
        ({"amounts": {"billed": -5}}, "amounts.billed"),
        ({"amounts": {"billed": float("nan")}}, "amounts.billed"),
        ({"amounts": {"billed": float("inf")}}, "amounts.billed"),
        ({"amounts": {"billed": True}}, "amounts.billed"),
        ({"people": {"patient": ["Nora"]}}, "people.patient"),
    ],
)
def test_wrong_values_are_named(mapping: dict[str, object], key: str) -> None:
    with pytest.raises(errors.FactsValueWrong) as caught:
        facts_from_mapping(mapping, signals={"cannot_afford"})
    assert caught.value.keys == (key,)
    assert f"“{key}”" in str(caught.value)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("denial_notice", "denial_received"),
        ("service", "service_end"),
        ("coverage_start", "coverage_end"),
        ("denial_notice", "notice_appeal_by"),
        ("appeal_filed", "appeal_decided"),
        ("final_denial_notice", "final_denial_received"),
    ],
)
def test_contradictions_name_both_keys(earlier: str, later: str) -> None:
    both = {earlier: "2026-06-03", later: "2026-06-02"}
    with pytest.raises(errors.FactsContradict) as caught:
        facts_from_mapping({"dates": both})
    assert caught.value.keys == (f"dates.{earlier}", f"dates.{later}")
    assert all(key in str(caught.value) for key in caught.value.keys)
    facts_from_mapping({"dates": {**both, later: "2026-06-03"}})


def test_a_service_in_the_future_needs_to_be_planned_care() -> None:
    facts = Facts(service_timing="post_service", dates=Dates(service=date(2026, 12, 1)))
    check_facts(facts)
    with pytest.raises(errors.FactsContradict) as caught:
        check_facts(facts, today=date(2026, 11, 21))
    assert "dates.service" in caught.value.keys
    check_facts(replace(facts, service_timing="pre_service"), today=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plan_kind = ", "broken.toml"),
        ('state = "OH"\nstate = "PA"', "twice.toml"),
        ('{"state": "OH", "state": "PA"}', "twice.json"),
        ("[1, 2]", "list.json"),
        ('{"a": ', "cut.json"),
        ("[" * 100_000, "deep.json"),
    ],
)
def test_broken_files_are_told(tmp_path: Path, text: str, name: str) -> None:
    with pytest.raises(errors.FactsUnusable) as caught:
        read_facts(write(tmp_path, text, name))
    assert str(caught.value)


def test_files_that_are_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(errors.FileMissing):
        read_facts(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(errors.FactsUnparsable):
        read_facts(tmp_path / "binary.toml")


days = st.one_of(st.none(), st.just(date(2026, 6, 3)))
money = st.one_of(st.none(), st.integers(0, 10**9))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=12).map(str.strip)


def answers() -> st.SearchStrategy[Answers]:
    kinds: dict[str, st.SearchStrategy[object]] = {}
    for field in fields(Answers):
        if field.name in NUMBERS:
            kinds[field.name] = st.one_of(st.none(), st.integers(*NUMBERS[field.name]))
        elif field.name in CHOICES:
            kinds[field.name] = st.sampled_from((None, *CHOICES[field.name]))
        else:
            kinds[field.name] = money if field.name == "household_income" else st.sampled_from((None, True, False))
    return st.builds(Answers, **kinds)


some_facts = st.builds(
    Facts,
    plan_kind=st.sampled_from(PlanKind),
    state=st.sampled_from(("", "OH", "PR")),
    service_timing=st.sampled_from(("", "pre_service", "post_service")),
    urgent=st.booleans(),
    codes=st.lists(st.sampled_from(("CO-50", "N130", "50")), unique=True).map(tuple),
    reason=words,
    have=st.lists(st.sampled_from(HAVE), unique=True).map(tuple),
    dates=st.builds(Dates, **{field.name: days for field in fields(Dates)}),
    answers=answers(),
    amounts=st.builds(Amounts, **{field.name: money for field in fields(Amounts)}),
    people=st.builds(People, **{field.name: words for field in fields(People)}),
)


@given(some_facts)
def test_round_trip_through_json(facts: Facts) -> None:
    assert facts_from_mapping(json.loads(json.dumps(facts_to_mapping(facts)))) == facts


@given(typed=some_facts, read=some_facts)
def test_merging_never_changes_what_is_there(typed: Facts, read: Facts) -> None:
    merged = merge(typed, read)
    before, after = facts_to_mapping(typed), facts_to_mapping(merged)
    for key, value in before.items():
        if isinstance(value, dict):
            assert value.items() <= dict(after[key]).items()  # type: ignore[call-overload]
        elif isinstance(value, list):
            assert after[key][: len(value)] == value  # type: ignore[index]
        else:
            assert after[key] == value
    assert merge(Facts(), read) == read


def test_a_notice_becomes_facts() -> None:
    facts = facts_from_reading(read_bytes("n.pdf", notices.larkfield()[0]))
    assert facts.codes == ("CO-50", "N130")
    assert facts.have == ("denial_notice",)
    assert facts.reason == facts.people.denial_reason
    assert facts.dates == Dates(
        service=date(2026, 4, 21), denial_notice=date(2026, 6, 3), notice_appeal_by=date(2026, 11, 30)
    )
    assert (facts.amounts.billed, facts.amounts.in_dispute) == (245000, 245000)
    people = facts.people
    assert (people.patient, people.policyholder, people.provider) == ("Nora Ellingboe", "", "Alder Ridge Hospital")
    assert (people.service_codes, people.insurer_fax) == ("72148", "(555) 014-2230")
    assert people.insurer_address.startswith("Member Appeals Department\n")


def test_a_bill_and_an_eob_become_facts() -> None:
    bill = facts_from_reading(read_bytes("b.pdf", notices.alder_ridge_bill()[0]))
    assert (bill.have, bill.dates.denial_notice) == (("itemized_bill",), None)
    assert (bill.amounts.asked_of_patient, bill.people.account_number) == (245000, "AR-4471-208")
    eob = facts_from_reading(read_bytes("e.pdf", notices.brightwater()[0]))
    assert (eob.have, eob.dates.denial_notice) == (("eob",), date(2026, 7, 14))
    assert (eob.people.patient, eob.people.policyholder) == ("Amara Okafor", "Daniel J Okafor")


def test_what_is_to_be_checked_waits_for_the_person() -> None:
    reading = read_bytes("m.pdf", notices.meridian_two_claims()[0])
    assert facts_from_reading(reading).people.claim_number == ""
    assert facts_from_reading(reading, unchecked=True).people.claim_number == "MB-1001-7"
    assert facts_from_reading(reading).dates == Dates(
        service=date(2026, 5, 1), service_end=date(2026, 5, 9), denial_notice=date(2026, 6, 3)
    )
