# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The text of a letter as Markdown: typing it, and what the formatting buttons do to it.

LetterText()   text(), set_text(text) (forgets undo), replace_text(text) (undo brings the old back), insert(words)
    insert_block(words) in a paragraph of their own
    heading(), bold(), italic(), numbered(), bullets(), quote(); line_kind() says what the current line is
    set_facts(words, missing); set_spelling(spelling), menu_at(cursor)
    Signals: edited() the text is another one, learned(word)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from app.services.spelling import Spelling
from ui.pages.letter_highlight import LetterHighlighter
from ui.pages.letter_word_menu import add_spelling
from ui.theme import px, set_font

_ITEM = re.compile(r"^(\s*)(?:(\d{1,3})([.)])|([-*+])|(>)) (.*)$")
_LINE_KINDS = {"heading": "## ", "numbered": "1. ", "bullets": "- ", "quote": "> "}
_PREFIX = re.compile(r"^(?:#{1,6} |\d{1,3}[.)] |[-*+] |> )")


class LetterText(QTextEdit):
    """Plain text only. A QTextEdit, for QPlainTextEdit knows no line height and the lines would stand too close.

    Signals:
        edited(): the text is another one.
        learned(str): a word shall be taken as right.
    """

    edited = Signal()
    learned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("plain", True)
        self.setAccessibleName("Text of the letter")
        self.setAccessibleDescription("Markdown. Blanks that are still to be filled stand in double brackets.")
        set_font(self, 13)
        self._highlighter = LetterHighlighter(self.document())
        self._last = ""
        self._spelling: Spelling | None = None
        self.document().contentsChanged.connect(self._tell)

    def text(self) -> str:
        """Return the text. Unlike toPlainText, it keeps the no-break spaces that hold dates together."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show another letter; nothing is told, and what was typed before cannot be undone into it."""
        self._last = text
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._dress()
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def replace_text(self, text: str) -> None:
        """Put another text in place as one step of editing: only what differs is touched, and undo brings it back."""
        before = self.text()
        start = next((n for n, (a, b) in enumerate(zip(before, text, strict=False)) if a != b), None)
        start = min(len(before), len(text)) if start is None else start
        rest = min(len(before), len(text)) - start
        end = next((n for n in range(rest) if before[-1 - n] != text[-1 - n]), rest)
        cursor = QTextCursor(self.document())
        # Places count UTF-16 units, so that signs beyond the first plane take two.
        cursor.setPosition(_units(before[:start]))
        cursor.setPosition(_units(before[: len(before) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])

    def set_facts(self, words: Sequence[str], missing: Sequence[str]) -> None:
        """Underline known facts, and mark the blanks of these keys."""
        self._highlighter.set_facts(words, missing)

    def set_spelling(self, spelling: Spelling) -> None:
        """Underline doubtful words, and offer better ones in the menu."""
        self._spelling = spelling
        self._highlighter.set_spelling(spelling.wrong)

    def insert(self, words: str) -> None:
        """Put words at the cursor, in place of a selection."""
        self.textCursor().insertText(words)
        self.setFocus()

    def insert_block(self, words: str) -> None:
        """Put words into a paragraph of their own, below the one of the cursor."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = "\n\n" if cursor.block().text().strip() else ""
        cursor.insertText(f"{before}{words}\n")
        self.setTextCursor(cursor)
        self.setFocus()

    # -- formatting ----------------------------------------------------------------------------------------------

    def heading(self) -> None:
        """Make the lines a heading, or plain again."""
        self._toggle_lines("heading")

    def numbered(self) -> None:
        """Number the lines, or take the numbers away."""
        self._toggle_lines("numbered")

    def bullets(self) -> None:
        """Put dashes before the lines, or take them away."""
        self._toggle_lines("bullets")

    def quote(self) -> None:
        """Set the lines apart as the other side's words, or take that back."""
        self._toggle_lines("quote")

    def bold(self) -> None:
        """Make the selection (else the word) bold, or plain again."""
        self._toggle_signs("**")

    def italic(self) -> None:
        """Make the selection (else the word) italic, or plain again."""
        self._toggle_signs("*")

    def line_kind(self) -> str:
        """Return heading, numbered, bullets, quote, or nothing, for the line of the cursor."""
        return _kind_of(self.textCursor().block().text())

    def _toggle_lines(self, kind: str) -> None:
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        lines = []
        block = first
        while block.isValid():
            lines.append(block)
            if block == last:
                break
            block = block.next()
        wanted = [line for line in lines if line.text().strip()] or lines[:1]
        clear = all(_kind_of(line.text()) == kind for line in wanted)
        cursor.beginEditBlock()
        for number, line in enumerate(wanted, 1):
            old = _PREFIX.match(line.text())
            prefix = "" if clear else f"{number}. " if kind == "numbered" else _LINE_KINDS[kind]
            at = QTextCursor(line)
            at.setPosition(line.position() + (old.end() if old else 0), QTextCursor.MoveMode.KeepAnchor)
            at.insertText(prefix)
        cursor.endEditBlock()
        self.setFocus()

    def _toggle_signs(self, signs: str) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        if "\u2029" in words:
            return  # bold and italic end with their paragraph
        start, length = cursor.selectionStart(), len(signs)
        around = QTextCursor(self.document())
        around.setPosition(max(0, start - length))
        around.setPosition(min(self.document().characterCount() - 1, cursor.selectionEnd() + length),
                           QTextCursor.MoveMode.KeepAnchor)  # fmt: skip
        wrapped = around.selectedText()
        bare = wrapped[length:-length]
        if wrapped == f"{signs}{words}{signs}" and not bare.startswith("*"):
            around.insertText(words)
            self._select(start - length, len(words))
        elif len(words) > 2 * length and words.startswith(signs) and words.endswith(signs):
            cursor.insertText(words[length:-length])
            self._select(start, len(words) - 2 * length)
        else:
            cursor.insertText(f"{signs}{words}{signs}")
            self._select(start + length, len(words))
        self.setFocus()

    def _select(self, start: int, length: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # -- events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with a list or quote, and ends it on an empty item."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (enter and plain and self._go_on_with_list()):
            super().keyPressEvent(event)

    def _go_on_with_list(self) -> bool:
        if self.isReadOnly():
            return False
        cursor = self.textCursor()
        found = _ITEM.match(cursor.block().text())
        if found is None or cursor.hasSelection() or not cursor.atBlockEnd():
            return False
        if not found[6].strip():
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
            return True
        sign = f"{int(found[2]) + 1}{found[3]}" if found[2] else found[4] or found[5]
        cursor.insertText(f"\n{found[1]}{sign} ")
        self.ensureCursorVisible()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the usual menu, above it what a doubtful word may have meant."""
        menu = self.menu_at(self.cursorForPosition(event.pos()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def menu_at(self, cursor: QTextCursor) -> QMenu:
        """Return the menu for a place of the text."""
        menu = self.createStandardContextMenu()
        if self._spelling is not None and not self.isReadOnly():
            add_spelling(menu, cursor, self._spelling, self.learned.emit)
        return menu

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, never somebody's fonts and colours."""
        self.insertPlainText(source.text())

    def changeEvent(self, event: QEvent) -> None:
        """Dress the text anew when text size or colours changed."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and hasattr(self, "_highlighter"):
            self._dress()
            self._highlighter.rehighlight()

    def _dress(self) -> None:
        """Give every line its height, without a step of undo that a person could stumble over."""
        form = QTextBlockFormat()
        form.setLineHeight(px(20), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.joinPreviousEditBlock()
        cursor.mergeBlockFormat(form)
        cursor.endEditBlock()
        self.document().setDocumentMargin(0)

    def _tell(self) -> None:
        """Tell when the words changed; colours and heights change nothing."""
        text = self.text()
        if text != self._last:
            self._last = text
            self.edited.emit()


def _kind_of(line: str) -> str:
    checks: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("heading", re.compile(r"#{1,6} ").match),
        ("numbered", re.compile(r"\d{1,3}[.)] ").match),
        ("bullets", re.compile(r"[-*+] ").match),
        ("quote", re.compile(r"> ?").match),
    )
    return next((kind for kind, matches in checks if matches(line)), "")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
