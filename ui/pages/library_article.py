# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The middle of the library: one article, built anew for each entry, with what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.services.library import Article, Line, Section
from ui.context import Context
from ui.pages.library_count import DateCounter
from ui.pages.library_side import FIRST_LINE
from ui.theme import fit, px, space
from ui.widgets.badge import Badge
from ui.widgets.button import Button
from ui.widgets.card import Scroll, column, row
from ui.widgets.key_value import FlowLayout, KeyValueList
from ui.widgets.label import Hairline, IconLabel, Label

_GAPS = {"rows": 6, "words": 8, "good": 2, "bad": 2}
_MARKS = {"good": ("check", "green", "Do"), "bad": ("x", "red", "Avoid")}


class ArticleView(Scroll):
    """Shows one article.

    Signals:
        asked(str, object): copy, dispute, assistance, call, letter, own; with the Article.
    """

    asked = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("surface", margins=(32, 20, 32, 32), gap=0, parent=parent)
        self._context = context
        self._inside: QWidget | None = None
        self.article: Article | None = None
        self.setAccessibleName("Article")

    def show_article(self, article: Article) -> None:
        """Show another article from its top."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self.article = article
        self._inside = self._built(article)
        self.body.addWidget(self._inside)
        self.verticalScrollBar().setValue(0)

    def _built(self, article: Article) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        space(layout, 0, 0)
        layout.addWidget(self._head(article))
        layout.addLayout(column(8, gap=0))
        layout.addWidget(Label(article.title, 24, 600, wrap=True))
        layout.addLayout(column(8, gap=0))
        layout.addWidget(Label(article.lead, 15, 400, wrap=True))
        layout.addLayout(column(16, gap=0))
        if article.inputs:
            layout.addWidget(DateCounter(self._context, article))
            layout.addLayout(column(16, gap=0))
        if article.facts:
            layout.addWidget(KeyValueList([(name, escape(value)) for name, value in article.facts], markup=True))
        for section in article.sections:
            layout.addLayout(column(24, gap=0))
            layout.addWidget(_section(section))
        layout.addStretch(1)
        return inside

    def _head(self, article: Article) -> QWidget:
        badges = QWidget()
        flow = FlowLayout(8, 4)
        badges.setLayout(flow)
        for words, tone in article.badges:
            flow.addWidget(Badge(words, tone))
        buttons = [Button("Copy", icon="copy", on=lambda: self.asked.emit("copy", article))]
        if article.start:
            words = "Start a dispute with it"
            buttons.append(Button(words, "primary", icon="folder-plus", on=lambda: self.asked.emit("dispute", article)))
        elif article.kind == "state":
            words = "See who gets help"
            on = partial(self.asked.emit, "assistance", article)
            buttons.append(Button(words, "primary", icon="hand-coins", on=on))
        elif article.kind == "script":
            buttons.append(
                Button("Make this call", "primary", icon="phone", on=lambda: self.asked.emit("call", article))
            )
        elif article.kind == "letter":
            own = partial(self.asked.emit, "own", article)
            buttons.append(Button("Make my own copy", icon="pencil", on=own))
            buttons.append(Button("Write one", "primary", icon="mail", on=lambda: self.asked.emit("letter", article)))
        return _Head(badges, buttons)


class _Head(QWidget):
    """Badges at the left and buttons at the right, or below them where there is no room."""

    def __init__(self, badges: QWidget, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._actions = QWidget()
        self._actions.setLayout(row(*buttons, None))
        self._badges = badges
        self._line = row(gap=8)
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line.addWidget(badges, 1)
        self._line.addWidget(self._actions)
        self.setLayout(self._line)

    def minimumSizeHint(self) -> QSize:
        """Return the room needed with one below the other."""
        parts = (self._badges.minimumSizeHint(), self._actions.minimumSizeHint())
        return QSize(max(part.width() for part in parts), max(part.height() for part in parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the line where it has no room."""
        super().resizeEvent(event)
        needed = self._badges.sizeHint().width() + self._actions.sizeHint().width() + px(8)
        fits = event.size().width() >= needed
        side = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != side:
            self._line.setDirection(side)
            self.updateGeometry()


def _section(section: Section) -> QWidget:
    block = QWidget()
    held = column(Label(section.title, 15, 600), gap=_GAPS[section.style])
    if section.style == "rows":
        rows = column(gap=0)
        for line in section.lines:
            rows.addWidget(Hairline())
            rows.addLayout(_line(line))
        held.addLayout(rows)
    else:
        for line in section.lines:
            held.addLayout(_marked(line, section.style) if section.style in _MARKS else _words(line))
    block.setLayout(held)
    block.setAccessibleName(section.title)
    return block


def _line(line: Line) -> QHBoxLayout:
    """Return a row with its note at the right, or below a long one."""
    across = row(gap=16, margins=(0, 6, 0, 6))
    across.addWidget(Label(line.text, 13, 400, wrap=True), 1)
    if line.note:
        note = Label(line.note, 13, 400, "text-2", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        fit(note, width=min(200, 16 + 8 * len(line.note)))
        across.addWidget(note, 0, Qt.AlignmentFlag.AlignTop)
    return across


def _marked(line: Line, style: str) -> QHBoxLayout:
    icon, ink, said = _MARKS[style]
    across = row(gap=8)
    sign = IconLabel(icon, ink, text=said)
    fit(sign, height=FIRST_LINE)
    across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Label(line.text, 13, 400, wrap=True), 1)
    return across


def _words(line: Line) -> QHBoxLayout:
    across = row(gap=0)
    across.addWidget(Label(line.text, 13, 400, wrap=True), 1)
    return across
