# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The timeline of a complaint, the estimates by provider, and the office that a complaint is addressed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import Table
from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.money import Cents, dollars
from app.knowledge.letters import letter_kinds
from app.knowledge.states import states
from app.rules import letter_text
from app.rules.letter_blocks import blocks_of, spans_text
from app.rules.letter_estimates import estimates_markdown
from app.rules.letter_office import office_of
from app.rules.letter_text import LetterDraft
from app.rules.letter_timeline import MOST, Happened, facts_rows, merged, timeline_markdown, typed_timeline
from tests.app.rules.letter_stories import facts_of
from tests.app.rules.letters_nora import DEADLINES, NORA, TODAY

REGULATORS = [name for name, kind in letter_kinds().items() if kind.to == "regulator"]
DAY = date(2026, 6, 3)
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=40)


def cells(markdown: str) -> list[list[str]]:
    blocks = blocks_of(markdown, lambda _: None)
    assert len(blocks) == 1 and isinstance(blocks[0], Table), markdown
    return [[spans_text(cell) for cell in row] for row in (blocks[0].head, *blocks[0].rows)]


def drafted(name: str, facts: Facts) -> LetterDraft:
    return letter_text.draft(letter_kinds()[name], facts, {}, TODAY, DEADLINES)


def test_facts_tell_the_timeline_the_oldest_first() -> None:
    rows = facts_rows(NORA)
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert rows[0].action == "The care was given: MRI of the lower back"
    assert (rows[1].action, rows[1].reference) == ("Larkfield Health Plan denied it", "LF-26-0419-7731")
    assert facts_rows(Facts()) == ()


def test_an_own_act_that_the_log_tells_is_not_told_twice() -> None:
    known = (
        Happened(day=DAY, action="Larkfield denied it"),
        Happened(day=DAY, action="The appeal was sent", ours=True),
    )
    logged = [Happened(day=DAY, action="Sent the appeal by certified mail", reference="9589 0710")]
    assert [row.action for row in merged(known, logged)] == ["Larkfield denied it", "Sent the appeal by certified mail"]
    assert len(merged(known, ())) == 2


def test_of_a_long_log_the_newest_entries_are_kept() -> None:
    logged = [Happened(day=DAY + timedelta(days=n), action=f"Call {n}") for n in range(40)]
    rows = merged(facts_rows(NORA), logged)
    assert len(rows) == MOST and rows[-1].action == "Call 39"
    assert {"The care was given: MRI of the lower back"} < {row.action for row in rows}


def test_a_timeline_is_a_table_without_the_column_that_nobody_filled() -> None:
    assert cells(timeline_markdown("June 3, 2026 | Denied\n- They called back"))[0] == ["Date", "What happened"]
    rows = cells(timeline_markdown("June 3, 2026 | Denied | 77\n\nJuly 1, 2026 | Called"))
    assert rows == [
        ["Date", "What happened", "Reference"],
        ["June 3, 2026", "Denied", "77"],
        ["July 1, 2026", "Called", "–"],
    ]
    assert timeline_markdown(" \n| ") == ""


@given(st.lists(st.tuples(TYPED, TYPED), min_size=1, max_size=5))
def test_whatever_the_log_says_stays_one_row_each(said: list[tuple[str, str]]) -> None:
    rows = [Happened(day=DAY, action=action, reference=reference) for action, reference in said]
    assert len(cells(timeline_markdown(typed_timeline(rows)))) == len(rows) + 1


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_400_dollars_count_by_provider_and_to_the_cent(estimate: int, billed: int) -> None:
    line = f"Alder Ridge | {dollars(Cents(estimate))} | {dollars(Cents(billed))}"
    row = cells(estimates_markdown(line))[1]
    assert ("400 dollars or more" in row[3]) is (billed - estimate >= 40000)
    assert row[3].startswith(dollars(Cents(max(0, billed - estimate))))


def test_an_amount_that_cannot_be_read_keeps_its_words_and_gives_no_difference() -> None:
    assert cells(estimates_markdown("Alder Ridge | about 1200 | $2,450"))[1] == [
        "Alder Ridge",
        "about 1200",
        "$2,450",
        "",
    ]


@pytest.mark.parametrize("name", REGULATORS)
def test_no_address_of_an_office_is_ever_invented(name: str) -> None:
    done = drafted(name, facts_of(name))
    lines = ["".join(span.text for span in line) for line in done.paper.recipient_lines]
    assert lines and not any(char.isdigit() for line in lines for char in line)
    assert any("address" in caution for caution in done.cautions)
    own = {"letter.recipient": "My own office", "letter.recipient_address": "1 Elm Street\nTown, OH 45000"}
    typed = letter_text.draft(letter_kinds()[name], facts_of(name), own, TODAY, DEADLINES)
    assert [line[0].text for line in typed.paper.recipient_lines] == ["My own office", "1 Elm Street", "Town, OH 45000"]


@pytest.mark.parametrize("state", sorted(states()))
def test_every_state_has_one_office_for_a_complaint(state: str) -> None:
    office = office_of("state_insurance_complaint", replace(NORA, state=state))
    assert office["name"] and ";" not in str(office["name"]) and ":" not in str(office["name"])
    assert office["state"] == states()[state].name


def test_what_is_doubted_of_a_states_office_is_a_caution() -> None:
    said = " ".join(drafted("state_insurance_complaint", replace(NORA, state="GU")).cautions)
    assert "Known from memory" in said
    assert "more than one office" in " ".join(drafted("state_insurance_complaint", replace(NORA, state="CA")).cautions)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (PlanKind.EMPLOYER_SELF_FUNDED, "Use the complaint to the Labor Department"),
        (PlanKind.MEDICARE_ADVANTAGE, "1-800-MEDICARE"),
        (PlanKind.MEDICAID_MANAGED_CARE, "fair hearing"),
        (PlanKind.FEHB, "OPM review request"),
        (PlanKind.UNKNOWN, "self-funded"),
    ],
)
def test_a_state_has_no_say_and_the_caution_names_who_has(plan: PlanKind, words: str) -> None:
    done = drafted("state_insurance_complaint", replace(facts_of("state_insurance_complaint"), plan_kind=plan))
    assert any(words in caution for caution in done.cautions)
    assert "CFR" not in done.text or plan is PlanKind.EMPLOYER_SELF_FUNDED


def test_a_bill_less_than_400_dollars_above_is_told() -> None:
    facts = facts_of("estimate_dispute_initiation")
    near = replace(facts, amounts=replace(facts.amounts, billed=Cents(159999)))
    at = replace(facts, amounts=replace(facts.amounts, billed=Cents(160000)))
    told = [
        any("less than 400" in c for c in drafted("estimate_dispute_initiation", one).cautions) for one in (near, at)
    ]
    assert told == [True, False]
    assert "which is at least 400 dollars" in drafted("estimate_dispute_initiation", at).text
