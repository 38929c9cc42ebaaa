# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the columns of a table mean: by their headings, in any order and case, and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.bill import SheetKind
from app.domain.money import cents_from_text
from app.intake.found_dates import full_date

HEADING_WITHIN = 40
"""Rows from the top in which the headings are looked for."""
_LOOKED_AT = 60
_MOST_OF = 0.8

ROLES: Mapping[str, str] = {
    "date": "Date of service",
    "end_date": "Last date of service",
    "code": "Procedure code",
    "modifier": "Modifiers",
    "description": "Description",
    "units": "Units",
    "unit_price": "Price of a unit",
    "charge": "Charge",
    "allowed": "Allowed",
    "paid": "Paid by insurance",
    "patient_paid": "Paid by you",
    "adjustment": "Adjustment",
    "balance": "Balance",
    "patient_responsibility": "Patient responsibility",
    "deductible": "Deductible",
    "coinsurance": "Coinsurance",
    "copay": "Copay",
    "group": "Adjustment group",
    "reason": "Reason code",
    "remark": "Remark code",
    "revenue_code": "Revenue code",
    "place": "Place of service",
    "diagnosis": "Diagnosis",
    "poa": "Present on admission",
    "npi": "NPI",
    "patient": "Patient",
    "date_of_birth": "Date of birth",
    "member_id": "Member ID",
    "group_number": "Group number",
    "claim_number": "Claim number",
    "account": "Account",
    "admitted": "Admission date",
    "discharged": "Discharge date",
    "provider": "Provider",
    "payer": "Insurer",
}
"""Every meaning that a column can have, by its id, with its name for people."""

SEVERAL = frozenset({"modifier", "diagnosis", "group", "reason", "remark", "description"})
"""Meanings that more than one column may have."""

OWNERS = frozenset({
    "patient", "date_of_birth", "member_id", "group_number", "claim_number", "account", "admitted", "discharged",
    "provider", "payer",
})  # fmt: skip
"""Meanings that belong to a claim and not to one line: an empty cell says the same as the one above it."""

