# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The formatting buttons above a letter's text, and the menus that put an exhibit or a fact into it.

LetterToolbar(text)   offer_exhibits(lines), offer_facts(known facts), set_writable(bool)
    Signals: packet_wanted() the person wants a packet, so that exhibits have letters; quote_wanted()
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.services.letter_facts import KnownFact
from app.services.packet_views import ExhibitLine
from ui.pages.letter_editor import LetterText
from ui.theme import fit, px
from ui.widgets.button import Button, IconButton
from ui.widgets.card import row
from ui.widgets.label import Hairline

_LONGEST = 48
_NARROW = 440


class LetterToolbar(QWidget):
    """Heading, bold, italic, lists, quote; exhibit and fact; undo and redo.

    Signals:
        packet_wanted(): exhibits shall get their letters in a packet.
        quote_wanted(): a record shall be quoted.
    """

    packet_wanted = Signal()
    quote_wanted = Signal()

    def __init__(self, text: LetterText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.lines = {
            "heading": IconButton("heading", "Heading", on=text.heading, shortcut="Ctrl+Shift+H"),
            "numbered": IconButton("list-ordered", "Numbered list", on=text.numbered, shortcut="Ctrl+Shift+7"),
            "bullets": IconButton("list", "List", on=text.bullets, shortcut="Ctrl+Shift+8"),
            "quote": IconButton("text-quote", "Their words, set apart", on=text.quote, shortcut="Ctrl+Shift+9"),
        }
        self.bold = IconButton("bold", "Bold", on=text.bold, shortcut="Ctrl+B")
        self.italic = IconButton("italic", "Italic", on=text.italic, shortcut="Ctrl+I")
        self._exhibits, self._facts = QMenu(self), QMenu(self)
        self.exhibit = Button("Exhibit", "quiet", icon="paperclip", small=True, tip="Refer to an exhibit")
        self.fact = Button("Fact", "quiet", icon="braces", small=True, tip="Put in a fact of the case")
        self.undo = IconButton("undo-2", "Undo typing (Ctrl+Z)", on=text.undo)
        self.redo = IconButton("redo-2", "Redo typing (Ctrl+Shift+Z)", on=text.redo)
        self._build()
        self._connect()

    def _build(self) -> None:
        for button, name in ((self.exhibit, "Exhibit"), (self.fact, "Fact")):
            button.setAccessibleName(name)
            button.setAccessibleDescription("Opens a menu")
        for button in self.lines.values():
            button.setCheckable(True)
        first, second = Hairline(vertical=True), Hairline(vertical=True)
        for line in (first, second):
            fit(line, height=16)
        left = row(
            self.lines["heading"], self.bold, self.italic, 4, first, 4,
            self.lines["numbered"], self.lines["bullets"], self.lines["quote"], 4, second, 4,
            self.exhibit, self.fact, gap=4,
        )  # fmt: skip
        self.setLayout(row(left, None, self.undo, self.redo, gap=4, margins=(20, 6, 20, 5)))
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.setAccessibleName("Formatting")

    def _connect(self) -> None:
        self._text.cursorPositionChanged.connect(self._say)
        self._text.textChanged.connect(self._say)
        self._text.undoAvailable.connect(self.undo.setEnabled)
        self._text.redoAvailable.connect(self.redo.setEnabled)
        self.exhibit.clicked.connect(lambda: self._exhibits.popup(_below(self.exhibit)))
        self.fact.clicked.connect(lambda: self._facts.popup(_below(self.fact)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons alone where the words have no room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        for button, words in ((self.exhibit, "Exhibit"), (self.fact, "Fact")):
            button.setText("" if narrow else words)
            button.updateGeometry()

    def set_writable(self, writable: bool) -> None:
        """Let the buttons work only where the text may be changed."""
        self.setVisible(writable)

    def offer_exhibits(self, lines: Sequence[ExhibitLine]) -> None:
        """Offer the exhibits of the case's packet."""
        self._exhibits.clear()
        for line in lines:
            action = self._exhibits.addAction(f"Exhibit {line.letter}: {_short(line.exhibit.title)}")
            action.triggered.connect(partial(self._text.insert, f"(Exhibit {line.letter})"))
        if not lines:
            none = self._exhibits.addAction("No exhibits yet")
            none.setEnabled(False)
        self._exhibits.addSeparator()
        quoted = self._exhibits.addAction("Quote a record")
        quoted.triggered.connect(lambda _checked=False: self.quote_wanted.emit())
        wanted = self._exhibits.addAction("Open the packet" if lines else "Make a packet")
        wanted.triggered.connect(lambda _checked=False: self.packet_wanted.emit())

    def offer_facts(self, facts: Sequence[KnownFact]) -> None:
        """Offer the facts that this letter may name, by where they belong."""
        self._facts.clear()
        places: dict[str, QMenu] = {}
        for fact in facts:
            if fact.where not in places:
                places[fact.where] = self._facts.addMenu(fact.where)
            words = f"{fact.label}: {_short(fact.words)}" if fact.words else f"{fact.label} (still missing)"
            action = places[fact.where].addAction(words.replace("&", "&&"))
            action.triggered.connect(partial(self._text.insert, f"[[{fact.key}]]"))

    def _say(self) -> None:
        kind = self._text.line_kind()
        for name, button in self.lines.items():
            button.setChecked(name == kind)


def _below(button: Button) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
