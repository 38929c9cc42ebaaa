# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents: kept whole, known again, refused with a sentence, shown, given back, deleted and brought back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.domain.log import Attachment
from app.domain.packet import Exhibit, Packet
from app.domain.person import Person
from app.errors import Cancelled, UserFixable
from app.jobs import CancelFlag, drain
from app.services.desk import Desk
from app.services.documents import Added, media_type_of
from app.services.log import NewEntry
from tests.support import notices, photos
from tests.support.desks import TODAY, Bench, add_case, everything


def add(desk: Desk, case: Case, *paths: Path, **fields: object) -> Added:
    return drain(desk.documents.add_job(list(paths), CancelFlag(), case_id=case.id, **fields))  # type: ignore[arg-type]


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "Denial_of June.pdf"
    path.write_bytes(notices.larkfield()[0])
    return path


def test_a_notice_is_kept_byte_for_byte_with_its_words(desk: Desk, case: Case, notice: Path, tmp_path: Path) -> None:
    added = add(desk, case, notice, kind=DocumentKind.DENIAL_NOTICE)
    (document,) = added.documents
    assert (document.title, document.file_name) == ("Denial of June", "Denial_of June.pdf")
    assert (document.media_type, document.pages, document.size) == ("application/pdf", 1, notice.stat().st_size)
    assert document.sha256 == hashlib.sha256(notice.read_bytes()).hexdigest()
    assert "conservative" in document.text
    assert desk.documents.content(document.id) == notice.read_bytes()
    copy = tmp_path / "copy.pdf"
    desk.documents.save_copy(document.id, copy)
    assert copy.read_bytes() == notice.read_bytes()
    with pytest.raises(UserFixable):
        desk.documents.save_copy(document.id, copy)
    width, height, pixels = desk.documents.render(document.id, 1, 200)
    assert width == 200 and len(pixels) == width * height * 4
    hits = desk.today.search("conservative treatment")
    assert document.id in [hit.id for hit in hits]


