# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Facts as label over value (the case header) and as label beside value (the library).

KeyValueRow(pairs=())     label 12 over value 13, side by side, 24 apart, wrapping; set_pairs([(label, value), ...])
KeyValueList(pairs=(), label_width=136)   label left, value (may be HTML with markup=True) right, hairlines between
    set_pairs(pairs, markup=False)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import fit, px, space
from ui.widgets.card import column
from ui.widgets.label import Hairline, Label

Pairs = Sequence[tuple[str, str]]


class FlowLayout(QLayout):
    """Lays widgets from left to right and goes to the next line when the room ends; gaps at 100 %."""

    def __init__(self, gap: int = 8, row_gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one away; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place all of them."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + px(self._gap) * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest."""
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if left > rect.x() and left + hint.width() > rect.right() + 1:
                left, top, tallest = rect.x(), top + tallest + px(self._row_gap), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + px(self._gap)
            tallest = max(tallest, hint.height())
        return top + tallest - rect.y()


def empty_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class KeyValueRow(QWidget):
    """Label over value, several side by side."""

    def __init__(self, pairs: Pairs = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(24, 8)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Pairs) -> None:
        """Show other facts; those without a value are left out."""
        empty_layout(self._flow)
        for label, value in pairs:
            if value:
                cell = QWidget()
                words = Label(value)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                cell.setLayout(column(Label(label, 12, 400, "text-2"), words, gap=2))
                cell.setAccessibleName(f"{label}: {value}")
                self._flow.addWidget(cell)
        self.updateGeometry()


class KeyValueList(QWidget):
    """Label beside value, a hairline above each."""

    def __init__(self, pairs: Pairs = (), *, label_width: int = 136, markup: bool = False) -> None:
        super().__init__()
        self._label_width = label_width
        self._grid = QGridLayout(self)
        space(self._grid, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.set_pairs(pairs, markup=markup)

    def set_pairs(self, pairs: Pairs, *, markup: bool = False) -> None:
        """Show other facts."""
        empty_layout(self._grid)
        for number, (label, value) in enumerate(pairs):
            name = Label(label, 13, 400, "text-2", wrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            name.setContentsMargins(0, px(8), px(8), px(8))
            fit(name, width=self._label_width)
            words = Label(value, 13, 400, wrap=True, markup=markup)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setContentsMargins(0, px(8), 0, px(8))
            self._grid.addWidget(Hairline(), 2 * number, 0, 1, 2)
            self._grid.addWidget(name, 2 * number + 1, 0)
            self._grid.addWidget(words, 2 * number + 1, 1)
