# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log as CSV and deadlines as a calendar, read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.deadline import Deadline, DeadlineStatus
from app.intake.text import read_text
from app.ports import LogRow
from app.services.previews import pdf_page_sizes
from exports.calendar_ics import ics_bytes
from exports.log_pdf import pdf_bytes
from exports.log_sheet import xlsx_bytes
from exports.log_table import COLUMNS, csv_bytes

NOW = dt.datetime(2026, 11, 21, 10, 42, tzinfo=dt.UTC)


def row(**changes: Any) -> LogRow:
    values: dict[str, Any] = {
        "id": "1",
        "action": "Called about the denial",
        "party": "Larkfield Health Plan",
        "date": dt.date(2026, 11, 20),
        "reference": "REF-1",
        "deadline": dt.date(2026, 12, 4),
        "case_id": "c",
        "case": "MRI",
        "person": "Nora Ellingboe",
        "track": "Insurer appeal",
        "talked_to": "Jo",
        "channel": "phone",
        "notes": "Two lines\nand a \u201cquote\u201d, with commas",
        "amended": True,
        "attachments": 2,
    }
    return LogRow(**{**values, **changes})


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_five_columns_come_first() -> None:
    head, cells = read(csv_bytes([row()]))
    assert head == list(COLUMNS)
    assert head[:5] == ["Action", "Party", "Date", "Reference #", "Deadline"]
    assert cells[:5] == ["Called about the denial", "Larkfield Health Plan", "2026-11-20", "REF-1", "2026-12-04"]
    assert cells[10:] == ["Two lines\nand a “quote”, with commas", "yes", "2"]
    assert read(csv_bytes([]))[0] == head


def test_no_cell_is_a_formula() -> None:
    for typed in ("=1+1", "+1 555", "-2", "@SUM(A1)", "\t=x", " =HYPERLINK()", "\u00a0=x", "＝1", "\r=1"):
        assert read(csv_bytes([row(notes=typed)]))[1][10].startswith("'"), typed
    assert read(csv_bytes([row(notes="a = b")]))[1][10] == "a = b"


@given(st.text())
def test_any_text_survives_as_one_cell(typed: str) -> None:
    cells = read(csv_bytes([row(notes=typed)]))[1]
    wanted = typed.replace("\0", "").encode("utf-8", "replace").decode()
    assert len(cells) == len(COLUMNS)
    assert cells[10].removeprefix("'") == wanted.removeprefix("'")


def deadline(**changes: Any) -> Deadline:
    values: dict[str, Any] = {
        "id": "d1",
        "case_id": "c",
        "title": "Internal appeal; MRI, back",
        "due": dt.date(2026, 11, 30),
        "counted": "180 days\nfrom June 8",
        "citation": "29 CFR 2560.503-1(h)(3)(i)",
    }
    return Deadline(**{**values, **changes})


def unfolded(content: bytes) -> list[str]:
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_says_nothing_about_health_unless_asked() -> None:
    lines = unfolded(ics_bytes([deadline()], NOW))
    assert "SUMMARY:A deadline in Casewell" in lines
    assert "DTSTART;VALUE=DATE:20261130" in lines and "DTEND;VALUE=DATE:20261201" in lines
    assert "MRI" not in "".join(lines) and "180 days" not in "".join(lines)
    told = unfolded(ics_bytes([deadline()], NOW, details=True))
    assert "SUMMARY:Internal appeal\\; MRI\\, back" in told
    assert "DESCRIPTION:180 days\\nfrom June 8\\n29 CFR 2560.503-1(h)(3)(i)" in told


def test_a_phone_reminds_at_nine() -> None:
    lines = unfolded(ics_bytes([deadline()], NOW))
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        f"TRIGGER:-{lead}" for lead in ("P29DT15H", "P13DT15H", "P6DT15H", "P2DT15H", "PT15H")
    ]
    moment = deadline(due_at=dt.datetime(2026, 11, 30, 17, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5))))
    assert "DTSTART:20261130T220000Z" in unfolded(ics_bytes([moment], NOW))


def test_only_open_deadlines_are_in_the_calendar() -> None:
    closed = [deadline(status=status) for status in (DeadlineStatus.DONE, DeadlineStatus.VOID)]
    assert "BEGIN:VEVENT" not in unfolded(ics_bytes(closed, NOW))


@given(st.text())
def test_any_title_makes_a_well_formed_calendar(typed: str) -> None:
    lines = unfolded(ics_bytes([deadline(title=typed)], NOW, details=True))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1


# -- spreadsheet and paper -------------------------------------------------------------------------------------------


def sheet(rows: list[LogRow]) -> Any:
    return load_workbook(io.BytesIO(xlsx_bytes(rows)))["Log"]


def test_spreadsheet_has_the_five_columns_first_and_days_as_days() -> None:
    head, cells = ([cell.value for cell in line] for line in sheet([row()]).rows)
    assert head == list(COLUMNS)
    assert cells[:2] == ["Called about the denial", "Larkfield Health Plan"]
    assert (cells[2].date(), cells[4].date()) == (dt.date(2026, 11, 20), dt.date(2026, 12, 4))
    assert cells[10:] == ["Two lines\nand a \u201cquote\u201d, with commas", "yes", 2]


@given(st.text(max_size=40))
@settings(max_examples=30, deadline=None)
def test_no_cell_of_a_spreadsheet_is_a_formula(typed: str) -> None:
    for text in (typed, f"={typed}", f"@{typed}"):
        cell = sheet([row(notes=text, action=text)])["K2"]
        assert cell.data_type != "f"
        assert not text.startswith(("=", "@")) or cell.quotePrefix


def test_paper_lies_on_its_side_and_numbers_its_pages() -> None:
    many = [row(action=f"Entry {n}: {'a long action ' * (n % 7)}", notes="Said so.\n" * (n % 4)) for n in range(120)]
    data = pdf_bytes(many, "Nora Ellingboe · “hold”", "21 November 2026")
    sizes = pdf_page_sizes(data)
    assert set(sizes) == {(792.0, 612.0)} and len(sizes) > 3
    read = read_text(data)
    for column in ("Action", "Party", "Date", "Reference #", "Deadline"):
        assert read.text.count(column) >= len(sizes)
    assert f"Page 1 of {len(sizes)}" in read.text and f"Page {len(sizes)} of {len(sizes)}" in read.text
    assert all(f"Entry {n}:" in read.text for n in range(120))
    assert "Nora Ellingboe · “hold” · 21 November 2026" in read.text
    assert pdf_bytes(many, "Nora Ellingboe · “hold”", "21 November 2026") == data


@given(st.text(max_size=300), st.text(max_size=2000))
@settings(max_examples=30, deadline=None)
def test_paper_takes_any_words(action: str, notes: str) -> None:
    data = pdf_bytes([row(action=action, notes=notes, party=action, reference=notes[:90])], notes, "today")
    assert data.startswith(b"%PDF")


def test_an_empty_log_is_a_page_all_the_same() -> None:
    assert "Page 1 of 1" in read_text(pdf_bytes([], "", "21 November 2026")).text
