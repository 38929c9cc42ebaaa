# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Decoding: what codes and words on a notice mean, whose money it is, who must act, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.knowledge.codes import Code, Codebook, ListedCode
from app.rules.decoding_tokens import Token, scan

_ASK = "Ask whoever sent it to explain it in writing; they know their own codes."
_WHERE = {
    "CARC": "It looks like a claim adjustment reason code, but this number is not in Casewell's list. The present "
    "list is published by X12 on its website. Ask the insurer to explain it in writing.",
    "RARC": "It looks like a remark code (M, MA or N and a number), but this number is not in Casewell's list, which "
    "ends at N885. The present list is published by X12 on its website. Ask the insurer to explain it in writing.",
    "MODIFIER": "It looks like a modifier, the two-character mark on a service code, but it is not in Casewell's list. "
    "Ask the provider's coding office what it stands for.",
    "POS": "It looks like a place-of-service number, but it is not in Casewell's list. CMS publishes the present list. "
    "Ask the provider's billing office which place it means.",
    "REVENUE": "It looks like a hospital revenue code, which says which department a charge comes from, but it is not "
    "in Casewell's list. Ask the hospital's billing office.",
    "HCPCS": "It is a service code. Casewell does not carry descriptions of service codes. The itemized bill prints "
    "one beside it, and the provider's billing office must tell you what it stands for.",
    "ICD10": "It is a diagnosis code (ICD-10-CM). Compare it with the reason your clinician wrote down. The list for "
    "each year from October to September can be searched on the websites of CMS and of the CDC.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedCode:
    """One code explained. ``kind`` is CARC, RARC, GROUP, MODIFIER, POS, REVENUE, HCPCS or ICD10.

    ``whose_money``: provider, patient, payer, other, depends or unknown. ``signals`` are what it says is wrong.
    """

    code: str
    kind: str
    group: str = ""
    known: bool = False
    retired: bool = False
    retired_on: date | None = None
    title: str = ""
    meaning: str = ""
    whose_money: str = "unknown"
    who_acts: str = ""
    origins: tuple[str, ...] = ()
    denial_types: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    seen_with: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the code as notices print it: CO-50, N130, modifier 59."""
        words = {"MODIFIER": "modifier ", "POS": "place of service ", "REVENUE": "revenue code "}
        return f"{self.group}-{self.code}" if self.group else words.get(self.kind, "") + self.code


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


def explain(token: Token, codebook: Codebook) -> DecodedCode:
    """Explain one code: in full, in a sentence from the long lists, or by its family and where to look."""
    full = {
        "CARC": codebook.carcs,
        "RARC": codebook.rarcs,
        "GROUP": codebook.groups,
        "MODIFIER": codebook.modifiers,
        "POS": codebook.places,
    }.get(token.kind, {})
    if token.code in full:
        return _in_full(token, full[token.code], codebook)
    listed = {"CARC": codebook.carc_list, "RARC": codebook.rarc_list}.get(token.kind, {})
    if token.code in listed:
        return _in_short(token, listed[token.code], codebook)
    if token.kind == "REVENUE":
        return _revenue(token, codebook)
    return _unknown(token, codebook)


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
        "known": code.known,
        "retired": code.retired,
        "retired_on": code.retired_on.isoformat() if code.retired_on else None,
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


def _money(token: Token, codebook: Codebook, otherwise: str) -> str:
    return codebook.groups[token.group].whose_money if token.group in codebook.groups else otherwise


def _in_full(token: Token, entry: Code, codebook: Codebook) -> DecodedCode:
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        known=True,
        retired=entry.retired,
        retired_on=entry.retired_on,
        title=entry.title,
        meaning=entry.meaning + _retired(entry.retired, entry.retired_on),
        whose_money=_money(token, codebook, entry.whose_money),
        who_acts=entry.who_acts,
        origins=tuple(f"{origin.what} ({origin.who})" for origin in entry.origins),
        denial_types=entry.denial_types,
        routes=entry.routes,
        letters=entry.letters,
        signals=entry.signals,
        seen_with=entry.seen_with,
    )


def _in_short(token: Token, row: ListedCode, codebook: Codebook) -> DecodedCode:
    family = codebook.families.get(row.family)
    parts = [f"{row.title}." if row.title else "", row.note, family.meaning if family else ""]
    meaning = " ".join(part for part in parts if part) or f"Its meaning is not known here. {_ASK}"
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        known=True,
        retired=row.retired,
        retired_on=row.retired_on,
        title=row.title or f"{token.code}, an old code",
        meaning=meaning + _retired(row.retired, row.retired_on),
        whose_money=_money(token, codebook, "depends"),
        who_acts=family.who_acts if family else "",
        denial_types=family.denial_types if family else (),
        routes=family.routes if family else (),
        signals=family.signals if family else (),
        seen_with=row.seen_with,
    )


def _revenue(token: Token, codebook: Codebook) -> DecodedCode:
    row = next((r for r in codebook.revenue if int(r.first) <= int(token.code) <= int(r.last)), None)
    if row is None:
        return _unknown(token, codebook)
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        known=True,
        title=row.title,
        meaning=f"The hospital department or kind of charge: {row.title}. {row.note}".strip(),
        whose_money="depends",
        who_acts="The hospital's billing office, if the charge is wrong",
    )


def _unknown(token: Token, codebook: Codebook) -> DecodedCode:
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        title=f"{token.group}-{token.code}" if token.group else token.code,
        meaning=_WHERE.get(token.kind, _ASK),
        whose_money=_money(token, codebook, "unknown"),
    )


def _retired(retired: bool, day: date | None) -> str:
    if not retired:
        return ""
    since = f" since {day.isoformat()}" if day else ""
    return f" This number is out of use{since}; on a new notice, ask for the present one."


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
