# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A complaint drafted from a case: its timeline from dates and log, the office it goes to, and its track."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.domain.party import Party, PartyKind
from app.domain.track import TrackKind
from app.services.log import NewEntry
from tests.support.desks import Bench, add_case

FACTS: dict[str, Any] = {
    "plan_kind": "employer_insured",
    "state": "OH",
    "dates": {"service": "2026-05-02", "denial_notice": "2026-06-03", "appeal_filed": "2026-07-20"},
    "people": {"patient": "Nora Ellingboe", "insurer": "Larkfield Health", "claim_number": "LF-1"},
}


def _party_name(bench: Bench, party_id: str | None) -> str:
    with bench.casebook.reading() as tx:
        return tx.get(Party, party_id or "").name


def test_the_log_stands_in_the_timeline_and_its_notes_do_not(bench: Bench) -> None:
    case = add_case(bench, FACTS)
    log = bench.desk.log
    log.add(NewEntry(case_id=case.id, action="Sent the appeal", date=date(2026, 7, 20), reference="9589 07"))
    log.add(
        NewEntry(
            case_id=case.id,
            action="Asked where it stands | again",
            date=date(2026, 10, 2),
            party="Larkfield Health",
            notes="She was rude.",
        )
    )
    letter = bench.desk.letters.create(case.id, "state_insurance_complaint")
    assert json.loads(letter.facts)["letter.timeline"].split("\n") == [
        "May 2, 2026 | The care was given",
        "June 3, 2026 | Larkfield Health denied it | LF-1",
        "July 20, 2026 | Sent the appeal | 9589 07",
        "October 2, 2026 | Asked where it stands / again (Larkfield Health)",
    ]
    assert "| July 20, 2026 | Sent the appeal | 9589 07 |" in letter.text
    assert "rude" not in letter.text


def test_a_complaint_belongs_to_its_office_and_no_party_of_the_dispute(bench: Bench) -> None:
    provider = bench.desk.cases.save_party(Party(name="Alder Ridge Hospital", kind=PartyKind.PROVIDER_BILLING))
    case = add_case(
        bench, {**FACTS, "people": {**FACTS["people"], "employer": "Harrow Bakery"}}, provider_id=provider.id
    )
    names = {
        "state_insurance_complaint": "Ohio Department of Insurance",
        "labor_department_complaint": "Employee Benefits Security Administration",
        "plan_document_request": "Harrow Bakery",
    }
    for kind, name in names.items():
        assert _party_name(bench, bench.desk.letters.create(case.id, kind).party_id) == name
    nowhere = add_case(bench, {**FACTS, "state": ""}, provider_id=provider.id)
    assert bench.desk.letters.create(nowhere.id, "state_insurance_complaint").party_id is None


def test_an_appeal_has_no_timeline_of_its_own(bench: Bench) -> None:
    case = add_case(bench, FACTS)
    letter = bench.desk.letters.create(case.id, "internal_appeal_not_covered")
    assert "letter.timeline" not in json.loads(letter.facts)
    kinds = {kind.kind: kind.head.track for kind in bench.desk.letters.kinds()}
    assert kinds["state_insurance_complaint"] is TrackKind.REGULATOR
    assert kinds["external_review_request"] is TrackKind.EXTERNAL_REVIEW
