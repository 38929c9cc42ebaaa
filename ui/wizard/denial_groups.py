# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""All other kinds of denial, family by family, with a field that narrows them to what a few letters name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.wizard_questions import Reasoned
from app.services.wizard_types import TypeGroup, in_short, types_named
from ui.theme import space
from ui.widgets.card import column
from ui.widgets.check_row import CheckRow
from ui.widgets.inputs import LineEdit
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label

TONES = {"Fits": "info", "Possible": "neutral", "Not here": "neutral"}


class TypeRow(QWidget):
    """One kind of denial to tick, below a line.

    Signals:
        ticked(str, bool): the person ticked or unticked it.
    """

    ticked = Signal(str, bool)

    def __init__(self, proposal: Reasoned, detail: str, badge: str) -> None:
        super().__init__()
        self.id = proposal.id
        self.box = CheckRow(proposal.title, detail, badge=badge, tone=TONES[proposal.fit], strong=True)
        self.setLayout(column(Hairline(), self.box, gap=4, margins=(0, 0, 0, 4)))
        self.box.toggled.connect(partial(self.ticked.emit, proposal.id))

    def show_tick(self, on: bool) -> None:
        """Show the tick without telling of it."""
        self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(False)


class DenialGroups(QWidget):
    """The families with their types.

    Signals:
        ticked(str, bool): a type was ticked or unticked.
    """

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = _Words(icon="search", placeholder="Words from the notice, or a code")
        self.words.setAccessibleName("Find a kind of denial")
        self.rows: dict[str, TypeRow] = {}
        self._heads: list[tuple[Label, tuple[str, ...]]] = []
        self._groups: tuple[TypeGroup, ...] | None = None
        self._nothing = Label("", 13, 400, "text-2", wrap=True)
        self._inside = QVBoxLayout()
        space(self._inside, 0, 0)
        self.setLayout(column(self.words, self._nothing, self._inside, gap=8))
        self.words.textChanged.connect(lambda _words: self._narrow())

    def show_groups(self, groups: Sequence[TypeGroup], ticked: Collection[str]) -> None:
        """Show these families; what is typed keeps narrowing them."""
        if tuple(groups) != self._groups:
            self._build(tuple(groups))
            self._narrow()
        for type_id, row in self.rows.items():
            row.show_tick(type_id in ticked)

    def _build(self, groups: tuple[TypeGroup, ...]) -> None:
        self._groups = groups
        empty_layout(self._inside)
        self.rows, self._heads = {}, []
        for group in groups:
            head = Label(group.title, 13, 600, "text-2")
            head.setContentsMargins(0, 12, 0, 4)
            self._inside.addWidget(head)
            self._heads.append((head, tuple(p.id for p in group.types)))
            for proposal in group.types:
                badge = "" if proposal.fit == "Not here" else proposal.fit
                row = TypeRow(proposal, in_short(proposal.id), badge)
                row.ticked.connect(self.ticked)
                self._inside.addWidget(row)
                self.rows[proposal.id] = row

    def _narrow(self) -> None:
        """Leave in sight what the words name; a family without any goes with its types."""
        words = self.words.text().strip()
        named = types_named(words)
        for type_id, row in self.rows.items():
            row.setVisible(type_id in named)
        for head, types in self._heads:
            head.setVisible(any(type_id in named for type_id in types))
        nothing = not named & self.rows.keys()
        self._nothing.setText(f"None of the others is found by “{words}”. Try fewer letters." if nothing else "")
        self._nothing.setVisible(nothing)


class _Words(LineEdit):
    """The field; Escape empties it before it closes anything, and Enter does not go on to the next step."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty with Escape; keep Enter."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
