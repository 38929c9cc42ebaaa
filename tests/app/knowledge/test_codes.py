# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The codebook is whole: every list in full, and whatever a code or a family names is there."""

from __future__ import annotations

from collections import Counter

from app.knowledge.codes import codebook
from app.knowledge.guide import LETTER_KINDS
from app.knowledge.hcpcs import hcpcs_titles
from app.knowledge.medicare_codes import medicare_book
from tests.app.knowledge.test_denials import ROUTES, SIGNALS, TYPES


def test_every_list_is_whole() -> None:
    book = codebook()
    assert (len(book.carc_list), len(book.rarc_list)) == (407, 1157)
    assert (len(book.groups), len(book.modifiers), len(book.places), len(book.revenue)) == (5, 145, 52, 98)
    assert len(hcpcs_titles()) == 6664
    assert Counter(list_id for list_id, _code in medicare_book().codes) == {
        "CLM-CARR-PMT-DNL-CD": 64,
        "CLM-PRCSG-IND-CD": 35,
        "CLM-MDCR-NPMT-RSN-CD": 50,
        "CLM-DISP-CD": 26,
    }


def test_families_and_topics_name_only_what_exists() -> None:
    book, medicare = codebook(), medicare_book()
    for family in (*book.families.values(), *medicare.topics.values()):
        assert set(family.denial_types) <= set(TYPES), family.id
        assert set(family.routes) <= set(ROUTES), family.id
        assert set(family.letters) <= set(LETTER_KINDS), family.id
        assert set(family.signals) <= set(SIGNALS), family.id
    used = {row.family for row in (*book.carc_list.values(), *book.rarc_list.values())}
    assert used <= set(book.families)
    assert {code.topic for code in medicare.codes.values()} == set(medicare.topics)


def test_no_dental_or_cpt_code_is_listed() -> None:
    assert all(code[0].isalpha() and code[0] != "D" and code[1:].isdigit() for code in hcpcs_titles())


def test_nothing_is_said_twice() -> None:
    """Two codes may mean much the same; their explanations still are not copies with the same title."""
    book = codebook()
    titles = Counter(code.title for code in book.carcs.values())
    assert [title for title, times in titles.items() if times > 1] == []
