# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The table of the claims in a file: whose, which days, and its money."""

from __future__ import annotations

from app.services.wizard_claims import ClaimRow
from ui.format import money, plain_date
from ui.models.table import Column


def claim_columns() -> list[Column[ClaimRow]]:
    """Return the columns, in the file's own order of claims."""
    return [
        Column("Patient and claim", lambda r: r.claim.patient or "No name", kind="strong", sub=number_of,
               width=208, tip=lambda r: f"{number_of(r)}\n{r.claim.status}", stretch=True),
        Column("Dates", dates_of, kind="date", sort=lambda r: r.claim.service_from, width=192, tip=dates_of),
        Column("Billed", lambda r: money(r.claim.billed), kind="money", sort=lambda r: r.claim.billed, width=92),
        Column("Allowed", lambda r: money(r.claim.allowed), kind="money", sort=lambda r: r.claim.allowed, width=92),
        Column("Paid", lambda r: money(r.claim.paid), kind="money", sort=lambda r: r.claim.paid, width=92),
        Column("You owe", lambda r: money(r.claim.patient_responsibility), kind="money",
               sort=lambda r: r.claim.patient_responsibility, width=92),
        Column("Denied", denied_words, kind="text", tone=lambda r: "red" if r.claim.denied else "text", width=84),
    ]  # fmt: skip


def number_of(row: ClaimRow) -> str:
    """Return the insurer's number of the claim, else the provider's."""
    return row.claim.payer_claim_number or row.claim.claim_number


def dates_of(row: ClaimRow) -> str:
    """Return the first day of the care, and the last where it is another."""
    start, end = row.claim.service_from, row.claim.service_to
    if start is not None and end is not None and end > start:
        return f"{plain_date(start)} to {plain_date(end)}"
    return plain_date(start)


def denied_words(row: ClaimRow) -> str:
    """Say whether it was refused, in whole or in part."""
    if row.claim.denied:
        return "Denied"
    return "In part" if any(line.denied for line in row.claim.lines) else "No"
