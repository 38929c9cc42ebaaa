# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Blacking out: a page that holds such words becomes a picture of itself, with the words under black and gone.

A page as PDF keeps its letters in many places (fonts, forms, hidden layers, other words for readers). A picture has
none of them, so nothing can be lifted from under the black. What may still be read is laid over the picture as text
that is not seen, so that the page can be searched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Pdf
from PIL import Image, ImageDraw, ImageFont

from app.domain.blackout import BLACKED_OUT, Blackout, Mark, find
from app.domain.reading import Box
from app.errors import Bug
from app.ports import OpenSheets, PageEye, SeenWord
from exports import fonts, photo
from exports.exhibit_pages import Leaf, Shelf
from exports.packet_assembly import sheets
from exports.placing import letter_page, wide_page
from exports.said_words import say_as_drawn
from exports.styles import HEIGHT, WIDTH

_DOTS_PER_INCH = 200
_SCALE = _DOTS_PER_INCH / 72
_AROUND = 1.2
"""Points of black around a word: the edges of letters are soft."""
_SAME_LINE = 0.5
"""Share of a word's height by which two words of one line may stand apart, up or down."""
_SHOWN = 0.62
_AS_DRAWN = {"/Type": Name.Font, "/Subtype": Name.Type1, "/Encoding": Name.WinAnsiEncoding}


class Redactor:
    """Blacks out pages. ``unsure`` collects (page, why) of what was handed in last and cannot be looked through."""

    def __init__(self, eye: PageEye, blackout: Blackout, shelf: Shelf, check: Callable[[], None]) -> None:
        self._eye, self._blackout, self._shelf, self._check = eye, blackout, shelf, check
        self._font: Object | None = None
        self.unsure: list[tuple[int, str]] = []

    def leaves(self, leaves: tuple[Leaf, ...], hidden: tuple[Object, ...] = ()) -> tuple[Leaf, ...]:
        """Return the leaves, those that hold what must go as pictures. ``hidden`` are layers that are switched off.

        Words are looked for on all layers; the picture shows what is seen.
        """
        self.unsure = []
        if not leaves:
            return ()
        seen: set[tuple[int, int]] = set()
        for leaf in leaves:
            say_as_drawn(leaf.form, seen)
        made = []
        with ExitStack() as stack:
            opened = stack.enter_context(self._eye.open(sheets(leaves)))
            shown = stack.enter_context(self._eye.open(sheets(leaves, hidden))) if hidden else opened
            for number, leaf in enumerate(leaves, 1):
                self._check()
                made.append(self._leaf(opened, shown, number, leaf))
        return tuple(made)

    def _leaf(self, opened: OpenSheets, shown: OpenSheets, number: int, leaf: Leaf) -> Leaf:
        words = opened.words(number)
        marks = find([word.text for word in words], self._blackout)
        why = opened.unsure(number)
        if why:
            self.unsure.append((number, why))
        return self._picture(shown, number, leaf.wide, words, marks) if marks else leaf

    def _picture(
        self, opened: OpenSheets, number: int, wide: bool, words: Sequence[SeenWord], marks: Sequence[Mark]
    ) -> Leaf:
        across, up = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
        dots = opened.picture(number, round(across * _SCALE))
        image = Image.frombytes("RGBA", dots[:2], dots[2]).convert("RGB")
        scale = image.width / across
        pen = ImageDraw.Draw(image)
        covered: set[int] = set()
        for mark in marks:
            places = range(mark.first, mark.last + 1)
            covered.update(places)
            for box in _lines(words[n].box for n in places):
                pen.rectangle(_dots(box, scale), fill="black")
        for mark in marks:
            if mark.shown:
                _write(pen, words[mark.last].box, scale, mark.shown)
        kept = _kept(words, marks, covered)
        content = f"q {across:g} 0 0 {up:g} 0 0 cm /Im Do Q\n".encode() + _unseen(kept, up)
        resources = Dictionary(
            XObject=Dictionary(Im=photo.as_image(self._shelf.pdf, photo.of_page(image))),
            Font=Dictionary(H=self._helvetica()),
        )
        return Leaf(self._shelf.draw(content, resources, wide_page() if wide else letter_page()), wide)

    def _helvetica(self) -> Object:
        if self._font is None:
            self._font = self._shelf.pdf.make_indirect(Dictionary({**_AS_DRAWN, "/BaseFont": Name.Helvetica}))
        return self._font


def prove_gone(parts: Iterable[bytes], eye: PageEye, blackout: Blackout, check: Callable[[], None]) -> None:
    """Read the finished files once more; Bug when anything that was to be blacked out can be found in them."""
    for content in parts:
        with Pdf.open(BytesIO(content)) as pdf:
            told = [str(value) for value in pdf.docinfo.values()]
            with pdf.open_outline() as outline:
                told += [item.title for item in outline.root]
            pages = len(pdf.pages)
        found = find(_split(told), blackout)
        with eye.open(content) as opened:
            for number in range(1, pages + 1):
                check()
                if found or find([word.text for word in opened.words(number)], blackout):
                    raise Bug(f"page {number} of the finished packet still holds what was to be blacked out")


def _kept(words: Sequence[SeenWord], marks: Sequence[Mark], covered: Collection[int]) -> list[SeenWord]:
    """Return what is still read of a page, in its order; what was covered says so, lest its neighbours join."""
    shown = {mark.last: mark.shown for mark in marks}
    kept: list[SeenWord] = []
    for number, word in enumerate(words):
        if number not in covered:
            kept.append(word)
        elif number in shown:
            kept.append(SeenWord(shown[number] or BLACKED_OUT, word.box))
    return kept


def _split(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes of words that stand beside each other, so that no gap tells how long each was."""
    joined: list[Box] = []
    for box in boxes:
        before = joined[-1] if joined else None
        height = box.bottom - box.top
        if before and abs(before.top - box.top) <= height * _SAME_LINE and box.left >= before.left:
            joined[-1] = Box(
                left=before.left,
                top=min(before.top, box.top),
                right=max(before.right, box.right),
                bottom=max(before.bottom, box.bottom),
            )
        else:
            joined.append(box)
    return joined


def _dots(box: Box, scale: float) -> tuple[float, float, float, float]:
    return (
        (box.left - _AROUND) * scale,
        (box.top - _AROUND) * scale,
        (box.right + _AROUND) * scale,
        (box.bottom + _AROUND) * scale,
    )


def _write(pen: ImageDraw.ImageDraw, box: Box, scale: float, words: str) -> None:
    """Write what may still be read in white on the black, at its right end."""
    with fonts.file_of(fonts.REGULAR) as file:
        font = ImageFont.truetype(file, max((box.bottom - box.top) * scale * _SHOWN, 6.0))
    pen.text((box.right * scale, (box.top + box.bottom) / 2 * scale), words, fill="white", font=font, anchor="rm")


def _unseen(words: Sequence[SeenWord], height: float) -> bytes:
    """Return operators that lay words over a page without drawing them; one that Latin letters cannot write is left."""
    shown = [b"BT 3 Tr"]
    for word in words:
        size = max(word.box.bottom - word.box.top, 1.0) * 0.8
        try:
            text = word.text.encode("cp1252")
        except UnicodeEncodeError:
            continue
        wide = max(word.box.right - word.box.left, 0.5) / (0.5 * size * len(text)) * 100
        escaped = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        base = height - word.box.bottom + size * 0.25
        shown.append(b"/H %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm (%s ) Tj" % (size, wide, word.box.left, base, escaped))
    return b"\n".join([*shown, b"ET"])
