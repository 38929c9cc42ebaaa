# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Single deadline rules: worked examples, what must always hold, and what the person reads."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.deadline import Owner
from app.domain.plan import ComputedDeadline
from app.knowledge.deadlines import DeadlineRule, Filed, Roll, Unit, Verification, deadline_rules
from app.rules.counting import is_working_day
from app.rules.deadline_events import EventError, parse_event, parse_value
from app.rules.deadline_words import read_words
from app.rules.deadlines import compute, protective_appeal_date

TODAY = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "fixtures" / "deadlines" / "examples.csv"
DAYS = st.dates(date(2025, 1, 1), date(2090, 12, 31))


def _examples() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _count(rule_id: str, **events: object) -> ComputedDeadline:
    given_events = {name: parse_value(v) if isinstance(v, str) else v for name, v in events.items()}
    return compute(deadline_rules()[rule_id], given_events, TODAY)


@pytest.mark.parametrize("row", _examples(), ids=lambda row: row["vector_id"])
def test_worked_examples(row: dict[str, str]) -> None:
    due = _count(row["rule_id"], **json.loads(row["inputs_json"])).due
    assert (due.isoformat(timespec="minutes") if isinstance(due, datetime) else str(due)) == row["expected_due"]


MORE = [
    ("erisa_appeal_filing", {"denial_received": "2026-06-08"}, "2026-12-05", "2026-12-04"),
    ("fed_ext_review_filing", {"denial_received": "2026-10-31"}, "2027-03-01", "2027-03-01"),
    ("fed_ext_review_filing", {"denial_received": "2023-10-30"}, "2024-03-01", "2024-03-01"),
    ("hipaa_access", {"request_received": "2026-12-01", "extended": "true"}, "2027-01-30", "2027-01-29"),
    ("medicaid_mco_fair_hearing_filing", {"resolution_notice_date": "2026-01-15"}, "2026-04-15", "2026-04-15"),
    (
        "medicaid_mco_fair_hearing_filing",
        {"resolution_notice_date": "2026-01-15", "state_window_days": 120},
        "2026-05-15",
        "2026-05-15",
    ),
    (
        "medicaid_mco_appeal_decision",
        {"appeal_received": "2026-01-15", "extension_days": 14},
        "2026-02-28",
        "2026-02-27",
    ),
    ("medicaid_ffs_continue_benefits", {"action_effective": "2026-08-10"}, "2026-08-09", "2026-08-07"),
    ("fehb_court", {"care_date": "2026-03-15"}, "2029-12-31", "2029-12-31"),
    ("fehb_reconsideration_filing", {"denial_notice_date": "2026-08-31"}, "2027-02-28", "2027-02-26"),
    ("va_board_nod", {"decision_letter_date": "2024-02-29"}, "2025-02-28", "2025-02-28"),
    ("ma_org_determination_pa", {"request_received": "2025-12-20"}, "2026-01-03", "2026-01-02"),
    ("medicare_nomnc_qio_request", {"notice_received": "2026-06-09"}, "2026-06-10", "2026-06-10"),
    (
        "medicare_nomnc_qio_request",
        {"notice_received": "2026-06-09", "care_ends": "2026-06-10"},
        "2026-06-09",
        "2026-06-09",
    ),
    ("fdcpa_dispute_filing", {"validation_notice_sent": "2026-11-18"}, "2026-12-25", "2026-12-24"),
    ("fdcpa_dispute_filing", {"received_date": "2026-11-20"}, "2026-12-20", "2026-12-18"),
    (
        "fdcpa_dispute_filing",
        {"validation_notice_sent": "2026-11-18", "received_date": "2026-12-01"},
        "2026-12-31",
        "2026-12-24",
    ),
    (
        "medicare_ab_redetermination_filing",
        {"notice_date": "2026-01-15", "received_date": "2026-01-28"},
        "2026-05-20",
        "2026-05-20",
    ),
    (
        "fap_application_period",
        {"first_bill_provided": "2026-03-03", "eca_notice_deadline": "2026-12-01"},
        "2026-12-01",
        "2026-12-01",
    ),
    ("fap_eca_wait", {"first_bill_provided": "2026-03-03", "eca_notice_provided": "2026-06-20"}, "2026-07-21", None),
    (
        "fed_ext_review_perfect",
        {"four_month_date": "2027-03-01", "incomplete_notice_received": "2027-02-28"},
        "2027-03-02",
        "2027-03-02",
    ),
    (
        "fed_ext_review_perfect",
        {"four_month_date": "2027-03-01", "incomplete_notice_received": "2027-02-01T09:00-05:00"},
        "2027-03-01",
        "2027-03-01",
    ),
    (
        "cobra_qb_notice",
        {"event_date": "2026-01-01", "coverage_lost": "2026-01-31", "told_of_duty": "2026-01-15"},
        "2026-04-01",
        "2026-04-01",
    ),
    ("partd_exception_decision", {"request_received": "2026-06-01T09:00-04:00"}, "2026-06-18", "2026-06-18"),
    (
        "partd_exception_decision",
        {"request_received": "2026-06-01T09:00-04:00", "prescriber_statement_received": "2026-06-03T10:00-04:00"},
        "2026-06-06",
        "2026-06-05",
    ),
    ("aca_rescission_notice", {"rescission_effective": "2026-12-31"}, "2026-12-01", "2026-12-01"),
]


