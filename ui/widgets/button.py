# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The buttons of the program: primary, plain, quiet and link, with icon, key hint and menu.

Button(text, kind="plain", *, icon="", icon_role="", trailing="", hint="", shortcut="", small=False, on=None,
           tip="", parent=None)
    kind: primary (filled, one a screen), plain (edged), quiet (text and icon only), link (accent words),
          danger (edged, red words)
    icon: a name of resources/icons before the text; trailing: one after it
    hint: the key painted in text-3 after the text ("Enter", "D"); shortcut: makes the key work too
    small: 28 instead of 32 high; on: called when clicked; tip: tooltip
    set_icon_name(name), set_hint(text), setMenu(menu) (paints a chevron), set_ink(role) for link and quiet
    clicked(bool) is QPushButton's own
IconButton(icon, name, *, size=16, small=False, on=None, shortcut="", checkable=False)
    an icon alone, quiet, 28 or 32 square; ``name`` is its tooltip and accessible name
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import color, fit, font, px, set_font, text_width

KINDS = ("primary", "plain", "quiet", "link", "danger")


def paint_focus(painter: QPainter, rect: QRectF, radius: float, role: str = "accent") -> None:
    """Draw the focus ring, 2 px, inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(role), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def plain_words(text: str) -> str:
    """Return a button's text as it is read: one "&" marks a key and is not shown, "&&" stands for the sign itself."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Button(QPushButton):
    """A push button that paints itself; see the module for its arguments."""

    def __init__(
        self,
        text: str = "",
        kind: str = "plain",
        *,
        icon: str = "",
        icon_role: str = "",
        trailing: str = "",
        hint: str = "",
        shortcut: str = "",
        small: bool = False,
        on: Callable[[], object] | None = None,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        if kind not in KINDS:
            raise ValueError(f"No such kind of button: {kind}")
        self._kind, self._icon, self._trailing, self._hint, self._small = kind, icon, trailing, hint, small
        self._ink, self._icon_role = "", icon_role
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_font(self, 13, 500 if kind in {"plain", "primary", "danger"} else 400)
        if kind != "link":
            fit(self, min_height=28 if small else 32)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        if tip:
            self.setToolTip(tip)
        if on is not None:
            self.clicked.connect(lambda _checked=False: on())

    def set_icon_name(self, name: str) -> None:
        """Show another icon before the text; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: str) -> None:
        """Show another key hint after the text; empty for none."""
        self._hint = hint
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Change between plain, primary and the others."""
        self._kind = kind
        self.update()

    def set_ink(self, role: str) -> None:
        """Give a link or quiet button another text role."""
        self._ink = role
        self.update()

    def _parts(self) -> list[tuple[str, str, float]]:
        """Return what stands from left to right, each with its width at the present scale."""
        parts: list[tuple[str, str, float]] = []
        if self._icon:
            parts.append(("icon", self._icon, px(16)))
        if self.text():
            weight = 500 if self._kind in {"plain", "primary", "danger"} else 400
            words = plain_words(self.text())
            parts.append(("text", words, text_width(words, 13, weight)))
        if self._hint:
            parts.append(("hint", self._hint, text_width(self._hint, 12)))
        trailing = self._trailing or ("chevron-down" if self.menu() is not None else "")
        if trailing:
            parts.append(("trailing", trailing, px(14)))
        return parts

    def _gap(self, kind: str) -> int:
        return px(12 if kind == "hint" else 8)

    def _padding(self) -> int:
        if self._kind == "link":
            return 2  # room for the focus ring
        if not self.text():
            return px(8)
        return px(8 if self._kind == "quiet" else 12)

    def sizeHint(self) -> QSize:
        """Return the width of icon, text and hint with their padding."""
        parts = self._parts()
        width = sum(size for _, _, size in parts) + sum(self._gap(kind) for kind, _, _ in parts[1:])
        height = self.fontMetrics().height() + 2 if self._kind == "link" else px(28 if self._small else 32)
        return QSize(int(width) + 2 * self._padding() + 1, height)

    def minimumSizeHint(self) -> QSize:
        """Return sizeHint: a button is never squeezed."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Paint the hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Paint without the hover."""
        super().leaveEvent(event)
        self.update()

    def _colours(self) -> tuple[str, str, str]:
        """Return the roles of background, border and text; empty for none."""
        down = self.isDown() or self.isChecked()
        hover = self.underMouse() or (self.menu() is not None and self.menu().isVisible())
        if not self.isEnabled():
            return ("hover" if self._kind == "primary" else "", "line" if self._kind != "link" else "", "text-3")
        if self._kind == "primary":
            return ("accent-pressed" if down or hover else "accent", "", "on-accent")
        if self._kind in {"plain", "danger"}:
            return ("hover" if down or hover else "surface", "edge", "red" if self._kind == "danger" else "text")
        if self._kind == "quiet":
            return ("hover" if down or hover else "", "", self._ink or "text-2")
        return ("", "", self._ink or "accent")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw background, border, parts and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border, ink = self._colours()
        if self._kind == "quiet" and not self.isEnabled():
            border = ""
        box = QRectF(self.rect())
        radius = px(6) if self._kind != "link" else 2
        if fill or border:
            painter.setPen(QPen(color(border), 1) if border else Qt.PenStyle.NoPen)
            painter.setBrush(color(fill) if fill else Qt.BrushStyle.NoBrush)
            inset = 0.5 if border else 0
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
        self._paint_parts(painter, box, ink)
        if self.hasFocus():
            if self._kind == "primary":
                paint_focus(painter, box.adjusted(2, 2, -2, -2), radius - 2, "on-accent")
            else:
                paint_focus(painter, box, radius)
        painter.end()

    def _paint_parts(self, painter: QPainter, box: QRectF, ink: str) -> None:
        parts = self._parts()
        whole = sum(size for _, _, size in parts) + sum(self._gap(kind) for kind, _, _ in parts[1:])
        left = box.x() + (box.width() - whole) / 2 if self._kind != "link" else float(self._padding())
        for number, (kind, what, size) in enumerate(parts):
            left += self._gap(kind) if number else 0
            place = QRectF(round(left), box.y(), size + 1, box.height())
            if kind in {"icon", "trailing"}:
                plain = "text-2" if self.isEnabled() else "text-3"
                role = ink if self._kind != "plain" else plain
                role = self._icon_role if kind == "icon" and self._icon_role and self.isEnabled() else role
                paint_icon(
                    painter, QRectF(round(left), box.y(), size, box.height()), what, role, 16 if kind == "icon" else 14
                )
            else:
                painter.setFont(self.font() if kind == "text" else font(12))
                painter.setPen(self._hint_colour(ink) if kind == "hint" else color(ink))
                if self._kind == "link" and self.underMouse() and self.isEnabled():
                    painter.setFont(font(13, underline=True))
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, what)
            left += size

    def _hint_colour(self, ink: str) -> QColor:
        return color("on-accent" if self._kind == "primary" and self.isEnabled() else "text-3")


class IconButton(Button):
    """An icon alone; its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        kind: str = "quiet",
        small: bool = True,
        on: Callable[[], object] | None = None,
        shortcut: str = "",
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon=icon, small=small, on=on, shortcut=shortcut, parent=parent)
        shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""
        self.setToolTip(f"{name} ({shown})" if shown else name)
        self.setAccessibleName(name)
        self.setCheckable(checkable)

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = px(28 if self._small else 32)
        return QSize(side if self._kind == "quiet" else px(40), side)

    def _padding(self) -> int:
        return 0
