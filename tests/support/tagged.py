# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A small checker of tagged PDFs: what a screen reader is told, and what breaks the rules of PDF/UA that apply to us.

The rules are those of the Matterhorn Protocol that a letter without pictures, forms and links can break: everything
drawn is marked or an artifact (01), a title that is shown (06, 07), a language (11), headings in their order (14),
tables whose heads are named (15), lists (16), fonts inside the file with their letters known (31).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_TEXT = {"Tj", "TJ", "'", '"'}
_PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}
_KIDS = {
    "L": {"LI", "L"},
    "LI": {"LBody", "Lbl"},
    "Table": {"TR"},
    "TR": {"TH", "TD"},
}


@dataclass
class Part:
    """A part of the document as it is read out: its role, its own words, and its parts."""

    role: str
    words: str = ""
    parts: list[Part] = field(default_factory=list)

    def walk(self) -> Iterator[Part]:
        yield self
        for part in self.parts:
            yield from part.walk()


def read_out(content: bytes) -> Part:
    """Return the document in reading order, its words found by their marks."""
    words = _marked_words(content)
    with pikepdf.open(BytesIO(content)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return _part(document.Root.StructTreeRoot.K, words, pages)


def outline(part: Part) -> list[str]:
    """Return "H1: words" for every part that has words of its own, in order."""
    return [f"{p.role}: {' '.join(p.words.split())}" for p in part.walk() if p.words.strip()]


def problems(content: bytes) -> list[str]:
    """Return what breaks a rule, empty when nothing does."""
    with pikepdf.open(BytesIO(content)) as document:
        found = [*_of_document(document)]
        if "/StructTreeRoot" in document.Root:
            found += _of_marks(document)
    if not found:
        found += _of_tree(read_out(content))
    return found


def _of_document(document: pikepdf.Pdf) -> Iterator[str]:
    root: Any = document.Root
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked", False):
        yield "06: not said to be tagged"
    if "/StructTreeRoot" not in root:
        yield "06: no structure"
    if not str(root.get("/Lang", "")):
        yield "11: no language"
    if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle", False):
        yield "07: the title is not shown"
    if not str(document.docinfo.get("/Title", "")):
        yield "06: no title"
    for page in document.pages:
        for font in page.obj.Resources.get("/Font", {}).values():
            if "/FontFile2" not in font.get("/FontDescriptor", {}):
                yield f"31: {font.BaseFont} is not in the file"
            if "/ToUnicode" not in font:
                yield f"31: the letters of {font.BaseFont} are not known"


def _of_marks(document: pikepdf.Pdf) -> Iterator[str]:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for number, page in enumerate(document.pages):
        if page.obj.get("/Tabs") != "/S":
            yield f"28: page {number} has no order of tabs"
        listed = parents[int(page.obj.StructParents)]
        seen: list[int] = []
        depth: list[bool] = []  # whether each open mark is a part or an artifact
        for step in pikepdf.parse_content_stream(page):
            operands, name = list(step.operands), str(step.operator)
            if name in {"BDC", "BMC"}:
                properties: Any = operands[1] if name == "BDC" else {}
                marked = "/MCID" in properties
                if any(depth):
                    yield f"01: marks within marks on page {number}"
                if marked:
                    seen.append(int(properties.MCID))
                    if operands[0] != listed[seen[-1]].S:
                        yield f"01: mark {seen[-1]} of page {number} has two roles"
                depth.append(marked or operands[0] == "/Artifact")
            elif name == "EMC":
                depth.pop()
            elif name in _TEXT | _PAINT and not any(depth):
                yield f"01: {name} on page {number} belongs to nothing"
        if depth or sorted(seen) != list(range(len(listed))):
            yield f"01: marks and parts of page {number} differ"


def _of_tree(tree: Part) -> Iterator[str]:
    level = 0
    for part in tree.walk():
        for kid in part.parts:
            if part.role in _KIDS and kid.role not in _KIDS[part.role]:
                yield f"09: {kid.role} in {part.role}"
        if part.role.startswith("H") and part.role[1:].isdigit():
            if int(part.role[1:]) > level + 1:
                yield f"14: {part.role} after level {level}"
            level = int(part.role[1:])
        if part.role == "Table" and not any(cell.role == "TH" for cell in part.walk()):
            yield "15: a table without heads"


def _part(node: Any, words: dict[tuple[int, int], str], pages: dict[Any, int]) -> Part:
    made = Part(str(node.S).lstrip("/"))
    for kid in node.get("/K", []):
        if kid.get("/Type") == "/MCR":
            made.words += words.get((pages[kid.Pg.objgen], int(kid.MCID)), "") + "\n"
        else:
            assert kid.P.objgen == node.objgen
            made.parts.append(_part(kid, words, pages))
    return made


def _marked_words(content: bytes) -> dict[tuple[int, int], str]:
    """Return the words of every mark, as PDFium reads them: a reader that is not the writer."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
            if mark < 0:
                continue
            length = pdfium.FPDFTextObj_GetText(thing.raw, text.raw, None, 0)
            buffer = (pdfium.FPDF_WCHAR * length)()
            pdfium.FPDFTextObj_GetText(thing.raw, text.raw, buffer, length)
            said = bytes(memoryview(buffer).cast("B")).decode("utf-16-le").rstrip("\0")
            found[number, mark] = found.get((number, mark), "") + said
        text.close()
        page.close()
    document.close()
    return found