@pytest.mark.parametrize(("rule_id", "events", "due", "safe"), MORE)
def test_more_examples(rule_id: str, events: dict[str, object], due: str, safe: str | None) -> None:
    counted = _count(rule_id, **events)
    assert (str(counted.law_date), str(counted.safe) if counted.safe else None) == (due, safe)


def test_hours_run_through_clock_changes_both_ways() -> None:
    spring = _count("erisa_appeal_urgent_decision", appeal_received="2026-03-06T15:00-05:00", zone="America/New_York")
    autumn = _count("erisa_appeal_urgent_decision", appeal_received="2026-10-30T15:00-04:00", zone="America/New_York")
    assert isinstance(spring.due, datetime)
    assert isinstance(autumn.due, datetime)
    assert spring.due.isoformat() == "2026-03-09T16:00:00-04:00"
    assert autumn.due.isoformat() == "2026-11-02T14:00:00-05:00"
    assert autumn.due.astimezone(UTC) - datetime(2026, 10, 30, 19, tzinfo=UTC) == timedelta(hours=72)


def test_a_moment_without_offset_takes_the_zone() -> None:
    counted = _count("erisa_appeal_urgent_decision", appeal_received="2026-06-10T09:30", zone="America/Chicago")
    assert isinstance(counted.due, datetime)
    assert counted.due.isoformat(timespec="minutes") == "2026-06-13T09:30-05:00"


def test_the_sentence_says_how_it_was_counted() -> None:
    counted = _count("erisa_appeal_filing", denial_received="2026-06-08")
    assert counted.counted == (
        "The day of the trigger (denial received) is day 0. 8 June 2026 + 180 days is 5 December 2026, a Saturday; "
        "the law gives no extension, so act by Friday 4 December 2026."
    )
    assert counted.trigger_date == date(2026, 6, 8)
    assert counted.events == (("denial_received", "2026-06-08"),)
    assert (counted.owner, counted.actor, counted.title) == (Owner.US, "patient", "File the internal appeal")


def test_a_missing_event_is_asked_for_by_name() -> None:
    counted = _count("erisa_appeal_filing")
    assert counted.due is None
    assert counted.notes[0] == "To count this date, give “denial_received”. The time runs from: you receive the denial."
    window = _count("medicaid_ffs_hearing_filing", notice_mailed="2026-11-30")
    assert window.due is None
    assert "“state_window_days”: the number of days that your notice allows" in window.notes[0]


def test_half_of_a_later_of_rule_says_what_is_missing() -> None:
    counted = _count("medicaid_mco_continue_benefits_appeal", notice_sent="2026-08-03")
    assert counted.law_date == date(2026, 8, 13)
    assert "“action_effective” was not given. If it leads to a later date, that one governs." in counted.notes


def test_a_rule_without_a_period_says_where_the_date_is_found() -> None:
    counted = _count("erisa_civil_action")
    assert (counted.due, counted.working) == (None, None)
    assert "Read the plan document" in counted.notes[0]


def test_warnings_of_age_and_source() -> None:
    rule = deadline_rules()["erisa_appeal_filing"]
    fresh = compute(rule, {}, date(2027, 11, 21))
    stale = compute(rule, {}, date(2027, 11, 22))
    assert not any("more than a year ago" in note for note in fresh.notes)
    assert any("last checked on 21 November 2026, more than a year ago" in note for note in stale.notes)
    assert any(note.startswith("Check your notice: the text of this rule was read in an older") for note in stale.notes)
    memory = _count("civil_rights_complaint", event_date="2026-11-01")
    assert any("from memory" in note for note in memory.notes)
    assert any("may differ by state" in note for note in _count("state_ext_review_filing_minimum").notes)


