# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Blacking out, proven by taking the finished files apart: no reader of text and no stream gives the words back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from app.domain.blackout import Blackout
from app.domain.blocks import PacketPaper
from app.errors import Bug
from app.intake.text import Eye
from app.jobs import CancelFlag, drain
from app.ports import PacketFiles
from exports import redaction
from exports.errors import PagesUnsearched
from exports.writer import Writer
from tests.exports.papers import changed, exhibit, letter, packet, para, pdf, picture, rendered, texts

SECRET = "Quillfeather"
HIDE = Blackout(words=(SECRET,))


def black(paper: PacketPaper) -> PacketFiles:
    return drain(Writer(Eye()).packet(paper, CancelFlag()))


def everything(content: bytes) -> bytes:
    """Every stream, decoded where it can be, and every string of a file; pixels say nothing and are left out."""
    found = []
    with pikepdf.open(BytesIO(content)) as document:
        for thing in document.objects:
            if isinstance(thing, Stream) and thing.get("/Subtype") != Name.Image:
                found.append(thing.read_bytes())
            found.append(thing.unparse() if not isinstance(thing, Stream) else repr(dict(thing)).encode())
    return b"\n".join(found)


def test_the_words_are_gone_from_every_page_and_every_stream() -> None:
    paper = packet(
        exhibit(f"Note on {SECRET}", pdf(3, f"Visit of {SECRET} on day"), shows=(f"That {SECRET} came.",)),
        exhibit("Clean", pdf(2, "Nothing of note")),
        blackout=HIDE,
        subtitle=f"Appeal of {SECRET}",
        identifiers=(("Patient", f"Nora {SECRET}"),),
        surname=SECRET,
        letter=letter(signer=f"Nora {SECRET}"),
        summary=(para(f"Pay {SECRET}."),),
    )
    content = black(paper).parts[0]
    whole = "\n".join(texts(content))
    assert SECRET.lower() not in whole.lower()
    assert SECRET.lower().encode() not in everything(content).lower()
    assert "[blacked out]" in whole and "Nothing of note 2" in whole
    assert "lowest line" in whole, "what stood beside it can still be searched"
    assert "Page 001 of 011" in whole


def test_the_black_is_in_the_picture() -> None:
    content = black(packet(exhibit("Note", pdf(1, SECRET)), letter=None, summary=(), blackout=HIDE)).parts[0]
    page = rendered(content, 2)
    dark = [x for x in range(0, 200) for y in range(20, 80) if page.getpixel((x, y)) < 30]  # type: ignore[operator]
    assert len(dark) > 300, "a bar of black stands where the word was"


def test_pages_without_the_words_stay_as_they_are() -> None:
    plain = exhibit("Clean", pdf(2, "Nothing of note"))
    with pikepdf.open(BytesIO(black(packet(plain, blackout=HIDE)).parts[0])) as document:
        form = document.pages[-1].obj.Resources.XObject.P
        assert "/XObject" not in form.Resources and b"Nothing of note 2" in form.read_bytes()


def _hide_it_everywhere(document: Pdf) -> None:
    page = document.pages[0].obj
    look = document.make_stream(f"BT /F1 12 Tf 5 5 Td ({SECRET}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    look.BBox, look.Resources = Array([0, 0, 200, 20]), page.Resources
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("x"), V=String(SECRET), F=4)
    field.Rect, field.AP = Array([50, 500, 250, 520]), Dictionary(N=look)
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String(SECRET))
    page.Annots = Array([document.make_indirect(field), document.make_indirect(note)])
    document.Root.AcroForm = Dictionary(Fields=Array([page.Annots[0]]))
    document.Root.Metadata = document.make_stream(f"<x>{SECRET}</x>".encode())
    document.docinfo["/Author"] = SECRET
    document.attachments["x.txt"] = SECRET.encode()
    page.PieceInfo = Dictionary(Old=Dictionary(Private=String(SECRET)))


def test_fields_notes_attachments_and_properties_keep_nothing() -> None:
    armed = changed(pdf(1, "A form"), _hide_it_everywhere)
    assert SECRET.encode() in everything(armed)
    content = black(packet(exhibit("Form", armed), letter=None, summary=(), blackout=HIDE)).parts[0]
    assert SECRET.encode() not in everything(content)
    assert SECRET not in "".join(texts(content))


def test_words_said_otherwise_than_they_are_drawn_go_too() -> None:
    def aliased(document: Pdf) -> None:
        page = document.pages[0].obj
        drawn = f"/Span <</ActualText (something else)>> BDC BT /F1 12 Tf 50 600 Td ({SECRET}) Tj ET EMC".encode()
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n" + drawn)

    content = black(packet(exhibit("Alias", changed(pdf(1), aliased)), letter=None, summary=(), blackout=HIDE)).parts[0]
    assert SECRET.encode() not in everything(content)


def test_identifiers_are_blacked_out_but_for_the_last_four() -> None:
    card = pdf(1, "SSN 123-45-6789 member LFK 204 118 53 of plan")
    hide = Blackout(ssn=True, member_id="LFK 204 118 53")
    paper = packet(exhibit("Card", card), blackout=hide, identifiers=(("Member ID", "LFK 204 118 53"),), summary=())
    content = black(paper).parts[0]
    whole = " ".join("\n".join(texts(content)).split())
    assert "6789" not in whole and "LFK" not in whole and "204" not in whole.replace("of 004", "")
    assert "member 1853 of plan" in whole and "ending in 1853" in whole


def test_pictures_are_named_and_wait_for_the_person() -> None:
    scan = exhibit("Scan", picture(900, 1200), file_name="scan.jpg")
    paper = packet(exhibit("Text", pdf()), scan, blackout=HIDE)
    with pytest.raises(PagesUnsearched, match=r"Exhibit B \(scan.jpg\): a picture on page 1"):
        black(paper)
    files = black(replace(paper, looked_through=True))
    assert [(p.exhibit, p.what) for p in files.unsearched] == [("B", "a picture on page 1")]


def test_the_same_packet_gives_the_same_bytes() -> None:
    paper = packet(exhibit("Note", pdf(2, SECRET)), blackout=HIDE)
    assert black(paper).parts == black(paper).parts


def test_a_wide_page_stays_wide() -> None:
    content = black(packet(exhibit("Wide", pdf(1, SECRET, (1000, 500))), letter=None, summary=(), blackout=HIDE))
    with pikepdf.open(BytesIO(content.parts[0])) as document:
        assert [int(v) for v in document.pages[-1].mediabox] == [0, 0, 792, 612]


def test_a_word_left_over_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction.Redactor, "leaves", lambda _self, leaves, _hidden: leaves)
    with pytest.raises(Bug, match="still holds"):
        black(packet(exhibit("Note", pdf(1, SECRET)), blackout=HIDE))


def test_nobody_to_look_is_a_bug() -> None:
    with pytest.raises(Bug, match="nobody can look"):
        drain(Writer().packet(packet(exhibit("Note", pdf()), blackout=HIDE), CancelFlag()))


def test_an_empty_list_blacks_nothing_out() -> None:
    assert drain(Writer().packet(packet(exhibit("A", pdf()), blackout=Blackout(words=("", " "))), CancelFlag())).pages
