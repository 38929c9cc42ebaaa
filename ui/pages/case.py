# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The page of one case: its head, the tracks as lanes, and below them log, documents, letters and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import CaseStatus
from app.domain.deadline import DeadlineStatus, Owner
from app.domain.letter import LetterStatus
from app.domain.track import Task
from app.services.assistance import LETTERS as ASSISTANCE
from app.services.case_view import CaseView
from ui.context import Context
from ui.pages.assistance import show_assistance
from ui.pages.base import Crumb, Page
from ui.pages.call_pick import make_call
from ui.pages.case_close import close_case, corrected_eob_came
from ui.pages.case_deadline import add_deadline
from ui.pages.case_deadlines import DeadlinesTab
from ui.pages.case_documents import DocumentsTab
from ui.pages.case_edit import edit_case, editor_of, offer_deadlines
from ui.pages.case_header import CaseHeader
from ui.pages.case_lanes import Lanes
from ui.pages.case_letters import LettersTab, build_packet, open_letter
from ui.pages.case_log import LogTab
from ui.pages.case_menu import delete_case, fill_case_menu
from ui.pages.notice_check import show_notice_check
from ui.theme import px, space
from ui.widgets.button import Button
from ui.widgets.card import Scroll
from ui.widgets.tabs import TabPane

_TABS_AT_LEAST = 240
_SEE_ASSISTANCE = "See what assistance fits"


