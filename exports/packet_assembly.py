# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Putting a packet's pages together into files: stamps, bookmarks, links of the index, and nothing that acts."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf, String

from exports.exhibit_pages import Leaf
from exports.packet_front import Link
from exports.packet_sections import Kind, Part, Section
from exports.styles import HEIGHT, WIDTH
from exports.text import clean

_UPRIGHT = b"<< /Type /Page /MediaBox [0 0 %d %d] >>" % (WIDTH, HEIGHT)
_WIDE = b"<< /Type /Page /MediaBox [0 0 %d %d] >>" % (HEIGHT, WIDTH)
_FIXED_ID = b"31415926535897932384626433832795"
"""What qpdf writes as /ID when it is told to write the same one always, in hexadecimal."""
_TAIL = 1_000_000
_LINK = b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] >>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that becomes pages. ``stamps`` is content for each leaf, in the ``fonts``; ``covers`` go before the
    parts, one each or none.

    Leaves, fonts and hidden layers live on one shelf.
    """

    title: str
    dated: date
    sections: list[Section]
    leaves: list[Leaf]
    covers: list[Leaf]
    stamps: list[bytes] | None
    fonts: Object
    links: list[Link]
    hidden: tuple[Object, ...]


def assemble(
    book: Book, number: int, part: Part, whole: Pdf | None = None, check: Callable[[], None] = lambda: None
) -> bytes:
    """Return part ``number`` (from 1) as PDF bytes; the same book gives the same bytes.

    ``whole`` is the PDF of the shelf itself, when there is only this part: nothing has to be copied then. ``check``
    is asked often, and raises when the work is to stop.
    """
    out = Pdf.new() if whole is None else whole
    stamps = book.stamps[part.first - 1 : part.last] if book.stamps else None
    fonts = _mine(out, book.fonts) if stamps else None
    cover = book.covers[number - 1 : number]
    if stamps is not None:
        stamps = [b""] * len(cover) + stamps
    leaves = cover + book.leaves[part.first - 1 : part.last]
    pages = _add_pages(out, leaves, stamps, fonts, check)[len(cover) :]
    _add_links(out, book, part, pages)
    _add_outline(out, book, part, pages)
    _hide_layers(out, book.hidden)
    day = f"D:{book.dated:%Y%m%d}120000Z"
    out.trailer.Info = out.make_indirect(
        Dictionary(Title=String(clean(book.title)), Creator=String("Casewell"), CreationDate=String(day))
    )
    out.Root.Lang = String("en-US")
    out.Root.PageMode = Name.UseOutlines
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    return save(out, check)


def save(pdf: Pdf, check: Callable[[], None] = lambda: None) -> bytes:
    """Return the bytes of a PDF; nothing in them depends on the moment."""
    target = BytesIO()
    pdf.save(
        target,
        static_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        progress=lambda _percent: check(),
    )
    _name_by_content(target)
    return target.getvalue()


def _name_by_content(target: BytesIO) -> None:
    """Put an id of its own in the place of qpdf's fixed one: qpdf would hash every byte, as long as it writes them.

    The end of the file says where each object lies, so that another packet ends otherwise.
    """
    with target.getbuffer() as view:
        end = bytes(view[-_TAIL:])
        own = hashlib.sha256(b"%d " % len(view) + end).hexdigest()[: len(_FIXED_ID)].encode()
        at = end.find(_FIXED_ID)
        while at >= 0:
            start = len(view) - len(end) + at
            view[start : start + len(own)] = own
            at = end.find(_FIXED_ID, at + 1)


def sheets(leaves: Sequence[Leaf], hidden: tuple[Object, ...] = ()) -> bytes:
    """Return these leaves as a file of their own, without stamps; ``hidden`` layers are switched off in it."""
    out = Pdf.new()
    _add_pages(out, leaves, None, None)
    _hide_layers(out, hidden)
    return save(out)


def weight(leaves: Sequence[Leaf]) -> int:
    """Return how many bytes these leaves need in a file of their own."""
    return len(sheets(leaves))


def _add_pages(
    out: Pdf,
    leaves: Sequence[Leaf],
    stamps: list[bytes] | None,
    fonts: Object | None,
    check: Callable[[], None] = lambda: None,
) -> list[Object]:
    """Give a PDF its pages. They are hung up all at once: appended one by one, each takes longer than the last."""
    tree = out.Root.Pages
    pages = []
    for leaf, stamp in zip(leaves, stamps or [b""] * len(leaves), strict=True):
        check()
        form = _mine(out, leaf.form)
        resources = Dictionary(XObject=Dictionary(P=form))
        if fonts is not None:
            resources["/Font"] = fonts
        page = Object.parse(_WIDE if leaf.wide else _UPRIGHT)
        page["/Parent"] = tree
        page["/Resources"] = resources
        page["/Contents"] = drawn = out.make_stream(_stored(b"q /P Do Q\n" + stamp))
        drawn["/Filter"] = Name.FlateDecode
        pages.append(out.make_indirect(page))
    tree.Kids = Array(pages)
    tree.Count = len(pages)
    return pages


def _stored(drawn: bytes) -> bytes:
    """Return a few hundred bytes as zlib stores them: to pack them takes longer than all else that a page needs."""
    size = len(drawn)
    return struct.pack("<BBBHH", 0x78, 0x01, 1, size, size ^ 0xFFFF) + drawn + struct.pack(">I", zlib.adler32(drawn))


def _add_links(out: Pdf, book: Book, part: Part, pages: list[Object]) -> None:
    index = next((s for s in book.sections if s.kind is Kind.INDEX), None)
    if index is None:
        return
    notes: dict[int, list[Object]] = {}
    for link in book.links:
        page = index.first + link.page
        if not (part.first <= page <= part.last and part.first <= link.target <= part.last):
            continue  # the row names the file that holds it; a PDF cannot point into another one safely
        target = pages[link.target - part.first]
        note = Object.parse(_LINK % (*link.box,))
        note["/Dest"] = Array([target, Name.Fit])
        notes.setdefault(page, []).append(out.make_indirect(note))
    for page, links in notes.items():
        pages[page - part.first]["/Annots"] = Array(links)


def _add_outline(out: Pdf, book: Book, part: Part, pages: list[Object]) -> None:
    with out.open_outline() as outline:
        for number, section in enumerate(book.sections):
            covered = number > 0 and book.sections[number - 1].kind is Kind.COVER
            if covered and book.sections[number - 1].first >= part.first:
                continue  # the bookmark of the cover sheet leads to it
            first = max(section.first, part.first)
            if first > min(section.last, part.last):
                continue
            name = f"Exhibit {section.exhibit}: {section.title}" if section.exhibit else section.title
            outline.root.append(OutlineItem(clean(name), Array([pages[first - part.first], Name.Fit])))


def _hide_layers(out: Pdf, hidden: tuple[Object, ...]) -> None:
    """Keep layers switched off that were off in the exhibit; without this every viewer would show them."""
    if not hidden:
        return
    layers = Array([_mine(out, layer) for layer in hidden])
    out.Root.OCProperties = Dictionary(OCGs=layers, D=Dictionary(OFF=layers, Order=Array()))


def _mine(out: Pdf, value: Object) -> Object:
    return value if value.is_owned_by(out) else out.copy_foreign(value)
