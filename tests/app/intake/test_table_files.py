# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tables as they come, and tables made to do harm: every one is read, or refused with a sentence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.bill import SheetKind
from app.intake import table_files
from app.intake.errors import FileDamaged, FileEmpty, FileTooLarge, FileUnreadable
from app.intake.table_files import NoTable, grids_of, is_spreadsheet
from app.intake.table_lines import read_sheet
from tests.support.workbooks import SHEET, part_of, with_part, xlsx

HEAD = ["Date", "Code", "Charge"]
ROW = [dt.datetime(2026, 4, 21), 72148, 2450.5]


def rows(data: bytes, name: str = "bill.csv") -> tuple[tuple[str, ...], ...]:
    return grids_of(name, data)[0].rows


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_of_any_sign_and_encoding(sign: str, encoding: str) -> None:
    text = f"Date{sign}Code{sign}Description{sign}Charge\r\n04/21/2026{sign}72148{sign}Señal{sign}$2450.50\r\n"
    assert rows(text.encode(encoding))[1] == ("04/21/2026", "72148", "Señal", "$2450.50")


def test_csv_with_commas_in_amounts_quotes_and_a_sep_line() -> None:
    text = 'sep=,\nDate,Code,Description,Charge\n2026-04-21,="0450","Knee, left\nwith film","$2,450.50"\n'
    grid = grids_of("bill.csv", text.encode())[0]
    assert grid.rows[1] == ("2026-04-21", "0450", "Knee, left with film", "$2,450.50")
    assert grid.first_row == 2


def test_a_quote_that_never_ends_swallows_nothing() -> None:
    text = 'Date,Code,Charge\n2026-04-21,"72148,2450\n2026-04-22,99213,200\n'
    assert [row[1] for row in rows(text.encode())[1:]] == ["72148", "99213"]


def test_spreadsheet_values_dates_and_numbers() -> None:
    data = xlsx([HEAD, ROW, [dt.date(2026, 4, 22), "0450", 0.1 + 0.2], [None, None, None]])
    assert is_spreadsheet(data)
    assert rows(data) == (
        ("Date", "Code", "Charge"), ("2026-04-21", "72148", "2450.5"), ("2026-04-22", "0450", "0.3"),
    )  # fmt: skip


def test_a_formula_is_never_computed() -> None:
    data = xlsx([HEAD, ["2026-04-21", "72148", "=1+1"], ["2026-04-21", '=HYPERLINK("http://x","72148")', 5]])
    grid = grids_of("bill.xlsx", data)[0]
    assert grid.rows[1] == ("2026-04-21", "72148")
    assert "formula" in grid.problems[0].what
    kept = part_of(data).replace(b"<v></v>", b"<v>7.25</v>").replace(b"<v />", b"<v>7.25</v>")
    saved = with_part(data, SHEET, kept)
    assert grids_of("bill.xlsx", saved)[0].rows[1][2] == "7.25"
    assert grids_of("bill.xlsx", saved)[0].problems == ()


def test_formulas_in_csv_are_words() -> None:
    text = "Date,Code,Description,Charge\n2026-04-21,72148,=cmd|' /C calc'!A0,2450\n"
    sheet = read_sheet(grids_of("bill.csv", text.encode())[0])
    assert sheet.lines[0].line.description.startswith("=cmd")


def test_merged_cells_give_patient_and_account_to_the_rows_below() -> None:
    data = xlsx([["Patient", *HEAD], ["Nora Ellingboe", *ROW], [None, *ROW], ["Marcus Vale", *ROW]], merged="A2:A3")
    sheet = read_sheet(grids_of("bill.xlsx", data)[0])
    assert [one.claim.patient for one in sheet.lines] == ["Nora Ellingboe", "Nora Ellingboe", "Marcus Vale"]


def test_a_hundred_thousand_rows_and_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Date,Code,Charge\n" + "2026-04-21,72148,2450\n" * 100_000
    assert len(rows(text.encode())) == 100_001
    monkeypatch.setattr(table_files, "MAX_ROWS", 50)
    grid = grids_of("bill.csv", text[:20_000].encode(), rows=50)[0]
    assert len(grid.rows) == 50
    assert "longer than 50 rows" in grid.problems[0].what
    assert not read_sheet(grid).whole


def test_a_cell_at_the_end_of_the_world_stops_at_the_limit() -> None:
    body = part_of(xlsx([HEAD, ROW])).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    data = with_part(xlsx([HEAD, ROW]), SHEET, body)
    assert rows(data)[1][1] == "72148"


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", FileEmpty, "empty"),
        (b"  \n ", FileEmpty, "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, NoTable, "old or locked"),
        (b"PK\x03\x04 cut short", FileDamaged, "damaged"),
        (xlsx([HEAD])[:-400], FileDamaged, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, NoTable, "neither"),
        (xlsx([[]]), NoTable, "no rows"),
        (with_part(xlsx([HEAD, ROW]), SHEET, b"<not xml"), FileDamaged, "damaged"),
    ],
)  # fmt: skip
def test_refused_with_a_sentence(data: bytes, error: type[FileUnreadable], words: str) -> None:
    with pytest.raises(error, match=words):
        grids_of("bill.xlsx", data)


def test_an_archive_of_another_kind_or_a_locked_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("bill.csv", "Date,Code\n")
    with pytest.raises(NoTable, match="Unpack it"):
        grids_of("bill.zip", out.getvalue())


def test_a_bomb_is_weighed_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_UNPACKED_MB", 1)
    data = with_part(xlsx([HEAD, ROW]), SHEET, b" " * 2_000_000)
    assert len(data) < 20_000
    with pytest.raises(FileTooLarge):
        grids_of("bill.xlsx", data)


def test_entities_that_grow_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    body = bomb + part_of(xlsx([HEAD, ROW])).split(b"?>", 1)[-1].replace(b"<v>72148</v>", b"<v>&b;</v>")
    with pytest.raises(FileDamaged):
        grids_of("bill.xlsx", with_part(xlsx([HEAD, ROW]), SHEET, body))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400) | st.text(alphabet="ab,;\t|\"\n\r='0123456789./-$", max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = grids_of("any.csv", data)
    except FileUnreadable:
        return
    for grid in found:
        for kind in SheetKind:
            read_sheet(grid, kind)