def test_the_search_finds_what_stands_on_a_photo(desk: Desk, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "IMG_0417.heic"
    path.write_bytes(photos.heic(photos.smaller(photos.drawn(notices.larkfield()[0]), 0.6)))
    (document,) = add(desk, case, path).documents
    assert (document.media_type, document.pages) == ("image/heic", 1)
    assert document.id in [hit.id for hit in desk.today.search("conservative treatment")]
    width, height, pixels = desk.documents.render(document.id, 1, 200)
    assert width == 200 and len(pixels) == width * height * 4


def test_cancel_in_the_middle_of_a_scan_keeps_what_was_added_before(
    desk: Desk, case: Case, notice: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(photos.scan(*[photos.drawn(notice.read_bytes())] * 3))
    flag = CancelFlag()
    job = desk.documents.add_job([notice, scan], flag, case_id=case.id)
    while "scanned pages" not in next(job).text:
        pass
    flag.cancel()
    with pytest.raises(Cancelled, match="1 of 2 files"):
        drain(job)
    assert [row.title for row in desk.documents.rows(case_id=case.id)] == ["Denial of June"]


def test_the_same_file_is_known_again_and_kept_once(bench: Bench, desk: Desk, case: Case, notice: Path) -> None:
    first = add(desk, case, notice).documents[0]
    before = everything(bench.casebook)
    again = add(desk, case, notice)
    assert (again.documents, again.known) == ((), (first,))
    assert everything(bench.casebook) == before


def test_one_bad_file_never_hides_the_good_ones(desk: Desk, case: Case, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "locked.pdf").write_bytes(notices.encrypted_pdf())
    (tmp_path / "scan.pdf").write_bytes(notices.scan_pdf(2))
    (tmp_path / "photo.png").write_bytes(notices.png())
    (tmp_path / "note.txt").write_text("Called on Monday")
    names = ("gone.pdf", "empty.pdf", notice.name, "locked.pdf", "scan.pdf", "photo.png", "note.txt")
    added = add(desk, case, *(tmp_path / name for name in names))
    kept = {d.file_name: (d.media_type, d.pages, bool(d.text)) for d in added.documents}
    assert kept == {
        notice.name: ("application/pdf", 1, True),
        "locked.pdf": ("application/pdf", None, False),
        "scan.pdf": ("application/pdf", 2, False),
        "photo.png": ("image/png", 1, False),
        "note.txt": ("text/plain", 1, True),
    }
    assert [r.split("”")[0] for r in added.refused] == ["“gone.pdf", "“empty.pdf"]
    desk.undo.undo()
    assert desk.documents.rows(case_id=case.id) == []


def test_a_stop_keeps_what_was_added_and_undo_takes_it_back(desk: Desk, case: Case, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text(f"words of {path.name}")
    flag = CancelFlag()
    job = desk.documents.add_job(paths, flag, case_id=case.id)
    next(job)
    next(job)
    flag.cancel()
    with pytest.raises(Cancelled, match="2 of 3 files were added before; they are kept"):
        next(job)
    assert len(desk.documents.rows(case_id=case.id)) == 2
    desk.undo.undo()
    assert desk.documents.rows(case_id=case.id) == []


def test_deleting_a_document_takes_its_links_and_undo_brings_all_back(
    bench: Bench, desk: Desk, case: Case, notice: Path
) -> None:
    (document,) = add(desk, case, notice).documents
    entry = desk.log.add(NewEntry(case_id=case.id, action="Notice came", date=TODAY, document_ids=(document.id,)))
    with bench.casebook.transaction() as tx:
        packet = Packet(case_id=case.id, title="Packet", dated=TODAY, created_at=bench.house.clock.now())
        tx.save(packet, Exhibit(packet_id=packet.id, document_id=document.id, position=0, title="Notice"))
        tx.commit()
    before = everything(bench.casebook)
    desk.documents.delete(document.id)
    with bench.casebook.reading() as tx:
        assert not tx.find(Document, id=document.id)
        assert not tx.find(Attachment, entry_id=entry.id)
        assert not tx.find(Exhibit, packet_id=packet.id)
    desk.undo.undo()
    assert everything(bench.casebook) == before
    assert desk.documents.content(document.id) == notice.read_bytes()


def test_what_was_sent_is_evidence_and_is_not_deleted(bench: Bench, desk: Desk, case: Case, notice: Path) -> None:
    from app.domain.letter import Sending

    (document,) = add(desk, case, notice).documents
    with bench.casebook.transaction() as tx:
        tx.save(Sending(case_id=case.id, sent_on=TODAY, method="fax", document_id=document.id))
        tx.commit()
    before = everything(bench.casebook)
    with pytest.raises(UserFixable, match="cannot be deleted"):
        desk.documents.delete(document.id)
    assert everything(bench.casebook) == before


def test_an_edit_of_a_document_can_be_taken_back(bench: Bench, desk: Desk, case: Case, notice: Path) -> None:
    (document,) = add(desk, case, notice).documents
    before = everything(bench.casebook)
    desk.documents.change(replace(document, title="Notice", date=date(2026, 6, 3), kind=DocumentKind.EOB))
    assert desk.documents.rows(case_id=case.id)[0].title == "Notice"
    desk.undo.undo()
    assert everything(bench.casebook) == before


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("notice", b"%PDF-1.4", "application/pdf"),
        ("a.pdf", b"\n\n%PDF-1.4", "application/pdf"),
        ("photo.jpg", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("x.png", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("claim.835", b"ISA*00*", "application/octet-stream"),
        ("table.csv", b"a,b", "text/csv"),
    ],
)
def test_the_kind_of_file_is_told_by_its_bytes_first(name: str, content: bytes, media_type: str) -> None:
    assert media_type_of(name, content) == media_type


def test_the_same_file_of_another_person_is_named_and_not_linked(
    bench: Bench, desk: Desk, case: Case, notice: Path
) -> None:
    notice.write_bytes(notices.larkfield()[0] + b"%" + case.id.encode())
    first = add(desk, case, notice)
    assert first.elsewhere == ()
    other = add_case(bench)
    added = add(desk, other, notice)
    (document,) = added.documents
    assert document.case_id == other.id and added.known == ()
    (twin,) = added.elsewhere
    with bench.casebook.reading() as tx:
        whose = tx.get(Person, case.person_id).name
        assert tx.get(Document, first.documents[0].id).case_id == case.id
    assert (twin.document, twin.title, twin.person, twin.case) == (document, "Denial of June", whose, case.title)
