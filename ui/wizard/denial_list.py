# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What kind of denial this looks like: the denial types with their fit and why, to tick."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.wizard_questions import Reasoned, proposals, tick_type, ticked_types
from app.services.wizard_types import near_types, other_groups
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import SectionHeader, row
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Label
from ui.wizard.denial_groups import DenialGroups, TypeRow
from ui.wizard.draft import Draft

_OPEN, _CLOSE = "Show all kinds of denial", "Show fewer kinds"
_NOTHING = "Nothing points to a kind yet. Enter the codes or the reason above, or look through all kinds."


class DenialList(QWidget):
    """Denial types: those that fit or may fit; on request all others, by family, with a field to find one."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._near: dict[str, TypeRow] = {}
        self._shown: tuple[Reasoned, ...] | None = None
        self._open = False
        self._rows = QVBoxLayout()
        space(self._rows, 0, 0)
        self._nothing = Label(_NOTHING, 13, 400, "text-2", wrap=True)
        self.more = Button(_OPEN, "link")
        self.groups = DenialGroups()
        self.groups.setVisible(False)
        whole = QVBoxLayout(self)
        space(whole, 0, 8)
        whole.addWidget(SectionHeader("What kind of denial this looks like"))
        whole.addWidget(self._nothing)
        whole.addLayout(self._rows)
        whole.addLayout(row(self.more, None))
        whole.addWidget(self.groups)
        self.more.clicked.connect(self._fold)
        self.groups.ticked.connect(self._ticked)

    @property
    def ticks(self) -> Mapping[str, CheckRow]:
        """Return the boxes by the id of their type: the near ones, and the others while they are shown."""
        others = self.groups.rows if self._open else {}
        return {type_id: line.box for type_id, line in (self._near | others).items()}

    def show_state(self) -> None:
        """Show the proposals for what is known now, and what is ticked.

        While all kinds are shown, what is ticked stays in its place: a line that jumps away is lost to the eye.
        """
        state = self._draft.state
        found = proposals(state.facts)
        ticked = ticked_types(state)
        near = near_types(found, () if self._open else ticked)
        if near != self._shown:
            self._build(near)
        for type_id, line in self._near.items():
            line.show_tick(type_id in ticked)
        if self._open:
            self.groups.show_groups(other_groups(found, near), ticked)
        self.groups.setVisible(self._open)
        self.more.setText(_CLOSE if self._open else _OPEN)

    def _build(self, near: tuple[Reasoned, ...]) -> None:
        focused = next((type_id for type_id, line in self._near.items() if line.box.hasFocus()), "")
        self._shown = near
        self._nothing.setVisible(not near)
        empty_layout(self._rows)
        self._near = {}
        for proposal in near:
            line = TypeRow(proposal, proposal.why, proposal.fit)
            line.ticked.connect(self._ticked)
            self._rows.addWidget(line)
            self._near[proposal.id] = line
        if focused in self._near:
            self._near[focused].box.setFocus()

    def _ticked(self, type_id: str, on: bool) -> None:
        self._draft.set(tick_type(self._draft.state, type_id, on))

    def _fold(self) -> None:
        self._open = not self._open
        self.groups.words.clear()
        self.show_state()
        (self.groups.words if self._open else self.more).setFocus()
