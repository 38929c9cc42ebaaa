# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Inputs that read dates and money as people write them, when the person leaves the field.

DateEdit(parse, *, value=None, placeholder="Any form, like 30 Nov 2026", size="")
    parse(text) -> date; raises UserFixable or ValueError when it is not a date
    value() -> date | None (None also while wrong), set_value(date | None), is_wrong(), commit()
    Signals: changed(object) a date or None, wrong(str) the sentence to show ("" when mended)
MoneyEdit(value=None, *, placeholder="$0.00", size="")
    value() -> cents | None, set_value, is_wrong(), commit(); Signals: changed(object), wrong(str)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.money import cents_from_text
from app.errors import UserFixable
from ui.format import long_date, money
from ui.widgets.inputs import LineEdit, mark_wrong


class DateEdit(LineEdit):
    """A date in any form people use; read on leaving, then written "Mon 30 Nov 2026".

    Signals:
        changed(object): the date, or None when it was emptied.
        wrong(str): why the text is not a date; empty when it is mended.
    """

    changed = Signal(object)
    wrong = Signal(str)

    def __init__(
        self,
        parse: Callable[[str], date],
        *,
        value: date | None = None,
        placeholder: str = "Any form, like 30 Nov 2026",
        size: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, size=size, parent=parent)
        self._parse, self._value, self._wrong = parse, value, False
        self.setText(long_date(value))
        self.editingFinished.connect(self.commit)

    def value(self) -> date | None:
        """Return the date; reads what was typed first."""
        self.commit()
        return None if self._wrong else self._value

    def set_value(self, value: date | None) -> None:
        """Show a date without telling anyone."""
        self._value, self._wrong = value, False
        self.setText(long_date(value))
        mark_wrong(self, False)

    def is_wrong(self) -> bool:
        """Return whether what was typed is no date."""
        return self._wrong

    def commit(self) -> None:
        """Read what stands in the field; called on leaving and on Enter."""
        text = self.text().strip()
        if not self._wrong and text == long_date(self._value):
            return
        try:
            read = self._parse(text) if text else None
        except (UserFixable, ValueError) as problem:
            self._wrong = True
            mark_wrong(self, True)
            said = str(problem) if isinstance(problem, UserFixable) else "This is not a date. Try 30 Nov 2026."
            self.wrong.emit(said)
            return
        self.set_value(read)
        self.wrong.emit("")
        self.changed.emit(read)


class MoneyEdit(LineEdit):
    """An amount of dollars; read on leaving, then written "$2,450.00", right-aligned.

    Signals:
        changed(object): cents, or None when it was emptied.
        wrong(str): what is wrong; empty when it is mended.
    """

    changed = Signal(object)
    wrong = Signal(str)

    def __init__(
        self, value: int | None = None, *, placeholder: str = "$0.00", size: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder=placeholder, size=size, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._value, self._wrong = value, False
        self.setText(money(value))
        self.editingFinished.connect(self.commit)

    def value(self) -> int | None:
        """Return cents; reads what was typed first."""
        self.commit()
        return None if self._wrong else self._value

    def set_value(self, value: int | None) -> None:
        """Show an amount without telling anyone."""
        self._value, self._wrong = value, False
        self.setText(money(value))
        mark_wrong(self, False)

    def is_wrong(self) -> bool:
        """Return whether what was typed is no amount."""
        return self._wrong

    def commit(self) -> None:
        """Read what stands in the field; called on leaving and on Enter."""
        text = self.text().strip()
        if not self._wrong and text == money(self._value):
            return
        read = cents_from_text(text) if text else None
        if text and read is None:
            self._wrong = True
            mark_wrong(self, True)
            self.wrong.emit("This is not an amount. Write it like 2,450.00.")
            return
        self.set_value(read)
        self.wrong.emit("")
        self.changed.emit(read)
