# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Facts without a label: the letter's own date, and what its sentences say about service, provider and amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.reading import Confidence
from app.intake.found import Found
from app.intake.found_dates import find_dates, full_date
from app.intake.layout import Layout, Passage
from app.intake.sentences import Sentence
from app.intake.values import find_amounts

FIRST_ROWS = 12
HEAD_ROWS = 3
"""A letterhead may have the date beside it; further down, a date beside other words belongs to them."""

_NAMED_CODE = re.compile(
    r"\b(?:CPT|HCPCS)(?:\s*/\s*HCPCS)?®?(?:\s+codes?)?\s*[:#]?\s*(?P<code>\d{5}|\d{4}[A-Z]|[A-V]\d{4})(?![\w-]\w|\w)"
)
_SERVICE_WORDS = re.compile(
    r"\b(?:services?|treatment|procedure|surgery|care|visit|stay|scan|mri|imaging|test(?:s|ing)?|therapy|admission|performed|provided"
    r"|received|rendered|seen)\b[^.;]{0,70}\b(?:on|from|dated|between|of|beginning)\s*(?:[a-z]+day,?\s+)?$",
    re.IGNORECASE,
)
_OTHER_DATES = re.compile(
    r"\b(?:claim|request|appeal|letter|records?|we|notice|information)\b[^.;]{0,30}\b(?:received|dated|submitted|sent|mailed|of|on|processed)\s*$"
    r"|\b(?:by|before|until|than)\s*$",
    re.IGNORECASE,
)
_PLACE_WORDS = (
    r"(?:Hospital|Medical\s+Cent(?:er|re)|Health\s+(?:System|Center|Network)|Clinic|Imaging|Radiology|Surgery\s+Center|Surgical\s+Center"
    r"|Associates|Physicians|Laborator(?:y|ies)|Labs?|Orthop(?:a)?edics|Cardiology|Pediatrics|Medical\s+Group|Family\s+Practice|Therapy"
    r"|Rehabilitation|Urgent\s+Care|Emergency\s+Physicians|Anesthesia|Pathology|Ambulance|Care\s+Center|Infirmary|Dental|Dentistry)"
)
_PROVIDER = re.compile(
    rf"(?:\b(?:by|from|at|of|with)\s+(?:the\s+)?|,\s+)(?P<name>(?:Dr\.\s+)?(?:(?:[A-Z][\w.'’&-]*|of|the|and|&)\s+){{1,5}}?{_PLACE_WORDS}(?:\s+(?:of\s+)?[A-Z][a-z]+){{0,2}})"
)
_DOCTOR = re.compile(
    r"\b(?:by|from|with)\s+(?P<name>(?:Dr\.\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})|(?:[A-Z][\w'’-]+\s+){1,2}[A-Z][\w'’-]+,?\s+(?:M\.?D\.?|D\.?O\.?|N\.?P\.?|P\.?A\.?))(?![A-Za-z])"
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ying)|not\s+(?:pay|cover|approve|able\s+to\s+pay)|declined|disallowed|unable\s+to\s+(?:pay|cover))\b",
    re.IGNORECASE,
)
_BILLED = re.compile(r"\b(?:billed|charged?|charges|submitted)\b[^.;]{0,40}$", re.IGNORECASE)


def read_letter_date(layout: Layout) -> Iterator[Found]:
    """Yield a date that stands alone in the upper part of the first page."""
    if layout.page.number != 1:
        return
    for number, row in enumerate(layout.rows):
        if row.box.top > layout.page.height * 0.5 and (layout.page.placed or number > FIRST_ROWS):
            return
        if len(row.cells) > 1 and number >= HEAD_ROWS:
            continue  # beside a name it is a date of birth, beside a number a date of service
        for cell in row.cells:
            bare = re.sub(r"^[A-Z][a-z]+day,?\s+", "", cell.text.strip())
            day = full_date(bare)
            if day is not None:
                yield _found("notice_date", day.isoformat(), cell, (0, len(cell.text)), 2, Confidence.SURE)


def read_service_codes(layout: Layout) -> Iterator[Found]:
    """Yield the procedure codes that the file itself calls CPT or HCPCS."""
    for row in layout.rows:
        for cell in row.cells:
            for match in _NAMED_CODE.finditer(cell.text):
                yield _found("service_code", match["code"], cell, match.span("code"), 1, Confidence.SURE)


def read_prose(found_sentences: list[Sentence]) -> Iterator[Found]:
    """Yield what sentences say of the date of service, the provider and the amount denied."""
    for sentence in found_sentences:
        yield from _service_dates(sentence)
        for pattern in (_PROVIDER, _DOCTOR):
            for match in pattern.finditer(sentence.text):
                span = (sentence.start + match.start("name"), sentence.start + match.end("name"))
                yield _found("provider", match["name"], sentence.block, span, 3)
        if _DENIED.search(sentence.text):
            for amount in find_amounts(sentence.text)[:1]:
                span = (sentence.start + amount.start, sentence.start + amount.end)
                yield _found("denied", amount.value, sentence.block, span, 4)
        for amount in find_amounts(sentence.text):
            if _BILLED.search(sentence.text[: amount.start]):
                span = (sentence.start + amount.start, sentence.start + amount.end)
                yield _found("billed", amount.value, sentence.block, span, 5)


def _service_dates(sentence: Sentence) -> Iterator[Found]:
    for day in find_dates(sentence.text):
        before = sentence.text[: day.start][-120:]
        if not _SERVICE_WORDS.search(before) or _OTHER_DATES.search(before):
            continue
        span = (sentence.start + day.start, sentence.start + day.end)
        yield _found("service_date", day.day.isoformat(), sentence.block, span, 2)
        if day.last:
            yield _found("service_end", day.last.isoformat(), sentence.block, span, 2)


def _found(
    field: str,
    value: str,
    passage: Passage,
    span: tuple[int, int],
    rank: int,
    confidence: Confidence = Confidence.LIKELY,
) -> Found:
    return Found(
        field=field,
        value=value,
        passage=passage,
        start=span[0],
        end=span[1],
        words_from=span[0],
        rank=rank,
        confidence=confidence,
    )
