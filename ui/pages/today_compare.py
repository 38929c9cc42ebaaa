# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The compare table: the date on the notice beside the date by the law, the governing one on select with a tick.

compare_rows(deadline, safe_notice) -> rows of (label, on the notice, by the law); CompareTable().show_deadline(...)
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.deadline import Deadline
from ui.format import count_text, long_date, short_date
from ui.theme import color, fit, px, space
from ui.widgets.card import row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import IconLabel, Label

Row = tuple[str, str, str]
_SATURDAY = 5


def governs_notice(deadline: Deadline) -> bool:
    """Return whether the notice's date is the one to keep."""
    return deadline.notice_due is not None and deadline.due == deadline.notice_due


def compare_rows(deadline: Deadline) -> list[Row]:
    """Return the rows of the table for a deadline that has both dates."""
    notice, law = deadline.notice_due, deadline.law_due
    if notice is None or law is None:
        return []
    event = deadline.trigger.strip() or "The event"
    started = f"{event[0].upper()}{event[1:]},\n{long_date(deadline.trigger_date)}" if deadline.trigger_date else event
    rows = [("Due", long_date(notice), long_date(law)), ("From", "Printed there", started)]
    if deadline.trigger_date:
        counted = [count_text((day - deadline.trigger_date).days, "day") for day in (notice, law)]
        rows.append(("Time", counted[0], counted[1]))
    rows.append(("Weekend", _weekend(notice), _weekend(law)))
    # The stored safe day is that of the date which governs; the law's own then follows from its weekday.
    safe = deadline.safe if deadline.safe and not governs_notice(deadline) else _weekday(law)
    rows.append(("Safe day", short_date(_weekday(notice)), short_date(safe)))
    return rows


def difference(deadline: Deadline) -> tuple[str, str]:
    """Return the banner for a deadline with both dates: its first words and the sentence after; empty when equal."""
    if deadline.notice_due is None or deadline.law_due is None or deadline.notice_due == deadline.law_due:
        return "", ""
    days = (deadline.law_due - deadline.notice_due).days
    if days > 0:
        lead = f"The notice gives {count_text(days, 'day')} less than the law."
        return lead, "Work to its date, and say so in the appeal."
    lead = f"The notice gives {count_text(-days, 'day')} more than the law."
    return lead, "Work to the earlier date; it is safe either way."


def _weekend(day: date) -> str:
    if day.weekday() < _SATURDAY:
        return "Not on one"
    return f"{'Saturday' if day.weekday() == _SATURDAY else 'Sunday'}, not moved"


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


class CompareTable(QFrame):
    """Two columns of dates with a label before each row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        space(self._grid, 1, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._governing = 1

    def show_deadline(self, deadline: Deadline) -> None:
        """Show the two dates of a deadline; hidden when it has only one."""
        rows = compare_rows(deadline)
        self.setVisible(bool(rows))
        empty_layout(self._grid)
        if not rows or deadline.law_due is None or deadline.notice_due is None:
            return
        self._governing = 1 if governs_notice(deadline) else 2
        later = abs((deadline.law_due - deadline.notice_due).days)
        words = f"{count_text(later, 'day')} later" if later else "The same day"
        for column, title in ((1, "On the notice"), (2, "By the law")):
            self._grid.addWidget(self._head(title, column == self._governing, words), 0, column)
        for number, (label, notice, law) in enumerate(rows, start=1):
            self._grid.addWidget(self._cell(label, 400, "text-2", 80), number, 0)
            strong = label in {"Due", "Safe day"}
            for column, text in ((1, notice), (2, law)):
                weight = 600 if strong and column == self._governing else 400
                self._grid.addWidget(self._cell(text, weight, "text"), number, column)
        said = "; ".join(f"{label}: on the notice {notice}, by the law {law}" for label, notice, law in rows)
        self.setAccessibleName("Notice and law side by side")
        self.setAccessibleDescription(said.replace("\n", " "))

    def _head(self, title: str, governs: bool, otherwise: str) -> QWidget:
        cell = QWidget()
        if governs:
            second = row(IconLabel("check", "accent", 14), Label("Governs", 12, 500, "accent"), None, gap=4)
        else:
            second = row(Label(otherwise, 12, 400, "text-2"), None)
        box = QGridLayout(cell)
        space(box, (12, 8, 8, 8), 0)
        box.addWidget(Label(title, 12, 600), 0, 0)
        box.addLayout(second, 1, 0)
        return cell

    @staticmethod
    def _cell(text: str, weight: int, ink: str, width: int | None = None) -> Label:
        label = Label(text, 12, weight, ink, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(px(12), px(6), px(4), px(6))
        if width:
            fit(label, width=width)
        return label

    def _cell_box(self, number: int, column: int) -> QRect:
        """Return the place of a cell; the grid's own answer leaves wrapped lines out."""
        item = self._grid.itemAtPosition(number, column)
        return item.geometry() if item is not None else QRect()

    def event(self, event: QEvent) -> bool:
        """Draw the lines anew when the rows have moved."""
        answer = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.update()
        return answer

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the ground of the governing column and the hairlines between rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(box, px(8), px(8))
        governed = self._cell_box(0, self._governing)
        ground = QRectF(governed.left(), 1, governed.width(), self.height() - 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self._governing == 1:
            painter.fillRect(ground, color("select"))
        else:
            painter.fillRect(ground.adjusted(0, px(7), 0, -px(7)), color("select"))
            painter.fillRect(ground.adjusted(0, 0, -px(7), 0), color("select"))
        for number in range(1, self._grid.rowCount()):
            top = self._cell_box(number, 0).top()
            if top > 0:
                painter.fillRect(QRectF(1, top, self.width() - 2, 1), color("line"))
        painter.end()
