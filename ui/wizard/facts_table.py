# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""FactsTable: what was read from a notice, mended in place; only doubtful rows stand open as a field.

FactsTable()   set_rows([NoticeRow]), select_number(n), light(number | None), open_row(row), rows in ``facts.rows``
    Enter or F2 opens the current row, Enter in the field takes it, Escape leaves it as it was
    Signals: edited(str, str) row id and text; current_changed(object) NoticeRow; hovered(object) a number or None
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.services.wizard_rows import NoticeRow
from ui.models.roles import RecordRole
from ui.theme import color, font, px
from ui.widgets.inputs import LineEdit, mark_wrong
from ui.wizard.facts_delegate import HEADER, FactsDelegate, FactsHeader
from ui.wizard.facts_model import FactColumn, FactsModel, Index

ROW = 30
_NO_HINT = QAbstractItemView.ScrollHint.EnsureVisible
_WIDTHS = {FactColumn.NUMBER: 32, FactColumn.FACT: 112, FactColumn.VALUE: 208, FactColumn.SURE: 76}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LEAST_WORDS, _NARROW = 84, 360
_KEEP = "Press Enter if it is right, or type what the page says."


def below_words(row: NoticeRow) -> tuple[str, str]:
    """Return what stands under an open row, and its ink: a problem in red, else a doubt in amber."""
    if row.problem:
        return row.problem, "red"
    return (f"{row.note} {_KEEP}".strip(), "amber") if row.sure == "Check" else ("", "")


class _Editor(QWidget):
    """A field over a cell; it stays at the top of a row that has words below."""

    def __init__(self, row: NoticeRow) -> None:
        super().__init__()
        self.line = LineEdit(", ".join(row.value.splitlines()), size="small")
        self.setAccessibleName(row.label)
        self.line.setAccessibleName(row.label)
        self.line.setAccessibleDescription(below_words(row)[0])
        mark_wrong(self.line, bool(row.problem))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 1, px(8), 0)
        inside.addWidget(self.line)
        inside.addStretch(1)
        self.setFocusProxy(self.line)


