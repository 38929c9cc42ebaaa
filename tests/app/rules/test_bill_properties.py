# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whatever stands on a bill: the check ends, no question is dearer than the bill, and credits cancel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.bill import Sheet, SheetKind, SheetTotals, sheet_of
from app.domain.facts import Answers, Facts
from app.domain.money import Cents
from app.domain.reading import ReadAdjustment, ReadClaim, ReadLine
from app.knowledge.bill_checks import bill_checks
from app.rules.bill_check import check_bill
from app.rules.bill_match import encounters, match_lines
from app.rules.bill_money import most_at_stake, net_lines
from app.rules.checks.papers import Papers
from tests.support.bills import TODAY, check, of

_CODES = st.sampled_from(["72148", "99213", "99285", "J1885", "97110", "36415", "A0427", "29881", "", "²²²²²", "G0378"])
_DAYS = st.none() | st.dates(date(2026, 4, 18), date(2026, 4, 23)) | st.dates(date(1, 1, 1), date(9999, 12, 31))
_CENTS = st.none() | st.integers(-500_000, 500_000).map(Cents)
_WORDS = st.sampled_from(["", "Gloves", "MRI cancelled", "Observation hours", "Insurance payment", "Facility fee"])
_MARKS = st.lists(st.sampled_from(["59", "25", "LT", "RT", "50", "26", "TC", "95", "76", "?"]), max_size=3).map(tuple)
_ADJUSTED = st.lists(
    st.builds(
        ReadAdjustment,
        group=st.sampled_from(["CO", "PR", "OA", "PI", ""]),
        code=st.sampled_from(["45", "18", "50", "22", "29", "1", ""]),
        amount=st.integers(-100_000, 500_000).map(Cents),
    ),
    max_size=2,
).map(tuple)
_LINES = st.builds(
    ReadLine,
    code=_CODES,
    modifiers=_MARKS,
    revenue_code=st.sampled_from(["", "0120", "0200", "0762", "0270", "0510", "12", "٣٣٣٣"]),
    place_of_service=st.sampled_from(["", "11", "02", "23"]),
    diagnoses=st.sampled_from([(), ("M54.16",), ("M54.1", "x"), ("",)]),
    npi=st.sampled_from(["", "1234567893", "12", "one"]),
    description=_WORDS,
    units=st.none() | st.decimals(-10, 10_000, allow_nan=False, allow_infinity=False, places=2) | st.just(Decimal(0)),
    service_date=_DAYS,
    service_end=_DAYS,
    unit_price=_CENTS,
    billed=_CENTS,
    paid=_CENTS,
    adjusted=_CENTS,
    balance=_CENTS,
    patient_responsibility=_CENTS,
    copay=_CENTS,
    adjustments=_ADJUSTED,
    remarks=st.sampled_from([(), ("N781",)]),
    denied=st.booleans(),
)
_CLAIMS = st.builds(
    ReadClaim,
    claim_number=st.sampled_from(["", "C-1"]),
    patient=st.sampled_from(["", "Nora Ellingboe", "¿?", "Marcus"]),
    date_of_birth=st.sampled_from(["", "1980-06-15", "??"]),
    member_id=st.sampled_from(["", "A1", "1EG4TE5MK73"]),
    provider=st.sampled_from(["", "Saint Oswin", "Dr. Vale"]),
    payer=st.sampled_from(["", "Harbor"]),
    admitted=_DAYS,
    discharged=_DAYS,
    lines=st.lists(_LINES, max_size=6).map(tuple),
)
_TOTALS = st.builds(SheetTotals, billed=_CENTS, paid=_CENTS, adjusted=_CENTS, balance=_CENTS)


def _sheets(kind: SheetKind) -> st.SearchStrategy[Sheet]:
    return st.builds(lambda claims, totals: sheet_of(kind, claims, totals), st.lists(_CLAIMS, max_size=3), _TOTALS)


_FACTS = st.builds(
    Facts,
    state=st.sampled_from(["", "WA", "CA"]),
    signals=st.sampled_from([(), ("air_ambulance",), ("in_collections", "other_coverage")]),
    answers=st.builds(
        Answers,
        emergency=st.none() | st.booleans(),
        network=st.sampled_from([None, "in", "out"]),
        household_size=st.sampled_from([None, 0, 1, 4, 31]),
        household_income=st.sampled_from([None, Cents(0), Cents(3_000_000)]),
        on_credit_report=st.none() | st.booleans(),
    ),
)


@settings(deadline=None, max_examples=60)
@given(_sheets(SheetKind.BILL), st.none() | _sheets(SheetKind.EOB), _FACTS)
def test_the_check_ends_and_asks_for_no_more_than_the_bill(bill: Sheet, eob: Sheet | None, facts: Facts) -> None:
    checked = check_bill(Papers(bill=bill, eob=eob, facts=facts, today=TODAY), bill_checks())
    most = most_at_stake(bill)
    numbers = {one.number for one in bill.lines}
    for one in checked.findings:
        assert one.amount is None or 0 < one.amount <= most
        assert set(one.lines) <= numbers
        assert one.compared and one.title and one.key


@settings(deadline=None, max_examples=60)
@given(_sheets(SheetKind.BILL), _sheets(SheetKind.EOB))
def test_every_line_is_matched_once_or_left(bill: Sheet, eob: Sheet) -> None:
    match = match_lines(bill, eob)
    ours = [number for pair in match.pairs for number in pair.bill] + list(match.unmatched_bill)
    theirs = [number for pair in match.pairs for number in pair.eob] + list(match.unmatched_eob)
    assert len(ours) == len(set(ours)) and len(theirs) == len(set(theirs))
    assert set(theirs) == {one.number for one in eob.lines}
    assert set(ours) <= {one.number for one in bill.lines}
    dated = {one.number for one in bill.lines if one.line.service_date}
    assert dated == {number for visit in encounters(bill) for number in visit.lines}


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_each_credit_cancels_one_charge(times: list[int], shuffle: object) -> None:
    rows = []
    for at, count in enumerate(times):
        charge = f"2026-04-21,7214{at},{100 + at}\n"
        rows += [charge] * count + [charge.replace(f",{100 + at}", f",-{100 + at}")] * (count - 1)
    shuffle.shuffle(rows)  # type: ignore[attr-defined]
    checked = check("Date,Code,Charge\n" + "".join(rows))
    assert of(checked, "duplicate") == []


def test_what_is_left_after_credits() -> None:
    sheet = sheet_of(
        SheetKind.BILL,
        [
            ReadClaim(
                lines=(
                    ReadLine(code="72148", service_date=date(2026, 4, 21), billed=Cents(100)),
                    ReadLine(code="72148", service_date=date(2026, 4, 22), billed=Cents(100)),
                    ReadLine(code="72148", service_date=date(2026, 4, 22), billed=Cents(-100)),
                    ReadLine(code="99213", billed=Cents(100)),
                )
            )
        ],
    )
    assert [one.number for one in net_lines(sheet.lines)] == [1, 4]