class CasePage(Page):
    """One case on one screen.

    Attributes:
        case_id: the case shown.
    """

    key = "case"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.case_id = ""
        self._view: CaseView | None = None
        self._prefill: tuple[str, str] | None = None
        self._arrived = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header, self.lanes = CaseHeader(), Lanes()
        self.log, self.documents = LogTab(self._context), DocumentsTab(self._context)
        self.letters, self.deadlines = LettersTab(self._context), DeadlinesTab(self._context)
        self._top = Scroll("surface", margins=0, gap=0)
        self._top.body.addWidget(self.header)
        self._top.body.addWidget(self.lanes)
        self._top.content.installEventFilter(self)
        self.tabs = TabPane("Parts of the case")
        self.tabs.add("log", "Log", self.log)
        self.tabs.add("documents", "Documents", self.documents)
        self.tabs.add("letters", "Letters and packets", self.letters)
        self.tabs.add("deadlines", "Deadlines", self.deadlines)
        self._filter = Button("Filter", "quiet", icon="list-filter", small=True)
        self._export = Button("Export", "quiet", icon="download", small=True)
        self.tabs.corner.addWidget(self._filter)
        self.tabs.corner.addWidget(self._export)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addWidget(self._top)
        layout.addSpacing(px(8))
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.header.renamed.connect(self._rename)
        self.header.primary.connect(self._go_on)
        self.header.call_asked.connect(lambda: make_call(self._context, self.case_id))
        self.header.packet_asked.connect(lambda: build_packet(self._context, self.case_id))
        self.header.edit_asked.connect(lambda: edit_case(self._context, self.case_id, self))
        self.header.menu.aboutToShow.connect(self._fill_menu)
        self.lanes.moved.connect(self._move_track)
        self.tabs.chosen.connect(self._tab_chosen)
        self._filter.clicked.connect(self.log.toggle_filter)
        self._export.clicked.connect(self.log.export)

    # -- what the frame asks -------------------------------------------------------------------------------------

    def breadcrumb(self) -> list[Crumb]:
        """Return the way from the list of cases to this person."""
        return [Crumb("Cases", "cases"), Crumb(self._view.person.name if self._view else "")]

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``case_id``; ``tab``; ``select`` a log entry; ``entry``, or ``action`` and ``track``, to begin one."""
        if args.get("case_id"):
            self.case_id = str(args["case_id"])
            self._arrived = True
        tab = str(args.get("tab", ""))
        if args.get("select"):
            self.log.select(str(args["select"]))
            tab = "log"
        if args.get("entry") or args.get("action"):
            self._prefill = str(args.get("action", "")), str(args.get("track", ""))
            tab = "log"
        if tab:
            self.tabs.bar.set_current_key(tab)

    def refresh(self) -> None:
        """Read the case anew."""
        if not self.case_id:
            return
        if not editor_of(self._context).exists(self.case_id):
            self._context.go("cases")
            return
        view = self._context.desk.cases.view(self.case_id)
        self._view = view
        self.header.show_case(view, *self._next_step(view))
        self.lanes.show_lanes(view.lanes, self._context.desk.clock.today())
        tracks = [lane.track for lane in view.lanes]
        self.log.show_case(self.case_id, tracks)
        self.documents.show_case(self.case_id)
        self.letters.show_case(self.case_id)
        self.deadlines.show_case(view)
        for key, count in view.counts.items():
            self.tabs.bar.set_count(key, count)
        self._fit_top()
        self.header_changed.emit()
        if self._prefill is not None:
            self.log.entry.prefill(*self._prefill)
        elif self._arrived:
            self._focus_tab()
        self._prefill, self._arrived = None, False

    def focus_filter(self) -> bool:
        """Show the filter of the log."""
        self.tabs.bar.set_current_key("log")
        self.log.toggle_filter()
        return True

    def _focus_tab(self) -> None:
        key = self.tabs.bar.current_key()
        if key == "log":
            self.log.entry.focus_action()
        else:
            self.tabs.page(key).setFocus()

    def command(self, name: str) -> None:
        """Do what a menu entry says; see ui.pages.page_commands for the names."""
        view, context = self._view, self._context
        if view is None:
            return
        case_id, tracks = self.case_id, [lane.track for lane in view.lanes]
        commands: dict[str, Callable[[], object]] = {
            "edit": lambda: edit_case(context, case_id, self),
            "rename": self.header.title.edit,
            "next": self._go_on,
            "call": lambda: make_call(context, case_id),
            "packet": lambda: build_packet(context, case_id),
            "deadline": lambda: add_deadline(context, case_id, tracks, self),
            "notice": lambda: show_notice_check(context, case_id, self),
            "assistance": lambda: show_assistance(context, self, case_id),
            "count": lambda: offer_deadlines(context, case_id, told=True),
            "eob": lambda: corrected_eob_came(context, case_id),
            "close": lambda: close_case(context, case_id, self),
            "delete": lambda: delete_case(context, view),
            "export": self.log.export,
        }
        commands[name]()

    def new_entry(self) -> None:
        """Put the focus into the quick entry row."""
        self.tabs.bar.set_current_key("log")
        self.log.entry.focus_action()

    # -- what the person does ------------------------------------------------------------------------------------

    def _next_step(self, view: CaseView) -> tuple[str, str]:
        """Return the words and icon of the one filled button: what the case needs next."""
        if view.case.status is CaseStatus.CLOSED:
            return "Reopen the case", "folder-open"
        if any(x.status is LetterStatus.DRAFT for x in self._context.desk.letters.of_case(view.case.id)):
            return "Continue the letter", "pencil"
        if self._letter_due(view) in ASSISTANCE:
            return _SEE_ASSISTANCE, "hand-coins"
        if self._letter_due(view):
            return "Write the letter", "pencil"
        return ("Make the call", "phone") if self._call_due(view) is not None else ("New letter", "plus")

    def _call_due(self, view: CaseView) -> Task | None:
        """Return the call that the plan asks for next; None when there is none."""
        calls = [task for task in view.tasks if task.script and task.done_on is None]
        return min(calls, key=lambda task: (task.due or date.max, task.position), default=None)

    def _letter_due(self, view: CaseView) -> str:
        """Return the kind of letter that the nearest deadline or task of ours asks for; empty when none does."""
        clocks = [
            (d.due, d.letter_kind)
            for d in view.deadlines
            if d.letter_kind and d.owner is Owner.US and d.status is DeadlineStatus.OPEN
        ]
        tasks = [(t.due, t.letter_kind) for t in view.tasks if t.letter_kind and t.due and t.done_on is None]
        return min([*clocks, *tasks], key=lambda item: item[0])[1] if clocks or tasks else ""

    def _go_on(self) -> None:
        view = self._view
        if view is None:
            return
        if view.case.status is CaseStatus.CLOSED:
            self._context.act(partial(self._context.desk.cases.reopen, self.case_id), "Case opened again")
        elif self.header.next.text() == "Continue the letter":
            open_letter(self._context, self.case_id)
        elif self._letter_due(view) in ASSISTANCE:
            self.command("assistance")  # what fits and what to enclose come before the letter, and lead to it
        elif self._letter_due(view):
            open_letter(self._context, self.case_id, self._letter_due(view))
        elif self._call_due(view) is not None:
            self._open_call(self._call_due(view))
        else:
            self.tabs.bar.set_current_key("letters")
            self.letters.new.showMenu()

    def _open_call(self, task: Task | None) -> None:
        if task is not None:
            self._context.go("call", case_id=self.case_id, script=task.script, task_id=task.id)

    def _rename(self, title: str) -> None:
        if self._view is not None:
            self._context.act(partial(self._context.desk.cases.save, replace(self._view.case, title=title)))

    def _move_track(self, track_id: str, stage: int) -> None:
        self._context.act(partial(self._context.desk.cases.move_track, track_id, stage), "Stage changed")

    def _fill_menu(self) -> None:
        if self._view is not None:
            fill_case_menu(self.header.menu, self._context, self._view, self)

    def _tab_chosen(self, key: str) -> None:
        for button in (self._filter, self._export):
            button.setVisible(key == "log")

    # -- place ---------------------------------------------------------------------------------------------------

    def _fit_top(self) -> None:
        """Let the head take what it needs, as long as the tabs keep room to work in; then it scrolls."""
        content = self._top.content
        flows = content.body.hasHeightForWidth()
        needed = content.body.totalHeightForWidth(self.width()) if flows else content.sizeHint().height()
        room = self.height() - px(_TABS_AT_LEAST)
        self._top.setFixedHeight(max(px(160), min(needed, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit_top()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the height anew when the head needs more or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._top.content:
            self._fit_top()
        return super().eventFilter(watched, event)
