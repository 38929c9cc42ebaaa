# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command check: its promised keys, a whole answer as it should be, its words, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.app.intake.test_cms_files import MUE, PAIRS
from tests.support import notices
from tests.support.cli import CommandLine
from tests.support.workbooks import xlsx

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "bills"
GOLDEN = FOLDER / "knee_check.json"
KEYS = {
    "findings", "matched", "unmatched_bill", "unmatched_eob", "problems", "not_checked", "bill_lines", "eob_lines",
}  # fmt: skip
FINDING = {
    "check", "title", "compared", "amount", "confidence", "lines", "traps", "next", "question", "reason", "rule",
    "source", "citation", "verified", "checked",
}  # fmt: skip


def test_the_answer_is_the_golden_one(cli: CommandLine) -> None:
    answer = cli.ok("check", "--bill", FOLDER / "knee_bill.csv", "--eob", FOLDER / "knee_eob.csv", "--json").json
    assert set(answer) == KEYS
    assert all(set(one) == FINDING for one in answer["findings"])
    assert answer == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_spreadsheet_answers_as_the_csv_does(cli: CommandLine, tmp_path: Path) -> None:
    rows = [line.split(",") for line in (FOLDER / "knee_bill.csv").read_text(encoding="utf-8").splitlines()]
    plain = [[float(cell) if re.fullmatch(r"\d+\.\d\d", cell) else cell for cell in row] for row in rows]
    (tmp_path / "bill.xlsx").write_bytes(xlsx(plain, [["Another", "sheet"]]))
    answer = cli.ok("check", "--bill", tmp_path / "bill.xlsx", "--eob", FOLDER / "knee_eob.csv", "--json").json
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert answer["findings"] == golden["findings"]
    assert "Sheet 2" in answer["problems"][0]["what"]


def test_the_text_asks_and_never_accuses(cli: CommandLine) -> None:
    text = cli.ok("check", "--bill", FOLDER / "knee_bill.csv", "--eob", FOLDER / "knee_eob.csv").out
    assert "None of them is an accusation." in text
    assert "The same charge twice (high, $412.00 at stake)" in text
    assert "Why this may be wrong:" in text and "Next: letter provider_billing_dispute" in text
    assert "import the CMS file of code pairs" in text


def test_lists_of_cms_and_facts_are_used(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mue.csv").write_text(MUE, encoding="utf-8")
    (tmp_path / "ncci.txt").write_text(PAIRS, encoding="utf-8")
    (tmp_path / "bill.csv").write_text(
        "Date,Code,Units,Charge\n2026-04-21,97110,12,1200\n2026-04-21,43239,1,900\n2026-04-21,43235,1,700\n",
        encoding="utf-8",
    )
    (tmp_path / "facts.toml").write_text('plan_kind = "self_pay"\n[amounts]\nestimate = 1000\n', encoding="utf-8")
    answer = cli.ok(
        "check", "--bill", tmp_path / "bill.csv", "--facts", tmp_path / "facts.toml",
        "--unit-limits", tmp_path / "mue.csv", "--code-pairs", tmp_path / "ncci.txt", "--json",
    ).json  # fmt: skip
    found = {one["check"]: one for one in answer["findings"]}
    assert (found["units"]["amount"], found["code_pair"]["amount"]) == ("400.00", "700.00")
    assert (found["estimate_exceeded"]["amount"], found["estimate_exceeded"]["confidence"]) == ("1800.00", "high")
    assert not {"units", "code_pair"} & {one["check"] for one in answer["not_checked"]}


def test_a_bill_on_paper_is_read_line_by_line(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "bill.txt").write_text((FOLDER / "paper_bill.txt").read_text(encoding="utf-8"), encoding="utf-8")
    answer = cli.ok("check", "--bill", tmp_path / "bill.txt", "--json").json
    assert [one["code"] for one in answer["bill_lines"]] == ["99213", "99213", "36415"]
    assert ("duplicate", "150.00", [1, 2]) in [(f["check"], f["amount"], f["lines"]) for f in answer["findings"]]


def test_an_eob_on_paper_is_read_by_its_columns(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "bill.csv").write_text(
        "Date,Description,Charge,Patient Balance\n2024-05-01,Office visit,180,75\n", encoding="utf-8"
    )
    answer = cli.ok("check", "--bill", tmp_path / "bill.csv", "--eob", FOLDER / "paper_eob.txt", "--json").json
    assert [(one["description"], one["billed"]) for one in answer["eob_lines"]] == [
        ("Office Visit - Level 3", "180.00"), ("Lab Work - Basic Panel", "95.00"),
    ]  # fmt: skip
    above = next(one for one in answer["findings"] if one["check"] == "bill_above_eob")
    assert (above["amount"], above["confidence"]) == ("45.00", "high")


def test_a_pdf_without_lines_says_so(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "notice.pdf").write_bytes(notices.larkfield()[0])
    answer = cli.ok("check", "--bill", tmp_path / "notice.pdf", "--json").json
    assert any("No line could be read" in one["what"] for one in answer["problems"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bill.csv", b"Alpha,Beta\n1,2\n", "could not be told"),
        ("bill.csv", b"", "empty"),
        ("bill.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 60, "old or locked"),
        ("bill.xlsx", b"PK\x03\x04xl/nothing", "damaged"),
    ],
)
def test_refused_with_status_1(cli: CommandLine, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in cli.refused("check", "--bill", tmp_path / name, "--json")


def test_wrong_use(cli: CommandLine, tmp_path: Path) -> None:
    assert "--bill" in cli.misused("check")
    assert "none.csv" in cli.refused("check", "--bill", tmp_path / "none.csv")


def test_read_takes_tables_too(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "eob.xlsx").write_bytes(
        xlsx([line.split(",") for line in (FOLDER / "knee_eob.csv").read_text(encoding="utf-8").splitlines()])
    )
    bill, eob = cli.ok("read", FOLDER / "knee_bill.csv", tmp_path / "eob.xlsx", "--json").json
    assert (bill["kind"], eob["kind"], eob["how"]) == ("bill", "eob", "structured")
    assert len(eob["claims"][0]["lines"]) == 7
    facts = {fact["field"]: fact["value"] for fact in eob["facts"]}
    assert (facts["billed"], facts["patient_responsibility"]) == ("3753.00", "299.60")
