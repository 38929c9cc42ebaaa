# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log as a table: its columns, the five first always in the same order, and a model that fetches in a worker.

log_columns(everyone)   Action, Party, Date, Reference #, Deadline, then Case where everyone's is shown,
                        then Track, Files
LogModel(columns, jobs) show(fetch, keep=False); Signals: loaded()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from app.domain.log import CHANNEL_TITLES, LOG_COLUMNS, Channel
from app.ports import LogRow
from ui.format import DOT, count_text, long_date, plain_date
from ui.jobs import JobRunner, Ticket
from ui.models.table import PAGE, Column, PagedTableModel
from ui.models.today import track_title

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[LogRow | None, int], list[LogRow]]
_ROOT = QModelIndex()
_ICONS = {
    Channel.NONE: "pencil",
    Channel.PHONE: "phone",
    Channel.LETTER: "mail",
    Channel.FAX: "send",
    Channel.PORTAL: "globe",
    Channel.EMAIL: "message-square",
    Channel.IN_PERSON: "users",
}
_SHORT_TRACKS = {"provider_billing": "Billing", "insurer_appeal": "Appeal", "financial_assistance": "Assistance"}


def short_track(kind: str) -> str:
    """Return a track's name as the log shows it; empty for none."""
    return _SHORT_TRACKS.get(kind) or (track_title(kind) if kind else "")


def about(row: LogRow) -> str:
    """Return what else an entry holds, for the tooltip: channel, person talked to, notes, documents, amendments."""
    channel = CHANNEL_TITLES[Channel(row.channel)] if row.channel else ""
    said = f"Talked to {row.talked_to}" if row.talked_to else ""
    attached = count_text(row.attachments, "document") if row.attachments else ""
    amended = "Amended; what it said before is kept" if row.amended else ""
    lines = [row.action, DOT.join(part for part in (channel, said, attached) if part), row.notes, amended]
    return "\n".join(line for line in lines if line)


def log_columns(*, everyone: bool) -> tuple[Column[LogRow], ...]:
    """Return the columns; with ``everyone`` the person and the case stand before the track."""
    action, party, date, reference, deadline = LOG_COLUMNS
    case = (Column("Case", _whose, kind="quiet", tip=lambda r: r.case, width=200),) if everyone else ()
    return (
        Column(
            action,
            lambda r: f"{r.action}{DOT}amended" if r.amended else r.action,
            icon=lambda r: _ICONS[Channel(r.channel)],
            tip=about,
            width=352 if not everyone else 320,
            stretch=True,
        ),
        Column(party, lambda r: r.party, kind="quiet", width=184 if not everyone else 160),
        Column(
            date, lambda r: plain_date(r.date), kind="quiet", sort=lambda r: r.date, width=128 if not everyone else 116
        ),
        Column(reference, lambda r: r.reference, kind="quiet", width=128 if not everyone else 104),
        Column(
            deadline,
            lambda r: long_date(r.deadline) or "None",
            sort=lambda r: r.deadline,
            tone=lambda r: "text" if r.deadline else "text-3",
            width=152 if not everyone else 132,
        ),
        *case,
        Column("Track", lambda r: short_track(r.track), kind="quiet", width=160 if not everyone else 132),
        Column(
            "Files",
            lambda r: str(r.attachments or ""),
            kind="quiet",
            icon=lambda r: "paperclip" if r.attachments else "",
            tip=lambda r: f"{count_text(r.attachments, 'document')} attached" if r.attachments else "",
            width=64,
        ),
    )


def _whose(row: LogRow) -> str:
    return f"{row.person}{DOT}{row.case}"


class LogModel(PagedTableModel[LogRow]):
    """Fetches pages in a worker, so that neither scrolling nor searching a long log waits for the casebook.

    Signals:
        loaded(): the first page of what was asked for is here.
    """

    loaded = Signal()

    def __init__(self, columns: Sequence[Column[LogRow]], jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(columns, parent=parent)
        self._jobs = jobs
        self._ticket: Ticket | None = None

    def show(self, fetch: Fetch, *, keep: bool = False) -> None:
        """Ask for the first page; with ``keep`` for as many rows as are here now, so that the place is kept."""
        self._stop()
        wanted = max(PAGE, len(self._records)) if keep else PAGE

        def done(rows: list[LogRow]) -> None:
            self._begin(fetch, rows, wanted)

        self._ticket = self._jobs.run_function(lambda: fetch(None, wanted), done, priority=1, owner=self)

    def _begin(self, fetch: Fetch, rows: list[LogRow], wanted: int) -> None:
        self._ticket = None
        self._fetch, self._ended = fetch, len(rows) < wanted
        if rows != self._records:
            self.set_records(rows)
        self.loaded.emit()

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        """Return whether there is more, and nothing is on its way yet."""
        return self._ticket is None and super().canFetchMore(parent)

    def fetchMore(self, parent: Index = _ROOT) -> None:
        """Ask for the next page."""
        if self._fetch is None or not self.canFetchMore(parent):
            return
        fetch = self._fetch
        last = self._records[-1] if self._records else None
        self._ticket = self._jobs.run_function(lambda: fetch(last, PAGE), self._more, owner=self)

    def _more(self, rows: Sequence[LogRow]) -> None:
        self._ticket = None
        self._ended = len(rows) < PAGE
        self.append(rows)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
