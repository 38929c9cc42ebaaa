# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The proof of a finished packet: its files are opened again, and stamps and index are read and compared."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from io import BytesIO

from pikepdf import Object, Pdf

from app.errors import Bug
from app.ports import IndexLine
from exports.packet_front import page_range
from exports.packet_sections import Kind, Section
from exports.packet_stamps import Stamp

_EXHIBIT = re.compile(r"Exhibit ([A-Z]+(?:-\d+)?) · page (\d+) of (\d+)")


def prove(
    parts: tuple[bytes, ...],
    sections: list[Section],
    stamps: list[Stamp] | None,
    index: tuple[IndexLine, ...],
    *,
    covers: bool = False,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Compare what the finished files say with the index; Bug when anything differs. Without stamps, count pages.

    ``covers``: the first sheet of each part is none of the packet's numbered pages.
    """
    seen: dict[str, list[tuple[int, int]]] = {}
    number = 0
    rows: list[str] = []
    index_pages = next((range(s.first, s.last + 1) for s in sections if s.kind is Kind.INDEX), range(0))
    for part, content in enumerate(parts, 1):
        with Pdf.open(BytesIO(content)) as pdf:
            reader = _Reader()
            for page in itertools.islice(pdf.Root.Pages.Kids, int(covers), None):  # we hang up all pages side by side
                check()
                number += 1
                resources = page["/Resources"]
                if number in index_pages:
                    form = resources.XObject.P
                    rows += reader.texts(form, form.Resources)
                if stamps is not None:
                    found = _stamp(reader.texts(page["/Contents"], resources), stamps, number)
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


class _Reader:
    """Reads the text blocks of our own pages through the embedded fonts' own tables."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _Words] = {}

    def texts(self, content: Object, resources: Object) -> list[str]:
        """Return what each text block of a page or form shows, in order; forms inside it are not entered."""
        fonts = resources["/Font"]
        home = fonts.objgen
        if home not in self._fonts:
            self._fonts[home] = _Words(fonts)
        words = self._fonts[home]
        texts = []
        for block in content.read_bytes().split(b"BT ")[1:]:
            signs = block.partition(b" ET")[0].split()  # x y Td, then for each run: font size Tf <codes> Tj
            texts.append("".join([words[run] for run in zip(signs[3::5], signs[6::5], strict=False)]))
        return [text for text in texts if text]


class _Words(dict[tuple[bytes, bytes], str]):
    """What the codes of a font mean, for (font, <codes>), kept as they are asked for."""

    def __init__(self, fonts: Object) -> None:
        super().__init__()
        self._holder = fonts
        self._tables: dict[bytes, dict[int, str]] = {}

    def __missing__(self, run: tuple[bytes, bytes]) -> str:
        font, codes = run
        if font not in self._tables:
            cmap = self._holder[font.decode()].ToUnicode.read_bytes()
            self._tables[font] = _to_unicode(cmap.decode("ascii"))
        shown = bytes.fromhex(codes[1:-1].decode()).decode("latin-1")
        words = self[run] = shown.translate(self._tables[font])
        return words


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
