# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters from facts: golden texts, what is missing, law by plan kind, representatives, dates that have passed."""

from __future__ import annotations

import difflib
import itertools
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.coverage import PlanKind
from app.domain.facts import Amounts, Dates, Facts, People
from app.domain.money import Cents
from app.knowledge.deadlines import deadline_rules
from app.knowledge.letters import LetterKind, letter_kinds
from app.rules import letter_text
from app.rules.letter_blocks import block_text
from app.rules.letter_checks import check_letter, readability
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_json import draft_json, list_json
from app.rules.letter_text import LetterDraft, whole_text
from app.rules.letter_values import clock_of
from tests.app.rules.letter_stories import extra_of, facts_of, needed_extra
from tests.app.rules.letters_nora import DEADLINES, EXTRA, NORA, POINTS, TODAY, with_people

GOLDEN = Path(__file__).parents[2] / "golden" / "letters"
KINDS = sorted(letter_kinds())
GRADE = 10
APPEAL = "internal_appeal_medical_necessity"
PROGRAMS = ["medicare_original", "medicare_advantage", "medicaid_managed_care", "fehb", "tricare", "va", "chip"]
FORBIDDEN = [
    "extraordinary collection",
    "consumer financial protection",
    "cfpb",
    "1022.38",  # the rule on medical debt in credit reports, vacated in July 2025
    "license",
    "licensing board",
    "medical board",
    "police",
    "lawsuit",
    "sue you",
    "attorney",
    "fraud",
]
OFFICES = {
    "attorney_general_complaint": ("attorney general",),
    "consumer_finance_complaint": ("consumer financial protection bureau",),
}
"""Offices whose own names hold a forbidden word: they may be addressed, and nothing more."""


def kind(name: str) -> LetterKind:
    return letter_kinds()[name]


def drafted(
    name: str, facts: Facts | None = None, extra: dict[str, str] | None = None, today: date = TODAY
) -> LetterDraft:
    told = needed_extra(name) if extra is None else extra
    return letter_text.draft(kind(name), facts or facts_of(name), told, today, DEADLINES)


def needed_only(name: str) -> Facts:
    """Return a kind's facts with nothing but what it needs."""
    whole = facts_of(name)
    needs = {blank.id for blank in kind(name).needs}
    people = {k.partition(".")[2] for k in needs if k.startswith("people.")}
    dates = {k.partition(".")[2] for k in needs if k.startswith("dates.")}
    amounts = {k.partition(".")[2] for k in needs if k.startswith("amounts.")}
    return Facts(
        people=People(**{name: getattr(whole.people, name) for name in people}),
        dates=Dates(**{name: getattr(whole.dates, name) for name in dates}),
        amounts=Amounts(**{name: getattr(whole.amounts, name) for name in amounts}),
        reason=whole.reason if "reason" in needs else "",
        state=whole.state if "state" in needs else "",
    )


