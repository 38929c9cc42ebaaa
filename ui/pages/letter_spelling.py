# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spelling in a letter's text: reading the lists once, underlining what is doubtful, keeping a person's own words.

LetterSpelling(context, text)   refresh() reads the lists in a worker the first time
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui.context import Context
from ui.pages.letter_editor import LetterText


class LetterSpelling(QObject):
    """Ties the lists to a text; it lives as long as the text."""

    def __init__(self, context: Context, text: LetterText) -> None:
        super().__init__(text)
        self._context, self._text = context, text
        self._asked = self._loaded = False
        text.learned.connect(self._learn)

    def refresh(self) -> None:
        """Read the lists in a worker the first time; later, look whether an undo took one's own word away."""
        spelling = self._context.desk.spelling
        if self._loaded and spelling.refresh():
            self._text.set_spelling(spelling)
        elif not self._asked:
            self._asked = True
            self._context.jobs.run_function(spelling.load, self._show, priority=1, owner=self)

    def _show(self, _done: None) -> None:
        self._loaded = True
        self._text.set_spelling(self._context.desk.spelling)

    def _learn(self, word: str) -> None:
        """Take a word as right in every letter of this casebook."""
        spelling = self._context.desk.spelling
        self._context.act(partial(spelling.add, word), f"“{word}” is one of your words now. Ctrl+Z takes it back.")
        self._text.set_spelling(spelling)
