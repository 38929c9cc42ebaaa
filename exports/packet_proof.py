# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The proof of a finished packet: its files are opened again, and stamps and index are read and compared."""

from __future__ import annotations

import itertools
import re
from io import BytesIO

from pikepdf import Object, Page, Pdf

from app.errors import Bug
from app.ports import IndexLine
from exports.packet_front import page_range
from exports.packet_sections import Kind, Section
from exports.packet_stamps import Stamp

# What our own pages consist of: a text begins, a font is chosen, a string is shown.
_TEXT = re.compile(rb"\b(BT)\b|/(\S+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj|<([0-9a-f]+)> Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_EXHIBIT = re.compile(r"Exhibit ([A-Z]+) · page (\d+) of (\d+)")


def prove(
    parts: tuple[bytes, ...], sections: list[Section], stamps: list[Stamp] | None, index: tuple[IndexLine, ...]
) -> None:
    """Compare what the finished files say with the index; Bug when anything differs. Without stamps, count pages."""
    seen: dict[str, list[tuple[int, int]]] = {}
    number = 0
    rows: list[str] = []
    index_pages = next((range(s.first, s.last + 1) for s in sections if s.kind is Kind.INDEX), range(0))
    for part, content in enumerate(parts, 1):
        with Pdf.open(BytesIO(content)) as pdf:
            reader = _Reader()
            for page in pdf.pages:
                number += 1
                if number in index_pages:
                    rows += reader.texts(page.obj.Resources.XObject.P)
                if stamps is not None:
                    found = _stamp(reader.texts(page), stamps, number)
                    if found:
                        seen.setdefault(found, []).append((number, part))
    if number != sections[-1].last:
        raise Bug(f"the packet has {number} pages, and should have {sections[-1].last}")
    if stamps is not None:
        _compare(seen, index)
    _compare_rows(rows, sections)


def _stamp(texts: list[str], stamps: list[Stamp], number: int) -> str:
    """Check one page's stamp; return the letter of the exhibit whose page it is, or nothing."""
    expected = list(stamps[number - 1].words) if number <= len(stamps) else []
    if texts != expected:
        raise Bug(f"page {number} of the packet is stamped otherwise than it should be")
    found = _EXHIBIT.fullmatch(texts[0])
    return found[1] if found else ""


def _compare(seen: dict[str, list[tuple[int, int]]], index: tuple[IndexLine, ...]) -> None:
    read = {letter: (pages[0][0], pages[-1][0], pages[0][1]) for letter, pages in seen.items()}
    told = {line.exhibit: (line.first_page, line.last_page, line.file) for line in index}
    if read != told:
        wrong = sorted(letter for letter in {*read, *told} if read.get(letter) != told.get(letter))
        raise Bug(f"the index differs from the stamped pages at exhibit {', '.join(wrong)}")


def _compare_rows(texts: list[str], sections: list[Section]) -> None:
    """The printed rows end with two numbers, pages and packet pages; they must be those of the sections, in order."""
    listed = [s for s in sections if s.kind is not Kind.COVER]
    expected = [(str(s.pages), page_range(s.first, s.last)) for s in listed]
    expected.append((str(sections[-1].last), page_range(1, sections[-1].last)))
    wanted = iter(expected)
    left = next(wanted, None)
    for pair in itertools.pairwise(texts):
        if pair == left:
            left = next(wanted, None)
    if texts and left is not None:
        raise Bug(f"the printed index does not say {left[1]} where it should")


def _content(page: Page | Object) -> bytes:
    return bytes(page.obj.Contents.read_bytes() if isinstance(page, Page) else page.read_bytes())


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else _SIGNS.get(sign, sign)


class _Reader:
    """Reads the text blocks of our own pages through the embedded fonts' own tables."""

    def __init__(self) -> None:
        self._tables: dict[tuple[int, int], dict[int, str]] = {}

    def texts(self, page: Page | Object) -> list[str]:
        """Return what each text block of a page or form shows, in order; forms inside it are not entered."""
        resources = page.obj.Resources if isinstance(page, Page) else page.Resources
        texts: list[str] = []
        table: dict[int, str] = {}
        for begin, font, shown, codes in _TEXT.findall(_content(page)):
            if begin:
                texts.append("")
            elif font:
                table = self._table(resources.Font[f"/{font.decode()}"])
            else:
                plain = bytes.fromhex(codes.decode()) if codes else _ESCAPED.sub(_unescaped, shown)
                texts[-1] += plain.decode("latin-1").translate(table)
        return [t for t in texts if t]

    def _table(self, font: Object) -> dict[int, str]:
        key = font.objgen
        if key not in self._tables:
            self._tables[key] = _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))
        return self._tables[key]


def _to_unicode(cmap: str) -> dict[int, str]:
    """Read the pairs and ranges of a font's ToUnicode table."""
    table = dict.fromkeys(range(256), "\ufffd")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, values in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", block):
            given = [bytes.fromhex(v).decode("utf-16-be") for v in re.findall(r"<(\w+)>", values)]
            for offset, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                one = values.startswith("<")
                table[code] = chr(ord(given[0]) + offset) if one else given[offset]
    return table
