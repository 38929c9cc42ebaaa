# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The policy that a reason names: found with its number, and never made up from other numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.policy_reference import policy_reference


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("Our Imaging Policy IM-207 asks for six weeks of treatment.", "Imaging Policy IM-207"),
        ("Not medically necessary under medical policy 2.04.11.", "Policy 2.04.11"),
        ("See Clinical Guideline no. CG12 for what is covered.", "Clinical Guideline CG12"),
        ("The records do not meet our policy.", ""),
        ("Denied on 2026-06-03 under claim 7731.", ""),
        ("Your policy number is on the card.", ""),
        ("", ""),
    ],
)
def test_a_named_policy_is_found_as_written(reason: str, found: str) -> None:
    assert policy_reference(reason) == found


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_from_its_own_words(text: str) -> None:
    found = policy_reference(text)
    assert not found or found.rpartition(" ")[2] in " ".join(text.split())
