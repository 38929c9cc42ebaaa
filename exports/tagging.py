# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The structure that screen readers follow: which words on which page are a heading, a list, a cell of a table.

ReportLab draws marks on a page and knows nothing of their meaning. Here each part of a letter is a Node; what it draws
is marked with its number (PDF 32000-1, 14.6 to 14.8), and the canvas writes the tree of nodes beside the pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFPage
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph

_LEVELS = {"H1": 0, "H2": 1}
"""Headings, and how deep they stand among the bookmarks."""


@dataclass(eq=False, slots=True)
class Node:
    """A part of the document. ``role`` is PDF's own name for it; ``attributes`` are those of its role.

    ``marks`` are (page, number) of what it drew, counted from 0.
    """

    role: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, role: str, **attributes: str) -> Node:
        """Add a part at the end of this one."""
        kid = Node(role, attributes)
        self.kids.append(kid)
        return kid


class _Written(PDFObject):  # type: ignore[misc]  # ReportLab has no annotations
    """A thing of the file whose bytes are known."""

    __RefOnly__ = 1  # ReportLab's word for: others only point to it

    def __init__(self) -> None:
        self.content = ""

    def format(self, _document: object) -> bytes:
        """Return the bytes."""
        return self.content.encode("ascii")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no annotations
    """A canvas that keeps what belongs to which node, and writes the tree when it is saved.

    Attributes:
        root: the document; None until a story is set on it, and then its file is tagged.
    """

    root: Node | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        self._marked: defaultdict[int, list[Node]] = defaultdict(list)
        super().__init__(*args, **kwargs)

    def begin(self, node: Node) -> None:
        """Begin what belongs to a node."""
        page = self.getPageNumber() - 1
        number = len(self._marked[page])
        node.marks.append((page, number))
        self._marked[page].append(node)
        self._code.append(f"/{node.role} <</MCID {number}>> BDC")

    def end(self) -> None:
        """End what belongs to a node, or to none."""
        self._code.append("EMC")

    def begin_artifact(self, kind: str = "Layout") -> None:
        """Begin what is no part of the text: rules, footers, the head of a table when it stands again."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")

    def save(self) -> None:
        """Write the tree, then the file."""
        if self.root is not None:
            self._describe()
            self._write_tree(self.root)
        super().save()

    def _describe(self) -> None:
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.setViewerPreference("DisplayDocTitle", "true")

    def _write_tree(self, root: Node) -> None:
        """Write the tree as plain bytes: ReportLab's own dictionaries would take half of the time."""
        pages = self._doc.Pages.pages
        places = [self._number(page) for page in pages]
        tree = _Written()
        top = self._number(tree, "StructTreeRoot")
        written: dict[int, str] = {}
        first = self._write_node(root, top, places, written)
        parents = []
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
            parents.append(f"{number} [{' '.join(written[id(node)] for node in self._marked[number])}]")
        tree.content = (
            f"<</Type /StructTreeRoot /K {first} /ParentTree <</Nums [{' '.join(parents)}]>> "
            f"/ParentTreeNextKey {len(pages)}>>"
        )
        self._doc.Catalog.StructTreeRoot = tree

    def _write_node(self, node: Node, parent: str, places: list[str], written: dict[int, str]) -> str:
        made = _Written()
        here = written[id(node)] = self._number(made, f"StructElem{len(written)}")
        kids = [f"<</Type /MCR /Pg {places[page]} /MCID {number}>>" for page, number in node.marks]
        kids += [self._write_node(kid, here, places, written) for kid in node.kids]
        worn = " ".join(f"/{name} /{value}" for name, value in node.attributes.items())
        attributes = f" /A <<{worn}>>" if worn else ""
        made.content = f"<</Type /StructElem /S /{node.role} /P {parent} /K [{' '.join(kids)}]{attributes}>>"
        return here

    def _number(self, thing: PDFObject, name: str | None = None) -> str:
        """Give a thing its number in the file, if it has none yet; return how others point to it."""
        number, version = self._doc.idToObjectNumberAndVersion[self._doc.Reference(thing, name).name]
        return f"{number} {version} R"

    def bookmark(self, words: str, level: int) -> None:
        """Put the place that is being drawn among the bookmarks."""
        key = f"place{self._doc.objectcounter}-{len(self._code)}"
        self.bookmarkHorizontal(key, 0, 0)
        self.addOutlineEntry(words, key, level)


class Words(Paragraph):  # type: ignore[misc]  # ReportLab has no annotations
    """A paragraph that belongs to a node; split over pages, all its parts do.

    Drawn a second time, it is the head of a table that stands again on the next page, and no part of the text.
    """

    def __init__(self, *args: object, node: Node | None = None, **kwargs: object) -> None:
        self.node, self._drawn = node, False
        super().__init__(*args, **kwargs)

    def split(self, wide: float, high: float) -> list[Paragraph]:
        """Split it as ReportLab does."""
        parts: list[Paragraph] = super().split(wide, high)
        for part in parts:
            part.node = self.node
        return parts

    def draw(self) -> None:
        """Draw the words, marked as what they are."""
        canvas = self.canv
        if self.node is None or not is_tagged(canvas):
            super().draw()
            return
        if self._drawn:
            canvas.begin_artifact("Pagination")
        else:
            if self.node.role in _LEVELS and not self.node.marks:
                canvas.bookmark(self.getPlainText(), _LEVELS[self.node.role])
            canvas.begin(self.node)
        self._drawn = True
        super().draw()
        canvas.end()


class TaggedTable(LongTable):  # type: ignore[misc]  # ReportLab has no annotations
    """A table whose lines are no part of the text; its cells are Words with nodes of their own."""

    def _drawLines(self) -> None:  # noqa: N802 - ReportLab's name
        with artifact(self.canv):
            super()._drawLines()


def is_tagged(canvas: Canvas) -> bool:
    """Return whether what is drawn on a canvas is marked."""
    return isinstance(canvas, TaggedCanvas) and canvas.root is not None


@contextmanager
def artifact(canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
    """Mark what is drawn meanwhile as no part of the text."""
    tagged = is_tagged(canvas)
    if tagged:
        canvas.begin_artifact(kind)
    yield
    if tagged:
        canvas.end()
