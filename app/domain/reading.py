# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What was read from a file: facts with the words they were read from, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a reading is; the word is shown to the person."""

    SURE = "sure"
    LIKELY = "likely"
    CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where words stand on a page, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFact:
    """One fact as read. ``value`` is normalised (ISO dates, "2450.00"); ``words`` are the file's own.

    ``field`` is one of the names of `casewell read` (notice_date, claim_number, code, ...). ``page`` counts from 1.
    """

    field: str
    value: str
    words: str
    page: int = 1
    confidence: Confidence = Confidence.SURE
    boxes: tuple[Box, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read: where, and what to do about it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read from one file.

    ``kind``: denial_notice, eob, bill, 835, fhir or unknown. ``how``: text, ocr or structured.
    """

    file: str
    kind: str = "unknown"
    how: str = "text"
    pages: int = 0
    facts: tuple[ReadFact, ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""
