# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A zoo of exhibits: broken ones are named, photos are turned and shrunk, nothing that acts comes along."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from app.errors import UserFixable
from exports.errors import UnreadableExhibit
from tests.exports.papers import built, changed, exhibit, packet, pdf, picture, rendered, texts


def _nothing(_: Pdf) -> None:
    pass


def _vanished() -> bytes:
    raise FileNotFoundError("scan.pdf")


def _told() -> bytes:
    class Moved(UserFixable):
        pass

    raise Moved("the stick with the file is not connected.")


def _bomb() -> bytes:
    content = bytearray(picture(8, 8, "PNG"))
    content[16:24] = (30_000).to_bytes(4, "big") * 2  # width and height of the header
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def _locked() -> bytes:
    return changed(pdf(), _nothing, encryption=pikepdf.Encryption(owner="o", user="secret", R=6))


ZOO: list[tuple[Callable[[], bytes], str, str]] = [
    (lambda: b"", "", "the file is empty"),
    (lambda: b"%PDF-1.7\nnothing else", "", "the file is damaged"),
    (lambda: pdf(3)[:700], "", "the file is damaged"),
    (_locked, "", "locked with a password"),
    (_vanished, "", "no longer where it was"),
    (_told, "", "the stick with the file is not connected"),
    (lambda: b"PK\x03\x04 a document", "", "not a PDF, PNG or JPEG"),
    (lambda: b"GIF89a" + bytes(50), "", "not a PDF, PNG or JPEG"),
    (_bomb, "", "too large (30000 by 30000 dots)"),
    (lambda: picture(600, 800)[:3000], "", "the picture is damaged"),
    (lambda: picture(600, 800, "PNG")[:900], "", "the picture is damaged"),
    (lambda: b"\xff\xd8\xff\xe0", "", "the picture is damaged"),
    (lambda: pdf(5), "4-9", "page 9 was asked for, and the file has 5 pages"),
    (lambda: pdf(5), "three", "are not understood"),
    (lambda: pdf(5), "3-1", "are not understood"),
    (lambda: picture(9, 9), "2", "page 2 was asked for, and the file has one page"),
    (lambda: pdf(3).replace(b"\n4 0 obj", b"\n4 0 xbj,"), "", "some of its pages are lost"),
    (lambda: pdf(3).replace(b"/Kids [ 3 0 R 4 0 R", b"/Kids [ 3 0 R 1 0 R"), "", "a page has lost its content"),
    (lambda: changed(pdf(), lambda d: d.pages.__delitem__(0)), "", "the file has no pages"),
]


@pytest.mark.parametrize(("read", "pages", "what"), ZOO, ids=[what[:28] for _, _, what in ZOO])
def test_what_cannot_be_read_is_named(read: Callable[[], bytes], pages: str, what: str) -> None:
    good = exhibit("Good", pdf())
    bad = exhibit("Bad", b"", read=read, pages=pages, file_name="bad.pdf")
    with pytest.raises(UnreadableExhibit) as caught:
        built(packet(good, bad, good, bad))
    assert [(p.exhibit, p.file) for p in caught.value.problems] == [("B", "bad.pdf"), ("D", "bad.pdf")]
    assert what in caught.value.problems[0].what
    assert "Exhibit B (bad.pdf)" in str(caught.value) and "Exhibit D (bad.pdf)" in str(caught.value)


def test_a_page_may_stand_in_the_place_of_what_cannot_be_read() -> None:
    bad = exhibit("Lost scan", b"", file_name="bad.pdf")
    files = built(packet(exhibit("Good", pdf()), bad, skip_unreadable=True))
    assert [(p.exhibit, p.file, p.what) for p in files.problems] == [("B", "bad.pdf", "the file is empty")]
    line = files.index[1]
    assert (line.first_page, line.last_page) == (8, 8)
    words = " ".join(texts(files.parts[0])[7].split())
    assert "Exhibit B could not be included" in words
    assert "bad.pdf could not be read when this packet was made: the file is empty." in words


def test_a_damaged_letter_always_stops_the_packet() -> None:
    with pytest.raises(UnreadableExhibit, match=r"Letter \(Letter of appeal\): the file is damaged"):
        built(packet(exhibit("Good", pdf()), letter=b"%PDF-1.4", skip_unreadable=True))


def _wrapped(document: Pdf) -> None:
    document.Root.Collection = Dictionary(View=Name.D)
    document.attachments["scan.pdf"] = b"%PDF-1.7"


def test_a_portfolio_is_named() -> None:
    with pytest.raises(UnreadableExhibit, match="the file is a portfolio, other files packed into one"):
        built(packet(exhibit("Wrapped", changed(pdf(), _wrapped))))


def test_a_locked_file_opens_with_its_password() -> None:
    locked = changed(pdf(1, "Locked away"), _nothing, encryption=pikepdf.Encryption(owner="o", user="secret", R=6))
    files = built(packet(exhibit("Locked", locked, password="secret")))
    assert "Locked away 1" in texts(files.parts[0])[-1]
    assert "secret" not in repr(exhibit("Locked", locked, password="secret"))
    with pytest.raises(UnreadableExhibit, match="the password does not open the file"):
        built(packet(exhibit("Locked", locked, password="wrong")))
    with pikepdf.open(BytesIO(files.parts[0])) as document:
        assert not document.is_encrypted


