# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The look: colour roles for light and dark, spacing, type scale, and the Theme that puts them on the program.

Use from anywhere in ui (like QApplication.palette(), the look belongs to the whole program):

    color("accent") -> QColor            a role of the token table, in the theme that is on
    px(32) -> int                        a measure at 100 %, scaled by the text-size setting
    font(13, 600) -> QFont               sizes 12, 13, 15, 18, 24; weights 400, 500, 600; tabular figures
    look() -> Look                       dark, scale, family: what is on now

Measures that must follow a change of text size while the window is open are given once, and kept:

    set_font(widget, 13, 600)            space(layout, margins=(24, 16, 24, 16), gap=8)
    fit(widget, height=32, width=None, min_height=None, min_width=None, max_width=None)
    ground(widget, "surface")            window, surface, raised, hover, select, desk: fills the widget's background
    set_icon(button_or_action, "phone", "text-2", 16)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFormLayout, QGridLayout, QLayout, QWidget

import resources

LIGHT: dict[str, str] = {
    "window": "#F4F3EF",
    "surface": "#FFFFFF",
    "raised": "#FAF9F6",
    "hover": "#EFEDE8",
    "select": "#E4ECF6",
    "desk": "#E4E2DC",
    "line": "#E3E0D9",
    "edge": "#8A877F",
    "text": "#1D1F23",
    "text-2": "#4F5156",
    "text-3": "#66676B",
    "accent": "#1F5A99",
    "accent-pressed": "#174A80",
    "on-accent": "#FFFFFF",
    "red": "#A8281F",
    "red-bg": "#FBEBE9",
    "amber": "#7F5200",
    "amber-bg": "#FBF2DF",
    "green": "#27663A",
    "green-bg": "#E8F2EA",
    "second": "#7791B3",
    "on-second": "#1D1F23",
    "paper": "#FFFFFF",
    "paper-ink": "#161616",
    "mark": "#D7E4F4",
    "mark-check": "#F7E3B4",
    "mark-line": "#1F5A99",
    "mark-check-line": "#7F5200",
}
DARK: dict[str, str] = {
    **LIGHT,  # paper and its marks look the same in both themes
    "window": "#191A1C",
    "surface": "#202124",
    "raised": "#26282B",
    "hover": "#2E3034",
    "select": "#253850",
    "desk": "#131416",
    "line": "#383A3F",
    "edge": "#7E8188",
    "text": "#E9E8E4",
    "text-2": "#BCBDC0",
    "text-3": "#A0A2A7",
    "accent": "#8AB6EA",
    "accent-pressed": "#A5C7F0",
    "on-accent": "#0F1C2C",
    "red": "#F39A91",
    "red-bg": "#412624",
    "amber": "#E6B965",
    "amber-bg": "#3A301C",
    "green": "#8ACB9D",
    "green-bg": "#20362A",
    "second": "#5C7590",
    "on-second": "#FFFFFF",
}
GROUNDS = ("window", "surface", "raised", "hover", "select", "desk")
MODES = ("system", "light", "dark")
SPACE = (4, 8, 12, 16, 24, 32)
LINE_HEIGHTS = {12: 16, 13: 20, 15: 24, 18: 24, 24: 32}
SMALLEST, LARGEST = 90, 200

_KEPT = "casewellMeasures"  # the dynamic property that keeps the measures a widget or layout was given
_BARE_FAMILIES = (
    "",
    "sans",
    "sans serif",
    "sans-serif",
    "monospace",
    "helvetica",
    "fixed",
)  # aliases, not interface fonts
_MACHINE_FAMILIES = ("dejavu", "bitstream", "liberation")  # present on bare machines, drawn for documents


@dataclass(frozen=True, slots=True)
class Look:
    """What is on: dark or light, the text scale (1.0 is 100 %), and the font's family."""

    dark: bool = False
    scale: float = 1.0
    family: str = ""


class _Worn:
    """Holds the one look that the program wears."""

    look = Look()


