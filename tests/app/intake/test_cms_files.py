# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists of CMS in the layouts that CMS publishes: text, CSV, spreadsheet, words above the headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.cms_lists import CodePair, UnitLimit
from app.intake.cms_files import NoCmsList, read_code_pairs, read_unit_limits
from tests.support.workbooks import xlsx

MUE = (
    "Some words of a copyright,,,\n"
    '"HCPCS/CPT\nCode","Practitioner Services\nMUE Values","MUE Adjudication\nIndicator",MUE Rationale\n'
    "0001A,1,2 Date of Service Edit: Policy,CMS Policy\n97110,8,3 Date of Service Edit: Clinical,Nature of Service\n"
    "J1885,8,1 Line Edit,Prescribing Information\n"
)
PAIRS = (
    "Words of a copyright\t\t\t\t\t\t\n"
    '"Column 1/Column 2 Edits"\n'
    "Column 1\tColumn 2\t*=In existence prior to 1996\tEffective Date\tDeletion Date *=no data\tModifier 0=not allowed "
    "1=allowed 9=not applicable\tPTP Edit Rationale\n"
    "43239\t43235\t\t20200101\t*\t0\tWords\n"
    "29881\t29877\t*\t19960101\t*\t1\tWords\n"
    "11111\t22222\t\t20100101\t20120331\t1\tOld\n"
    "11111\t33333\t\t20100101\t20250331\t9\tEnded\n"
)


def test_unit_limits_as_csv_and_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "mue.csv").write_text(MUE, encoding="cp1252")
    found = read_unit_limits(tmp_path / "mue.csv")
    assert list(found) == ["0001A", "97110", "J1885"]
    assert found["97110"] == UnitLimit(code="97110", units=8)
    assert found["J1885"].by_line
    rows = [["Some words"], ["HCPCS/CPT Code", "Outpatient Hospital Services MUE Values", "MUE Adjudication Indicator"],
            ["97110", 8, "3 Date of Service Edit"]]  # fmt: skip
    (tmp_path / "mue.xlsx").write_bytes(xlsx(rows))
    assert read_unit_limits(tmp_path / "mue.xlsx") == {"97110": UnitLimit(code="97110", units=8)}


def test_code_pairs_as_text(tmp_path: Path) -> None:
    (tmp_path / "ncci.txt").write_text(PAIRS, encoding="utf-8")
    found = read_code_pairs(tmp_path / "ncci.txt")
    assert found["43239"]["43235"] == CodePair(first="43239", second="43235", indicator=0, since=date(2020, 1, 1))
    assert found["29881"]["29877"].indicator == 1
    assert list(found["11111"]) == ["33333"], "one that ended long ago is left out"
    assert found["11111"]["33333"].until == date(2025, 3, 31)
    only = read_code_pairs(tmp_path / "ncci.txt", frozenset({"43239", "43235"}))
    assert list(only) == ["43239"]
    assert read_code_pairs(tmp_path / "ncci.txt", frozenset({"99213"})) == {}


@pytest.mark.parametrize("content", [b"Date,Code,Charge\n2026-04-21,72148,1\n", b"\x00\x01", PAIRS.encode()[:60]])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.csv").write_bytes(content)
    for read in (read_unit_limits, read_code_pairs):
        with pytest.raises(NoCmsList, match="unpack one"):
            read(tmp_path / "other.csv")
