# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Columns by name and by content, and rows as lines: what is read, and what is said of the rest."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from app.domain.bill import SheetKind, SheetTotals
from app.domain.reading import ReadAdjustment
from app.intake.reader import read_bytes
from app.intake.table_cells import amount
from app.intake.table_columns import find_columns, heading_key, meaning_of, money_columns, source_of
from tests.support import notices
from tests.support.bills import sheet

BILL = (
    "Date,Code,Modifier,Description,Units,Unit Price,Charge,Insurance Paid,Adjustment,Patient Balance,Revenue Code,"
    "Place of Service,Diagnosis,NPI,Patient,Member ID,Claim Number,Account,Admission Date,Discharge Date,Provider"
)
EOB = (
    "Date,Code,Modifier,Units,Billed,Allowed,Paid,Deductible,Coinsurance,Copay,Patient Responsibility,Adjustment Group,"
    "Reason Code,Remark,Patient,Member ID,Claim Number,Provider"
)


@pytest.mark.parametrize("headings", [BILL, EOB])
def test_every_promised_heading_is_known_in_any_order_and_case(headings: str) -> None:
    names = headings.split(",")
    roles = [meaning_of(name) for name in names]
    assert all(roles) and len(set(roles)) == len(names)
    shuffled = [name.upper() if at % 2 else name.lower() for at, name in enumerate(names)]
    random.Random(7).shuffle(shuffled)
    columns = find_columns([shuffled])
    assert set(columns.roles) == set(roles)
    assert (columns.unknown, columns.doubled) == ((), ())


def test_bill_and_eob_are_told_apart() -> None:
    assert find_columns([BILL.split(",")]).kind is SheetKind.BILL
    assert find_columns([EOB.split(",")]).kind is SheetKind.EOB


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("DOS", "date"), ("CPT/HCPCS", "code"), ("Mod 1", "modifier"), ("QTY", "units"), ("Rev. Code", "revenue_code"),
        ("Claim #", "claim_number"), ("You owe", "patient_responsibility"), ("AmountDue", "balance"), ("POS", "place"),
        ("Plan Paid:", "paid"), ("Colour", ""), ("", ""),
    ],
)  # fmt: skip
def test_other_names_of_columns(written: str, meaning: str) -> None:
    assert meaning_of(written) == meaning


def test_a_line_in_full() -> None:
    read = sheet(
        f'{BILL}\n04/21/2026,72148-26,XS,MRI,2,$10.00,20.00,(5.00),-3,12,450,11,"M54.16; M25.561",1234567893,'
        "Nora Ellingboe,A1,C-1,88,2026-04-20,2026-04-22,Saint Oswin\n"
    )
    one = read.lines[0]
    line, claim = one.line, one.claim
    assert (line.service_date, line.code, line.modifiers) == (date(2026, 4, 21), "72148", ("26", "XS"))
    assert (line.units, line.unit_price, line.billed, line.paid, line.adjusted, line.balance) == (
        Decimal(2), 1000, 2000, 500, 300, 1200,
    )  # fmt: skip
    assert (line.revenue_code, line.place_of_service, line.diagnoses) == ("0450", "11", ("M54.16", "M25.561"))
    assert (claim.patient, claim.member_id, claim.claim_number, claim.account_number) == (
        "Nora Ellingboe", "A1", "C-1", "88",
    )  # fmt: skip
    assert (claim.admitted, claim.discharged, line.place) == (date(2026, 4, 20), date(2026, 4, 22), "row 2")
    assert read.whole and read.problems == ()


def test_an_eob_line_with_its_adjustments() -> None:
    read = sheet(f"{EOB}\n2026-04-21,99213,,1,200,150,120,0,30,0,30,CO,45,N130,,,X1,\n", SheetKind.EOB)
    line = read.lines[0].line
    assert line.adjustments == (ReadAdjustment(group="CO", code="45", amount=5000),)
    assert (line.remarks, line.denied, read.claims[0].payer_claim_number) == (("N130",), False, "X1")
    refused = sheet("Date,Code,Billed,Paid,Reason Code\n2026-04-21,72148,2450,0,CO-50 PR-1\n", SheetKind.EOB)
    assert [(a.group, a.code) for a in refused.lines[0].line.adjustments] == [("CO", "50"), ("PR", "1")]
    assert refused.lines[0].line.denied