_WORDS: Mapping[str, str] = {
    "date": "date|service date|date of service|dates of service|dos|service from|from|from date|date from|"
    "start date|svc date|visit date|statement from date|service dates|posting date|post date|transaction date|"
    "line date",
    "end_date": "to|to date|through|thru|service to|end date|date to|service end|service end date|last date",
    "code": "code|cpt|cpt code|hcpcs|hcpcs code|cpt hcpcs|cpt hcpcs code|hcpcs cpt|hcpcs cpt code|procedure|"
    "procedure code|proc|proc code|service code|svc code|billing code|cpt 4|hcpc",
    "modifier": "modifier|modifiers|mod|mods|modifier 1|modifier 2|modifier 3|modifier 4|mod 1|mod 2|mod 3|mod 4|"
    "mod1|mod2|mod3|mod4|modifier1|modifier2|modifier3|modifier4",
    "description": "description|service|services|service description|description of service|item|"
    "charge description|procedure description|details|type of service|detail|item description|line description|"
    "memo",
    "units": "units|unit|qty|quantity|count|days units|service units|no of units|days or units|units billed|quant",
    "unit_price": "unit price|unit cost|price|rate|price per unit|unit charge|charge per unit|unit rate",
    "charge": "charge|charges|billed|amount billed|billed amount|billed charges|total charge|total charges|"
    "charge amount|amount charged|provider charges|submitted charges|amount|amt|gross charges|gross charge|"
    "your provider billed|provider billed|charged|cost|fee|total billed|submitted amount|covered charges|"
    "line charge|extended price|total",
    "allowed": "allowed|allowed amount|amount allowed|plan allowance|approved|approved amount|eligible amount|"
    "allowable|negotiated amount|member rate|medicare approved amount|plan allowed amount|contracted amount|"
    "covered amount",
    "paid": "paid|insurance paid|plan paid|paid amount|amount paid|insurance payment|insurance payments|"
    "your plan paid|ins paid|payer paid|paid by insurance|paid by plan|medicare paid|we paid|benefit paid|"
    "payment amount|plan payment|insurer paid|ins payment|ins pmt|paid by insurer|benefits paid|amount plan paid",
    "patient_paid": "patient paid|patient payment|patient payments|you paid|your payments|paid by you|"
    "paid by patient|amount you paid|guarantor payments|patient pmt|payments by patient",
    "adjustment": "adjustment|adjustments|adjusted|discount|discounts|adj|write off|contractual adjustment|"
    "insurance adjustment|insurance adjustments|writeoff|write offs|adjustment amount|adj amount|plan discount|"
    "contractual|allowance|insurance discount|contractual adjustments|discounts and reductions",
    "balance": "balance|patient balance|amount due|balance due|due|you owe now|amount you owe now|"
    "account balance|outstanding|patient due|outstanding balance|patient amount due|remaining balance|"
    "open balance|amount owed|due from patient|patient portion",
    "patient_responsibility": "patient responsibility|you owe|you may owe|your responsibility|patient resp|"
    "member responsibility|amount you owe|your share|your cost|what you owe|your total cost|total you owe|"
    "patient share|member owes|you pay|maximum you may be billed|maximum you may owe|pt resp|pt responsibility|"
    "patient liability|member liability|patient owes|enrollee responsibility|your total responsibility",
    "deductible": "deductible|applied to deductible|deductible amount|ded",
    "coinsurance": "coinsurance|co insurance|coinsurance amount|coins",
    "copay": "copay|co pay|copayment|co payment|copay amount|copays",
    "group": "adjustment group|adjustment group code|group code|adj group|cas group|adjustment group s",
    "reason": "reason code|reason codes|carc|adjustment reason code|adjustment reason|denial code|"
    "adjustment reason codes|adj reason|adjustment code|denial reason code|reason|denial reason|"
    "claim adjustment reason code|adj code",
    "remark": "remark|remarks|remark code|remark codes|rarc|remittance remark code|notes code|note code|remark s",
    "revenue_code": "revenue code|rev code|rev|revenue|rev cd|ub revenue code|revenue center|rev codes",
    "place": "place of service|pos|place|pos code|place of service code|service location",
    "diagnosis": "diagnosis|diagnosis code|diagnosis codes|dx|dx code|icd 10|icd10|icd|icd code|diagnoses|"
    "icd 10 code|dx codes|icd 10 cm|dx 1|dx 2|dx 3|dx 4|diagnosis 1|diagnosis 2|diagnosis 3|diagnosis 4|"
    "principal diagnosis",
    "poa": "poa|present on admission|poa indicator|present on admission indicator",
    "npi": "npi|provider npi|rendering npi|billing npi|rendering provider npi|billing provider npi|npi number",
    "patient": "patient|patient name|member|member name|name|name of patient|enrollee|beneficiary|patient full name",
    "date_of_birth": "date of birth|dob|birth date|birthdate|patient dob|patient date of birth",
    "member_id": "member id|member number|subscriber id|insurance id|policy number|id number|member no|"
    "medicare number|mbi|subscriber number|policy id|insured id|id card number|member id number|"
    "identification number",
    "group_number": "group number|group no|group id|plan group number|employer group number",
    "claim_number": "claim number|claim|claim no|claim id|icn|dcn|claim control number|payer claim number|"
    "reference number|claim ref|internal control number|claim reference",
    "account": "account|account number|account no|acct|acct no|patient account|patient account number|"
    "guarantor account|account id|hospital account|visit number|encounter number|patient control number|"
    "acct number|encounter",
    "admitted": "admission date|admit date|admitted|date admitted|admission|date of admission",
    "discharged": "discharge date|discharged|date discharged|discharge|date of discharge",
    "provider": "provider|provider name|rendering provider|billing provider|facility|physician|doctor|"
    "practitioner|hospital|clinic|performing provider|attending|provider facility|service provider",
    "payer": "payer|insurer|insurance|insurance company|primary insurance|plan|plan name|payor|carrier|health plan",
}
BY_WORDS: Mapping[str, str] = {word: role for role, words in _WORDS.items() for word in words.split("|")}

_MONEY = frozenset({
    "charge", "allowed", "paid", "patient_paid", "adjustment", "balance", "patient_responsibility", "unit_price",
    "deductible", "coinsurance", "copay",
})  # fmt: skip
_ONLY_EOB = {"allowed", "deductible", "coinsurance", "copay", "group", "reason", "remark", "patient_responsibility"}
_ONLY_BILL = {"balance", "unit_price", "revenue_code", "adjustment", "patient_paid", "admitted", "discharged", "npi"}

