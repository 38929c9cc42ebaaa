# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The tracks of a case as lanes whose stages can be clicked, or chosen with the arrow keys and Enter.

TrackLane(lane, today)   stage_at(x); Signals: moved(str, int) track id and stage
Lanes()                  the head and the lanes; show_lanes(lanes, today); Signals: moved(str, int)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from app.domain.track import TrackKind
from app.services.case_view import Lane
from ui.format import DOT, due_role, due_text
from ui.models.today import icon_of_track
from ui.theme import color, px, space, text_width
from ui.widgets.key_value import empty_layout
from ui.widgets.lane import LaneHeader, LaneWidget

_ORDER = (
    TrackKind.INSURER_APPEAL,
    TrackKind.PROGRAM_APPEAL,
    TrackKind.PROVIDER_BILLING,
    TrackKind.CORRECTED_CLAIM,
    TrackKind.SURPRISE_BILL,
    TrackKind.RECORDS,
    TrackKind.FINANCIAL_ASSISTANCE,
    TrackKind.EXTERNAL_REVIEW,
    TrackKind.REGULATOR,
    TrackKind.COLLECTIONS,
)
_STAGES_LEFT, _NEXT_AND_PAD, _NARROW = 200, 332, 900  # LaneWidget's own measures


class TrackLane(LaneWidget):
    """One track. Left and right choose a stage, Enter moves the track there; a click does both.

    Signals:
        moved(str, int): the track shall stand at that stage; the number of stages means done.
    """

    moved = Signal(str, int)

    def __init__(self, lane: Lane, today: date, parent: QWidget | None = None) -> None:
        role = due_role(lane.next_date, today)
        super().__init__(
            lane.title,
            icon_of_track(lane.track.kind),
            lane.stages,
            lane.track.stage,
            next_step=lane.next_step,
            date_text=due_text(lane.next_date, today),
            date_role="text" if role == "amber" and lane.they_owe else role,
            parent=parent,
        )
        self.lane = lane
        self._due = due_text(lane.next_date, today, year=True)
        self._chosen = min(lane.track.stage, len(lane.stages) - 1)
        self.setAccessibleDescription("Left and right choose a stage; Enter moves the track there.")

    def _target(self, stage: int) -> int:
        """Return where a stage leads: the last one, pressed while the track stands on it, ends the track."""
        last = len(self.lane.stages) - 1
        return last + 1 if stage == last == self.lane.track.stage else stage

    def stage_boxes(self) -> list[QRectF]:
        """Return where each stage stands: dot and word, as LaneWidget draws them."""
        weights = [600 if number == self.lane.track.stage else 400 for number in range(len(self.lane.stages))]
        words = [text_width(word, 12, weight) for word, weight in zip(self.lane.stages, weights, strict=True)]
        whole = sum(words) + len(words) * px(18) + (len(words) - 1) * px(36)
        short = self.width() < px(_NARROW) or whole > self.width() - px(_STAGES_LEFT + _NEXT_AND_PAD)
        left, boxes = float(px(_STAGES_LEFT)), []
        for number, width in enumerate(words):
            worded = not short or number == self.lane.track.stage
            wide = px(12) + (px(6) + width if worded else 0)
            boxes.append(QRectF(left, px(10), wide, px(20)))
            left += wide + px(36)
        return boxes

    def stage_at(self, x: float) -> int:
        """Return the stage at a horizontal place; -1 for none."""
        for number, box in enumerate(self.stage_boxes()):
            if box.left() - px(6) <= x <= box.right() + px(6):
                return number
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the track to the stage that was clicked."""
        stage = self.stage_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and stage >= 0:
            self._chosen = stage
            self._move()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a stage can be clicked."""
        over = self.stage_at(event.position().x()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a stage with the arrows, and move there with Enter or Space."""
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._chosen = max(0, min(len(self.lane.stages) - 1, self._chosen + step))
            self.setAccessibleDescription(f"{self.lane.stages[self._chosen]} is chosen; Enter moves the track there.")
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._move()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _move(self) -> None:
        target = self._target(self._chosen)
        if target != self.lane.track.stage:
            self.moved.emit(self.lane.track.id, target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start from where the track stands."""
        super().focusInEvent(event)
        self._chosen = min(self.lane.track.stage, len(self.lane.stages) - 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lane, and a line under the chosen stage."""
        super().paintEvent(event)
        boxes = self.stage_boxes()
        if self.hasFocus() and 0 <= self._chosen < len(boxes):
            box = QRectF(boxes[self._chosen])
            painter = QPainter(self)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a click on a stage does, and the whole next step elsewhere."""
        if isinstance(event, QHelpEvent):
            stage = self.stage_at(event.pos().x())
            if stage >= 0:
                ends = self._target(stage) >= len(self.lane.stages)
                said = "End this track" if ends else f"Move {self.lane.title} to “{self.lane.stages[stage]}”"
            else:
                said = DOT.join(part for part in (self.lane.next_step, self._due) if part)
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)


class Lanes(QWidget):
    """The head over the lanes, and the lanes.

    Signals:
        moved(str, int): a track shall stand at that stage.
    """

    moved = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes: list[TrackLane] = []
        self._box = QVBoxLayout()
        space(self._box, 0, 0)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(LaneHeader())
        layout.addLayout(self._box)

    def show_lanes(self, lanes: Sequence[Lane], today: date) -> None:
        """Show other lanes; the focus stays on the same track."""
        focused = next((w.lane.track.id for w in self.lanes if w.hasFocus()), "")
        empty_layout(self._box)
        ordered = sorted(lanes, key=lambda lane: _ORDER.index(lane.track.kind))
        self.lanes = [TrackLane(lane, today) for lane in ordered]
        for widget in self.lanes:
            self._box.addWidget(widget)
            widget.moved.connect(self.moved)
            if widget.lane.track.id == focused:
                widget.setFocus()
        self.setVisible(bool(lanes))
