# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""ProgressLine: words, a bar and a way to stop, for one running job.

ProgressLine(*, bar_width=120, cancel=True)
    show_ticket(ticket) follows a ui.jobs.Ticket; show_progress(progress, text=""); clear() hides it
    Signals: cancelled()
Bar(height=4)   set_share(0.0 to 1.0) or set_share(None) for unknown (half filled, words carry it)
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.jobs import Progress
from ui.jobs import Ticket
from ui.theme import color, fit, space
from ui.widgets.button import IconButton
from ui.widgets.label import Label

_STEPS = 1_000


class Bar(QProgressBar):
    """A thin bar; a QProgressBar to screen readers."""

    def __init__(
        self, *, height: int = 4, track: str = "line", fill: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._track, self._fill = track, fill
        self.setTextVisible(False)
        self.setRange(0, _STEPS)
        self.setValue(0)
        fit(self, height=height)

    def set_share(self, share: float | None) -> None:
        """Show a share of the whole; None when nobody knows."""
        self.setRange(0, _STEPS if share is not None else 0)
        if share is not None:
            self.setValue(round(max(0.0, min(1.0, share)) * _STEPS))
        self.update()

    def set_fill(self, role: str) -> None:
        """Fill with another colour role."""
        self._fill = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        radius = box.height() / 2
        painter.setBrush(color(self._track))
        painter.drawRoundedRect(box, radius, radius)
        known = self.maximum() > 0
        share = self.value() / _STEPS if known else 0.5
        if share > 0:
            painter.setBrush(color(self._fill if known else "second"))
            painter.drawRoundedRect(
                QRectF(box.x(), box.y(), max(box.height(), box.width() * share), box.height()), radius, radius
            )
        painter.end()


class ProgressLine(QWidget):
    """Words, bar and cancel.

    Signals:
        cancelled(): the person wants it stopped.
    """

    cancelled = Signal()

    def __init__(
        self, *, bar_width: int = 120, cancel: bool = True, size: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ticket: Ticket | None = None
        self._words = Label("", size, 400, "text-2")
        self._bar = Bar()
        fit(self._bar, width=bar_width, height=4)
        self._cancel = IconButton("x", "Cancel")
        fit(self._cancel, height=24, width=24)
        line = QHBoxLayout(self)
        space(line, 0, 8)
        for widget in (self._words, self._bar, self._cancel):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._cancel.setVisible(cancel)  # once it has a parent: before, it would show as a window of its own
        self._cancel.clicked.connect(self._stop)
        self.hide()

    def show_ticket(self, ticket: Ticket) -> None:
        """Show a job's progress; Cancel stops it."""
        self._ticket = ticket
        self.show_progress(ticket.progress, ticket.text)

    def show_progress(self, progress: Progress, text: str = "") -> None:
        """Show how far something is."""
        words = progress.text or text
        steps = f", {progress.done} of {progress.total}" if progress.total else ""
        self._words.setText(words + steps)
        self._bar.set_share(progress.done / progress.total if progress.total else None)
        self._bar.setAccessibleName(words)
        self.show()

    def clear(self) -> None:
        """Nothing runs."""
        self._ticket = None
        self.hide()

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._words.setText("Stopping")
        self.cancelled.emit()
