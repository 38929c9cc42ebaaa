# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One walk through a remittance: where each claim and payment stands, and whether its money agrees."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from app.intake.remittance_balance import NO, UNSAID, YES, ClaimBalance
from app.intake.remittance_problems import Problems, shown
from app.intake.x12_amounts import x12_cents
from app.intake.x12_segments import Segments
from app.jobs import CancelFlag, Job, Progress

Handler = Callable[[int, bytes], None]
_READ_LATER: tuple[str, ...] = ("NM1", "DTM", "REF", "AMT", "QTY", "MIA", "MOA", "LQ", "TRN", "CUR", "RDM", "PER")
_READ_LATER += ("N1", "N2", "N3", "N4")
_REVERSAL = b"22"
_MB = 1_000_000


class _Handlers(dict[bytes, Handler | None]):
    """What to do at a segment, by its first three bytes; None where there is nothing to do."""

    def __init__(self, known: dict[bytes, Handler | None], unknown: Handler) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, _name: bytes) -> Handler:
        return self._unknown


class Ledger:
    """Where claims and payments stand in the file, by the number of their segments.

    Attributes:
        problems: what does not agree or is not known.
        claims, claim_ends: segment numbers; a claim is ``claims[i]`` up to, not including, ``claim_ends[i]``.
        payment_of: which payment a claim belongs to.
        claim_balances, payment_balances: YES, NO or UNSAID.
        payments, payment_ends, first_claims: the same of payments, and the claim each begins with.
        moves: where money is moved outside the claims.
        numbers: the provider's number of each claim.
        reversals: claims that take an earlier payment back.
        kinds: kinds of message in the file, "835" and others.
    """

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.problems = Problems()
        self.claims, self.claim_ends, self.payment_of = array("L"), array("L"), array("L")
        self.payments, self.payment_ends, self.first_claims = array("L"), array("L"), array("L")
        self.moves = array("L")
        self.claim_balances, self.payment_balances = bytearray(), bytearray()
        self.numbers: list[bytes] = []
        self.reversals: list[int] = []
        self.kinds: set[str] = set()
        self._balance = ClaimBalance(self.problems)
        self._element = b"*"
        self._set = b""  # control number of the open ST; its segment is self.payments[-1]
        self._open = self._skipping = False
        self._sum_paid: int | None = 0
        self._moved: int | None = 0
        self._payment: int | None = None
        self._payment_at = 0
        self._sets = self._groups = 0

    def walk(self, flag: CancelFlag | None) -> Job[None]:
        """Walk through the whole file, a block at a time."""
        number = 1
        plan = self.segments.plan()
        whole = max(1, -(-(plan[-1][1] if plan else 0) // _MB))
        handlers: dict[bytes, _Handlers] = {}
        for start, stop, signs in plan:
            if flag is not None:
                flag.check()
            yield Progress(start // _MB, whole, f"Reading claims: {len(self.claims):,} so far")
            self._element = signs.element
            known = handlers.setdefault(signs.element, self._handlers(signs.element))
            parted = self.segments.take(start, stop, signs, number)
            for at, segment in enumerate(parted, number):
                handler = known[segment[:3]]
                if handler is not None:
                    handler(at, segment)
            number += len(parted)
        self._end_claim(number)
        if self._open:
            self._end_payment(number)
            if not self._skipping:
                what = "The file ends before this payment's list does. Something may be missing; ask for a new copy."
                self.problems.add(number - 1, "", what)

    def _handlers(self, element: bytes) -> _Handlers:
        called: dict[str, Handler | None] = dict.fromkeys(_READ_LATER)
        called |= {"CLP": self._clp, "SVC": self._svc, "CAS": self._cas, "PLB": self._plb, "BPR": self._bpr}
        called |= {"LX": self._between, "TS2": self._between, "TS3": self._between}
        called |= {"ISA": self._isa, "GS": self._gs, "ST": self._st, "SE": self._se, "GE": self._ge, "IEA": self._iea}
        return _Handlers({(name.encode() + element)[:3]: handler for name, handler in called.items()}, self._other)

    # -- claims --------------------------------------------------------------------------------------------------

    def _clp(self, at: int, segment: bytes) -> None:
        if self._skipping:
            return
        self._end_claim(at)
        if not self._open:
            self._begin_payment(at)
        elements = segment.split(self._element)
        if elements[2:3] == [_REVERSAL]:
            self.reversals.append(len(self.claims))
        self.claims.append(at)
        self.payment_of.append(len(self.payments) - 1)
        self.numbers.append(elements[1] if len(elements) > 1 else b"")
        self._balance.begin(at, elements)

    def _svc(self, at: int, segment: bytes) -> None:
        if self._balance.at:
            self._balance.line(at, segment.split(self._element))
        elif not self._skipping:
            self.problems.add(at, "SVC", "This line stands in no claim, so it was not counted.")

    def _cas(self, at: int, segment: bytes) -> None:
        if self._balance.at:
            self._balance.adjust(at, segment.split(self._element))
        elif not self._skipping:
            self.problems.add(at, "CAS", "This adjustment stands in no claim, so it was not counted.")

    def _between(self, at: int, _segment: bytes) -> None:
        self._end_claim(at)

    def _end_claim(self, at: int) -> None:
        if not self._balance.at:
            return
        self.claim_ends.append(at)
        self.claim_balances.append(self._balance.end())
        paid = self._balance.paid
        self._sum_paid = None if paid is None or self._sum_paid is None else self._sum_paid + paid

    # -- payments ------------------------------------------------------------------------------------------------

    def _begin_payment(self, at: int) -> None:
        self.payments.append(at)
        self.first_claims.append(len(self.claims))
        self._open, self._set, self._payment_at = True, b"", 0
        self._sum_paid = self._moved = 0
        self._payment = None

    def _end_payment(self, at: int) -> None:
        self._open = False
        if self._skipping:
            return
        self.payment_ends.append(at)
        balance = UNSAID
        if not self._payment_at:
            self.problems.add(self.payments[-1], "", "The file does not say how much this payment is (no BPR).")
        elif self._payment is not None and self._sum_paid is not None and self._moved is not None:
            balance = YES if self._payment == self._sum_paid - self._moved else NO
            if balance == NO:
                self.problems.payment(self._payment_at, self._payment, self._sum_paid, self._moved)
        self.payment_balances.append(balance)

    def _st(self, at: int, segment: bytes) -> None:
        self._end_claim(at)
        if self._open:
            self._cut_off(at)
        elements = segment.split(self._element)
        kind = shown(elements[1].strip()) if len(elements) > 1 else ""
        self.kinds.add(kind)
        self._skipping = kind != "835"
        self._sets += 1
        if self._skipping:
            self._open = True
        else:
            self._begin_payment(at)
        self._set = elements[2].strip() if len(elements) > 2 else b""

    def _bpr(self, at: int, segment: bytes) -> None:
        if self._skipping:
            return
        if not self._open:
            self._begin_payment(at)
        elements = segment.split(self._element)
        raw = elements[2] if len(elements) > 2 else b""
        if self._payment_at:
            self.problems.add(at, "BPR", "The payment is told a second time; the first was kept.")
            return
        self._payment_at = at
        self._payment = self._cents(at, "BPR", raw)

    def _plb(self, at: int, segment: bytes) -> None:
        self._end_claim(at)
        self.moves.append(at)
        elements = segment.split(self._element)
        for place in range(4, len(elements), 2):
            if elements[place].strip() or elements[place - 1].strip():
                cents = self._cents(at, "PLB", elements[place])
                self._moved = None if cents is None or self._moved is None else self._moved + cents

    def _se(self, at: int, segment: bytes) -> None:
        self._end_claim(at)
        if not self._open:
            self.problems.add(at, "SE", "A list ends here that never began. Something may be missing before it.")
            return
        if not self._skipping:
            said = segment.split(self._element)[1:3]
            self._counted(at, "SE", "segments", said[:1], at - self.payments[-1] + 1)
            if self._set and said[1:] and said[1].strip() != self._set:
                what = f"The list begins as number {shown(self._set)} and ends as {shown(said[1])}."
                self.problems.add(at, "SE", what)
        self._end_payment(at + 1)
        self._skipping = False

    # -- the envelope --------------------------------------------------------------------------------------------

    def _isa(self, at: int, _segment: bytes) -> None:
        self._end_claim(at)
        if self._open:
            self._cut_off(at)
        self._groups = self._sets = 0

    def _gs(self, at: int, _segment: bytes) -> None:
        self._end_claim(at)
        self._groups += 1
        self._sets = 0

    def _ge(self, at: int, segment: bytes) -> None:
        self._end_claim(at)
        self._counted(at, "GE", "lists", segment.split(self._element)[1:2], self._sets)

    def _iea(self, at: int, segment: bytes) -> None:
        self._end_claim(at)
        self._counted(at, "IEA", "groups", segment.split(self._element)[1:2], self._groups)

    def _cut_off(self, at: int) -> None:
        self._end_payment(at)
        self.problems.add(at, "", "The list before this segment was never ended. Something may be missing from it.")

    def _counted(self, at: int, name: str, what: str, said: list[bytes], found: int) -> None:
        """Compare a count of the file with what is there."""
        count = x12_cents(shown(said[0])) if said else None
        if count is None or count != found * 100:
            told = shown(said[0]) if said and said[0].strip() else "no"
            words = f"The file says that {told} {what} came before this; {found} did. Something may be missing."
            self.problems.add(at, name, words)

    def _cents(self, at: int, name: str, raw: bytes) -> int | None:
        cents = x12_cents(shown(raw))
        if cents is None:
            self.problems.amount(at, name, raw)
        return cents

    def _other(self, at: int, segment: bytes) -> None:
        if segment.strip() and not self._skipping:
            name = segment.split(self._element, 1)[0]
            self.problems.add(at, shown(name.strip(), 12), "This kind of segment is not known. It was passed over.")
