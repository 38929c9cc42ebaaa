# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Field: a label above an input, one line of help below, and the error in place of the help.

Field(label, input, help="", *, optional=False)
    .input is the widget given; set_error(text) ("" takes it away), error(), set_help(text), set_label(text)
    The label is the input's accessible name, help and error its description. DateEdit and MoneyEdit report
    their own mistakes; for others call set_error on leaving, never while typing.
FormColumn(max_width=440)   a column of fields, 16 apart: add(label, input, help="") -> Field, add_row(*fields)
    first_error() -> Field | None   focus it when the person wants to go on
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fit, space
from ui.widgets.date_money import DateEdit, MoneyEdit
from ui.widgets.inputs import mark_wrong
from ui.widgets.label import Label
from ui.widgets.passphrase import Passphrase


class Field(QWidget):
    """A labelled input with help and error."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        help_text: str = "",
        *,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.input = control
        self._help, self._error, self._plain_name = help_text, "", label
        self._label = Label(f"{label} (if you know it)" if optional else label, 13, 500)
        self._label.setBuddy(control)
        self._below = Label(help_text, 12, 400, "text-3", wrap=True)
        layout = QVBoxLayout(self)
        space(layout, 0, 4)
        layout.addWidget(self._label)
        layout.addWidget(control)
        layout.addWidget(self._below)
        self.setFocusProxy(control)
        self._say()
        if isinstance(control, DateEdit | MoneyEdit):
            control.wrong.connect(self.set_error)

    def set_label(self, label: str) -> None:
        """Show another label."""
        self._plain_name = label
        self._label.setText(label)
        self._say()

    def set_help(self, text: str) -> None:
        """Show another line of help."""
        self._help = text
        self._say()

    def set_error(self, text: str) -> None:
        """Show what is wrong and how to mend it, in place of the help; empty takes it away."""
        self._error = text
        target = self.input.line if isinstance(self.input, Passphrase) else self.input
        mark_wrong(target, bool(text))
        self._say()

    def error(self) -> str:
        """Return what is wrong; empty when nothing is."""
        return self._error

    def _say(self) -> None:
        said = self._error or self._help
        self._below.setText(said)
        self._below.set_ink("red" if self._error else "text-3")
        self._below.setVisible(bool(said))
        target = self.input.line if isinstance(self.input, Passphrase) else self.input
        target.setAccessibleName(self._plain_name)
        target.setAccessibleDescription(said)


class FormColumn(QWidget):
    """Fields below each other, none wider than reads well."""

    def __init__(self, max_width: int = 440, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[Field] = []
        self._layout = QVBoxLayout(self)
        space(self._layout, 0, 16)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        fit(self, max_width=max_width)

    def add(self, label: str, control: QWidget, help_text: str = "", *, optional: bool = False) -> Field:
        """Add a field at the end and return it."""
        field = Field(label, control, help_text, optional=optional)
        self.fields.append(field)
        self._layout.addWidget(field)
        return field

    def add_row(self, *fields: Field) -> None:
        """Add fields side by side."""
        across = QHBoxLayout()
        space(across, 0, 12)
        for field in fields:
            self.fields.append(field)
            across.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(across)

    def add_widget(self, widget: QWidget) -> None:
        """Add anything else at the end."""
        self._layout.addWidget(widget)

    def first_error(self) -> Field | None:
        """Return the first field with an error; None when all is well."""
        return next((field for field in self.fields if field.error()), None)
