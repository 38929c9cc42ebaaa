# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""PdfPreview: pages as they will print, with a bar to turn pages and to zoom.

PdfPreview(jobs, *, title="", icon="", rotatable=False, legend=None)
    set_document(render, pages, page=None), clear(words=""), set_title(text), .view (a PageView), .bar (its layout)
    render(page from 0, width in pixels) -> (width, height, RGBA bytes), called in a worker
    Signals: page_changed(int) from 0
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.jobs import JobRunner
from ui.theme import fit, ground, space
from ui.widgets.button import Button, IconButton
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.page_view import PageView, Render


class PdfPreview(QWidget):
    """A PageView below its bar.

    Signals:
        page_changed(int): another page is shown, from 0.
    """

    page_changed = Signal(int)

    def __init__(
        self,
        jobs: JobRunner,
        *,
        view: PageView | None = None,
        title: str = "",
        icon: str = "",
        rotatable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view or PageView(jobs)
        self._title = Label(title, 13, 400, "text-2", elide=True)
        self._back = IconButton("chevron-left", "Previous page")
        self._where = Label("", 13, 400, "text-2")
        self._on = IconButton("chevron-right", "Next page")
        self._out = IconButton("zoom-out", "Zoom out")
        self._fit = Button("Fit width", "quiet", small=True)
        self._in = IconButton("zoom-in", "Zoom in")
        self._turn = IconButton("rotate-cw", "Turn the page")
        self._build(icon, bool(title))
        self._turn.setVisible(rotatable)  # once it has a parent: before, it would show as a window of its own
        self._connect()
        self._say()

    def _build(self, icon: str, titled: bool) -> None:
        head = QWidget()
        ground(head, "raised")
        fit(head, min_height=40)
        self.bar = QHBoxLayout(head)
        space(self.bar, (20, 0, 20, 0), 8)
        if icon:
            self.bar.addWidget(IconLabel(icon))
        if titled:
            self.bar.addWidget(self._title, 1)
        turning: tuple[QWidget, ...] = (self._back, self._where, self._on)
        for widget in turning:
            self.bar.addWidget(widget)
        if not titled:
            self.bar.addStretch(1)
        zooming: tuple[QWidget, ...] = (self._out, self._fit, self._in, self._turn)
        for widget in zooming:
            self.bar.addWidget(widget)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(head)
        whole.addWidget(Hairline())
        whole.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.view.set_page(self.view.page() - 1))
        self._on.clicked.connect(lambda: self.view.set_page(self.view.page() + 1))
        self._out.clicked.connect(self.view.zoom_out)
        self._in.clicked.connect(self.view.zoom_in)
        self._fit.clicked.connect(self.view.fit_width)
        self._turn.clicked.connect(self.view.rotate_page)
        self.view.page_changed.connect(self._say)
        self.view.page_changed.connect(self.page_changed)
        self.view.zoom_changed.connect(self._say)

    def set_document(self, render: Render, pages: int, page: int | None = None) -> None:
        """Show a document; the page in sight stays until the new one is ready."""
        self.view.set_document(render, pages, page)
        self._say()

    def clear(self, words: str = "") -> None:
        """Show an empty desk, with words on it."""
        self.view.clear(words)
        self._say()

    def set_title(self, text: str) -> None:
        """Show another title in the bar."""
        self._title.setText(text)

    def _say(self) -> None:
        page, pages = self.view.page(), self.view.pages()
        self._where.setText(f"Page {page + 1} of {pages}" if pages else "No page yet")
        self._back.setEnabled(page > 0)
        self._on.setEnabled(page < pages - 1)
        self._fit.setText(self.view.zoom_text())
        self._fit.updateGeometry()
        for button in (self._out, self._fit, self._in, self._turn):
            button.setEnabled(bool(pages))
