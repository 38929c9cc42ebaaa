# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every fact of notices, EOBs and bills in many layouts, with words and marks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.domain.reading import Confidence, ReadFact, Reading
from app.intake.reader import doubting_to_come, read_bytes, read_file
from app.intake.reading_json import reading_json
from tests.support import notices

FIXTURES = Path(__file__).parents[2] / "fixtures" / "notices"


def values(reading: Reading, field: str) -> tuple[str, ...]:
    return tuple(fact.value for fact in reading.facts if fact.field == field)


def fact(reading: Reading, field: str) -> ReadFact:
    return next(fact for fact in reading.facts if fact.field == field)


@pytest.mark.parametrize("name", notices.LAYOUTS)
def test_every_fact_of_every_layout(name: str) -> None:
    data, expected = notices.LAYOUTS[name]()
    reading = read_bytes(f"{name}.pdf", data)
    wanted = {field: (value,) if isinstance(value, str) else value for field, value in expected.items()}
    read = {field: values(reading, field) for field in dict.fromkeys(f.field for f in reading.facts)}
    assert read | {"kind": (reading.kind,)} == wanted
    assert reading.problems == ()


@pytest.mark.parametrize("name", notices.LAYOUTS)
def test_words_are_the_files_own_and_marked_on_the_page(name: str) -> None:
    data, _ = notices.LAYOUTS[name]()
    reading = read_bytes(f"{name}.pdf", data)
    text = " ".join(reading.text.split())
    for one in reading.facts:
        if one.field != "reason":
            assert " ".join(one.words.split()[:2]) in text, one
        assert one.boxes, one
        for box in one.boxes:
            assert 0 <= box.left < box.right <= notices.WIDTH, one
            assert 0 <= box.top < box.bottom <= notices.HEIGHT, one


def test_marks_lie_on_the_words() -> None:
    reading = read_bytes("n.pdf", notices.larkfield()[0])
    (box,) = fact(reading, "claim_number").boxes
    assert 100 < box.left < 106, "beside its label, not on it"
    assert abs(box.bottom - 154) < 6
    assert len(fact(reading, "reason").boxes) == 3, "one mark a line"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_reads_and_marks_as_it_is_seen(rotation: int) -> None:
    upright = read_bytes("n.pdf", notices.larkfield()[0])
    turned = read_bytes("n.pdf", notices.larkfield(rotation)[0])
    assert [(f.field, f.value) for f in turned.facts] == [(f.field, f.value) for f in upright.facts]
    for one, other in zip(turned.facts, upright.facts, strict=True):
        for box, wanted in zip(one.boxes, other.boxes, strict=True):
            assert box.left == pytest.approx(wanted.left, abs=3)
            assert box.top == pytest.approx(wanted.top, abs=3)


def test_counted_dates_say_so() -> None:
    reading = read_bytes("n.pdf", notices.larkfield()[0])
    due = fact(reading, "appeal_by")
    assert due.confidence is Confidence.LIKELY
    assert due.words == "within 180 days of the date of this letter"
    assert "180 days" in due.note


def test_days_from_receipt_are_not_counted_without_the_day_of_receipt() -> None:
    reading = read_bytes("n.pdf", notices.summit_ridge()[0])
    assert values(reading, "appeal_by") == ()
    assert "received" in fact(reading, "appeal_days").note


def test_two_claims_ask_which_one() -> None:
    reading = read_bytes("n.pdf", notices.meridian_two_claims()[0])
    assert all(f.confidence is Confidence.CHECK for f in reading.facts if f.field in {"claim_number", "billed"})


def test_a_printed_date_is_not_the_notices_date() -> None:
    text = "Elmgrove Health Plan\nNotice of Denial\nPrinted: 06/09/2026\nClaim Number: EG-44120\nWe denied this claim."
    only_printed = read_bytes("n.txt", text.encode())
    assert fact(only_printed, "notice_date").confidence is Confidence.CHECK
    both = read_bytes("n.txt", text.replace("Claim Number", "Notice Date: June 3, 2026\nClaim Number").encode())
    assert values(both, "notice_date") == ("2026-06-03",)


def test_a_notice_from_the_future_is_to_be_checked() -> None:
    reading = doubting_to_come(read_bytes("n.pdf", notices.larkfield()[0]), dt.date(2026, 5, 1))
    assert fact(reading, "notice_date").confidence is Confidence.CHECK


