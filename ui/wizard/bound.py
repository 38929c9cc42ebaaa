# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Fields bound to a key of FACTS: they show what the draft holds and keep every letter that is typed.

TextFact(draft, key, label, help)   a line of text
AreaFact(draft, key, label, help, lines=3)   several lines
DateFact(draft, key, label, help)   a date in any form, judged on leaving
MoneyFact(draft, key, label, help)  an amount, judged on leaving
All: show_state(), commit(), key
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app.services.dates import read_date
from app.services.wizard_facts import problem_of, text_of, value_of, written
from ui.widgets.date_money import DateEdit, MoneyEdit
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit, TextArea, mark_wrong
from ui.wizard.draft import Draft


class Fact(Field):
    """What the four kinds of field share."""

    def __init__(self, draft: Draft, key: str, label: str, control: QWidget, help_text: str, *, optional: bool) -> None:
        super().__init__(label, control, help_text, optional=optional)
        self.draft, self.key = draft, key

    def show_state(self) -> None:
        """Show what the draft holds, unless the person is typing here."""

    def commit(self) -> None:
        """Take what stands in the field."""

    def show_problem(self) -> None:
        """Say under the field what is wrong with what waits; nothing when all is well."""
        self.set_error(problem_of(self.draft.state, self.key, self.draft.today))


class TextFact(Fact):
    """A line of text; every letter counts at once."""

    def __init__(
        self,
        draft: Draft,
        key: str,
        label: str,
        help_text: str = "",
        *,
        placeholder: str = "",
        optional: bool = False,
    ) -> None:
        self.line = LineEdit(placeholder=placeholder)
        super().__init__(draft, key, label, self.line, help_text, optional=optional)
        self.line.textEdited.connect(lambda text: self.draft.type(self.key, text))
        self.line.editingFinished.connect(self.show_problem)
        self.show_state()

    def show_state(self) -> None:
        """Show what the draft holds."""
        text = text_of(self.draft.state, self.key)
        if text != self.line.text() and not self.line.hasFocus():
            self.line.setText(text)
        if not self.line.hasFocus():
            self.show_problem()

    def commit(self) -> None:
        """Take what stands in the field."""
        if self.line.text() != text_of(self.draft.state, self.key):
            self.draft.type(self.key, self.line.text())
        self.show_problem()


class AreaFact(Fact):
    """Several lines of text, such as an address."""

    def __init__(
        self, draft: Draft, key: str, label: str, help_text: str = "", *, lines: int = 3, optional: bool = False
    ) -> None:
        self.area = TextArea(lines=lines)
        super().__init__(draft, key, label, self.area, help_text, optional=optional)
        self._size_up()
        self.show_state()
        self.area.textChanged.connect(self.commit)

    def show_state(self) -> None:
        """Show what the draft holds."""
        text = text_of(self.draft.state, self.key)
        if text != self.area.text() and not self.area.hasFocus():
            self.area.blockSignals(True)
            self.area.set_text(text)
            self.area.blockSignals(False)

    def _size_up(self) -> None:
        self.area.setMaximumHeight(self.area.minimumHeight())

    def changeEvent(self, event: QEvent) -> None:
        """Stay as many lines high at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "area"):
            self._size_up()

    def commit(self) -> None:
        """Take what stands in the field."""
        if self.area.text() != text_of(self.draft.state, self.key):
            self.draft.type(self.key, self.area.text())


class _JudgedOnLeaving(Fact):
    """A date or an amount: kept while it is typed, read when the person leaves."""

    def __init__(
        self, draft: Draft, key: str, label: str, control: DateEdit | MoneyEdit, help_text: str, *, optional: bool
    ) -> None:
        self.edit = control
        super().__init__(draft, key, label, control, help_text, optional=optional)
        control.textEdited.connect(lambda text: self.draft.hold(self.key, text))
        control.wrong.connect(self._unreadable)
        control.changed.connect(self._read)
        self.show_state()

    def show_state(self) -> None:
        """Show what the draft holds, what waits with its problem."""
        if self.edit.hasFocus():
            if self.error():  # what it quarrelled with may have been mended elsewhere
                self.show_problem()
            return
        waiting = dict(self.draft.state.pending).get(self.key)
        if waiting is None:
            value = value_of(self.draft.state.facts, self.key)
            if self.edit.is_wrong() or self.edit.text() != written(self.key, value):
                self.edit.set_value(value)
        elif self.edit.text() != waiting:
            self.edit.setText(waiting)
        self.show_problem()

    def commit(self) -> None:
        """Read what stands in the field."""
        self.edit.commit()
        if self.key in dict(self.draft.state.pending):
            self.draft.type(self.key, self.edit.text())
        self.show_problem()

    def _unreadable(self, said: str) -> None:
        if said:
            self.draft.type(self.key, self.edit.text())
            self.set_error(said)

    def _read(self, _value: object) -> None:
        self.draft.type(self.key, self.edit.text())
        self.show_problem()
        mark_wrong(self.edit, bool(self.error()))


class DateFact(_JudgedOnLeaving):
    """A date in any form."""

    def __init__(self, draft: Draft, key: str, label: str, help_text: str = "", *, optional: bool = False) -> None:
        edit = DateEdit(lambda text: read_date(text, draft.today), placeholder="")
        super().__init__(draft, key, label, edit, help_text, optional=optional)


class MoneyFact(_JudgedOnLeaving):
    """An amount of dollars."""

    def __init__(self, draft: Draft, key: str, label: str, help_text: str = "", *, optional: bool = False) -> None:
        super().__init__(draft, key, label, MoneyEdit(), help_text, optional=optional)
