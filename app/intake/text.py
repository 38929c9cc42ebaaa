# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The words and pictures of PDF and image files: the one place that opens them with pypdfium2 and Pillow."""

from __future__ import annotations

import itertools
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from app.domain.reading import Problem
from app.intake.errors import FileDamaged, FileEmpty, FileEncrypted, FileTooLarge, PageUnknown, TypeUnknown
from app.intake.pages import PageText, PageTexts, Turn, Word
from app.intake.recognize import Format, format_of
from app.jobs import CancelFlag, Job, Progress, drain
from app.ports import SeenWord

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_MB = 200
FACT_PAGES = 40
"""Pages whose words are placed and read for facts; a notice is short, and what follows it are copies of records."""
SEARCH_PAGES = 2000
PAGE_CHARS = 60_000
"""Characters of one page that are placed; a page of paper holds a tenth of it."""
MAX_PIXELS = 120_000_000
MAX_WIDTH = 6000
PICTURE_SHARE = 0.15
"""Pictures that cover less of a page are logos and seals; more may be a page that was scanned, whole or in strips."""
DRAWN_LETTERS = 60
"""So many lines and shapes on a page without one word may be letters that a program drew."""
PAPER_WIDTH = 612.0
"""Points across US Letter: an image has no size of its own that could be trusted, and is shown as one sheet."""
PICTURE_PAGE = "This page is a picture: it holds no text. Type the facts from it."
SCAN_DPI = 300
SCAN_POINTS = 3300
"""A page to be recognised is drawn no larger than this; US Letter at SCAN_DPI is as high."""
PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD

_LOCK = threading.RLock()
"""PDFium keeps state of its own for the whole process: one call at a time."""

_SAME_SIGN = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\ufb00": "ff", "\ufb01": "fi"}
    | {"\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u0000": ""}
)


def open_pages(data: bytes, name: str = "The file", flag: CancelFlag | None = None) -> Job[PageTexts]:
    """Read a PDF's words with their places, a page a step.

    The first FACT_PAGES pages have placed words; later ones, up to SEARCH_PAGES, text alone. A page that cannot be
    read is a Problem. Raises FileEmpty, FileTooLarge, FileEncrypted, FileDamaged, TypeUnknown; Cancelled by ``flag``.
    """
    with _opened(data, name) as document:
        with _LOCK:
            count = len(document)
        pages: list[PageText] = []
        problems: list[Problem] = []
        for index in range(min(count, SEARCH_PAGES)):
            if flag is not None:
                flag.check()
            yield Progress(index, count, f"Reading page {index + 1} of {count}")
            page = _read_page(document, index, problems)
            if page is not None:
                pages.append(page)
        if count > FACT_PAGES:
            what = f"Facts were read from the first {FACT_PAGES} pages. Type what stands on a later page."
            problems.append(Problem(where=f"pages {FACT_PAGES + 1} to {count}", what=what))
        if count > SEARCH_PAGES:
            what = f"The search knows the first {SEARCH_PAGES} pages. The file itself is kept whole."
            problems.append(Problem(where=f"pages {SEARCH_PAGES + 1} to {count}", what=what))
    return PageTexts(pages=tuple(pages), count=count, problems=tuple(problems))


def read_text(data: bytes, name: str = "The file") -> PageTexts:
    """Read a PDF's words in this thread; errors as open_pages."""
    return drain(open_pages(data, name))


def page_sizes(data: bytes, name: str = "The file") -> list[tuple[float, float]]:
    """Return width and height of every page in points, as displayed; an image is one page, US Letter wide."""
    if _is_image(data, name):
        with _image(data, name, MAX_WIDTH) as picture:
            return [(PAPER_WIDTH, PAPER_WIDTH * picture.height / picture.width)]
    with _opened(data, name) as document, _LOCK:
        return [document.get_page_size(index) for index in range(min(len(document), SEARCH_PAGES))]


def render_page(data: bytes, page: int, width_px: int, name: str = "The file") -> tuple[int, int, bytes]:
    """Draw one page (from 1) ``width_px`` wide; return (width, height, RGBA bytes, row by row without padding).

    PNG and JPEG have one page, turned as their camera says. Raises PageUnknown, and what open_pages raises.
    """
    width = max(1, min(width_px, MAX_WIDTH))
    if _is_image(data, name):
        if page != 1:
            raise PageUnknown(name, page, 1)
        with _image(data, name, width) as picture:
            height = max(1, min(round(picture.height * width / picture.width), MAX_WIDTH * 2))
            drawn = picture.convert("RGBA").resize((width, height))
            return width, height, drawn.tobytes()
    with _opened(data, name) as document, _LOCK:
        if not 1 <= page <= len(document):
            raise PageUnknown(name, page, len(document))
        return _draw(document, page - 1, width, name)


