# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A bill and an EOB as lines side by side, and the findings of their check: questions to ask, never accusations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.ids import new_id
from app.domain.money import Cents
from app.domain.reading import Problem, ReadClaim, ReadLine


class SheetKind(StrEnum):
    """What a sheet is: what the provider asks, or what the insurer decided."""

    BILL = "bill"
    EOB = "eob"


class Sureness(StrEnum):
    """How sure a finding is; the word is shown. HIGH is rare and right; INFO is worth knowing and asks for nothing."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


SURENESS_TITLES: dict[Sureness, str] = {
    Sureness.HIGH: "High",
    Sureness.MEDIUM: "Medium",
    Sureness.LOW: "Low",
    Sureness.INFO: "Good to know",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line with the claim that it stands in. ``number`` counts the lines of its sheet from 1."""

    number: int
    line: ReadLine
    claim: ReadClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTotals:
    """The totals that a sheet prints itself; None is what it does not say. On an EOB ``balance`` is what you owe."""

    billed: Cents | None = None
    allowed: Cents | None = None
    paid: Cents | None = None
    adjusted: Cents | None = None
    patient_paid: Cents | None = None
    balance: Cents | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Every line of a bill or of an EOB, from one file or several. ``whole`` is False where not all could be read."""

    kind: SheetKind
    lines: tuple[SheetLine, ...] = ()
    claims: tuple[ReadClaim, ...] = ()
    totals: SheetTotals = field(default_factory=SheetTotals)
    problems: tuple[Problem, ...] = ()
    whole: bool = True


def sheet_of(
    kind: SheetKind,
    claims: Iterable[ReadClaim],
    totals: SheetTotals | None = None,
    problems: Iterable[Problem] = (),
    *,
    whole: bool = True,
) -> Sheet:
    """Return a sheet of these claims, their lines numbered through."""
    kept = tuple(claims)
    pairs = [(claim, line) for claim in kept for line in claim.lines]
    return Sheet(
        kind=kind,
        lines=tuple(SheetLine(number=n, line=line, claim=claim) for n, (claim, line) in enumerate(pairs, start=1)),
        claims=kept,
        totals=totals or SheetTotals(),
        problems=tuple(problems),
        whole=whole,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Lines of the bill and of the EOB that are the same care. Several on a side: a line was split, or joined."""

    bill: tuple[int, ...]
    eob: tuple[int, ...]
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which lines belong together, and which found no partner."""

    pairs: tuple[Pair, ...] = ()
    unmatched_bill: tuple[int, ...] = ()
    unmatched_eob: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One question about a bill. ``amount`` is what is at stake, None where no figure can be told.

    ``compared`` says what was held against what, with the figures; ``reason`` is one sentence for a letter's line.
    ``lines`` are numbers of bill lines. ``key`` is the same whenever the same lines give the same finding.
    """

    check: str
    title: str
    compared: str
    amount: Cents | None
    confidence: Sureness
    lines: tuple[int, ...] = ()
    traps: tuple[str, ...] = ()
    question: str = ""
    reason: str = ""
    citation: str = ""
    letter: str = ""
    script: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChecked:
    """A check that could not be made, and what it needs."""

    check: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The answer of the bill check, the surest and dearest findings first."""

    findings: tuple[Finding, ...]
    match: Match
    not_checked: tuple[NotChecked, ...] = ()
    problems: tuple[Problem, ...] = ()


class MarkKind(StrEnum):
    """What the person said about a finding or a line."""

    DISMISSED = "dismissed"
    NOT_RECEIVED = "not_received"
    PAIRED = "paired"
    IN_LETTER = "in_letter"
    IN_CALL = "in_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillMark:
    """A person's word on a finding (its key) or on a line (its key); ``reason`` says why, and is kept."""

    id: str = field(default_factory=new_id)
    case_id: str
    kind: MarkKind
    key: str
    reason: str = ""
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column means what in the tables of one source, as a person said. ``columns`` is JSON: heading to meaning.

    ``source`` are the table's headings: the same program writes the same ones again.
    """

    id: str = field(default_factory=new_id)
    kind: SheetKind
    source: str
    columns: str
