# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters: every letter and packet of the chosen person, and the start of a new one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.ports import LetterRow
from ui.context import Context
from ui.models.letters import letter_columns
from ui.models.table import ColumnTableModel, RecordProxy
from ui.pages.base import Page
from ui.pages.letters_new import ask_new_letter
from ui.pages.own_letters import edit_own_letters
from ui.theme import fit, space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.chips import ChipBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Hairline
from ui.widgets.table_view import TableView

_TESTS = {
    "drafts": lambda r: r.status == "draft",
    "sent": lambda r: r.status == "sent",
    "packets": lambda r: r.kind == "packet",
}


class LettersPage(Page):
    """The table of letters and packets."""

    key = "letters"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._new_for: tuple[bool, str | None] = (False, None)
        self.model = ColumnTableModel(letter_columns(), parent=self)
        self.proxy = RecordProxy(self.model, self)
        self.table = TableView(self.proxy, "letters", row_height=44, name="Letters and packets")
        self.words = LineEdit(placeholder="Filter letters", icon="search", hint="Ctrl+F")
        self.chips = ChipBar(exclusive=True, name="Which letters")
        self.own = Button("Your own letters", "quiet", icon="pencil", on=lambda: edit_own_letters(self._context, self))
        self.new = Button("New letter", "primary", icon="plus", on=self.ask_new)
        self._empty = EmptyState(
            "mail",
            "No letters yet",
            "Appeals, disputes and requests are drafted from what a case knows, and wait here until they are sent.",
            action="Write a letter",
            link="Look at the cases",
        )
        self._nothing = EmptyState(
            "list-filter", "Nothing fits the filter", "Other letters are there.", action="Show all", primary=False
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        for key, text in (("drafts", "Drafts"), ("sent", "Sent"), ("packets", "Packets")):
            self.chips.add(key, text)
        fit(self.words, width=256)
        bar = QWidget()
        bar.setLayout(row(self.words, 8, self.chips, None, self.own, self.new, gap=8, margins=(24, 16, 24, 16)))
        self._stack = QStackedWidget()
        for widget in (self.table, self._empty, self._nothing):
            self._stack.addWidget(widget)
        self._bar = bar
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(bar)
        layout.addWidget(Hairline())
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._filter)
        self.chips.changed.connect(self._filter)
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._show_menu)
        self._empty.acted.connect(self.ask_new)
        self._empty.followed.connect(lambda: self._context.go("cases"))
        self._nothing.acted.connect(self._show_all)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.activated.connect(lambda: self._delete(self.table.current()))

    def title(self) -> str:
        """Return the page's name."""
        return "Letters"

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``new`` (ask for a new letter at once) and ``case_id`` (for this case)."""
        case_id = args.get("case_id")
        self._new_for = (bool(args.get("new")), str(case_id) if case_id else None)

    def refresh(self) -> None:
        """Read the letters anew."""
        rows = self._context.desk.letters.rows(self._context.person_id)
        with self.table.kept_selection():
            self.model.set_records(rows)
        self.chips.set_count("drafts", sum(r.status == "draft" for r in rows))
        self._filter()
        if self.table.current() is None:
            self.table.select_row(0)
            self.table.setFocus()
        wanted, case_id = self._new_for
        if wanted:
            self._new_for = (False, None)
            QTimer.singleShot(0, self, partial(self.ask_new, case_id))  # after the page has come into sight

    def focus_filter(self) -> bool:
        """Put the focus into the filter."""
        self.words.setFocus()
        self.words.selectAll()
        return True

    def ask_new(self, case_id: str | None = None) -> None:
        """Ask for case and kind, and open the new draft."""
        ask_new_letter(self._context, case_id, self)

    def _filter(self) -> None:
        active = self.chips.active()
        self.proxy.set_test(_TESTS[active[0]] if active else None)
        self.proxy.set_words(self.words.text())
        some = self.model.rowCount() > 0
        self._bar.setVisible(some)
        self._stack.setCurrentWidget(
            self._empty if not some else self.table if self.proxy.rowCount() else self._nothing
        )

    def _show_all(self) -> None:
        self.words.clear()
        self.chips.clear()
        self.table.setFocus()

    def _open(self, entry: LetterRow) -> None:
        if entry.kind == "packet":
            self._context.go("packet", packet_id=entry.id)
        else:
            self._context.go("letter", letter_id=entry.id)

    def _show_menu(self, entry: LetterRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Open", partial(self._open, entry))
        menu.addAction("Open the case", partial(self._context.go, "case", case_id=entry.case_id))
        if entry.status == "draft":
            menu.addSeparator()
            menu.addAction("Delete the draft", partial(self._delete, entry))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _delete(self, entry: LetterRow | None) -> None:
        """Delete a draft; undo brings it back. What was sent is evidence and stays."""
        if entry is None:
            return
        if entry.status == "sent":
            self._context.prompts.tell("What was sent is kept as it went out, with its proof.", "This one stays")
            return
        service = self._context.desk.packets if entry.kind == "packet" else self._context.desk.letters
        self._context.act(partial(service.delete, entry.id), f"Deleted “{entry.title}”. Ctrl+Z brings it back.")
