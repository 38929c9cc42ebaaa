# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""PassphraseDialog: asks for one passphrase, hidden.

PassphraseDialog(title, label, help_text, yes)   run it through Prompts.run; passphrase() is what was typed
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.passphrase import Passphrase


class PassphraseDialog(Dialog):
    """One hidden field with its eye."""

    def __init__(self, title: str, label: str, help_text: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.line = Passphrase(name=label)
        self.body.addWidget(Field(label, self.line, help_text))
        self.add_button("Cancel")
        self.add_button(yes, "primary", 1)
        self.line.setFocus()

    def passphrase(self) -> str:
        """Return what was typed."""
        return self.line.text()
