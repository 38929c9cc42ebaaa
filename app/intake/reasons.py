# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The stated reason of a denial: the notice's own sentences that say why it does not pay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.domain.reading import Confidence
from app.intake.codes import find_codes
from app.intake.found import Found
from app.intake.layout import Layout
from app.intake.sentences import Sentence
from app.intake.values import find_amounts

LONGEST_REASON = 900
NEUTRAL = 0.2
"""A sentence under a heading such as "Why we denied it" belongs to the reason, whatever it says."""
MOST_COLONS = 2
MOST_AMOUNTS = 1
"""More amounts than this in a sentence are a row of a table."""

_CAUSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bnot\s+(?:considered\s+|deemed\s+|found\s+to\s+be\s+|shown\s+to\s+be\s+)?(?:a\s+)?medical(?:ly)?\s+(?:necessary|necessity)|medical\s+necessity",
        r"\bnot\s+(?:a\s+)?(?:covered|eligible|included)\b|\bexclu(?:ded|sion)\b|non-?covered\s+(?:service|benefit)",
        r"\bexperimental|\binvestigational|\bunproven\b",
        r"\b(?:does|did|do)\s+not\s+(?:require|need)\b|\blevel\s+of\s+care\b",
        r"\bdo(?:es)?\s+not\s+(?:meet|show|support|document|establish|qualify|satisfy|match)|did\s+not\s+(?:meet|show|support|include|document)",
        r"\b(?:no|without|lack(?:ed|s)?|missing|did\s+not\s+(?:obtain|receive|have|get))\s+(?:an?\s+|the\s+|required\s+|prior\s+|valid\s+)*(?:pre-?)?"
        r"(?:authorization|certification|approval|referral|notification)|(?:pre-?)?(?:authorization|certification)\s+(?:was\s+)?(?:not|required)",
        r"\bout[\s-]of[\s-]network|non-?participating|not\s+(?:in|part\s+of)\s+(?:the|your|our)\s+(?:plan['’]s\s+)?network",
        r"\btimely\s+filing|filing\s+(?:limit|deadline)|after\s+the\s+(?:time|filing)\s+limit|(?:received|submitted|filed)\s+(?:too\s+)?late",
        r"\bduplicate\b|already\s+(?:been\s+)?(?:processed|paid|considered)",
        r"\bexceed(?:s|ed)?\b.{0,40}\b(?:limit|maximum|number|benefit)|maximum\s+(?:benefit|number)|benefit\s+(?:maximum|limit)",
        r"\b(?:additional|more|further|missing|requested)\s+(?:information|records|documentation)\b.{0,60}\b(?:need|require|not|receiv)|lacks?\s+information",
        r"\b(?:coverage|policy)\s+(?:was\s+|had\s+)?(?:not\s+(?:active|in\s+effect|in\s+force)|ended|terminated|cancel)|not\s+(?:eligible|enrolled|covered)\s+on",
        r"\b(?:other|another|primary)\s+(?:insurance|insurer|payer|coverage|carrier)\b.{0,60}\b(?:primary|first|respons|paid)|coordination\s+of\s+benefits",
        r"\b(?:included|bundled|part\s+of)\b.{0,40}\b(?:another|other|payment|allowance|service|procedure)|separately\s+(?:paid|reimbursed|payable)",
        r"\bcosmetic\b|\bcustodial\b|less\s+(?:costly|intensive)|lower\s+level\s+of\s+care|could\s+have\s+been\s+(?:given|provided)|step\s+therapy|formulary",
        r"\b(?:diagnosis|procedure|modifier|code)\b.{0,40}\b(?:inconsistent|invalid|incorrect|not\s+valid|incomplete|does\s+not)",
    )
)
_STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:unable|not\s+able)\s+to\s+(?:approve|pay|cover|authorize|allow)|\b(?:cannot|can\s?not|will\s+not|do(?:es)?\s+not|did\s+not)\s+(?:approve|pay|cover|authorize)",
        r"\b(?:have|has|was|were|is|are|been)\s+(?:\w+\s+)?(?:denied|declined|not\s+approved|disallowed|rejected)|\bwe\s+(?:denied|declined)",
        r"\bbecause\b|\bdue\s+to\b|\bthe\s+reason\b|\bbased\s+on\b|\baccording\s+to\b|\bunder\s+(?:the\s+|our\s+|your\s+)?[A-Z]?\w*\s?policy",
    )
)
_NOT_REASON = re.compile(
    r"\b(?:you\s+(?:may|can|have\s+the\s+right|have\s+\d+)|if\s+you|right\s+to|free\s+of\s+charge|how\s+to\s+appeal|your\s+appeal|ask\s+(?:us|for)|call\s+(?:us|member)"
    r"|please\s+(?:call|contact|remit|pay)|this\s+is\s+not\s+a\s+bill|external\s+review|independent\s+review|expedited|we\s+(?:will|must)\s+(?:decide|answer|respond|send)"
    r"|language\s+assistance|payment\s+is\s+due|appeal\s+(?:must|should|rights))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:(?:stated\s+)?reason(?:\(s\)|s)?(?:\s+for\s+(?:(?:the|this|our)\s+)?(?:denial|decision|determination|adverse\s+determination|non-?payment|not\s+paying)"
    r"(?:\s*\([^)]{0,40}\))?)?|denial\s+reason|why\s+(?:we|it\s+was)\s+(?:denied|did\s+not\s+pay)[^:?]{0,40}|(?:explanation\s+of\s+)?basis\s+for\s+(?:the\s+)?"
    r"(?:determination|denial|decision)|message|remarks?|notes?)\s*[:?]\s*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:\bwhy\s+(?:did|do|have|are|was|were|is)\s.{0,50}\?|\b(?:reason|basis|explanation)\b[^.?!]{0,60}(?:denial|decision|determination)\s*:?)\s*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]{2,}")


