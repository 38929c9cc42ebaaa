# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What they missed, on Today and in the case: told with its law and exception, and taken up for the next letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.coverage import PlanKind
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.services.deadlines import from_computed
from app.services.sending import Sent
from tests.ui.pages.world import World, casebook, days, world
from ui.pages.case_deadlines import DeadlinesTab
from ui.pages.deadline_done import ArrivedDialog
from ui.pages.today import TodayPage
from ui.widgets.button import Button

__all__ = ["casebook", "world"]

RULE = "erisa_appeal_postservice_decision_one_level"


def late_decision(world: World) -> Deadline:
    """Let the plan be three weeks late with its decision."""
    desk = world.context.desk
    facts = replace(desk.planner.facts_of(world.case), plan_kind=PlanKind.EMPLOYER_INSURED)
    world.save(desk.planner.with_facts(world.case, facts))
    computed = desk.planner.from_start(RULE, date(2026, 9, 1))
    assert computed is not None
    return desk.deadlines.add(from_computed(computed, world.case.id, world.appeal.id, world.insurer.id))


def action_of(page: TodayPage | DeadlinesTab) -> Button:
    """Return the button that takes a missed date up."""
    return (page.detail._late if isinstance(page, TodayPage) else page._late).use


def test_today_offers_a_missed_date_for_the_next_letter(world: World) -> None:
    late = late_decision(world)
    page = TodayPage(world.context)
    world.show(page, select=late.id)
    assert page.detail._late.isVisible()
    banner = page.detail._late.banner
    assert banner.accessibleName().startswith("They are 21 days late.")
    assert "external review" in banner.accessibleName() and "did you no harm" in banner.accessibleName()
    assert action_of(page).text() == "Use this in your next letter"
    action_of(page).click()
    world.settle()
    assert action_of(page).isHidden()
    assert "the next letter to them says it" in banner.accessibleName()
    letter = world.context.desk.letters.create(world.case.id, "internal_appeal_medical_necessity")
    assert "had until 31 October 2026" in letter.text
    assert "Read in" in page.detail._law.text()


def test_the_case_says_the_same_and_nothing_beside_other_dates(world: World) -> None:
    late_decision(world)
    tab = DeadlinesTab(world.context)
    tab.show_case(world.context.desk.cases.view(world.case.id))
    tab.show()
    assert tab._late.isVisibleTo(tab)
    action_of(tab).click()
    tab.show_case(world.context.desk.cases.view(world.case.id))
    assert action_of(tab).isHidden()
    world.deadline("Ring the doctor", days(-40))
    tab.show_case(world.context.desk.cases.view(world.case.id))
    tab.table.select_row(0)
    current = tab.table.current()
    assert current is not None
    assert tab._late.isVisibleTo(tab) == (current.owner is Owner.THEM)
    tab.close()


@pytest.mark.parametrize("said", [True, False])
def test_a_paper_that_must_arrive_asks_for_the_day(world: World, said: bool) -> None:
    desk = world.context.desk
    computed = desk.planner.from_start("erisa_appeal_filing", date(2026, 6, 8))
    assert computed is not None
    desk.deadlines.add(from_computed(computed, world.case.id, world.appeal.id, world.insurer.id))
    letter = desk.letters.create(world.case.id, "internal_appeal_medical_necessity")
    desk.sending.mark_sent(letter, Sent(on=date(2026, 11, 18), method="mail"), b"%PDF-1.4")
    waits = next(d for d in desk.deadlines.of_case(world.case.id) if d.title.startswith("See that it arrived"))
    page = TodayPage(world.context)
    world.show(page, select=waits.id)

    def arrived(dialog: ArrivedDialog) -> int:
        dialog.on.setText("20 nov 2026")
        dialog._save()
        return 1

    world.prompts.answers.append(arrived if said else 0)
    page.command("done")
    world.settle()
    kept = desk.deadlines.get(waits.id)
    assert (kept.status is DeadlineStatus.DONE) == said
    assert (waits.id in {row.id for row in page.list.rows()}) != said