def test_a_hidden_digit_is_never_made_up() -> None:
    text = "You may appeal. Fax your appeal to (555) 014-22?0 within 60 days of the date of this notice."
    fax = fact(read_bytes("n.txt", text.encode()), "appeal_fax")
    assert (fax.value, fax.confidence) == ("(555) 014-22_0", Confidence.CHECK)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Claim #: {}", "claim_number"),
        ("Claim No. {}", "claim_number"),
        ("Claim Number: {}", "claim_number"),
        ("CLAIM ID: {}", "claim_number"),
        ("ICN: {}", "claim_number"),
        ("Claim Reference Number: {}", "claim_number"),
        ("Member ID: {}", "member_id"),
        ("Member ID # {}", "member_id"),
        ("Subscriber ID: {}", "member_id"),
        ("ID Number: {}", "member_id"),
        ("Insured's I.D. Number: {}", "member_id"),
        ("Identification Number: {}", "member_id"),
        ("Medicare Number: {}", "member_id"),
        ("Group No: {}", "group_number"),
        ("Group Number: {}", "group_number"),
        ("GRP#: {}", "group_number"),
        ("Acct #: {}", "account_number"),
        ("Patient Account No.: {}", "account_number"),
        ("Guarantor Number: {}", "account_number"),
    ],
)
def test_labels_of_numbers(label: str, field: str) -> None:
    reading = read_bytes("n.txt", f"Elmgrove Health Plan\n\n{label.format('AB-120-4471')}\n\nThank you.".encode())
    assert values(reading, field) == ("AB-120-4471",)


@pytest.mark.parametrize(
    ("sentence", "days", "due"),
    [
        ("You may appeal within 180 days of the date of this letter.", "180", "2026-11-30"),
        ("You have sixty (60) calendar days from the date of this notice to request a review.", "60", "2026-08-02"),
        ("File your appeal no later than 90 days after the date of this decision.", "90", "2026-09-01"),
        ("Your appeal must reach us by December 1, 2026.", None, "2026-12-01"),
        ("Appeals must be received on or before 11/30/26.", None, "2026-11-30"),
        ("You may file an appeal within 180 days after you receive this notice.", "180", None),
        ("You must appeal within 20 business days of the date of this letter.", "20", None),
        ("We will decide your appeal within 30 days of its receipt.", None, None),
        ("Please pay within 30 days.", None, None),
    ],
)
def test_times_to_appeal(sentence: str, days: str | None, due: str | None) -> None:
    text = f"Elmgrove Health Plan\n\nNotice of Denial\n\nJune 3, 2026\n\nWe denied the claim.\n\n{sentence}\n"
    reading = read_bytes("n.txt", text.encode())
    assert values(reading, "appeal_days") == ((days,) if days else ())
    assert values(reading, "appeal_by") == ((due,) if due else ())


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.txt")), ids=lambda p: p.stem)
def test_plain_text_reads_too(path: Path) -> None:
    reading = read_file(path)
    assert reading.kind == {"w": "denial_notice", "p": "eob", "s": "bill"}[path.stem[0]]
    assert all(f.boxes == () for f in reading.facts), "there is no paper to mark"
    assert {f.field for f in reading.facts} >= {"notice_date", "service_date", "patient_name", "billed", "provider"}


def test_facts_of_the_plain_letter() -> None:
    reading = read_file(FIXTURES / "willowmere_denial.txt")
    assert values(reading, "notice_date") == ("2026-05-29",)
    assert values(reading, "service_date") == ("2026-03-30",)
    assert values(reading, "code") == ("PR-119", "N362")
    assert values(reading, "appeal_by") == ("2026-11-29",), "six months, counted by the calendar"
    assert values(reading, "appeal_address")[0].endswith("PO Box 40551\nTern Harbor, WA 98098")
    assert values(reading, "appeal_fax") == ("(555) 019-4431",)
    assert values(reading, "phone") == ("(555) 019-4400",)


def test_the_promised_json() -> None:
    answer = reading_json(read_bytes("n.pdf", notices.larkfield()[0]))
    assert list(answer)[:3] == ["file", "kind", "how"]
    facts = answer["facts"]
    assert isinstance(facts, list)
    assert {"field", "value", "words", "page", "confidence"} <= set(facts[0])


def test_a_hidden_number_is_to_be_typed() -> None:
    reading = read_bytes("n.txt", b"Elmgrove Health Plan\n\nID#: ***-**-9921\nClaim Number: EG-44120\n")
    assert fact(reading, "member_id").confidence is Confidence.CHECK
    assert fact(reading, "claim_number").confidence is Confidence.SURE
