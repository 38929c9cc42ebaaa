# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One payment of a remittance: who pays whom, how much and when, and what is moved outside the claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.money import Cents
from app.domain.reading import ProviderAdjustment, ReadPayment
from app.intake.remittance_line import day_of
from app.intake.remittance_problems import text_of
from app.intake.remittance_words import method_words
from app.intake.x12_amounts import x12_cents
from app.intake.x12_signs import Signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands before a payment's claims, with the file's words for it, as a claim has them.

    ``day`` is that of the list itself, else that of the payment.
    """

    payer: str = ""
    payee: str = ""
    method: str = ""
    amount: Cents | None = None
    paid_on: date | None = None
    day: date | None = None
    trace: str = ""
    words: tuple[tuple[str, str], ...] = ()


def read_header(segments: list[bytes], signs: Signs) -> Header:
    """Read the segments from ST up to the first claim."""
    rows = list(_rows(segments, signs))
    bpr = next((row for row in rows if row[0] == "BPR"), [""])
    names = {row[1]: row[2] for row in reversed(rows) if row[0] == "N1" and len(row) > 2}
    paid_on = day_of(_at(bpr, 16))
    listed = next((day_of(_at(row, 2)) for row in rows if row[:2] == ["DTM", "405"]), None)
    return Header(
        payer=names.get("PR", ""),
        payee=names.get("PE", ""),
        method=method_words(_at(bpr, 4)),
        amount=x12_cents(_at(bpr, 2)),
        paid_on=paid_on,
        day=listed or paid_on,
        trace=next((_at(row, 2) for row in rows if row[0] == "TRN"), ""),
        words=tuple(_words(rows, text_of(signs.element))),
    )


def read_payment(header: Header, moves: list[bytes], signs: Signs) -> ReadPayment:
    """Make the payment's record; ``moves`` are the segments (PLB) that move money outside its claims."""
    moved = [one for row in _rows(moves, signs) for one in _moved(row, signs)]
    return ReadPayment(
        payer=header.payer,
        payee=header.payee,
        method=header.method,
        amount=header.amount,
        date=header.paid_on or header.day,
        trace=header.trace,
        provider_adjustments=tuple(moved),
    )


def _words(rows: list[list[str]], sign: str) -> Iterator[tuple[str, str]]:
    fields = {"PR": "insurer", "PE": "provider"}
    for row in reversed(rows):
        if row[0] == "N1" and _at(row, 1) in fields:
            yield fields[row[1]], sign.join(row)
        elif row[0] == "BPR" and _at(row, 16):
            yield f"day {row[16]}", sign.join(row)
        elif row[:2] == ["DTM", "405"]:
            yield f"day {_at(row, 2)}", sign.join(row)


def _moved(plb: list[str], signs: Signs) -> Iterator[ProviderAdjustment]:
    sign = signs.part.decode("latin-1")
    for place in range(3, len(plb), 2):
        code, _, reference = plb[place].partition(sign)
        cents = x12_cents(_at(plb, place + 1))
        if cents is not None:
            yield ProviderAdjustment(code=code, reference=reference, amount=cents)


def _rows(segments: list[bytes], signs: Signs) -> Iterator[list[str]]:
    for raw in segments:
        yield [text_of(one).strip() for one in raw.split(signs.element)]


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""