def read_reason(found_sentences: list[Sentence]) -> list[Found]:
    """Return the reason of a page, or nothing: the best run of sentences that stand together in one block."""
    best: tuple[float, list[Sentence]] = (0.0, [])
    run: list[Sentence] = []
    score = 0.0
    for sentence in found_sentences:
        worth = _worth(sentence)
        joined = bool(run) and run[-1].block is sentence.block
        if worth == 0 and joined and _HEADING.search(run[0].before) and not _NOT_REASON.search(sentence.text):
            worth = NEUTRAL
        if worth <= 0 or not joined:
            run, score = [], 0.0
        if worth > 0:
            run, score = [*run, sentence], score + worth
            if score > best[0] and _length(run) <= LONGEST_REASON:
                best = (score, run)
    return [_fact(best[0], best[1])] if best[0] >= 2 else []


def read_reason_cells(layout: Layout) -> Iterator[Found]:
    """Yield reasons that stand in a cell of their own, at the right of the label "Reason"."""
    for row in layout.rows:
        for label, cell in pairwise(row.cells):
            if (
                _LABEL.fullmatch(label.text.strip())
                and "reason" in label.text.lower()
                and len(_WORDS.findall(cell.text)) > 1
            ):
                yield Found(
                    field="reason",
                    value=cell.text,
                    passage=cell,
                    start=0,
                    end=len(cell.text),
                    words_from=0,
                    rank=0,
                )


def _worth(sentence: Sentence) -> float:
    """Weigh a sentence: a cause counts most, a statement of denial less, advice about appeals nothing."""
    text = sentence.text
    label = _LABEL.search(text)
    words = _WORDS.findall(text[label.end() :] if label else text)
    if len(words) < 3 or _NOT_REASON.search(text) or _is_form(text):
        return 0.0
    worth = 2.0 * min(sum(1 for cause in _CAUSES if cause.search(text)), 2)
    worth += 1.0 * min(sum(1 for stated in _STATED if stated.search(text)), 2)
    if _HEADING.search(sentence.before[-120:]):
        worth += 3.0
    if label and label.start() < 30:
        worth += 3.0 if "reason" in label[0].lower() or "basis" in label[0].lower() else 0.5
    return worth


def _is_form(text: str) -> bool:
    """Whether words are a row of a table, or the labels of an empty form."""
    return len(find_amounts(text)) > MOST_AMOUNTS or text.count(":") > MOST_COLONS or "[" in text


def _length(run: list[Sentence]) -> int:
    return run[-1].end - run[0].start


def _fact(score: float, run: list[Sentence]) -> Found:
    block = run[0].block
    start, end = run[0].start, run[-1].end
    label = _LABEL.search(block.text, start, end)
    if label and label.start() - start < 30:
        start = label.end()
    # Codes that lead the sentence ("CO-50: ...") are facts of their own, and no words.
    lead = re.match(r"[\s,;:.–-]*", block.text[start:end])
    for code in find_codes(block.text[start:end], heading="reason code"):
        if lead and code.start <= lead.end() + 12:
            lead = re.compile(r"[\s,;:.–-]*").match(block.text[start:end], code.end)
    start += lead.end() if lead and lead.end() < end - start else 0
    text = block.text[start:end].strip()
    return Found(
        field="reason",
        value=text,
        passage=block,
        start=start,
        end=end,
        words_from=start,
        rank=0 if label else 1,
        confidence=Confidence.SURE if score >= 3 else Confidence.LIKELY,
        note="" if score >= 3 else "This sentence sounds like the reason. Compare it with the page.",
    )
