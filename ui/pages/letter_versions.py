# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The earlier versions of a letter: what each changed, and taking one's text back into the editor.

ask_version(context, letter, text, parent) -> str | None   the text to use, None to leave all as it is
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.letter import Letter, LetterStatus
from app.services.letter_changes import Change, Piece, changes, summary
from ui.context import Context
from ui.format import DOT, plain_date
from ui.theme import color, fit, px, set_font
from ui.widgets.card import column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import TextArea
from ui.widgets.label import Label

_TEXT = Qt.ItemDataRole.UserRole


class VersionsDialog(Dialog):
    """A list of versions, the newest first, beside the text of the chosen one, or what differs from the newest."""

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
        self.compare = CheckRow("Show what differs from the text now")
        self.differs = Label("", 12, 400, "text-2")
        for words, text in versions:
            item = QListWidgetItem(words, self.list)
            item.setData(_TEXT, text)
            item.setSizeHint(QSize(0, px(32)))
        across = row(self.list, gap=16)
        across.addLayout(column(self.text, row(self.compare, None, self.differs), gap=8), 1)
        self.body.addLayout(across)
        self._now = versions[0][1] if versions else ""
        self.add_button("Close")
        self._use = self.add_button("Use this text", "primary", 1)
        self._use.setVisible(usable)
        self.list.currentItemChanged.connect(self._show)
        self.compare.toggled.connect(self._show)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def chosen(self) -> str:
        """Return the text of the chosen version."""
        item = self.list.currentItem()
        return str(item.data(_TEXT)) if item is not None else ""

    def _show(self) -> None:
        """Show the chosen text, alone or woven into the text as it is now."""
        first = self.list.currentRow() == 0
        self.compare.setEnabled(not first)
        found = changes(self.chosen(), self._now)
        self.differs.setText("" if first else summary(found))
        self.text.set_text("" if self.compare.isChecked() and not first else self.chosen())
        if self.compare.isChecked() and not first:
            self._show_changes(found)
        self._use.setEnabled(self.list.currentRow() > 0)

    def _show_changes(self, found: tuple[Change, ...]) -> None:
        """Strike out what is gone by now, and underline what is new; the colour only repeats it."""
        cursor = self.text.textCursor()
        for change in found:
            form = QTextCharFormat()
            if change.piece is Piece.GONE:
                form.setFontStrikeOut(True)
                form.setForeground(color("red"))
            elif change.piece is Piece.NEW:
                form.setFontUnderline(True)
                form.setForeground(color("green"))
            cursor.insertText(change.words, form)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def ask_version(context: Context, letter: Letter, parent: QWidget) -> str | None:
    """Show the versions of a letter as it is saved; return the text to put into the editor, if any."""
    draft = letter.status is LetterStatus.DRAFT
    dialog = VersionsDialog(_offered(context, letter), usable=draft, parent=parent)
    return dialog.chosen() if context.prompts.run(dialog) == 1 else None


def _offered(context: Context, letter: Letter) -> list[tuple[str, str]]:
    """Return each version as it is listed, with its text; of a draft also what the facts would give today."""
    letters = context.desk.letters
    earlier = sorted(letters.versions(letter.id), key=lambda version: version.number, reverse=True)
    now = plain_date(letter.changed_at.astimezone().date())
    versions = [(f"Version {letter.version}{DOT}as it is now, {now}", letter.text)]
    versions += [
        (f"Version {version.number}{DOT}{plain_date(version.saved_at.astimezone().date())}", version.text)
        for version in earlier
    ]
    if letter.status is LetterStatus.DRAFT:
        versions.append(("A fresh draft from today’s facts", letters.draft_again(letter.id)))
    return versions
