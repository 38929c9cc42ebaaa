# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's window: head with the steps, the step in sight, the plan so far beside it, and the foot."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.services.wizard import Finished
from app.services.wizard_state import STEPS, WizardState
from ui.context import Context
from ui.pages.base import Page
from ui.theme import fit, ground, px, space
from ui.widgets.button import Button
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.step_dots import StepDots
from ui.wizard.dates import DatesStep
from ui.wizard.draft import Draft
from ui.wizard.notice import NoticeStep
from ui.wizard.papers import PapersStep
from ui.wizard.person import PersonStep
from ui.wizard.plan import PlanStep
from ui.wizard.plan_side import PlanSide
from ui.wizard.problem import ProblemStep
from ui.wizard.questions import QuestionsStep
from ui.wizard.step import Step

_SAVED = "Saved as you go. You can stop here and come back."
_MAKERS: tuple[type[Step], ...] = (
    *(PapersStep, PersonStep, ProblemStep, NoticeStep, QuestionsStep, DatesStep, PlanStep),
)
PATIENCE_MS = 5_000
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WizardPage(Page):
    """The new-dispute wizard over the whole window.

    Signals:
        closed(): the person stops here; everything is kept.
        finished(str, dict): the page to show now, and its arguments.
    """

    key = "wizard"
    closed = Signal()
    finished = Signal(str, dict)

    def __init__(self, context: Context, session_id: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.draft = Draft(context, session_id, self)
        self._steps: dict[int, Step] = {}
        self._done = False
        self._unkept = ""
        self._build()
        self._connect()
        self.show_step(self.draft.step)
        self.draft.plan_now()

    # -- build ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.dots = StepDots(STEPS)
        self.close_button = Button("Close", "quiet", icon="x", tip="Close; everything is kept (Esc)")
        self.back = Button("Back", icon="arrow-left", hint="Alt+Left")
        self.skip = Button("Skip this step", "quiet")
        self.next = Button("Continue", "primary", trailing="arrow-right")
        self.finish = Button("Finish", "primary", hint="Ctrl+Enter")
        self._after_back = QWidget()
        self._saved_sign = IconLabel("check", "green")
        self._foot_words = Label(_SAVED, 12, 400, "text-2", elide=True)
        self.side = PlanSide(self.draft)
        self.stack = QStackedWidget()
        middle = QHBoxLayout()
        space(middle, 0, 0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.side)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(self._head())
        whole.addWidget(Hairline())
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._foot())

    def _head(self) -> QWidget:
        head = QWidget()
        ground(head, "surface")
        fit(head, min_height=64)
        line = QHBoxLayout(head)
        space(line, (24, 0, 16, 0), 16)
        line.addWidget(Label("New dispute", 13, 600))
        line.addWidget(self.dots, 1)
        line.addWidget(self.close_button)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        ground(foot, "window")
        fit(foot, min_height=64)
        line = QHBoxLayout(foot)
        space(line, (24, 0, 24, 0), 12)
        line.addWidget(self.back)
        fit(self._after_back, width=1)
        line.addWidget(self._after_back)
        line.addWidget(self._saved_sign)
        line.addWidget(self._foot_words, 1)
        for button in (self.skip, self.next, self.finish):
            line.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.dots.asked.connect(lambda number: self.go_step(number + 1))
        self.close_button.clicked.connect(self.stop)
        self.back.clicked.connect(lambda: self.go_step(self.draft.step - 1))
        self.skip.clicked.connect(self.skip_step)
        self.next.clicked.connect(self.go_on)
        self.finish.clicked.connect(self.finish_now)
        self.draft.changed.connect(self._show_state)
        self.draft.planned.connect(self._show_foot)
        self.draft.not_kept.connect(self._show_unkept)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    # -- steps ---------------------------------------------------------------------------------------------------

    def step(self, number: int) -> Step:
        """Return a step (from 1), made when it is first wanted."""
        if number not in self._steps:
            made = _MAKERS[number - 1](self.draft)
            made.next_asked.connect(self.go_on)
            self._steps[number] = made
            self.stack.addWidget(made)
        return self._steps[number]

    def show_step(self, number: int) -> None:
        """Show a step, with its first field in focus."""
        step = self.step(number)
        step.show_state()
        self.stack.setCurrentWidget(step)
        step.to_top()
        self._fit_side()
        self.dots.set_current(number - 1)
        self._show_foot()
        QTimer.singleShot(0, step, step.enter)  # once the step is laid out, so that its field can scroll into sight

    def _fit_side(self) -> None:
        step = self.step(self.draft.step)
        self.side.setVisible(step.side and self.width() >= px(step.room()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pane beside the step where there is room for both."""
        super().resizeEvent(event)
        self._fit_side()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit_side()

    def go_step(self, number: int) -> None:
        """Go to another step; what stands in the fields is taken first."""
        if not 1 <= number <= len(STEPS) or not self.step(self.draft.step).leave():
            return
        self.draft.go_to(number)
        self.show_step(number)

    def go_on(self) -> None:
        """Go to the next step."""
        self._mark_skipped(False)
        self.go_step(self.draft.step + 1)

    def skip_step(self) -> None:
        """Go to the next step, and remember that this one was skipped."""
        self._mark_skipped(True)
        self.go_step(self.draft.step + 1)

    def _mark_skipped(self, skipped: bool) -> None:
        others = tuple(n for n in self.draft.state.skipped if n != self.draft.step)
        now = (*others, self.draft.step) if skipped else others
        self.draft.set(replace(self.draft.state, skipped=now))

    def _show_state(self) -> None:
        self.step(self.draft.step).show_state()
        self._show_foot()

    def _show_unkept(self, why: str) -> None:
        """Say in the foot that the last change is not kept yet, and why."""
        self._unkept = why
        self._show_foot()

    def _show_foot(self) -> None:
        number = self.draft.step
        last = number == len(STEPS)
        step = self.step(number)
        self.back.setVisible(number > 1)
        self._after_back.setVisible(number > 1)
        self.skip.setVisible(not last)
        self.next.setVisible(not last)
        self.finish.setVisible(last)
        self._saved_sign.setVisible(not last or bool(self._unkept))
        if isinstance(step, PlanStep):
            self._foot_words.setText(step.counts())
            self.finish.setText(step.finish_words())
            self.finish.updateGeometry()
        else:
            self._foot_words.setText(self._unkept or _SAVED)
        self._saved_sign.set_icon("triangle-alert" if self._unkept else "check", "red" if self._unkept else "green")
        self._foot_words.set_ink("red" if self._unkept else "text-2")

    # -- the end -------------------------------------------------------------------------------------------------

    def ask_to_stop(self) -> None:
        """Offer to stop here, as Escape does; without a question where there is nothing to keep."""
        unread = self._unread()
        if self.draft.state == WizardState() and not unread:
            self.stop()
            return
        text = "Everything you typed and every file stays. It waits for you on Today, at this very step."
        if unread:
            text = f"“{unread[0]}” is still being read; it is finished first. {text}"
        if self.context.prompts.ask("Close the wizard?", text, "Close and keep", "Go on here"):
            self.stop()

    def stop(self) -> None:
        """Stop here; everything is kept for another time."""
        if self.leave():
            self.closed.emit()

    def _unread(self) -> list[str]:
        papers = self._steps.get(1)
        return papers.unread() if isinstance(papers, PapersStep) else []

    def _end_reading(self) -> None:
        """Let what is being read come into the wizard, so that no file stays behind without it."""
        papers = self._steps.get(1)
        if not isinstance(papers, PapersStep) or not papers.unread():
            return
        self.setEnabled(False)
        lost = papers.end_reading(PATIENCE_MS)
        self.setEnabled(True)
        if lost:
            self.context.said.emit(f"{', '.join(lost)} could not be read in time and is not kept. Give it again.")

    def leave(self) -> bool:
        """Keep what was typed before the page is left."""
        if self._done:
            return True
        if not self.isEnabled():  # asked again while a file is read to its end
            return False
        self._end_reading()
        self.step(self.draft.step).leave()
        if not self.draft.forget_if_empty():
            self.draft.keep_now()
        return True

    def finish_now(self) -> None:
        """Make the case and everything of it, and open the first letter, or the case."""
        state = self.draft.state
        if not state.facts.people.patient.strip() and state.person_id is None:
            self.go_step(2)
            person = self.step(2)
            if isinstance(person, PersonStep):
                QTimer.singleShot(0, person, person.ask_name)
            return
        self.draft.keep_now()
        made = self.context.act(
            lambda: self.context.desk.wizard.finish(self.draft.session, self.draft.state), "The case is made"
        )
        if made is not None:
            self._done = True
            self.draft.end()
            self._open_first(made)

    def _open_first(self, made: Finished) -> None:
        first = made.first
        if first is not None and first.letter_kind:
            letter = self.context.act(
                lambda: self.context.desk.letters.create(made.case.id, first.letter_kind), "The case is made"
            )
            if letter is not None:
                self.finished.emit("letter", {"letter_id": letter.id})
                return
        elif first is not None and first.script:
            self.finished.emit("call", {"case_id": made.case.id, "script": first.script, "task_id": first.id})
            return
        self.finished.emit("case", {"case_id": made.case.id})

    # -- keys ----------------------------------------------------------------------------------------------------

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Listen where the focus is: Alt+Left and Ctrl+Enter are the wizard's before any field or frame sees them."""
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None and self.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back on Alt+Left, on or to the end on Ctrl+Enter."""
        if isinstance(event, QKeyEvent) and _ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._act(event)
                return True
        return super().eventFilter(watched, event)

    def _act(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.go_step(self.draft.step - 1)
        elif self.draft.step == len(STEPS):
            self.finish_now()
        else:
            self.go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a focused button on Enter, else go on to the next step; Escape offers to stop."""
        focus = self.focusWidget()
        if _ours(event):
            self._act(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.ask_to_stop()
        elif event.key() in _ENTER and isinstance(focus, QPushButton) and focus.hasFocus():
            focus.click()
        elif event.key() in _ENTER and self.draft.step < len(STEPS):
            self.go_on()
        else:
            super().keyPressEvent(event)


def _ours(event: QKeyEvent) -> bool:
    back = event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier
    return back or (event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
