# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every check of a bill: what it asks about, what it leaves alone, and the traps it does not walk into."""

from __future__ import annotations

import pytest

from app.knowledge.bill_checks import CHECK_IDS, bill_checks
from app.rules.bill_check import CHECKS
from tests.app.rules.bill_stories import EMPLOYER, B, D, E, Story
from tests.app.rules.bill_stories_care import CARE
from tests.app.rules.bill_stories_lines import LINES
from tests.support.bills import check, of

STORIES = LINES | CARE
NOBODY = "Description,Charge\nVisit,100\n"


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_story(story: Story) -> None:
    found = of(check(story.bill, story.eob, story.facts, lists=story.lists, not_received=story.marked), story.check)
    if story.says is None:
        assert [(one.title, one.compared) for one in found] == []
        return
    assert story.says in [(one.confidence.value, one.amount) for one in found], found
    assert all(one.compared.endswith(".") and one.traps and one.question and one.reason for one in found)


def test_every_check_has_its_stories() -> None:
    told = {story.check for story in STORIES.values() if story.says}
    silent = {story.check for story in STORIES.values() if not story.says}
    assert told == silent == set(CHECK_IDS) == set(CHECKS) == set(bill_checks())


def test_no_question_accuses() -> None:
    for known in bill_checks().values():
        words = " ".join([known.title, known.rule, known.question, known.reason, *known.traps]).lower()
        for accusing in ("fraud", "illegal", "cheat", "upcod", "overcharg", "steal", "criminal"):
            assert accusing not in words, (known.id, accusing)
    assert len({known.question for known in bill_checks().values()}) == len(CHECK_IDS)


def test_without_the_lists_it_says_what_to_import() -> None:
    left = {one.check: one.why for one in check(NOBODY).not_checked}
    assert "import the CMS file" in left["units"] and "import the CMS file" in left["code_pair"]
    assert "EOB" in left["bill_above_eob"] and "estimate" in left["estimate_exceeded"]


def test_findings_of_a_plain_bill_are_few() -> None:
    bill = "Date,Code,Units,Unit Price,Charge,Insurance Paid,Adjustment,Patient Balance\n"
    bill += "2026-04-21,99213,1,200,200,120,50,30\n2026-04-21,80053,1,45,45,30,15,0\n"
    eob = f"{E}2026-04-21,99213,,1,200,150,120,30,CO,45\n2026-04-21,80053,,1,45,30,30,0,CO,45\n"
    assert check(bill, eob, EMPLOYER).findings == ()


def test_the_key_of_a_finding_outlives_the_order_of_lines() -> None:
    two = [f"{D},72148,,1,2450,0\n", f"{D},99213,,1,200,0\n"]
    one = of(check(B + two[0] + two[1] + two[0]), "duplicate")[0]
    other = of(check(B + two[1] + two[0] + two[0]), "duplicate")[0]
    assert (one.lines, other.lines) == ((1, 3), (2, 3))
    assert one.key == other.key != ""
