# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The letter that each public program's plan opens, level by level, through `casewell route --json`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.track import TrackKind
from app.knowledge.guide import LETTER_KINDS
from app.knowledge.letters import letter_kinds
from app.knowledge.routes import program_letters
from app.rules import letter_text
from app.rules.routing_matters import PROGRAMS
from tests.app.rules.letter_stories import extra_of, facts_of
from tests.app.rules.letters_nora import NORA, TODAY
from tests.support.cli import CommandLine
from tests.support.desks import Bench, add_case

DENIED: dict[str, Any] = {
    "state": "OH",
    "codes": ["CO-50"],
    "have": ["denial_notice", "eob", "itemized_bill"],
    "dates": {"service": "2026-09-01", "denial_notice": "2026-10-20", "denial_received": "2026-10-24"},
}
FIRST = {
    "medicare_original": "medicare_redetermination",
    "medicare_advantage": "medicare_advantage_reconsideration",
    "medicare_part_d": "part_d_redetermination",
    "medicaid_managed_care": "medicaid_plan_appeal",
    "medicaid_ffs": "fair_hearing_request",
    "chip": "chip_review_request",
    "fehb": "fehb_reconsideration",
    "tricare": "tricare_appeal",
    "va": "va_appeal",
}
NEXT = [
    ("medicare_original", "internal", "medicare_reconsideration"),
    ("medicare_original", "second", "medicare_hearing_request"),
    ("medicare_original", "hearing", "medicare_council_review"),
    ("medicare_advantage", "external", "medicare_hearing_request"),
    ("medicare_part_d", "internal", "medicare_reconsideration"),
    ("medicaid_managed_care", "internal", "fair_hearing_request"),
    ("fehb", "internal", "opm_review_request"),
    ("tricare", "second", "tricare_appeal"),
]


def letters(cli: CommandLine, tmp_path: Path, **facts: object) -> list[str]:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**DENIED, **facts}), encoding="utf-8")
    return list(cli.ok("route", file, "--json").json["letters"])


@pytest.mark.parametrize(("plan", "letter"), FIRST.items())
def test_a_denial_opens_the_programs_own_letter(cli: CommandLine, tmp_path: Path, plan: str, letter: str) -> None:
    found = letters(cli, tmp_path, plan_kind=plan)
    assert letter in found
    assert not [kind for kind in found if kind.startswith("internal_appeal") or kind == "protective_appeal"]


@pytest.mark.parametrize(("plan", "level", "letter"), NEXT)
def test_a_lost_level_opens_the_next(cli: CommandLine, tmp_path: Path, plan: str, level: str, letter: str) -> None:
    found = letters(cli, tmp_path, plan_kind=plan, signals=["internal_appeal_lost"], answers={"appeal_level": level})
    assert letter in found and (FIRST[plan] == letter or FIRST[plan] not in found)


def test_a_medicare_advantage_plan_sends_its_denial_on_itself(cli: CommandLine, tmp_path: Path) -> None:
    found = letters(
        cli,
        tmp_path,
        plan_kind="medicare_advantage",
        signals=["internal_appeal_lost"],
        answers={"appeal_level": "internal"},
    )
    assert not [kind for kind in found if kind.startswith("medicare")]


@pytest.mark.parametrize("plan", ["medicare_original", "medicare_advantage"])
def test_care_that_is_ending_opens_the_fast_appeal(cli: CommandLine, tmp_path: Path, plan: str) -> None:
    ending = {"signals": ["care_ending_early"], "codes": [], "service_timing": "concurrent"}
    assert "discharge_fast_appeal" in letters(cli, tmp_path, plan_kind=plan, **ending)
    assert "discharge_fast_appeal" not in letters(cli, tmp_path, plan_kind="medicaid_ffs", **ending)


def test_every_program_has_its_letters_and_each_exists_on_the_programs_track() -> None:
    assert set(program_letters()) == {kind.value for kind in PROGRAMS}
    for row in program_letters().values():
        for level in ("", "internal", "second", "external", "hearing"):
            kind = row.after(level)
            assert not kind or (kind in LETTER_KINDS and letter_kinds()[kind].head.track is TrackKind.PROGRAM_APPEAL)
        assert row.after("council") == ""


@pytest.mark.parametrize("plan", sorted(PROGRAMS))
def test_a_letter_for_another_plan_names_the_right_one_by_its_title(plan: PlanKind) -> None:
    """Both the private plans' letters and another program's say which letter this kind of plan wants."""
    wanted = letter_kinds()[program_letters()[plan.value].first].title
    other = "tricare_appeal" if plan is not PlanKind.TRICARE else "fehb_reconsideration"
    for name in ("internal_appeal_medical_necessity", other):
        facts = replace(facts_of(name) if name == other else NORA, plan_kind=plan)
        said = letter_text.draft(letter_kinds()[name], facts, extra_of(name), TODAY).cautions
        named = " ".join(re.findall(r"Use the ([^.]+?) letter", " ".join(said)))
        assert wanted.casefold() in named.casefold(), PLAN_KIND_TITLES[plan]


def test_a_letter_to_a_review_organization_is_not_logged_as_one_to_the_hospital(bench: Bench) -> None:
    case = add_case(bench, {"plan_kind": "medicare_original", "people": {"provider": "Alder Ridge Hospital"}})
    letter = bench.desk.letters.create(case.id, "medicare_hearing_request")
    assert letter.party_id is None
