# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Four whole stories that must come out right, told through the services on a real casebook and real paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.case import Case, CaseStatus, Outcome
from app.domain.deadline import DeadlineStatus, Owner
from app.domain.document import DocumentKind
from app.domain.log import Channel
from app.domain.money import Cents
from app.domain.party import PartyKind
from app.domain.plan import Plan
from app.domain.track import Task, Track, TrackKind
from app.errors import UserFixable
from app.intake.facts_file import facts_from_mapping, facts_from_reading, merge
from app.intake.reader import read_bytes
from app.jobs import CancelFlag, drain
from app.ports import LogFilter
from app.services.deadlines import from_computed
from app.services.errors import CaseNotClosable
from app.services.log import NewEntry
from app.services.sending import Sent
from tests.support import notices
from tests.support.desks import TODAY, Bench, add_case

PEOPLE = {
    "patient": "Nora Ellingboe",
    "patient_address": "12 Elm Street\nCorran City, OH 45001",
    "provider": "Alder Ridge Hospital",
    "provider_address": "1 Ridge Road\nCorran City, OH 45001",
    "insurer": "Larkfield Health Plan",
    "insurer_address": "P.O. Box 61180\nCorran City, OH 45001",
    "member_id": "LFK 204 118 53",
    "claim_number": "LF-26-0419-7731",
    "account_number": "AR-4471-208",
    "service_description": "MRI of the lower back",
}


def begin(bench: Bench, facts: dict[str, Any], **fields: object) -> tuple[Case, Plan]:
    """Open a case from facts as the wizard does: its tracks, tasks and deadlines in one transaction."""
    case = add_case(bench, facts, **fields)
    plan = bench.desk.planner.plan(bench.desk.planner.facts_of(case))
    with bench.casebook.transaction() as tx:
        tracks = {kind: Track(case_id=case.id, kind=kind, opened_on=TODAY) for kind in plan.tracks}
        tx.save(*tracks.values())
        tx.save(*(from_computed(d, case.id, None, None) for d in plan.deadlines if d.working))
        for number, action in enumerate(plan.actions):
            track = tracks[action.track].id
            tx.save(Task(case_id=case.id, track_id=track, title=action.action, position=number, due=action.due))
        tx.commit()
    return case, plan


def taken(plan: Plan) -> set[str]:
    return {route.id for route in plan.routes if route.recommended}


def why(plan: Plan, route_id: str) -> str:
    return next(route.why for route in plan.routes if route.id == route_id)


def test_a_duplicate_line_was_removed_and_the_new_eob_is_awaited(bench: Bench) -> None:
    facts = {
        "plan_kind": "employer_insured",
        "codes": ["OA-18"],
        "signals": ["duplicate_line_on_statement"],
        "have": ["denial_notice", "eob", "itemized_bill"],
        "dates": {"denial_notice": "2026-10-20", "denial_received": "2026-10-24"},
        "people": PEOPLE,
    }
    case, plan = begin(bench, facts, corrected_eob_needed=True)
    desk = bench.desk
    assert {"corrected_claim", "provider_billing"} <= taken(plan)
    assert {"case_open_until_corrected_eob", "do_not_pay_before_corrected_eob"} <= {w.id for w in plan.warnings}
    lanes = {lane.track.kind for lane in desk.cases.view(case.id).lanes}
    assert {TrackKind.CORRECTED_CLAIM, TrackKind.PROVIDER_BILLING} <= lanes
    assert any(
        d.rule_id == "erisa_appeal_filing" for d in desk.deadlines.of_case(case.id)
    )  # on the calendar on day one

    # Billing removes the line and rebills; a letter says zero, the old EOB still shows money owed.
    billing = {"case_id": case.id, "party": "Alder Ridge billing", "party_kind": PartyKind.PROVIDER_BILLING}
    call = desk.log.add(
        NewEntry(
            **billing,  # type: ignore[arg-type]
            action="Billing took the double line off and resent the claim",
            date=TODAY,
            reference="TKT 7",
            deadline=TODAY + timedelta(days=30),
            channel=Channel.PHONE,
        )
    )
    desk.documents.add_bytes(
        "zero.pdf", notices.text_pdf("Balance due: $0.00"), case_id=case.id, kind=DocumentKind.STATEMENT
    )
    with pytest.raises(CaseNotClosable, match="The case stays open"):
        desk.cases.close(case.id, Outcome.WON, Cents(0))
    assert desk.cases.view(case.id).case.status is CaseStatus.OPEN
    assert [r.title for g in desk.today.groups() for r in g.rows if r.owner == "them"] == [call.action]

    # Collections start meanwhile: the plan turns to the collector too.
    more = merge(desk.planner.facts_of(case), facts_from_mapping({"signals": ["in_collections"]}))
    assert {"debt_validation", "provider_billing"} <= taken(desk.planner.plan(more))
    letter = desk.letters.create(case.id, "provider_billing_dispute")
    assert "AR-4471-208" in desk.letters.view(letter.id).letter.text + str(desk.letters.view(letter.id).facts)

    # The corrected EOB comes, and the case may be closed.
    desk.cases.corrected_eob_came(case.id, TODAY)
    closed = desk.cases.close(case.id, Outcome.WON, Cents(41_250))
    assert closed.status is CaseStatus.CLOSED
    assert all(d.status is not DeadlineStatus.OPEN for d in desk.deadlines.of_case(case.id))
    actions = [row.action for row in desk.log.page(LogFilter(case_id=case.id))]
    assert actions[:2] == ["Case closed: won, $412.50 saved", "The corrected EOB came"]