class FactsTable(QTableView):
    """The table of facts.

    Signals:
        edited(str, str): the id of a row, and what the person typed or left as it was.
        current_changed(object): the NoticeRow that is current.
        hovered(object): the number under the pointer; None when there is none.
        row_wanted(QRect): this part of the table must come into sight.
    """

    edited = Signal(str, str)
    current_changed = Signal(object)
    hovered = Signal(object)
    row_wanted = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = FactsModel(self)
        self._editors: dict[str, _Editor] = {}
        self._asked: set[str] = set()
        self._delegate = FactsDelegate(self)
        self._header = FactsHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(self.facts)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("What the notice says")
        self._build()
        self.activated.connect(lambda index: self.open_row(index.row()))
        self.doubleClicked.connect(lambda index: self.open_row(index.row()))
        self.viewport().installEventFilter(self)

    def _build(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_up()

    def _size_up(self) -> None:
        self._header.size_up()
        self._size_columns()
        self._size_rows()

    def _size_columns(self) -> None:
        """Share the width out; where it is narrow, the words go first, then the word for how sure."""
        whole = self.viewport().width()
        widths = {column: px(width) for column, width in _WIDTHS.items()}
        if whole < px(_NARROW):
            widths[FactColumn.SURE] = px(22)
        rest = whole - sum(widths.values())
        words = rest >= px(_LEAST_WORDS)
        if not words:
            widths[FactColumn.VALUE] = max(px(96), widths[FactColumn.VALUE] + rest)
        self.setColumnHidden(FactColumn.WORDS, not words)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(FactColumn.WORDS, max(0, rest))

    # -- rows ----------------------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[NoticeRow]) -> None:
        """Show other rows; a field in which the person types stays open."""
        kept = self.current()
        if self.facts.set_rows(rows):
            self._editors = {}
            if kept is not None:
                self.select_id(kept.id)
        wanted = {row.id for row in rows if row.open} | (self._asked & {row.id for row in rows})
        for place, row in enumerate(rows):
            if row.id in wanted and row.id not in self._editors:
                self._put_editor(place, row)
            elif row.id not in wanted and row.id in self._editors:
                self._take_editor(place, row.id)
            elif row.id in self._editors:
                mark_wrong(self._editors[row.id].line, bool(row.problem))
                self._editors[row.id].line.setAccessibleDescription(below_words(row)[0])
        self._size_rows()

    def current(self) -> NoticeRow | None:
        """Return the current row; None when there is none."""
        index = self.currentIndex()
        row = index.data(RecordRole) if index.isValid() else None
        return row if isinstance(row, NoticeRow) else None

    def select_number(self, number: int) -> None:
        """Make the first row with this mark the current one."""
        self._select(next((n for n, row in enumerate(self.facts.rows) if row.number == number), -1))

    def select_id(self, row_id: str) -> None:
        """Make this row the current one."""
        self._select(next((n for n, row in enumerate(self.facts.rows) if row.id == row_id), -1))

    def _select(self, place: int) -> None:
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.facts.index(place, FactColumn.VALUE))

    def light(self, number: int | None) -> None:
        """Show the rows of a mark as pointed at."""
        if self._delegate.lit != number:
            self._delegate.lit = number
            self.viewport().update()

    def editor(self, row_id: str) -> LineEdit | None:
        """Return the open field of a row; None when it is closed."""
        editor = self._editors.get(row_id)
        return editor.line if editor is not None else None

    # -- editing -------------------------------------------------------------------------------------------------

    def open_row(self, place: int) -> None:
        """Open a row as a field, with its words selected."""
        if not 0 <= place < len(self.facts.rows):
            return
        row = self.facts.rows[place]
        if row.id not in self._editors:
            self._asked.add(row.id)
            self._put_editor(place, row)
        line = self._editors[row.id].line
        line.setFocus()
        line.selectAll()

    def _put_editor(self, place: int, row: NoticeRow) -> None:
        editor = _Editor(row)
        self._editors[row.id] = editor
        editor.line.textEdited.connect(lambda _text, line=editor.line: line.setProperty("touched", True))
        editor.line.installEventFilter(self)
        self.setIndexWidget(self.facts.index(place, FactColumn.VALUE), editor)

    def _take_editor(self, place: int, row_id: str) -> None:
        had_focus = self._editors[row_id].line.hasFocus()
        del self._editors[row_id]
        self.setIndexWidget(self.facts.index(place, FactColumn.VALUE), None)  # type: ignore[arg-type]  # Qt: none there
        if had_focus:
            self.setFocus()

    def _commit(self, row_id: str) -> None:
        line = self.editor(row_id)
        if line is None:
            return
        self._asked.discard(row_id)
        text = line.text()
        line.setProperty("touched", False)
        self.select_id(row_id)
        self.edited.emit(row_id, text)
        self._walk_on(row_id)

    def _walk_on(self, row_id: str) -> None:
        """Go to the next row that stands open; else stay in the table, at this row."""
        ids = [row.id for row in self.facts.rows]
        later = [other for other in ids[ids.index(row_id) + 1 :] if other in self._editors] if row_id in ids else []
        if row_id in self._editors:
            self._editors[row_id].line.setFocus()
        elif later:
            self._editors[later[0]].line.setFocus()
        else:
            self.setFocus()

    def commit_all(self) -> None:
        """Take every field in which something was typed."""
        for row_id, editor in tuple(self._editors.items()):
            if editor.line.property("touched"):
                self._asked.discard(row_id)
                editor.line.setProperty("touched", False)
                self.edited.emit(row_id, editor.line.text())

    def _close(self, row_id: str) -> None:
        """Leave a row as it was."""
        self._asked.discard(row_id)
        row = next((row for row in self.facts.rows if row.id == row_id), None)
        editor = self._editors.get(row_id)
        if row is None or editor is None:
            return
        editor.line.setText(", ".join(row.value.splitlines()))
        editor.line.setProperty("touched", False)
        if not row.open:
            self.set_rows(list(self.facts.rows))
        self.setFocus()

    # -- events --------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a field on leaving it, give it up on Escape, and tell where the pointer is."""
        if watched is self.viewport():
            if event.type() == QEvent.Type.Leave:
                self.hovered.emit(None)
                self.light(None)
            return super().eventFilter(watched, event)
        row_id = next((row_id for row_id, editor in self._editors.items() if editor.line is watched), "")
        if row_id and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._commit(row_id)
                return True  # or the table below would open the row again
            if event.key() == Qt.Key.Key_Escape:
                self._close(row_id)
                return True
        elif row_id and event.type() == QEvent.Type.FocusIn:
            self.select_id(row_id)
        elif row_id and event.type() == QEvent.Type.FocusOut and watched.property("touched"):
            watched.setProperty("touched", False)
            self._asked.discard(row_id)
            self.edited.emit(row_id, self._editors[row_id].line.text())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter and F2."""
        if event.key() in {*_ENTER, Qt.Key.Key_F2}:
            self.open_row(max(0, self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which mark the pointer's row has."""
        super().mouseMoveEvent(event)
        row = self.indexAt(event.position().toPoint()).data(RecordRole)
        number = row.number if isinstance(row, NoticeRow) and row.number else None
        self.light(number)
        self.hovered.emit(number)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit(current.data(RecordRole))

    def changeEvent(self, event: QEvent) -> None:
        """Take the measures of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "facts"):
            self._size_up()

    def resizeEvent(self, event: object) -> None:
        """Let words below a row wrap anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a QResizeEvent
        self._size_columns()
        self._size_rows()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _NO_HINT) -> None:
        """Stay: the whole table is in sight, and the page around it scrolls."""
        self.row_wanted.emit(self.visualRect(index))

    # -- measures and painting -----------------------------------------------------------------------------------

    def _below_box(self, place: int, row: NoticeRow) -> QRect:
        left = self.columnViewportPosition(FactColumn.VALUE)
        top = self.rowViewportPosition(place) + px(ROW)
        width = max(px(120), self.viewport().width() - left)
        words = QFontMetrics(font(12)).boundingRect(
            QRect(0, 0, width, 1_000), int(Qt.TextFlag.TextWordWrap), below_words(row)[0]
        )
        return QRect(left, top, width, words.height())

    def _size_rows(self) -> None:
        whole = px(HEADER)
        for place, row in enumerate(self.facts.rows):
            more = self._below_box(place, row).height() + px(6) if below_words(row)[0] else 0
            self.setRowHeight(place, px(ROW) + more)
            whole += px(ROW) + more
        self.setFixedHeight(whole + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the table, the words below open rows, and the focus."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(font(12))
        for place, row in enumerate(self.facts.rows):
            words, ink = below_words(row)
            if words:
                painter.setPen(color(ink))
                painter.drawText(self._below_box(place, row), int(Qt.TextFlag.TextWordWrap), words)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            box = self.visualRect(current)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(QRectF(1, box.top() + 1, self.viewport().width() - 2, box.height() - 3))
        painter.end()

    def sizeHint(self) -> QSize:
        """Return the whole table: the page scrolls, not the table."""
        return QSize(px(560), self.height())
