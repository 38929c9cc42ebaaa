# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter as plain text for the text box of a portal, with a counter and the portal's limit.

copy_as_text(context, plain, parent)   shows the text; the person copies it
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.services.letter_ways import LIMITS, PlainLetter
from ui.context import Context
from ui.theme import color, fit
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.check_row import CheckRow
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, TextArea
from ui.widgets.label import Label

_SAID = (
    "For a portal that has no place for a file. The text may be shortened here; the letter itself stays as it is. "
    "Attach or send the evidence too, and write down the day and any number the portal gives."
)


class PortalDialog(Dialog):
    """The text, how long it is, and what is over the limit.

    Attributes:
        copied: whether the text was put on the clipboard.
    """

    def __init__(self, plain: PlainLetter, parent: QWidget | None = None) -> None:
        super().__init__("Copy as plain text", _SAID, width=640, parent=parent)
        self._plain = plain
        self.copied = False
        self.text = TextArea(plain.words, lines=16)
        self.text.setAccessibleName("The letter as plain text")
        self.whole = CheckRow("With addresses, claim number and enclosures")
        self.limit = ComboBox([("No limit", 0), *((f"{n:,} characters", n) for n in LIMITS)], editable=True)
        self.limit.setEditText("No limit")
        self.count = Label("", 13, 500)
        self.cut = Button("Cut to the limit", "quiet", small=True, on=self._cut)
        fit(self.limit, width=200)
        self._limit = Field("The portal takes", self.limit, "Choose, or type the number that the portal names.")
        self.body.addWidget(self.text)
        self.body.addWidget(self.whole)
        self.body.addWidget(self._limit)
        self.body.addLayout(row(self.count, None, self.cut))
        self.add_button("Close")
        copy = self.add_button("Copy", "primary", 1)
        copy.clicked.disconnect()
        copy.clicked.connect(self._copy)
        self.text.textChanged.connect(self._say)
        self.whole.toggled.connect(self._show)
        self.limit.editTextChanged.connect(self._say)
        self._say()
        self.text.setFocus()

    def most(self) -> int:
        """Return the limit in characters, 0 for none."""
        data = self.limit.data()
        digits = "".join(c for c in self.limit.currentText() if c.isdigit())
        return int(data) if data is not None else int(digits[:7] or 0)

    def _show(self, whole: bool) -> None:
        self.text.set_text(self._plain.whole if whole else self._plain.words)

    def _say(self) -> None:
        """Count, and mark what is over the limit."""
        length, most = len(self.text.text()), self.most()
        over = max(0, length - most) if most else 0
        words = f"{length:,} characters"
        if most:
            words = f"{length:,} of {most:,} characters"
            words += f": {over:,} over the limit, marked in the text" if over else f", {most - length:,} left"
        self.count.setText(words)
        self.count.set_ink("red" if over else "text-2")
        self.cut.setVisible(bool(over))
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(_units(self.text.text()[: length - over]))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, _over()
        self.text.setExtraSelections([mark] if over else [])

    def _cut(self) -> None:
        """Cut the text at the last space before the limit."""
        kept = self.text.text()[: self.most()]
        at = max(kept.rfind(" "), kept.rfind("\n"))
        self.text.setPlainText(kept[:at].rstrip() if at > 0 else kept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
        self.copied = True
        self.done(1)


def copy_as_text(context: Context, plain: PlainLetter, parent: QWidget) -> None:
    """Show the letter as plain text; say so when it was copied."""
    dialog = PortalDialog(plain, parent)
    if context.prompts.run(dialog) == 1 and dialog.copied:
        context.said.emit("Copied. Paste it into the portal, and mark the letter as sent when it is in")


def _over() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(color("red-bg")))
    form.setForeground(QColor(color("red")))
    return form


def _units(text: str) -> int:
    """Return a length as Qt counts it: signs beyond the first plane take two places."""
    return len(text.encode("utf-16-le")) // 2