def test_a_moved_holiday_is_shown_as_unsettled_with_the_earlier_date() -> None:
    """3 July 2026 is a Friday on which Independence Day is kept, but 5 USC 6103(a) names only the 4th."""
    counted = _count("fed_ext_review_filing", denial_received="2026-03-03")
    assert counted.law_date == date(2026, 7, 3)
    assert counted.safe == date(2026, 7, 2)
    assert any("not settled" in note and "Monday 6 July 2026" in note for note in counted.notes)
    assert _count("va_board_nod", decision_letter_date="2025-07-03").law_date == date(2026, 7, 6)


def test_a_rule_is_not_used_before_its_time() -> None:
    counted = _count("ma_reconsideration_filing", notice_date="2024-12-01")
    assert counted.due is None
    assert "holds since 1 January 2025" in counted.notes[0]
    old = replace(deadline_rules()["hipaa_access"], effective_until=date(2026, 1, 1))
    assert "ended on 1 January 2026" in compute(old, {"request_received": date(2026, 5, 1)}, TODAY).notes[0]


BAD = [
    (
        "erisa_appeal_filing",
        {"denial_date": "2026-01-01"},
        "“denial_date”: this rule does not know it. It takes: denial_received.",
    ),
    (
        "erisa_appeal_filing",
        {"denial_received": "soon"},
        "“denial_received”: “soon” is not a date. Write it like 2026-06-08.",
    ),
    ("erisa_appeal_filing", {"denial_received": "2026-02-30"}, "“2026-02-30” is not a date"),
    ("erisa_appeal_filing", {"denial_received": "0206-02-03"}, "the year 206 cannot be meant"),
    ("erisa_appeal_filing", {"denial_received": "true"}, "“True” is not a date"),
    ("erisa_appeal_urgent_decision", {"appeal_received": "2026-06-10"}, "“appeal_received”: this rule counts hours"),
    ("erisa_appeal_urgent_decision", {"appeal_received": "2026-06-10T09:30"}, "lacks its time zone"),
    (
        "erisa_appeal_urgent_decision",
        {"appeal_received": "2026-06-10T09:30", "zone": "Mars/North"},
        "“Mars/North” is no time zone",
    ),
    (
        "medicare_ab_alj_filing",
        {"notice_date": "2026-01-15", "received_date": "2026-01-10"},
        "“notice_date” and “received_date”: it came before it was sent",
    ),
    (
        "medicare_ab_alj_filing",
        {"notice_date": "2026-01-15", "proof_of_receipt": "2026-01-10"},
        "it must be true or false",
    ),
    (
        "medicaid_mco_fair_hearing_filing",
        {"resolution_notice_date": "2026-01-15", "state_window_days": 150},
        "the law allows 90 to 120 days",
    ),
    (
        "medicaid_mco_appeal_decision",
        {"appeal_received": "2026-01-15", "extension_days": 15},
        "the law allows 0 to 14 days",
    ),
    ("erisa_civil_action", {"denial_received": "2026-01-15"}, "It takes: none"),
]


@pytest.mark.parametrize(("rule_id", "events", "message"), BAD)
def test_bad_events_are_named(rule_id: str, events: dict[str, object], message: str) -> None:
    with pytest.raises(EventError) as caught:
        _count(rule_id, **events)
    assert message in str(caught.value)
    assert caught.value.names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("denial_received=2026-06-08", date(2026, 6, 8)),
        ("a = 2026-06-10T09:30-04:00", datetime.fromisoformat("2026-06-10T09:30-04:00")),
        ("proof_of_receipt=true", True),
        ("extended=No", False),
        ("state_window_days=90", 90),
        ("zone=America/New_York", "America/New_York"),
    ],
)
def test_command_line_values(text: str, value: object) -> None:
    parsed = parse_event(text)[1]
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize("text", ["denial_received", "=2026-01-01", "denial_received="])
def test_command_line_values_without_name_or_value(text: str) -> None:
    with pytest.raises(EventError, match="write it as NAME=VALUE"):
        parse_event(text)


SIMPLE = sorted(
    rule.id
    for rule in deadline_rules().values()
    if rule.unit not in {Unit.NONE, Unit.HOURS} and not rule.before and not rule.also and not rule.amount_event
)


