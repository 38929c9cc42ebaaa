# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The quick entry row: one field above each column of the log, complete from the keyboard, and a hint line below.

QuickEntry(context, everyone=False)   set_case(case_id, tracks), set_cases([(words, case_id)]), refresh()
    prefill(action, track), focus_action(), follow(header); Enter adds, Ctrl+Enter adds and opens the notes
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHeaderView, QListView, QWidget

from app.domain.log import CHANNEL_TITLES, Channel, LogEntry
from app.domain.track import Track
from app.services.dates import date_from_text
from app.services.log import NewEntry
from app.services.log_channel import channel_of
from ui.context import Context
from ui.format import long_date, plain_date
from ui.models.log import short_track
from ui.pages.log_hint import HintLine
from ui.theme import ground, px
from ui.widgets.inputs import ComboBox, LineEdit, mark_wrong

ROW_HEIGHT, HINT_HEIGHT = 44, 28
ENTRY_HEIGHT = ROW_HEIGHT + HINT_HEIGHT
_LEFT, _RIGHT, _GAP = 24, 24, 12


class QuickEntry(QWidget):
    """One line of the log, being written.

    Signals:
        added(object): the LogEntry that was written.
        notes_wanted(object): the same, and its notes shall be opened.
    """

    added = Signal(object)
    notes_wanted = Signal(object)

    def __init__(self, context: Context, *, everyone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id, self._everyone = "", everyone
        self._tracks: list[Track] = []
        self._names: list[str] = []
        self._cases: list[tuple[str, str]] = []
        self._build()
        self._connect()
        self._say()

    def _build(self) -> None:
        ground(self, "select")
        self.setAccessibleName("New log entry")
        self.action = LineEdit(placeholder="What was done, or said")
        self.party = ComboBox(editable=True)
        self.day = LineEdit()
        self.reference = LineEdit(placeholder="Reference")
        self.deadline = LineEdit(placeholder="+14 days")
        self.case = ComboBox(editable=True)
        self.track = ComboBox([("None", None)])
        self.hint = HintLine(self)
        party_line, case_line = self.party.lineEdit(), self.case.lineEdit()
        if party_line is not None and case_line is not None:
            party_line.setPlaceholderText("With whom")
            case_line.setPlaceholderText("Case")
        self.fields: list[QWidget] = [self.action, self.party, self.day, self.reference, self.deadline]
        self.fields += [self.case, self.track] if self._everyone else [self.track]
        names = ["Action", "Party", "Date", "Reference number", "Deadline"]
        names += ["Case", "Track"] if self._everyone else ["Track"]
        for field, name in zip(self.fields, names, strict=True):
            field.setParent(self)
            field.setAccessibleName(name)
        self.case.setVisible(self._everyone)
        self._references = QStringListModel(self)
        completer = QCompleter(self._references, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("popup")
        completer.setPopup(popup)
        self.reference.setCompleter(completer)
        self._clear()
        for before, after in zip(self.fields, [*self.fields[1:], self.hint.owner], strict=True):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for field in self.fields:
            for target in (field, field.lineEdit() if isinstance(field, ComboBox) else None):
                if target is not None:
                    target.installEventFilter(self)
        self.action.textChanged.connect(self._say)
        self.day.textChanged.connect(self._say)
        self.deadline.textChanged.connect(self._say)
        self.day.editingFinished.connect(self._settle_day)
        self.hint.owner_changed.connect(self._say)
        self.case.currentTextChanged.connect(self._case_chosen)

    # -- what it is about ----------------------------------------------------------------------------------------

    def set_case(self, case_id: str, tracks: Sequence[Track]) -> None:
        """Write into this case from now on."""
        if case_id != self._case_id:
            self._clear()
        self._case_id = case_id
        self._show_tracks(tracks)
        self.refresh()

    def set_cases(self, cases: Sequence[tuple[str, str]]) -> None:
        """Offer these cases, as (words, id)."""
        if list(cases) != self._cases:  # filling a box with two thousand of them takes a moment
            self._cases = list(cases)
            self.case.set_items(self._cases)

    def _show_tracks(self, tracks: Sequence[Track]) -> None:
        self._tracks = list(tracks)
        items: list[tuple[str, Any]] = [("None", None)]
        self.track.set_items(items + [(short_track(track.kind), track.id) for track in tracks])

    def _case_chosen(self) -> None:
        """Offer the tracks and references of the case that was chosen."""
        chosen = self.case.data()
        mark_wrong(self.case, False)
        if chosen is None or chosen == self._case_id:
            return
        self._case_id = str(chosen)
        view = self._context.desk.cases.view(self._case_id)
        self._show_tracks([lane.track for lane in view.lanes])
        self._references.setStringList(self._context.desk.log.references(self._case_id))

    def refresh(self) -> None:
        """Read the suggestions anew."""
        names = [party.name for party in self._context.desk.log.parties()]
        if names != self._names:
            self._names = names
            self.party.set_items(names)
        if self._case_id:
            self._references.setStringList(self._context.desk.log.references(self._case_id))

    def prefill(self, action: str = "", track: str = "") -> None:
        """Begin an entry with these words, on the track of this kind."""
        if action and not self.action.text().strip():
            self.action.setText(action)
        wanted = next((t.id for t in self._tracks if t.kind == track), None)
        if wanted is not None:
            self.track.choose(wanted)
        self.focus_action()

    def focus_action(self) -> None:
        """Put the focus into the first field, behind what stands there."""
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)
        self.action.deselect()
        self.action.setCursorPosition(len(self.action.text()))

    def is_blank(self) -> bool:
        """Return whether nothing was typed that could be lost."""
        typed = (self.action.text(), self.party.currentText(), self.reference.text(), self.deadline.text())
        return not any(text.strip() for text in typed)

    def _clear(self) -> None:
        for line in (self.action, self.reference, self.deadline):
            line.clear()
        self.party.setCurrentIndex(-1)
        self.party.setEditText("")
        self.track.setCurrentIndex(0)
        self.day.setText(plain_date(self._context.desk.clock.today()))
        self.hint.set_we_owe(False)

    # -- dates ---------------------------------------------------------------------------------------------------

    def day_value(self) -> date | None:
        """Return the date of the action; None when it cannot be read."""
        return date_from_text(self.day.text(), self._context.desk.clock.today())

    def deadline_value(self) -> date | None:
        """Return the deadline; counted from the action's own date, so that "+14 days" means what was said that day."""
        return date_from_text(self.deadline.text(), self.day_value() or self._context.desk.clock.today())

    def _settle_day(self) -> None:
        day = self.day_value()
        mark_wrong(self.day, day is None)
        if day is not None:
            self.day.setText(plain_date(day))
        self._say()

    def _say(self) -> None:
        """Say in the hint line what was understood."""
        day, typed = self.day_value(), self.deadline.text().strip()
        due = self.deadline_value() if typed else None
        mark_wrong(self.deadline, bool(typed) and due is None and not self.deadline.hasFocus())
        if day is None:
            self.hint.say_wrong(f"“{self.day.text().strip()}” is not a date. Try 30 Nov 2026 or yesterday.")
        elif typed and due is None:
            self.hint.say_reading("Deadline: a day such as 5 Dec, friday or +14 days")
        elif due is not None:
            self.hint.say_deadline(long_date(due))
        else:
            channel = channel_of(self.action.text())
            by = f"{CHANNEL_TITLES[channel]} · " if channel is not Channel.NONE else ""
            self.hint.say_reading(f"{by}{long_date(day)}")

    # -- adding --------------------------------------------------------------------------------------------------

    def add(self, *, with_notes: bool = False) -> LogEntry | None:
        """Write the entry; None when something has to be mended first, which is then said and focused."""
        wrong = self._first_wrong()
        if wrong is not None:
            field, said = wrong
            field.setFocus()  # first, for the focus makes the hint say what it read
            mark_wrong(field, True)
            self.hint.say_wrong(said)
            return None
        entry = self._context.act(partial(self._context.desk.log.add, self._new_entry()), "Added to the log")
        if entry is None:
            return None
        self._clear()
        self.refresh()
        self.focus_action()
        self.added.emit(entry)
        if with_notes:
            self.notes_wanted.emit(entry)
        return entry

    def _first_wrong(self) -> tuple[QWidget, str] | None:
        if self._everyone and self.case.data() is None:
            return self.case, "Which case is this about? Type a part of its name and choose it."
        if not self.action.text().strip():
            return self.action, "Write what was done; the other fields can stay empty."
        if self.day_value() is None:
            return self.day, f"“{self.day.text().strip()}” is not a date. Try 30 Nov 2026 or yesterday."
        if self.deadline.text().strip() and self.deadline_value() is None:
            return self.deadline, f"“{self.deadline.text().strip()}” is not a date. Try 5 Dec 2026 or +14 days."
        return None

    def _new_entry(self) -> NewEntry:
        day = self.day_value()
        action = self.action.text().strip()
        return NewEntry(
            case_id=self._case_id,
            action=action,
            party=self.party.currentText(),
            date=day if day is not None else self._context.desk.clock.today(),
            reference=self.reference.text(),
            deadline=self.deadline_value() if self.deadline.text().strip() else None,
            we_owe=self.hint.we_owe(),
            track_id=self.track.data(),
            channel=channel_of(action),
        )

    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: ANN401 - any QObject
        """Add on Enter in any field; a list of suggestions that is open takes the key first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.add(with_notes=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and watched is not None:
            if event.type() == QEvent.Type.FocusIn:
                mark_wrong(watched, False)
            self._say()
        return super().eventFilter(watched, event)

    # -- place ---------------------------------------------------------------------------------------------------

    def follow(self, header: QHeaderView) -> None:
        """Put each field over the column it fills."""
        last = len(self.fields) - 1
        top = (px(ROW_HEIGHT) - px(32)) // 2
        for number, field in enumerate(self.fields):
            left = header.sectionViewportPosition(number) + (px(_LEFT) if number == 0 else px(8))
            right = header.sectionViewportPosition(number) + header.sectionSize(number)
            right -= px(_RIGHT) if number == last else px(_GAP - 8)
            field.setGeometry(left, top, max(px(40), right - left), px(32))
        self.hint.setGeometry(0, px(ROW_HEIGHT), self.width(), px(HINT_HEIGHT))
