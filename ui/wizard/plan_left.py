# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The left side of the plan: the recommended routes and why, those not taken and why, and the first actions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.domain.plan import Plan, RouteChoice
from app.services.wizard_ticks import action_on, nearest_deadline, tick_action
from ui.theme import fit, space
from ui.widgets.badge import Badge
from ui.widgets.button import Button
from ui.widgets.card import Card, Scroll, SectionHeader, column, row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, IconLabel, Label
from ui.wizard.draft import Draft
from ui.wizard.plan_rows import ActionRow
from ui.wizard.step import StepTitle

_NEAR = (
    *("internal_appeal", "corrected_claim", "provider_billing", "external_review", "financial_assistance"),
    *("program_appeal", "coverage_update", "surprise_billing", "regulator_complaint", "negotiation"),
)
"""The routes that people ask about first; of those not taken, the nearest four are shown unasked."""
_SHOWN = 4
_LEAD = "Untick what does not apply. Finish creates the case, its log, its dates and its tasks, all at once."


def nearest(routes: Sequence[RouteChoice], every: bool) -> list[RouteChoice]:
    """Return the routes not taken, those that people ask about first; four, or every one."""
    left = [route for route in routes if not route.recommended]
    rank = {route_id: number for number, route_id in enumerate(_NEAR)}
    left.sort(key=lambda route: rank.get(route.id, len(rank)))
    return left if every else left[:_SHOWN]


class PlanLeft(QWidget):
    """Routes and actions."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._every = False
        self._plan: Plan | None = None
        self.action_rows: list[ActionRow] = []
        scroll = Scroll("surface", margins=(16, 20, 16, 24), gap=16)
        self._cards = QVBoxLayout()
        space(self._cards, 0, 8)
        self._left_head = SectionHeader("Routes not taken, and why")
        self._left = QVBoxLayout()
        space(self._left, 0, 0)
        self.more = Button("", "link")
        self._rows = QVBoxLayout()
        space(self._rows, 0, 0)
        first = column(SectionHeader("First actions, in order"), Hairline(), gap=8)
        scroll.body.addLayout(_inset(StepTitle("The plan", _LEAD)))
        scroll.body.addLayout(_inset(self._cards))
        scroll.body.addLayout(
            _inset(column(self._left_head, column(self._left, 4, row(self.more, None), gap=0), gap=8))
        )
        scroll.body.addLayout(column(_inset(first), self._rows, gap=0))
        scroll.body.addStretch(1)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(scroll)
        self.more.clicked.connect(self._toggle_all)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan, or what is ticked now of the one that is shown."""
        if plan != self._plan:
            self._plan = plan
            self._show_cards([route for route in plan.routes if route.recommended])
            self._show_left()
            self._show_actions()
        for action_row in self.action_rows:
            action_row.blockSignals(True)
            action_row.setChecked(action_on(action_row.action, self._draft.state.unticked))
            action_row.blockSignals(False)

    def _show_cards(self, routes: Sequence[RouteChoice]) -> None:
        empty_layout(self._cards)
        for route in routes:
            self._cards.addWidget(_RouteCard(route, self._to_whom(route)))

    def _to_whom(self, route: RouteChoice) -> str:
        people = self._draft.state.facts.people
        insurer = people.insurer or people.plan_name
        provider = people.provider or people.facility
        if route.id in {"internal_appeal", "expedited_appeal", "protective_appeal"} and insurer:
            return f"{route.title} to {insurer}"
        if route.id in {"corrected_claim", "provider_billing"} and provider:
            return f"{route.title} with {provider}"
        return route.title

    def _show_left(self) -> None:
        if self._plan is None:
            return
        shown = nearest(self._plan.routes, self._every)
        count = sum(not route.recommended for route in self._plan.routes)
        empty_layout(self._left)
        for route in shown:
            self._left.addWidget(_LeftRow(route))
        self.more.setText("Show fewer" if self._every else f"Show all {count} routes that were considered")
        self.more.setVisible(count > _SHOWN)
        self._left_head.setVisible(bool(shown))

    def _toggle_all(self) -> None:
        self._every = not self._every
        self._show_left()

    def _show_actions(self) -> None:
        empty_layout(self._rows)
        self.action_rows = []
        nearest_one = nearest_deadline(self._plan) if self._plan else None
        meets = nearest_one.letter_kind if nearest_one else ""
        for number, action in enumerate(self._plan.actions if self._plan else (), start=1):
            strong = bool(action.letter_kind) and action.letter_kind == meets
            action_row = ActionRow(number, action, self._draft.today, strong=strong)
            action_row.toggled.connect(partial(self._toggled, action_row))
            self._rows.addWidget(action_row)
            self.action_rows.append(action_row)

    def _toggled(self, action_row: ActionRow, on: bool) -> None:
        self._draft.set(tick_action(self._draft.state, action_row.action, on))


def _inset(thing: QWidget | QLayout) -> QVBoxLayout:
    """Set a thing in by 8, to the page's left edge; the rows of actions keep that room for their focus."""
    return column(thing, margins=(8, 0, 8, 0))


class _LeftRow(QWidget):
    """A route not taken and why not."""

    def __init__(self, route: RouteChoice) -> None:
        super().__init__()
        title = Label(route.title, 13, 400, wrap=True)
        fit(title, width=156)
        line = QHBoxLayout()
        space(line, (0, 6, 0, 6), 12)
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(4, Label(route.why, 12, 400, "text-2", wrap=True), None, gap=0), 1)
        self.setLayout(column(Hairline(), line, gap=0))
        self.setAccessibleName(f"{route.title}, not taken. {route.why}")


class _RouteCard(Card):
    """A recommended route and why."""

    def __init__(self, route: RouteChoice, title: str) -> None:
        super().__init__("recommended", margins=(16, 12, 16, 12), gap=6)
        line = QHBoxLayout()
        space(line, 0, 8)
        line.addWidget(IconLabel("shield", "accent"))
        line.addWidget(Label(title, 15, 600))
        line.addWidget(Badge("Recommended", "info"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(Label(route.why, 13, 400, wrap=True))
        self.setAccessibleName(f"{title}, recommended. {route.why}")
