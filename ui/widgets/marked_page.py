# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""MarkedPage: a page with the words that were read, filled and underlined, numbered in the margin.

No two numbers overlap: on a dense page they are spread, and a thin line leads from a moved number to its words.

Mark(number, parts, sure=True, words="", page=0)   parts: (left, top, width, height) as shares of the page, 0 to 1
MarkedPage(jobs)   a PageView: set_marks([Mark, ...]), set_current(number | None), current(), reveal(number)
    Signals: hovered(object) a number or None, clicked(int); Up and Down walk through the marks
MarkLegend()       "Read" and "Please check" with their colours
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneHoverEvent, QGraphicsSceneMouseEvent, QLabel, QWidget

from ui.jobs import JobRunner
from ui.theme import LIGHT, color, font, px, text_width
from ui.widgets.page_view import PageView
from ui.widgets.spread import columns_for, spread

Part = tuple[float, float, float, float]
_NUMBER = 16
_APART = 3  # between two numbers: the current one is a little larger
_MOVED = 3  # a number moved by more has a line that leads to its words


@dataclass(frozen=True, slots=True)
class Mark:
    """The words one fact was read from."""

    number: int
    parts: tuple[Part, ...]
    sure: bool = True
    words: str = ""
    page: int = 0


class _MarkItem(QGraphicsItem):
    """One mark: its fills, underlines and number; ``middle`` is where the number stands."""

    def __init__(self, mark: Mark, boxes: list[QRectF], middle: QPointF, tell: Callable[[str, int], None]) -> None:
        super().__init__()
        self.mark, self._boxes, self._tell = mark, boxes, tell
        side = px(_NUMBER)
        self._circle = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        self._leads = abs(middle.y() - boxes[0].center().y()) > _MOVED
        self.current = False
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(mark.words)

    def number_box(self) -> QRectF:
        """Return where the number stands."""
        return QRectF(self._circle)

    def leads(self) -> bool:
        """Return whether a line leads from the number to its words."""
        return self._leads

    def boundingRect(self) -> QRectF:
        """Return everything that is drawn."""
        whole = QRectF(self._circle)
        for box in self._boxes:
            whole = whole.united(box)
        return whole.adjusted(-3, -3, 3, 3)

    def contains(self, point: Any) -> bool:  # noqa: ANN401 - QPointF
        """Return whether the point is on words or number, not between them."""
        return self._circle.contains(point) or any(box.contains(point) for box in self._boxes)

    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:  # noqa: ANN401 - as Qt has it
        """Draw it in the colours of paper, which are the same in both themes."""
        fill, line = ("mark", "mark-line") if self.mark.sure else ("mark-check", "mark-check-line")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self._boxes:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(box, color(fill))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(color(line), 2.5 if self.current else 1.5))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            if self.current:
                painter.setPen(QPen(color(line), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5))
        if self._leads:
            first = self._boxes[0]
            painter.setPen(QPen(color(line), 1))
            painter.drawLine(
                QPointF(self._circle.right(), self._circle.center().y()), QPointF(first.left(), first.center().y())
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(line))
        grown = 1 if self.current else 0
        painter.drawEllipse(self._circle.adjusted(-grown, -grown, grown, grown))
        painter.setPen(LIGHT["on-accent"])
        painter.setFont(font(12, 600))
        painter.drawText(self._circle, Qt.AlignmentFlag.AlignCenter, str(self.mark.number))

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Tell that the pointer is here."""
        self._tell("enter", self.mark.number)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Tell that it went."""
        self._tell("leave", self.mark.number)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Tell that it was pressed."""
        self._tell("press", self.mark.number)
        event.accept()


class MarkedPage(PageView):
    """A page with marks.

    Signals:
        hovered(object): the number of the mark under the pointer; None when there is none.
        clicked(int): a mark was pressed, or walked to with the keys.
    """

    hovered = Signal(object)
    clicked = Signal(int)

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._marks: list[Mark] = []
        self._items: list[_MarkItem] = []
        self._current: int | None = None
        self.page_changed.connect(lambda _page: self._take_away())
        self.shown.connect(self._put_on)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks; those of other pages wait for their page."""
        self._marks = list(marks)
        self._put_on()

    def current(self) -> int | None:
        """Return the number of the mark that is lit; None for none."""
        return self._current

    def set_current(self, number: int | None) -> None:
        """Light a mark, without telling anyone; None for none."""
        self._current = number
        for item in self._items:
            item.current = item.mark.number == number
            item.update()

    def reveal(self, number: int) -> None:
        """Light a mark, turn to its page and bring it into sight."""
        self.set_current(number)
        mark = next((mark for mark in self._marks if mark.number == number), None)
        if mark is None:
            return
        self.set_page(mark.page)
        for item in self._items:
            if item.mark.number == number:
                self.ensureVisible(item.sceneBoundingRect(), px(24), px(48))

    def _take_away(self) -> None:
        for item in self._items:
            self.scene().removeItem(item)
        self._items = []

    def _put_on(self) -> None:
        self._take_away()
        here = [mark for mark in self._marks if mark.page == self.page() and mark.parts]
        if self.image() is None or not here:
            return
        boxes = {mark.number: [self.to_scene(part).adjusted(-2, -1, 2, 1) for part in mark.parts] for mark in here}
        places = self._number_places(boxes)
        for mark in here:
            item = _MarkItem(mark, boxes[mark.number], places[mark.number], self._told)
            item.current = mark.number == self._current
            self.scene().addItem(item)
            self._items.append(item)
        self.setAccessibleDescription(f"{len(here)} facts are marked on this page")

    def number_boxes(self) -> dict[int, QRectF]:
        """Return where the numbers of the marks of this page stand."""
        return {item.mark.number: item.number_box() for item in self._items}

    def _number_places(self, boxes: dict[int, list[QRectF]]) -> dict[int, QPointF]:
        """Return the middle of each number: beside its words, moved where it would lie on another."""
        page, side = self.page_rect(), px(_NUMBER)
        least = side + _APART
        leftmost = min(box.left() for row in boxes.values() for box in row)
        middle = max(page.left() + side + 4, leftmost - px(8)) - side / 2
        order = sorted(boxes, key=lambda number: (boxes[number][0].center().y(), boxes[number][0].left(), number))
        columns = columns_for(len(order), least, page.height() - side)
        places: dict[int, QPointF] = {}
        for column in range(columns):
            numbers = order[column::columns]
            wanted = [boxes[number][0].center().y() for number in numbers]
            down = spread(wanted, least, page.top() + side / 2, page.bottom() - side / 2)
            places |= {n: QPointF(middle - column * least, y) for n, y in zip(numbers, down, strict=True)}
        return places

    def _place(self) -> None:
        super()._place()
        if hasattr(self, "_items"):
            self._put_on()

    def _told(self, what: str, number: int) -> None:
        if what == "press":
            self.set_current(number)
            self.clicked.emit(number)
        else:
            self.hovered.emit(number if what == "enter" else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the marks with Up and Down."""
        numbers = [mark.number for mark in self._marks]
        if event.key() not in {Qt.Key.Key_Up, Qt.Key.Key_Down} or not numbers:
            super().keyPressEvent(event)
            return
        step = 1 if event.key() == Qt.Key.Key_Down else -1
        place = numbers.index(self._current) + step if self._current in numbers else 0
        number = numbers[max(0, min(len(numbers) - 1, place))]
        self.reveal(number)
        self.clicked.emit(number)


class MarkLegend(QLabel):
    """What the two colours of the marks mean."""

    _WORDS = (("mark", "mark-line", "Read"), ("mark-check", "mark-check-line", "Please check"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Blue: read. Yellow: please check.")

    def sizeHint(self) -> QSize:
        """Return room for both."""
        return QSize(sum(px(36) + text_width(words, 13) for _, _, words in self._WORDS), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        painter = QPainter(self)
        left = 0
        painter.setFont(font(13))
        for fill, line, words in self._WORDS:
            box = QRectF(left, (self.height() - px(12)) / 2, px(16), px(12))
            painter.fillRect(box, color(fill))
            painter.fillRect(QRectF(box.x(), box.bottom() - 1.5, box.width(), 1.5), color(line))
            painter.setPen(color("text-2"))
            place = QRectF(left + px(20), 0, text_width(words, 13) + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            left += px(36) + text_width(words, 13)
        painter.end()
