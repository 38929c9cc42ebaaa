# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The pane beside the steps: the plan so far, as it grows with each answer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.plan import ComputedDeadline
from app.domain.track import TRACK_TITLES
from app.services.wizard_questions import letter_title, still_to_answer
from app.services.wizard_ticks import nearest_deadline
from ui.format import due_text, long_date
from ui.models.today import icon_of_track
from ui.theme import fit, ground, space
from ui.widgets.card import Scroll, column
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, IconLabel, Label
from ui.wizard.draft import Draft

WIDTH = 248
_RECEIVED_MISSING = "From the notice. The law’s date needs the day you received it (step 6)."


def date_note(deadline: ComputedDeadline, received: bool) -> str:
    """Return in one sentence where the working date of a deadline comes from."""
    if deadline.notice_due is not None and deadline.working == deadline.notice_due != deadline.law_date:
        if deadline.law_date is None or not received:
            return _RECEIVED_MISSING
        return f"The notice’s own date governs; by the law it would be {long_date(deadline.law_date)}."
    return deadline.citation


class PlanSide(QWidget):
    """Route, working deadline, tracks, letters, and what is still to answer."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        scroll = Scroll("raised", margins=(20, 20, 20, 20), gap=0)
        scroll.setAccessibleName("The plan so far")
        ground(self, "raised")  # the scroll bar shows what lies below it
        self._parts = QVBoxLayout()
        space(self._parts, 0, 4)
        title = column(Label("The plan so far", 15, 600), Label("It grows with each answer.", 12, 400, "text-2"), gap=0)
        scroll.body.addLayout(title)
        scroll.body.addLayout(self._parts)
        scroll.body.addStretch(1)
        across = QHBoxLayout(self)
        space(across, 0, 0)
        across.addWidget(Hairline(vertical=True))
        across.addWidget(scroll, 1)
        fit(self, width=WIDTH)
        self._shown: object = None
        draft.planned.connect(self.show_plan)
        draft.changed.connect(self.show_plan)
        self.show_plan()

    def show_plan(self) -> None:
        """Show the plan as it is; nothing moves while it stays the same."""
        plan, state = self._draft.plan, self._draft.state
        questions = still_to_answer(state)
        received = state.facts.dates.denial_received is not None
        wanted = (plan.routes, plan.deadlines, plan.tracks, plan.letters, tuple(questions), received)
        if wanted == self._shown:
            return
        self._shown = wanted
        empty_layout(self._parts)
        taken = [route for route in plan.routes if route.recommended]
        self._section("Route", [("shield", route.title, route.why) for route in taken], accent=True)
        self._deadline(nearest_deadline(plan), received)
        self._section("Tracks", [(icon_of_track(kind.value), TRACK_TITLES[kind], "") for kind in plan.tracks])
        self._section("Letters", [("mail", letter_title(kind), "") for kind in plan.letters])
        if questions:
            self._heading("Still to answer")
            self._parts.addWidget(Label(" ".join(questions), 13, 400, "text-2", wrap=True))

    def _heading(self, words: str) -> None:
        heading = Label(words, 13, 600)
        heading.setContentsMargins(0, 12, 0, 2)
        self._parts.addWidget(heading)

    def _section(self, words: str, items: list[tuple[str, str, str]], *, accent: bool = False) -> None:
        if items:
            self._heading(words)
        for icon, text, tip in items:
            self._item(icon, text, tip=tip, accent=accent)

    def _deadline(self, deadline: ComputedDeadline | None, received: bool) -> None:
        if deadline is None or deadline.working is None:
            return
        self._heading("Working deadline")
        self._item("calendar", long_date(deadline.working), accent=True, tip=deadline.title)
        today = self._draft.today
        late = deadline.working < today
        below = Label(
            f"{due_text(deadline.working, today).partition(' · ')[2].capitalize()}. {date_note(deadline, received)}",
            12,
            400,
            "red" if late else "text-2",
            wrap=True,
        )
        holder = QWidget()
        holder.setLayout(column(below, margins=(24, 0, 0, 0)))
        self._parts.addWidget(holder)

    def _item(self, icon: str, text: str, *, tip: str = "", accent: bool = False) -> None:
        line = QWidget()
        across = QHBoxLayout(line)
        space(across, (0, 2, 0, 2), 8)
        across.addLayout(column(3, IconLabel(icon, "accent" if accent else "text-2"), None, gap=0))
        words = Label(text, 13, 400, wrap=True)
        across.addWidget(words, 1)
        line.setToolTip(tip)
        self._parts.addWidget(line)
