# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The small form for one fact of a letter: its question, the fitting input, and what is wrong with the answer.

ask_fact(context, view, key, parent) -> bool   True when it was saved
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.errors import UserFixable
from app.services.dates import read_date
from app.services.letter_facts import Asked, Typed, asked, typed_value
from app.services.letters import LetterView
from ui.context import Context
from ui.theme import fit
from ui.widgets.date_money import DateEdit, MoneyEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, LineEdit, TextArea


class FactDialog(Dialog):
    """Asks for one fact. ``save`` keeps the answer and returns what is wrong with it, or nothing."""

    def __init__(
        self,
        how: Asked,
        value: Typed,
        context: Context,
        save: Callable[[Typed], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(how.label, how.question, parent=parent)
        self._save = save
        self.input = _input(how, value, context)
        own = how.key.startswith("letter.")
        self.field = Field(
            how.label,
            self.input,
            "For this letter alone." if own else "Kept with the case: its other letters and dates use it too.",
        )
        self.body.addWidget(self.field)
        self.add_button("Cancel")
        accept = self.add_button("Save", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.input.setFocus()

    def value(self) -> Typed:
        """Return what was typed."""
        if isinstance(self.input, DateEdit | MoneyEdit):
            return self.input.value()
        if isinstance(self.input, ComboBox):
            return str(self.input.data() or "")
        if isinstance(self.input, LineEdit | TextArea):
            return self.input.text().strip()
        raise TypeError(f"no answer can be read from {type(self.input).__name__}")

    def _accept(self) -> None:
        """End when the answer stands; else say what is wrong with it."""
        value = self.value()
        if isinstance(self.input, DateEdit | MoneyEdit) and self.input.is_wrong():
            self.input.setFocus()
            return
        wrong = self._save(value)
        self.field.set_error(wrong)
        if wrong:
            self.input.setFocus()
        else:
            self.done(1)


def ask_fact(context: Context, view: LetterView, key: str, parent: QWidget) -> bool:
    """Ask for one fact and put it into case and letter; return whether that was done."""

    def save(value: Typed) -> str:
        try:
            context.desk.letters.answer(view.letter.id, key, value)
        except UserFixable as problem:
            return str(problem)
        return ""

    how = asked(key, view.kind)
    dialog = FactDialog(how, typed_value(view.facts, view.extra, key), context, save, parent)
    done = context.prompts.run(dialog) == 1
    if done:
        context.said.emit(f"Saved: {how.label}")
        context.changed.emit()
    return done


def _input(how: Asked, value: Typed, context: Context) -> QWidget:
    today = context.desk.clock.today()
    if how.shape == "date":
        edit = DateEdit(lambda text: read_date(text, today))
        edit.set_value(value if not isinstance(value, str | int) else None)
        return edit
    if how.shape == "money":
        return MoneyEdit(value if isinstance(value, int) else None)
    if how.shape == "choice":
        box = ComboBox(list(how.choices))
        box.choose(str(value or ""))
        return box
    if how.shape == "lines":
        area = TextArea(str(value or ""), lines=4)
        fit(area, height=112)
        return area
    return LineEdit(str(value or ""))
