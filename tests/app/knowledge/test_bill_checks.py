# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The shipped words of the bill check: whole, sourced, leading to what exists, and told in the handbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.knowledge.bill_checks import CHECK_IDS, BillCheck, bill_checks
from app.knowledge.letters import letter_kinds
from app.knowledge.scripts import scripts

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("check", bill_checks().values(), ids=bill_checks().keys())
def test_a_check_leads_to_a_letter_and_a_call_that_exist(check: BillCheck) -> None:
    assert check.letter in letter_kinds() and check.script in scripts()
    assert check.traps and check.question.endswith(("?", "."))
    assert not check.citation or any(sign.isdigit() for sign in check.citation)
    assert check.verified and check.source and check.compares


def test_the_handbook_names_every_check() -> None:
    text = (DOCS / "bill_check.md").read_text(encoding="utf-8")
    assert [name for name in CHECK_IDS if f"`{name}`" not in text] == []