def check_golden(name: str, text: str) -> None:
    file = GOLDEN / f"{name}.md"
    if os.environ.get("CASEWELL_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    diff = difflib.unified_diff(file.read_text(encoding="utf-8").splitlines(), text.splitlines(), lineterm="")
    assert text == file.read_text(encoding="utf-8"), "\n".join(diff)


@pytest.mark.parametrize("name", KINDS)
def test_full_letter_is_the_golden_one(name: str) -> None:
    check_golden(name, whole_text(drafted(name, extra=extra_of(name))))


@pytest.mark.parametrize("name", KINDS)
def test_letter_from_facts_alone_is_the_golden_one(name: str) -> None:
    check_golden(f"{name}-facts-alone", whole_text(drafted(name)))


@pytest.mark.parametrize("name", KINDS)
def test_needed_facts_are_enough(name: str) -> None:
    done = drafted(name, needed_only(name))
    assert done.missing == ()
    letter_text.paper(kind(name), done.text, needed_only(name), needed_extra(name), TODAY, final=True)
    check_golden(f"{name}-minimal", whole_text(done))


@pytest.mark.parametrize("name", KINDS)
def test_every_need_is_missed_when_it_is_not_there(name: str) -> None:
    done = drafted(name, Facts(), {})
    assert {item.key for item in done.missing} == {blank.id for blank in kind(name).needs}
    assert all(item.question.endswith("?") and item.where for item in done.missing)
    for key in (item.key for item in done.missing):
        assert f"[[{key}]]" in done.text or key in done.on_page
    assert draft_json(done)["text"] is None
    with pytest.raises(LetterHasBlanks) as refused:
        letter_text.paper(kind(name), done.text, Facts(), {}, TODAY, final=True)
    assert all(item.key in str(refused.value) for item in done.missing)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("told", [True, False])
def test_required_contents_are_there(name: str, told: bool) -> None:
    extra = extra_of(name) if told else needed_extra(name)
    done = drafted(name, extra=extra)
    checks = check_letter(kind(name), done.text, facts_of(name), extra, done.paper)
    assert [item.title for item in checks.required if not item.found] == []
    assert checks.answers_reason in {True, None}
    assert checks.readability.grade <= GRADE
    assert checks.readability.words < 900


@pytest.mark.parametrize("name", KINDS)
def test_no_letter_says_what_must_not_be_said(name: str) -> None:
    for plan, urgent in itertools.product(PlanKind, (False, True)):
        text = whole_text(
            drafted(name, replace(facts_of(name), plan_kind=plan, urgent=urgent), extra_of(name))
        ).casefold()
        for office in OFFICES.get(name, ()):
            text = text.replace(office, "")
        assert [word for word in FORBIDDEN if word in text] == [], (plan, urgent)


@pytest.mark.parametrize("name", [APPEAL, "protective_appeal"])
@pytest.mark.parametrize("plan", [*PROGRAMS, "unknown", "self_pay", "excepted", "grandfathered"])
def test_private_plan_law_is_cited_for_no_other_plan(name: str, plan: str) -> None:
    done = drafted(name, replace(NORA, plan_kind=PlanKind(plan)), EXTRA)
    assert "CFR" not in done.text and "USC" not in done.text
    assert "180 days" not in done.text
    assert clock_of(kind(name), replace(NORA, plan_kind=PlanKind(plan))) == ""


@pytest.mark.parametrize("plan", PROGRAMS)
def test_a_program_gets_a_caution(plan: str) -> None:
    done = drafted(APPEAL, replace(NORA, plan_kind=PlanKind(plan)))
    assert any("private health plans" in caution for caution in done.cautions)


def test_grandfathered_employer_plan_is_cited_only_what_binds_it() -> None:
    facts = with_people(replace(NORA, plan_kind=PlanKind.GRANDFATHERED), employer="Harrow Bakery")
    text = drafted(APPEAL, facts).text
    assert "29 CFR 2560.503-1(h)(3)(i)" in text
    assert "147.136" not in text and "2590.715" not in text


def test_self_funded_and_individual_plans_are_cited_their_own_rule() -> None:
    own = drafted(APPEAL, replace(NORA, plan_kind=PlanKind.EMPLOYER_SELF_FUNDED)).text
    assert "29 CFR 2590.715-2719(b)(2)(ii)(C)" in own and "147.136" not in own
    assert "45 CFR 147.136(b)(3)(ii)(C)" in drafted(APPEAL, replace(NORA, plan_kind=PlanKind.INDIVIDUAL)).text


def test_opening_says_it_is_on_time_by_notice_and_law() -> None:
    text = drafted(APPEAL).text
    assert (
        "This appeal is on time: your notice asks for it by November 30, 2026, and 180 days from the day I received "
        "the notice end on December 5, 2026 (29 CFR 2560.503-1(h)(3)(i))."
    ) in text
    assert "Your notice gives less time than the law." in text


def test_after_the_notice_date_it_rests_on_the_law_alone() -> None:
    done = drafted(APPEAL, today=date(2026, 12, 2))
    assert "This appeal is on time. The law gives at least 180 days" in done.text
    assert any("has passed" in caution for caution in done.cautions)


def test_after_both_dates_it_does_not_claim_to_be_on_time() -> None:
    done = drafted(APPEAL, today=date(2026, 12, 6))
    assert "on time:" not in done.text and "is on time." not in done.text
    assert any("passed as well" in caution for caution in done.cautions)


def test_without_deadlines_only_the_notice_date_is_named() -> None:
    text = letter_text.draft(kind(APPEAL), NORA, {}, TODAY).text
    assert "your notice asks for it by November 30, 2026." in text
    assert "December 5" not in text


def test_ongoing_care_asks_that_coverage_goes_on() -> None:
    facts = replace(NORA, service_timing="concurrent")
    assert "Please keep covering it" in drafted(APPEAL, facts).text
    assert "Please keep covering it" not in drafted(APPEAL).text


@pytest.mark.parametrize(
    ("change", "words", "clock"),
    [
        ({}, "within 60 days", "erisa_appeal_postservice_decision_one_level"),
        ({"service_timing": "pre_service"}, "within 30 days", "erisa_appeal_preservice_decision_one_level"),
        ({"urgent": True}, "within 72 hours", "erisa_appeal_urgent_decision"),
        ({"plan_levels": 2}, "within 30 days", "erisa_appeal_postservice_decision_two_levels"),
        ({"multiemployer_plan": True}, "plan’s rules allow", "erisa_appeal_postservice_multiemployer"),
    ],
)
def test_decision_is_asked_by_the_time_the_law_gives(change: dict[str, object], words: str, clock: str) -> None:
    answers = {k: v for k, v in change.items() if k in {"plan_levels", "multiemployer_plan"}}
    top = {k: v for k, v in change.items() if k not in answers}
    facts = replace(NORA, answers=replace(NORA.answers, **answers), **top)
    assert words in drafted(APPEAL, facts).text
    assert clock_of(kind(APPEAL), facts) == clock


def test_a_representative_writes_for_the_patient() -> None:
    facts = with_people(NORA, representative="Ingrid Ellingboe", representative_relationship="daughter")
    done = drafted(APPEAL, facts, {"letter.patient_is": "my mother"})
    assert "I write for my mother, Nora Ellingboe, as daughter and representative" in done.text
    assert "Nora Ellingboe had the MRI" in done.text
    assert " my plan" not in done.text
    assert done.paper.sender == done.paper.signer == "Ingrid Ellingboe"
    assert done.paper.signer_note == "daughter, for Nora Ellingboe"
    assert any("Signed authorization" in line for line in done.enclosures)


def test_an_appeal_for_care_not_yet_given_by_a_representative_is_the_golden_one() -> None:
    facts = with_people(NORA, representative="Ingrid Ellingboe", representative_relationship="daughter")
    facts = replace(facts, service_timing="pre_service", plan_kind=PlanKind.EMPLOYER_SELF_FUNDED)
    check_golden("internal_appeal-before-care-by-representative", whole_text(drafted(APPEAL, facts)))


def test_a_notice_that_gives_longer_than_the_law_is_on_time_by_the_notice() -> None:
    facts = replace(NORA, dates=replace(NORA.dates, notice_appeal_by=date(2026, 12, 31)))
    done = drafted(APPEAL, facts, today=date(2026, 12, 20))
    assert "This appeal is on time: your notice asks for it by December 31, 2026." in done.text
    assert not any("passed" in caution for caution in done.cautions)


def test_the_bill_above_the_eob_is_worked_out() -> None:
    text = drafted("provider_billing_dispute").text
    assert "You ask for $2,450.00. The EOB lists $0.00. The difference is $2,450.00." in text
    less = replace(NORA, signals=(), amounts=Amounts(asked_of_patient=Cents(5), patient_responsibility=Cents(5)))
    assert "above the EOB" not in drafted("provider_billing_dispute", less).text


def test_corrected_claim_is_a_replacement_with_every_line() -> None:
    text = drafted("corrected_claim_request").text
    assert "frequency code 7, with the payer’s original claim number LF-26-0419-7731" in text
    assert "frequency code 8" in drafted("corrected_claim_request", extra={"letter.void": "yes"}).text
    medicare = drafted("corrected_claim_request", replace(NORA, plan_kind=PlanKind.MEDICARE_ORIGINAL)).text
    assert "frequency code 7" not in medicare and "reopen the claim" in medicare


def test_the_reason_may_stand_in_either_place_and_in_quotation_marks() -> None:
    facts = with_people(replace(NORA, reason=""), denial_reason="“Not covered.”")
    done = drafted(APPEAL, facts)
    assert "> *“Not covered.”*" in done.text
    assert done.missing == ()


def test_blanks_are_filled_once_the_fact_is_typed() -> None:
    facts = with_people(NORA, service_description="")
    done = drafted(APPEAL, facts)
    assert [item.key for item in letter_text.still_missing(done.text, done)] == ["people.service_description"]
    filled = letter_text.fill_blanks(done.text, NORA, {})
    assert "[[" not in filled and "not to pay for MRI of the lower back" in filled


def test_a_blank_the_person_wrote_away_is_not_missed() -> None:
    done = drafted(APPEAL, replace(NORA, reason=""))
    rewritten = done.text.replace("[[reason]]", "You gave no reason")
    assert letter_text.still_missing(rewritten, done) == ()
    letter_text.paper(kind(APPEAL), rewritten, replace(NORA, reason=""), {}, TODAY, final=True)


def test_a_fact_put_in_by_hand_is_filled_and_other_brackets_are_text() -> None:
    text = "My employer is [[people.employer]], and the notice says “recieved” [[sic]] [[no.such]].\n"
    done = drafted(APPEAL)
    assert [item.key for item in letter_text.still_missing(text, done)] == ["people.employer"]
    with pytest.raises(LetterHasBlanks, match=r"people\.employer"):
        letter_text.paper(kind(APPEAL), text, NORA, {}, TODAY, final=True)
    page = letter_text.paper(kind(APPEAL), text, with_people(NORA, employer="Harrow"), {}, TODAY, final=True)
    assert block_text(page.body) == "My employer is Harrow, and the notice says “recieved” [[sic]] [[no.such]]."


def test_every_rule_a_letter_names_exists() -> None:
    rules = set(deadline_rules())
    for letter in letter_kinds().values():
        named = {letter.head.starts_clock, *letter.head.meets, *(clock.rule for clock in letter.head.clocks)} - {""}
        assert named <= rules


def test_grade_rises_with_hard_words() -> None:
    easy = readability("The plan said no. I ask you to look at it again.")
    hard = readability(
        "Notwithstanding administrative determinations, utilization review contravenes applicable policy."
    )
    assert easy.grade < 5 < hard.grade
    assert easy.words == 12


def test_the_list_has_the_promised_shape() -> None:
    listed = {str(row["kind"]): row for row in list_json(letter_kinds().values())}
    assert set(listed) == set(KINDS)
    row = listed["itemized_bill_request"]
    assert row["to"] == "provider_billing" and row["starts_clock"] == "hipaa_access"
    assert listed["corrected_claim_request"]["starts_clock"] is None
    assert "people.claim_number" in listed[APPEAL]["needs"]  # type: ignore[operator]


def test_the_draft_has_the_promised_shape() -> None:
    done = draft_json(drafted(APPEAL, extra=EXTRA))
    assert list(done) == ["kind", "missing", "cautions", "enclosures", "grade", "text"]
    assert "LFK 204 118 53" in str(done["text"]) and POINTS.split(". ", maxsplit=1)[0] in str(done["text"])
    assert draft_json(drafted(APPEAL, with_people(NORA, claim_number="")))["missing"] == [
        {"key": "people.claim_number", "question": "Which claim number is on the notice or EOB?"}
    ]
