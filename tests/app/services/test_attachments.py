# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents attached to log entries: once each, counted in the log, taken off again, every step undone."""

from __future__ import annotations

from app.domain.case import Case
from app.domain.document import DocumentKind
from app.ports import LogFilter
from app.services.desk import Desk
from app.services.log import NewEntry
from tests.support.desks import TODAY, Bench, everything


def test_documents_are_attached_once_and_each_step_is_undone(bench: Bench, desk: Desk, case: Case) -> None:
    entry = desk.log.add(NewEntry(case_id=case.id, action="Called", date=TODAY))
    fax, card = (
        desk.documents.add_bytes(name, name.encode(), case_id=case.id, kind=DocumentKind.OTHER)
        for name in ("fax.txt", "card.txt")
    )
    bare = everything(bench.casebook)
    assert desk.attachments.attach(entry.id, [fax.id, card.id, fax.id]) == 2
    both = everything(bench.casebook)
    assert desk.attachments.attach(entry.id, [fax.id]) == 0
    assert [document.title for document in desk.attachments.of(entry.id)] == ["card", "fax"]
    assert desk.log.page(LogFilter(case_id=case.id))[0].attachments == 2
    desk.attachments.detach(entry.id, fax.id)
    assert [document.title for document in desk.attachments.of(entry.id)] == ["card"]
    assert desk.undo.undo() == "taking “fax” off the entry"
    assert everything(bench.casebook) == both
    assert desk.undo.undo() == "attaching 2 documents"
    assert everything(bench.casebook) == bare
