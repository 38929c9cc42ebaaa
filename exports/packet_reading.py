# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reading what a packet is made of: letter, summary and exhibits as leaves, blacked out where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pikepdf import Object

from app.domain.blocks import Block, ExhibitPaper, LetterPaper, PacketPaper, PaperSize
from app.domain.packet import exhibit_names
from app.errors import Bug
from app.jobs import CancelFlag
from app.ports import PacketProblem, PageEye
from exports import letter_pdf
from exports.blocks import flowables
from exports.errors import LETTER, PagesUnsearched, UnreadableExhibit
from exports.exhibit_pages import CannotRead, Leaf, OpenExhibit, Shelf, open_exhibit, read_pages, whole_pages
from exports.redaction import Redactor


class Contents:
    """Everything that is read for one packet, and why some of it could not be."""

    def __init__(self, paper: PacketPaper, shelf: Shelf, flag: CancelFlag, eye: PageEye | None) -> None:
        self._paper, self._shelf, self._flag = paper, shelf, flag
        self._redactor: Redactor | None = None
        if paper.blackout.wanted:
            if eye is None:
                raise Bug("words were to be blacked out, and nobody can look at the pages")
            self._redactor = Redactor(eye, paper.blackout, shelf, flag.check)
        self.names = exhibit_names(exhibit.joined for exhibit in paper.exhibits)
        self.problems: list[PacketProblem] = []
        self.unsearched: list[PacketProblem] = []
        self.opened: list[OpenExhibit | None] = []
        self.letter = self._blacked(self._letter_leaves(), LETTER, paper.letter_title)
        self.summary = self._own_pages("Summary", paper.summary)
        self.chronology = self._own_pages("Chronology", paper.chronology)

    def _own_pages(self, title: str, blocks: tuple[Block, ...]) -> tuple[Leaf, ...]:
        if not blocks:
            return ()
        story = [*letter_pdf.head(title, self._paper.subtitle), *flowables(blocks)]
        return self._blacked(whole_pages(self._shelf, letter_pdf.build_blocks(story, title)), title, title)

    def _letter_leaves(self) -> tuple[Leaf, ...]:
        letter = self._paper.letter
        if letter is None:
            return ()
        if isinstance(letter, LetterPaper):
            sized = replace(letter, size=PaperSize.LETTER)  # every sheet of a packet is of one size
            return whole_pages(self._shelf, letter_pdf.build(sized, footer=not self._paper.stamp))
        try:
            return read_pages(self._shelf, letter, "", band=self._paper.stamp, check=self._flag.check).leaves
        except CannotRead as error:
            what = str(error)
            self.problems.append(PacketProblem(exhibit=LETTER, file=self._paper.letter_title, what=what))
            return ()

    def read(self, exhibit: ExhibitPaper) -> None:
        """Read the next exhibit, or note why it cannot be read."""
        name = self.names[len(self.opened)]
        try:
            opened = open_exhibit(self._shelf, exhibit, band=self._paper.stamp, check=self._flag.check)
        except CannotRead as error:
            self.problems.append(PacketProblem(exhibit=name, file=exhibit.file_name, what=str(error)))
            self.opened.append(None)
        else:
            leaves = self._blacked(opened.leaves, name, exhibit.file_name, opened.hidden)
            self.opened.append(replace(opened, leaves=leaves))

    def refuse(self) -> None:
        """Stop where something could not be read or looked through, and the person has not said to go on."""
        letter_lost = any(p.exhibit == LETTER for p in self.problems)
        if self.problems and (letter_lost or not self._paper.skip_unreadable):
            raise UnreadableExhibit(tuple(self.problems))
        if self.unsearched and not self._paper.looked_through:
            raise PagesUnsearched(tuple(self.unsearched))

    def _blacked(
        self, leaves: tuple[Leaf, ...], name: str, file: str, hidden: tuple[Object, ...] = ()
    ) -> tuple[Leaf, ...]:
        if self._redactor is None:
            return leaves
        made = self._redactor.leaves(leaves, hidden)
        whys = dict.fromkeys(why for _, why in self._redactor.unsure)
        for why in whys:
            pages = _page_words(page for page, said in self._redactor.unsure if said == why)
            self.unsearched.append(PacketProblem(exhibit=name, file=file, what=f"{why} on {pages}"))
        return made


def _page_words(pages: Iterable[int]) -> str:
    """Return "page 2", or "pages 1–3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
    return f"{'page' if len(runs) == 1 and runs[0][0] == runs[0][1] else 'pages'} {words}"
