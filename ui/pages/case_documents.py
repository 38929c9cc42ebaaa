# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The documents of a case: the table, and the place where files are dropped or chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.document import DOCUMENT_KIND_TITLES, DocumentKind
from app.jobs import CancelFlag, Job
from app.ports import DocumentRow
from app.services.documents import Added, Twin
from ui.context import Context
from ui.format import count_text, long_date, plain_date, size_text
from ui.models.table import Column, ColumnTableModel
from ui.theme import space
from ui.widgets.banner import Banner
from ui.widgets.card import column
from ui.widgets.drop_zone import DropZone, accept_drops
from ui.widgets.table_view import TableView

KINDS = (
    "Documents and photos (*.pdf *.png *.jpg *.jpeg *.heic *.tif *.tiff *.txt *.835 *.edi *.csv *.json);;All files (*)"
)


def document_columns() -> tuple[Column[DocumentRow], ...]:
    """Return the columns of a case's documents."""
    return (
        Column("Title", lambda r: r.title, kind="strong", icon=_icon, width=380, stretch=True),
        Column("Kind", lambda r: DOCUMENT_KIND_TITLES[DocumentKind(r.kind)], kind="quiet", width=200),
        Column("Date", lambda r: long_date(r.date), kind="date", sort=lambda r: r.date, width=156),
        Column("Pages", lambda r: str(r.pages or ""), kind="number", sort=lambda r: r.pages, width=76),
        Column("Size", lambda r: size_text(r.size), kind="number", sort=lambda r: r.size, width=96),
        Column("Text", lambda r: "Found" if r.has_text else "None yet", kind="quiet", width=88),
        Column("Added", lambda r: plain_date(r.added_at.date()), kind="date", sort=lambda r: r.added_at, width=132),
    )


def _icon(shown: DocumentRow) -> str:
    return "image" if shown.media_type.startswith("image/") else "file-text"


def added_words(added: Added) -> tuple[str, str, str]:
    """Return what became of dropped files: the banner's first words, the rest, and its tone."""
    new, known, refused = len(added.documents), len(added.known), len(added.refused)
    lead = f"{count_text(new, 'document')} added." if new else "Nothing new was added."
    rest = []
    if known:
        rest.append(f"{count_text(known, 'file')} already in this casebook.")
    rest.extend(twin_words(twin) for twin in added.elsewhere)
    rest.extend(added.refused)
    return lead, " ".join(rest), "amber" if refused or added.elsewhere else "green" if new else "info"


def twin_words(twin: Twin) -> str:
    """Say whose the same file is as well, and that nothing was linked: a mix-up of people is no small thing."""
    parts = [f"{twin.person}’s" if twin.person else "nobody’s yet", f"case “{twin.case}”" if twin.case else ""]
    whose = ", ".join(part for part in parts if part)
    return f"“{twin.document.title}” is here already as “{twin.title}” ({whose}). Nothing was linked: look whose it is."


class DocumentsTab(QWidget):
    """Documents of one case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._case_id = context, ""
        self._model = ColumnTableModel(document_columns(), parent=self)
        self.table = TableView(self._model, "case-documents", sortable=False, name="Documents of this case")
        self.zone = DropZone(
            "Add documents",
            "Drop notices, EOBs, bills, records or photos here, or press Enter to choose them.",
            kinds=KINDS,
            prompts=context.prompts,
            compact=True,
        )
        self._banner = Banner()
        self._banner.hide()
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(column(self.zone, self._banner, gap=8, margins=(24, 12, 24, 12)))
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.zone)
        self._connect()

    def _connect(self) -> None:
        self.zone.dropped.connect(self.add_files)
        accept_drops(self.table.viewport(), self.add_files)
        self.table.opened.connect(lambda shown: self._context.go("documents", select=shown.id))
        self.table.menu_asked.connect(self._menu)

    def show_case(self, case_id: str) -> None:
        """Show the documents of a case."""
        if case_id != self._case_id:
            self._banner.hide()
        self._case_id = case_id
        with self.table.kept_selection():
            self._model.set_records(self._context.desk.documents.rows(case_id=case_id))
        self.table.setVisible(self._model.rowCount() > 0)

    def add_files(self, paths: list[Path]) -> None:
        """Keep files in the casebook, with progress."""
        documents, case_id = self._context.desk.documents, self._case_id

        def job(flag: CancelFlag) -> Job[Added]:
            return documents.add_job(paths, flag, case_id=case_id)

        self._context.jobs.run(job, self._added, text="Adding documents", owner=self)

    def _added(self, added: Added) -> None:
        lead, rest, tone = added_words(added)
        self._banner.set_text(lead, rest)
        self._banner.set_tone(tone)
        self._banner.show()
        self._context.said.emit(lead)
        self._context.changed.emit()

    def _menu(self, shown: DocumentRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Open", lambda: self._context.go("documents", select=shown.id))
        menu.addAction("Rename", lambda: self._rename(shown))
        kinds = menu.addMenu("Kind")
        for kind, title in DOCUMENT_KIND_TITLES.items():
            action = kinds.addAction(title)
            action.setCheckable(True)
            action.setChecked(kind == shown.kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self._set_kind(shown, kind))
        menu.addAction("Save a copy", lambda: self._save_copy(shown))
        menu.addSeparator()
        menu.addAction(
            "Delete", lambda: self._context.act(partial(self._context.desk.documents.delete, shown.id), "Deleted")
        )
        menu.popup(place)

    def _rename(self, shown: DocumentRow) -> None:
        title = self._context.prompts.ask_text("Rename the document", "Title", shown.title)
        if title:
            record = self._context.desk.documents.get(shown.id)
            self._context.act(partial(self._context.desk.documents.change, replace(record, title=title)))

    def _set_kind(self, shown: DocumentRow, kind: DocumentKind) -> None:
        record = self._context.desk.documents.get(shown.id)
        self._context.act(partial(self._context.desk.documents.change, replace(record, kind=kind)))

    def _save_copy(self, shown: DocumentRow) -> None:
        record = self._context.desk.documents.get(shown.id)
        target = self._context.prompts.save_file("Save a copy", record.file_name)
        if target is not None:
            save = partial(self._context.desk.documents.save_copy, shown.id, target, replace=True)
            self._context.act(save, f"Saved {target.name}")