_CODE = re.compile(r"(?:\d{4}[0-9A-Z]|[A-V]\d{4})(?:[- ][0-9A-Z]{2})*", re.ASCII)
_REVENUE = re.compile(r"0\d{3}", re.ASCII)
_NPI = re.compile(r"[12]\d{9}", re.ASCII)
_DIAGNOSIS = re.compile(r"[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What was understood of a table's columns. ``roles`` is one meaning a column, empty where it has none.

    ``heading`` is the index of the heading's row, -1 where there is none. ``guessed`` are meanings told by content;
    ``unknown`` the headings that mean nothing here; ``doubled`` those whose meaning an earlier column has.
    """

    roles: tuple[str, ...]
    heading: int = -1
    guessed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether lines can be read from it: money, and something that says what for, all by the headings."""
        named = set(self.roles) - set(self.guessed)
        return bool(named & _MONEY) and bool({"code", "description", "date", "revenue_code"} & set(self.roles))

    @property
    def kind(self) -> SheetKind:
        """Whether it looks like a bill or an EOB."""
        roles = set(self.roles)
        return SheetKind.EOB if len(roles & _ONLY_EOB) > len(roles & _ONLY_BILL) else SheetKind.BILL


def heading_key(text: str) -> str:
    """Return a heading as it is compared: small letters and digits, signs as blanks."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.strip())
    return " ".join(re.sub(r"[^0-9a-z]+", " ", spaced.replace("#", " number ").lower()).split())


def source_of(headings: Sequence[str]) -> str:
    """Return the name under which a mapping of these headings is remembered."""
    return " | ".join(heading_key(one) for one in headings if one.strip())


def meaning_of(heading: str) -> str:
    """Return what a heading means, or an empty text."""
    key = heading_key(heading)
    return BY_WORDS.get(key) or BY_WORDS.get(key.replace(" ", "")) or ""


def find_columns(rows: Sequence[Sequence[str]], said: Mapping[str, str] | None = None) -> Columns:
    """Find the heading's row and what each column means.

    ``said`` is what the person said before, by heading key ("" for a column that does not matter); it comes first.
    """
    heading = _heading_row(rows, said or {})
    width = max((len(row) for row in rows[: heading + 1 + _LOOKED_AT]), default=0)
    names = [*rows[heading], *[""] * width][:width] if heading >= 0 else [""] * width
    roles, unknown, doubled = _by_heading(names, said or {})
    guessed = _by_content(rows[heading + 1 : heading + 1 + _LOOKED_AT], roles, names, said or {})
    left = tuple(name for name in unknown if name not in {names[at] for at in guessed})
    for at, role in guessed.items():
        roles[at] = role
    return Columns(
        roles=tuple(roles),
        heading=heading,
        guessed=tuple(guessed.values()),
        unknown=left,
        doubled=tuple(doubled),
    )


def _heading_row(rows: Sequence[Sequence[str]], said: Mapping[str, str]) -> int:
    """Return the row with most known headings, the first of equals; else a first row of words alone; else -1."""
    best, best_row = 1, -1
    for number, row in enumerate(rows[:HEADING_WITHIN]):
        known = {said.get(heading_key(cell), meaning_of(cell)) for cell in row if cell} - {""}
        if len(known) > best:
            best, best_row = len(known), number
    first = next((number for number, row in enumerate(rows[:HEADING_WITHIN]) if len(row) > 1), -1)
    words_alone = first >= 0 and not any(any(sign.isdigit() for sign in cell) for cell in rows[first])
    return best_row if best_row >= 0 or not words_alone else first


def _by_heading(names: Sequence[str], said: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    roles: list[str] = []
    unknown: list[str] = []
    doubled: list[str] = []
    for name in names:
        key = heading_key(name)
        role = said[key] if key in said else meaning_of(name)
        if role and role in roles and role not in SEVERAL:
            doubled.append(name)
            role = ""
        elif name and not role and key not in said:
            unknown.append(name)
        roles.append(role)
    return roles, unknown, doubled


def _by_content(
    rows: Sequence[Sequence[str]], roles: Sequence[str], names: Sequence[str], said: Mapping[str, str]
) -> dict[int, str]:
    """Tell columns without a known heading by what stands in them; money alone never says which money it is."""
    found: dict[int, str] = {}
    for at, role in enumerate(roles):
        if role or (names[at] and heading_key(names[at]) in said):
            continue
        values = [row[at] for row in rows if at < len(row) and row[at]]
        guess = _looks_like(values)
        if guess and guess not in roles and guess not in found.values():
            found[at] = guess
    return found


def _looks_like(values: Sequence[str]) -> str:
    if len(values) < 2:
        return ""
    for role, fits in (
        ("npi", _NPI.fullmatch),
        ("revenue_code", _REVENUE.fullmatch),
        ("code", _CODE.fullmatch),
        ("diagnosis", _DIAGNOSIS.fullmatch),
        ("date", full_date),
    ):
        if sum(bool(fits(value)) for value in values) >= _MOST_OF * len(values):
            return role
    return ""


def money_columns(rows: Sequence[Sequence[str]], columns: Columns) -> tuple[int, ...]:
    """Return the columns without a meaning that hold money: the ones to ask the person about."""
    body = rows[columns.heading + 1 : columns.heading + 1 + _LOOKED_AT]
    found = []
    for at, role in enumerate(columns.roles):
        values = [row[at] for row in body if at < len(row) and row[at]]
        if not role and values and sum(cents_from_text(value) is not None for value in values) > len(values) // 2:
            found.append(at)
    return tuple(found)
