# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Tables as files, CSV or XLSX, into rows of text. Values only: nothing in a file is ever computed or followed."""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from app.domain.reading import Problem
from app.intake.errors import SAFE, FileDamaged, FileEmpty, FileMissing, FileTooLarge, FileUnreadable
from app.intake.recognize import decode_text

MAX_MB = 40
MAX_UNPACKED_MB = 300
"""What a spreadsheet may hold once unpacked: more is no bill, and may be made to choke a program."""
MAX_PARTS = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 120
MAX_CELL = 2_000
MAX_SHEETS = 20

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SIGNS = ",;\t|"
_SAMPLE_LINES = 40
_QUOTED = re.compile(r'="(.*)"')


class NoTable(FileUnreadable):
    """The file is no table that can be read. ``why`` is a sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, f"“{name}” could not be read as a table. {why} {SAFE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of one table. ``first_row`` is the number that the file gives the first of them."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1
    problems: tuple[Problem, ...] = ()


def is_spreadsheet(data: bytes) -> bool:
    """Return whether these bytes are a spreadsheet file (or try to be one)."""
    return data.startswith(_OLD_EXCEL) or (data.startswith(_ZIP) and b"xl/" in data)


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read a file's tables; errors as grids_of, and FileMissing when it cannot be opened."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error
    return grids_of(path.name, data)


def grids_of(name: str, data: bytes, *, rows: int = MAX_ROWS) -> tuple[Grid, ...]:
    """Return the tables of a CSV file (one) or a spreadsheet (one a sheet that holds anything), up to so many rows.

    Raises FileEmpty, FileTooLarge, FileDamaged, or NoTable with what to do instead.
    """
    if not data.strip():
        raise FileEmpty(name)
    if len(data) > MAX_MB * 1_000_000:
        raise FileTooLarge(name, MAX_MB)
    if data.startswith(_OLD_EXCEL):
        raise NoTable(name, "It is a spreadsheet of an old or locked kind. Open it, save it as XLSX or CSV, try that.")
    if data.startswith(_ZIP):
        return _sheets(name, data, rows)
    text = _text(data)
    if text is None:
        raise NoTable(name, "It is neither a spreadsheet (XLSX) nor text (CSV).")
    return (_separated(name, text, rows),)


def _text(data: bytes) -> str | None:
    """Read bytes as text; some programs write UTF-16 without its mark."""
    sample = data[:2_000]
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and sample.count(0) > len(sample) // 4:
        little = sample[1::2].count(0) > sample[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    return decode_text(data)


def _separated(name: str, text: str, most: int) -> Grid:
    """Cut text into cells by the sign that cuts its lines most evenly."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = 1
    if lines[:4].lower() == "sep=":  # a line that spreadsheets put first to name the sign
        lines, first = lines.partition("\n")[2], 2
    head = lines.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    sign = max(_SIGNS, key=lambda one: _evenness(head, one))
    problems: list[Problem] = []
    rows = _up_to(_csv_rows(lines, sign), most, problems)
    return Grid(name=name, rows=rows, first_row=first, problems=tuple(problems))


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    """Say how well a sign cuts: how many lines have as many cells as the commonest, and how many cells that is."""
    counts = [len(row) for row in _csv_rows("\n".join(lines), sign) if len(row) > 1]
    if not counts:
        return (0, 0)
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return (counts.count(usual) * min(usual, 12), usual)


def _csv_rows(text: str, sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        # A quote that never ends, or a cell without end: lines are cut at the sign alone, and nothing is swallowed.
        return [line.replace('"', "").split(sign) for line in text.split("\n")]


def _up_to(rows: Iterable[Iterable[object]], most: int, problems: list[Problem]) -> tuple[tuple[str, ...], ...]:
    """Keep rows as cleaned text, up to the most that are read."""
    kept: list[tuple[str, ...]] = []
    for number, row in enumerate(rows):
        if number >= most:
            what = f"The table is longer than {most:,} rows. Only these were read: split the file to read the rest."
            problems.append(Problem(where=f"row {most + 1}", what=what))
            break
        cells = [cell_text(value) for value, _ in zip(row, range(MAX_COLUMNS), strict=False)]
        while cells and not cells[-1]:
            cells.pop()
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def cell_text(value: object) -> str:
    """Return a cell as text: dates in ISO form, numbers without needless digits, blanks trimmed."""
    if value is None:
        return ""
    if isinstance(value, str):
        bare = " ".join(value[:MAX_CELL].replace("\x00", "").split())
        quoted = _QUOTED.fullmatch(bare)  # ="0450", as programs write to keep a spreadsheet from dropping the zero
        return (quoted[1] if quoted else bare.removeprefix("'")).strip()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    return "" if isinstance(value, time) else str(value)[:MAX_CELL]


def _sheets(name: str, data: bytes, most: int) -> tuple[Grid, ...]:
    """Read a spreadsheet's sheets, after its parts were weighed."""
    _weigh(name, data)
    # Delayed: it takes a fifth of a second to load, and only spreadsheets need it.
    from openpyxl import load_workbook

    grids: list[Grid] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of pictures and styles, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets[:MAX_SHEETS]:
                sheet.reset_dimensions()  # what a file says of its own size is not believed
                problems: list[Problem] = []
                rows = _up_to(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), most, problems)
                if any(rows):
                    grids.append(Grid(name=str(sheet.title), rows=rows, problems=tuple(problems)))
            book.close()
    except FileUnreadable:
        raise
    except Exception as error:  # a library of another house: whatever it meets in a broken file is the file's fault
        raise FileDamaged(name) from error
    if not grids:
        raise NoTable(name, "It holds no rows.")
    formulas = _formulas_without_values(data)
    if formulas:
        what = "Some cells hold a formula without its result. Open the file, save it, and import it again."
        grids[0] = replace(grids[0], problems=(*grids[0].problems, Problem(where=name, what=what)))
    return tuple(grids)


def _weigh(name: str, data: bytes) -> None:
    """Refuse an archive that would unpack to more than a table ever holds, or that is no spreadsheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileDamaged(name) from error
    if any(part.flag_bits & 1 for part in parts):
        raise NoTable(name, "It is locked with a password. Save a copy without one, and try that.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_MB * 1_000_000:
        raise FileTooLarge(name, MAX_MB)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise NoTable(name, "It is an archive, not a spreadsheet. Unpack it, and import the file inside.")


def _formulas_without_values(data: bytes) -> bool:
    """Return whether any cell is a formula whose result was never saved."""
    empty = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f[^>]*/>\s*(?:<v\s*/>)?\s*</c>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        return any(empty.search(archive.read(part)) for part in sheets[:MAX_SHEETS])
