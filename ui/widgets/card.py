# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Containers: card, section header, scrolling pane, splitter that remembers, row and column layouts.

Card(tone="")                     tone: "", raised, recommended; .body is its QVBoxLayout (padding 16, gap 8)
SectionHeader(title, count=None, *, size=15, ink="text")  .trailing is a layout at the right; set_title, set_count
Scroll(ground="surface")          vertical scrolling; .content is the widget, .body its QVBoxLayout (margin 24, gap 16)
Pane(ground="surface", margins=24, gap=16)   a filled widget with .body (QVBoxLayout)
Splitter(key, *panes, vertical=False)        remembers its sizes in QSettings under ui/splitters/<key>
    folds(below)   the last pane waits behind turn() where the splitter is narrower than this; is_short(), is_turned()
row(*things, gap=8, margins=0), column(*things, gap=8, margins=0) -> a layout; a thing is a widget, a layout,
    an int (a fixed gap at 100 %), or None (takes the rest of the room)
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.theme import fit, ground, px, space
from ui.widgets.label import Label

Thing = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int] | int


def _fill(layout: QBoxLayout, things: tuple[Thing, ...]) -> None:
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            gap = QWidget()  # a widget and not a spacer, so that it follows the text size
            fit(gap, width=thing) if isinstance(layout, QHBoxLayout) else fit(gap, height=thing)
            layout.addWidget(gap)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)


def row(*things: Thing, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Return a layout from left to right."""
    layout = QHBoxLayout()
    space(layout, margins, gap)
    _fill(layout, things)
    return layout


def column(*things: Thing, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Return a layout from top to bottom."""
    layout = QVBoxLayout()
    space(layout, margins, gap)
    _fill(layout, things)
    return layout


class Card(QFrame):
    """A box with a thin border and radius 8; no shadow, and no card in a card."""

    def __init__(self, tone: str = "", *, margins: Margins = 16, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        space(self.body, margins, gap)


class SectionHeader(QWidget):
    """A section's title, 15/600, with an optional count after it and room for actions at the right."""

    def __init__(
        self, title: str, count: int | None = None, *, size: int = 15, ink: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = Label(title, size, 600, ink)
        self._count = Label("", 13, 400, "text-2")
        self.trailing = row()
        layout = row(self._title, self._count, None, self.trailing)
        self.setLayout(layout)
        self.set_count(count)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_count(self, count: int | None) -> None:
        """Show a number after the title; None hides it."""
        self._count.setText("" if count is None else f"{count:,}")
        self._count.setVisible(count is not None)


class Pane(QWidget):
    """A filled widget with a column layout."""

    def __init__(
        self, fill: str = "surface", *, margins: Margins = 24, gap: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        ground(self, fill)
        self.body = QVBoxLayout(self)
        space(self.body, margins, gap)


class Scroll(QScrollArea):
    """A pane that scrolls up and down and never sideways."""

    def __init__(
        self, fill: str = "surface", *, margins: Margins = 24, gap: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        port = QWidget()  # one of our own: asking Qt for its takes 10 ms at the start, to find out what kind it is
        self.setViewport(port)
        ground(port, fill)
        self.content = Pane(fill, margins=margins, gap=gap)
        self.body = self.content.body
        self.setWidget(self.content)


class _Folded(QWidget):
    """Holds the pane that folds: shown where the pane itself wants to be shown and there is room."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__()
        self._pane, self._open = pane, True
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(pane)
        pane.installEventFilter(self)

    def set_open(self, there_is_room: bool) -> None:
        self._open = there_is_room
        self.setVisible(there_is_room and not self._pane.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self.set_open(self._open)
        return super().eventFilter(watched, event)


class Splitter(QSplitter):
    """Panes with a 1 px handle between them, whose sizes are remembered under ``key``.

    Signals:
        folding(): the last pane was folded away, shown in place of the others, or has room again.
    """

    folding = Signal()

    def __init__(self, key: str, *panes: QWidget, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal, parent)
        self._key = f"ui/splitters/{key}"
        self._panes = list(panes)
        self._folded: _Folded | None = None
        self._below, self._short, self._turned = 0, False, False
        self._start: tuple[int, ...] = ()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        self.splitterMoved.connect(self._remember)

    def start_sizes(self, *sizes: int, stretch: int = 0) -> None:
        """Set the sizes at 100 % used until the person moves a handle; ``stretch`` is the pane that takes the rest."""
        self._start = sizes
        for number in range(self.count()):
            self.setStretchFactor(number, 1 if number == stretch else 0)
        self._share_out()

    def _share_out(self) -> None:
        kept = QSettings().value(self._key)
        if isinstance(kept, QByteArray) and self.restoreState(kept):
            return
        if self._start:
            self.setSizes([px(size) for size in self._start])

    def folds(self, below: int) -> None:
        """Fold the last pane away where the splitter is narrower than ``below``, at 100 %."""
        self._below = below
        self._folded = _Folded(self._panes.pop())
        self.addWidget(self._folded)

    def is_short(self) -> bool:
        """Return whether there is no room for all panes at once."""
        return self._short

    def is_turned(self) -> bool:
        """Return whether the last pane is shown in place of the others."""
        return self._turned

    def turn(self) -> None:
        """Show the last pane in place of the others, or the others again."""
        self._turned = self._short and not self._turned
        self._fold()

    def _fold(self) -> None:
        if self._folded is None:
            return
        self._folded.set_open(not self._short or self._turned)
        for pane in self._panes:
            pane.setVisible(not self._turned)
        self.folding.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        short = self._folded is not None and event.size().width() < px(self._below)
        if short != self._short:
            self._short, self._turned = short, False
            self._fold()
            if not short:
                self._share_out()

    def _remember(self) -> None:
        QSettings().setValue(self._key, self.saveState())
