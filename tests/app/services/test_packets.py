# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets without a window: what they lack, writing their parts, the same bytes on any day, previews by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.domain.letter import Sending
from app.domain.packet import Exhibit
from app.errors import UserFixable
from app.jobs import CancelFlag, drain
from app.ports import PacketFiles
from app.services.desk import Desk
from app.services.errors import PacketWasSent
from app.services.exhibits import listed
from app.services.packet_lacks import exhibits_named, lacks_of
from app.services.packet_saving import part_names, save_parts
from app.services.previews import index_rows, packet_page
from exports.files import Files
from tests.app.rules.letters_nora import NORA
from tests.support.desks import Bench, add_case, everything

APPEAL = "internal_appeal_medical_necessity"
FILES = PacketFiles(parts=(b"one", b"two"), pages=(4, 2), index=())


def packet_of(bench: Bench) -> str:
    """Make a finished appeal with its denial notice; return the packet's id."""
    case = add_case(bench)
    with bench.casebook.transaction() as tx:
        tx.save(bench.desk.planner.with_facts(case, NORA))
        tx.commit()
    letter = bench.desk.letters.create(case.id, APPEAL)
    notice = bench.house.paper.emergency_sheet("x", "y", bench.desk.clock.today())
    bench.desk.documents.add_bytes("Notice.pdf", notice, case_id=case.id, kind=DocumentKind.DENIAL_NOTICE)
    return bench.desk.packets.create(case.id, letter.id).id


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("See Exhibit A, page 6, and Exhibits B and C.", ("A", "B", "C")),
        ("(Exhibit D, pages 19 to 26) (Exhibits E, F, and G)", ("D", "E", "F", "G")),
        ("The Exhibit shows that I was there.", ()),
        ("Exhibit A and Exhibit A again", ("A",)),
    ],
)
def test_the_exhibits_that_a_letter_names(text: str, named: tuple[str, ...]) -> None:
    assert exhibits_named(text) == named


def test_a_packet_without_letter_and_papers_lacks_all_of_them() -> None:
    leads = [lack.lead for lack in lacks_of(None, (), ())]
    assert leads == [
        "No letter is in the packet yet.",
        "The denial notice is not among the exhibits.",
        "The explanation of benefits (EOB) is not among the exhibits.",
    ]


def test_a_letter_that_names_what_is_not_there_is_told(bench: Bench) -> None:
    view = bench.desk.packets.view(packet_of(bench))
    assert view.letter is not None
    bench.desk.letters.save(view.letter.id, f"{view.letter.text}\nSee Exhibit A and Exhibit Q.\n")
    view = bench.desk.packets.view(view.packet.id)
    leads = [lack.lead for lack in bench.desk.packets.lacks(view)]
    assert "The letter names Exhibit Q." in leads
    documents: list[Document] = [line.document for line in view.exhibits]
    assert [d.kind for d in documents] == [DocumentKind.DENIAL_NOTICE]


def test_the_letter_lists_the_exhibits_of_its_packet(bench: Bench) -> None:
    """Until the person lists them otherwise: what lies in the packet stands under the letter's Enclosures."""
    view = bench.desk.packets.view(packet_of(bench))
    assert view.letter is not None
    letters = bench.desk.letters
    assert letters.view(view.letter.id).enclosures == ("Exhibit A, Notice",)
    assert letters.paper(view.letter, view.case, final=True).enclosures == ("Exhibit A, Notice",)
    assert letters.view(view.letter.id).extra == {}  # a later exhibit is listed too
    letters.save(view.letter.id, view.letter.text, {"letter.exhibits": "Exhibit A, the denial"})
    assert letters.view(view.letter.id).enclosures == ("Exhibit A, the denial",)


def test_many_exhibits_are_left_to_the_index() -> None:
    exhibits = [
        Exhibit(packet_id="p", document_id=str(n), position=n, title=f"Paper {n}", dated="June 3, 2026" if n else "")
        for n in range(30)
    ]
    assert listed(exhibits) == "Exhibits A to AD, as the index lists them"
    assert listed(exhibits[:2]) == "Exhibit A, Paper 0\nExhibit B, Paper 1, June 3, 2026"
    assert listed([]) == ""


