# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A remittance in the wizard: one of its claims is chosen, fills the facts, and is kept with its lines on Finish."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.clock import fixed_clock
from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.coverage import PlanKind
from app.domain.reading import ReadClaim
from app.jobs import CancelFlag, drain
from app.ports import Casebook
from app.services.desk import Desk
from app.services.wizard import ReadPaper
from app.services.wizard_claims import MOST_SHOWN, find_claims
from app.services.wizard_facts import typed
from app.services.wizard_rows import notice_rows
from app.services.wizard_state import WizardState, state_from_json, state_to_json
from tests.support.remittances import FIXTURE, SEGMENTS, joined
from tests.support.window import house_in

TODAY = date(2026, 11, 21)


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    """Return a real casebook."""
    house = house_in(tmp_path / "house", fixed_clock(TODAY))
    opened = house.store.create(tmp_path / "x.casewell", "four ordinary words")
    yield opened
    opened.close()


@pytest.fixture
def desk(casebook: Casebook, tmp_path: Path) -> Desk:
    """Return the services over the casebook."""
    return house_in(tmp_path / "house", fixed_clock(TODAY)).desk(casebook)


def read(desk: Desk, path: Path = FIXTURE) -> ReadPaper:
    return drain(desk.wizard.read_job(path, CancelFlag()))


def claims_of(desk: Desk, document_id: str) -> list[ReadClaim]:
    return list(drain(desk.wizard.claims_job(document_id, CancelFlag())))


def chosen(desk: Desk, place: int) -> WizardState:
    given = desk.wizard.with_paper(WizardState(), read(desk))
    claims = claims_of(desk, given.papers[0].document_id)
    return desk.wizard.with_claim(given, given.papers[0], place, claims[place])


def test_several_claims_wait_for_a_choice(desk: Desk) -> None:
    state = desk.wizard.with_paper(WizardState(), read(desk))
    [paper] = state.papers
    assert (paper.kind, paper.claims, paper.claim, paper.facts) == ("835", 7, None, 0)
    assert state.read == ()
    assert state.facts == WizardState().facts
    assert state_from_json(state_to_json(state)) == state


def test_the_chosen_claim_fills_the_facts_with_the_words_of_the_file(desk: Desk) -> None:
    state = chosen(desk, 0)
    facts = state.facts
    assert (facts.people.patient, facts.people.claim_number) == ("Nora Ellingboe", "LF2026-0001")
    assert facts.codes == ("CO-50", "MA01", "N115", "N130", "M25")
    assert (facts.amounts.billed, facts.amounts.in_dispute, facts.amounts.plan_paid) == (245_000, 245_000, 0)
    assert facts.dates.service == date(2026, 5, 11)
    assert facts.dates.denial_notice is None  # the provider's list is not the patient's notice
    rows = {row.id: row for row in notice_rows(state, TODAY)}
    assert rows["people.claim_number"].words.startswith("CLP*RB-1001*4*2450")
    assert rows["codes"].words.startswith("CAS*CO*50*2450")
    assert rows["dates.denial_notice"].sure == "Check"
    assert state_from_json(state_to_json(state)) == state


def test_another_choice_takes_the_first_back_but_nothing_that_was_typed(desk: Desk) -> None:
    state = typed(chosen(desk, 0), "people.insurer_fax", "800 555 0100", TODAY)
    [paper] = state.papers
    claims = claims_of(desk, paper.document_id)
    other = desk.wizard.with_claim(state, paper, 1, claims[1], claims[0])
    facts = other.facts
    assert (facts.people.patient, facts.people.claim_number) == ("David Okafor", "LF2026-0002")
    assert "CO-50" not in facts.codes
    assert "CO-97" in facts.codes
    assert facts.amounts.in_dispute == 10_000
    assert facts.people.insurer_fax == "800 555 0100"
    assert facts.people.group_number == ""
    assert [p.claim for p in other.papers] == [1]


def test_a_file_with_one_claim_needs_no_choice(desk: Desk, tmp_path: Path) -> None:
    end = next(at for at, segment in enumerate(SEGMENTS) if segment.startswith(b"CLP*RB-1002"))
    path = tmp_path / "one.835"
    path.write_bytes(joined([*SEGMENTS[:end], *SEGMENTS[-2:]]))
    state = desk.wizard.with_paper(WizardState(), read(desk, path))
    assert (state.papers[0].claims, state.papers[0].claim) == (1, 0)
    assert state.facts.people.claim_number == "LF2026-0001"
    without = desk.wizard.without_paper(state, state.papers[0].document_id)
    assert without.facts.people.claim_number == ""


def test_finish_keeps_the_claim_with_lines_and_reasons(desk: Desk, casebook: Casebook) -> None:
    state = chosen(desk, 1)
    state = replace(state, facts=replace(state.facts, plan_kind=PlanKind.EMPLOYER_INSURED, state="OH"))
    finished = desk.wizard.finish(desk.wizard.start(), state)
    with casebook.reading() as tx:
        [claim] = tx.find(Claim, case_id=finished.case.id)
        lines = sorted(tx.find(ClaimLine, claim_id=claim.id), key=lambda line: line.position)
        reasons = tx.find(Adjustment, claim_id=claim.id)
    assert claim.document_id == state.papers[0].document_id
    assert (claim.payer_claim_number, claim.billed, claim.paid) == ("LF2026-0002", 100_000, 60_000)
    assert [(line.code, line.denied, line.billed) for line in lines] == [
        ("99214", False, 30_000), ("80053", True, 10_000), ("93000", False, 60_000),
    ]  # fmt: skip
    assert sum(reason.amount for reason in reasons) == 40_000
    assert {(r.group, r.code) for r in reasons if r.line_id == lines[1].id} == {("CO", "97")}
    assert finished.case.claim_number == "LF2026-0002"


def test_without_a_choice_no_claim_is_kept(desk: Desk, casebook: Casebook) -> None:
    state = desk.wizard.with_paper(WizardState(), read(desk))
    state = typed(state, "people.patient", "Nora Ellingboe", TODAY)
    finished = desk.wizard.finish(desk.wizard.start(), state)
    with casebook.reading() as tx:
        assert tx.find(Claim, case_id=finished.case.id) == []


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("brandt", [3, 4]),
        ("LF2026-0440", [3]),
        ("okafor 05/12/2026", [1]),
        ("denied", [0, 6]),
        ("$2,450.00", []),
        ("2450.00", [0]),
        ("nobody", []),
    ],
)
def test_claims_are_found_by_name_number_day_and_amount(words: str, places: list[int], desk: Desk) -> None:
    found = drain(find_claims(claims_of(desk, read(desk).paper.document_id), words, CancelFlag()))
    assert [row.id for row in found.rows] == places
    assert (found.total, found.more) == (7, False)


def test_a_long_list_is_shown_from_its_beginning() -> None:
    found = drain(find_claims([ReadClaim()] * (MOST_SHOWN + 1), "", CancelFlag()))
    assert (len(found.rows), found.total, found.more) == (MOST_SHOWN, MOST_SHOWN + 1, True)
