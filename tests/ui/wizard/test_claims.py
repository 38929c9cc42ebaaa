# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Claims in this file: a remittance is dropped, one of its claims is chosen, and the wizard is filled from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.support.remittances import FIXTURE
from tests.ui.wizard.conftest import Walk
from ui.widgets.label import Label
from ui.wizard.claims import ClaimChooser
from ui.wizard.notice import NoticeStep
from ui.wizard.papers import PapersStep


def chooser_of(walked: Walk) -> ClaimChooser:
    papers = walked.page.step(1)
    assert isinstance(papers, PapersStep)
    [chooser] = papers.claims.choosers.values()
    walked.settle()
    return chooser


def test_a_claim_is_chosen_and_fills_the_notice(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.give(FIXTURE)
    chooser = chooser_of(walked)
    assert chooser.isVisible()
    assert [row.claim.patient for row in chooser.model.records()][:3] == ["Nora Ellingboe", "David Okafor", "Mika Sato"]
    shown = [chooser.model.index(1, column).data() for column in range(chooser.model.columnCount())]
    assert shown[2:] == ["$1,000.00", "", "$600.00", "$175.00", "In part"]
    assert not chooser.use.isEnabled()
    chooser.table.select_row(0)
    walked.click(chooser.use)
    assert walked.page.draft.state.facts.people.claim_number == "LF2026-0001"
    walked.go(4)
    step = walked.page.step(4)
    assert isinstance(step, NoticeStep)
    rows = {row.id: row for row in step.table.facts.rows}
    assert rows["people.claim_number"].words.startswith("CLP*RB-1001")


def test_words_find_a_claim_and_enter_takes_it(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.give(FIXTURE)
    chooser = chooser_of(walked)
    walked.fill(chooser.words, "okafor")
    chooser.look()
    walked.settle()
    assert chooser.model.rowCount() == 1
    chooser.table.setFocus()
    chooser.table.select_row(0)
    walked.key(Qt.Key.Key_Return)
    assert walked.page.draft.state.facts.people.patient == "David Okafor"
    assert any("Chosen: David Okafor" in label.words() for label in chooser.findChildren(Label))


def test_a_wizard_taken_up_again_shows_the_choice(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.give(FIXTURE)
    chooser = chooser_of(walked)
    chooser.table.select_row(2)
    walked.click(chooser.use)
    again = walk(walked.page.draft.session.id)
    shown = chooser_of(again)
    assert shown.table.current().claim.patient == "Mika Sato"
    assert shown.model.rowCount() == 7


def test_a_paper_taken_away_takes_its_claims_along(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.give(FIXTURE)
    papers = walked.page.step(1)
    assert isinstance(papers, PapersStep)
    papers._remove(walked.page.draft.state.papers[0].document_id)
    walked.settle()
    assert papers.claims.choosers == {}
    assert papers.claims.isHidden()
