# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which playbooks fit: the denial type and the specialty must both show, and their pages join the evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import Facts, People
from app.domain.plan import Plan
from app.knowledge.guide import guide
from app.rules.decoding import decode
from app.rules.playbooks import fitting_playbooks, service_marks
from tests.app.rules.routing_facts import facts, plan_for

ANESTHESIA, CARDIOLOGY, SESSION, ORTHOPEDICS = (
    "anesthesia_physical_status",
    "cardiology_separate_visit",
    "mental_health_session_length",
    "orthopedics_separate_site",
)


def planned(*codes: str, service: str = "", reason: str = "", **people: str) -> Plan:
    return plan_for(facts(*codes, reason=reason, people=People(service_codes=service, **people)))


def ids(plan: Plan) -> list[str]:
    return [playbook.id for playbook in plan.playbooks]


@pytest.mark.parametrize(
    ("code", "service", "reason", "fits"),
    [
        ("CO-4", "00142-P3", "", [ANESTHESIA]),
        ("CO-4", "P4", "", []),  # a mark without a service code stands among the codes
        ("CO-97", "29881, 29875-59", "", [ORTHOPEDICS]),
        ("CO-97", "29875-RT", "", [ORTHOPEDICS]),  # the mark is missing: that is the trouble
        ("CO-97", "93306", "", []),  # no visit beside the test
        ("CO-97", "93306, 99213", "", [CARDIOLOGY]),
        ("CO-97", "99214-25", "", []),  # no specialty shows
        ("CO-97", "99214-25", "The visit is part of the stress test.", [CARDIOLOGY]),
        ("CO-150", "90837", "", [SESSION]),
        ("CO-50", "90837", "", [SESSION]),
        ("CO-22", "90837", "", []),  # another payer: not a question of the session
        ("CO-29", "29881-59", "", []),
        ("", "90837", "", []),
    ],
)
def test_type_and_specialty_must_both_show(code: str, service: str, reason: str, fits: list[str]) -> None:
    assert ids(planned(*([code] if code else []), service=service, reason=reason)) == fits


def test_a_mark_among_the_codes_tells_the_specialty_where_only_that_has_it() -> None:
    assert ids(planned("CO-4", "modifier P3")) == [ANESTHESIA]
    assert ids(planned("CO-4", "modifier 59")) == []
    assert ids(planned("CO-4", "modifier 59", provider="Larkfield Orthopedics")) == [ORTHOPEDICS]


def test_the_reason_is_told() -> None:
    [playbook] = planned("CO-97", service="29881-59").playbooks
    assert playbook.why.startswith("Code 29881 belongs to orthopedics. Two procedures")
    [playbook] = planned("CO-97", provider="Alder Ridge Cardiology").playbooks
    assert playbook.why.startswith("“Cardiology” speaks of cardiology.")


def test_its_pages_join_the_evidence_behind_those_of_the_type() -> None:
    plan = planned("CO-97", service="29881-59")
    own = guide().playbooks[ORTHOPEDICS].evidence
    bundling = guide().denial_types["bundling"].evidence
    assert plan.evidence == tuple(dict.fromkeys((*bundling, *own)))
    assert plan.evidence[: len(bundling)] == bundling


def test_codes_and_their_marks_are_read_as_people_write_them() -> None:
    marks = service_marks(
        Facts(people=People(service_codes="29881-rt-59; 99213 25 and j1885 on 3.5 miles")), decode((), guide().codebook)
    )
    assert marks.codes == ("29881", "99213", "J1885")
    assert {"RT", "59", "25"} <= set(marks.modifiers)


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_text_is_read(service: str, reason: str) -> None:
    given_facts = Facts(reason=reason, people=People(service_codes=service))
    found = fitting_playbooks(given_facts, decode((), guide().codebook), guide().denial_types, guide().playbooks)
    assert {playbook.id for playbook in found} <= set(guide().playbooks)
