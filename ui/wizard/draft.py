# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's draft: its state, kept half a second after every change, and the plan that follows from it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.plan import Plan
from app.errors import UserFixable
from app.services.wizard_facts import chosen, hold, typed
from app.services.wizard_state import WizardState
from ui.context import Context
from ui.jobs import Ticket

KEEP_MS, PLAN_MS = 400, 120


class Draft(QObject):
    """What the steps read and change. Steps never keep a copy: they show ``state`` and put another in its place.

    Attributes:
        state: everything typed, read and chosen.
        plan: the plan of the last state that was planned.
        step: where the wizard stands, from 1.
        today: the day by which dates are judged.

    Signals:
        changed(): the state is another one.
        planned(): the plan is another one.
        not_kept(str): why the last change could not be kept; empty when it was.
    """

    changed = Signal()
    planned = Signal()
    not_kept = Signal(str)

    def __init__(self, context: Context, session_id: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._wizard = context.desk.wizard
        if session_id is None:
            self.session, self.state = self._wizard.start(), WizardState()
        else:
            self.session, self.state = self._wizard.resume(session_id)
        self.step = self.session.step
        self.plan = Plan()
        self.today: date = context.desk.clock.today()
        self._planning: Ticket | None = None
        self._stale, self._unkept = False, False
        self._keep_timer = self._timer(KEEP_MS, self.keep_now)
        self._plan_timer = self._timer(PLAN_MS, self.plan_now)

    def _timer(self, milliseconds: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    # -- changes -------------------------------------------------------------------------------------------------

    def set(self, state: WizardState) -> None:
        """Take another state; it is kept and planned soon."""
        if state == self.state:
            return
        replan = (state.facts, state.types) != (self.state.facts, self.state.types)
        self.state = state
        self._unkept = True
        self._keep_timer.start()
        if replan:
            self._stale = True
            self._plan_timer.start()
        self.changed.emit()

    def type(self, key: str, text: str) -> None:
        """Take text typed for a key of FACTS."""
        self.set(typed(self.state, key, text, self.today))

    def hold(self, key: str, text: str) -> None:
        """Keep what is being typed into a date or an amount, before the field is left."""
        self.set(hold(self.state, key, text))

    def choose(self, key: str, value: object) -> None:
        """Take a value chosen for a key of FACTS."""
        self.set(chosen(self.state, key, value, self.today))

    # -- keeping -------------------------------------------------------------------------------------------------

    def go_to(self, step: int) -> None:
        """Stand at another step, and keep everything at once."""
        self.step = step
        self._unkept = True
        self.keep_now()

    def keep_now(self) -> None:
        """Keep the state where something changed since it was kept last."""
        self._keep_timer.stop()
        if not self._unkept:
            return
        try:
            self.session = self._wizard.keep(self.session, self.step, self.state)
        except UserFixable as error:  # the disk is full, say: it is said, and tried again with the next change
            self.not_kept.emit(str(error))
            return
        self._unkept = False
        self.not_kept.emit("")

    def end(self) -> None:
        """Nothing of this draft is written or planned any more."""
        self._keep_timer.stop()
        self._plan_timer.stop()
        self._unkept = False
        if self._planning is not None:
            self._planning.cancel()

    def forget_if_empty(self) -> bool:
        """Take the wizard away when nothing was put into it; return whether that was so."""
        if self.state != WizardState():
            return False
        self.end()
        self._wizard.forget_empty(self.session.id)
        return True

    # -- planning ------------------------------------------------------------------------------------------------

    def plan_now(self) -> None:
        """Plan in a worker; while one plan is on its way, the next waits for it."""
        self._plan_timer.stop()
        if self._planning is not None:
            self._stale = True
            return
        self._stale = False
        state = self.state
        self._planning = self.context.jobs.run_function(
            lambda: self._wizard.plan(state), self._take, self._fail, priority=2, owner=self
        )

    def fresh_plan(self) -> Plan:
        """Return the plan of the present state, counted here and now: what Finish would make."""
        self._plan_timer.stop()
        self._stale = False
        plan = self._wizard.plan(self.state)
        if plan != self.plan:
            self.plan = plan
            self.planned.emit()
        return plan

    def _take(self, plan: Plan) -> None:
        self._planning = None
        if self._stale:
            self.plan_now()
            return
        self.plan = plan
        self.planned.emit()

    def _fail(self, problem: Exception) -> None:
        self._planning = None
        self.context.prompts.problem(problem)
