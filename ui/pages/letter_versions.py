# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The earlier versions of a letter: looking at them, and taking one's text back into the editor.

ask_version(context, letter, text, parent) -> str | None   the text to use, None to leave all as it is
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.letter import Letter, LetterStatus
from ui.context import Context
from ui.format import DOT, plain_date
from ui.theme import fit, px, set_font
from ui.widgets.card import row
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import TextArea

_TEXT = Qt.ItemDataRole.UserRole


class VersionsDialog(Dialog):
    """A list of versions, the newest first, beside the text of the chosen one."""

    def __init__(self, versions: list[tuple[str, str]], *, usable: bool, parent: QWidget | None = None) -> None:
        said = "Every version is kept. Using an older text makes it the newest one; Ctrl+Z takes that back."
        super().__init__("Versions", said if usable else "A sent letter stays as it is.", width=800, parent=parent)
        self.setMaximumWidth(16_777_215)
        self.list = QListWidget()
        set_font(self.list, 13)
        fit(self.list, width=248, min_height=360)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Versions")
        self.text = TextArea(lines=16)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Text of the version")
        for words, text in versions:
            item = QListWidgetItem(words, self.list)
            item.setData(_TEXT, text)
            item.setSizeHint(QSize(0, px(32)))
        self.body.addLayout(row(self.list, self.text, gap=16))
        self.add_button("Close")
        self._use = self.add_button("Use this text", "primary", 1)
        self._use.setVisible(usable)
        self.list.currentItemChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def chosen(self) -> str:
        """Return the text of the chosen version."""
        item = self.list.currentItem()
        return str(item.data(_TEXT)) if item is not None else ""

    def _show(self) -> None:
        self.text.set_text(self.chosen())
        self._use.setEnabled(self.list.currentRow() > 0)


def ask_version(context: Context, letter: Letter, parent: QWidget) -> str | None:
    """Show the versions of a letter as it is saved; return the text to put into the editor, if any."""
    desk = context.desk
    earlier = sorted(desk.letters.versions(letter.id), key=lambda version: version.number, reverse=True)
    now = plain_date(letter.changed_at.astimezone().date())
    versions = [(f"Version {letter.version}{DOT}as it is now, {now}", letter.text)]
    versions += [
        (f"Version {version.number}{DOT}{plain_date(version.saved_at.astimezone().date())}", version.text)
        for version in earlier
    ]
    draft = letter.status is LetterStatus.DRAFT
    if draft:
        versions.append(("A fresh draft from today’s facts", desk.letters.draft_again(letter.id)))
    dialog = VersionsDialog(versions, usable=draft, parent=parent)
    return dialog.chosen() if context.prompts.run(dialog) == 1 else None
