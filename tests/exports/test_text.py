# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The gate that all text goes through on its way to paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import Span
from exports import fonts, text

N = "\u00a0"


def test_what_people_type_is_kept() -> None:
    for typed in ("O’Brien & Søn", "Nguyễn Thị Hồng", "Łukasz Żak", "Çağrı Şahin", "Ελένη", "Жанна Щукина", "§ 12 € ½"):
        assert text.clean(typed) == typed
        assert text.unprintable(typed) == ""


def test_decomposed_letters_become_one() -> None:
    assert text.clean("e\u0302\u0301") == "ế"


def test_control_and_direction_signs_are_dropped() -> None:
    assert text.clean("pay\u202e99\u202c\u2066x\u2069\u200b\ufeff\x00\x1b[now\tplease\nok") == "pay99x[now please ok"


def test_markup_prints_as_typed() -> None:
    typed = '<img src="file:///etc/passwd"/> & {{ secret }} <b>'
    assert text.markup(typed) == '&lt;img src="file:///etc/passwd"/&gt; &amp; {{ secret }} &lt;b&gt;'


def test_unprintable_characters_are_named_once_and_stand_as_a_sign() -> None:
    assert text.unprintable("王小明王 and 😀") == "王小明😀"
    assert text.clean("王小明") == "???"
    assert text.unprintable("\ue000") == "\ue000"


def test_plainer_forms_are_used_where_the_font_lacks_one() -> None:
    assert text.clean("\uff11\uff12 \u2011 \u2003x") == "12 -  x"
    assert text.unprintable("\uff11\u2011\u2003") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("on April 14, 2026 it", f"on April{N}14,{N}2026 it"),
        ("on 3 Jun 2026 it", f"on 3{N}Jun{N}2026 it"),
        ("see Exhibit C, page 14", f"see Exhibit{N}C, page{N}14"),
        ("Dr. Amara Lindqvist", f"Dr.{N}Amara Lindqvist"),
        ("29 CFR 2560.503-1", f"29{N}CFR{N}2560.503-1"),
        ("may 12 people march 3 miles", "may 12 people march 3 miles"),
    ],
)
def test_what_belongs_together_does_not_break(typed: str, kept: str) -> None:
    assert text.plain(typed) == kept


def test_a_date_is_kept_together_across_styles() -> None:
    marked = text.spans_markup((Span("on April "), Span("14, 2026", bold=True)))
    assert marked == f"on April{N}<b>14,{N}2026</b>"


def test_a_missing_blank_is_marked() -> None:
    assert "backColor" in text.spans_markup((Span("claim number", missing=True),))


def test_wrapping_cuts_words_wider_than_the_line() -> None:
    lines = text.wrap("short " + "x" * 300, fonts.REGULAR, 10, 200)
    assert "".join(lines).replace(" ", "") == "short" + "x" * 300
    assert all(fonts.width(line, fonts.REGULAR, 10) <= 200 for line in lines)


def test_shortening_ends_with_an_ellipsis() -> None:
    shown = text.shorten("Holloway practice, the office of many clients", fonts.REGULAR, 10, 100)
    assert shown.endswith("…")
    assert fonts.width(shown, fonts.REGULAR, 10) <= 100


@given(st.text())
def test_cleaned_text_is_printable_whatever_it_was(typed: str) -> None:
    cleaned = text.clean(typed)
    assert all(ord(c) in fonts.covered() for c in cleaned)
    assert text.clean(cleaned) == cleaned
    assert "<" not in text.markup(typed)


def test_every_style_covers_the_scripts_and_has_tabular_figures() -> None:
    for sign in "ếữłğŐЖщΩλß–—‘’“”…−·\u00a0§":
        assert ord(sign) in fonts.covered(), sign
    for font in (fonts.REGULAR, fonts.ITALIC, fonts.SEMIBOLD, fonts.SEMIBOLD_ITALIC, fonts.BOLD):
        assert len({fonts.width(digit, font, 10) for digit in "0123456789"}) == 1
