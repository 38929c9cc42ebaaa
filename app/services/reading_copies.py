# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reading copies: the Spanish copy of a letter for the person to read, from a case or from facts alone.

The letter that goes out stays English. A copy follows the facts, not what was changed by hand in the letter's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.clock import Clock
from app.domain.facts import Facts
from app.errors import UserFixable
from app.knowledge.letters import LetterKind
from app.knowledge.reading_copies import has_reading_copy, reading_copies
from app.ports import FileWriter, PaperWriter
from app.rules.reading_copy import ReadingCopy, reading_copy
from app.services.letters import LetterService
from app.services.planning import Planner


class NoReadingCopy(UserFixable):
    """A kind of letter that nobody has put into Spanish."""

    def __init__(self, kind: LetterKind) -> None:
        titled = ", ".join(reading_copies())
        super().__init__(
            f"There is no Spanish reading copy of “{kind.title}”. Nothing was written. These kinds have one: {titled}."
        )


def copy_of(
    kind: LetterKind, facts: Facts, extra: Mapping[str, str], planner: Planner, clock: Clock, *, final: bool = True
) -> ReadingCopy:
    """Return a letter's Spanish copy. NoReadingCopy where there is none, LetterHasBlanks where facts are missing."""
    if not has_reading_copy(kind):
        raise NoReadingCopy(kind)
    return reading_copy(kind, facts, extra, clock.today(), planner.deadlines(facts), final=final)


class ReadingCopyService:
    """The reading copies of a casebook's letters."""

    def __init__(
        self, letters: LetterService, planner: Planner, clock: Clock, paper: PaperWriter, files: FileWriter
    ) -> None:
        self._letters = letters
        self._planner = planner
        self._clock = clock
        self._paper = paper
        self._files = files

    def offered(self, kind_id: str) -> bool:
        """Return whether this kind of letter has a Spanish copy."""
        return has_reading_copy(self._planner.letter_kind(kind_id))

    def pdf(self, letter_id: str) -> bytes:
        """Return the Spanish copy of a letter as PDF bytes."""
        view = self._letters.view(letter_id)
        made = copy_of(view.kind, view.facts, view.extra, self._planner, self._clock)
        return self._paper.letter(replace(made.page, size=self._letters.paper_size()))

    def export(self, letter_id: str, target: Path, *, replace_file: bool = False) -> None:
        """Write the Spanish copy of a letter where the person asked."""
        self._files.write(target, self.pdf(letter_id), replace=replace_file)
