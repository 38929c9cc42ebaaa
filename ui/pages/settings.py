# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Settings: one column of sections, each with a sentence that says what it is for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.paths import Paths
from ui.context import Context
from ui.pages.base import Page
from ui.pages.settings_backup import BackupSection
from ui.pages.settings_passphrase import PassphraseSection
from ui.pages.settings_sections import (
    WIDE,
    AboutSection,
    LetterheadSection,
    LockSection,
    LookSection,
    ReminderSection,
    Section,
)
from ui.theme import fit, space
from ui.widgets.card import Scroll, column, row
from ui.widgets.label import Hairline

_SAMPLE = "This is the sample casebook. It is gone when you close it, so it has no backups, and no passphrase of yours."


class SettingsPage(Page):
    """Everything that can be set, kept as soon as it is chosen.

    Signals:
        backed_up(): a copy was written, or the folder of the copies is another.
    """

    key = "settings"
    backed_up = Signal()

    def __init__(self, context: Context, paths: Paths, version: str, *, sample: bool = False) -> None:
        super().__init__()
        self._context = context
        self.letterhead = LetterheadSection(context)
        self.look = LookSection(context)
        self.lock = LockSection(context)
        self.reminders = ReminderSection(context)
        self.about = AboutSection(context, paths, version)
        own: tuple[Section, ...] = (Section("Sample", _SAMPLE),) if sample else self._own()
        self.sections: tuple[Section, ...] = (self.letterhead, self.look, self.lock, self.reminders, *own, self.about)
        inside, held = QWidget(), column(gap=24)
        for number, section in enumerate(self.sections):
            if number:
                held.addWidget(Hairline())
            held.addWidget(section)
        held.addStretch(1)
        inside.setLayout(held)
        fit(inside, max_width=WIDE)
        across = row(gap=0)
        across.addWidget(inside, 1000)
        across.addStretch(1)
        self._scroll = Scroll("surface", margins=(24, 24, 24, 32), gap=0)
        self._scroll.body.addLayout(across, 1)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._scroll)
        context.preferences.changed.connect(self._show)

    def _own(self) -> tuple[Section, ...]:
        """Return the sections of a casebook that stays: its copies and its passphrase."""
        self.backup = BackupSection(self._context)
        self.passphrase = PassphraseSection(self._context)
        self.backup.backed_up.connect(self.backed_up)
        return (self.backup, self.passphrase)

    def title(self) -> str:
        """Return the page's name."""
        return "Settings"

    def subtitle(self) -> str:
        """Say that nothing needs a button to be kept."""
        return "Kept as soon as you choose"

    def refresh(self) -> None:
        """Show everything as it is now."""
        for section in self.sections:
            section.read()
        self._show()

    def leave(self) -> bool:
        """Keep the letterhead that is being typed."""
        self.letterhead.keep()
        return True

    def _show(self) -> None:
        for section in self.sections:
            section.show_settings(self._context.preferences.value)
