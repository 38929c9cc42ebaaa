# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The right side of the plan: its dates with their law, tracks and letters to tick, what to know, and papers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.deadline import Owner
from app.domain.plan import ComputedDeadline, Plan
from app.domain.track import TRACK_TITLES
from app.services.wizard_facts import DATE_WORDS
from app.services.wizard_questions import letter_title
from app.services.wizard_ticks import (
    deadline_id,
    deadline_on,
    letter_on,
    tick,
    tick_letter,
    track_id,
    track_on,
)
from ui.format import long_date
from ui.models.today import icon_of_track
from ui.theme import ground, px, space
from ui.widgets.banner import Banner
from ui.widgets.card import Scroll, SectionHeader, column
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label
from ui.wizard.draft import Draft
from ui.wizard.plan_papers import PlanPapers
from ui.wizard.plan_rows import TickLine
from ui.wizard.plan_side import date_note

_CALM = frozenset({"calendar_both_tracks", "two_gates", "protective_appeal_date", "self_funded_no_state_regulator"})
_NARROW = 400


class PlanRight(QWidget):
    """Dates, tracks, letters, warnings and papers."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._plan: Plan | None = None
        self.ticks: dict[str, QCheckBox] = {}
        scroll = Scroll("raised", margins=(24, 24, 24, 24), gap=16)
        ground(self, "raised")  # the scroll bar shows what lies below it
        self._lines: list[QBoxLayout] = []
        self._dates, self._tracks, self._letters, self._before = (QVBoxLayout() for _ in range(4))
        for layout, gap in ((self._dates, 0), (self._tracks, 0), (self._letters, 0), (self._before, 8)):
            space(layout, 0, gap)
        self._before_head = SectionHeader("Before you start")
        self.papers = PlanPapers()
        self._pair = pair = QHBoxLayout()
        space(pair, 0, 16)
        pair.addLayout(column(SectionHeader("Tracks"), self._tracks, None, gap=8), 5)
        pair.addLayout(column(SectionHeader("Letters"), self._letters, None, gap=8), 8)
        scroll.body.addLayout(column(SectionHeader("Dates"), self._dates, gap=8))
        scroll.body.addLayout(pair)
        scroll.body.addLayout(column(self._before_head, self._before, gap=8))
        scroll.body.addWidget(self.papers)
        scroll.body.addStretch(1)
        across = QHBoxLayout(self)
        space(across, 0, 0)
        across.addWidget(Hairline(vertical=True))
        across.addWidget(scroll, 1)

    def _fold(self) -> None:
        """Where the pane is narrow, put below each other what else stands side by side."""
        narrow = self.width() < px(_NARROW)
        across = QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else across)
        for line in self._lines:  # the date first: it is what matters
            line.setDirection(QBoxLayout.Direction.BottomToTop if narrow else across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold at another width."""
        super().resizeEvent(event)
        self._fold()

    def show_plan(self, plan: Plan) -> None:
        """Show a plan, or what is ticked now of the one that is shown."""
        if plan != self._plan:
            self._plan = plan
            self.ticks = {}
            self._show_dates(plan)
            self._show_tracks(plan)
            self._show_letters(plan)
            self.papers.show_plan(plan)
        self._show_warnings(plan)
        self._show_ticks(plan)

    def _show_ticks(self, plan: Plan) -> None:
        unticked = self._draft.state.unticked
        held = {deadline_id(d): deadline_on(d, unticked) for d in plan.deadlines}
        held |= {track_id(kind): track_on(kind, unticked) for kind in plan.tracks}
        held |= {f"letter:{kind}": letter_on(plan, kind, unticked) for kind in plan.letters}
        for name, box in self.ticks.items():
            box.blockSignals(True)
            box.setChecked(held[name])
            box.blockSignals(False)

    def _show_dates(self, plan: Plan) -> None:
        empty_layout(self._dates)
        self._lines = []
        if not plan.deadlines:
            words = "No date is known yet. The date on the notice and the day it came start the first one (step 6)."
            self._dates.addWidget(Label(words, 13, 400, "text-2", wrap=True))
        for deadline in plan.deadlines:
            self._dates.addWidget(self._date(deadline))
        self._fold()

    def _date(self, deadline: ComputedDeadline) -> QWidget:
        line = QHBoxLayout()
        space(line, (0, 6, 0, 6), 12)
        name, detail = deadline_id(deadline), self._told(deadline)
        if deadline.working is None:
            words: QWidget = QWidget()
            words.setLayout(column(Label(deadline.title), Label(detail, 12, 400, "text-2", wrap=True), gap=0))
        else:
            words = self.ticks[name] = CheckRow(deadline.title, detail)
            self.ticks[name].toggled.connect(partial(self._ticked, name))
        words.setToolTip("\n".join((deadline.counted, *deadline.notes)))
        line.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        when = Label(long_date(deadline.working) if deadline.working else "No date yet", 13, 600)
        when.setContentsMargins(0, 6, 0, 0)
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.append(line)
        holder = QWidget()
        holder.setLayout(column(Hairline(), line, gap=0))
        return holder

    def _told(self, deadline: ComputedDeadline) -> str:
        if deadline.working is None:
            return f"{next(iter(deadline.notes), '')} {deadline.citation}".strip()
        received = self._draft.state.facts.dates.denial_received is not None
        note = date_note(deadline, received)
        theirs = "Theirs, not yours. " if deadline.owner is Owner.THEM else ""
        safe = deadline.safe
        law = deadline.law_date
        act = ""
        if law is not None and safe is not None and safe < law and deadline.working == law:
            act = f"No working day: act by {long_date(safe)}. "
        return theirs + act + (note if note == deadline.citation else f"{note}\n{deadline.citation}")

    def _show_tracks(self, plan: Plan) -> None:
        empty_layout(self._tracks)
        for kind in plan.tracks:
            box = self.ticks[track_id(kind)] = TickLine(icon_of_track(kind.value), TRACK_TITLES[kind])
            box.toggled.connect(partial(self._ticked, track_id(kind)))
            self._tracks.addWidget(box)

    def _show_letters(self, plan: Plan) -> None:
        empty_layout(self._letters)
        if not plan.letters:
            self._letters.addWidget(Label("No letter yet.", 13, 400, "text-2"))
        for kind in plan.letters:
            box = self.ticks[f"letter:{kind}"] = TickLine("mail", letter_title(kind))
            box.toggled.connect(partial(self._letter_ticked, kind))
            self._letters.addWidget(box)

    def _show_warnings(self, plan: Plan) -> None:
        waiting = [DATE_WORDS.get(key.rpartition(".")[2], "") for key, _ in self._draft.state.pending]
        names = ", ".join(name for name in waiting if name)
        empty_layout(self._before)
        if names:
            self._before.addWidget(
                Banner("Some dates are not used.", f"Mend them first, or they are left out: {names}.", "red")
            )
        for warning in plan.warnings:
            tone = "info" if warning.id in _CALM else "amber"
            self._before.addWidget(Banner(_lead(warning.title), warning.why, tone))
        self._before_head.setVisible(bool(plan.warnings or names))

    def _ticked(self, name: str, on: bool) -> None:
        self._draft.set(tick(self._draft.state, name, on))

    def _letter_ticked(self, kind: str, on: bool) -> None:
        if self._plan is not None:
            self._draft.set(tick_letter(self._draft.state, self._plan, kind, on))


def _lead(title: str) -> str:
    """End a title as a sentence."""
    return title if title.endswith(("?", ".")) else f"{title}."
