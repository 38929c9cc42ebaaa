# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Chips: filters that are on or off, or that open a menu; 28 high, fully round.

Chip(text, *, checked=False, count=None, closable=False)   toggled(bool), closed()
ChipBar()   add(key, text, count=None, checked=False) -> Chip, set_count(key, n), active() -> [keys], clear()
    exclusive=True: at most one is on. Signals: changed() one was switched
MenuChip(label, [(key, text)], any_text="Any")   current() -> key | None, set_current(key), set_items(items)
    shows "Party: Alder Ridge billing"; Signals: chosen(object) a key, or None for any
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import color, font, px, text_width
from ui.widgets.button import paint_focus
from ui.widgets.key_value import FlowLayout


class Chip(QPushButton):
    """A filter that is on or off.

    Signals:
        closed(): the cross of a closable chip was pressed.
    """

    closed = Signal()

    def __init__(
        self,
        text: str,
        *,
        checked: bool = False,
        count: int | None = None,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._count, self._closable = count, closable
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """Show a number after the words; None shows none."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}, {count}")
        self.updateGeometry()
        self.update()

    def _counted(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    def _trailing(self) -> str:
        return "chevron-down" if self.menu() is not None else "x" if self._closable else ""

    def sizeHint(self) -> QSize:
        """Return the width of words, number and sign."""
        width = text_width(self.text(), 13, 500) + 2 * px(12)
        width += px(6) + text_width(self._counted(), 12) if self._counted() else 0
        return QSize(width + (px(20) if self._trailing() else 0), px(28))

    def minimumSizeHint(self) -> QSize:
        """Return sizeHint."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close when the cross was pressed."""
        if self._closable and event.position().x() > self.width() - px(28):
            self.setDown(False)
            self.closed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2
        on = self.isChecked()
        painter.setPen(QPen(color("accent" if on else "edge"), 1))
        painter.setBrush(color("select" if on else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, radius, radius)
        ink = "accent" if on else "text" if self.isEnabled() else "text-3"
        painter.setFont(font(13, 500))
        painter.setPen(color(ink))
        words = box.adjusted(px(12), 0, -px(8), 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, left, self.text())
        painter.setFont(font(12))
        painter.setPen(color(ink if on else "text-2"))
        painter.drawText(words.adjusted(text_width(self.text(), 13, 500) + px(6), 0, 0, 0), left, self._counted())
        if self._trailing():
            place = QRectF(box.right() - px(26), box.y(), px(14), box.height())
            paint_icon(painter, place, self._trailing(), "accent" if on else "text-2", 14)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), radius)
        painter.end()


class ChipBar(QWidget):
    """Chips side by side.

    Signals:
        changed(): one was switched on or off.
    """

    changed = Signal()

    def __init__(self, *, exclusive: bool = False, name: str = "Filters", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._exclusive = exclusive
        self.setAccessibleName(name)
        self._flow = FlowLayout(8, 8)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, key: str, text: str, count: int | None = None, *, checked: bool = False) -> Chip:
        """Add a chip at the end."""
        chip = Chip(text, count=count, checked=checked)
        chip.clicked.connect(lambda on: self._switched(key, on))
        self._chips[key] = chip
        self._flow.addWidget(chip)
        return chip

    def add_widget(self, widget: QWidget) -> None:
        """Add something else between the chips, such as a MenuChip."""
        self._flow.addWidget(widget)

    def set_count(self, key: str, count: int | None) -> None:
        """Show a number on a chip."""
        self._chips[key].set_count(count)

    def active(self) -> list[str]:
        """Return the keys of the chips that are on."""
        return [key for key, chip in self._chips.items() if chip.isChecked()]

    def set_active(self, keys: Sequence[str]) -> None:
        """Switch these on and the others off, without telling anyone."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def clear(self) -> None:
        """Switch all off, and tell."""
        self.set_active([])
        self.changed.emit()

    def _switched(self, key: str, on: bool) -> None:
        if self._exclusive and on:
            self.set_active([key])
        self.changed.emit()


class MenuChip(Chip):
    """A filter that offers its values in a menu.

    Signals:
        chosen(object): a key, or None for any.
    """

    chosen = Signal(object)

    def __init__(
        self, label: str, items: Sequence[tuple[str, str]] = (), any_text: str = "Any", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent=parent)
        self.setCheckable(True)
        self._label, self._any = label, any_text
        self._items: list[tuple[str, str]] = []
        self._current: str | None = None
        self._offers = QMenu(self)
        self.setMenu(self._offers)
        self.set_items(items)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other values as (key, text); one that is gone is no longer chosen."""
        self._items = list(items)
        self._offers.clear()
        for key, text in [(None, self._any), *self._items]:
            action = self._offers.addAction(text)
            action.triggered.connect(lambda _checked=False, value=key: self._choose(value))
        self.set_current(self._current)

    def current(self) -> str | None:
        """Return the chosen key; None for any."""
        return self._current

    def set_current(self, key: str | None) -> None:
        """Choose without telling anyone."""
        text = next((text for item, text in self._items if item == key), "")
        self._current = key if text else None
        self.setText(f"{self._label}: {text}" if text else self._label)
        self.setChecked(bool(text))
        self.updateGeometry()

    def _choose(self, key: str | None) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def nextCheckState(self) -> None:
        """Stay as it is: the menu decides, not the press."""
