# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The letters and packets of a case: the table, the menu of new letters, and opening the letter a deadline asks for.

open_letter(context, case_id, kind)   opens the newest draft of that kind, else drafts one
LettersTab(context)   show_case(case_id)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.letter import LetterStatus
from app.ports import LetterRow
from ui.context import Context
from ui.format import long_date, plain_date
from ui.models.table import Column, ColumnTableModel
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView

_STATUS = {"draft": ("Draft", "info"), "sent": ("Sent", "green")}


def letter_columns() -> tuple[Column[LetterRow], ...]:
    """Return the columns of a case's letters."""
    return (
        Column(
            "Letter or packet",
            lambda r: r.title,
            kind="strong",
            icon=lambda r: "package" if r.kind == "packet" else "mail",
            width=380,
            stretch=True,
        ),
        Column("To", lambda r: r.party, kind="quiet", width=220),
        Column(
            "Standing",
            lambda r: _STATUS.get(r.status, (r.status, ""))[0],
            kind="badge",
            tone=lambda r: _STATUS.get(r.status, ("", "neutral"))[1],
            width=96,
        ),
        Column("Version", lambda r: str(r.version), kind="number", sort=lambda r: r.version, width=84),
        Column(
            "Changed", lambda r: plain_date(r.changed_at.date()), kind="date", sort=lambda r: r.changed_at, width=132
        ),
        Column("Sent", lambda r: long_date(r.sent_on), kind="date", sort=lambda r: r.sent_on, width=156),
    )


def open_letter(context: Context, case_id: str, kind: str = "") -> None:
    """Open the newest draft of a kind (of any kind when empty), else draft a new one of it."""
    drafts = [
        letter
        for letter in context.desk.letters.of_case(case_id)
        if letter.status is LetterStatus.DRAFT and kind in {"", letter.kind}
    ]
    if drafts:
        context.go("letter", letter_id=max(drafts, key=lambda letter: letter.changed_at).id)
    elif kind:
        made = context.act(partial(context.desk.letters.create, case_id, kind), "Letter drafted")
        if made is not None:
            context.go("letter", letter_id=made.id)


def open_row(context: Context, shown: LetterRow) -> None:
    """Open a letter or a packet of a list."""
    if shown.kind == "packet":
        context.go("packet", packet_id=shown.id)
    else:
        context.go("letter", letter_id=shown.id)


def build_packet(context: Context, case_id: str) -> None:
    """Open the case's newest packet, else make one around its newest letter."""
    packets = context.desk.packets.of_case(case_id)
    if packets:
        context.go("packet", packet_id=packets[-1].id)
        return
    letters = context.desk.letters.of_case(case_id)
    newest = max(letters, key=lambda letter: letter.changed_at).id if letters else None
    made = context.act(partial(context.desk.packets.create, case_id, newest), "Packet made")
    if made is not None:
        context.go("packet", packet_id=made.id)


def fill_letter_menu(menu: QMenu, context: Context, case_id: str) -> None:
    """Offer every kind of letter that can be written."""
    menu.clear()
    for kind in context.desk.letters.kinds():
        action = menu.addAction(kind.title)
        action.triggered.connect(lambda _checked=False, kind=kind.kind: _draft(context, case_id, kind))


def _draft(context: Context, case_id: str, kind: str) -> None:
    made = context.act(partial(context.desk.letters.create, case_id, kind), "Letter drafted")
    if made is not None:
        context.go("letter", letter_id=made.id)


class LettersTab(QWidget):
    """Letters and packets of one case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._case_id = context, ""
        self._model = ColumnTableModel(letter_columns(), parent=self)
        self.table = TableView(self._model, "case-letters", row_height=44, sortable=False, name="Letters and packets")
        self._menu = QMenu(self)
        self.new = Button("New letter", icon="plus", small=True)
        self.new.setMenu(self._menu)
        self.packet = Button("New packet", icon="package-plus", small=True)
        self._empty = EmptyState(
            "mail",
            "No letter yet",
            "A letter is drafted from the facts of this case; you read it, fill in what is missing, and send it.",
            action="Choose a letter",
            primary=False,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(row(self.new, self.packet, None, gap=8, margins=(24, 8, 24, 8)))
        layout.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.table.opened.connect(lambda shown: open_row(self._context, shown))
        self.packet.clicked.connect(lambda: build_packet(self._context, self._case_id))
        self._empty.acted.connect(self.new.showMenu)
        self._menu.aboutToShow.connect(lambda: fill_letter_menu(self._menu, self._context, self._case_id))

    def show_case(self, case_id: str) -> None:
        """Show the letters of a case."""
        self._case_id = case_id
        rows = self._context.desk.letters.rows(case_id=case_id)
        with self.table.kept_selection():
            self._model.set_records(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.setFocusProxy(self.table if rows else self.new)
        self.new.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
