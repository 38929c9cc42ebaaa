# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Single values of a FHIR tree, read without trust: what has a wrong type counts as not said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from app.domain.money import Cents
from app.domain.reading import Problem

Node = dict[str, object]

_LONGEST = 300
"""No name, code or note that a person needs is longer."""

_MOST_DIGITS = 13
_MOST_PROBLEMS = 100
_DUST = Decimal("0.00001")
_DOLLARS = {"", "USD", "$"}


@dataclass(frozen=True, slots=True)
class Coding:
    """One code of a concept: the address of its list, the code, and the file's own words for it."""

    system: str
    code: str
    display: str

    @property
    def tail(self) -> str:
        """The last part of the list's address, in small letters with dashes ("line-prcsg-ind-cd")."""
        return self.system.rstrip("/").rpartition("/")[2].lower().replace("_", "-")


class Troubles:
    """What could not be read, in the order it was met; beyond a hundred only their number is kept."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}
        self._whole: list[Problem] = []
        self._more = 0

    def of_whole(self, name: str, what: str) -> None:
        """Note what is the matter with the whole file; it is told before everything else."""
        self._whole.append(Problem(where=name, what=what))

    def add(self, where: str, what: str) -> None:
        """Note a place and what is the matter there; the same again is not noted twice."""
        problem = Problem(where=where or "the file", what=what)
        if problem in self._problems:
            return
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems[problem] = None
        else:
            self._more += 1

    def listed(self) -> tuple[Problem, ...]:
        """Return them, the last one saying how many more there were."""
        if not self._more:
            return (*self._whole, *self._problems)
        more = Problem(where="the file", what=f"{self._more} more places could not be read.")
        return (*self._whole, *self._problems, more)


def join(path: str, rest: str) -> str:
    """Return the path of a part: "entry[3].item[2]", and "line 7, item[2]" where the whole is no list."""
    if not path:
        return rest
    return f"{path}.{rest}" if path.endswith("]") else f"{path}, {rest}"


def node(value: object) -> Node:
    """Return an object of the tree, or an empty one."""
    return value if isinstance(value, dict) else {}


def nodes(value: object) -> Iterator[tuple[int, Node]]:
    """Yield the objects of a list with their places; one alone counts as a list (STU3 has one where R4 has many)."""
    many = value if isinstance(value, list) else [value]
    for place, one in enumerate(many):
        if isinstance(one, dict) and one:
            yield place, one


def text(value: object) -> str:
    """Return words or a number as one line that can be printed; empty for anything else."""
    if isinstance(value, Decimal):
        return str(value)[:_LONGEST]
    if not isinstance(value, str):
        return ""
    printable = value[: _LONGEST * 4]
    if not printable.isprintable():
        printable = "".join(sign if sign.isprintable() else " " for sign in printable)
    return " ".join(printable.split())[:_LONGEST]


def codings(concept: object) -> list[Coding]:
    """Return the codes of a CodeableConcept, of a bare Coding, or of a list of either."""
    found: list[Coding] = []
    for _place, one in nodes(concept):
        bare = [one] if "code" in one and "coding" not in one else []
        for coding in bare or [c for _, c in nodes(one.get("coding"))]:
            found.append(Coding(text(coding.get("system")), text(coding.get("code")), text(coding.get("display"))))
    return [coding for coding in found if coding.code]


def words_of(concept: object) -> str:
    """Return a concept in the file's own words, or its code where it has none."""
    said = text(node(concept).get("text"))
    found = codings(concept)
    return said or next((c.display for c in found if c.display), "") or next((c.code for c in found), "")


def day(value: object, troubles: Troubles, path: str) -> date | None:
    """Return the day of a date or a moment; a month or a year alone is not a day, and that is noted."""
    written = text(value)
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        troubles.add(path, f"“{written[:40]}” is not a full date, so it was left out.")
        return None


def number(value: object) -> Decimal | None:
    """Return a number, also one written as text; None for anything else and for what is not finite."""
    if isinstance(value, str):
        try:
            value = Decimal(value.strip()[:_LONGEST])
        except InvalidOperation:
            return None
    return value if isinstance(value, Decimal) and value.is_finite() else None


def cents(money: object, troubles: Troubles, path: str) -> Cents | None:
    """Return the cents of a Money or Quantity (R4 "currency", STU3 "code"), noting what is no amount in dollars."""
    tree = node(money)
    if "value" not in tree:
        return None
    currency = text(tree.get("currency") or tree.get("code")).upper()
    if currency not in _DOLLARS:
        troubles.add(path, f"This amount is in {currency[:12]}, and only dollars are read.")
        return None
    return plain_cents(tree["value"], troubles, path)


def plain_cents(value: object, troubles: Troubles, path: str) -> Cents | None:
    """Return the cents of a bare number; a part of a cent is rounded, half a cent up, and noted.

    Dust such as 34.800000000000004, which programs leave when they calculate, is no part of a cent.
    """
    amount = number(value)
    if amount is None or amount.adjusted() > _MOST_DIGITS:
        troubles.add(path, "This is not an amount that can be read.")
        return None
    hundredfold = amount * 100
    whole = hundredfold.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(whole - hundredfold) > _DUST:
        troubles.add(path, "This amount has a part of a cent. It was rounded to the cent.")
    return Cents(int(whole))
