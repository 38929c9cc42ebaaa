# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The library: every entry has its article, what is typed finds it, and the cases are counted truly."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadline import Deadline
from app.services.library import KINDS, LibraryService, Link
from tests.support.desks import Bench, add_case


@pytest.fixture(scope="module")
def library(bench: Bench) -> LibraryService:
    made = LibraryService(bench.casebook, bench.house.clock)
    made.search("every list is read once, before anything is timed", 1)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_has_an_article_of_its_own_and_every_link_leads_somewhere(
    library: LibraryService, kind: str
) -> None:
    followed: set[Link] = set()
    for entry in library.entries(kind):
        article = library.article(kind, entry.id)
        assert article is not None and article.id == entry.id, entry.id
        assert article.title and article.lead, entry.id
        assert not re.search(r"[{}_]|: None\b", article.as_text()), entry.id
        for link in {link for _title, links in article.links for link in links} - followed:
            assert library.article(link.kind, link.id) is not None, (entry.id, link)
            followed.add(link)


def test_every_rule_names_its_law_how_it_was_read_and_when(library: LibraryService) -> None:
    for entry in library.entries("rule"):
        rule = library.article("rule", entry.id)
        facts = dict(rule.facts)
        assert facts["Law"] and "Checked 21 November 2026" in facts["How it was read"]
        words, tone = rule.badges[1]
        assert tone in {"green", "amber", "red"} and words
        assert ("check" in words) == (tone != "green")


def test_rule_says_how_it_is_counted(library: LibraryService) -> None:
    rule = library.article("rule", "medicare_ab_redetermination_filing")
    facts = dict(rule.facts)
    assert facts["How long"] == "120 days"
    assert "came 5 days after its date" in facts["How it is counted"]
    assert facts["Weekend or holiday"].startswith("A last day on a weekend or holiday does not move.")
    assert {given.name: given.kind for given in rule.inputs} == {
        "notice_date": "date",
        "proof_of_receipt": "yes",
        "received_date": "date",
    }


def test_rule_of_hours_asks_for_the_time_of_day(library: LibraryService) -> None:
    rule = library.article("rule", "erisa_appeal_urgent_decision")
    assert [given.kind for given in rule.inputs] == ["moment"]
    assert "Weekend or holiday" not in dict(rule.facts)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("CO-50", "CO-50"),
        ("co 50", "CO-50"),
        ("50", "CO-50"),
        ("PR 1", "PR-1"),
        ("M51", "M51"),
        ("n130", "N130"),
        ("modifier 59", "Modifier 59"),
        ("pos 11", "Place 11"),
        ("medically necessary", "CO-50"),
    ],
)
def test_typed_words_find_the_code(library: LibraryService, typed: str, first: str) -> None:
    assert library.filtered("code", typed)[0].name == first


def test_code_is_shown_with_the_group_it_was_printed_with(library: LibraryService) -> None:
    assert library.article("code", "PR-50").title.startswith("PR-50: ")
    assert [name for name, _text in library.article("code", "PR-50").facts][:2] == ["With PR", "With CO"]
    assert library.article("code", "50").id == "CO-50"
    assert library.article("code", "no such code at all") is None
    assert library.article("rule", "no_such_rule") is None


def test_codes_out_of_use_are_found_but_not_listed(library: LibraryService) -> None:
    retired = next(entry for entry in library.entries("code") if entry.retired)
    assert retired not in library.filtered("code", "")
    assert retired in library.filtered("code", retired.name)
    article = library.article("code", retired.id)
    assert ("Out of use", "amber") in article.badges
    assert article.start == ""


@given(st.text(max_size=30))
def test_any_words_can_be_searched(library: LibraryService, words: str) -> None:
    assert len(library.search(words, 6)) <= 6
    for kind in KINDS:
        library.filtered(kind, words)


def test_search_names_things_of_every_kind(library: LibraryService) -> None:
    kinds = {entry.kind for entry in library.search("appeal", 20)}
    assert {"rule", "letter", "term"} <= kinds


def test_cases_are_counted_by_type_code_rule_and_letter(bench: Bench, library: LibraryService) -> None:
    before = library.usage()
    first = add_case(bench, {"codes": ["CO-50", "N130"]}, denial_types=("medical_necessity",), disputed=1_200_00)
    second = add_case(bench, {"codes": ["PR 50"]}, title="Second")
    third = add_case(bench, {"codes": []}, title="Third")
    with bench.casebook.transaction() as tx:
        tx.save(Deadline(case_id=third.id, title="Appeal", due=date(2026, 12, 1), rule_id="erisa_appeal_filing"))
        tx.commit()
    bench.desk.letters.create(second.id, "protective_appeal")
    usage = library.usage()

    def new(kind: str, name: str) -> set[str]:
        key = (kind, name)
        return {use.id for use in usage.get(key, ())} - {use.id for use in before.get(key, ())}

    assert new("code", "50") == {first.id, second.id}
    assert new("code", "N130") == {first.id}
    assert new("type", "medical_necessity") == {first.id}
    assert new("rule", "erisa_appeal_filing") == {third.id}
    assert new("letter", "protective_appeal") == {second.id}
    article = library.article("code", "PR-50")
    assert {use.id for use in usage[library.usage_key(article)]} >= {first.id, second.id}
    use = next(use for use in usage["code", "N130"] if use.id == first.id)
    assert (use.person, use.disputed) == ("Nora Ellingboe", 1_200_00)