class Sheets:
    """An open PDF whose pages are looked at one by one, in any order; pages count from 1."""

    def __init__(self, document: PdfDocument) -> None:
        self._document = document

    def words(self, page: int) -> tuple[SeenWord, ...]:
        """Return the words of a page with their places, in the order of the file."""
        with _LOCK:
            opened = self._document[page - 1]
            try:
                return tuple(SeenWord(word.text, word.box) for word in _placed(opened, page - 1).words)
            finally:
                opened.close()

    def unsure(self, page: int) -> str:
        """Return why words may stand on a page that ``words`` does not find; empty when there is no reason."""
        with _LOCK:
            opened = self._document[page - 1]
            try:
                return _unsure(opened, page - 1)
            finally:
                opened.close()

    def picture(self, page: int, width_px: int) -> tuple[int, int, bytes]:
        """Draw a page; return (width, height, RGBA bytes, row by row without padding)."""
        with _LOCK:
            return _draw(self._document, page - 1, min(width_px, MAX_WIDTH), "The page")

    def grey(self, page: int) -> tuple[int, int, bytes]:
        """Draw a page as large as it is read best; return (width, height, grey bytes, row by row without padding)."""
        import pypdfium2  # delayed as below

        with _LOCK:
            opened = self._document[page - 1]
            try:
                scale = min(SCAN_DPI / 72, SCAN_POINTS / max(*opened.get_size(), 1.0))
                bitmap = opened.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_Gray)
                try:
                    return bitmap.width, bitmap.height, _rows(bytes(bitmap.buffer), bitmap.stride, bitmap.width)
                finally:
                    bitmap.close()
            finally:
                opened.close()


class Eye:
    """Looks at pages for those who may not open a PDF with PDFium themselves."""

    @contextmanager
    def open(self, content: bytes, name: str = "The file") -> Iterator[Sheets]:
        """Open a PDF and close it again; raises what open_pages raises."""
        with _opened(content, name) as document:
            yield Sheets(document)


def _is_image(data: bytes, name: str) -> bool:
    """Tell images from PDFs by their first bytes; anything else is refused."""
    if not data:
        raise FileEmpty(name)
    if len(data) > MAX_MB * 1_000_000:
        raise FileTooLarge(name, MAX_MB)
    found = format_of(data)
    if found not in {Format.PDF, Format.PNG, Format.JPEG, Format.PHOTO}:
        raise TypeUnknown(name)
    return found is not Format.PDF


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """Open a PDF, and close it under the lock whatever happens."""
    if _is_image(data, name):
        raise TypeUnknown(name)
    import pypdfium2  # delayed: its library takes a tenth of a second to load, and the window starts without it

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            kind = FileEncrypted if error.err_code == PASSWORD_NEEDED else FileDamaged
            raise kind(name) from error
    try:
        with _LOCK:
            if len(document) == 0:
                raise FileEmpty(name)
        yield document
    finally:
        with _LOCK:
            document.close()


def _draw(document: PdfDocument, index: int, width: int, name: str) -> tuple[int, int, bytes]:
    """Render one page as RGBA; the caller holds the lock."""
    import pypdfium2  # delayed as above

    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise FileDamaged(name) from error
    try:
        across, down = page.get_size()
        # A strip of paper a mile long must not take all memory.
        scale = min(width / max(across, 1.0), MAX_WIDTH * 2 / max(down, 1.0))
        bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA)
        try:
            return bitmap.width, bitmap.height, _rows(bytes(bitmap.buffer), bitmap.stride, bitmap.width * 4)
        finally:
            bitmap.close()
    finally:
        page.close()


def _rows(pixels: bytes, stride: int, length: int) -> bytes:
    """Cut off the padding at the end of each row."""
    if stride == length:
        return pixels
    return b"".join(pixels[start : start + length] for start in range(0, len(pixels), stride))