def test_totals_payments_and_credits() -> None:
    read = sheet(
        "Patient: Nora Ellingboe\nAccount,A-9\n"
        "Date,Code,Description,Charge\n2026-04-21,99213,Visit,200\n2026-05-01,,Insurance payment,-120\n"
        "2026-05-02,,Contractual adjustment,-50\n2026-05-03,,Your payment,-10\n2026-05-04,99213,Visit credit,-200\n"
        ",,Subtotal,1\n,,Total,200\n,,Amount due,20\n"
    )
    assert read.totals == SheetTotals(billed=20000, balance=2000)
    lines = [one.line for one in read.lines]
    assert [(one.billed, one.paid, one.adjusted, one.patient_paid) for one in lines] == [
        (20000, None, None, None), (None, 12000, None, None), (None, None, 5000, None), (None, None, None, 1000),
        (-20000, None, None, None),
    ]  # fmt: skip
    assert (read.claims[0].patient, read.claims[0].account_number) == ("Nora Ellingboe", "A-9")


def test_what_is_not_understood_is_said() -> None:
    read = sheet(
        "Date,Code,Charge,Colour,Billed\n21/04/2026,72148,2450,red,1\n2026-04-21,99213,two,blue,1\n"
        "2026-04-21,XRAY,90,blue,1\n"
    )
    said = {one.where: one.what for one in read.problems}
    assert "“Colour”" in read.problems[0].what and "“Billed”" in read.problems[1].what
    assert "not a date" in said["row 2"] and "not an amount" in said["row 3"] and "kept as words" in said["row 4"]
    assert (read.lines[2].line.code, read.lines[2].line.description) == ("", "XRAY")
    assert not read.whole


def test_columns_by_content_and_the_ones_to_ask_about() -> None:
    rows = [["Alpha", "Beta", "Charge", "Gamma"]]
    rows += [["04/21/2026", "72148", "2450.00", "12.00"], ["04/22/2026", "99213", "200.00", "3.00"]]
    columns = find_columns(rows, {"charge": "charge"})
    assert columns.heading == -1 or columns.roles[:2] == ("date", "code")
    rows[0][3] = "Units"
    columns = find_columns(rows)
    assert columns.roles == ("date", "code", "charge", "units")
    assert (columns.guessed, columns.unknown) == (("date", "code"), ())
    rows[0] = ["Date", "Code", "Alpha", "Beta"]
    columns = find_columns(rows)
    assert columns.roles == ("date", "code", "", "")
    assert not columns.sure and money_columns(rows, columns) == (2, 3)


def test_what_a_person_said_comes_first() -> None:
    rows = [["Date", "Code", "Alpha", "Charge"], ["04/21/2026", "72148", "2450.00", "12.00"]]
    said = {heading_key("Alpha"): "charge", heading_key("Charge"): ""}
    assert find_columns(rows, said).roles == ("date", "code", "charge", "")
    assert source_of(rows[0]) == "date | code | alpha | charge"


@pytest.mark.parametrize(
    ("text", "cents"),
    [("$1,234.50", 123450), ("12.345", 1234), ("20-", -2000), ("20.00 CR", -2000), ("USD 5", 500), ("5%", None)],
)
def test_amounts_of_tables(text: str, cents: int | None) -> None:
    assert amount(text) == cents


@pytest.mark.parametrize(
    ("layout", "lines"),
    [
        ("brightwater", [("70553", 190000, 89600, 22400), ("70551", 134000, 0, 134000)]),
        ("cedarline", [("99285", 148000, 61000, None), ("36415", 3800, 0, None)]),
        ("alder_ridge_bill", [("72148", 245000, None, None), ("A9585", 21200, None, None)]),
    ],
)
def test_lines_of_papers(layout: str, lines: list[tuple[str, int, int | None, int | None]]) -> None:
    reading = read_bytes(f"{layout}.pdf", notices.LAYOUTS[layout]()[0])
    read = [one for claim in reading.claims for one in claim.lines]
    assert [(one.code, one.billed, one.paid, one.patient_responsibility) for one in read] == lines
    assert all(one.service_date and one.place == "page 1" for one in read)
