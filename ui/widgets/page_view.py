# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""PageView: one page as a picture on the desk, drawn in a worker, with zoom; the base of preview and marked page.

PageView(jobs)
    set_document(render, pages, page=0)   render(page from 0, width in pixels) -> (width, height, RGBA bytes),
        called in a worker; the page that is shown stays until the new one is ready
    page(), pages(), set_page(n), zoom_in(), zoom_out(), fit_width(), zoom_text(), rotate() by quarter turns
    clear(text="")   an empty desk, with words
    page_rect() -> QRectF of the page in scene pixels; image() -> QImage | None
    Signals: page_changed(int), zoom_changed(), shown() a new picture stands there, failed(object)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from ui.jobs import JobRunner, Ticket
from ui.theme import color, font, px

Picture = tuple[int, int, bytes]
Render = Callable[[int, int], Picture]
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_MARGIN = 28
_BAR = 12  # the scroll bar of the stylesheet
_RESIZE_MS = 120
_WIDEST = 4_000  # pixels: a wall of paper is no use and costs memory


def to_image(picture: Picture) -> QImage:
    """Make an image of RGBA bytes; ValueError when there are too few of them."""
    width, height, pixels = picture
    if len(pixels) < width * height * 4:
        raise ValueError("The picture has fewer bytes than its size says.")
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


class PageView(QGraphicsView):
    """A page on the desk.

    Signals:
        page_changed(int): another page is wanted, from 0.
        zoom_changed(): the zoom is another.
        shown(): a new picture stands on the desk.
        failed(object): the exception of a page that could not be drawn.
    """

    page_changed = Signal(int)
    zoom_changed = Signal()
    shown = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._render: Render | None = None
        self._pages, self._page, self._zoom, self._turn = 0, 0, 1.0, 0
        self._ticket: Ticket | None = None
        self._image: QImage | None = None
        self._words = ""
        self._paper = QGraphicsPixmapItem()
        self._paper.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        scene = QGraphicsScene(self)
        scene.addItem(self._paper)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.NoDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_RESIZE_MS)
        self._later.timeout.connect(self.draw)

    # -- what is shown -------------------------------------------------------------------------------------------

    def set_document(self, render: Render, pages: int, page: int | None = None) -> None:
        """Show a document, on ``page`` or as near as possible to where we were."""
        self._render, self._pages = render, pages
        self._page = max(0, min(pages - 1, self._page if page is None else page))
        self._words = ""
        self.page_changed.emit(self._page)
        self.draw()

    def clear(self, words: str = "") -> None:
        """Show an empty desk, with words on it."""
        self._cancel()
        self._render, self._pages, self._page, self._image, self._words = None, 0, 0, None, words
        self._paper.setPixmap(QPixmap())
        self.page_changed.emit(0)
        self.viewport().update()

    def page(self) -> int:
        """Return the page, from 0."""
        return self._page

    def pages(self) -> int:
        """Return how many pages there are."""
        return self._pages

    def image(self) -> QImage | None:
        """Return the picture that is shown; None before the first."""
        return self._image

    def set_page(self, page: int) -> None:
        """Turn to a page; beyond the ends nothing happens."""
        if 0 <= page < self._pages and page != self._page:
            self._page = page
            self._to_top()
            self.page_changed.emit(page)
            self.draw()

    def rotate_page(self) -> None:
        """Turn the page by a quarter, clockwise; only here, never in the file."""
        self._turn = (self._turn + 90) % 360
        self._place()

    # -- zoom ----------------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom), ZOOMS[0]))

    def fit_width(self) -> None:
        """Make the page as wide as the desk."""
        self._set_zoom(1.0)

    def zoom_text(self) -> str:
        """Return the zoom in words."""
        return "Fit width" if self._zoom == 1.0 else f"{self._zoom:.0%} of width"

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.zoom_changed.emit()
        self._place()
        self.draw()

    # -- drawing -------------------------------------------------------------------------------------------------

    def _wanted(self) -> int:
        """Return how wide the page shall be on the screen, in device-independent pixels."""
        room = self.width() - px(_BAR) - 2 * px(_MARGIN)  # a bar that comes and goes must not change the page
        return max(80, round(room * self._zoom))

    def draw(self) -> None:
        """Ask for the picture of the page at the present width."""
        if self._render is None or not self._pages or self.viewport().width() < px(120):
            return
        self._cancel()
        render, page = self._render, self._page
        width = min(_WIDEST, round(self._wanted() * self.devicePixelRatioF()))
        self._ticket = self._jobs.run_function(
            lambda: to_image(render(page, width)), self._show, self._fail, priority=3, owner=self
        )

    def _cancel(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _to_top(self) -> None:
        """Show the upper edge of the page; the desk above it has places below zero."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def _show(self, image: QImage) -> None:
        first, self._image = self._image is None, image
        self._paper.setPixmap(QPixmap.fromImage(image))
        self.setAccessibleName(f"Page {self._page + 1} of {self._pages}")
        self._place()
        if first:
            self._to_top()
        self.shown.emit()

    def _fail(self, problem: Exception) -> None:
        self._image, self._words = None, "This page cannot be shown. The file itself is unchanged."
        self._paper.setPixmap(QPixmap())
        self.viewport().update()
        self.failed.emit(problem)

    def _place(self) -> None:
        """Scale the picture that is there to the wanted width, until a sharper one comes."""
        if self._image is None:
            return
        turned = self._turn in {90, 270}
        across = self._image.height() if turned else self._image.width()
        scale = self._wanted() / max(1, across)
        middle = self._image.width() / 2, self._image.height() / 2
        turn = QTransform().scale(scale, scale).translate(*middle).rotate(self._turn).translate(-middle[0], -middle[1])
        self._paper.setTransform(turn)
        page = self.page_rect()
        margin = px(_MARGIN) - 2  # without two pixels of slack the view shows a scroll bar
        self.setSceneRect(page.adjusted(-margin, -px(24), margin, px(24)))
        self.viewport().update()

    def page_rect(self) -> QRectF:
        """Return where the page lies, in scene pixels."""
        return self._paper.mapRectToScene(QRectF(self._paper.pixmap().rect()))

    def to_scene(self, part: tuple[float, float, float, float]) -> QRectF:
        """Return where a part of the page lies: left, top, width, height as shares of the page, before turning."""
        whole = QRectF(self._paper.pixmap().rect())
        left, top, width, height = part
        box = QRectF(left * whole.width(), top * whole.height(), width * whole.width(), height * whole.height())
        return self._paper.mapRectToScene(box)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the desk, and the edge of the paper."""
        painter.fillRect(rect, color("desk"))
        if self._image is not None:
            painter.setPen(QPen(QColor(0, 0, 0, 40), 1))
            painter.setBrush(color("paper"))
            painter.drawRect(self.page_rect().adjusted(-1, -1, 0, 0))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the words of an empty desk."""
        if self._image is None and self._words:
            painter.save()
            painter.resetTransform()
            painter.setFont(font(13))
            painter.setPen(color("text-2"))
            box = self.viewport().rect().adjusted(px(24), 0, -px(24), 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._words)
            painter.restore()
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.restore()

    # -- events --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale at once, and draw sharp a moment later."""
        super().resizeEvent(event)
        self._place()
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the desk in the theme that is on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
            self.resetCachedContent()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn pages at the ends; Ctrl with plus, minus and 0 zooms."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.set_page(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.set_page(self._page - 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return a size in which a page can be read."""
        return QSize(px(480), px(560))
