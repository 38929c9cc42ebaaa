# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters from facts: the draft a person edits, what is still missing from it, and the page it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.blocks import LetterPaper, Spans
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.letters import Blank as Question
from app.knowledge.letters import LetterKind, blanks
from app.rules.letter_gate import Blank, as_markdown, fill_markers, markers
from app.rules.letter_paper import page_blanks, paper, printed_lines
from app.rules.letter_values import context, render, value_of

__all__ = ["LetterDraft", "Missing", "draft", "fill_blanks", "paper", "still_missing", "whole_text"]

_ITEM = re.compile(r"^#\. ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A fact that is still to be typed: its key, a short label, the question to ask, and where it is typed."""

    key: str
    label: str
    question: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter as drafted from facts.

    ``text`` is the body as Markdown, blanks as ``[[people.claim_number]]``. ``paper`` is the page with its blanks
    marked. ``missing`` are the facts it cannot go out without; ``on_page`` are those of them that the page shows
    outside the body (sender, recipient, RE block).
    """

    kind: str
    title: str
    text: str
    paper: LetterPaper
    missing: tuple[Missing, ...]
    on_page: frozenset[str]
    cautions: tuple[str, ...]
    enclosures: tuple[str, ...]


def draft(
    kind: LetterKind,
    facts: Facts,
    extra: Mapping[str, str],
    today: date,
    deadlines: Sequence[ComputedDeadline] = (),
) -> LetterDraft:
    """Draft a letter. ``extra`` holds this letter's own facts by full key (``letter.points``).

    ``deadlines`` are those counted from the same facts; the letter says it is on time by the one it meets. What
    people typed is written as text, never read as a template or as Markdown.
    """
    values = context(kind, facts, extra, today, deadlines)
    text = _tidy(render(kind.body, values))
    page = paper(kind, text, facts, extra, today, final=False)
    on_page = page_blanks(kind, facts, extra, values)
    needed = [key for key in (b.id for b in kind.needs) if isinstance(value_of(facts, extra, key), Blank)]
    keys = dict.fromkeys([*needed, *markers(text), *sorted(on_page)])
    return LetterDraft(
        kind=kind.kind,
        title=kind.title,
        text=text,
        paper=page,
        missing=_questions(kind, keys),
        on_page=on_page,
        cautions=printed_lines(kind, kind.head.cautions, values),
        enclosures=page.enclosures,
    )


def still_missing(text: str, drafted: LetterDraft) -> tuple[Missing, ...]:
    """Return what an edited text still misses: its own blanks, and what the page shows outside the text.

    A fact that the draft missed, but whose sentence the person has written otherwise, is no longer missing.
    """
    inside = markers(text)
    kept = [item for item in drafted.missing if item.key in inside or item.key in drafted.on_page]
    known = {item.key for item in drafted.missing}
    added = [_missing(blanks()[key]) for key in inside if key not in known and key in blanks()]
    return (*kept, *added)


def fill_blanks(text: str, facts: Facts, extra: Mapping[str, str]) -> str:
    """Return a letter's text with the blanks filled whose facts are known by now; the rest stays as it is."""
    return fill_markers(text, lambda key: value_of(facts, extra, key))


def _tidy(text: str) -> str:
    """Number the items of each list, leave one blank line between blocks, and none inside lists and tables."""
    lines: list[str] = []
    number = 0
    for line in text.split("\n"):
        if line.startswith("## "):
            number = 0
        if _ITEM.match(line):
            number += 1
            lines.append(_ITEM.sub(f"{number}. ", line))
        else:
            lines.append(line.rstrip())
    spaced = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
    joined = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", spaced)
    return re.sub(r"(?m)^(\|.*)\n\n(?=\|)", r"\1\n", joined)


def _questions(kind: LetterKind, keys: Iterable[str]) -> tuple[Missing, ...]:
    return tuple(_missing(kind.blanks[key]) for key in keys if key in kind.blanks)


def _missing(blank: Question) -> Missing:
    return Missing(key=blank.id, label=blank.label, question=blank.question, where=blank.where)


def whole_text(drafted: LetterDraft) -> str:
    """Return the whole letter as Markdown: heads, RE block, body, signature and enclosures."""
    page = drafted.paper
    places = [
        ["".join(span.text for span in line) for line in lines if _sure(line)]
        for lines in (page.recipient_lines, page.sent_by)
    ]
    heads = [[page.sender, *page.sender_lines], [long_date(page.dated)], *places]
    blocks = ["\\\n".join(as_markdown(line) for line in head) for head in heads]
    blocks.append(f"**{as_markdown(page.title)}**")
    rows = [(label, "".join(span.text for span in spans)) for label, spans in page.reference]
    blocks.append("\n".join(f"- {as_markdown(label)}: {as_markdown(value)}" for label, value in rows))
    blocks.append(drafted.text.strip())
    signed = [f"Signature and date: {name}" for name in page.signatures]
    signed = signed or [line for line in (page.closing, page.signer, page.signer_note) if line]
    blocks.append("\\\n".join(as_markdown(line) for line in signed))
    if page.enclosures:
        blocks.append("Enclosures (copies):\n\n" + "\n".join(f"- {as_markdown(line)}" for line in page.enclosures))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _sure(spans: Spans) -> bool:
    return not any(span.missing for span in spans)
