# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every question, message and file dialog of the program, behind one class that tests answer from a queue.

ask(title, text, yes, no="Cancel", *, danger=False) -> bool      text names what is lost
choose(title, text, options, cancel="Cancel") -> int | None      one button for each option
pick(title, label, items, help_text="") -> object | None         items: (words, data); a box to choose from
ask_text(title, label, value="", help_text="", *, yes="Save", check=None) -> str | None
    check(text) -> "" or the sentence that says what is wrong
ask_date(title, label, parse, value=None, help_text="", *, yes="Save") -> date | None
choose_file(title, kinds) -> Path | None, choose_files(title, kinds) -> list[Path]   kinds: "PDF (*.pdf)"
save_file(title, suggested_name, kinds) -> Path | None, choose_folder(title) -> Path | None
tell(text, title="") -> None          a plain message
problem(error) -> None                a UserFixable in its own words; any other exception as our mistake
bug(error) -> None                    our mistake, with a report to copy that holds no case content
run(dialog) -> int                    shows any Dialog of a page's own; tests answer it too
bug_report(error) -> str              the report itself
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import UserFixable
from ui.widgets.button import Button
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, LineEdit, TextArea

_FOLDER_KEY = "ui/last_folder"


def bug_report(error: BaseException) -> str:
    """Return what went wrong for the people who mend it: places in the code, never the message or a value."""
    from app.logs import bug_report as described  # delayed: nearly never needed

    return described(type(error), error.__traceback__)


class Prompts:
    """Asks the person; see the module. ``parent`` may be set later, when there is a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def run(self, dialog: QDialog) -> int:
        """Show a dialog until it is answered; it is freed afterwards."""
        result = dialog.exec()
        dialog.deleteLater()
        return result

    def ask(self, title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> bool:
        """Ask a question with two answers; Escape means no. ``danger`` marks what cannot be undone."""
        dialog = Dialog(title, text, parent=self.parent)
        refuse = dialog.add_button(no)
        dialog.add_button(yes, "danger" if danger else "primary", 1)
        if danger:
            refuse.setFocus()
        return self.run(dialog) == 1

    def choose(self, title: str, text: str, options: Sequence[str], cancel: str = "Cancel") -> int | None:
        """Ask with several answers; return the number of the one chosen, None for none."""
        dialog = Dialog(title, text, parent=self.parent)
        dialog.add_button(cancel)
        for number, words in enumerate(options):
            dialog.add_button(words, "primary" if number == len(options) - 1 else "plain", number + 1)
        answer = self.run(dialog)
        return answer - 1 if answer else None

    def pick(
        self, title: str, label: str, items: Sequence[tuple[str, object]], help_text: str = "", *, yes: str = "Choose"
    ) -> object | None:
        """Let one thing be chosen from a list; return its data, None for none."""
        box = ComboBox(list(items))
        return box.data() if self._fill_in(title, Field(label, box, help_text), yes) else None

    def ask_text(
        self,
        title: str,
        label: str,
        value: str = "",
        help_text: str = "",
        *,
        yes: str = "Save",
        check: Callable[[str], str] | None = None,
    ) -> str | None:
        """Ask for a line of text; None when the person changed their mind."""
        line = LineEdit(value)
        line.selectAll()
        field = Field(label, line, help_text)

        def right() -> bool:
            field.set_error(check(line.text().strip()) if check is not None else "")
            return not field.error()

        return line.text().strip() if self._fill_in(title, field, yes, right) else None

    def ask_date(
        self,
        title: str,
        label: str,
        parse: Callable[[str], date],
        value: date | None = None,
        help_text: str = "",
        *,
        yes: str = "Save",
    ) -> date | None:
        """Ask for a date in any form; None when the person changed their mind."""
        edit = DateEdit(parse, value=value)
        field = Field(label, edit, help_text)

        def right() -> bool:
            if edit.value() is None and not field.error():
                field.set_error("Please give a date, like 30 Nov 2026.")
            return not field.error()

        return edit.value() if self._fill_in(title, field, yes, right) else None

    def _fill_in(self, title: str, field: Field, yes: str, right: Callable[[], bool] = lambda: True) -> bool:
        """Show one field in a dialog, which stays until the answer is right."""
        dialog = Dialog(title, parent=self.parent)
        dialog.body.addWidget(field)
        dialog.add_button("Cancel")
        accept = dialog.add_button(yes, "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(lambda: dialog.done(1) if right() else field.input.setFocus())
        field.input.setFocus()
        return self.run(dialog) == 1

    def tell(self, text: str, title: str = "") -> None:
        """Say something that needs no answer."""
        dialog = Dialog(title or "Please note", text, parent=self.parent)
        dialog.add_button("Close", "primary", 1)
        self.run(dialog)

    def problem(self, error: BaseException) -> None:
        """Say what went wrong: in its own words when the person can mend it, else as our mistake."""
        if isinstance(error, UserFixable):
            self.tell(str(error), "This did not work")
        else:
            self.bug(error)

    def bug(self, error: BaseException) -> None:
        """Say that the mistake is ours, and offer the report."""
        text = (
            "The mistake is ours, not yours. What you typed is still here, and your casebook is safe. "
            "You can copy this report and send it to us; it holds nothing about any person or case."
        )
        dialog = Dialog("Something went wrong in Casewell", text, width=560, parent=self.parent)
        report = TextArea(bug_report(error), lines=8)
        report.setReadOnly(True)
        report.setAccessibleName("Report")
        dialog.body.addWidget(report)
        copy = dialog.add_extra(Button("Copy the report", "quiet", icon="copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report.text()))
        dialog.add_button("Close", "primary", 1)
        self.run(dialog)

    def choose_file(self, title: str, kinds: str = "All files (*)") -> Path | None:
        """Let one file be chosen."""
        name, _ = QFileDialog.getOpenFileName(self.parent, title, self._folder(), kinds)
        return self._remember(Path(name)) if name else None

    def choose_files(self, title: str, kinds: str = "All files (*)") -> list[Path]:
        """Let several files be chosen; empty for none."""
        names, _ = QFileDialog.getOpenFileNames(self.parent, title, self._folder(), kinds)
        return [self._remember(Path(name)) for name in names]

    def save_file(self, title: str, suggested: str, kinds: str = "All files (*)") -> Path | None:
        """Ask where to write a file; the system's own dialog asks before an old one is replaced."""
        name, _ = QFileDialog.getSaveFileName(self.parent, title, str(Path(self._folder(), suggested)), kinds)
        return self._remember(Path(name)) if name else None

    def choose_folder(self, title: str) -> Path | None:
        """Let a folder be chosen."""
        name = QFileDialog.getExistingDirectory(self.parent, title, self._folder())
        return Path(name) if name else None

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(QSettings().value(_FOLDER_KEY) or documents)

    def _remember(self, path: Path) -> Path:
        QSettings().setValue(_FOLDER_KEY, str(path.parent))
        return path
