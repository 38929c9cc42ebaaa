# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every deadline that follows from the facts: ours, theirs, and the date on the notice beside the law's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.coverage import PlanKind
from app.domain.facts import Answers, Dates, Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.deadlines import deadline_rules
from app.rules.deadline_facts import deadlines_from_facts

TODAY = date(2026, 11, 21)
RECEIVED = date(2026, 10, 30)


def _all(
    kind: str = "employer_self_funded", *, answers: dict[str, Any] | None = None, **rest: Any
) -> dict[str, ComputedDeadline]:
    facts_fields = {
        k: rest.pop(k) for k in ("urgent", "service_timing", "signals", "state", "codes", "reason") if k in rest
    }
    facts = Facts(plan_kind=PlanKind(kind), dates=Dates(**rest), answers=Answers(**(answers or {})), **facts_fields)
    return {one.rule: one for one in deadlines_from_facts(facts, TODAY)}


def _due(kind: str, **rest: Any) -> dict[str, str]:
    return {rule: str(one.law_date) for rule, one in _all(kind, **rest).items()}


def test_nothing_follows_from_nothing() -> None:
    assert deadlines_from_facts(Facts(), TODAY) == ()


DENIED = date(2026, 9, 1)
TABLE: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("employer_self_funded", {"denial_received": DENIED}, {"erisa_appeal_filing": "2027-02-28"}),
    ("individual", {"denial_notice": DENIED}, {"aca_internal_appeal_filing": "2027-02-28"}),
    ("church", {"denial_received": DENIED}, {"aca_internal_appeal_filing": "2027-02-28"}),
    ("excepted", {"denial_received": DENIED}, {"appeal_by_notice": "None"}),
    ("medicare_original", {"denial_notice": DENIED}, {"medicare_ab_redetermination_filing": "2027-01-04"}),
    ("medicare_advantage", {"denial_notice": DENIED}, {"ma_reconsideration_filing": "2026-11-05"}),
    ("medicare_part_d", {"denial_notice": DENIED}, {"partd_redetermination_filing": "2026-11-05"}),
    ("medicaid_managed_care", {"denial_notice": DENIED}, {"medicaid_mco_appeal_filing": "2026-10-31"}),
    (
        "medicaid_ffs",
        {"denial_notice": DENIED, "answers": {"state_window_days": 60}},
        {"medicaid_ffs_hearing_filing": "2026-10-31"},
    ),
    ("medicaid_ffs", {"denial_notice": DENIED}, {"medicaid_ffs_hearing_filing": "None"}),
    ("fehb", {"denial_notice": DENIED}, {"fehb_reconsideration_filing": "2027-03-01"}),
    ("tricare", {"denial_notice": DENIED}, {"tricare_reconsideration_filing": "2026-11-30"}),
    ("va", {"denial_notice": DENIED}, {"va_board_nod": "2027-09-01"}),
    ("employer_self_funded", {"final_denial_received": RECEIVED}, {"fed_ext_review_filing": "2027-03-01"}),
    (
        "employer_insured",
        {"final_denial_received": RECEIVED, "state": "OH"},
        {"state_ext_review_filing_minimum": "2027-02-28"},
    ),
    (
        "employer_insured",
        {"final_denial_notice": RECEIVED, "state": "AL"},
        {"hhs_admin_ext_review_filing": "2027-02-28"},
    ),
    ("grandfathered", {"final_denial_received": RECEIVED}, {}),
    (
        "grandfathered",
        {"final_denial_received": RECEIVED, "signals": ("air_ambulance",)},
        {"fed_ext_review_filing": "2027-03-01"},
    ),
    ("medicare_original", {"final_denial_notice": DENIED}, {"medicare_ab_reconsideration_filing": "2027-03-05"}),
    (
        "medicare_original",
        {"denial_notice": DENIED, "answers": {"appeal_level": "external"}},
        {"medicare_ab_alj_filing": "2026-11-05"},
    ),
    (
        "medicaid_managed_care",
        {"final_denial_notice": DENIED, "answers": {"state_window_days": 120}},
        {"medicaid_mco_fair_hearing_filing": "2026-12-30"},
    ),
    ("fehb", {"final_denial_notice": DENIED}, {"fehb_opm_review_after_denial": "2026-11-30"}),
    (
        "employer_insured",
        {"denial_received": DENIED, "appeal_received": date(2026, 10, 1)},
        {"erisa_appeal_postservice_decision_one_level": "2026-11-30"},
    ),
    (
        "employer_insured",
        {"appeal_filed": date(2026, 10, 1), "service_timing": "pre_service", "answers": {"plan_levels": 2}},
        {"erisa_appeal_preservice_decision_two_levels": "2026-10-16"},
    ),
    (
        "individual",
        {"appeal_filed": date(2026, 10, 1), "answers": {"plan_levels": 2}},
        {"erisa_appeal_postservice_decision_one_level": "2026-11-30"},
    ),
    (
        "employer_insured",
        {"appeal_received": date(2026, 10, 1), "urgent": True},
        {"erisa_appeal_urgent_decision": "2026-10-04"},
    ),
    (
        "employer_insured",
        {"appeal_received": date(2026, 10, 1), "answers": {"multiemployer_plan": True}},
        {"erisa_appeal_postservice_multiemployer": "None"},
    ),
    (
        "medicare_advantage",
        {"appeal_received": date(2026, 10, 1), "service_timing": "pre_service"},
        {"ma_reconsideration_decision_service": "2026-10-31"},
    ),
    (
        "fehb",
        {"appeal_filed": date(2026, 6, 1)},
        {"fehb_carrier_decision": "2026-07-01", "fehb_opm_review_no_response": "2026-09-29"},
    ),
    ("chip", {"appeal_filed": date(2026, 6, 1)}, {"chip_review": "2026-08-30"}),
    (
        "employer_insured",
        {"original_submission": date(2026, 10, 1)},
        {"erisa_claim_postservice_decision": "2026-10-31"},
    ),
    ("self_pay", {"first_bill": DENIED, "estimate": date(2026, 8, 1)}, {"nsa_ppdr_filing": "2026-12-30"}),
    ("self_pay", {"records_requested": date(2026, 12, 1)}, {"hipaa_access": "2026-12-31"}),
    ("self_pay", {"collector_notice_received": date(2026, 11, 20)}, {"fdcpa_dispute_filing": "2026-12-20"}),
    (
        "self_pay",
        {"first_bill": date(2026, 3, 3), "eca_notice": date(2026, 6, 1), "answers": {"hospital_nonprofit": True}},
        {"fap_application_period": "2026-10-29", "fap_eca_wait": "2026-07-02"},
    ),
    ("self_pay", {"first_bill": date(2026, 3, 3), "answers": {"hospital_nonprofit": False}}, {}),
    (
        "medicare_advantage",
        {"care_ends": date(2026, 11, 20), "denial_received": date(2026, 11, 18), "signals": ("care_ending_early",)},
        {
            "ma_reconsideration_filing": "2027-01-17",
            "ma_fast_track_request": "2026-11-19",
            "medicare_discharge_qio_request": "2026-11-20",
        },
    ),
]


