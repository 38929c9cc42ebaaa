# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Electronic remittances (835): the payments and claims of a file, with every balance checked and nothing mended."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from app.domain.reading import Problem, ReadClaim, Reading, ReadPayment
from app.domain.shelf import Shelf
from app.intake.claim_facts import facts_of_claim
from app.intake.remittance_balance import UNSAID, YES
from app.intake.remittance_claim import read_claim
from app.intake.remittance_ledger import Ledger
from app.intake.remittance_payment import Header, read_header, read_payment
from app.intake.x12_segments import Segments
from app.intake.x12_signs import first_segment
from app.jobs import CancelFlag, Job, Progress

KEPT = 2_000
"""Up to so many claims are made into records at once; of larger files each claim is made when it is looked at."""

_OTHER_KINDS = {
    "837": "a claim as a provider sends it",
    "277": "an answer on the state of a claim",
    "999": "a receipt",
    "271": "an answer on coverage",
}


def open_remittance(name: str, data: bytes, flag: CancelFlag | None = None) -> Job[Reading]:
    """Read a remittance with progress; whatever cannot be read is a Problem with its segment, never an error."""
    data = _bytes_of(data)
    segments = Segments(data)
    ledger = Ledger(segments)
    yield from ledger.walk(flag)
    problems = [*_before(data, name), *ledger.problems.listed()]
    if "835" not in ledger.kinds and not ledger.claims and not ledger.payments:
        return Reading(file=name, kind="unknown", how="structured", problems=(_no_remittance(name, ledger.kinds),))
    if not ledger.claims:
        problems.append(Problem(where=name, what="There is no claim in this remittance."))
    remittance = Remittance(segments, ledger)
    claims: Sequence[ReadClaim] = Shelf(len(ledger.claims), remittance.claim)
    payments: Sequence[ReadPayment] = Shelf(len(ledger.payments), remittance.payment)
    if len(claims) <= KEPT:
        yield Progress(1, 1, "Reading the facts")
        claims = tuple(claims)
    if len(payments) <= KEPT:
        payments = tuple(payments)
    facts = facts_of_claim(claims[0]) if len(claims) == 1 else ()
    return Reading(
        file=name,
        kind="835",
        how="structured",
        facts=facts,
        claims=claims,
        payments=payments,
        problems=tuple(problems),
    )


class Remittance:
    """A file that was walked through: any claim or payment of it as a record."""

    def __init__(self, segments: Segments, ledger: Ledger) -> None:
        self._segments = segments
        self._ledger = ledger
        self._links = _links(ledger)
        self._header = lru_cache(maxsize=8)(self._read_header)

    def claim(self, place: int) -> ReadClaim:
        """Return the claim at a place in the file, from 0."""
        ledger = self._ledger
        first, end = ledger.claims[place], ledger.claim_ends[place]
        header = self._header(ledger.payment_of[place])
        return read_claim(
            self._segments.get(first, end),
            first,
            self._segments.signs(first),
            balanced=_balance(ledger.claim_balances[place]),
            header=header,
            linked=self._links.get(place, ""),
        )

    def payment(self, place: int) -> ReadPayment:
        """Return the payment at a place in the file, from 0."""
        ledger = self._ledger
        start, end = ledger.payments[place], ledger.payment_ends[place]
        moves = ledger.moves[bisect_left(ledger.moves, start) : bisect_left(ledger.moves, end)]
        moved = [segment for at in moves for segment in self._segments.get(at, at + 1)]
        payment = read_payment(self._header(place), moved, self._segments.signs(start))
        return replace(payment, balanced=_balance(ledger.payment_balances[place]))

    def _read_header(self, place: int) -> Header:
        ledger = self._ledger
        start, first = ledger.payments[place], ledger.first_claims[place]
        end = ledger.payment_ends[place]
        if first < len(ledger.claims):
            end = min(end, ledger.claims[first])
        return read_header(self._segments.get(start, end), self._segments.signs(start))


def _links(ledger: Ledger) -> dict[int, str]:
    """Say of claims that take a payment back which claim of the file comes in their place, and the other way round."""
    if not ledger.reversals:
        return {}
    taken_back = set(ledger.reversals)
    mended: dict[bytes, list[int]] = {}
    wanted = {ledger.numbers[place] for place in ledger.reversals}
    for place, number in enumerate(ledger.numbers):
        if number in wanted and place not in taken_back:
            mended.setdefault(number, []).append(place)
    said: dict[int, str] = {}
    for place in ledger.reversals:
        later = mended.get(ledger.numbers[place], [])
        new = next((other for other in later if other > place), None)
        if new is None:
            said[place] = "no corrected claim with this number comes after it in this file"
        else:
            said[place] = f"corrected by the claim at segment {ledger.claims[new]}"
            said[new] = f"corrects the claim taken back at segment {ledger.claims[place]}"
    return said


def _balance(told: int) -> bool | None:
    return None if told == UNSAID else told == YES


def _bytes_of(data: bytes) -> bytes:
    """Take off the mark before the text; text of two bytes a sign becomes UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode("utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.lstrip() if data[:1].isspace() else data


def _before(data: bytes, name: str) -> list[Problem]:
    if not first_segment(data):
        return []
    return [Problem(where=f"the beginning of {name}", what="The words before the first segment were passed over.")]


def _no_remittance(name: str, kinds: set[str]) -> Problem:
    named = [f"{kind} ({_OTHER_KINDS[kind[:3]]})" if kind[:3] in _OTHER_KINDS else kind for kind in sorted(kinds)]
    is_it = f"It is another kind: {', '.join(named)}. " if any(named) else ""
    return Problem(
        where=name,
        what=f"This is a file between computers, but it holds no remittance (835). {is_it}Ask the insurer or the "
        "provider for the 835 or the EOB. The file is kept.",
    )
