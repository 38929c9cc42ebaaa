# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The emergency sheet: one page that holds the casebook's passphrase, large, spelled out, to be put away."""

from __future__ import annotations

import unicodedata
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import long_date
from exports import fonts, text
from exports.page import draw_lines, new_canvas, rule
from exports.styles import (
    BODY,
    BODY_LEAD,
    HAIR,
    HEIGHT,
    INK,
    NAME,
    RULE,
    SIDE,
    SMALL,
    SOFT,
    TABLE,
    TABLE_LEAD,
    TEXT_WIDTH,
)

_SIZES = (26.0, 20.0, 16.0, 13.0)
_MOST_LINES = 6
_WORDS = (
    "This passphrase opens the casebook named above, with every case, log entry, letter and document in it. "
    "It also opens its backups. Nobody can make a new one for you: without it the casebook stays closed for good.",
    "Keep this sheet where you keep your passport or your will, or with somebody you trust. "
    "Do not keep it with the computer, do not photograph it and do not send it by e-mail.",
    "To open the casebook: start Casewell, choose the casebook (or a backup of it), and type the passphrase exactly "
    "as it is printed here. Capital letters, spaces and signs count.",
    "If you change the passphrase, print a new sheet and destroy this one.",
)


def build(casebook_name: str, passphrase: str, dated: date) -> bytes:
    """Return the sheet as PDF bytes (one page unless the passphrase is very long)."""
    out = BytesIO()
    canvas = new_canvas(out, "Emergency sheet")
    draw_lines(canvas, SIDE, HEIGHT - 73.1, ["Emergency sheet"], fonts.SEMIBOLD, NAME, 0)
    named = text.shorten(f"Casebook {text.clean(casebook_name)} · {long_date(dated)}", fonts.REGULAR, SMALL, TEXT_WIDTH)
    draw_lines(canvas, SIDE, HEIGHT - 87.3, [named], fonts.REGULAR, SMALL, 0, SOFT)
    rule(canvas, SIDE, HEIGHT - 99.7, TEXT_WIDTH, RULE)
    y = HEIGHT - 132
    draw_lines(canvas, SIDE, y, ["Passphrase"], fonts.REGULAR, TABLE, 0, SOFT)
    y = _draw_passphrase(canvas, y - 40, passphrase)
    y = _draw_spelled(canvas, y - 36, passphrase)
    rule(canvas, SIDE, y - 20, TEXT_WIDTH, HAIR)
    _draw_words(canvas, y - 48)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_passphrase(canvas: Canvas, y: float, passphrase: str) -> float:
    shown = text.clean(passphrase)
    for size in _SIZES:
        lines = text.wrap(shown, fonts.SEMIBOLD, size, TEXT_WIDTH)
        if len(lines) <= _MOST_LINES or size == _SIZES[-1]:
            break
    return draw_lines(canvas, SIDE, y, lines, fonts.SEMIBOLD, size, size * 1.4, INK)


def _draw_spelled(canvas: Canvas, y: float, passphrase: str) -> float:
    draw_lines(canvas, SIDE, y, ["Spelled out, sign by sign"], fonts.SEMIBOLD, TABLE, 0)
    spelled = ", ".join(spell(c).replace(" ", text.NO_BREAK) for c in unicodedata.normalize("NFC", passphrase))
    return _paged(canvas, y - 16, text.wrap(spelled, fonts.REGULAR, TABLE, TEXT_WIDTH), TABLE, TABLE_LEAD)


def _draw_words(canvas: Canvas, y: float) -> None:
    for words in _WORDS:
        lines = text.wrap(text.plain(words), fonts.REGULAR, BODY, TEXT_WIDTH)
        y = _paged(canvas, y, lines, BODY, BODY_LEAD) - BODY_LEAD - 7.2


def _paged(canvas: Canvas, y: float, lines: list[str], size: float, leading: float) -> float:
    """Draw lines downwards, on a new page where this one ends; return the last baseline."""
    for line in lines:
        if y < 60:
            canvas.showPage()
            y = HEIGHT - 80
        draw_lines(canvas, SIDE, y, [line], fonts.REGULAR, size, 0)
        y -= leading
    return y + leading


def spell(c: str) -> str:
    """Return how one sign is said: "a", "capital A", "digit 0", "space", "hyphen-minus"."""
    if c == " ":
        return "space"
    if c.isascii() and c.isalpha():
        return f"capital {c}" if c.isupper() else c
    if c.isascii() and c.isdigit():
        return f"digit {c}"
    name = unicodedata.name(c, f"U+{ord(c):04X}").lower()
    return f"{text.clean(c)} ({name})" if not text.unprintable(c) and c.isprintable() else name
