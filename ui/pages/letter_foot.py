# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The line below a letter's text: how hard it is to read, how long it is, and whether it says what it must.

LetterFoot()   show_checks(checks), show_trouble(words)
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.letters import LetterChecks
from ui.format import count_text
from ui.theme import px
from ui.widgets.card import row
from ui.widgets.label import IconLabel, Label

_NARROW = 440
HARD = 10
"""School grade from which a letter is hard reading; letters aim at 8."""


class LetterFoot(QWidget):
    """Reading level and words at the left, the check at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = Label("", 12, 400, "text-2")
        self.words = Label("", 12, 400, "text-2")
        self._sign = IconLabel("check", "green", 14)
        self.check = Label("", 12, 400, "text-2", elide=True)
        self.check.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setLayout(row(self.level, self.words, None, self._sign, self.check, gap=12, margins=(24, 7, 24, 7)))
        self._sign.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the number of words out where there is no room for it."""
        super().resizeEvent(event)
        self.words.setVisible(self.width() >= px(_NARROW))

    def show_checks(self, checks: LetterChecks, *, complete: bool) -> None:
        """Show what was checked; while facts are missing, the band names them, and what they lack is not said again."""
        read = checks.readability
        self.level.setText(read.sentence)
        self.level.set_ink("amber" if read.grade >= HARD else "text-2")
        self.level.setToolTip("Aim at grade 8: short sentences, plain words." if read.grade >= HARD else "")
        self.words.setText(count_text(read.words, "word"))
        lacking = [check.title for check in checks.required if complete and not check.found]
        if checks.answers_reason is False:
            self._say("triangle-alert", "amber", "Does not quote the stated reason", "")
        elif lacking:
            words = f"Does not say: {lacking[0][0].lower()}{lacking[0][1:]}"
            more = f", and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            self._say("triangle-alert", "amber", f"{words}{more}", "\n".join(lacking))
        elif checks.answers_reason:
            self._say(
                "check",
                "green",
                "Answers the stated reason",
                "The reason they gave stands in the letter, word for word.",
            )
        elif complete:
            self._say("check", "green", "Says all it must", "")
        else:
            self._say("", "text-3", "Checked once all is filled in", "")

    def show_trouble(self, words: str) -> None:
        """Say that the page could not be drawn."""
        self._say("circle-alert", "red", "The page cannot be shown", words)

    def _say(self, sign: str, tone: str, words: str, tip: str) -> None:
        if sign:
            self._sign.set_icon(sign, tone)
        self._sign.setVisible(bool(sign))
        self.check.setText(words)
        self.check.set_ink("text-2" if tone == "green" else tone)
        self.check.setToolTip(tip)
        self.check.setAccessibleDescription(tip)