def look() -> Look:
    """Return the look that is on."""
    return _Worn.look


def px(measure: float) -> int:
    """Scale a measure given at 100 % by the text-size setting."""
    return round(measure * _Worn.look.scale)


def color(role: str) -> QColor:
    """Return the colour of a role in the theme that is on; KeyError when there is no such role."""
    return QColor((DARK if _Worn.look.dark else LIGHT)[role])


@lru_cache(maxsize=256)
def _font(size: int, weight: int, worn: Look, underline: bool) -> QFont:
    made = QFont(worn.family) if worn.family else QFont()
    made.setPixelSize(max(1, round(size * worn.scale)))
    made.setWeight(QFont.Weight(weight))
    made.setUnderline(underline)
    made.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, so that columns of money line up
    made.setStyleHint(QFont.StyleHint.SansSerif)
    return made


def font(size: int = 13, weight: int = 400, *, underline: bool = False) -> QFont:
    """Return the interface font at a size of the type scale, with tabular figures."""
    return QFont(_font(size, weight, _Worn.look, underline))


def text_width(text: str, size: int = 13, weight: int = 400) -> int:
    """Return how wide a text is in the interface font, in pixels."""
    return QFontMetrics(font(size, weight)).horizontalAdvance(text)


def _keep(target: QObject, name: str, value: object) -> None:
    kept = dict(target.property(_KEPT) or {})
    kept[name] = value
    target.setProperty(_KEPT, kept)


def set_font(widget: QWidget, size: int = 13, weight: int = 400) -> None:
    """Give a widget a font of the type scale, and keep it in step with the text-size setting."""
    _keep(widget, "font", [size, weight])
    widget.setFont(font(size, weight))


def space(
    layout: QLayout, margins: tuple[int, int, int, int] | int = 0, gap: int = 0, *, row_gap: int | None = None
) -> None:
    """Give a layout its margins (left, top, right, bottom) and gap; ``row_gap`` is for grids."""
    four = [margins] * 4 if isinstance(margins, int) else list(margins)
    _keep(layout, "space", [*four, gap, gap if row_gap is None else row_gap])
    _space(layout, [*four, gap, gap if row_gap is None else row_gap])


def fit(
    widget: QWidget,
    *,
    height: int | None = None,
    width: int | None = None,
    min_height: int | None = None,
    min_width: int | None = None,
    max_width: int | None = None,
) -> None:
    """Give a widget sizes at 100 %; None leaves that side to the layout."""
    sizes = {"h": height, "w": width, "mh": min_height, "mw": min_width, "xw": max_width}
    given = {name: size for name, size in sizes.items() if size is not None}
    kept: dict[str, int] = (widget.property(_KEPT) or {}).get("fit", {})
    _keep(widget, "fit", kept | given)  # a second call speaks of other sides: the first still holds
    _fit(widget, given)


def ground(widget: QWidget, role: str) -> None:
    """Fill a widget's background with one of GROUNDS, whatever theme is on."""
    _keep(widget, "ground", role)
    _ground(widget, role)


def set_icon(target: Any, name: str, role: str = "text-2", size: int = 16) -> None:  # noqa: ANN401 - a button or an action
    """Give a QAbstractButton or QAction an icon that is drawn anew when the theme changes."""
    _keep(target, "icon", [name, role, size])
    _icon(target, [name, role, size])


def _space(layout: QLayout, kept: list[int]) -> None:
    left, top, right, bottom, gap, row_gap = (px(measure) for measure in kept)
    layout.setContentsMargins(left, top, right, bottom)
    if isinstance(layout, QGridLayout | QFormLayout):
        layout.setHorizontalSpacing(gap)
        layout.setVerticalSpacing(row_gap)
    else:
        layout.setSpacing(gap)


def _fit(widget: QWidget, kept: dict[str, int]) -> None:
    setters: dict[str, Callable[[int], None]] = {
        "h": widget.setFixedHeight,
        "w": widget.setFixedWidth,
        "mh": widget.setMinimumHeight,
        "mw": widget.setMinimumWidth,
        "xw": widget.setMaximumWidth,
    }
    for name, size in kept.items():
        setters[name](px(size))


