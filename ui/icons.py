# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Line icons (Lucide, in resources/icons), recoloured from the palette roles and drawn for the screen's pixel ratio.

icon("phone", "text-2", 16) -> QIcon          for buttons and actions; use ui.theme.set_icon to follow theme changes
pixmap("phone", "accent", 18) -> QPixmap      for painters and labels
paint_icon(painter, rect, "phone", "text-2")  draws it centred in a rectangle
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme import color, look, px


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    return Path(next(iter(resources.__path__)), "icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", ink).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, role: str = "text-2", size: int = 16) -> QPixmap:
    """Return the icon in a role's colour; ``size`` is in pixels at 100 %. FileNotFoundError when there is none."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, color(role).name(), px(size), ratio)


@lru_cache(maxsize=512)
def _icon(name: str, role: str, size: int, worn: object) -> QIcon:
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "text-3", size), QIcon.Mode.Disabled)
    return made


def icon(name: str, role: str = "text-2", size: int = 16) -> QIcon:
    """Return the icon for a button or an action; cached for each look."""
    return _icon(name, role, size, look())


def paint_icon(painter: QPainter, rect: QRectF, name: str, role: str = "text-2", size: int = 16) -> None:
    """Draw the icon centred in ``rect``, on whole pixels so that its lines stay sharp."""
    drawn = pixmap(name, role, size)
    side = px(size)
    left = round(rect.x() + (rect.width() - side) / 2)
    top = round(rect.y() + (rect.height() - side) / 2)
    painter.drawPixmap(QPointF(left, top), drawn)