def test_parts_get_numbered_names() -> None:
    assert part_names(Path("a/p.pdf"), 1) == (Path("a/p.pdf"),)
    assert [path.name for path in part_names(Path("a/p.pdf"), 2)] == ["p-part1.pdf", "p-part2.pdf"]


def test_where_one_part_may_not_be_replaced_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "p-part2.pdf").write_bytes(b"mine")
    with pytest.raises(UserFixable, match=r"p-part2\.pdf"):
        save_parts(Files(), FILES, tmp_path / "p.pdf", replace_file=False)
    assert [file.name for file in tmp_path.iterdir()] == ["p-part2.pdf"]
    saved = save_parts(Files(), FILES, tmp_path / "p.pdf", replace_file=True)
    assert [file.pages for file in saved.files] == [4, 2]
    assert (tmp_path / "p-part2.pdf").read_bytes() == b"two"


def test_the_index_of_a_built_packet_can_be_clicked_line_by_line(bench: Bench) -> None:
    built = drain(bench.desk.packets.build_job(packet_of(bench), CancelFlag()))
    assert [(line.title, line.first_page, line.last_page) for line in built.front] == [
        ("Internal appeal, medical necessity", 1, 2),
        ("Summary on one page", 3, 3),
        ("Index of exhibits", 4, 4),
    ]
    rows = index_rows(built)
    assert [row.target for row in rows] == [1, 3, 4, 6]
    assert all(row.page == 4 and 0 < row.top < row.bottom < 1 for row in rows)
    width, height, pixels = packet_page(built, 6, 100)
    assert (width, len(pixels)) == (100, 100 * height * 4)
    with pytest.raises(IndexError):
        packet_page(built, 7, 100)


def test_the_letter_in_a_packet_bears_the_packets_date(bench: Bench) -> None:
    packet_id = packet_of(bench)
    packet = bench.desk.packets.view(packet_id).packet
    bench.desk.packets.change(replace(packet, dated=date(2026, 11, 12)))
    first = drain(bench.desk.packets.build_job(packet_id, CancelFlag()))
    again = drain(bench.desk.packets.build_job(packet_id, CancelFlag()))
    assert first.parts == again.parts
    paper = bench.desk.packets.paper(packet_id, final=True)
    assert not isinstance(paper.letter, bytes | None)
    assert paper.letter.dated == paper.dated == date(2026, 11, 12)


def test_a_packet_that_was_sent_stays_and_a_new_version_can_be_changed(bench: Bench, desk: Desk, case: Case) -> None:
    document = desk.documents.add_bytes("n.txt", b"A notice", case_id=case.id, kind=DocumentKind.DENIAL_NOTICE)
    other = desk.documents.add_bytes("m.txt", b"A map", case_id=case.id, kind=DocumentKind.OTHER)
    packet = desk.packets.create(case.id)
    exhibit = desk.packets.view(packet.id).exhibits[0].exhibit
    with bench.casebook.transaction() as tx:
        tx.save(Sending(case_id=case.id, packet_id=packet.id, sent_on=packet.dated, method="fax"))
        tx.commit()
    before = everything(bench.casebook)
    changes: tuple[Callable[[], object], ...] = (
        lambda: desk.packets.change(replace(packet, title="Other")),
        lambda: desk.packets.add_exhibits(packet.id, [other.id]),
        lambda: desk.packets.change_exhibit(replace(exhibit, title="Other")),
        lambda: desk.packets.order(packet.id, [exhibit.id]),
        lambda: desk.packets.remove_exhibit(exhibit.id),
        lambda: desk.packets.delete(packet.id),
    )
    for change in changes:
        with pytest.raises(PacketWasSent):
            change()
    assert everything(bench.casebook) == before
    made = desk.packets.new_version(packet.id)
    assert made.title == "Appeal packet, version 2"
    assert [line.document.id for line in desk.packets.view(made.id).exhibits] == [document.id]
    desk.packets.add_exhibits(made.id, [other.id])
    assert desk.packets.new_version(made.id).title == "Appeal packet, version 3"
    for _ in range(3):
        desk.undo.undo()
    assert everything(bench.casebook) == before
