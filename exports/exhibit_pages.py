# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pages of one exhibit, as still pictures of themselves: fitted to Letter, without scripts, links and forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.domain.blocks import ExhibitPaper
from app.errors import CasewellError, UserFixable
from exports import photo
from exports.placing import Box, Placing, letter_page, place

MAX_PAGES = 5000
_DAMAGE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What reading a damaged PDF may raise: its objects are not of the kind that they should be."""
_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}?/Count\s+(\d{1,6})|/Count\s+(\d{1,6})[^>]{0,200}?/Type\s*/Pages\b")
_RANGE = re.compile(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")


class CannotRead(CasewellError):  # noqa: N818 - it reads as a sentence where it is caught
    """Why one exhibit cannot be read, as the end of a sentence; the packet names it with the others."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to be: a form that lives in ``pdf``, drawn on a sheet ``wide`` or upright."""

    pdf: Pdf
    form: Object
    wide: bool = False


@dataclass(frozen=True, slots=True)
class OpenExhibit:
    """An exhibit's pages. ``hidden`` are layers of the source that must stay switched off."""

    leaves: tuple[Leaf, ...]
    hidden: tuple[Object, ...] = ()


def open_exhibit(exhibit: ExhibitPaper, *, band: bool) -> OpenExhibit:
    """Read an exhibit and return its wanted pages; ``band`` leaves room for the stamp. CannotRead says why not."""
    try:
        content = exhibit.read()
    except OSError as error:
        raise CannotRead("the file is no longer where it was, or cannot be opened") from error
    except UserFixable as error:
        raise CannotRead(str(error).rstrip(".")) from error
    return read_pages(content, exhibit.pages, band=band)


def read_pages(content: bytes, wanted: str, *, band: bool) -> OpenExhibit:
    """Return the wanted pages of a PDF, PNG or JPEG, told apart by their first bytes, not by their name."""
    if not content:
        raise CannotRead("the file is empty")
    if b"%PDF-" in content[:1024]:
        return _of_pdf(content, wanted, band=band)
    try:
        picture = photo.read(content)
    except photo.NotAPicture as error:
        raise CannotRead(str(error)) from error
    _page_numbers(wanted, 1)
    pdf = Pdf.new()
    box = Box(0, 0, *picture.points)
    form = photo.as_form(pdf, picture, place(box, 0, 1.0, band=band, margin=photo.MARGIN))
    return OpenExhibit((Leaf(pdf, form, box.width > box.height),))


def whole_pages(pdf: Pdf) -> tuple[Leaf, ...]:
    """Return all pages of a PDF of our own, as they stand on Letter."""
    return tuple(Leaf(pdf, _form(pdf, page.obj, letter_page())) for page in pdf.pages)


