# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The filter bar of the Log page: words, person, case, party, track and the days from and to.

LogFilters(context)   set_people, set_cases, set_parties; filter(person_id) -> LogFilter; Signals: changed()
    values(), set_values(values)   what is set, as texts to be kept under a name; about() the same in words
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.track import TRACK_TITLES
from app.ports import LogFilter
from app.services.dates import read_date
from ui.context import Context
from ui.format import DOT, long_date
from ui.theme import fit
from ui.widgets.button import Button
from ui.widgets.chips import MenuChip
from ui.widgets.date_money import DateEdit
from ui.widgets.inputs import ComboBox, LineEdit
from ui.widgets.key_value import FlowLayout

_TYPING_MS = 150


class LogFilters(QWidget):
    """What the log is narrowed to; every given part must hold.

    Signals:
        changed(): another filter was set.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._offered: dict[str, list[tuple[str, str]]] = {}
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.words = LineEdit(placeholder="Words", icon="search", size="small")
        self.person = MenuChip("Person", any_text="Everyone")
        self.case = ComboBox(editable=True, size="small")
        self.party = ComboBox(editable=True, size="small")
        self.track = MenuChip("Track", [(str(kind), title) for kind, title in TRACK_TITLES.items()])
        self.since = DateEdit(self._parse, placeholder="From any day", size="small")
        self.until = DateEdit(self._parse, placeholder="To today", size="small")
        self._clear = Button("Clear", "link")
        for control, name, width in (
            (self.words, "Words in the log", 160),
            (self.case, "Case", 184),
            (self.party, "Party", 152),
            (self.since, "From", 124),
            (self.until, "To", 124),
        ):
            control.setAccessibleName(name)
            fit(control, width=width)
        for box, words in ((self.case, "Any case"), (self.party, "Any party")):
            line = box.lineEdit()
            if line is not None:
                line.setPlaceholderText(words)
                line.setClearButtonEnabled(False)
        self._clear.hide()
        self._flow = FlowLayout(8, 8)
        self.setLayout(self._flow)
        for shown in (
            self.words,
            self.case,
            self.party,
            self.since,
            self.until,
            self.track,
            self.person,
            self._clear,
        ):
            self._flow.addWidget(shown)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.changed)
        self.person.chosen.connect(lambda _key: self._say())
        self.track.chosen.connect(lambda _key: self._say())
        for box in (self.case, self.party):
            box.activated.connect(lambda _number: self._say())
            line = box.lineEdit()
            if line is not None:
                line.editingFinished.connect(self._say)
        self.since.changed.connect(lambda _day: self._say())
        self.until.changed.connect(lambda _day: self._say())
        self._clear.clicked.connect(self.clear)

    def _parse(self, text: str) -> date:
        return read_date(text, self._context.desk.clock.today())

    def _say(self) -> None:
        self._clear.setVisible(not self.is_blank())
        self.changed.emit()

    def _fill(self, box: ComboBox, items: list[tuple[str, str]]) -> None:
        if items != self._offered.get(box.accessibleName()):  # filling a box with two thousand takes a moment
            self._offered[box.accessibleName()] = items
            box.set_items(items)

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these people, as (id, name); nobody to choose from hides the filter."""
        self.person.set_items(list(people))
        self.person.setVisible(len(people) > 1)

    def set_cases(self, cases: Sequence[tuple[str, str]]) -> None:
        """Offer these cases, as (words, id)."""
        self._fill(self.case, list(cases))

    def set_parties(self, parties: Sequence[tuple[str, str]]) -> None:
        """Offer these parties, as (name, id)."""
        self._fill(self.party, list(parties))

    def show_only(self, *, party: str = "") -> None:
        """Narrow to one party, and nothing else."""
        self._empty()
        self.party.choose(party)
        self._say()

    def clear(self) -> None:
        """Take every filter away."""
        self._empty()
        self._say()

    def _empty(self) -> None:
        blockers = [QSignalBlocker(control) for control in (self.words, self.case, self.party)]
        self.words.clear()
        for box in (self.case, self.party):
            box.setCurrentIndex(-1)
            box.setEditText("")
        del blockers
        self.person.set_current(None)
        self.track.set_current(None)
        self.since.set_value(None)
        self.until.set_value(None)

    def values(self) -> dict[str, str]:
        """Return what is set, as texts; empty when nothing is."""
        since, until = self.since.value(), self.until.value()
        said = {
            "words": self.words.text().strip(),
            "person": self.person.current() or "",
            "case": str(self.case.data() or ""),
            "party": str(self.party.data() or ""),
            "track": self.track.current() or "",
            "since": since.isoformat() if since else "",
            "until": until.isoformat() if until else "",
        }
        return {key: value for key, value in said.items() if value}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Set what ``values()`` gave; a person, case or party that is gone is left out."""
        self._empty()
        self.words.setText(values.get("words", ""))
        self._typing.stop()
        self.person.set_current(values.get("person"))
        self.track.set_current(values.get("track"))
        for box, key in ((self.case, "case"), (self.party, "party")):
            box.choose(values.get(key))
        for edit, key in ((self.since, "since"), (self.until, "until")):
            edit.set_value(date.fromisoformat(values[key]) if key in values else None)
        self._say()

    def about(self) -> str:
        """Return in words what is shown; empty for everything."""
        words, since, until = self.words.text().strip(), self.since.value(), self.until.value()
        parts = (
            f"“{words}”" if words else "",
            self.person.text() if self.person.current() else "",
            f"Case: {self.case.currentText()}" if self.case.data() else "",
            f"Party: {self.party.currentText()}" if self.party.data() else "",
            self.track.text() if self.track.current() else "",
            f"From {long_date(since)}" if since else "",
            f"To {long_date(until)}" if until else "",
        )
        return DOT.join(part for part in parts if part)

    def add_widget(self, widget: QWidget) -> None:
        """Add something after the filters, such as those that have a name."""
        self._flow.addWidget(widget)

    def is_blank(self) -> bool:
        """Return whether nothing is narrowed."""
        return self.filter(None) == LogFilter()

    def filter(self, person_id: str | None) -> LogFilter:
        """Return what is wanted; ``person_id`` is the one chosen for the whole window."""
        return LogFilter(
            person_id=person_id or self.person.current(),
            case_id=self.case.data(),
            party_id=self.party.data(),
            track=self.track.current(),
            since=self.since.value(),
            until=self.until.value(),
            text=self.words.text(),
        )
