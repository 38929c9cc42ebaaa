# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Decoding: what codes and words on a notice mean, whose money it is, who must act, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.knowledge.codes import Codebook
from app.rules.decoding_explain import DecodedCode, explain, explain_medicare
from app.rules.decoding_tokens import scan

__all__ = [
    "Decoded",
    "DecodedCode",
    "Topic",
    "as_json",
    "decode",
    "explain",
    "explain_medicare",
    "topics_of",
    "words_hold",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A denial type that words point to, and the words. ``sure`` is False for words that only hint."""

    denial_type: str
    why: str
    words: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Everything understood from some texts, and what was not."""

    codes: tuple[DecodedCode, ...] = ()
    topics: tuple[Topic, ...] = ()
    not_understood: tuple[str, ...] = ()


def decode(texts: Sequence[str], codebook: Codebook) -> Decoded:
    """Explain codes and words, as typed, pasted or read. Every text is answered or named in ``not_understood``."""
    codes: list[DecodedCode] = []
    topics: list[Topic] = []
    unknown: list[str] = []
    in_use = [code for code, row in codebook.carc_list.items() if not row.retired]
    for text in texts:
        scanned = scan(text, codebook.modifiers, in_use)
        codes += [explain(token, codebook) for token in scanned.tokens]
        found = topics_of(scanned.rest, codebook)
        topics += found
        left = [word for word in scanned.rest.split() if any(c.isdigit() for c in word)] if scanned.tokens else []
        if not scanned.tokens and not found and text.strip():
            left = [text.strip()]
        unknown += left
    return Decoded(
        codes=tuple(dict.fromkeys(codes)), topics=_once(topics), not_understood=tuple(dict.fromkeys(unknown))
    )


def topics_of(words: str, codebook: Codebook) -> list[Topic]:
    """Return the denial types that words speak of: for each the first phrase found, sure phrases before hints.

    Words that are part of another type's longer phrase belong to that one: "not covered by this payer" speaks of the
    payer, and not of the plan's coverage.
    """
    text = " ".join(words.replace("\u2019", "'").split())
    if not text:
        return []
    types = codebook.denial_types.values()
    sure_of = {denial.id: [p for p in denial.recognition.phrases if words_hold(text, p)] for denial in types}
    found: list[Topic] = []
    for denial in types:
        longer = [p for other, said in sure_of.items() if other != denial.id for p in said]
        for phrases, sure in ((sure_of[denial.id], True), (denial.recognition.possible_phrases, False)):
            said = next((p for p in phrases if words_hold(_without(text, p, longer), p)), "")
            if said:
                verb = "say" if sure else "may point to"
                found.append(
                    Topic(
                        denial_type=denial.id,
                        why=f"The words \u201c{said}\u201d {verb}: {denial.title.lower()}.",
                        words=said,
                        sure=sure,
                    )
                )
                break
    return found


def as_json(decoded: Decoded) -> dict[str, object]:
    """Return the shape of `casewell decode --json`."""
    return {
        "codes": [_code_json(code) for code in decoded.codes],
        "topics": [{"denial_type": topic.denial_type, "why": topic.why} for topic in decoded.topics],
        "not_understood": list(decoded.not_understood),
    }


def _code_json(code: DecodedCode) -> dict[str, object]:
    return {
        "code": code.code,
        "kind": code.kind,
        "group": code.group or None,
        "list": code.list_id or None,
        "known": code.known,
        "retired": code.retired,
        "retired_on": code.retired_on.isoformat() if code.retired_on else None,
        "alert": code.alert,
        "title": code.title,
        "meaning": code.meaning,
        "whose_money": code.whose_money,
        "who_acts": code.who_acts,
        "origins": list(code.origins),
        "denial_types": list(code.denial_types),
        "routes": list(code.routes),
        "letters": list(code.letters),
        "seen_with": list(code.seen_with),
    }


def words_hold(text: str, phrase: str) -> bool:
    """Return whether a text holds a phrase as whole words, in any case."""
    if phrase.lower() not in text.lower():  # most phrases end here: patterns are made for the few that may hold
        return False
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def _without(text: str, phrase: str, others: Sequence[str]) -> str:
    """Return the text without those other phrases that are longer than this one and hold it."""
    for longer in others:
        if longer != phrase and words_hold(longer, phrase):
            text = re.sub(re.escape(longer), " ", text, flags=re.IGNORECASE)
    return text


def _once(topics: list[Topic]) -> tuple[Topic, ...]:
    """Keep one topic a denial type, the sure ones first."""
    kept: dict[str, Topic] = {}
    for topic in sorted(topics, key=lambda t: not t.sure):
        kept.setdefault(topic.denial_type, topic)
    return tuple(kept.values())
