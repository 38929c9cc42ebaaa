# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The menu behind the three dots of a case: everything that is done rarely, and can be undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.case import CaseStatus
from app.domain.track import TRACK_TITLES, TrackKind
from app.services.case_view import CaseView
from ui.context import Context
from ui.pages.assistance import show_assistance
from ui.pages.call_pick import make_call
from ui.pages.case_close import close_case, corrected_eob_came
from ui.pages.case_deadline import add_deadline
from ui.pages.case_edit import edit_case
from ui.pages.case_report import save_report
from ui.pages.notice_check import show_notice_check


def fill_case_menu(menu: QMenu, context: Context, view: CaseView, parent: QWidget) -> None:
    """Offer what can be done with the case as it stands."""
    menu.clear()
    case, cases = view.case, context.desk.cases
    menu.addAction("Edit the case", lambda: edit_case(context, case.id, parent))
    menu.addAction("Check the notice", lambda: show_notice_check(context, case.id, parent))
    menu.addAction("Financial assistance", lambda: show_assistance(context, parent, case.id))
    menu.addAction("Case report", lambda: save_report(context, case, parent))
    menu.addAction("Make a call", lambda: make_call(context, case.id))
    menu.addAction("Add a deadline", lambda: add_deadline(context, case.id, [x.track for x in view.lanes], parent))
    missing = [kind for kind in TrackKind if kind not in {lane.track.kind for lane in view.lanes}]
    tracks = menu.addMenu("Add a track")
    tracks.setEnabled(bool(missing))
    for kind in missing:
        action = tracks.addAction(TRACK_TITLES[kind])
        action.triggered.connect(
            lambda _checked=False, kind=kind: context.act(partial(cases.add_track, case.id, kind), "Track added")
        )
    menu.addSeparator()
    if case.status is CaseStatus.CLOSED:
        menu.addAction("Reopen the case", lambda: context.act(partial(cases.reopen, case.id), "Case opened again"))
    else:
        came = menu.addAction("The corrected EOB came", lambda: corrected_eob_came(context, case.id))
        came.setEnabled(case.corrected_eob_received is None)
        menu.addAction("Close the case", lambda: close_case(context, case.id, parent))
    menu.addSeparator()
    menu.addAction("Delete the case", lambda: delete_case(context, view))


def delete_case(context: Context, view: CaseView) -> None:
    """Delete a case and go back to the list; Ctrl+Z brings all of it back."""
    context.go("cases")
    said = f"Deleted “{view.case.title}”; Ctrl+Z brings it back"
    context.act(partial(context.desk.cases.delete, view.case.id), said)
