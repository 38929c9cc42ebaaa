# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a notice leaves out: each omission with its law, to tick and to put into a letter.

show_notice_check(context, case_id, parent)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.letter import Letter
from app.services.notices import CheckedNotice, NoticeService
from ui.context import Context
from ui.theme import fit, space
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Scroll, SectionHeader, column
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Label
from ui.widgets.notice_lacks import NoticeLacks

WRITE, ADD, MARK = 1, 2, 3
"""The dialog's results: write the letter about the notice, add to a draft, note it on the case."""

_LEAD = "What the law makes it say, against what it says. Read the notice beside it: you decide what is really missing."
_NONE = "This case has no denial notice and no EOB yet. Add one under Documents, and check again."


def notices_of(context: Context) -> NoticeService:
    """Return the service that checks notices."""
    desk = context.desk
    return NoticeService(desk.casebook, desk.undo, desk.planner, desk.letters)


class NoticeDialog(Dialog):
    """One notice at a time: what is missing with its law, what is open, what it says.

    Attributes:
        draft: the draft that takes the paragraphs, once Add was pressed.
    """

    def __init__(
        self,
        notices: Sequence[CheckedNotice],
        drafts: Sequence[Letter],
        *,
        can_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What this notice leaves out", _LEAD, width=720, parent=parent)
        self._notices = tuple(notices)
        self.draft: Letter | None = drafts[0] if drafts else None
        self.which = ComboBox([(one.title, number) for number, one in enumerate(notices)])
        self.lacks = NoticeLacks()
        self._problems = QVBoxLayout()
        space(self._problems, 0, 8)
        if len(self._notices) > 1:
            self.body.addWidget(Field("Notice", self.which))
        scroll = Scroll("surface", margins=(0, 0, 12, 0), gap=12)
        scroll.body.addLayout(self._problems)
        scroll.body.addWidget(self.lacks)
        self._complaint = column(gap=4)
        scroll.body.addLayout(self._complaint)
        scroll.body.addStretch(1)
        fit(scroll, min_height=420)
        fit(self, min_width=720, max_width=820)
        self.body.addWidget(scroll)
        self._add_buttons(can_write)
        self.which.currentIndexChanged.connect(lambda *_: self._show())
        self.lacks.changed.connect(self._count)
        self._show()

    def _add_buttons(self, can_write: bool) -> None:
        self.mark = self.add_extra(Button("Note it on the case", "plain", on=lambda: self.done(MARK)))
        self.mark.setToolTip("The plan and the letters then know that the notice is defective.")
        self.add_button("Close")
        self.add: Button | None = None
        if self.draft is not None:
            self.add = self.add_button(f"Add to “{self.draft.title}”", "plain", ADD)
        self.write: Button | None = self.add_button("Write about the notice", "primary", WRITE) if can_write else None

    def present(self) -> CheckedNotice:
        """Return the notice in sight."""
        return self._notices[int(self.which.data() or 0)]

    def paragraphs(self) -> tuple[str, ...]:
        """Return the ticked omissions, as paragraphs for a letter."""
        return self.lacks.paragraphs()

    def _show(self) -> None:
        notice = self.present()
        empty_layout(self._problems)
        for problem in notice.check.problems:
            self._problems.addWidget(Banner("", problem, "amber"))
        self.lacks.show_check(notice.check)
        empty_layout(self._complaint)
        if notice.complaint and notice.check.missing:
            self._complaint.addWidget(SectionHeader("Where a complaint about it goes"))
            for sentence in notice.complaint:
                self._complaint.addWidget(Label(sentence, 12, 400, "text-2", wrap=True))
        self.mark.setVisible(not notice.marked)
        self._count()

    def _count(self) -> None:
        some = bool(self.paragraphs())
        for button in (self.write, self.add, self.mark):
            if button is not None:
                button.setEnabled(some)


def show_notice_check(context: Context, case_id: str, parent: QWidget) -> None:
    """Check the notices of a case, and put what is ticked to use."""
    service = notices_of(context)
    notices = service.of_case(case_id)
    if not notices:
        context.prompts.tell(_NONE, "No notice to check")
        return
    dialog = NoticeDialog(notices, service.open_appeals(case_id), can_write=service.can_write(), parent=parent)
    answer = context.prompts.run(dialog)
    letter = None
    if answer == WRITE:
        letter = context.act(partial(service.write, case_id, dialog.paragraphs()), "Letter about the notice begun")
    elif answer == ADD and dialog.draft is not None:
        letter = context.act(partial(service.put_into, dialog.draft.id, dialog.paragraphs()), "Added to the letter")
    elif answer == MARK:
        context.act(partial(service.mark, case_id), "Noted on the case")
    if letter is not None:
        context.go("letter", letter_id=letter.id)
