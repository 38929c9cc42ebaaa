# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tabs with counts below a header, and a small switch between two or three views.

TabBar()   add(key, text, count=None), set_count(key, count), current_key(), set_current_key(key)
    Signals: chosen(str) the key of the tab that is current now
TabPane()  a TabBar above its pages: add(key, text, widget, count=None); .bar; .corner is a layout at the bar's right
    Signals: chosen(str)
SegmentedTabs([(key, text), ...])   current_key(), set_current_key(key); Signals: chosen(str)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.theme import color, fit, font, px, set_font, space, text_width
from ui.widgets.button import paint_focus
from ui.widgets.card import row
from ui.widgets.label import Hairline

_GAP, _SHORT_GAP, _HEIGHT = 24, 14, 40


class TabBar(QTabBar):
    """Words 24 apart, the current one in accent with a line of 2 px below, counts in 12 px.

    Where there is no room for all of it the tabs move together, and then the counts are left out.

    Signals:
        chosen(str): the key of the tab that is current now.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "Views", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int | None] = {}
        self._gap, self._counting = _GAP, True
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        set_font(self, 13, 500)
        fit(self, height=_HEIGHT)
        self.currentChanged.connect(lambda number: self.chosen.emit(self._key(number)) if number >= 0 else None)

    def add(self, key: str, text: str, count: int | None = None) -> None:
        """Add a tab at the end."""
        self._counts[key] = count
        number = self.addTab(text)
        self.setTabData(number, key)
        self._name(number)

    def _key(self, number: int) -> str:
        return str(self.tabData(number))

    def _name(self, number: int) -> None:
        count = self._counts[self._key(number)] if self.tabData(number) is not None else None
        self.setAccessibleTabName(number, self.tabText(number) if count is None else f"{self.tabText(number)}, {count}")

    def set_count(self, key: str, count: int | None) -> None:
        """Show a number after a tab's words; None shows none."""
        self._counts[key] = count
        for number in range(self.count()):
            if self._key(number) == key:
                self._name(number)
        self._make_room()
        self._lay_out()

    def current_key(self) -> str:
        """Return the key of the current tab; empty when there is none."""
        return self._key(self.currentIndex()) if self.count() else ""

    def set_current_key(self, key: str) -> None:
        """Make a tab current; an unknown key changes nothing."""
        for number in range(self.count()):
            if self._key(number) == key:
                self.setCurrentIndex(number)

    def _make_room(self) -> bool:
        """Choose how close the tabs stand and whether counts are shown; return whether that is another choice."""
        before = self._gap, self._counting
        for self._gap, self._counting in ((_GAP, True), (_SHORT_GAP, True), (_SHORT_GAP, False)):
            if sum(self.tabSizeHint(number).width() for number in range(self.count())) <= self.width():
                break
        return before != (self._gap, self._counting)

    def _lay_out(self) -> None:
        if self.count():
            self.setTabText(0, self.tabText(0))  # what Qt's own tab bar lays its tabs out anew for
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the tabs together where there is little room."""
        super().resizeEvent(event)
        if self._make_room():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_gap"):
            self._make_room()
            self._lay_out()

    def _count_text(self, number: int) -> str:
        count = self._counts.get(self._key(number)) if self._counting else None
        return "" if count is None else f"{count:,}"

    def _widths(self, number: int) -> tuple[int, int]:
        counted = self._count_text(number)
        return text_width(self.tabText(number), 13, 600), px(6) + text_width(counted, 12) if counted else 0

    def tabSizeHint(self, index: int) -> QSize:
        """Return the words' width with the gap after them."""
        return QSize(sum(self._widths(index)) + px(self._gap), px(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return tabSizeHint: words are never shortened, arrows appear instead."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, counts and the line below the current tab."""
        painter = QPainter(self)
        for number in range(self.count()):
            box = QRectF(self.tabRect(number))
            words, counted = self._widths(number)
            current = number == self.currentIndex()
            painter.setFont(font(13, 600 if current else 500))
            painter.setPen(color("accent" if current else "text" if self._pointed(number) else "text-2"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, left, self.tabText(number))
            painter.setFont(font(12))
            painter.setPen(color("text-2"))
            painter.drawText(box.adjusted(words + px(6), 0, 0, 0), left, self._count_text(number))
            if current:
                line = QRectF(box.x(), box.bottom() - 2, words + counted, 2)
                painter.fillRect(line, color("accent"))
                if self.hasFocus():
                    ring = QRectF(box.x() - px(4), box.y() + px(6), words + counted + px(8), box.height() - px(12))
                    paint_focus(painter, ring, px(4))
        painter.end()

    def _pointed(self, number: int) -> bool:
        return self.underMouse() and self.tabRect(number).contains(self.mapFromGlobal(self.cursor().pos()))


class TabPane(QWidget):
    """A tab bar with its pages.

    Signals:
        chosen(str): the key of the page shown now.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "Views", *, left: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TabBar(name)
        self.corner = row(gap=16)
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        space(head, (left, 0, 24, 0), 8)
        head.addWidget(self.bar, 1)
        head.addLayout(self.corner)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addLayout(head)
        whole.addWidget(Hairline())
        whole.addWidget(self._stack, 1)
        self.bar.chosen.connect(self._show)

    def add(self, key: str, text: str, page: QWidget, count: int | None = None) -> None:
        """Add a page."""
        self._pages[key] = page
        self._stack.addWidget(page)
        self.bar.add(key, text, count)

    def page(self, key: str) -> QWidget:
        """Return a page by its key."""
        return self._pages[key]

    def _show(self, key: str) -> None:
        if key in self._pages:
            self._stack.setCurrentWidget(self._pages[key])
            self.chosen.emit(key)


class _Segment(QPushButton):
    """One of the words of a SegmentedTabs."""

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), 13, 500) + 2 * px(12), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("select" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        painter.setFont(font(13, 500))
        painter.setPen(color("accent" if self.isChecked() else "text-2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_focus(painter, box, px(6))
        painter.end()


class SegmentedTabs(QWidget):
    """A switch between a few views; one is always chosen.

    Signals:
        chosen(str): the key chosen now.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str]], name: str = "View", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        line = QHBoxLayout(self)
        space(line, 0, 4)
        for key, text in items:
            segment = _Segment(text)
            segment.setCheckable(True)
            segment.setAutoDefault(False)
            self._group.addButton(segment, len(self._keys))
            self._keys.append(key)
            line.addWidget(segment)
        line.addStretch(1)
        if self._keys:
            self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))

    def current_key(self) -> str:
        """Return the chosen key; empty when there are none."""
        return self._keys[self._group.checkedId()] if self._keys else ""

    def set_current_key(self, key: str) -> None:
        """Choose without telling anyone; an unknown key changes nothing."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)
