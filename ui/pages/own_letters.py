# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters of one's own: copied from ours, edited with head and text, and deleted.

edit_own_letters(context, parent, show="")   the list beside the text of the chosen one; ``show`` is an id
copy_letter(context, kind_id, parent)   makes a copy of a kind of letter and opens it
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.services.own_letters import Fault, OwnRow
from ui.context import Context
from ui.theme import fit, px, set_font
from ui.widgets.button import Button
from ui.widgets.card import column, row
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import TextArea
from ui.widgets.label import IconLabel, Label

_ID = Qt.ItemDataRole.UserRole
_CHECK_MS = 400
_SAID = (
    "Above the second line of + signs stands what the letter needs and whom it goes to; below it stands its text. "
    "Blanks in double braces are filled from the case. A text with a mistake is kept, and not used until it is mended."
)
_NONE = "Choose “Copy one of ours” to begin. The copy is yours: change any word of it."


class OwnLettersDialog(Dialog):
    """The letters of one's own at the left, the text of the chosen one at the right, and what is wrong with it."""

    def __init__(self, context: Context, show: str = "", parent: QWidget | None = None) -> None:
        super().__init__("Your own letters", _SAID, width=960, parent=parent)
        self.setMaximumWidth(16_777_215)
        self._context, self._own = context, context.desk.own_letters
        self._shown = ""
        self.list = QListWidget()
        self.list.setAccessibleName("Your own letters")
        set_font(self.list, 13)
        fit(self.list, width=232, min_height=400)
        self.text = TextArea(lines=22)
        self.text.setAccessibleName("Head and text of the letter")
        self.text.setPlaceholderText(_NONE)
        self._sign = IconLabel("check", "green", 14)
        self.says = Label("", 12, 400, "text-2", wrap=True)
        self.go = Button("Show the line", "link", small=True, on=self._to_line)
        self._fault: Fault | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CHECK_MS)
        self.copy = self.add_extra(Button("Copy one of ours", "quiet", icon="copy", on=self._copy))
        self.delete = self.add_extra(Button("Delete", "quiet", icon="trash-2", on=self._delete))
        self.add_button("Close", "primary", 1)
        self._build()
        self._connect()
        self._fill(show)

    def _build(self) -> None:
        foot = row(self._sign, gap=8)
        foot.addWidget(self.says, 1)
        foot.addWidget(self.go)
        right = column(self.text, foot, gap=8)
        both = row(self.list, gap=16)
        both.addLayout(right, 1)
        self.body.addLayout(both)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._show)
        self.text.textChanged.connect(self._soon.start)
        self.text.edited.connect(self._keep)
        self._soon.timeout.connect(self._check)
        self.finished.connect(self._keep)

    def _fill(self, chosen: str = "") -> None:
        """Read the list anew."""
        self.list.blockSignals(True)
        self.list.clear()
        for own in self._own.rows():
            item = QListWidgetItem(_words(own), self.list)
            item.setData(_ID, own.id)
            item.setToolTip(own.fault.sentence if own.fault else own.title)
            item.setSizeHint(QSize(0, px(32)))
            if own.id == chosen or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        """Show another letter; what was typed into the one before is kept first."""
        self._keep()
        item = self.list.currentItem()
        self._shown = str(item.data(_ID)) if item is not None else ""
        self.text.setEnabled(bool(self._shown))
        self.delete.setEnabled(bool(self._shown))
        self.text.set_text(self._own.text(self._shown) if self._shown else "")
        self._check()

    def _keep(self) -> None:
        """Keep the text of the letter that is shown."""
        self._soon.stop()
        if not self._shown or self.text.text() == self._own.text(self._shown):
            return
        self._context.act(partial(self._own.save, self._shown, self.text.text()), "Your letter was kept")
        for number, own in enumerate(self._own.rows()):
            if number < self.list.count():
                self.list.item(number).setText(_words(own))
        self._check()

    def _check(self) -> None:
        self._fault = self._own.check(self._shown, self.text.text()) if self._shown else None
        self._sign.setVisible(bool(self._shown))
        self._sign.set_icon(*(("triangle-alert", "amber") if self._fault else ("check", "green")))
        fine = "No mistake found. It is offered among the kinds of letter." if self._shown else ""
        self.says.setText(self._fault.sentence if self._fault else fine)
        self.says.set_ink("amber" if self._fault else "text-2")
        self.go.setVisible(self._fault is not None and self._fault.line is not None)

    def _to_line(self) -> None:
        if self._fault is None or self._fault.line is None:
            return
        block = self.text.document().findBlockByNumber(self._fault.line - 1)
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def _copy(self) -> None:
        """Ask which of our letters to copy."""
        kinds = sorted(self._context.desk.letters.kinds(), key=lambda kind: kind.title)
        chosen = self._context.prompts.pick(
            "Copy one of ours", "Which letter", [(kind.title, kind.kind) for kind in kinds], yes="Copy it"
        )
        if chosen is not None:
            self._keep()
            made = self._context.act(partial(self._own.copy, str(chosen)), "Copied")
            if made is not None:
                self._shown = ""
                self._fill(made.id)
                self.text.setFocus()

    def _delete(self) -> None:
        """Delete the letter that is shown; undo brings it back."""
        said = "Your letter was deleted. Ctrl+Z brings it back."
        self._keep()
        wanted, self._shown = self._shown, ""
        self._context.act(partial(self._own.delete, wanted), said)
        self._fill()


def edit_own_letters(context: Context, parent: QWidget, show: str = "") -> None:
    """Show the letters of one's own."""
    context.prompts.run(OwnLettersDialog(context, show, parent))


def copy_letter(context: Context, kind_id: str, parent: QWidget) -> None:
    """Make a copy of a kind of letter, and open it."""
    made = context.act(partial(context.desk.own_letters.copy, kind_id), "Copied")
    if made is not None:
        edit_own_letters(context, parent, made.id)


def _words(own: OwnRow) -> str:
    return f"To mend: {own.title}" if own.fault else own.title