def _read_page(document: PdfDocument, index: int, problems: list[Problem]) -> PageText | None:
    """Read one page; when it cannot be read, say so in ``problems``."""
    import pypdfium2  # delayed as above

    where = f"page {index + 1}"
    with _LOCK:
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            problems.append(Problem(where=where, what="This page is damaged. Type the facts from it."))
            return None
        try:
            read = _placed(page, index) if index < FACT_PAGES else _unplaced(page, index)
        except pypdfium2.PdfiumError:
            problems.append(Problem(where=where, what="The words of this page could not be read. Type them."))
            return None
        finally:
            page.close()
    if _is_garbled(read.text):
        what = "The letters of this page cannot be told apart by a program. Type the facts from it."
        problems.append(Problem(where=where, what=what))
    if read.scanned:
        problems.append(Problem(where=where, what=PICTURE_PAGE))
    return read


def _is_garbled(text: str) -> bool:
    """Whether most signs have no meaning: some PDFs draw letters without saying which they are."""
    bare = "".join(text.split())
    strange = sum(1 for sign in bare if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or sign < " ")
    return strange > 0.3 * len(bare)


def _unsure(page: PdfPage, index: int) -> str:
    """Say why a page may hold words that are no text; the caller holds the lock."""
    placed = _placed(page, index)
    textpage = page.get_textpage()
    try:
        crowded = textpage.count_chars() > PAGE_CHARS
    finally:
        textpage.close()
    if crowded:
        return "more words than are looked through"
    if _is_garbled(placed.text):
        return "letters that a program cannot tell apart"
    if _pictured(page) >= PICTURE_SHARE:
        return "a picture"
    drawn = sum(1 for _ in itertools.islice(page.get_objects(max_depth=6), DRAWN_LETTERS))
    if not placed.words and drawn >= DRAWN_LETTERS:
        return "lines that may be letters"
    return ""


def _pictured(page: PdfPage) -> float:
    """Return how much of a page its pictures cover, as a share; those that overlap count twice."""
    across, down = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[_image_object()], max_depth=6):
        left, bottom, right, top = image.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return float(covered / max(across * down, 1.0))


def _unplaced(page: PdfPage, index: int) -> PageText:
    """Read a page's text for the search."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        text = " ".join(textpage.get_text_bounded().translate(_SAME_SIGN).split(" "))
    finally:
        textpage.close()
    return PageText(number=index + 1, width=width, height=height, text=text)


def _placed(page: PdfPage, index: int) -> PageText:
    """Read a page's words with their boxes."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        words = tuple(_words(page, textpage))
        text = textpage.get_text_bounded().translate(_SAME_SIGN)
    finally:
        textpage.close()
    bare = sum(len(word.text) for word in words)
    # A fax machine's line or a page number alone is not text.
    scanned = bare < 8 and any(True for _ in page.get_objects(filter=[_image_object()], max_depth=3))
    return PageText(number=index + 1, width=width, height=height, words=words, text=text, scanned=scanned)


def _image_object() -> int:
    """Return PDFium's number for a picture on a page."""
    import pypdfium2.raw  # delayed as above

    return int(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)


def _words(page: PdfPage, textpage: PdfTextPage) -> Iterator[Word]:
    """Yield the words of a page in the order of the file; a blank, real or made by PDFium, ends a word."""
    import pypdfium2.raw as pdfium  # delayed as above

    turn = Turn(page.get_bbox(), int(page.get_rotation()))
    rect = pdfium.FS_RECTF()
    signs: list[str] = []
    left = bottom = right = top = 0.0
    for at in range(min(textpage.count_chars(), PAGE_CHARS)):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        sign = chr(code).translate(_SAME_SIGN) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if not sign or sign.isspace():
            if signs:
                yield Word("".join(signs), turn.box(left, bottom, right, top))
                signs = []
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, at, rect):
            continue
        if not signs:
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        signs.append(sign)
        left, bottom = min(left, rect.left), min(bottom, rect.bottom)
        right, top = max(right, rect.right), max(top, rect.top)
    if signs:
        yield Word("".join(signs), turn.box(left, bottom, right, top))


@contextmanager
def _image(data: bytes, name: str, width: int) -> Iterator[Image]:
    """Open an image upright, decoded no larger than needed for ``width``."""
    from PIL import Image as Images  # delayed: start-up time
    from PIL import ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Images.DecompressionBombWarning)  # our own limit stands below
            with Images.open(BytesIO(data)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise FileTooLarge(name, MAX_MB)
                picture.draft("RGB", (width, width))
                yield ImageOps.exif_transpose(picture)
    except Images.DecompressionBombError as error:
        raise FileTooLarge(name, MAX_MB) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        raise FileDamaged(name) from error
