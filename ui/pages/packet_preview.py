# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The finished packet as it would be now: its pages, the part each belongs to, and an index that can be clicked.

PacketPages(jobs)   show_packet(preview, rows), go_to(page from 1), page() from 1
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.packet_views import PacketPreview
from app.services.previews import IndexRow, packet_page
from ui.jobs import JobRunner
from ui.models.packet import PacketRow
from ui.theme import ground, space
from ui.widgets.label import Label
from ui.widgets.page_view import PageView
from ui.widgets.pdf_preview import PdfPreview

_HINT = "Click a line of the index to go to its page"


class IndexView(PageView):
    """Pages; a click on a line of the index turns to what it names."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._index: tuple[IndexRow, ...] = ()
        self.setMouseTracking(True)

    def set_index(self, rows: tuple[IndexRow, ...]) -> None:
        """Let these lines be clicked."""
        self._index = rows

    def has_index(self) -> bool:
        """Return whether the page in sight has lines to click."""
        return any(row.page == self.page() + 1 for row in self._index)

    def line_at(self, event: QMouseEvent) -> IndexRow | None:
        """Return the line of the index below the pointer."""
        paper = self.page_rect()
        place = self.mapToScene(event.position().toPoint())
        if not paper.contains(place):
            return None
        share = (place.y() - paper.top()) / paper.height()
        return next((r for r in self._index if r.page == self.page() + 1 and r.top <= share <= r.bottom), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over the lines."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor if self.line_at(event) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn to the page that the line names."""
        line = self.line_at(event) if event.button() == Qt.MouseButton.LeftButton else None
        if line is None:
            super().mousePressEvent(event)
        else:
            self.set_page(line.target - 1)


class PacketPages(QWidget):
    """The preview of a packet with its bar and a hint below."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PacketRow] = ()
        self.view = IndexView(jobs)
        self.preview = PdfPreview(jobs, view=self.view)
        ground(self.preview, "desk")
        self._part = Label("", 13, 400, "text-2", elide=True)
        bar = self.preview.bar
        bar.insertWidget(3, self._part, 1)  # after the arrows and the page's number
        self._hint = Label("", 12, 400, "text-2")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setContentsMargins(0, 4, 0, 8)
        foot = QWidget()
        ground(foot, "desk")
        under = QVBoxLayout(foot)
        space(under, (16, 4, 16, 8), 0)
        under.addWidget(self._hint)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self.preview, 1)
        layout.addWidget(foot)
        self.preview.page_changed.connect(self._say)

    def show_packet(self, preview: PacketPreview, rows: Sequence[PacketRow]) -> None:
        """Show a packet; the page in sight stays where it is until the new one is ready."""
        files = preview.files
        self._rows = rows
        self.view.set_index(preview.rows)
        self.preview.set_document(lambda page, width: packet_page(files, page + 1, width), files.numbered)
        self._say()

    def clear(self, words: str) -> None:
        """Show an empty desk."""
        self._rows = ()
        self.view.set_index(())
        self.preview.clear(words)
        self._say()

    def go_to(self, page: int) -> None:
        """Turn to a page, from 1."""
        self.view.set_page(page - 1)

    def page(self) -> int:
        """Return the page, from 1."""
        return self.view.page() + 1

    def _say(self) -> None:
        page = self.page()
        here = next((row for row in self._rows if row.first <= page <= row.last), None)
        after = next((row for row in self._rows if row.first == page + 1 and row.line), None)
        words = ""
        if here is not None:
            words = f"Exhibit {here.line.letter}: {here.title}" if here.line else here.title
        elif after is not None and after.line is not None:
            words = f"Cover sheet of Exhibit {after.line.letter}"
        self._part.setText(words)
        self._hint.setText(_HINT if self.view.has_index() else "")
