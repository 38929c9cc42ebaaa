# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Amending a log entry: its fields and notes, the reason, and below them everything it said before.

amend_entry(context, entry_id, parent, focus_notes=False)   asks, then keeps
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from html import escape

from PySide6.QtWidgets import QWidget

from app.domain.log import CHANNEL_TITLES, Amendment, Channel, LogEntry
from app.domain.party import Party
from app.domain.track import Track
from app.services.dates import read_date
from ui.context import Context
from ui.format import long_date
from ui.models.log import short_track
from ui.pages.log_attached import AttachedList
from ui.theme import fit
from ui.widgets.card import Scroll
from ui.widgets.date_money import DateEdit
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, FormColumn
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.label import Label

_FIELDS = {
    "action": "Action",
    "party_id": "Party",
    "date": "Date",
    "reference": "Reference #",
    "deadline": "Deadline",
    "track_id": "Track",
    "talked_to": "Talked to",
    "channel": "Channel",
    "notes": "Notes",
}


def history_lines(
    amendments: Sequence[Amendment], present: LogEntry, names: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what the entry said before each amendment: a heading, and (field, old words) for what was changed.

    ``names`` gives the words for ids of parties and tracks.
    """
    said = [json.loads(amendment.before) for amendment in amendments]
    now = {name: _plain(getattr(present, name)) for name in _FIELDS}
    following = [*({name: _plain(state.get(name)) for name in _FIELDS} for state in said[1:]), now]
    told = []
    for amendment, state, after in zip(amendments, said, following, strict=True):
        before = {name: _plain(state.get(name)) for name in _FIELDS}
        changed = [name for name in _FIELDS if before[name] != after[name]]
        reason = f": {amendment.reason}" if amendment.reason else ""
        heading = f"Amended {long_date(amendment.amended_at.date())}{reason}"
        told.append((heading, [(_FIELDS[name], _worded(name, before[name], names)) for name in changed]))
    return told


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _worded(name: str, value: str, names: Mapping[str, str]) -> str:
    if not value:
        return "nothing"
    if name in {"party_id", "track_id"}:
        return names.get(value, "something since deleted")
    if name in {"date", "deadline"}:
        return long_date(date.fromisoformat(value))
    if name == "channel":
        return CHANNEL_TITLES[Channel(value)]
    return value


class AmendDialog(Dialog):
    """The fields of one entry; what it says now is kept when it is changed."""

    def __init__(
        self,
        entry: LogEntry,
        history: Sequence[Amendment],
        parties: Sequence[Party],
        tracks: Sequence[Track],
        today: date,
        parent: QWidget | None = None,
        *,
        attached: QWidget | None = None,
    ) -> None:
        super().__init__("Log entry", "What it says now is kept beside any change you make.", width=560, parent=parent)
        self._entry, self._today = entry, today
        self._parties = {party.name.casefold(): party for party in parties}
        self._names = {party.id: party.name for party in parties} | {t.id: short_track(t.kind) for t in tracks}
        self._make_fields(parties, tracks)
        form = FormColumn(max_width=560)
        self._action = form.add("Action", self.action)
        self._day = Field("Date", self.day)
        self._due = Field("Deadline", self.deadline)
        form.add_row(Field("Party", self.party), Field("Talked to", self.talked_to))
        form.add_row(self._day, self._due)
        form.add_row(Field("Reference #", self.reference), Field("Channel", self.channel), Field("Track", self.track))
        form.add("Notes", self.notes)
        if attached is not None:
            form.add_widget(attached)
        form.add("Why it is changed", self.reason, "A few words; they stand in the history.", optional=False)
        self._form = form
        scroll = Scroll("surface", margins=(0, 0, 8, 0))
        scroll.body.addWidget(form)
        self._add_history(scroll, history)
        scroll.body.addStretch(1)
        fit(scroll, min_height=440)
        self.body.addWidget(scroll)
        self.add_button("Cancel")
        save = self.add_button("Save", "primary", 1)
        save.clicked.disconnect()
        save.clicked.connect(self._save)

    def _make_fields(self, parties: Sequence[Party], tracks: Sequence[Track]) -> None:
        entry = self._entry

        def parse(text: str) -> date:
            return read_date(text, self._today)

        self.action = LineEdit(entry.action)
        self.party = ComboBox([party.name for party in parties], editable=True)
        self.party.setEditText(self._names.get(entry.party_id or "", ""))
        self.talked_to = LineEdit(entry.talked_to, placeholder="Name of the person")
        self.day = DateEdit(parse, value=entry.date)
        self.deadline = DateEdit(parse, value=entry.deadline, placeholder="None")
        self.reference = LineEdit(entry.reference)
        self.channel = ComboBox([(words, channel) for channel, words in CHANNEL_TITLES.items()])
        self.channel.choose(entry.channel)
        self.track = ComboBox([("No track", None), *((short_track(track.kind), track.id) for track in tracks)])
        if entry.track_id is not None:
            self.track.choose(entry.track_id)
        self.notes = TextArea(entry.notes, placeholder="What was said, word for word where it matters", lines=4)
        fit(self.notes, height=96)
        self.reason = LineEdit(placeholder="For example: the date was mistyped")

    def _add_history(self, scroll: Scroll, history: Sequence[Amendment]) -> None:
        if not history:
            return
        scroll.body.addWidget(Label("What it said before", 15, 600))
        for heading, changed in reversed(history_lines(history, self._entry, self._names)):
            lines = "<br>".join(f"{escape(name)}: {escape(words)}" for name, words in changed)
            told = Label(f"<b>{escape(heading)}</b><br>{lines}", 13, 400, "text-2", wrap=True, markup=True)
            told.setAccessibleName(f"{heading}. " + ". ".join(f"{name}: {words}" for name, words in changed))
            scroll.body.addWidget(told)

    def _save(self) -> None:
        """End the dialog once every field stands."""
        self._action.set_error("" if self.action.text().strip() else "Please write what was done.")
        self.day.commit()
        self.deadline.commit()
        if not self.day.is_wrong():
            self._day.set_error("" if self.day.value() else "Please give the day of the action.")
        wrong = self._form.first_error()
        if wrong is not None:
            wrong.input.setFocus()
        else:
            self.done(1)

    def party_name(self) -> str:
        """Return the party's name as typed, without needless spaces."""
        return " ".join(self.party.currentText().split())

    def known_party(self) -> Party | None:
        """Return the party of that name; None when it is new or empty."""
        return self._parties.get(self.party_name().casefold())

    def entry(self, party_id: str | None) -> LogEntry:
        """Return the entry as it stands in the fields."""
        day = self.day.value()
        return replace(
            self._entry,
            action=self.action.text().strip(),
            party_id=party_id,
            date=day if day is not None else self._entry.date,
            deadline=self.deadline.value(),
            reference=self.reference.text().strip(),
            talked_to=self.talked_to.text().strip(),
            channel=Channel(self.channel.data()),
            track_id=self.track.data(),
            notes=self.notes.text(),
        )


def amend_entry(context: Context, entry_id: str, parent: QWidget, *, focus_notes: bool = False) -> None:
    """Show an entry with its history; keep the changes the person made."""
    desk = context.desk
    present = desk.log.entry(entry_id)
    tracks = [lane.track for lane in desk.cases.view(present.case_id).lanes]
    dialog = AmendDialog(
        present,
        desk.log.history(entry_id),
        desk.log.parties(),
        tracks,
        desk.clock.today(),
        parent=parent,
        attached=AttachedList(context, present),
    )
    if focus_notes:
        dialog.notes.setFocus()
        dialog.reason.setText("Notes written with the entry")
    if not context.prompts.run(dialog):
        return
    known = dialog.known_party()
    if known is None and dialog.party_name():
        known = context.act(partial(desk.cases.save_party, Party(name=dialog.party_name())))
        if known is None:
            return
    changed = dialog.entry(known.id if known is not None else None)
    context.act(partial(desk.log.amend, entry_id, changed, dialog.reason.text()), "Amended; the old words are kept")
