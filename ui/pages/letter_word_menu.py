# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The entries that the menu of a letter's text gets over a doubtful word.

add_spelling(menu, cursor, spelling, learned)   offers what may have been meant, and to keep the word
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from app.services.spelling import Spelling


def add_spelling(menu: QMenu, cursor: QTextCursor, spelling: Spelling, learned: Callable[[str], object]) -> bool:
    """Put the entries above those of the menu; return whether the cursor stands on a doubtful word."""
    place = cursor.positionInBlock()
    line = cursor.block().text()
    found = next((span for span in spelling.wrong(line) if span[0] <= place <= span[1]), None)
    if found is None:
        return False
    word = line[found[0] : found[1]]
    over = QTextCursor(cursor.block())
    over.setPosition(cursor.block().position() + found[0])
    over.setPosition(cursor.block().position() + found[1], QTextCursor.MoveMode.KeepAnchor)
    before = menu.actions()[0] if menu.actions() else None
    entries = [(other, partial(over.insertText, other)) for other in spelling.suggestions(word)]
    for text, act in (*entries, (f"Keep “{word}” as my word", partial(learned, word))):
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False, act=act: act())
        if before is not None:
            menu.removeAction(action)
            menu.insertAction(before, action)
    if before is not None:
        menu.insertSeparator(before)
    return True
