# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Bad input at the command line: impossible days, facts that contradict, plans and states that are none, slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import CommandLine

HEAD = 'plan_kind = "employer_insured"\ncodes = ["CO-50"]\n'
FACTS = {
    "an impossible day": (f"{HEAD}[dates]\ndenial_notice = 2026-02-30\n", "line 4"),
    "an impossible day in words": (f'{HEAD}[dates]\ndenial_notice = "February 30, 2026"\n', "dates.denial_notice"),
    "received before it was written": (
        f"{HEAD}[dates]\ndenial_notice = 2026-10-01\ndenial_received = 2026-09-01\n",
        "dates.denial_received",
    ),
    "a denial of another century": (f"{HEAD}[dates]\ndenial_notice = 2062-10-01\n", "in the future"),
    "a plan that is none": ('plan_kind = "hmo"\n', "employer_self_funded"),
    "a state that is none": (f'state = "ZZ"\n{HEAD}', "two letters of a state"),
    "an unknown key": (f'colour = "red"\n{HEAD}', "colour"),
}


@pytest.mark.parametrize("command", ["route", "deadlines"])
@pytest.mark.parametrize("name", FACTS)
def test_facts_that_cannot_be_are_refused_by_name(cli: CommandLine, tmp_path: Path, command: str, name: str) -> None:
    text, named = FACTS[name]
    file = tmp_path / "facts.toml"
    file.write_text(text, encoding="utf-8")
    assert named in cli.refused(command, file)


def test_a_code_with_a_slip_gives_no_plan_for_another_code(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text('plan_kind = "employer_insured"\ncodes = ["OC-50", "CO-5O"]\n', encoding="utf-8")
    said = cli.ok("route", file).out
    assert "It is not clear yet what is wrong" in said
    assert "place of service" not in said.lower() and "CO-5 " not in said
    assert "This was not understood as a code: OC-50, CO-5O." in said


@pytest.mark.parametrize("slip", ["OC-50", "CO-5O", "PR-2O4"])
def test_a_slip_is_said_to_be_no_code(cli: CommandLine, slip: str) -> None:
    answer = cli("decode", slip, "--json")
    assert answer.json["codes"] == [] and answer.json["not_understood"] == [slip]


def test_a_pasted_page_gets_a_short_answer(cli: CommandLine) -> None:
    answer = cli("decode", "We looked at your claim. " * 200, "--json")
    assert answer.json["codes"] == [] and len(answer.json["not_understood"]) <= 1
