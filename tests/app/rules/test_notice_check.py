# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The notice check: what is found with its words, what is surely missing, and what is left open with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.coverage import PlanKind
from app.intake.facts_file import facts_from_mapping
from app.knowledge.notices import notice_elements, notice_kinds
from app.rules.notice_check import NoticeCheck
from app.rules.notice_text import read_pages
from app.services.notice_reading import check_text

ELEMENTS = notice_elements()  # read before anything is timed
FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "notice_checks"


def check(name: str, *, pages: int | None = None, notice: str = "", **facts: object) -> NoticeCheck:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8") if name.isidentifier() else name
    return check_text(text, facts_from_mapping(facts), pages=pages, notice=notice)


def missing(checked: NoticeCheck) -> set[str]:
    return {lack.element.id for lack in checked.missing}


def unsure(checked: NoticeCheck) -> dict[str, str]:
    return {one.element.id: one.why for one in checked.unsure}


def found(checked: NoticeCheck) -> dict[str, str]:
    return {one.element.id: one.words for one in checked.found}


def test_a_complete_notice_lacks_nothing() -> None:
    checked = check("employer_complete", plan_kind="employer_self_funded", state="NY", urgent=True)
    assert missing(checked) == set()
    assert checked.problems == ()
    assert set(unsure(checked)) == {"erisa_den_understandable", "erisa_den_urgent_oral"}
    words = found(checked)
    assert "180 days" in words["erisa_den_review_procedure"]
    assert "section 6.2" in words["erisa_den_plan_provision"]
    assert {one.page for one in checked.found} == {1}


def test_a_bare_notice_lacks_what_the_law_asks_of_its_kind_of_plan() -> None:
    checked = check("employer_bare", plan_kind="employer_self_funded", state="NY")
    assert {"erisa_den_reason", "erisa_den_review_procedure", "erisa_den_civil_action", "aca_den_5"} <= missing(checked)
    assert "erisa_den_expedited" not in missing(checked) | set(unsure(checked))  # nothing is urgent
    lack = next(one for one in checked.missing if one.element.id == "aca_den_5")
    assert lack.citation == "29 CFR 2590.715-2719(b)(2)(ii)(E)(4)"
    assert lack.citation in lack.paragraph and "{" not in lack.paragraph


@pytest.mark.parametrize(
    ("kind", "citation"),
    [("individual", "45 CFR 147.136(b)(3)(ii)(E)(4)"), ("employer_insured", "45 CFR 147.136(b)(2)(ii)(E)(4)")],
)
def test_the_citation_is_the_one_of_the_kind_of_plan(kind: str, citation: str) -> None:
    checked = check("employer_bare", plan_kind=kind)
    assert {one.citation for one in checked.missing if one.element.id == "aca_den_5"} == {citation}


def test_a_grandfathered_plan_owes_no_external_review() -> None:
    old = check("employer_bare", plan_kind="grandfathered", people={"employer": "Harbor Mill"})
    assert "erisa_den_reason" in missing(old)
    assert not any(name.startswith("aca_den") for name in missing(old) | set(unsure(old)))
    whose = check("employer_bare", plan_kind="grandfathered")
    assert missing(whose) == set()
    assert "Say who the employer is" in unsure(whose)["erisa_den_reason"]


def test_without_a_kind_of_plan_only_what_every_plan_must_say_is_looked_for() -> None:
    checked = check("employer_bare")
    assert missing(checked) == {"every_reason", "every_appeal"}
    assert "Say which kind it is" in checked.problems[-1]


def test_a_medicaid_plan_that_leaves_out_continuing_benefits() -> None:
    checked = check("medicaid_plan", plan_kind="medicaid_managed_care", service_timing="concurrent")
    assert checked.notices[0].id == "medicaid_denial"
    assert missing(checked) == {"mcd_abd_6"}
    assert "postmark" in unsure(checked)["mcd_abd_when"]


def test_chip_through_a_plan_is_left_open() -> None:
    checked = check("employer_bare", plan_kind="chip", notice="medicaid_denial")
    assert missing(checked) == set()
    assert "CHIP is run by a health plan" in unsure(checked)["mcd_abd_3"]


def test_a_collector_is_bound_whatever_the_plan() -> None:
    checked = check("collector", plan_kind="medicare_original")
    assert checked.notices[0].id == "debt_validation"
    assert "dv_8" in missing(checked)
    assert all(lack.element.read for lack in checked.missing)
    assert "dv_10" not in missing(checked)  # never a defect on a medical debt


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text + "\nPage 1 of 3", "counts 3 pages"),
        (lambda text: text + "\f", "Page 2 has no words"),
        (lambda text: text + "\nSee the enclosed sheet for your rights.", "enclosure"),
        (lambda text: text[:200], "too little text"),
    ],
)
def test_nothing_is_missing_where_not_all_could_be_read(change, why: str) -> None:  # type: ignore[no-untyped-def]
    text = change((FOLDER / "employer_bare.txt").read_text(encoding="utf-8"))
    checked = check(text, plan_kind="employer_insured")
    assert missing(checked) == set()
    assert any(why in problem for problem in checked.problems)


def test_pages_that_gave_no_text_are_counted() -> None:
    assert missing(check("employer_bare", plan_kind="individual", pages=2)) == set()


def test_a_right_that_the_notice_refuses_is_left_open() -> None:
    text = (FOLDER / "employer_bare.txt").read_text(encoding="utf-8")
    checked = check(text + "\nYou have no right to an external review of this decision.", plan_kind="individual")
    assert "seems to say that it does not apply" in unsure(checked)["aca_den_5"]


def test_the_appeal_level_makes_it_a_final_denial() -> None:
    checked = check("employer_bare", plan_kind="employer_insured", answers={"appeal_level": "internal"})
    assert checked.notices[0].id == "final_denial"
    assert "erisa_final_file" in missing(checked)


def test_a_plan_without_known_contents_says_so() -> None:
    checked = check("employer_bare", plan_kind="excepted")
    assert (checked.missing, checked.found, checked.unsure) == ((), (), ())
    assert "is not known here" in checked.problems[-1]


def test_the_words_found_are_the_notices_own() -> None:
    text = (FOLDER / "employer_complete.txt").read_text(encoding="utf-8")
    whole = " ".join(text.split())
    for one in check("employer_complete", plan_kind="individual").found:
        assert one.words in whole


@given(st.lists(st.text(max_size=600), max_size=4), st.sampled_from(list(PlanKind)))
def test_any_text_gives_an_answer_in_which_each_element_stands_once(pages: list[str], kind: PlanKind) -> None:
    checked = check_text("\f".join(pages), facts_from_mapping({"plan_kind": kind.value}))
    named = [one.element.id for group in (checked.found, checked.missing, checked.unsure) for one in group]
    assert len(named) == len(set(named))
    assert read_pages(pages).whole or not checked.missing


@pytest.mark.parametrize("kind", list(notice_kinds()))
def test_every_kind_of_notice_asks_for_something(kind: str) -> None:
    assert any(kind in element.notices for element in ELEMENTS.values())
