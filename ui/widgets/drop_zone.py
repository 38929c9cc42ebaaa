# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""DropZone: a place to drop files, and a button that asks for them, so that no mouse is needed.

DropZone(title, text="", *, kinds="All files (*)", prompts, icon="files", compact=False)
    Signals: dropped(list) paths, by dropping or by choosing
accept_drops(widget, on_files)   lets any widget take files dropped on it; on_files(paths)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.prompts import Prompts
from ui.theme import color, fit, font, px
from ui.widgets.button import paint_focus


def paths_of(mime: QMimeData) -> list[Path]:
    """Return the local files of something dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile() and url.toLocalFile()]


class _Taker(QObject):
    """Takes files dropped on a widget."""

    def __init__(
        self, widget: QWidget, on_files: Callable[[list[Path]], object], on_hover: Callable[[bool], object]
    ) -> None:
        super().__init__(widget)
        self._on_files, self._on_hover = on_files, on_hover
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files, and nothing else."""
        if isinstance(event, QDropEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        }:
            files = paths_of(event.mimeData())
            if not files:
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._on_hover(event.type() != QEvent.Type.Drop)
            if event.type() == QEvent.Type.Drop:
                self._on_files(files)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._on_hover(False)
        return super().eventFilter(watched, event)


def accept_drops(
    widget: QWidget, on_files: Callable[[list[Path]], object], on_hover: Callable[[bool], object] = lambda _over: None
) -> None:
    """Let a widget take files dropped on it; ``on_hover`` is told when they come over it and go."""
    _Taker(widget, on_files, on_hover)


class DropZone(QAbstractButton):
    """A dashed frame with words; Enter, Space or a click opens the file dialog.

    Signals:
        dropped(list): paths of files.
    """

    dropped = Signal(list)

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        prompts: Prompts,
        kinds: str = "All files (*)",
        icon: str = "files",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._words, self._kinds, self._icon = title, text, kinds, icon
        self._prompts, self._over = prompts, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        fit(self, height=64 if compact else 128)
        self._compact = compact
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        accept_drops(self, self.dropped.emit, self._hover)
        self.clicked.connect(self._ask)

    def _hover(self, over: bool) -> None:
        self._over = over
        self.update()

    def _ask(self) -> None:
        files = self._prompts.choose_files(self._title, self._kinds)
        if files:
            self.dropped.emit(files)

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - QKeyEvent
        """Ask on Enter as well as on Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return a wide place."""
        return QSize(px(400), px(64 if self._compact else 128))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        pen = QPen(color("accent" if self._over else "edge"), 2 if self._over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(color("select" if self._over else "hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(8), px(8))
        if self._compact:
            paint_icon(painter, QRectF(px(16), 0, px(20), box.height()), self._icon, "text-2", 20)
            words = box.adjusted(px(48), px(12), -px(16), -px(12))
            title, text = words, words
            side = Qt.AlignmentFlag.AlignLeft
            places = (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom)
        else:
            paint_icon(painter, QRectF(0, px(20), box.width(), px(32)), self._icon, "text-3", 24)
            title = QRectF(px(16), px(60), box.width() - px(32), px(20))
            text = QRectF(px(16), px(82), box.width() - px(32), px(36))
            side = Qt.AlignmentFlag.AlignHCenter
            places = (Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop)
        painter.setFont(font(13, 600))
        painter.setPen(color("text"))
        painter.drawText(title, int(side | places[0]), self._title)
        painter.setFont(font(12))
        painter.setPen(color("text-2"))
        painter.drawText(text, int(side | places[1]) | int(Qt.TextFlag.TextWordWrap), self._words)
        if self.hasFocus():
            paint_focus(painter, box, px(8))
        painter.end()
