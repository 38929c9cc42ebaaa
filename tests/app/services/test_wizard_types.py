# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Denial types as the wizard lists them: near ones first, every other one in its family, found by a few letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import Facts
from app.knowledge.denials import FAMILY_TITLES, denial_types
from app.services.wizard_questions import proposals
from app.services.wizard_types import NEAR_FEW, near_types, other_groups, types_named

_CODES = st.lists(st.sampled_from(["CO-4", "CO-45", "PR-1", "CO-50", "N130", "CO-96", "CO-16", "PR-204", "CO-999"]))


def test_nothing_known_puts_nothing_first_and_every_type_in_its_family() -> None:
    found = proposals(Facts())
    assert near_types(found) == ()
    groups = other_groups(found, ())
    assert [group.title for group in groups] == list(FAMILY_TITLES.values())
    assert sorted(p.id for group in groups for p in group.types) == sorted(denial_types())


def test_what_fits_stands_first_and_one_that_was_set_aside_last() -> None:
    found = proposals(Facts(codes=("CO-45", "CO-50", "N130")))
    near = near_types(found)
    assert near[0].id == "medical_necessity"
    assert [p.fit for p in near] == sorted((p.fit for p in near), key=["Fits", "Possible", "Not here"].index)
    assert [p.fit for p in near].count("Not here") == 1
    assert len(near) <= NEAR_FEW + 1


@given(_CODES, st.sets(st.sampled_from(sorted(denial_types())), max_size=4))
def test_every_type_stands_once_whatever_is_known_and_ticked(codes: list[str], ticked: set[str]) -> None:
    found = proposals(Facts(codes=tuple(codes)))
    near = near_types(found, ticked)
    others = [p.id for group in other_groups(found, near) for p in group.types]
    assert sorted([*(p.id for p in near), *others]) == sorted(denial_types())
    assert ticked <= {p.id for p in near}
    assert {p.id for p in found if p.fit == "Fits"} <= {p.id for p in near}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("check-up", "preventive_charged"),
        ("co-45", "contractual_writeoff"),
        ("n383", "cosmetic"),
        ("Collector", "collections"),
        ("coverage rescind", "rescission"),
        ("out network directory", ""),
        ("estimate", "estimate_exceeded"),
    ],
)
def test_a_few_letters_name_a_type(words: str, wanted: str) -> None:
    named = types_named(words)
    assert wanted in named if wanted else not named


def test_no_letters_name_all() -> None:
    assert types_named("  ") == set(denial_types())
