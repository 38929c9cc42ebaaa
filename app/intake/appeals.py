# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""By when the notice itself says that an appeal must come: a printed date, or days counted from something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.reading import Confidence
from app.intake.found import Found
from app.intake.found_dates import find_dates
from app.intake.sentences import Sentence
from app.intake.typed_dates import add_months

_TENS = {"thirty": 30, "sixty": 60, "ninety": 90, "one hundred eighty": 180, "one hundred and eighty": 180}
_TENS |= {"ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "forty-five": 45, "one hundred twenty": 120}
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12, "one": 1}
_NUMBERS = _TENS | _SMALL

_SPAN = re.compile(
    r"\b(?:within|have|(?:no|not)\s+(?:later|more)\s+than|up\s+to|in|is|of)\s+(?:the\s+)?(?:next\s+)?"
    rf"(?:(?P<word>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*)?(?:\(?(?P<number>\d{{1,3}})\)?\s*[- ]?)?"
    r"(?P<kind>calendar|business|working)?\s*(?P<unit>days?|months?|weeks?)\b"
    r"(?P<tail>\s+(?:of|from|after|following|since)\s+(?:[a-z]+\s+){0,9}?"
    r"(?:letter|notice|receipt|decision|denial|eob|statement|benefits|it|mailing|determination)\b)?",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\bappeals?\b|\bgrievance|\breconsider|\bredetermination|\bask\s+(?:us|for)\s+.{0,30}\b(?:look|review|hearing)|\blook\s+again"
    r"|\brequest\s+(?:for\s+)?(?:an?\s+)?(?:\w+\s+){0,2}(?:review|hearing)|\bdisput|\bdisagree",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:we|the\s+plan|the\s+reviewer|plan)\s+(?:will|shall|must|has|have\s+to|are\s+required\s+to)\s+(?!receive|have\s+it|get)"
    r"|\bdecision\s+within|\b(?:respond|acknowledge|remit|pay(?:ment)?|reply)\b.{0,30}\bwithin|\bwithin\b.{0,40}\b(?:we|plan)\s+will|\bonce\s+every\b",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r"\bexternal\b|\bindependent\s+review|\bIRO\b", re.IGNORECASE)
_SECOND = re.compile(
    r"\bsecond[\s-]level|\bsecond\s+appeal|\bhearing|\bexpedited|\burgent|\bprovider\s+appeal", re.IGNORECASE
)
_RECEIPT = re.compile(r"\breceipt|\breceiv|\bget\b|\bgot\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|before|until|than|deadline(?:\s+is)?(?:\s+of)?|through|due|is|on)\s*:?\s*(?:[a-z]+day,?\s+)?$",
    re.IGNORECASE,
)
_NOT_DUE = re.compile(
    r"\b(?:dated|notice\s+of|letter\s+of|letter\s+dated|on|service|received|processed)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Window:
    """A time to appeal in words: so many days, weeks or months, from the notice's date or from its receipt."""

    found: Found
    count: int
    unit: str
    business: bool
    from_receipt: bool


def read_printed(found_sentences: list[Sentence]) -> Iterator[Found]:
    """Yield the dates by which the notice says an appeal is due."""
    for sentence in found_sentences:
        rank = _rank(sentence)
        if rank is None:
            continue
        for day in find_dates(sentence.text):
            before = sentence.text[: day.start][-40:]
            lead = _BY.search(before)
            if not lead or _NOT_DUE.search(before) or day.last:
                continue
            start = sentence.start + day.start
            yield Found(
                field="appeal_by",
                value=day.day.isoformat(),
                passage=sentence.block,
                start=start,
                end=sentence.start + day.end,
                words_from=start - len(lead[0]),
                rank=rank,
                confidence=Confidence.SURE if rank == 0 else Confidence.LIKELY,
                note=_note(sentence),
            )


def read_windows(found_sentences: list[Sentence]) -> Iterator[Window]:
    """Yield the times to appeal that are given in days, weeks or months."""
    for sentence in found_sentences:
        rank = _rank(sentence)
        if rank is None:
            continue
        for match in _SPAN.finditer(sentence.text):
            count = int(match["number"] or 0) or _NUMBERS.get((match["word"] or "").lower(), 0)
            if not count or _after_theirs(sentence.text, match):
                continue
            unit = match["unit"].lower().rstrip("s")
            tail = match["tail"] or sentence.text[match.end() : match.end() + 60]
            found = Found(
                field="appeal_days",
                value=str(count * 7 if unit == "week" else count),
                passage=sentence.block,
                start=sentence.start + match.start(),
                end=sentence.start + match.end(),
                words_from=sentence.start + match.start(),
                rank=rank,
                confidence=Confidence.SURE if rank <= 1 else Confidence.LIKELY,
                note=_note(sentence),
            )
            business = (match["kind"] or "").lower() in {"business", "working"}
            yield Window(found, count, unit, business, bool(_RECEIPT.search(tail)))


def days_of(window: Window) -> Found | None:
    """Return the number of days as a fact; None for months, which are not a number of days."""
    if window.unit == "month":
        return None
    note = window.found.note
    if window.business:
        note = f"{note} These are business days.".strip()
    if window.from_receipt:
        note = f"{note} Counted from the day you received the notice.".strip()
    return replace(window.found, note=note)


def due_of(window: Window, notice_date: date | None) -> Found | None:
    """Count the date from the notice's own; None where the notice counts from receipt or in business days."""
    if notice_date is None or window.business or window.from_receipt:
        return None
    if window.unit == "month":
        due = add_months(notice_date, window.count)
    else:
        due = notice_date + timedelta(days=int(window.found.value))
    if due is None:
        return None
    unit = window.unit if window.count == 1 else f"{window.unit}s"
    note = f"Counted: {window.count} {unit} from the notice's date. The notice prints no date itself."
    return replace(
        window.found,
        field="appeal_by",
        value=due.isoformat(),
        confidence=Confidence.LIKELY,
        rank=window.found.rank + 5,
        note=f"{window.found.note} {note}".strip(),
    )


def speaks_of_appeal(text: str) -> bool:
    """Whether words are about appealing, or asking for another look."""
    return bool(_APPEAL.search(text))


def _rank(sentence: Sentence) -> int | None:
    """Return how much a sentence is about our own time to appeal: 0 most, None not at all."""
    own = bool(_APPEAL.search(sentence.text))
    if not own and not _APPEAL.search(sentence.before[-250:]):
        return None
    if _EXTERNAL.search(sentence.text):
        return 4
    if _SECOND.search(sentence.text):
        return 3
    return 0 if own else 1


def _after_theirs(text: str, match: re.Match[str]) -> bool:
    """Whether the time is one that the other side has."""
    return bool(_THEIRS.search(text[max(0, match.start() - 80) : match.end() + 30]))


def _note(sentence: Sentence) -> str:
    if _EXTERNAL.search(sentence.text):
        return "This is the time for an external review."
    return "This may be the time for another level or for an urgent appeal." if _SECOND.search(sentence.text) else ""