def _first_event(rule: DeadlineRule, day: date) -> date:
    result = compute(rule, {rule.starts[0]: day}, TODAY).law_date
    assert result is not None
    return result


@settings(max_examples=150, deadline=None)
@given(rule_id=st.sampled_from(SIMPLE), day=DAYS, later=st.integers(0, 40))
def test_what_holds_for_every_rule(rule_id: str, day: date, later: int) -> None:
    rule = replace(deadline_rules()[rule_id], effective_from=None)
    due = _first_event(rule, day)
    assert due >= day
    assert _first_event(rule, day + timedelta(days=later)) >= due, "a later trigger never gives an earlier date"
    safe = compute(rule, {rule.starts[0]: day}, TODAY).safe
    assert safe is None or (safe <= due and is_working_day(safe))
    if rule.roll is Roll.NEXT_WORKING_DAY:
        assert is_working_day(due, observed=False)


@settings(max_examples=60, deadline=None)
@given(day=DAYS)
def test_four_months_is_never_short_of_the_month(day: date) -> None:
    due = _first_event(deadline_rules()["fed_ext_review_filing"], day)
    months = (due.year - day.year) * 12 + due.month - day.month
    assert months in {4, 5}
    assert due - day >= timedelta(days=120) - timedelta(days=1)


def test_the_protective_date() -> None:
    long = _count("erisa_appeal_filing", denial_received="2026-06-08")  # due 5 December, 180 days
    assert protective_appeal_date(long) == date(2026, 11, 5)
    short = _count("medicaid_mco_appeal_filing", notice_date="2026-01-15")  # due 16 March, 60 days: a third is 20
    assert protective_appeal_date(short) == date(2026, 2, 24)
    moved = _count("erisa_appeal_filing", denial_received="2026-06-10")  # due 7 December; 7 November is a Saturday
    assert protective_appeal_date(moved) == date(2026, 11, 6)
    assert protective_appeal_date(replace(long, notice_due=date(2026, 10, 4))) == date(2026, 10, 2)
    assert protective_appeal_date(_count("erisa_appeal_filing")) is None


# -- amounts at stake, age of the law --------------------------------------------------------------------------------


def test_the_year_of_filing_decides_the_amount_at_stake() -> None:
    court = compute(deadline_rules()["medicare_ab_court_filing"], {"notice_date": date(2026, 12, 28)}, TODAY)
    assert "Filed in 2026: at least $1,960 (90 FR 55869)." in court.notes
    assert any(note.startswith("Filed in 2027: at least $2,000") for note in court.notes)
    old = compute(deadline_rules()["ma_alj_filing"], {"notice_date": date(2025, 6, 1)}, date(2025, 7, 1))
    assert any("at least $190" in note and "from memory" in note for note in old.notes)
    later = compute(deadline_rules()["partd_alj_filing"], {"notice_date": date(2028, 2, 1)}, date(2028, 2, 2))
    assert any("Filed in 2028: the amount is not known here" in note for note in later.notes)
    first = compute(deadline_rules()["medicare_ab_redetermination_filing"], {"notice_date": TODAY}, TODAY)
    assert not any("at stake" in note for note in first.notes)


def test_a_rule_says_when_it_was_checked_too_long_ago() -> None:
    rule = deadline_rules()["erisa_appeal_filing"]
    fresh = compute(rule, {"denial_received": TODAY}, date(2027, 11, 21))
    stale = compute(rule, {"denial_received": TODAY}, date(2027, 11, 22))
    assert not any("last checked" in note for note in fresh.notes)
    assert any("last checked on 21 November 2026, more than a year ago" in note for note in stale.notes)


def test_the_three_ways_of_reading_differ_in_words() -> None:
    by_way = {rule.verification: read_words(rule) for rule in deadline_rules().values() if rule.owner is Owner.US}
    assert len(set(by_way.values())) == len(Verification) == 4
    assert all("check your notice" in words for way, words in by_way.items() if way is not Verification.CURRENT)


@pytest.mark.parametrize("rule", [r for r in deadline_rules().values() if r.filed is not Filed.UNSAID])
def test_what_counts_as_filed_is_said_in_the_rules_own_notes(rule: DeadlineRule) -> None:
    wanted = "receive" if rule.filed is Filed.RECEIVED else "postmark"
    assert any(wanted in note for note in rule.notes)
