# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Inputs for words: line, combo box, text area. Wrap them in a Field for label, help and error.

LineEdit(text="", *, placeholder="", size="", icon="", hint="")   size: "", small, tall; hint at the right
ComboBox(items=(), *, editable=False, size="")   items: words, or (words, data) pairs; suggestions while typing
    set_items(items), data() -> Any (of the current item, None for typed text), choose(data)
TextArea(text="", *, placeholder="", lines=3)   plain text; Tab leaves it; text(), set_text(), edited() on leaving
mark_wrong(widget, wrong)   the border of a mistake
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from ui.icons import paint_icon
from ui.theme import color, font, px, set_font, text_width
from ui.widgets.label import repolish

Items = Sequence[str] | Sequence[tuple[str, Any]]


def mark_wrong(widget: QWidget, wrong: bool) -> None:
    """Give an input the border of a mistake, or take it away."""
    if bool(widget.property("error")) != wrong:
        widget.setProperty("error", wrong)
        repolish(widget)


class LineEdit(QLineEdit):
    """One line of text, with an optional icon at the left and a key hint at the right."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        size: str = "",
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._hint, self._right = icon, hint, 0
        self.setPlaceholderText(placeholder)
        self.setProperty("measure", size)  # not "size": that is QWidget's own
        set_font(self, 13)
        self._make_room()

    def _make_room(self) -> None:
        left = px(24) if self._icon else 0
        right = text_width(self._hint, 12) + px(8) if self._hint else 0
        self.setTextMargins(left, 0, right + px(self._right), 0)

    def keep_right(self, width: int) -> None:
        """Leave room at the right, at 100 %, for a button that lies inside the line."""
        self._right = width
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Make room anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_icon"):
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then icon and hint."""
        super().paintEvent(event)
        if not self._icon and not self._hint:
            return
        painter = QPainter(self)
        if self._icon:
            paint_icon(painter, QRectF(px(8), 0, px(16), self.height()), self._icon, "text-2")
        if self._hint:
            painter.setFont(font(12))
            painter.setPen(color("text-3"))
            box = self.rect().adjusted(0, 0, -px(8), 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._hint)
        painter.end()


class ComboBox(QComboBox):
    """A choice; editable ones suggest what contains the typed words."""

    def __init__(
        self, items: Items = (), *, editable: bool = False, size: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("measure", size)  # not "size": that is QWidget's own
        set_font(self, 13)
        if editable:
            line = QLineEdit()
            self.setLineEdit(line)
            set_font(line, 13)  # its own: the box hands its font on to the words but not to the hint
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        if editable:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._suggest()
        self.set_items(items)

    def _suggest(self) -> None:
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = QListView()
        popup.setObjectName("popup")
        completer.setPopup(popup)
        self.setCompleter(completer)

    def set_items(self, items: Items) -> None:
        """Replace the items; typed text and the chosen data are kept where they still stand."""
        typed, chosen = self.currentText(), self.data()
        self.blockSignals(True)
        self.clear()
        for item in items:
            words, data = (item, item) if isinstance(item, str) else item
            self.addItem(words, data)
        self.blockSignals(False)
        if self.isEditable():
            self.setCurrentIndex(-1)
            self.setEditText(typed)
        if chosen is not None:
            self.choose(chosen)

    def data(self) -> Any:  # noqa: ANN401 - whatever the items carry
        """Return the data of the item whose words stand in the box; None for text that is no item."""
        if not self.isEditable():
            return self.currentData()
        found = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return self.itemData(found) if found >= 0 else None

    def choose(self, data: object) -> None:
        """Choose the item with this data; nothing happens when there is none."""
        for number in range(self.count()):
            if self.itemData(number) == data:
                self.setCurrentIndex(number)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        right = self.width() - px(24)
        role = "text-2" if self.isEnabled() else "text-3"
        paint_icon(painter, QRectF(right, 0, px(16), self.height()), "chevron-down", role, 14)
        painter.end()

    def wheelEvent(self, event: Any) -> None:  # noqa: ANN401 - QWheelEvent
        """Let the page scroll: a box must not change under a passing wheel."""
        event.ignore()


class TextArea(QPlainTextEdit):
    """Several lines of plain text; Tab goes to the next field.

    Signals:
        edited(): the person left it after changing something.
    """

    edited = Signal()

    def __init__(self, text: str = "", *, placeholder: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._before, self._lines = text, lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        set_font(self, 13)
        self._size_up()

    def _size_up(self) -> None:
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * self._lines + px(20))

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text without telling anyone."""
        self._before = text
        self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was edited, once, on leaving."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.edited.emit()
