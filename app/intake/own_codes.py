# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reading an official code list that a person brought: CSV, or lines "code, tab, text" as copied from a web page."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.intake.errors import SAFE, FileMissing, FileTooLarge, FileUnreadable

MAX_MB = 20
_FORMS: Mapping[str, re.Pattern[str]] = {
    "CARC": re.compile(r"\d{1,3}|[ABDPWY]\d{1,2}", re.ASCII),
    "RARC": re.compile(r"MA\d{1,3}|[MN]\d{1,4}", re.ASCII),
    "HCPCS": re.compile(r"\d{4}[0-9A-Z]|[A-V]\d{4}", re.ASCII),
    "ICD10": re.compile(r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.ASCII),
    "MODIFIER": re.compile(r"[0-9A-Z]{2}", re.ASCII),
    "POS": re.compile(r"\d{1,2}", re.ASCII),
    "REVENUE": re.compile(r"\d{3,4}", re.ASCII),
}
# Lines that the published lists put below a code, and which are no part of its text.
_DATES = re.compile(r"^\s*(?:start|stop|last modified|modified|effective|end)\s*:?\s*\d", re.IGNORECASE)
_LEAST = 0.5  # of the lines with two columns, so many must begin with a code of the kind


class NoCodeList(FileUnreadable):
    """The file holds no code list of the kind asked for."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            name,
            f"“{name}” was not imported: {why} A list is a CSV or text file with the code first and its text second on "
            f"each line. {SAFE}",
        )


def read_list_file(path: Path) -> str:
    """Return the text of a list file; a FileUnreadable says what to do about one that is none."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if data[:4] == b"PK\x03\x04":
        raise NoCodeList(path.name, "it is a spreadsheet or an archive. Open it, and save it as CSV first.")
    if b"\x00" in data or data[:5] == b"%PDF-":
        raise NoCodeList(path.name, "it is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what spreadsheets on Windows write


def read_own_codes(text: str, kind: str, name: str = "The file") -> dict[str, str]:
    """Return the text of each code of a list of this kind, in the list's order; NoCodeList when it holds none.

    The first row may be a heading. Lines of one column below a code go on with its text, dates left out.
    """
    found: dict[str, str] = {}
    strange = 0
    last = ""
    for cells in _rows(text):
        code = own_code(cells[0], kind)
        words = " ".join(" ".join(cells[1:]).split())
        if code and words:
            found.setdefault(code, words)
            last = code
        elif len(cells) == 1 and last and not _DATES.match(cells[0]):
            found[last] += " " + " ".join(cells[0].split())
        elif len(cells) > 1 and words and not _DATES.match(cells[0]):
            strange += 1
    if not found:
        raise NoCodeList(name, "no line begins with a code of this kind.")
    if len(found) < _LEAST * (len(found) + strange):
        raise NoCodeList(name, f"most of its lines ({strange}) do not begin with a code of this kind.")
    return found


def own_code(text: str, kind: str) -> str:
    """Return a code as decoding writes it, or an empty text where it does not have the form of this kind."""
    bare = text.strip().strip("'\"").upper()
    if not _FORMS[kind].fullmatch(bare):
        return ""
    if kind == "CARC":
        return bare.lstrip("0") or "0"
    if kind == "ICD10":
        plain = bare.replace(".", "")
        return f"{plain[:3]}.{plain[3:]}" if len(plain) > 3 else plain
    return bare.zfill({"POS": 2, "REVENUE": 4}.get(kind, 0))


def likely_kind(text: str) -> str:
    """Return the kind that most of the codes look like; "CARC" where nothing can be told."""
    firsts = [cells[0].strip().upper() for cells in _rows(text) if len(cells) > 1]
    counts = Counter({kind: sum(bool(form.fullmatch(one)) for one in firsts) for kind, form in _FORMS.items()})
    return counts.most_common(1)[0][0] if firsts else "CARC"


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each line that is not empty: split at tabs where there are any, else as CSV."""
    lines = text.replace("\x00", "").splitlines()
    tabs = sum("\t" in line for line in lines)
    for cells in _tabbed(lines) if tabs * 3 > len(lines) else _separated(lines):
        trimmed = [cell.strip() for cell in cells if cell.strip()]
        if trimmed:
            yield trimmed


def _tabbed(lines: Iterable[str]) -> Iterator[list[str]]:
    return (line.split("\t") for line in lines)


def _separated(lines: list[str]) -> Iterator[list[str]]:
    head = "\n".join(lines[:20])
    sign = ";" if head.count(";") > head.count(",") else ","
    try:
        yield from csv.reader(io.StringIO("\n".join(lines)), delimiter=sign)
    except csv.Error:
        yield from (line.split(sign, 1) for line in lines)
