# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A fact as one of the readers found it, before the findings of a whole file are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.reading import Confidence, ReadFact
from app.intake.layout import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``passage.text[start:end]`` is the value; the words begin at ``words_from`` (its label, when it has one).

    ``rank`` 0 is believed before 1, and so on.
    """

    field: str
    value: str
    passage: Passage
    start: int
    end: int
    words_from: int
    rank: int = 0
    confidence: Confidence = Confidence.SURE
    note: str = ""

    @property
    def words(self) -> str:
        """The file's own words, label included."""
        return self.passage.text[self.words_from : self.end].strip()

    @property
    def place(self) -> tuple[int, float, float]:
        """Page, top and left, to tell which comes first."""
        boxes = self.passage.boxes(self.start, self.end)
        return (self.passage.page, boxes[0].top, boxes[0].left) if boxes else (self.passage.page, 0.0, 0.0)

    def fact(self, *, placed: bool, confidence: Confidence | None = None, note: str = "") -> ReadFact:
        """Return it as a fact; ``placed`` is False where the file has no paper to mark."""
        return ReadFact(
            field=self.field,
            value=self.value,
            words=self.words,
            page=self.passage.page,
            confidence=confidence or self.confidence,
            boxes=self.passage.boxes(self.start, self.end) if placed else (),
            note=" ".join(part for part in (self.note, note) if part),
        )
