# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The specialty playbooks through `casewell route`: their ids for programs, their reason and pages for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.knowledge.playbooks import playbooks
from tests.support.cli import CommandLine

FACTS: dict[str, Any] = {
    "plan_kind": "employer_insured",
    "have": ["denial_notice", "eob", "itemized_bill"],
    "dates": {"service": "2026-09-01", "denial_notice": "2026-10-20", "denial_received": "2026-10-24"},
}


@pytest.mark.parametrize(
    ("code", "service", "found"),
    [
        ("CO-4", "00142-P3", "anesthesia_physical_status"),
        ("CO-97", "29881, 29875", "orthopedics_separate_site"),
        ("CO-50", "90837", "mental_health_session_length"),
        ("CO-97", "93306, 99214-25", "cardiology_separate_visit"),
    ],
)
def test_a_playbook_is_found_and_its_pages_are_asked_for(
    cli: CommandLine, tmp_path: Path, code: str, service: str, found: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**FACTS, "codes": [code], "people": {"service_codes": service}}), encoding="utf-8")
    plan = cli.ok("route", file, "--json").json
    assert plan["playbooks"] == [found]
    assert set(playbooks()[found].evidence) <= set(plan["evidence"])
    said = cli.ok("route", file).out
    assert f"Playbooks\n  {playbooks()[found].title}. Code " in said


def test_without_a_specialty_there_is_none(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**FACTS, "codes": ["CO-97"]}), encoding="utf-8")
    assert cli.ok("route", file, "--json").json["playbooks"] == []
    assert "Playbooks" not in cli.ok("route", file).out
