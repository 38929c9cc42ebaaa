# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Single cells of a table of a bill or an EOB: amounts, codes with modifiers, and the codes of adjustments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.domain.money import Cents, cents_from_text
from app.domain.reading import ReadAdjustment

SPLIT = re.compile(r"[\s,;/|]+")
_GROUPED = re.compile(r"(CO|PR|OA|PI|CR)\s*[-:]?\s*([A-Z]?\d{1,3})", re.IGNORECASE)
_REASON = re.compile(r"[A-Z]?\d{1,3}", re.ASCII)
_REMARK = re.compile(r"(?:MA\d{1,3}|[MN]\d{1,4})", re.ASCII)
_CODE = re.compile(r"(?:(?:CPT|HCPCS)\s*)?(\d{4}[0-9A-Z]|[A-Z]\d{4})(?:[\s:-]*((?:[0-9A-Z]{2}[\s,:-]*)*))?", re.ASCII)


def amount(text: str) -> Cents | None:
    """Read an amount of a table: as people type it, with a minus or CR behind it, or with more places than cents."""
    bare = text.strip().upper().removeprefix("USD").strip()
    negative = bare.endswith(("-", "CR"))
    bare = bare.removesuffix("CR").rstrip("-− ").strip()
    cents = cents_from_text(bare)
    if cents is None and re.fullmatch(r"[-+(]?\$?\d{1,12}\.\d{3,10}\)?", bare):
        value = Decimal(re.sub(r"[^\d.]", "", bare)).quantize(Decimal("0.01"))
        cents = Cents(int(value * 100) * (-1 if bare[0] in "-(" else 1))
    return Cents(-abs(cents)) if negative and cents is not None else cents


def code_and_modifiers(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the code of a cell and the modifiers behind it ("73562-LT")."""
    found = _CODE.fullmatch(text.strip().upper())
    if not found:
        return "", ()
    return found[1], tuple(one for one in re.split(r"[\s,:-]+", found[2] or "") if one)


def is_revenue_code(text: str) -> bool:
    """Whether a cell of the code column holds a revenue code instead."""
    return bool(re.fullmatch(r"0?\d{3}", text.strip()))


def modifiers_of(text: str) -> list[str]:
    """Return the modifiers of a cell, two signs each."""
    return [one.zfill(2) for one in re.split(r"[^0-9A-Za-z]+", text.upper()) if one]


def place_of(text: str) -> str:
    """Return a place of service as two digits ("11 - Office" too), or the words that stand there."""
    found = re.match(r"\d{1,2}\b", text.strip())
    return found[0].zfill(2) if found else text


def remarks_of(text: str) -> list[str]:
    """Return the remark codes of a cell."""
    return _REMARK.findall(text.upper())


def adjustments_of(
    cells: Mapping[str, list[str]], money: Mapping[str, Cents | None]
) -> tuple[tuple[ReadAdjustment, ...], str]:
    """Return the adjustments of a row. A table has codes without amounts: the amount is what was not paid or shared."""
    text = " ".join(f"{part} " for part in (*cells.get("group", ()), *cells.get("reason", ())))
    pairs = [(g.upper(), _bare(code)) for g, code in _GROUPED.findall(text)]
    groups = [g.upper() for part in cells.get("group", ()) for g in SPLIT.split(part) if g.isalpha() and len(g) == 2]
    if not pairs:
        codes = [
            _bare(c) for part in cells.get("reason", ()) for c in SPLIT.split(part.upper()) if _REASON.fullmatch(c)
        ]
        spread = groups * len(codes) if len(groups) == 1 else groups
        pairs = list(zip(spread, codes, strict=False)) or [("", code) for code in codes]
        pairs = pairs or [(group, "") for group in groups]
    amounts = _amounts_of([group for group, _code in pairs], money)
    return (
        tuple(ReadAdjustment(group=g, code=c, amount=a) for (g, c), a in zip(pairs, amounts, strict=True)),
        groups[0] if groups else "",
    )


def _bare(code: str) -> str:
    return code.upper().lstrip("0") or "0"


def _amounts_of(groups: Sequence[str], money: Mapping[str, Cents | None]) -> list[Cents]:
    """Share out what was not paid: to the patient's codes what the patient owes, to the first other code the rest."""
    billed, paid = money.get("billed"), money.get("paid") or Cents(0)
    owed = money.get("patient_responsibility")
    if owed is None:
        shares = [money.get(name) for name in ("deductible", "coinsurance", "copay")]
        owed = Cents(sum(one or 0 for one in shares)) if any(one is not None for one in shares) else None
    written = money.get("adjusted")
    found: list[Cents] = []
    given = {"PR": False, "": False}
    for group in groups:
        side = "PR" if group == "PR" else ""
        if given[side]:
            found.append(Cents(0))
            continue
        given[side] = True
        if side == "PR":
            everything = billed - paid if billed is not None and "CO" not in groups else 0
            found.append(owed if owed is not None else Cents(max(everything, 0)))
        elif written is not None:
            found.append(Cents(abs(written)))
        else:
            found.append(Cents(max((billed or 0) - paid - (owed or 0), 0)))
    return found
