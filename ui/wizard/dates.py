# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 6, Dates: what happened when, and beside it every deadline that follows, with its law and how it was counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.deadline import Owner
from app.domain.plan import ComputedDeadline
from app.services.law_reading import aged, reading_words
from ui.format import days_away, due_role, long_date
from ui.theme import fit, space
from ui.widgets.card import Scroll, SectionHeader, column
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label
from ui.wizard.answer_buttons import AnswerButtons
from ui.wizard.bound import DateFact
from ui.wizard.draft import Draft
from ui.wizard.step import ScrollStep

_TIMING = (("pre_service", "Still to come"), ("concurrent", "Going on"), ("post_service", "Already over"))
_SECTIONS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "The care and the claim",
        (
            ("service", "Day of the care", ""),
            ("service_end", "Last day, if it took longer", ""),
            ("original_submission", "Claim first sent", "If you know it; the office does."),
        ),
    ),
    (
        "The notice",
        (
            ("denial_notice", "Date on the notice", ""),
            ("denial_received", "Day it reached you", "The law’s clock starts on this day."),
            ("notice_appeal_by", "Appeal date on the notice", "Only if the notice prints one."),
        ),
    ),
    (
        "What was already done",
        (
            ("correction_submitted", "Corrected claim sent", ""),
            ("corrected_eob", "Corrected EOB", ""),
            ("appeal_filed", "Appeal sent", ""),
            ("appeal_decided", "Appeal decided", ""),
            ("final_denial_notice", "Final denial, its date", ""),
            ("final_denial_received", "Final denial, day it came", ""),
        ),
    ),
    (
        "Bills and other letters",
        (
            ("first_bill", "First bill", "The first after the care, or after you left the hospital."),
            ("estimate", "Good-faith estimate", ""),
            ("collector_notice_received", "Collector’s letter came", ""),
            ("care_ends", "Care is to end", ""),
        ),
    ),
)


class DatesStep(ScrollStep):
    """The dates, and what they start."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft, "Dates", "Write dates in any form. What follows from them stands at the right, with its law."
        )
        self.facts: dict[str, DateFact] = {}
        self.timing = AnswerButtons(_TIMING, "When is the care?")
        self.urgent = CheckRow(
            "It is urgent", "Waiting could put life, health or recovery in danger. The fast way then has 72 hours."
        )
        self._due = QVBoxLayout()
        space(self._due, 0, 0)
        self.body.addWidget(self._form())
        self.body.addStretch(1)
        self.across.addWidget(self._answer_pane(), 2)
        self.timing.chosen.connect(lambda value: draft.choose("service_timing", value))
        self.urgent.toggled.connect(lambda on: draft.choose("urgent", on))
        draft.planned.connect(self._show_deadlines)
        self.show_state()
        self._show_deadlines()

    def _form(self) -> QWidget:
        form = QWidget()
        down = QVBoxLayout(form)
        space(down, 0, 12)
        down.addLayout(column(Label("When is the care?", 13, 500), self.timing, gap=4))
        down.addWidget(self.urgent)
        for title, names in _SECTIONS:
            down.addSpacing(4)
            down.addWidget(SectionHeader(title))
            pairs = [names[n : n + 2] for n in range(0, len(names), 2)]
            for pair in pairs:
                line = QHBoxLayout()
                space(line, 0, 12)
                for name, label, help_text in pair:
                    self.facts[name] = DateFact(self.draft, f"dates.{name}", label, help_text)
                    line.addWidget(self.facts[name], 1, Qt.AlignmentFlag.AlignTop)
                if len(pair) == 1:
                    line.addWidget(QWidget(), 1)
                down.addLayout(line)
        return form

    def room(self) -> int:
        """Return room for form, deadlines and pane; the deadlines say the most of the plan here."""
        return 1100

    def _answer_pane(self) -> QWidget:
        pane = Scroll("surface", margins=(8, 24, 24, 24), gap=4)  # beside the form: it stays while the form scrolls
        pane.setAccessibleName("What these dates start")
        pane.body.addWidget(SectionHeader("What these dates start"))
        pane.body.addLayout(self._due)
        pane.body.addStretch(1)
        fit(pane, min_width=300)
        return pane

    # -- state ---------------------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show what the draft holds."""
        facts = self.draft.state.facts
        self.timing.set_value(facts.service_timing)
        self.urgent.blockSignals(True)
        self.urgent.setChecked(facts.urgent)
        self.urgent.blockSignals(False)
        for fact in self.facts.values():
            fact.show_state()

    def enter(self) -> None:
        """Begin with when the care is, or with the first date that is wrong."""
        wrong = next((fact for fact in self.facts.values() if fact.error()), None)
        self.focus_on(wrong.input if wrong else self.timing)

    def leave(self) -> bool:
        """Take what still stands in a field."""
        for fact in self.facts.values():
            fact.commit()
        return True

    def _show_deadlines(self) -> None:
        deadlines = self.draft.plan.deadlines
        empty_layout(self._due)
        if not deadlines:
            words = "No deadline follows yet. The date on the notice and the day it reached you start the first one."
            self._due.addWidget(Label(words, 13, 400, "text-2", wrap=True))
        for deadline in deadlines:
            self._due.addWidget(_Due(deadline, self.draft))


class _Due(QWidget):
    """One deadline: what, when, the notice's own date, how it was counted, and the law."""

    def __init__(self, deadline: ComputedDeadline, draft: Draft) -> None:
        super().__init__()
        today, working = draft.today, deadline.working
        who = "" if deadline.owner is Owner.US else "They owe it. "
        when = long_date(working) if working else "No date yet"
        words = column(
            Hairline(),
            4,
            Label(deadline.title, 13, 600, wrap=True),
            Label(
                f"{when} · {days_away(working, today)}" if working else when,
                15,
                600,
                due_role(working, today) if working and deadline.owner is Owner.US else "text",
                wrap=True,
            ),
            gap=2,
            margins=(0, 0, 0, 8),
        )
        if deadline.notice_due is not None and deadline.law_date is not None:
            both = f"By the notice {long_date(deadline.notice_due)}, by the law {long_date(deadline.law_date)}."
            rule = "The earlier governs." if deadline.notice_due != deadline.law_date else "Both agree."
            if deadline.stand_in and deadline.owner is Owner.US:
                rule += " The day it reached you is not known; once you enter it, the law may give more time."
            words.addWidget(Label(f"{both} {rule}", 12, 400, "text", wrap=True))
        told = deadline.counted or next(iter(deadline.notes), "")
        words.addWidget(Label(f"{who}{told}", 12, 400, "text-2", wrap=True))
        read, tone = reading_words(deadline.rule)
        law = f"{deadline.citation}. {read}." if read else deadline.citation
        words.addWidget(Label(law, 12, 400, "red" if tone == "red" else "text-3", wrap=True))
        if working is None:
            for note in deadline.notes:
                words.addWidget(Label(note, 12, 400, "text-2", wrap=True))
        old = aged(deadline.rule, deadline.checked, today)
        if old:
            words.addWidget(Label(old, 12, 500, "amber", wrap=True))
        self.setLayout(words)
        self.setToolTip("\n".join(deadline.notes))
        self.setAccessibleName(f"{deadline.title}: {when}")