def test_a_file_locked_against_changes_only_is_read() -> None:
    content = changed(pdf(1, "Readable"), _nothing, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    assert "Readable 1" in texts(built(packet(exhibit("Owner", content))).parts[0])[-1]


def _armed(document: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    document.Root.OpenAction = script
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    document.attachments["evil.exe"] = b"MZ evil"
    page = document.pages[0].obj
    page.AA = Dictionary(O=script)
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 99, 99],
        A=Dictionary(S=Name.URI, URI=String("http://evil.example")),
    )
    look = document.make_stream(b"BT /F1 12 Tf 5 5 Td (Filled in) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, 100, 20])
    look.Resources = page.Resources
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Filled in"), F=4, A=script
    )
    field.Rect, field.AP = Array([100, 500, 200, 520]), Dictionary(N=look)
    page.Annots = Array([document.make_indirect(link), document.make_indirect(field)])
    document.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]))


def test_scripts_attachments_links_and_form_actions_are_left_behind() -> None:
    content = built(packet(exhibit("Armed", changed(pdf(), _armed)))).parts[0]
    assert "Filled in" in texts(content)[-1]
    with pikepdf.open(BytesIO(content)) as document:
        whole = b"".join(o.unparse(resolved=False) for o in document.objects if not isinstance(o, pikepdf.Stream))
        assert not len(document.attachments)
        assert "/AcroForm" not in document.Root
        assert "/OpenAction" not in document.Root
    for word in (b"JavaScript", b"evil", b"/URI", b"/AA"):
        assert word not in whole


def test_what_pages_inherit_is_theirs() -> None:
    def passed_on(document: Pdf) -> None:
        above = document.Root.Pages
        for key, value in (("/MediaBox", Array([0, 0, 1000, 800])), ("/Rotate", 90)):
            above[key] = value
        above.Resources = document.pages[0].obj.Resources
        for page in document.pages:
            for key in ("/MediaBox", "/Rotate", "/Resources"):
                if key in page.obj:
                    del page.obj[key]

    content = built(packet(exhibit("Heir", changed(pdf(2, "Heir"), passed_on)))).parts[0]
    assert [("Heir 1" in words, "Heir 2" in words) for words in texts(content)[-2:]] == [(True, False), (False, True)]
    with pikepdf.open(BytesIO(content)) as document:
        assert [float(v) for v in document.pages[-1].obj.MediaBox] == [0, 0, 612, 792]


def test_pages_that_share_their_content_keep_their_own_turn() -> None:
    def shared(document: Pdf) -> None:
        document.pages[1].obj.Contents = document.pages[0].obj.Contents
        document.pages[1].obj.Rotate = 90

    content = built(packet(exhibit("Twins", changed(pdf(2, "Twin"), shared), pages="1,2,1"))).parts[0]
    assert ["Twin 1" in words for words in texts(content)[-3:]] == [True, True, True]
    with pikepdf.open(BytesIO(content)) as document:
        sizes = [[float(v) for v in page.obj.MediaBox][2:] for page in document.pages]
    assert sizes[-3:] == [[612, 792], [792, 612], [612, 792]]


def test_layers_that_were_off_stay_off() -> None:
    def layered(document: Pdf) -> None:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        page = document.pages[0].obj
        page.Resources.Properties = Dictionary(L=layer)
        shown = b"/OC /L BDC 0 0 400 400 re f EMC"
        page.Contents = Array([page.Contents, document.make_stream(shown)])

    image = rendered(built(packet(exhibit("Layers", changed(pdf(), layered)))).parts[0], 5)
    assert image.getpixel((200, 500)) == 255


def _dark_and_light(page: Image.Image, dark: tuple[int, int], light: tuple[int, int]) -> bool:
    return page.getpixel(dark) < 100 and page.getpixel(light) > 200


def test_a_photo_is_turned_as_the_camera_says() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # turn by 90 degrees: what was left is above
    content = picture(800, 600, exif=notes)
    page = rendered(built(packet(exhibit("Photo", content))).parts[0], 5)
    assert _dark_and_light(page, (306, 150), (306, 600))


def test_a_large_photo_is_shrunk_and_keeps_no_notes() -> None:
    notes = Image.Exif()
    notes[0x010E] = "GPS 45.1 N"
    notes[0x0112] = 1
    for size in ((4000, 3000), (640, 480)):
        content = built(packet(exhibit("Photo", picture(*size, exif=notes)))).parts[0]
        assert b"GPS 45.1" not in content
        with pikepdf.open(BytesIO(content)) as document:
            image = document.pages[-1].obj.Resources.XObject.P.Resources.XObject.Im
            assert (int(image.Width), int(image.Height)) == ((1938, 1454) if size[0] == 4000 else size)
            assert b"GPS" not in image.read_raw_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_kind_is_shown(mode: str) -> None:
    plain = Image.new("L", (300, 400), 230)
    plain.paste(30, (0, 0, 150, 400))
    out = BytesIO()
    if mode == "I;16":
        plain.point(lambda value: value * 256, "I").convert("I;16").save(out, "PNG")
    else:
        plain.convert(mode).save(out, "PNG")
    page = rendered(built(packet(exhibit("Scan", out.getvalue()))).parts[0], 5)
    assert _dark_and_light(page, (250, 200), (360, 200))


def test_a_jpeg_for_the_press_is_shown_in_its_colours() -> None:
    page = rendered(built(packet(exhibit("Scan", picture(600, 800, mode="CMYK")))).parts[0], 5)
    assert _dark_and_light(page, (200, 300), (400, 300))
