# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Banner: one or two lines that say what matters here, with at most one action.

Banner(lead, text="", tone="info", *, action="", icon="")   tone: info, amber, red, green
    lead is semibold, text follows it in the same paragraph
    set_text(lead, text), set_tone(tone), set_action(words)
    Signals: acted() when the action link is pressed
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.label import IconLabel, Label, repolish

_ICONS = {"info": ("info", "accent"), "amber": ("triangle-alert", "amber"), "red": ("circle-alert", "red"),
          "green": ("circle-check", "green")}  # fmt: skip


class Banner(QFrame):
    """A tinted line with sign, words and an action.

    Signals:
        acted(): the action link was pressed.
    """

    acted = Signal()

    def __init__(
        self, lead: str = "", text: str = "", tone: str = "info", *, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._sign = IconLabel("info")
        self._words = Label("", 12, 400, "text", wrap=True, markup=True)
        self._action = Button(action, "link")
        layout = QHBoxLayout(self)
        space(layout, (12, 8, 12, 8), 12)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_tone(tone)
        self.set_text(lead, text)
        self.set_action(action)
        self._action.clicked.connect(self.acted)

    def set_text(self, lead: str, text: str = "") -> None:
        """Say something else."""
        self._words.setText(f"<b>{escape(lead)}</b> {escape(text)}" if lead else escape(text))
        self.setAccessibleName(f"{lead} {text}".strip())

    def set_tone(self, tone: str) -> None:
        """Change the tone: info, amber, red or green."""
        self.setProperty("tone", tone)
        self._sign.set_icon(*_ICONS[tone])
        repolish(self)

    def set_action(self, words: str) -> None:
        """Name the action; empty hides it."""
        self._action.setText(words)
        self._action.setVisible(bool(words))
