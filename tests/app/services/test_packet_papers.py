# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which papers a packet lacks for its denial types and its level, and what a saved packet's checksums say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.document import DocumentKind
from app.ports import LOCKED_FILE, PacketFiles, PacketProblem
from app.services.packet_lacks import of_files
from app.services.packet_papers import papers_lacking
from app.services.packet_views import PacketView
from tests.app.rules.letters_nora import NORA, with_people
from tests.exports.papers import pdf
from tests.support.desks import Bench, add_case


def view_of(bench: Bench, letter: str, types: tuple[str, ...], *kinds: DocumentKind) -> PacketView:
    case = add_case(bench, denial_types=types)
    with bench.casebook.transaction() as tx:
        tx.save(bench.desk.planner.with_facts(replace(case, denial_types=types), NORA))
        tx.commit()
    made = bench.desk.letters.create(case.id, letter)
    packet = bench.desk.packets.create(case.id, made.id)
    documents = [
        bench.desk.documents.add_bytes(f"{n}.pdf", pdf(1, f"Paper {n} of {case.id}"), case_id=case.id, kind=kind)
        for n, kind in enumerate(kinds)
    ]
    bench.desk.packets.add_exhibits(packet.id, [document.id for document in documents])
    return bench.desk.packets.view(packet.id)


def lacks(bench: Bench, view: PacketView) -> dict[str, str]:
    known = bench.desk.planner.guide.denial_types
    types = [known[name] for name in view.case.denial_types]
    facts = bench.desk.planner.facts_of(view.case)
    return {lack.lead: lack.text for lack in papers_lacking(view, facts, types)}


def test_the_papers_of_the_denial_type_are_named_until_they_are_there(bench: Bench) -> None:
    types = ("medical_necessity",)
    bare = lacks(bench, view_of(bench, "internal_appeal_medical_necessity", types, DocumentKind.DENIAL_NOTICE))
    text = bare["Papers that help with “Medical necessity” are not in the packet."]
    assert "the clinician's letter of medical necessity" in text and "the claim file" in text
    assert "denial notice" not in text, "what every packet needs is told by another line"
    full = (DocumentKind.RECORDS, DocumentKind.LETTER_OF_MEDICAL_NECESSITY, DocumentKind.CLAIM_FILE)
    assert lacks(bench, view_of(bench, "internal_appeal_medical_necessity", types, *full)) == {}


@pytest.mark.parametrize(
    ("letter", "kinds", "missing"),
    [
        ("external_review_request", (DocumentKind.DENIAL_NOTICE,), ["earlier appeal", "medical record"]),
        ("external_review_request", (DocumentKind.DENIAL_NOTICE,) * 2 + (DocumentKind.RECORDS,), []),
        ("second_level_appeal", (DocumentKind.DENIAL_NOTICE,), ["earlier appeal"]),
        ("internal_appeal_medical_necessity", (DocumentKind.DENIAL_NOTICE,), []),
    ],
)
def test_later_levels_want_the_earlier_decision(
    bench: Bench, letter: str, kinds: tuple[DocumentKind, ...], missing: list[str]
) -> None:
    leads = list(lacks(bench, view_of(bench, letter, (), *kinds)))
    assert len(leads) == len(missing)
    assert all(words in lead for words, lead in zip(missing, leads, strict=True))


def test_a_representative_needs_the_signed_form(bench: Bench) -> None:
    view = view_of(bench, "internal_appeal_medical_necessity", ())
    facts = with_people(NORA, representative="Ida Moss")
    (lack,) = papers_lacking(view, facts, [])
    assert "Ida Moss acts for the patient" in lack.text
    view = view_of(bench, "internal_appeal_medical_necessity", (), DocumentKind.AUTHORIZATION_NUMBER)
    assert papers_lacking(view, facts, []) == ()


def test_what_the_building_found_is_told() -> None:
    locked = PacketProblem(exhibit="B", file="b.pdf", what=LOCKED_FILE)
    scan = PacketProblem(exhibit="C", file="c.png", what="a picture on page 1")
    files = PacketFiles(parts=(b"x",), pages=(1,), index=(), problems=(locked,), unsearched=(scan, scan))
    found = of_files(files)
    assert [lack.action for lack in found] == ["unlock", ""]
    assert found[1].lead == "Words cannot be looked for in all of: C."