@pytest.mark.parametrize(("kind", "facts", "due"), TABLE)
def test_what_runs_for_each_kind_of_plan(kind: str, facts: dict[str, Any], due: dict[str, str]) -> None:
    assert _due(kind, **facts) == due


def test_benefits_go_on_within_ten_days() -> None:
    found = _all(
        "medicaid_managed_care",
        denial_notice=date(2026, 8, 3),
        action_effective=date(2026, 8, 10),
        answers={"benefits_ongoing": True},
    )
    keep = found["medicaid_mco_continue_benefits_appeal"]
    assert keep.law_date == date(2026, 8, 13)
    assert any("date on the notice stands for it" in note for note in keep.notes)
    ffs = _due("medicaid_ffs", action_effective=date(2026, 8, 10), denial_notice=date(2026, 7, 30))
    assert ffs["medicaid_ffs_continue_benefits"] == "2026-08-09"


def test_received_replaces_the_presumption_only_with_proof() -> None:
    dates = {"denial_notice": date(2026, 1, 15), "denial_received": date(2026, 1, 28)}
    rule = "medicare_ab_redetermination_filing"
    assert _due("medicare_original", **dates)[rule] == "2026-05-20"
    assert _due("medicare_original", **dates, answers={"proof_of_receipt": True})[rule] == "2026-05-28"
    alone = _all("medicare_original", denial_received=date(2026, 1, 28))[rule]
    assert alone.law_date == date(2026, 5, 28)
    assert any("Enter the date on the notice" in note for note in alone.notes)


def test_the_letter_date_stands_in_for_receipt_and_says_so() -> None:
    one = _all("employer_self_funded", denial_notice=DENIED)["erisa_appeal_filing"]
    assert one.counted.startswith("The day the denial reached you is not known. So this counts from the notice’s own")
    assert "denial received) is day 0" not in one.counted and one.trigger.startswith("the date on the notice")
    assert one.stand_in in one.counted
    final = _all("employer_self_funded", final_denial_notice=RECEIVED)["fed_ext_review_filing"]
    assert "the earlier, safe date" in final.counted
    known = _all("employer_self_funded", denial_notice=DENIED, denial_received=DENIED)["erisa_appeal_filing"]
    assert (known.stand_in, known.law_date) == ("", one.law_date)


