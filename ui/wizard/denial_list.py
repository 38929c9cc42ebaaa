# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What kind of denial this looks like: the denial types with their fit and why, to tick."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.wizard_questions import Reasoned, proposals, tick_type, ticked_types
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import SectionHeader, row
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline
from ui.wizard.draft import Draft

_TONES = {"Fits": "info", "Possible": "neutral", "Not here": "neutral"}
_LEAST = 3


class DenialList(QWidget):
    """Denial types: those that fit or may, and on request all others."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.ticks: dict[str, CheckRow] = {}
        self._all = False
        self._shown: tuple[Reasoned, ...] | None = None
        self._rows = QVBoxLayout()
        space(self._rows, 0, 0)
        self.more = Button("Show all kinds of denial", "link")
        whole = QVBoxLayout(self)
        space(whole, 0, 8)
        whole.addWidget(SectionHeader("What kind of denial this looks like"))
        whole.addLayout(self._rows)
        whole.addLayout(row(self.more, None))
        self.more.clicked.connect(self._show_all)

    def show_state(self) -> None:
        """Show the proposals for what is known now, and what is ticked."""
        state = self._draft.state
        found = proposals(state.facts)
        ticked = ticked_types(state)
        near = [p for p in found if p.fit != "Not here" or p.id in ticked]
        far = [p for p in found if p not in near]
        wanted = tuple(near + (far if self._all else far[: max(1, _LEAST - len(near))]))
        self.more.setVisible(len(wanted) < len(found))
        if wanted != self._shown:
            self._build(wanted)
        for type_id, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(type_id in ticked)
            tick.blockSignals(False)

    def _build(self, wanted: tuple[Reasoned, ...]) -> None:
        focused = next((type_id for type_id, tick in self.ticks.items() if tick.hasFocus()), "")
        self._shown = wanted
        empty_layout(self._rows)
        self.ticks = {}
        for proposal in wanted:
            tick = CheckRow(proposal.title, proposal.why, badge=proposal.fit, tone=_TONES[proposal.fit], strong=True)
            tick.setContentsMargins(0, 4, 0, 4)
            tick.toggled.connect(partial(self._toggled, proposal.id))
            self._rows.addWidget(Hairline())
            self._rows.addSpacing(4)
            self._rows.addWidget(tick)
            self._rows.addSpacing(4)
            self.ticks[proposal.id] = tick
        if focused in self.ticks:
            self.ticks[focused].setFocus()

    def _toggled(self, type_id: str, on: bool) -> None:
        self._draft.set(tick_type(self._draft.state, type_id, on))

    def _show_all(self) -> None:
        self._all = True
        self.show_state()
