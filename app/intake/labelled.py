# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Facts that stand after, beside or below their label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.reading import Confidence
from app.intake.found import Found
from app.intake.labels import LABELS, MONEY_LABELS, Grammar, Label
from app.intake.layout import Layout, Passage, Row, overlap
from app.intake.values import HIDDEN, Value, read_values

LONGEST_CELL = 4000
"""Signs of a cell that are searched; a line of paper holds a hundred."""
BELOW = 2.5
"""A value stands at most so many line heights below its label."""

_AFTER = re.compile(r"(?:\s{0,2}\([^)]{0,30}\))?\s{0,3}(?P<sign>[:=#]|\.(?=\s)|[-–—](?=\s))?[\s#]{0,4}")
_SPOKEN_NUMBER = re.compile(r"\s{0,2}(?:is|was)?\s{0,2}[:#]?\s{0,2}(?=[A-Z]{0,6}[-\s]?\d)")
_NOTES = {
    ("notice_date", 3): "The day the file was made or the claim was processed.",
    ("notice_date", 6): "The day it was printed, which may not be the date of the notice.",
    ("service_date", 4): "The file calls it the date of the claim.",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A label in a cell: ``text[start:end]``; its value begins at ``value_from``. ``signed`` has a colon or a #."""

    label: Label
    start: int
    end: int
    value_from: int
    signed: bool


def read_labelled(layout: Layout) -> list[Found]:
    """Return every labelled fact of a page."""
    found: list[Found] = []
    for number, row in enumerate(layout.rows):
        for column, cell in enumerate(row.cells):
            found += _in_cell(layout, number, column, cell, row)
    for block in layout.blocks:
        found += _over_lines(block)
    return found


def labels_in(text: str) -> list[Hit]:
    """Return the labels of a cell's text in order; where two overlap the longer one is meant."""
    hits: list[Hit] = []
    for label in LABELS:
        for match in label.pattern.finditer(text[:LONGEST_CELL]):
            after = _AFTER.match(text, match.end())
            end = after.end() if after else match.end()
            signed = bool(after and after["sign"]) or "#" in match[0]
            whole = not text[: match.start()].strip() and not text[end:].strip()
            if label.weak and not signed and not whole:
                continue
            hits.append(Hit(label, match.start(), match.end(), end, signed))
    hits.sort(key=lambda hit: (hit.start - hit.end, not hit.label.field, hit.label.rank))
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def is_label(text: str) -> bool:
    """Whether a cell is nothing but a label."""
    bare = text.strip().rstrip(":#. ")
    return any(label.pattern.fullmatch(bare) for label in LABELS) if bare else False


def is_money_label(text: str) -> bool:
    """Whether a cell is a label of an amount."""
    bare = text.strip().rstrip(":. ")
    return any(label.pattern.fullmatch(bare) for label in MONEY_LABELS)


def _in_cell(layout: Layout, number: int, column: int, cell: Passage, row: Row) -> Iterator[Found]:
    hits = labels_in(cell.text)
    for at, hit in enumerate(hits):
        if hit.label.grammar is Grammar.NONE:
            continue
        end = hits[at + 1].start if at + 1 < len(hits) else min(len(cell.text), LONGEST_CELL)
        if cell.text[hit.value_from : end].strip():
            for value in _after(hit, cell.text, end):
                yield from _found(hit, cell, value, hit.start)
        elif end == len(cell.text):
            yield from _elsewhere(layout, number, column, hit, row)


def _over_lines(block: Passage) -> Iterator[Found]:
    """Read a number or date that stands on the line below, where a sentence broke off after its label."""
    ends = set()
    at = 0
    for line in block.lines[:-1]:
        at += len(line.text) + 1
        ends.add(at)
    if not ends:
        return
    for hit in labels_in(block.text):
        spoken = _SPOKEN_NUMBER.match(block.text, hit.value_from)
        broken = spoken and any(hit.end <= end <= spoken.end() for end in ends)
        if broken and not hit.label.weak and hit.label.grammar in {Grammar.NUMBER, Grammar.DATE}:
            for value in _after(hit, block.text, len(block.text))[:1]:
                yield from _found(hit, block, value, hit.start)


def _after(hit: Hit, text: str, end: int) -> list[Value]:
    """Read the value after a label in its own cell; in a sentence only a number after "claim number" is one."""
    if not hit.signed and text[: hit.start].strip():
        if hit.label.grammar is Grammar.NUMBER:
            spoken = _SPOKEN_NUMBER.match(text, hit.value_from)
            return read_values(Grammar.NUMBER, text, spoken.end(), end) if spoken else []
        if hit.label.grammar is not Grammar.DATE:
            return []
    return read_values(hit.label.grammar, text, hit.value_from, end)


def _elsewhere(layout: Layout, number: int, column: int, hit: Hit, row: Row) -> Iterator[Found]:
    """Read the value in the cell at the right of its label, or in the one below."""
    right = row.cells[column + 1] if column + 1 < len(row.cells) else None
    text_wanted = hit.label.grammar in {Grammar.PERSON, Grammar.NAME}
    if hit.label.weak and not hit.signed and text_wanted:
        # A common word alone may head a column or a paragraph: only in a row of labels is it one.
        right = None
        if not all(is_label(cell.text) for cell in row.cells):
            return
    in_table = hit.label.grammar is Grammar.MONEY and sum(is_money_label(cell.text) for cell in row.cells) > 1
    below = None if in_table else _below(layout, number, row.cells[column])
    for other in (right, below):
        if other is None or is_label(other.text):
            continue
        hits = labels_in(other.text)
        if hits and hits[0].start == 0 and hits[0].signed:
            continue
        if text_wanted and any(label.pattern.match(other.text) for label in LABELS if not label.field):
            continue
        values = read_values(hit.label.grammar, other.text, 0, hits[0].start if hits else len(other.text))
        if values:
            for value in values:
                yield from _found(hit, other, value, value.start)
            return


def _below(layout: Layout, number: int, cell: Passage) -> Passage | None:
    """Return the cell under this one, if it is close."""
    height = cell.box.bottom - cell.box.top
    for row in layout.rows[number + 1 : number + 3]:
        if row.box.top - cell.box.bottom > BELOW * height:
            return None
        under = [other for other in row.cells if overlap(other.box, cell.box) > 0]
        if under:
            return max(under, key=lambda other: overlap(other.box, cell.box))
    return None


def _found(hit: Hit, cell: Passage, value: Value, words_from: int) -> Iterator[Found]:
    label = hit.label
    amount = value.value
    if label.field == "plan_paid":
        amount = amount.lstrip("-")  # bills print what was paid as a deduction
    total = label.grammar is Grammar.MONEY and re.match(r"\s*(?:claim\s+|grand\s+)?total", cell.text, re.IGNORECASE)
    checked = (label.field, label.rank) in {("notice_date", 6), ("service_date", 4)} or value.note == HIDDEN
    believed = {Grammar.MONEY: 1, Grammar.DATE: 3}.get(label.grammar, 2)
    likely = value.note or label.rank > believed
    confidence = Confidence.CHECK if checked else Confidence.LIKELY if likely else Confidence.SURE
    yield Found(
        field=label.field,
        value=amount,
        passage=cell,
        start=value.start,
        end=value.end,
        words_from=min(words_from, value.start),
        rank=0 if total and label.rank <= 1 else label.rank,
        confidence=confidence,
        note=value.note or _NOTES.get((label.field, label.rank), ""),
    )
    if value.last:
        yield Found(
            field="service_end" if label.field == "service_date" else f"{label.field}_end",
            value=value.last,
            passage=cell,
            start=value.start,
            end=value.end,
            words_from=min(words_from, value.start),
            rank=label.rank,
            confidence=confidence,
        )