def necessity(**more: object) -> dict[str, Any]:
    return {
        "plan_kind": "employer_insured",
        "state": "OH",
        "codes": ["CO-50", "N130"],
        "reason": "The records submitted do not show six weeks of conservative treatment.",
        "have": ["denial_notice", "eob", "itemized_bill"],
        "dates": {"service": "2026-09-21", "denial_notice": "2026-10-20", "denial_received": "2026-10-24"},
        "people": PEOPLE,
        **more,
    }


def test_a_denied_claim_with_the_full_bill_in_hand(bench: Bench) -> None:
    desk = bench.desk
    case, plan = begin(bench, necessity())
    assert "internal_appeal" in taken(plan) and "get_documents_first" not in taken(plan)
    assert "hold_request" in plan.scripts  # a hold asked of billing
    for name, content, kind in (
        ("notice.pdf", notices.larkfield()[0], DocumentKind.DENIAL_NOTICE),
        ("eob.pdf", notices.brightwater()[0], DocumentKind.EOB),
    ):
        desk.documents.add_bytes(name, content, case_id=case.id, kind=kind)
    letter = desk.letters.create(case.id, "internal_appeal_medical_necessity")
    packet = desk.packets.create(case.id, letter.id)
    built = drain(desk.packets.build_job(packet.id, CancelFlag()))
    assert [line.exhibit for line in built.index] == ["A", "B"] and not built.problems

    desk.sending.mark_sent(
        desk.letters.view(letter.id).letter,
        Sent(on=TODAY, method="certified_mail", tracking="9407 0000 1", received=TODAY),
        built.parts,
        packet,
    )
    appeal, *_ = [d for d in desk.deadlines.of_case(case.id) if d.rule_id == "erisa_appeal_filing"]
    assert appeal.status is DeadlineStatus.DONE
    theirs = [d for d in desk.deadlines.of_case(case.id) if d.owner is Owner.THEM and d.status is DeadlineStatus.OPEN]
    assert theirs and all(d.due > TODAY and d.citation for d in theirs)
    with pytest.raises(UserFixable):
        desk.letters.save(desk.letters.view(letter.id).letter.id, "Other words")  # what was sent is evidence

    # Won: the EOB changes, the bill drops.
    desk.cases.corrected_eob_came(case.id, TODAY)
    assert desk.cases.close(case.id, Outcome.WON, Cents(245_000)).saved == 245_000


def test_a_lost_appeal_turns_to_review_assistance_or_negotiation(bench: Bench) -> None:
    _, plan = begin(
        bench,
        necessity(
            signals=["internal_appeal_lost", "cannot_afford"],
            dates={
                "denial_notice": "2026-05-20",
                "appeal_filed": "2026-08-01",
                "appeal_decided": "2026-11-01",
                "final_denial_notice": "2026-11-01",
                "final_denial_received": "2026-11-04",
            },
        ),
    )
    assert {"external_review", "financial_assistance"} <= taken(plan)
    assert "internal_appeal" not in taken(plan)
    review = [d for d in plan.deadlines if "ext" in d.rule and d.working]
    assert review and min(d.working for d in review if d.working) > TODAY


def test_imaging_refused_as_not_necessary(bench: Bench) -> None:
    """From the notice itself: what was read becomes the facts, and the plan says what will not help."""
    desk = bench.desk
    content = notices.larkfield()[0]
    read = facts_from_reading(read_bytes("notice.pdf", content), unchecked=True)
    typed = facts_from_mapping({"plan_kind": "employer_insured", "answers": {"documentation_supports_service": True}})
    facts = merge(typed, read)
    assert (facts.codes, facts.people.claim_number) == (("CO-50", "N130"), "LF-26-0419-7731")
    assert facts.dates.notice_appeal_by == date(2026, 11, 30)
    plan = desk.planner.plan(facts)
    assert {"internal_appeal", "records_request"} <= taken(plan)
    assert "corrected_claim" not in taken(plan) and "will not help" in why(plan, "corrected_claim")
    case = add_case(bench)
    with bench.casebook.transaction() as tx:
        tx.save(desk.planner.with_facts(replace(case, denial_types=("medical_necessity",)), facts))
        tx.commit()
    letter = desk.letters.create(case.id, "internal_appeal_medical_necessity")
    view = desk.letters.view(letter.id)
    assert "IM-207" in view.letter.text  # the insurer's own policy is answered
    assert "six weeks of conservative treatment" in view.letter.text
    evidence = " ".join(plan.evidence).lower()
    assert "order" in evidence and "clinician" in evidence


def test_assistance_with_coded_detail_stands_apart_from_the_appeal(bench: Bench) -> None:
    facts = {
        "plan_kind": "employer_insured",
        "have": ["eob", "itemized_bill"],
        "signals": ["cannot_afford"],
        "answers": {"hospital_nonprofit": True},
        "amounts": {"patient_responsibility": 18_000, "asked_of_patient": 18_000},
        "dates": {"first_bill": "2026-10-01"},
        "people": PEOPLE,
    }
    case, plan = begin(bench, facts)
    assert "financial_assistance" in taken(plan)
    assert not {"internal_appeal", "corrected_claim", "provider_billing"} & taken(plan)
    evidence = " ".join(plan.evidence).lower()
    assert "pay stubs" in evidence and "account number" in evidence and "itemized bill" in evidence
    clocks = {d.rule: d.working for d in plan.deadlines}
    assert clocks["fap_application_period"] == date(2026, 10, 1) + timedelta(days=240)
    assert TrackKind.FINANCIAL_ASSISTANCE in plan.tracks and TrackKind.INSURER_APPEAL not in plan.tracks
    closed = bench.desk.cases.close(case.id, Outcome.ASSISTED, Cents(1_800_000))
    assert closed.outcome is Outcome.ASSISTED
