# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step 5, Questions: the four that decide between correction and appeal, and those of the ticked denial types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.wizard_facts import text_of
from app.services.wizard_questions import (
    NO,
    UNKNOWN,
    YES,
    Question,
    answer,
    answer_of,
    question_groups,
    ticked_types,
)
from ui.theme import fit, space
from ui.widgets.card import SectionHeader, column
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label
from ui.wizard.answer_buttons import AnswerButtons
from ui.wizard.bound import DateFact, Fact, MoneyFact, TextFact
from ui.wizard.draft import Draft
from ui.wizard.step import ScrollStep

_ANSWERS = ((YES, "Yes"), (NO, "No"), (UNKNOWN, "I do not know"))


class QuestionsStep(ScrollStep):
    """The questions, each with why it is asked."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            draft,
            "Questions",
            "Answer what you can. “I do not know” is an answer too: the plan then finds it out.",
        )
        self._asked: tuple[str, ...] | None = None
        self.rows: list[QuestionRow] = []
        self._place = QVBoxLayout()
        space(self._place, 0, 0)
        self.body.addLayout(self._place)
        self.body.addStretch(1)

    def show_state(self) -> None:
        """Ask the questions of the types that are ticked now, and show the answers."""
        types = ticked_types(self.draft.state)
        if types != self._asked:
            self._asked = types
            self._build(types)
        for row in self.rows:
            row.show_state()

    def _build(self, types: tuple[str, ...]) -> None:
        empty_layout(self._place)
        self.rows = []
        for group in question_groups(types):
            head = SectionHeader(group.title)
            head.setContentsMargins(0, 16 if self.rows else 4, 0, 8)
            self._place.addWidget(head)
            for question in group.questions:
                row = QuestionRow(self.draft, question)
                self.rows.append(row)
                self._place.addWidget(row)

    def enter(self) -> None:
        """Begin at the first question without an answer."""
        if self.rows:
            first = next((row for row in self.rows if not row.answered()), self.rows[0])
            self.focus_on(first.control)

    def leave(self) -> bool:
        """Take what still stands in a field."""
        for row in self.rows:
            row.commit()
        return True


class QuestionRow(QWidget):
    """A question with why it is asked at the left, its answer at the right, and what the answer means."""

    def __init__(self, draft: Draft, question: Question) -> None:
        super().__init__()
        self._draft, self.question = draft, question
        self._means = Label("", 12, 400, "accent", wrap=True)
        self.control = self._make_control()
        words = column(
            Label(question.text, 13, 600, wrap=True),
            Label(question.why, 12, 400, "text-2", wrap=True),
            self._means,
            None,
            gap=2,
        )
        line = QHBoxLayout()
        space(line, (0, 10, 0, 10), 32)
        line.addLayout(words, 1)
        holder = QWidget()
        holder.setLayout(column(self.control))
        fit(holder, width=320)
        line.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(Hairline())
        whole.addLayout(line)

    def _make_control(self) -> QWidget:
        question, draft = self.question, self._draft
        if question.kind in {"yes_no", "choice"}:
            choices = [(c.value, c.label) for c in question.choices] if question.kind == "choice" else list(_ANSWERS)
            buttons = AnswerButtons(choices, question.text)
            buttons.chosen.connect(lambda said: draft.set(answer(draft.state, question, said, draft.today)))
            return buttons
        kinds = {"money": MoneyFact, "date": DateFact}
        field = kinds.get(question.kind, TextFact)(draft, question.fills, "Your answer")
        field.input.setAccessibleName(question.text)
        return field

    def answered(self) -> bool:
        """Return whether there is an answer."""
        return bool(self._said())

    def _said(self) -> str:
        if self.question.kind == "yes_no":
            return answer_of(self._draft.state, self.question)
        return text_of(self._draft.state, self.question.fills)

    def show_state(self) -> None:
        """Show the answer and what it means."""
        said = self._said()
        if isinstance(self.control, AnswerButtons):
            self.control.set_value(said)
        elif isinstance(self.control, Fact):
            self.control.show_state()
        means = {YES: self.question.yes, NO: self.question.no}.get(said, "") if self.question.kind == "yes_no" else ""
        self._means.setText(means)
        self._means.setVisible(bool(means))

    def commit(self) -> None:
        """Take what still stands in a field."""
        if isinstance(self.control, Fact):
            self.control.commit()
