# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pages of one exhibit, as still pictures of themselves: fitted to Letter, without scripts, links and forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.domain.blocks import ExhibitPaper
from app.errors import CasewellError, UserFixable
from app.ports import LOCKED_FILE, WRONG_PASSWORD
from exports import photo
from exports.placing import Box, Placing, letter_page, place

MAX_PAGES = 5000
_DAMAGE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What reading a damaged PDF may raise: its objects are not of the kind that they should be."""
_COUNT = re.compile(rb"/Type\s*/Pages\b[^>]{0,200}?/Count\s+(\d{1,6})|/Count\s+(\d{1,6})[^>]{0,200}?/Type\s*/Pages\b")
_PACKING = {"/Length", "/Filter", "/DecodeParms"}
"""The keys of a stream that is nothing but content: how long it is and how it is packed."""
_INHERITABLE = {"/MediaBox", "/CropBox", "/Rotate", "/Resources"}
PORTFOLIO = "the file is a portfolio, other files packed into one; save those with a PDF program and add them instead"
Check = Callable[[], None]
_RANGE = re.compile(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")


def _go_on() -> None:
    """Never stop."""


class CannotRead(CasewellError):  # noqa: N818 - it reads as a sentence where it is caught
    """Why one exhibit cannot be read, as the end of a sentence; the packet names it with the others."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page to be: a form on the shelf, drawn on a sheet ``wide`` or upright."""

    form: Object
    wide: bool = False


@dataclass(frozen=True, slots=True)
class OpenExhibit:
    """An exhibit's pages. ``hidden`` are layers of the source that must stay switched off."""

    leaves: tuple[Leaf, ...]
    hidden: tuple[Object, ...] = ()


class Shelf:
    """One PDF that holds the forms of all pages, so that a source can be let go as soon as it was read."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self._arrays: dict[tuple[float, ...], Object] = {}

    def take(self, form: Object, placing: Placing) -> Object:
        """Return a copy of a source's form, placed on its sheet."""
        mine = self.pdf.copy_foreign(form)
        mine["/BBox"], mine["/Matrix"] = self._array(placing.edges), self._array(placing.matrix)
        return mine

    def draw(self, content: bytes, resources: Dictionary, placing: Placing) -> Object:
        """Return a new form of these operators, placed on its sheet."""
        box, matrix = self._array(placing.edges), self._array(placing.matrix)
        return Stream(self.pdf, content, Subtype=Name.Form, BBox=box, Matrix=matrix, Resources=resources)

    def _array(self, values: tuple[float, ...]) -> Object:
        """Return an array that most pages of a packet share."""
        if values not in self._arrays:
            self._arrays[values] = self.pdf.make_indirect(Array(values))
        return self._arrays[values]


def open_exhibit(shelf: Shelf, exhibit: ExhibitPaper, *, band: bool, check: Check = _go_on) -> OpenExhibit:
    """Read an exhibit and return its wanted pages; ``band`` leaves room for the stamp. CannotRead says why not.

    ``check`` is asked at every page, and raises when the work is to stop.
    """
    try:
        content = exhibit.read()
    except OSError as error:
        raise CannotRead("the file is no longer where it was, or cannot be opened") from error
    except UserFixable as error:
        raise CannotRead(str(error).rstrip(".")) from error
    return read_pages(shelf, content, exhibit.pages, band=band, password=exhibit.password, check=check)


def read_pages(
    shelf: Shelf, content: bytes, wanted: str, *, band: bool, password: str = "", check: Check = _go_on
) -> OpenExhibit:
    """Return the wanted pages of a PDF, PNG or JPEG, told apart by their first bytes, not by their name."""
    if not content:
        raise CannotRead("the file is empty")
    if b"%PDF-" in content[:1024]:
        return _of_pdf(shelf, content, wanted, password, band=band, check=check)
    try:
        picture = photo.read(content)
    except photo.NotAPicture as error:
        raise CannotRead(str(error)) from error
    _page_numbers(wanted, 1)
    box = Box(0, 0, *picture.points)
    placing = place(box, 0, 1.0, band=band, margin=photo.MARGIN)
    resources = Dictionary(XObject=Dictionary(Im=photo.as_image(shelf.pdf, picture)))
    form = shelf.draw(f"{box.width:.4f} 0 0 {box.height:.4f} 0 0 cm /Im Do".encode(), resources, placing)
    return OpenExhibit((Leaf(form, placing.wide),))


def whole_pages(shelf: Shelf, content: bytes) -> tuple[Leaf, ...]:
    """Return all pages of a PDF of our own, as they stand on Letter."""
    placing = letter_page()
    with Pdf.open(BytesIO(content)) as pdf:
        forms = [_form(pdf, page.obj, page.obj.Resources) for page in pdf.pages]
        return tuple(Leaf(shelf.take(form, placing)) for form in forms)


def drawn_page(shelf: Shelf, content: bytes, fonts: Object) -> Leaf:
    """Return a page that was drawn by the pen, in fonts that stand on the shelf."""
    return Leaf(shelf.draw(content, Dictionary(Font=fonts), letter_page()))


def _of_pdf(shelf: Shelf, content: bytes, wanted: str, password: str, *, band: bool, check: Check) -> OpenExhibit:
    try:
        pdf = Pdf.open(
            BytesIO(content), password=password, inherit_page_attributes=False
        )  # only the wanted pages are asked, see _inherited
    except pikepdf.PasswordError as error:
        raise CannotRead(WRONG_PASSWORD if password else LOCKED_FILE) from error
    except _DAMAGE as error:
        raise CannotRead("the file is damaged") from error
    with pdf:
        try:
            return _shelved(shelf, pdf, content, wanted, band=band, check=check)
        except _DAMAGE as error:
            raise CannotRead("the file is damaged") from error


