# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The script of a call: what to have ready, what to say first, the questions to tick with room for each answer.

CallScript()   show_sheet(sheet, draft=None), answers() -> (ticked, words), start() puts the focus on the first question
    Signals: fact_asked(str) the key of a fact that shall be filled in
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.call_notes import CallDraft
from app.services.call_sheet import CallSheet, Passage, plain
from ui.format import count_text
from ui.theme import fit, space
from ui.widgets.banner import Banner
from ui.widgets.card import Card, Scroll, column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.inputs import LineEdit
from ui.widgets.key_value import empty_layout
from ui.widgets.label import IconLabel, Label

_READS_WELL = 680
_INDENT = 28


def marked_up(passage: Passage) -> str:
    """Return a passage as our own HTML: facts in bold, what is not known as a link that asks for it."""
    parts = []
    for said in passage:
        words = escape(said.words)
        if not said.known:
            parts.append(f'<a href="{said.key}">[{words}]</a>')
        else:
            parts.append(f"<b>{words}</b>" if said.key else words)
    return "".join(parts)


class Question(QWidget):
    """One question of the script: a box to tick once it was asked, and room for what they said."""

    def __init__(self, passage: Passage, number: int, *, asked: bool = False, answer: str = "") -> None:
        super().__init__()
        self.check = CheckRow(plain(passage), checked=asked)
        self.line = LineEdit(answer, placeholder="What they said", size="small")
        self.line.setAccessibleName(f"Answer to question {number}: {plain(passage)}")
        self.setLayout(column(self.check, row(self.line, margins=(_INDENT, 0, 0, 0)), gap=4))
        self.line.textEdited.connect(lambda text: self.check.setChecked(self.check.isChecked() or bool(text.strip())))


class CallScript(Scroll):
    """The script pane.

    Signals:
        fact_asked(str): the fact with this key shall be filled in.
    """

    fact_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", margins=0, gap=0, parent=parent)
        self.questions: list[Question] = []
        self._holder = QWidget()
        self._inside = QVBoxLayout(self._holder)
        space(self._inside, (24, 20, 24, 24), 8)
        fit(self._holder, max_width=_READS_WELL)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)
        self.setAccessibleName("Call script")

    def answers(self) -> tuple[tuple[bool, ...], tuple[str, ...]]:
        """Return which questions are ticked, and what was typed beside each."""
        ticked = tuple(question.check.isChecked() for question in self.questions)
        return ticked, tuple(question.line.text() for question in self.questions)

    def start(self) -> None:
        """Put the focus on the first question, with the top of the script in sight."""
        if self.questions:
            self.questions[0].check.setFocus()
        self.verticalScrollBar().setValue(0)

    def show_sheet(self, sheet: CallSheet, draft: CallDraft | None = None) -> None:
        """Show a script; without a draft the ticks and answers of before stay."""
        ticked, words = self.answers() if draft is None else (draft.asked, draft.answers)
        focused = next((n for n, q in enumerate(self.questions) if q.check.hasFocus() or q.line.hasFocus()), None)
        at = self.verticalScrollBar().value()
        empty_layout(self._inside)
        self._add_head(sheet)
        self._add_title("Have ready")
        for text in sheet.have_ready:
            self._inside.addLayout(_bullet(text))
        self._add_title("Say first")
        self._add_words(sheet.opening)
        self._add_title("Ask, and tick as you go")
        self.questions = []
        for number, passage in enumerate(sheet.ask):
            asked = number < len(ticked) and ticked[number]
            answer = words[number] if number < len(words) else ""
            question = Question(passage, number + 1, asked=asked, answer=answer)
            self.questions.append(question)
            self._inside.addWidget(question)
        if sheet.replies:
            self._add_title("If they say")
        for reply in sheet.replies:
            self._inside.addWidget(Label(f"“{reply.they_say}”", 13, 400, "text-2", wrap=True))
            answer_line = self._passage(reply.answer)
            self._inside.addLayout(row(answer_line, margins=(_INDENT, 0, 0, 4)))
        self._add_title("Before you hang up")
        self._add_words(sheet.end)
        if focused is not None and focused < len(self.questions):
            self.questions[focused].check.setFocus()
            self.verticalScrollBar().setValue(at)

    def _add_head(self, sheet: CallSheet) -> None:
        self._inside.addWidget(Label(sheet.title, 24, 600, wrap=True))
        self._inside.addWidget(Label(sheet.purpose, 13, 400, "text-2", wrap=True))
        whom = sheet.party if sheet.party and sheet.party != sheet.office else ""
        who = ", ".join(part for part in (whom, sheet.office if not whom else "", sheet.phone) if part)
        line = row(IconLabel("phone", "text-2", 14), Label(who or sheet.office, 13, 600, wrap=True), gap=8)
        line.setStretch(1, 1)
        self._inside.addLayout(line)
        if sheet.unknown:
            named = "; ".join(f"{blank.name} ({blank.look})" for blank in sheet.unknown)
            count = count_text(len(sheet.unknown), "fact is", "facts are")
            banner = Banner(f"{count} not known yet.", f"Look before you call: {named}.", "amber", action="Fill in")
            banner.acted.connect(lambda: self.fact_asked.emit(sheet.unknown[0].key))
            self._inside.addWidget(banner)

    def _add_title(self, title: str) -> None:
        self._inside.addLayout(column(8, Label(title, 15, 600), gap=0))

    def _add_words(self, passage: Passage) -> None:
        card = Card("raised", margins=(16, 12, 16, 12))
        card.body.addWidget(self._passage(passage, 15))
        self._inside.addWidget(card)

    def _passage(self, passage: Passage, size: int = 13) -> Label:
        label = Label(marked_up(passage), size, 400, wrap=True, markup=True)
        label.setAccessibleName(plain(passage))
        label.linkActivated.connect(self.fact_asked)
        if all(said.known for said in passage):
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return label


def _bullet(text: str) -> QHBoxLayout:
    sign = Label("•", 13, 400, "text-2", wrap=True)  # a paragraph as well, so that both have the same line height
    fit(sign, width=12)
    line = row(sign, Label(text, 13, 400, wrap=True), gap=8, margins=(4, 0, 0, 0))
    line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line
