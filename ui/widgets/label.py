# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Labels in the type scale: one line, or a paragraph with the line height of the scale.

Label(text, size=13, weight=400, ink="text", *, wrap=False, elide=False, markup=False, parent=None)
    ink: text, text-2, text-3, accent, on-accent, red, amber, green; set_ink(ink) changes it
    wrap: a paragraph (line heights 16, 20, 24, 24, 32); markup: text is our own HTML (only <b>, <i>, <a href>, <br>)
    elide: one line that shortens itself with an ellipsis and shows the whole text as a tooltip
    linkActivated(str) is QLabel's own
IconLabel(name, role="text-2", size=16, *, text="")   a picture that follows the theme; text is its accessible name
Hairline(vertical=False)                               a 1 px line
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import LINE_HEIGHTS, color, px, set_font

_AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What marks up rich text, as text; html.escape does the same, but its module is slow to load for the first label."""


def repolish(widget: QWidget) -> None:
    """Make a widget read its dynamic properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """Text in the type scale; see the module for what its arguments mean."""

    def __init__(
        self,
        text: str = "",
        size: int = 13,
        weight: int = 400,
        ink: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        markup: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._wrap, self._elide, self._markup = size, wrap, elide, markup
        self._words = ""
        self.setProperty("ink", ink)
        set_font(self, size, weight)
        self.setTextFormat(Qt.TextFormat.RichText if wrap or markup else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if markup:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text; the same rules as in the constructor."""
        self._words = text
        self._lay_out()
        if self._elide:
            self.updateGeometry()  # shortened to nothing, Qt sees no new text and leaves it no room

    def words(self) -> str:
        """Return the text as it was given."""
        return self._words

    def set_ink(self, ink: str) -> None:
        """Change the colour role of the text."""
        if ink != self.property("ink"):
            self.setProperty("ink", ink)
            repolish(self)

    def _lay_out(self) -> None:
        if self._wrap or self._markup:
            body = self._words if self._markup else self._words.translate(_AS_TEXT).replace("\n", "<br>")
            body = body.replace("<b>", '<span style="font-weight:600">').replace("</b>", "</span>")  # Inter has no 700
            body = body.replace("<a ", f'<a style="color:{color("accent").name()};text-decoration:none" ')
            height = px(LINE_HEIGHTS[self._size])
            super().setText(f'<p style="line-height:{height}px;margin:0">{body}</p>' if self._words else "")
        elif self._elide:
            shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, self.width()))
            super().setText(shown)
            self.setToolTip(self._words if shown != self._words else "")
            self.setAccessibleName(self._words)
        else:
            super().setText(self._words)

    def sizeHint(self) -> QSize:
        """Return room for the whole text, even while it is shortened."""
        if not self._elide:
            return super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(self._words) + 1  # it is rounded; shortening is not
        return QSize(wide, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew."""
        super().resizeEvent(event)
        if self._elide:
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the paragraph out anew when the font or the colours changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange or (
            event.type() == QEvent.Type.PaletteChange and "<a " in getattr(self, "_words", "")
        ):
            self._lay_out()


class IconLabel(QLabel):
    """An icon as a picture; without ``text`` screen readers pass over it."""

    def __init__(
        self, name: str, role: str = "text-2", size: int = 16, *, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drawing = (name, role, size)
        if text:
            self.setAccessibleName(text)
            self.setToolTip(text)

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon, in the same colour unless ``role`` says otherwise."""
        self._drawing = (name, role or self._drawing[1], self._drawing[2])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's scaled size."""
        return QSize(px(self._drawing[2]), px(self._drawing[2]))

    def minimumSizeHint(self) -> QSize:
        """Return the icon's scaled size; it is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the theme that is on."""
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), *self._drawing)
        painter.end()


class Hairline(QFrame):
    """A line of one pixel; decoration only."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hairline")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