def drawn_page(pdf: Pdf, content: bytes, fonts: Object) -> Leaf:
    """Return a page that was drawn by the pen, in the fonts of ``pdf``."""
    form = Stream(pdf, content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array(letter_page().box.edges)
    form.Resources = Dictionary(Font=fonts)
    return Leaf(pdf, form)


def _of_pdf(content: bytes, wanted: str, *, band: bool) -> OpenExhibit:
    try:
        pdf = Pdf.open(BytesIO(content))
        count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise CannotRead("the file is locked with a password; save a copy without one") from error
    except _DAMAGE as error:
        raise CannotRead("the file is damaged") from error
    if count == 0:
        raise CannotRead("the file has no pages")
    if count > MAX_PAGES:
        raise CannotRead(f"the file has {count} pages, and {MAX_PAGES} is the most for one exhibit")
    numbers = _page_numbers(wanted, count)
    try:
        _flatten(pdf)
        pages = [pdf.pages[n - 1] for n in numbers]
        warnings = " ".join(str(warning) for warning in pdf.get_warnings())
        if "reconstruct" in warnings:
            _check_count(content, count)
        if warnings:
            _check_streams(pages)
        leaves = tuple(_leaf(pdf, page.obj, band=band) for page in pages)
        return OpenExhibit(leaves, _hidden_layers(pdf))
    except _DAMAGE as error:
        raise CannotRead("the file is damaged") from error


def _page_numbers(wanted: str, count: int) -> list[int]:
    """Read "1-3,7"; empty means all."""
    if not wanted.strip():
        return list(range(1, count + 1))
    numbers: list[int] = []
    for part in wanted.split(","):
        found = _RANGE.fullmatch(part.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last:
            raise CannotRead(f"the pages “{wanted}” are not understood; write them like 1-3,7")
        if last > count:
            has = "one page" if count == 1 else f"{count} pages"
            raise CannotRead(f"page {last} was asked for, and the file has {has}")
        numbers += range(first, last + 1)
    return numbers


def _flatten(pdf: Pdf) -> None:
    """Turn filled-in fields, stamps and notes into part of the page; what only acts (links, scripts) is left behind."""
    if any("/Annots" in page.obj for page in pdf.pages):
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")


def _check_count(content: bytes, count: int) -> None:
    """Compare a torn file's own count of its pages with what was found: qpdf leaves lost pages out without a word."""
    said = [int(before or after) for before, after in _COUNT.findall(content)]
    if max(said, default=0) > count:
        raise CannotRead("the file is damaged: some of its pages are lost")


def _check_streams(pages: list[pikepdf.Page]) -> None:
    """Decode what a damaged file's pages draw; raises where it cannot be."""
    for page in pages:
        contents = page.obj.get("/Contents")
        for stream in contents if isinstance(contents, Array) else [contents]:
            if not isinstance(stream, Stream):
                raise CannotRead("the file is damaged: a page has lost its content")
            stream.read_bytes()


def _hidden_layers(pdf: Pdf) -> tuple[Object, ...]:
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if layers is not None else None
    off = default.get("/OFF") if default is not None else None
    return tuple(layer for layer in off if layer.is_indirect) if isinstance(off, Array) else ()


def _leaf(pdf: Pdf, page: Object, *, band: bool) -> Leaf:
    box = _visible(page)
    turn = _number(_inherited(page, "/Rotate"), 0.0)
    unit = _number(page.get("/UserUnit"), 1.0)
    placing = place(box, int(turn) % 360, unit, band=band)
    return Leaf(pdf, _form(pdf, page, placing), placing.wide)


def _form(pdf: Pdf, page: Object, placing: Placing) -> Object:
    """Return the page as a form: whatever its content does to the graphics state ends with it."""
    contents = page.get("/Contents")
    entries: dict[str, Object] = {}
    if isinstance(contents, Stream) and not pdf.is_encrypted:
        raw = contents.read_raw_bytes()  # as it is compressed: nothing is decoded
        entries = {key: contents[key] for key in ("/Filter", "/DecodeParms") if key in contents}
    elif isinstance(contents, Stream):
        raw = contents.read_bytes()
    else:
        raw = b"\n".join(stream.read_bytes() for stream in contents or () if isinstance(stream, Stream))
    form = Stream(pdf, raw)
    for key, value in entries.items():
        form[key] = value
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array(placing.box.edges)
    form.Matrix = Array(placing.matrix)
    form.Resources = _inherited(page, "/Resources") or Dictionary()
    if "/Group" in page:
        form.Group = page.Group
    return form


def _visible(page: Object) -> Box:
    paper = Box.of(_inherited(page, "/MediaBox")) or Box(0, 0, 612, 792)
    return paper.cut(Box.of(_inherited(page, "/CropBox")))


def _inherited(page: Object, key: str) -> Object | None:
    node: Object | None = page
    for _ in range(50):  # a damaged page tree may be a ring
        if node is None or key in node:
            break
        node = node.get("/Parent")
    return node.get(key) if node is not None else None


def _number(value: object, default: float) -> float:
    try:
        return default if value is None else float(value)  # type: ignore[arg-type]  # a PDF may hold anything
    except (TypeError, ValueError):
        return default
