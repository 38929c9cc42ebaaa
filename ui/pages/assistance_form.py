# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The questions about a household: how many people, how much income for which time, the state, and the hospital."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.money import Cents
from app.services.assistance import MOST_PEOPLE, PERIOD_TITLES, Household, Period, state_names, yearly
from ui.widgets.date_money import MoneyEdit
from ui.widgets.field import Field, FormColumn
from ui.widgets.inputs import ComboBox, LineEdit

_INSURED = (("Not known", None), ("Yes", True), ("No", False))
_NONPROFIT = (("Not known", None), ("Nonprofit", True), ("For profit, or run by government", False))
_SIZE_WRONG = f"Write how many people, from 1 to {MOST_PEOPLE}."


class HouseholdForm(FormColumn):
    """The answers, which stay as they are typed.

    Signals:
        changed(): another answer stands; household() may be asked.
    """

    changed = Signal()

    def __init__(self, household: Household, parent: QWidget | None = None) -> None:
        super().__init__(760, parent)
        self.size_edit = LineEdit("" if household.size is None else str(household.size), placeholder="Like 3")
        self.income = MoneyEdit(household.income, placeholder="Not known")
        self.period = ComboBox([(words.capitalize(), period) for period, words in PERIOD_TITLES.items()])
        self.hours = LineEdit("", placeholder="Like 40")
        self.state = ComboBox([("Not known", ""), *state_names()])
        self.state.choose(household.state)
        self.insured = ComboBox(list(_INSURED))
        self.insured.choose(household.insured)
        self.nonprofit = ComboBox(list(_NONPROFIT))
        self.nonprofit.choose(household.nonprofit)
        self._size = Field("People in the household", self.size_edit, "The patient, and all who share the income.")
        self._income = Field("Income before taxes", self.income, "Of everyone together.")
        self._hours = Field("Hours a week", self.hours)
        self.add_row(self._size, self._income, Field("For which time", self.period), self._hours)
        self.add_row(
            Field("State of the hospital", self.state),
            Field("Insured for this bill", self.insured),
            Field("Hospital", self.nonprofit, "Its website or billing office says."),
        )
        self._hours.setVisible(False)
        self._connect()

    def _connect(self) -> None:
        self.size_edit.editingFinished.connect(self._told)
        self.hours.editingFinished.connect(self._told)
        self.income.changed.connect(lambda *_: self._told())
        self.period.currentIndexChanged.connect(self._period_chosen)
        for choice in (self.state, self.insured, self.nonprofit):
            choice.currentIndexChanged.connect(lambda *_: self._told())

    def household(self) -> Household:
        """Return the answers as they stand; what is wrong counts as not known and is said below its field."""
        return Household(
            size=self._people(),
            income=self._yearly(),
            state=str(self.state.data() or ""),
            insured=self.insured.data(),
            nonprofit=self.nonprofit.data(),
        )

    def commit(self) -> bool:
        """Take what still stands in a field; return whether all of it can be used."""
        self.income.commit()
        self.household()
        wrong = self.first_error()
        if wrong is not None:
            wrong.input.setFocus()
        return wrong is None

    def _people(self) -> int | None:
        text = self.size_edit.text().strip()
        right = text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST_PEOPLE
        self._size.set_error("" if right or not text else _SIZE_WRONG)
        return int(text) if right else None

    def _yearly(self) -> Cents | None:
        amount = self.income.value()
        if amount is None:
            return None
        typed = self.hours.text().strip()
        hours = int(typed[:4]) if typed.isascii() and typed.isdigit() else None
        try:
            value = yearly(Cents(amount), Period(self.period.data()), hours)
        except ValueError as wrong:
            self._hours.set_error(str(wrong) if typed else "")
            return None
        self._hours.set_error("")
        return value

    def _period_chosen(self) -> None:
        self._hours.setVisible(self.period.data() == Period.HOUR)
        self._told()

    def _told(self) -> None:
        self.changed.emit()
