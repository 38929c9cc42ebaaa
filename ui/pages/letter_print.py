# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Printing a letter or the log: the pages of its PDF, drawn at 300 dots an inch and sent to the printer one by one.

print_pdf(context, data, title, parent)   asks for the printer, then prints; says so in the status line
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.services.previews import pdf_page_sizes, render_pdf
from ui.context import Context
from ui.widgets.page_view import to_image

DPI = 300
_POINTS = 72


def print_pdf(context: Context, data: bytes, title: str, parent: QWidget) -> None:
    """Ask for a printer and print every page of a PDF at its own size."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(DPI)
    wide, high = pdf_page_sizes(data)[0]
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), turned, QMarginsF()))
    printer.setFullPage(True)  # the margins are in our own pages
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"Print “{title}”")
    if context.prompts.run(dialog):
        _Printing(context, printer, data, parent).start()


class _Printing:
    """One print: a page is drawn in a worker while the one before it goes out."""

    def __init__(self, context: Context, printer: QPrinter, data: bytes, owner: QWidget) -> None:
        self._context, self._printer, self._data, self._owner = context, printer, data, owner
        self._sizes = pdf_page_sizes(data)
        self._painter = QPainter()

    def start(self) -> None:
        """Open the printer and draw the first page."""
        if self._painter.begin(self._printer):
            self._draw(0)
        else:
            self._context.prompts.tell(
                "The printer did not take the pages. Nothing was printed. See whether it is switched on, or save a "
                "PDF and print that.",
                "Not printed",
            )

    def _draw(self, number: int) -> None:
        width = round(self._sizes[number][0] / _POINTS * DPI)

        def picture() -> QImage:
            return to_image(render_pdf(self._data, number + 1, width))

        done: Callable[[QImage], None] = lambda image: self._put(number, image)  # noqa: E731 - typed for the runner
        text = f"Printing page {number + 1} of {len(self._sizes)}"
        self._context.jobs.run_function(picture, done, self._fail, text=text, owner=self._owner)

    def _put(self, number: int, image: QImage) -> None:
        place = QRectF(0, 0, self._printer.width(), self._printer.height())
        self._painter.drawImage(place, image)
        if number + 1 < len(self._sizes):
            self._printer.newPage()
            self._draw(number + 1)
        else:
            self._painter.end()
            self._context.said.emit("Sent to the printer")

    def _fail(self, problem: Exception) -> None:
        self._painter.end()
        self._context.prompts.problem(problem)
