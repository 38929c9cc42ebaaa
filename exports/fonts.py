# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The shipped serif: its styles, registered with ReportLab once, and which characters it can print."""

from __future__ import annotations

import functools
import threading
from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

REGULAR = "CasewellSerif"
ITALIC = "CasewellSerif-Italic"
SEMIBOLD = "CasewellSerif-SemiBold"
SEMIBOLD_ITALIC = "CasewellSerif-SemiBoldItalic"
BOLD = "CasewellSerif-Bold"

ASCENT = 1.036
"""Height of the line above the baseline, in ems; the shipped fonts all have it."""

_FILES = {
    REGULAR: "regular",
    ITALIC: "italic",
    SEMIBOLD: "semibold",
    SEMIBOLD_ITALIC: "semibold-italic",
    BOLD: "bold",
}
_LOCK = threading.Lock()


@functools.cache
def _register() -> frozenset[int]:
    # delayed: text is checked for unprintable characters long before anything is printed
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    covered: set[int] | None = None
    for name in _FILES:
        with file_of(name) as path:
            font = TTFont(name, str(path))
        pdfmetrics.registerFont(font)
        known = set(font.face.charToGlyph)
        covered = known if covered is None else covered & known
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD_ITALIC)
    return frozenset(covered or ())


def ready() -> None:
    """Register the fonts; any thread may ask, any number of times."""
    if not _register.cache_info().currsize:  # the lock is only for the first time
        with _LOCK:
            _register()


def file_of(name: str) -> AbstractContextManager[Path]:
    """Return the file of a style, for those who do not write PDF."""
    return as_file(files("resources") / "fonts" / f"source-serif-4-{_FILES[name]}.ttf")


def covered() -> frozenset[int]:
    """Return the code points that every style can print."""
    ready()
    return _register()


def width(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    return sum(map(_widths(font).__getitem__, text)) * size / 1000


class _Widths(dict[str, float]):
    """The widths of a font's characters in thousandths of an em, kept as they are asked for."""

    def __init__(self, known: dict[int, float], default: float) -> None:
        super().__init__()
        self._known = known
        self._default = default

    def __missing__(self, sign: str) -> float:
        wide = self[sign] = self._known.get(ord(sign), self._default)
        return wide


@functools.cache
def _widths(font: str) -> _Widths:
    from reportlab.pdfbase import pdfmetrics  # delayed as above

    ready()
    face = pdfmetrics.getFont(font).face
    return _Widths(face.charWidths, face.defaultWidth)
