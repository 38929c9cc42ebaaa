# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's list of what the notice leaves out: it follows the plan, and ticks nothing by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.coverage import PlanKind
from tests.ui.wizard.conftest import Walk
from ui.wizard.notice import NoticeStep

BARE = Path(__file__).resolve().parents[2] / "fixtures" / "notices" / "willowmere_denial.txt"


def step(walked: Walk) -> NoticeStep:
    shown = walked.page.step(4)
    assert isinstance(shown, NoticeStep)
    return shown


def test_it_names_what_is_missing_for_the_kind_of_plan(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.give(BARE)
    state = walked.page.draft.state
    walked.page.draft.set(replace(state, facts=replace(state.facts, plan_kind=PlanKind.EMPLOYER_SELF_FUNDED)))
    walked.go(4)
    shown = step(walked).left_out
    assert shown.isVisibleTo(walked.page)
    check = shown.lacks._check
    assert check is not None
    assert {"aca_den_5", "erisa_den_civil_action"} <= {lack.element.id for lack in check.missing}
    assert "notice_defective" not in walked.page.draft.state.facts.signals
    shown.defective.click()
    assert "notice_defective" in walked.page.draft.state.facts.signals
    shown.defective.click()
    assert "notice_defective" not in walked.page.draft.state.facts.signals


def test_without_a_paper_there_is_nothing_to_see(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.go(4)
    assert step(walked).left_out.isHidden()


def test_pages_that_are_missing_are_said(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    walked.give(notice)
    walked.go(4)
    check = step(walked).left_out.lacks._check
    assert check is not None
    assert check.missing == () and "counts 3 pages" in check.problems[0]
