# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The day strip: the days from today to the last date of a deadline, by weeks where it is farther than 15 days.

DayStrip()   show_days(today, notice, law, holidays, description); DayLegend()   show_for(notice, law)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.dates import MONTHS
from ui.format import long_date
from ui.theme import color, font, px, text_width

MOST_DAYS = 15
_LETTERS = "MTWTFSS"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its first and last day, the words above and inside, and what it is."""

    first: date
    last: date
    above: str
    inside: str
    off: bool


def cells(today: date, last: date, holidays: Mapping[date, str]) -> list[Cell]:
    """Return the cells of the strip: 15 days, or the weeks from this one to the last date's (15 at most)."""
    if (last - today).days < MOST_DAYS:
        days = [today + timedelta(days=n) for n in range(MOST_DAYS)]
        return [
            Cell(day, day, _LETTERS[day.weekday()], str(day.day), day.weekday() >= _SATURDAY or day in holidays)
            for day in days
        ]
    monday = today - timedelta(days=today.weekday())
    weeks = min(MOST_DAYS, (last - monday).days // 7 + 1)
    made = []
    for number in range(weeks):
        start = monday + timedelta(days=7 * number)
        named = number == 0 or start.day <= 7  # the month's name over its first week
        made.append(
            Cell(start, start + timedelta(days=6), MONTHS[start.month - 1][:3] if named else "", str(start.day), False)
        )
    return made


class DayStrip(QWidget):
    """Cells of a day or a week, with today, the notice's date and the law's date marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        self._today, self._filled, self._ringed = date.min, date.min, date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Days until the deadline")

    def show_days(
        self, today: date, notice: date | None, law: date | None, holidays: Mapping[date, str], description: str
    ) -> None:
        """Show the days; the notice's date is filled, the law's is ringed, one of them alone is filled."""
        dates = [day for day in (notice, law) if day is not None and day >= today]
        self.setVisible(bool(dates))
        if not dates:
            return
        self._today = today
        self._filled = notice or law or date.min
        self._ringed = law or date.min
        self._cells = cells(today, max(dates), holidays)
        self.setAccessibleDescription(description)
        self.setToolTip("\n".join(f"{long_date(day)}: {name}" for day, name in sorted(holidays.items())))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of letters and cells."""
        return QSize(px(24) * MOST_DAYS, px(40))

    def minimumSizeHint(self) -> QSize:
        """Return a width that every pane has."""
        return QSize(px(180), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(self.width() / max(1, len(self._cells)), px(32) if len(self._cells) < MOST_DAYS else self.width())
        for number, cell in enumerate(self._cells):
            self._paint_cell(painter, QRectF(number * width, 0, width, self.height()), cell)
        painter.end()

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        above = QRectF(box.left(), 0, box.width(), px(16))
        place = QRectF(box.left(), px(16), box.width(), px(24))
        painter.setFont(font(12))
        painter.setPen(color("text-2"))
        painter.drawText(above, centre, cell.above)
        ink, weight = "text", 400
        inner = place.adjusted(0.75, 0.75, -0.75, -0.75)
        if cell.off:
            painter.fillRect(place.adjusted(0, 0.5, 0, -0.5), color("hover"))
            ink = "text-2"
        if cell.first <= self._filled <= cell.last:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(place, px(4), px(4))
            ink, weight = "on-accent", 600
        elif cell.first <= self._ringed <= cell.last:
            ink, weight = "accent", 600
            self._ring(painter, inner, "accent", 1.5)
        elif cell.first <= self._today <= cell.last:
            self._ring(painter, inner, "edge", 1)
        painter.setFont(font(12, weight))
        painter.setPen(color(ink))
        painter.drawText(place, centre, cell.inside)

    @staticmethod
    def _ring(painter: QPainter, box: QRectF, role: str, width: float) -> None:
        painter.setPen(QPen(color(role), width))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(box, px(4), px(4))


class DayLegend(QWidget):
    """What the marks of the strip mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_for(self, notice: date | None, law: date | None, *, days: bool) -> None:
        """Name the marks in use; ``days`` says whether weekends can be seen."""
        self._items = [("today", "Today" if days else "This week")]
        if notice is not None and law is not None:
            self._items += [("filled", "Notice"), ("ringed", "Law")]
        else:
            self._items.append(("filled", "Notice" if notice is not None else "Due"))
        if days:
            self._items.append(("off", "Day off"))
        self.setAccessibleName("Marks: " + ", ".join(words for _, words in self._items))
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(px(240), px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks with their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, side = 0.0, px(12)
        for mark, words in self._items:
            box = QRectF(left, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
            fill = {"filled": "accent", "off": "hover"}.get(mark, "surface")
            border = {"filled": "accent", "ringed": "accent", "off": "line"}.get(mark, "edge")
            painter.setPen(QPen(color(border), 1.5 if mark == "ringed" else 1))
            painter.setBrush(color(fill))
            painter.drawRoundedRect(box, px(2), px(2))
            painter.setFont(font(12))
            painter.setPen(color("text-2"))
            left += side + px(5)
            painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += text_width(words, 12) + px(12)
        painter.end()
