# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of Today: the rows, the four real buttons in the current row, and their keys.

TodayList()   set_groups(groups, today), current() -> TodayRow | None, select_key(id), select_first()
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from app.ports import TodayRow
from app.services.today import TodayGroup
from ui.models.roles import RecordRole
from ui.models.today import TodayModel, law_tip
from ui.pages.today_delegate import DeadlineDelegate
from ui.theme import px
from ui.widgets.button import Button
from ui.widgets.card import row

Index = QModelIndex | QPersistentModelIndex
_HINTS = {"open": "Enter", "done": "D", "snooze": "S", "call": "L"}
_ICONS = {"open": "arrow-up-right", "done": "check", "snooze": "clock", "call": "phone"}
_KEYS = {Qt.Key.Key_D: "done", Qt.Key.Key_S: "snooze", Qt.Key.Key_L: "call"}


class RowActions(QWidget):
    """The buttons in the current row, real ones, so that Tab and screen readers find them.

    Signals:
        asked(str): open, done, snooze or call.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = {
            "open": Button("Open", small=True),
            "done": Button("Done", small=True),
            "snooze": Button("Snooze", small=True),
            "call": Button("Log a call", small=True),
        }
        self.setLayout(row(*self._buttons.values(), None, gap=8))
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))

    def show_for(self, entry: TodayRow, *, short: bool = False) -> None:
        """Offer what can be done with this row, and name it for screen readers; ``short`` leaves the keys out."""
        wizard = entry.kind == "wizard"
        for name, button in self._buttons.items():
            button.setVisible(not wizard or name == "open")
            button.setAccessibleName(f"{button.text()}: {entry.title}")
            button.set_hint("" if short else _HINTS[name])
            button.set_icon_name("" if short else _ICONS[name])
        self._buttons["open"].setText("Go on" if wizard else "Open")
        self._buttons["done"].setText("They did it" if entry.owner == "them" else "Done")


class TodayList(QListView):
    """What is due, grouped.

    Signals:
        picked(object): the current row is another TodayRow, or None.
        asked(str, object): open, done, snooze or call, for a TodayRow.
    """

    picked = Signal(object)
    asked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TodayModel(self)
        self._delegate = DeadlineDelegate(self, self._model)
        self._actions = RowActions(self.viewport())
        self._actions.hide()
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("What is due")
        self.setViewportMargins(0, px(4), 0, px(16))

    def _connect(self) -> None:
        self._actions.asked.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._place_actions)

    def set_groups(self, groups: Sequence[TodayGroup], today: date) -> None:
        """Show other rows; the current one stays, or the one that took its place."""
        before, place = self.currentIndex().row(), self.verticalScrollBar().value()
        current = self.current()
        self._model.set_groups(groups, today)
        kept = self._model.row_of(current.id) if current else -1
        target = kept if kept >= 0 else self._model.nearest(max(before, 0))
        if target >= 0:
            self.setCurrentIndex(self._model.index(target, 0))
        else:
            self._actions.hide()
            self.picked.emit(None)
        self.verticalScrollBar().setValue(place)

    def rows(self) -> list[TodayRow]:
        """Return what is shown, from top to bottom."""
        return self._model.rows()

    def current(self) -> TodayRow | None:
        """Return the current row; None when there is none."""
        index = self.currentIndex()
        return self._model.due_row(index.row()) if index.isValid() else None

    def select_key(self, key: str) -> bool:
        """Make the row with this id the current one; return whether it is there."""
        number = self._model.row_of(key)
        if number >= 0:
            self.setCurrentIndex(self._model.index(number, 0))
            self.scrollTo(self._model.index(number, 0))  # it may be the current one, and scrolled away
        return number >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Give the current row its height and its buttons."""
        super().currentChanged(current, previous)
        self._lay_out()
        entry = self._model.due_row(current.row()) if current.isValid() else None
        self._place_actions()
        self.picked.emit(entry)

    def _lay_out(self) -> None:
        self._delegate.size_up(self.currentIndex().row())
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def _place_actions(self) -> None:
        entry, index = self.current(), self.currentIndex()
        if entry is None:
            self._actions.hide()
            return
        self._actions.show_for(entry, short=self._delegate.narrow())
        self._actions.setGeometry(self._delegate.actions_rect(self.visualRect(index)))
        self._actions.show()

    def _ask(self, what: str) -> None:
        entry = self.current()
        if entry is not None:
            self.asked.emit(what, entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the buttons with their row."""
        super().resizeEvent(event)
        self._lay_out()
        self._place_actions()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_actions"):
            self._lay_out()
            self._place_actions()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; D, S and L do, put off and log; F1 tells the law."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        entry = self.current()
        if not plain or entry is None:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit("open", entry)
        elif event.key() in _KEYS and entry.kind != "wizard":
            self.asked.emit(_KEYS[Qt.Key(event.key())], entry)
        elif event.key() == Qt.Key.Key_F1:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            QToolTip.showText(place, law_tip(entry), self)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring when the focus came by a key; a click or the page's opening needs none."""
        reasons = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self._delegate.ringed = event.reason() in reasons
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave the letters to the actions."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row, and whether its mark, is under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._point_at(QPoint(-1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the round mark means done; anywhere else it selects."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        super().mousePressEvent(event)
        entry = self._model.due_row(index.row())
        if event.button() == Qt.MouseButton.LeftButton and entry is not None and entry.kind != "wizard":
            target = self._delegate.mark_rect(self.visualRect(index)).adjusted(-px(6), -px(6), px(6), px(6))
            if target.contains(place):
                self.asked.emit("done", entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked twice."""
        entry = self._model.due_row(self.indexAt(event.position().toPoint()).row())
        if entry is not None:
            self.asked.emit("open", entry)

    def _point_at(self, place: QPoint) -> None:
        index = self.indexAt(place) if place.y() >= 0 else QModelIndex()
        over = index.isValid() and self._delegate.mark_rect(self.visualRect(index)).adjusted(-6, -6, 6, 6).contains(
            place
        )
        if (index.row(), over) != (self._delegate.hovered, self._delegate.over_mark):
            self._delegate.hovered, self._delegate.over_mark = index.row(), over
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep F1 for the law of the row, before the window's help takes it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1 and self.current() is not None:
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the law as the tooltip of the date column."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            entry = index.data(RecordRole) if index.isValid() else None
            if isinstance(entry, TodayRow):
                QToolTip.showText(event.globalPos(), law_tip(entry), self)
                return True
        return super().viewportEvent(event)