def _ground(widget: QWidget, role: str) -> None:
    palette = QPalette(widget.palette())
    palette.setColor(widget.backgroundRole(), color(role))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


def _icon(target: Any, kept: list[Any]) -> None:  # noqa: ANN401 - a button or an action
    from ui.icons import icon  # delayed: icons asks this file for colours

    name, role, size = kept
    target.setIcon(icon(name, role, size))
    if hasattr(target, "setIconSize"):
        target.setIconSize(QSize(px(size), px(size)))


def redress(target: QObject) -> None:
    """Apply the kept measures of a widget, layout or action again, after the look changed."""
    kept = target.property(_KEPT)
    if not kept:
        return
    if "font" in kept and isinstance(target, QWidget):
        target.setFont(font(*kept["font"]))
    if "space" in kept and isinstance(target, QLayout):
        _space(target, kept["space"])
    if "fit" in kept and isinstance(target, QWidget):
        _fit(target, kept["fit"])
    if "ground" in kept and isinstance(target, QWidget):
        _ground(target, kept["ground"])
    if "icon" in kept:
        _icon(target, kept["icon"])


class Theme(QObject):
    """The person's choice of look, and the one that applies it.

    Attributes:
        mode: system, light or dark.
        percent: text size, 90 to 200.

    Signals:
        changed(): the look is another one; everything has been redressed already.
    """

    changed = Signal()

    def __init__(self, mode: str = "system", percent: int = 100, *, bundled_font: bool = False) -> None:
        super().__init__()
        self.mode = mode
        self.percent = percent
        self._bundled_font = bundled_font
        self._app: QApplication | None = None

    def apply(self, app: QApplication) -> None:
        """Put the look on the program, and follow the system from now on."""
        if self._app is None:
            self._app = app
            app.setStyle("Fusion")
            QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._wear()

    def set_mode(self, mode: str) -> None:
        """Choose system, light or dark."""
        if mode not in MODES:
            raise ValueError(f"No such theme: {mode}")
        self.mode = mode
        self._wear()

    def set_percent(self, percent: int) -> None:
        """Choose the text size, from 90 to 200 percent; beyond that the nearest is taken."""
        self.percent = max(SMALLEST, min(LARGEST, percent))
        self._wear()

    def _system_changed(self) -> None:
        if self.mode == "system":
            self._wear()

    def _is_dark(self) -> bool:
        if self.mode == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == "dark"

    def _wear(self) -> None:
        if self._app is None:
            return
        from ui.stylesheet import stylesheet  # delayed: the stylesheet asks this file for colours

        family = _Worn.look.family or interface_family(self._bundled_font)
        _Worn.look = Look(self._is_dark(), self.percent / 100, family)
        self._app.setPalette(palette())
        self._app.setFont(font())
        self._app.setStyleSheet(stylesheet())
        for top in self._app.topLevelWidgets():
            redress(top)
            for child in top.findChildren(QObject):
                redress(child)
        self.changed.emit()


def interface_family(bundled: bool = False) -> str:
    """Return the system's interface font, or the bundled Inter when asked or when the system has none to speak of."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    bare = family.casefold()
    if not bundled and bare not in _BARE_FAMILIES and not bare.startswith(_MACHINE_FAMILIES):
        return family
    return _load_bundled() or family


@lru_cache(maxsize=1)
def _load_bundled() -> str:
    families: list[str] = []
    for file in sorted(Path(next(iter(resources.__path__)), "fonts").glob("inter-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return min(families, key=len) if families else ""


def palette() -> QPalette:
    """Return the palette of the look that is on."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, name in {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "red",
        role.Highlight: "select",
        role.HighlightedText: "text",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.PlaceholderText: "text-3",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Light: "surface",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "edge",
        role.Shadow: "edge",
    }.items():
        made.setColor(target, color(name))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, target, color("text-3"))
    return made