def test_the_notices_own_date_stands_beside_the_law() -> None:
    earlier = _all(denial_received=DENIED, notice_appeal_by=date(2026, 12, 1))["erisa_appeal_filing"]
    assert (earlier.law_date, earlier.notice_due, earlier.working) == (
        date(2027, 2, 28),
        date(2026, 12, 1),
        date(2026, 12, 1),
    )
    assert earlier.notes[0].startswith("The notice gives 1 December 2026, earlier than the law's 28 February 2027")
    later = _all(denial_received=DENIED, notice_appeal_by=date(2027, 6, 1))["erisa_appeal_filing"]
    assert later.working == date(2027, 2, 28)
    unknown = _all("excepted", notice_appeal_by=date(2027, 6, 1))["appeal_by_notice"]
    assert (unknown.due, unknown.working) == (None, date(2027, 6, 1))


def test_a_denial_without_dates_asks_for_them() -> None:
    one = _all(codes=("CO-50",))["erisa_appeal_filing"]
    assert one.due is None
    assert "give “denial_received”" in one.notes[0]


def test_an_unknown_kind_shows_the_earliest_of_what_it_may_be() -> None:
    found = _all("unknown", denial_received=DENIED)
    assert {str(one.law_date) for one in found.values()} == {"2027-02-28"}
    assert len(found) == 1
    assert all("The kind of plan is not known yet" in one.notes[0] for one in found.values())
    outside = _all("unknown", final_denial_received=RECEIVED)
    assert list(outside) == ["state_ext_review_filing_minimum"], "28 February comes before 1 March"
    assert list(_all("unknown", records_requested=DENIED)) == ["hipaa_access"]


def test_a_number_of_days_the_law_does_not_allow_leaves_no_date() -> None:
    one = _all("medicaid_ffs", denial_notice=DENIED, answers={"state_window_days": 120})["medicaid_ffs_hearing_filing"]
    assert one.due is None
    assert "the law allows 1 to 90 days" in one.notes[0]


def test_the_nearest_comes_first_and_the_dateless_last() -> None:
    found = list(_all(denial_received=DENIED, records_requested=DENIED, urgent=True).values())
    assert [one.rule for one in found] == ["hipaa_access", "erisa_appeal_filing", "aca_urgent_simultaneous"]


def test_unknown_kind_names_the_day_of_the_shortest_program() -> None:
    dates = Dates(denial_notice=date(2026, 10, 20), denial_received=date(2026, 10, 24))
    found = deadlines_from_facts(Facts(plan_kind=PlanKind.UNKNOWN, dates=dates), TODAY)
    (appeal,) = [one for one in found if "appeal" in one.rule]
    assert appeal.due == date(2027, 4, 22)
    assert any(
        "If it is Medicaid managed care, the last day may already be 19 December 2026" in n for n in appeal.notes
    )


KINDS = st.sampled_from(list(PlanKind))
MAYBE = st.one_of(st.none(), st.dates(date(2025, 6, 1), date(2028, 1, 1)))
LEVELS = st.sampled_from([None, "initial", "internal", "second", "external", "hearing", "council"])


@settings(max_examples=120, deadline=None)
@given(
    kind=KINDS,
    dates=st.fixed_dictionaries(dict.fromkeys(Dates.__dataclass_fields__, MAYBE)),
    urgent=st.booleans(),
    level=LEVELS,
    timing=st.sampled_from(["", "pre_service", "concurrent", "post_service"]),
)
def test_any_facts_are_counted_without_a_fall(
    kind: PlanKind, dates: dict[str, Any], urgent: bool, level: str | None, timing: str
) -> None:
    facts = Facts(
        plan_kind=kind, dates=Dates(**dates), urgent=urgent, service_timing=timing, answers=Answers(appeal_level=level)
    )
    found = deadlines_from_facts(facts, TODAY)
    assert len({one.rule for one in found}) == len(found)
    for one in found:
        rule = deadline_rules()[one.rule]
        applies = not rule.plan_kinds or kind is PlanKind.UNKNOWN or kind in rule.plan_kinds
        assert applies or rule.id == "fed_ext_review_filing", "a rule of another kind of plan"
        assert one.due or one.notes
        assert one.citation
        assert one.checked
