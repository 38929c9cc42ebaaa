# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Denial codes are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.codes import find_codes
from app.intake.values import find_amounts


def codes(text: str, heading: str = "") -> list[str]:
    return [code.value for code in find_codes(text, heading=heading)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Reason: CO-50, N130.", ["CO-50", "N130"]),
        ("CO50 N130", ["CO-50", "N130"]),
        ("PR 204", ["PR-204"]),
        ("OA-23/CO-45", ["OA-23", "CO-45"]),
        ("CO-B7", ["CO-B7"]),
        ("PI-A1", ["PI-A1"]),
        ("Remark codes: M51, MA130", ["M51", "MA130"]),
        ("reason code 50", ["50"]),
        ("Denial reason codes: 16 and 197", ["16", "197"]),
        ("Group code CO, reason code 50", ["CO-50"]),
        ("Adjustment reason code: 45 for $50.00", ["45"]),
    ],
)
def test_codes(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_a_column_of_reason_codes() -> None:
    assert codes("50", "Reason Code") == ["50"]
    assert codes("50", "Units") == []


PRECISE = (
    "Denver, CO 80202",
    "San Juan, PR 00901-1234",
    "Aurora, CO 80 miles east",
    "call (555) 014-2200 or 1-800-555-0123 ext 50",
    "CPT 99213, 72148 and G0463; HCPCS code J1885; modifier 59",
    "procedure code 99215, revenue code 0450, zip code 45011, place of service code 22",
    "ICD-10: M54.50, N18.6, M51 and diagnosis code N130",
    "You owe $50.00; CO $1,250.00; PR-1,250.00",
    "Policy CO-12, form PR-204, medical policy PI 7, Imaging Policy IM-207",
    "Claim CO-12-3456 and PR-50-A7, account OA23-991",
    "N130 W12345 Main Street, room M51, suite N5, Unit M1",
    "Within 180 days, on 04/21/2026, at 10:50",
    "Group Number: PI 70012, NPI 1234567893, Tax ID 12-3456789",
    "24601 County Road CR 45, Boston, MA 02139",
)


@pytest.mark.parametrize("text", PRECISE)
def test_other_numbers_are_no_codes(text: str) -> None:
    assert codes(text) == []
    assert codes(f"Questions? {text} Thank you.") == []


@given(st.lists(st.from_regex(r"(\(\d{3}\) \d{3}-\d{4}|\d{5}(-\d{4})?|CPT \d{5}|\$\d{1,4}\.\d\d)", fullmatch=True)))
def test_phones_zips_and_procedures_give_no_codes(numbers: list[str]) -> None:
    assert codes(" and ".join(numbers)) == []


@given(st.text(max_size=300))
def test_no_text_breaks_codes_or_amounts(text: str) -> None:
    find_codes(text)
    find_amounts(text)


@given(st.integers(0, 10**9))
def test_amounts_read_back(cents: int) -> None:
    written = f"${cents // 100:,}.{cents % 100:02d}"
    (amount,) = find_amounts(f"you owe {written} now")
    assert amount.value == f"{cents // 100}.{cents % 100:02d}"


def test_numbers_without_dollars_or_cents_are_no_amounts() -> None:
    assert find_amounts("72148, 180 days, 555-014-2200, 12.5 percent, version 1.10.2, 6.25%") == []
