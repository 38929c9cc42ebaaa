# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The papers on the plan's page: the playbook with its reason first, then every paper; nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.domain.facts import Facts, People
from app.domain.plan import Plan, Reasoned
from tests.ui.wizard.conftest import Walk
from ui.widgets.label import Label
from ui.wizard.plan import PlanStep
from ui.wizard.plan_papers import PlanPapers


def words(papers: PlanPapers) -> list[str]:
    return [label.words() for label in papers.findChildren(Label)]


def test_the_playbook_comes_first_and_then_the_papers(qtbot: QtBot) -> None:
    papers = PlanPapers()
    qtbot.addWidget(papers)
    playbook = Reasoned(id="x", title="Separate site", why="Code 29881 belongs to orthopedics.")
    papers.show_plan(Plan(playbooks=(playbook,), evidence=("The operative note", "The EOB")))
    assert words(papers)[-4:] == [
        "Playbook: Separate site",
        "Code 29881 belongs to orthopedics.",
        "The operative note",
        "The EOB",
    ]
    papers.show_plan(Plan(evidence=("The EOB",)))
    assert not papers.isHidden()
    papers.show_plan(Plan())
    assert papers.isHidden()


def test_the_plan_page_shows_the_papers_of_its_plan(walk: Callable[..., Walk]) -> None:
    walked = walk()
    state = walked.page.draft.state
    people = People(service_codes="29881-59", provider="Alder Ridge Hospital")
    facts = Facts(codes=("CO-97",), people=people)
    walked.page.draft.set(type(state)(facts=facts))
    walked.go(7)
    step = walked.page.step(7)
    assert isinstance(step, PlanStep)
    shown = words(step.right.papers)
    assert "Playbook: Orthopedics: separate site and modifier 59" in shown
    assert set(walked.page.draft.plan.evidence) <= set(shown)
