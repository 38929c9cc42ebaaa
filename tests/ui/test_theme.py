# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The look can be read by everybody, scales as a whole, and ships every icon it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.icons import icon, pixmap
from ui.stylesheet import stylesheet
from ui.theme import DARK, LIGHT, Theme, color, fit, font, ground, px, set_font, space
from ui.widgets.button import Button
from ui.widgets.label import Label

ROOT = Path(__file__).resolve().parents[2]
THEMES = {"light": LIGHT, "dark": DARK}
GROUNDS = ("window", "surface", "raised", "hover", "select")


def luminance(ink: str) -> float:
    parts = [int(ink[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize("ink", ["text", "text-2", "text-3", "accent"])
def test_text_reads_on_every_ground(theme_name: str, ink: str) -> None:
    roles = THEMES[theme_name]
    assert min(contrast(roles[ink], roles[ground]) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("text", ["desk"]),
        ("text-2", ["desk"]),
        ("text", ["red-bg", "amber-bg", "green-bg"]),
        ("red", ["red-bg", "surface", "select", "raised"]),
        ("amber", ["amber-bg", "surface", "select", "raised"]),
        ("green", ["green-bg", "surface", "select", "raised"]),
        ("on-accent", ["accent", "accent-pressed"]),
        ("on-second", ["second"]),
        ("paper-ink", ["paper", "mark", "mark-check"]),
    ],
)
def test_status_and_filled_text_reads(theme_name: str, ink: str, grounds: list[str]) -> None:
    roles = THEMES[theme_name]
    assert min(contrast(roles[ink], roles[ground]) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme_name", THEMES)
@pytest.mark.parametrize(
    ("edge", "grounds"),
    [
        ("edge", ["surface", "window", "raised"]),
        ("accent", ["surface", "window", "raised", "select"]),
        ("second", ["surface", "raised"]),
    ],
)
def test_edges_and_focus_can_be_seen(theme_name: str, edge: str, grounds: list[str]) -> None:
    roles = THEMES[theme_name]
    assert min(contrast(roles[edge], roles[ground]) for ground in grounds) >= 3.0


def test_both_themes_have_the_same_roles() -> None:
    assert set(LIGHT) == set(DARK)


def test_everything_scales_with_the_text_size_and_back(qapp: QApplication, theme: Theme) -> None:
    widget = QWidget()
    layout = QHBoxLayout(widget)
    space(layout, (24, 8, 24, 8), 12)
    label = Label("Mon 30 Nov 2026", 24, 600)
    layout.addWidget(label)
    fit(widget, height=40)
    before = (label.font().pixelSize(), widget.height(), layout.spacing(), px(32))
    theme.set_percent(150)
    assert (label.font().pixelSize(), widget.minimumHeight(), layout.spacing(), px(32)) == (36, 60, 18, 48)
    assert layout.contentsMargins().left() == 36
    theme.set_percent(100)
    assert (label.font().pixelSize(), widget.minimumHeight(), layout.spacing(), px(32)) == before
    theme.set_percent(900)
    assert theme.percent == 200


def test_grounds_and_icons_follow_the_theme(theme: Theme) -> None:
    widget = QWidget()
    ground(widget, "raised")
    theme.set_mode("dark")
    assert widget.palette().color(widget.backgroundRole()).name().upper() == DARK["raised"]
    assert color("accent").name().upper() == DARK["accent"]
    dark = pixmap("phone", "text").toImage()
    theme.set_mode("light")
    assert pixmap("phone", "text").toImage() != dark
    assert widget.palette().color(widget.backgroundRole()).name().upper() == LIGHT["raised"]


def test_figures_have_one_width(theme: Theme) -> None:
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(font(13, 600))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_stylesheet_leaves_no_role_or_measure_unfilled(theme: Theme) -> None:
    sheet = stylesheet()
    assert not re.search(r"\{[a-z0-9-]+\}|\[\d+\]", sheet)


def test_set_font_follows_the_scale_on_a_plain_widget(theme: Theme) -> None:
    button = Button("Open")
    widget = QWidget()
    set_font(widget, 15, 500)
    theme.set_percent(200)
    assert widget.font().pixelSize() == 30
    assert button.sizeHint().height() == 64


def test_every_icon_that_the_window_names_is_shipped(theme: Theme) -> None:
    shipped = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
    calls = re.compile(
        r"""(?:Label|Button|icon|pixmap|set_icon|icon_name)\(\s*"([a-z][a-z0-9-]+)"|icon="([a-z0-9-]+)\""""
    )
    named = {
        name
        for file in (ROOT / "ui").rglob("*.py")
        for found in calls.finditer(file.read_text(encoding="utf-8"))
        for name in found.groups()
        if name
    }
    missing = {name for name in named if "-" in name or name in {"phone", "search"}} - shipped
    assert not missing
    assert all(not icon(name).isNull() for name in sorted(shipped)[:5])
    assert icon("phone", "accent", 20).actualSize(QSize(20, 20)) == QSize(20, 20)
