# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table of letters and packets: its columns, and the words that say how each was sent.

letter_columns() -> the Columns of LetterRow; sending_words(sending) "Sent Sat 21 Nov 2026 by fax, ABC-1"
"""

from __future__ import annotations

from app.domain.letter import Sending
from app.ports import LetterRow
from app.services.sending import METHODS
from ui.format import long_date, plain_date
from ui.models.table import Column

_STATUS = {"draft": ("Draft", "info"), "sent": ("Sent", "green")}


def letter_columns() -> list[Column[LetterRow]]:
    """Return the columns of the table: title, case, to, status, version, changed, sent."""
    return [
        Column("Title", lambda r: r.title, kind="strong", icon=icon_of, width=280, stretch=True),
        Column("Case", lambda r: r.case, sub=lambda r: r.person, width=256, tip=lambda r: f"{r.case}, {r.person}"),
        Column("To", lambda r: r.party, kind="quiet", width=184, tip=lambda r: r.party),
        Column("Status", status_words, kind="badge", tone=lambda r: _STATUS[r.status][1], width=80),
        Column("Version", version_words, kind="number", sort=lambda r: r.version, width=72),
        Column("Changed", lambda r: plain_date(r.changed_at.astimezone().date()), kind="date",
               sort=lambda r: r.changed_at, width=104),
        Column("Sent", lambda r: plain_date(r.sent_on), kind="date", sort=lambda r: r.sent_on, width=128),
    ]  # fmt: skip


def icon_of(row: LetterRow) -> str:
    """Return the icon of a letter or a packet."""
    return "package" if row.kind == "packet" else "mail"


def status_words(row: LetterRow) -> str:
    """Return the status in a word."""
    return _STATUS[row.status][0]


def version_words(row: LetterRow) -> str:
    """Return the number of the version; packets have none."""
    return "" if row.kind == "packet" else str(row.version)


def sending_words(sending: Sending) -> str:
    """Return how something was sent, in words."""
    method = METHODS[sending.method][0].lower() if sending.method in METHODS else sending.method
    number = f", {sending.tracking}" if sending.tracking else ""
    return f"Sent {long_date(sending.sent_on)}, {method}{number}"
