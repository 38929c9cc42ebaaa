# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command notice-check: its promised keys, its words, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.knowledge.notices import notice_kinds
from tests.support import notices
from tests.support.cli import CommandLine

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "notice_checks"
KEYS = {"file", "plan_kind", "notice", "notices", "found", "missing", "unsure", "problems"}
MISSING = {"id", "element", "citation", "verified", "checked", "consequence", "paragraph"}
UNSURE = {"id", "element", "citation", "verified", "why", "words", "page", "paragraph"}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.toml"
    path.write_text('plan_kind = "employer_insured"\nstate = "NY"\n', encoding="utf-8")
    return path


def test_the_json_has_the_promised_keys(cli: CommandLine, facts: Path) -> None:
    answer = cli.ok("notice-check", FOLDER / "employer_bare.txt", "--facts", facts, "--json").json
    assert set(answer) == KEYS
    assert (answer["plan_kind"], answer["notice"], answer["problems"]) == ("employer_insured", "initial_denial", [])
    assert answer["missing"] and all(set(one) == MISSING for one in answer["missing"])
    assert all(set(one) == UNSURE and one["why"] for one in answer["unsure"])
    whole = cli.ok("notice-check", FOLDER / "employer_complete.txt", "--facts", facts, "--json").json
    assert whole["missing"] == []
    assert all(set(one) == {"id", "element", "words", "page"} and one["words"] for one in whole["found"])


def test_the_text_names_law_consequence_and_paragraph(cli: CommandLine, facts: Path) -> None:
    text = cli.ok("notice-check", FOLDER / "employer_bare.txt", "--facts", facts).out
    assert "What this notice leaves out" in text
    assert "29 CFR 2560.503-1(g)(1)(i) (read in: primary text, eCFR copy of January 2025; checked 2026-11-21)" in text
    assert "For a letter: The notice does not state the specific reason for the denial." in text
    assert (
        "Nothing is surely missing." in cli.ok("notice-check", FOLDER / "employer_complete.txt", "--facts", facts).out
    )


def test_a_pdf_of_which_pages_are_missing_lacks_nothing_for_sure(cli: CommandLine, tmp_path: Path, facts: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(notices.larkfield()[0])
    answer = cli.ok("notice-check", path, "--facts", facts, "--json").json
    assert answer["missing"] == []
    assert "counts 3 pages" in answer["problems"][0]
    assert {"erisa_den_reason", "erisa_den_review_procedure"} <= {one["id"] for one in answer["found"]}


def test_the_kind_of_notice_can_be_named(cli: CommandLine) -> None:
    listed = cli.ok("notice-check", "--list", "--json").json
    assert [one["notice"] for one in listed] == list(notice_kinds())
    answer = cli.ok("notice-check", FOLDER / "employer_bare.txt", "--notice", "debt_validation", "--json").json
    assert answer["notice"] == "debt_validation"
    assert "dv_8" in {one["id"] for one in answer["missing"]}


@pytest.mark.parametrize("words", [(), ("notice.pdf", "--notice", "no_such_kind")])
def test_wrong_usage(cli: CommandLine, words: tuple[str, ...]) -> None:
    answer = cli("notice-check", *words)
    assert (answer.status, answer.out) == (2, "")
    assert "--list" in answer.err


def test_what_cannot_be_read_is_said(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(notices.scan_pdf())
    scan = cli("notice-check", tmp_path / "scan.pdf", "--json")
    assert scan.status in {0, 1}  # 1 where no words can be read from pictures
    assert scan.status == 0 or (set(scan.json) == KEYS and scan.err)
    gone = cli("notice-check", tmp_path / "none.pdf")
    assert gone.status == 1 and "none.pdf" in gone.err
