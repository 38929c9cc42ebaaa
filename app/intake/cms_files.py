# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The lists of CMS that a person imports: unit limits (MUE) and code pairs (NCCI PTP), in the layouts CMS publishes.

Both come as XLSX, CSV or tab-separated text, with lines about copyright above the headings; nothing of the words of
those lines, and no description of a code, is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from app.domain.cms_lists import CodePair, UnitLimit
from app.intake.errors import SAFE, FileMissing, FileTooLarge, FileUnreadable
from app.intake.found_dates import full_date
from app.intake.recognize import decode_text
from app.intake.table_columns import heading_key
from app.intake.table_files import grids_of

MAX_MB = 200
"""The longest file of code pairs for clinicians is some 60 MB as text."""
KEPT_FROM = date(2018, 1, 1)
"""Pairs that ended before are left out: no bill that is still open is as old."""
_CODE = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]", re.ASCII)
_ZIP = b"PK\x03\x04"
_HEAD = 20_000
"""Signs in which the headings stand."""


class NoCmsList(FileUnreadable):
    """The file is not the list of CMS that was asked for."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            name,
            f"“{name}” was not read: {what} CMS offers its files as archives: unpack one, and choose the XLSX, CSV or "
            f"text file inside. {SAFE}",
        )


def read_unit_limits(path: Path) -> dict[str, UnitLimit]:
    """Read a file of unit limits: the code, the limit, and whether it holds by line (indicator 1) or by day.

    Raises NoCmsList, and the errors of any file.
    """
    found: dict[str, UnitLimit] = {}
    columns: dict[str, int] = {}
    for row in _rows(path):
        if not columns:
            columns = _limit_columns(row)
            continue
        code, limit = _cell(row, columns["code"]).upper(), _cell(row, columns["limit"]).replace(",", "")
        if _CODE.fullmatch(code) and re.fullmatch(r"\d{1,6}(?:\.0+)?", limit):
            by_line = _cell(row, columns.get("indicator", -1)).startswith("1")
            found[code] = UnitLimit(code=code, units=int(float(limit)), by_line=by_line)
    if not found:
        raise NoCmsList(path.name, "no column of codes with a column of unit limits (MUE values) was found in it.")
    return found


def _limit_columns(row: Sequence[str]) -> dict[str, int]:
    """Tell the columns of unit limits by their headings, or none where this row is no heading."""
    keys = [heading_key(cell) for cell in row]
    code = next((at for at, key in enumerate(keys) if "code" in key and ("hcpcs" in key or "cpt" in key)), None)
    limit = next((at for at, key in enumerate(keys) if "mue" in key and "value" in key), None)
    if code is None or limit is None:
        return {}
    indicator = next((at for at, key in enumerate(keys) if "adjudication" in key or key == "mai"), -1)
    return {"code": code, "limit": limit, "indicator": indicator}


def read_code_pairs(path: Path, only: frozenset[str] | None = None) -> dict[str, dict[str, CodePair]]:
    """Read a file of code pairs, by first and second code; with ``only`` just the pairs of these codes.

    Raises NoCmsList, and the errors of any file.
    """
    found: dict[str, dict[str, CodePair]] = {}
    columns: dict[str, int] = {}
    seen = 0
    for row in _rows(path):
        if not columns:
            columns = _pair_columns(row)
            continue
        first, second = _cell(row, columns["first"]).upper(), _cell(row, columns["second"]).upper()
        if not (_CODE.fullmatch(first) and _CODE.fullmatch(second)):
            continue
        seen += 1
        if only is not None and (first not in only or second not in only):
            continue
        pair = _pair(row, columns, first, second)
        if pair is not None:
            found.setdefault(first, {})[second] = pair
    if not seen:
        raise NoCmsList(path.name, "no columns of pairs of codes (column 1 and column 2) were found in it.")
    return found


def _pair_columns(row: Sequence[str]) -> dict[str, int]:
    keys = [heading_key(cell) for cell in row]
    first = next((at for at, key in enumerate(keys) if key.startswith("column 1")), None)
    second = next((at for at, key in enumerate(keys) if key.startswith("column 2")), None)
    if first is None or second is None:
        return {}
    named = {"since": "effective", "until": "deletion", "indicator": "modifier"}
    rest = {name: next((at for at, key in enumerate(keys) if word in key), -1) for name, word in named.items()}
    return {"first": first, "second": second, **rest}


def _pair(row: Sequence[str], columns: Mapping[str, int], first: str, second: str) -> CodePair | None:
    until = full_date(_cell(row, columns["until"]).replace("*", ""))
    if until is not None and until < KEPT_FROM:
        return None
    indicator = _cell(row, columns["indicator"])[:1]
    return CodePair(
        first=first,
        second=second,
        indicator=int(indicator) if indicator in {"0", "1", "9"} else 9,
        since=full_date(_cell(row, columns["since"])),
        until=until,
    )


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if 0 <= at < len(row) else ""


def _rows(path: Path) -> Iterator[Sequence[str]]:
    """Yield the rows of a list, long text files without the limits of an ordinary table."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error
    if data.startswith(_ZIP):
        for grid in _sheets(path, data):
            yield from grid
        return
    text = decode_text(data)
    if text is None:
        raise NoCmsList(path.name, "it is neither a spreadsheet nor text.")
    sign = "\t" if text[:_HEAD].count("\t") > text[:_HEAD].count(",") else ","
    # A heading of these files may run over several lines inside its quotes.
    head = re.sub(r'"[^"]*"', _one_line, text[:_HEAD])
    for line in (head + text[_HEAD:]).splitlines():
        cells = [cell.strip().strip('"').strip() for cell in line.split(sign)]
        if len(cells) > 1:
            yield cells


def _one_line(quoted: re.Match[str]) -> str:
    return " ".join(quoted[0].replace(",", " ").split())


def _sheets(path: Path, data: bytes) -> Iterator[Sequence[Sequence[str]]]:
    """Yield the rows of each sheet of a spreadsheet that CMS made; one it did not make is refused with its reason."""
    if b"[Content_Types].xml" not in data:
        raise NoCmsList(path.name, "it is an archive.")
    for grid in grids_of(path.name, data, rows=2_000_000):
        yield grid.rows
