# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Other ways a letter leaves the house: as plain text for a portal's box, and by fax behind a cover sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import FaxCover, LetterPaper
from app.domain.letter import LetterStatus
from app.domain.party import Party
from app.errors import Bug
from app.ports import Casebook, FileWriter, PaperWriter
from app.rules.letter_plain import plain_letter
from app.services.letters import LetterService, OpenLetter
from app.services.previews import pdf_page_sizes

LIMITS = (2_000, 4_000, 8_000)
"""Characters that the text boxes of portals commonly take; which one a portal has, it says itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLetter:
    """A letter as plain text: its words alone, and with what stands around them."""

    words: str
    whole: str


class LetterWays:
    """The ways out of the house that are no sheet of paper."""

    def __init__(
        self, casebook: Casebook, clock: Clock, letters: LetterService, paper: PaperWriter, files: FileWriter
    ) -> None:
        self._casebook = casebook
        self._clock = clock
        self._letters = letters
        self._paper = paper
        self._files = files

    def plain(self, letter_id: str) -> PlainLetter:
        """Return a letter as plain text; blanks that are still to be filled stand in it by their names."""
        page = self._page(self._found(letter_id), final=False)
        return PlainLetter(words=plain_letter(page, whole=False), whole=plain_letter(page, whole=True))

    def fax_cover(self, letter_id: str) -> FaxCover:
        """Return a cover sheet for a letter, filled in as far as is known; ``pages`` counts itself and the letter."""
        found = self._found(letter_id)
        page = self._page(found, final=False)
        view = self._letters.look(found.letter, found.case)
        number = view.facts.people.insurer_fax if view.kind.to.value == "insurer" else ""
        if found.letter.party_id and not number:
            with self._casebook.reading() as tx:
                number = tx.get(Party, found.letter.party_id).fax
        first, *rest = ["".join(span.text for span in line) for line in page.recipient_lines] or [""]
        return FaxCover(
            sender=page.sender,
            sender_lines=page.sender_lines,
            to=first,
            attention=rest[0] if len(rest) > 1 else "",
            fax=number,
            dated=self._clock.today(),
            pages=1 + len(pdf_page_sizes(self._paper.letter(page))),
            size=page.size,
        )

    def save_fax(
        self, letter_id: str, cover: FaxCover, target: Path, *, with_letter: bool, replace_file: bool = False
    ) -> None:
        """Write the cover sheet where the person asked, with the finished letter behind it unless told otherwise."""
        found = self._found(letter_id)
        page = self._page(found, final=found.letter.status is LetterStatus.DRAFT) if with_letter else None
        self._files.write(target, self._paper.fax(cover, page), replace=replace_file)

    def _found(self, letter_id: str) -> OpenLetter:
        found = self._letters.find(letter_id)
        if found is None:
            raise Bug(f"there is no letter {letter_id}")
        return found

    def _page(self, found: OpenLetter, *, final: bool) -> LetterPaper:
        sent = found.sendings[-1].sent_on if found.sendings else None
        page = self._letters.paper(found.letter, found.case, final=final, dated=sent)
        return replace(page, window=False)  # neither a fax nor a portal has an envelope