def _shelved(shelf: Shelf, pdf: Pdf, content: bytes, wanted: str, *, band: bool, check: Check) -> OpenExhibit:
    check()
    count = len(pdf.pages)
    if _is_portfolio(pdf, count):
        raise CannotRead(PORTFOLIO)
    if count == 0:
        raise CannotRead("the file has no pages")
    if count > MAX_PAGES:
        raise CannotRead(f"the file has {count} pages, and {MAX_PAGES} is the most for one exhibit")
    numbers = _page_numbers(wanted, count)
    known = list(pdf.pages)  # each page asked for by its number is looked up anew
    _flatten(pdf, known, check)
    pages = [known[n - 1] for n in numbers]
    warnings = " ".join(str(warning) for warning in pdf.get_warnings())
    if "reconstruct" in warnings:
        _check_count(content, count)
    if warnings:
        _check_streams(pages)
    leaves, above = [], dict[tuple[int, int], dict[str, Object]]()
    for page in pages:
        check()
        leaves.append(_leaf(shelf, pdf, page.obj, above, band=band))
    return OpenExhibit(tuple(leaves), tuple(shelf.pdf.copy_foreign(layer) for layer in _hidden_layers(pdf)))


def _is_portfolio(pdf: Pdf, count: int) -> bool:
    """Whether the file is a wrapping round other files, with at most a page that says so."""
    return count <= 1 and "/Collection" in pdf.Root and len(pdf.attachments) > 0


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


def _flatten(pdf: Pdf, pages: list[pikepdf.Page], check: Check) -> None:
    """Turn filled-in fields, stamps and notes into part of the page; what only acts (links, scripts) is left behind."""
    if any(_has_notes(page, check) for page in pages):
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")


def _has_notes(page: pikepdf.Page, check: Check) -> bool:
    check()
    return "/Annots" in page.obj


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
    root = pdf.Root
    if "/OCProperties" not in root:
        return ()
    default = root.OCProperties.get("/D")
    off = default.get("/OFF") if default is not None else None
    return tuple(layer for layer in off if layer.is_indirect) if isinstance(off, Array) else ()


def _leaf(shelf: Shelf, pdf: Pdf, page: Object, above: dict[tuple[int, int], dict[str, Object]], *, band: bool) -> Leaf:
    known = _known(page, above)
    paper = Box.of(known.get("/MediaBox")) or Box(0, 0, 612, 792)
    visible = paper.cut(Box.of(known["/CropBox"])) if "/CropBox" in known else paper
    turn = _number(known.get("/Rotate"), 0.0)
    unit = _number(page.UserUnit, 1.0) if "/UserUnit" in page else 1.0
    placing = place(visible, int(turn) % 360, unit, band=band)
    form = _form(pdf, page, known.get("/Resources"))
    return Leaf(shelf.take(form, placing), placing.wide)


def _form(pdf: Pdf, page: Object, resources: Object | None) -> Object:
    """Return the page as a form: whatever its content does to the graphics state ends with it.

    Where it can, the page's own content stream becomes the form: it gets another dictionary, its bytes stay unread.
    """
    contents = page.get("/Contents")
    if isinstance(contents, Array) and len(contents) == 1:
        contents = contents[0]
    entries = Dictionary(Subtype=Name.Form)
    if not isinstance(contents, Stream):
        form = Stream(pdf, b"\n".join(stream.read_bytes() for stream in contents or () if isinstance(stream, Stream)))
    elif contents.keys() <= _PACKING or not pdf.is_encrypted:
        for key in _PACKING & contents.keys():
            entries[key] = contents[key]
        # what has other keys is more than content, or is shared with a page before and has become its form
        form = contents if contents.keys() <= _PACKING else Stream(pdf, contents.read_raw_bytes())
    else:
        form = Stream(pdf, contents.read_bytes())
    entries["/Resources"] = Dictionary() if resources is None else resources
    if "/Group" in page:
        entries["/Group"] = page.Group
    form.stream_dict = entries
    return form


def _known(page: Object, above: dict[tuple[int, int], dict[str, Object]]) -> dict[str, Object]:
    """Return what a page has of its own and inherits; ``above`` keeps what the nodes above pages gave."""
    keys = page.keys()
    own = {key: page[key] for key in keys & _INHERITABLE}
    parent = page["/Parent"] if "/Parent" in keys else None
    if parent is None or len(own) == len(_INHERITABLE):
        return own
    if parent.objgen not in above:
        above[parent.objgen] = _inherited(parent)
    return above[parent.objgen] | own


def _inherited(page: Object) -> dict[str, Object]:
    """Return what a node has of its own, or from the nodes above it, of the keys that may be inherited."""
    found: dict[str, Object] = {}
    node = page
    for _ in range(50):  # a damaged page tree may be a ring
        keys = node.keys()
        for key in keys & _INHERITABLE - found.keys():
            found[key] = node[key]
        if len(found) == len(_INHERITABLE) or "/Parent" not in keys:
            break
        node = node["/Parent"]
    return found


def _number(value: object, default: float) -> float:
    try:
        return default if value is None else float(value)  # type: ignore[arg-type]  # a PDF may hold anything
    except (TypeError, ValueError):
        return default
