# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Search everything: the box in the top bar, and its answers as a list below it.

Result(kind, title, detail="", target=None)   kind: case, log, document, letter, person, party, code, command, ...
SearchBox(jobs)   set_search(function(words) -> [Result]) runs in the job runner, 150 ms after the last key
    set_commands(function(words) -> [QAction]) answers of the menus, asked on the main thread
        results(), close_list(), forget()
    Signals: chosen(object) a Result; commands are triggered by the box itself
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import paint_icon
from ui.jobs import JobRunner, Ticket
from ui.models.roles import RecordRole
from ui.theme import color, font, px, text_width
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Label

KINDS: dict[str, tuple[str, str]] = {
    "case": ("folder", "Case"),
    "log": ("list", "Log"),
    "document": ("file-text", "Document"),
    "letter": ("mail", "Letter"),
    "packet": ("package", "Packet"),
    "person": ("user", "Person"),
    "party": ("building-2", "Party"),
    "code": ("hash", "Code"),
    "library": ("book-open", "Library"),
    "command": ("command", "Command"),
}
_DELAY_MS = 150
_MOST = 10  # rows in sight
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Result:
    """One answer: its kind, words, and what the app opens for it."""

    kind: str
    title: str
    detail: str = ""
    target: Any = None


class _Results(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[Result] = []

    def show(self, results: Sequence[Result]) -> None:
        self.beginResetModel()
        self.results = list(results)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - as Qt has it
        result = self.results[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{KINDS.get(result.kind, KINDS['case'])[1]}: {result.title}. {result.detail}"
        return result if role == RecordRole else None


class _ResultDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result: Result = index.data(RecordRole)
        icon, word = KINDS.get(result.kind, KINDS["case"])
        box = QRectF(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setBrush(color("select" if chosen else "hover"))
            painter.drawRoundedRect(box, px(4), px(4))
        paint_icon(painter, QRectF(box.x() + px(8), box.y(), px(16), box.height()), icon)
        room = box.adjusted(px(32), px(3), -px(16) - text_width(word, 12), -px(3))
        lines = [(result.title, font(13, 500), "text", Qt.AlignmentFlag.AlignTop)]
        if result.detail:
            lines.append((result.detail, font(12), "text-2", Qt.AlignmentFlag.AlignBottom))
        else:
            lines = [(result.title, font(13, 500), "text", Qt.AlignmentFlag.AlignVCenter)]
        for words, face, ink, place in lines:
            painter.setFont(face)
            painter.setPen(color(ink))
            shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | place, shown)
        painter.setFont(font(12))
        painter.setPen(color("text-3"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -px(8), 0), right, word)
        painter.restore()


class _Popup(QFrame):
    """The list below the box; a child of the window, so that the focus stays in the box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.model = _Results()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_ResultDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName("Search results")
        self.view.setUniformItemSizes(True)
        self.note = Label("", 13, 400, "text-2")
        self.note.setContentsMargins(px(8), px(8), px(8), px(8))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(4), px(4), px(4), px(4))
        whole.setSpacing(0)
        whole.addWidget(self.note)
        whole.addWidget(self.view)
        self.hide()


class SearchBox(LineEdit):
    """The box in the top bar.

    Signals:
        chosen(object): the Result that the person wants to open.
    """

    chosen = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(placeholder="Search everything", icon="search", hint="Ctrl+K", parent=parent)
        self._jobs = jobs
        self._search: Callable[[str], Sequence[Result]] = lambda _words: []
        self._commands: Callable[[str], Sequence[QAction]] = lambda _words: []
        self._popup: _Popup | None = None
        self._ticket: Ticket | None = None
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        self.setAccessibleName("Search everything")
        self.textEdited.connect(lambda _words: self._delay.start())
        self._delay.timeout.connect(self._ask)

    def sizeHint(self) -> QSize:
        """Return the width it likes."""
        return QSize(px(320), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width it needs; it gives the rest to a long way here."""
        return QSize(px(160), super().minimumSizeHint().height())

    def set_search(self, search: Callable[[str], Sequence[Result]]) -> None:
        """Give the function that answers; it is called in a worker thread."""
        self._search = search

    def set_commands(self, commands: Callable[[str], Sequence[QAction]]) -> None:
        """Give the function that finds actions of the menus."""
        self._commands = commands

    def results(self) -> list[Result]:
        """Return what is listed now."""
        return list(self._popup.model.results) if self._popup is not None and self._popup.isVisible() else []

    def _ask(self) -> None:
        words = self.text().strip()
        if self._ticket is not None:
            self._ticket.cancel()
        if not words:
            self.close_list()
            return
        search = self._search
        self._ticket = self._jobs.run_function(lambda: list(search(words)), self._show, priority=5, owner=self)

    def _show(self, results: list[Result]) -> None:
        words = self.text().strip()
        commands = [
            Result("command", action.text().partition("\t")[0].replace("&", ""), "", action)
            for action in self._commands(words)
        ]
        found = results + commands[:4]
        if self._popup is None:
            self._popup = _Popup(self.window())
            self._popup.view.clicked.connect(lambda index: self._choose(index.row()))
        popup = self._popup
        popup.model.show(found)
        popup.note.setText("" if found else f"Nothing found for “{words}”. Try fewer letters.")
        popup.note.setVisible(not found)
        popup.view.setVisible(bool(found))
        rows = min(_MOST, len(found))
        height = rows * px(40) + px(10) if found else popup.note.sizeHint().height() + px(10)
        width = max(self.width(), px(440))
        corner = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + px(4)))
        popup.setGeometry(QRect(corner, QSize(width, height)))
        popup.view.setCurrentIndex(popup.model.index(0, 0))
        popup.raise_()
        popup.show()

    def close_list(self) -> None:
        """Take the list away, with what it shows."""
        if self._popup is not None:
            self._popup.hide()
            self._popup.model.show([])

    def forget(self) -> None:
        """Forget what was searched for; called when the casebook is locked."""
        if self._ticket is not None:
            self._ticket.cancel()
        self.clear()
        self.close_list()

    def _choose(self, row: int) -> None:
        if self._popup is None or not 0 <= row < len(self._popup.model.results):
            return
        result = self._popup.model.results[row]
        self.close_list()
        self.clear()
        self.clearFocus()
        if isinstance(result.target, QAction):
            result.target.trigger()
        else:
            self.chosen.emit(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list with the arrows; Enter opens, Escape closes and then empties."""
        popup = self._popup
        shown = popup is not None and popup.isVisible()
        if popup is not None and shown and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(popup.model.rowCount() - 1, popup.view.currentIndex().row() + step))
            popup.view.setCurrentIndex(popup.model.index(row, 0))
        elif popup is not None and shown and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(popup.view.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            if shown:
                self.close_list()
            else:
                self.clear()
                self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.close_list()

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the box while its list is open."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)
