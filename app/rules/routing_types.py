# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which denial types a notice speaks of: Fits, Possible or Not here, each with the code or words that say so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.domain.facts import Facts
from app.domain.plan import Reasoned
from app.knowledge.codes import Codebook
from app.knowledge.denials import DenialType
from app.knowledge.signals import Signal
from app.rules.decoding import Decoded, DecodedCode, Topic, decode

FITS = "Fits"
POSSIBLE = "Possible"
NOT_HERE = "Not here"
_ORDER = (FITS, POSSIBLE, NOT_HERE)

SHARES = frozenset({"cost_share", "contractual_writeoff"})
"""Own shares and contract discounts: they stand on nearly every notice, and need nothing by themselves."""
_BESIDE = frozenset({"bill", "not_a_denial"})


def decode_facts(facts: Facts, codebook: Codebook) -> Decoded:
    """Decode the codes and the quoted reason of FACTS."""
    texts = [*facts.codes, facts.reason, facts.people.denial_reason]
    return decode([text for text in texts if text.strip()], codebook)


def propose_denial_types(
    decoded: Decoded,
    denial_types: Mapping[str, DenialType],
    signals: Mapping[str, Signal],
    ticked: Collection[str] = (),
) -> tuple[Reasoned, ...]:
    """Return every denial type with its fit and why, the fitting ones first, shares and bills after what may be denied.

    ``ticked`` are ids of signals that the person has said to hold. A reason code that some type lists as its own is
    not given to others by its signal: to them it only points.
    """
    listed = frozenset(carc for denial in denial_types.values() for carc in denial.recognition.carcs)
    proposals = [_proposal(denial, decoded, signals, ticked, listed) for denial in denial_types.values()]
    if any(p.fit == FITS and denial_types[p.id].family not in _BESIDE for p in proposals):
        proposals = [_beside_a_denial(proposal) for proposal in proposals]
    beside = {p.id: p.fit == POSSIBLE and denial_types[p.id].family in _BESIDE for p in proposals}
    return tuple(sorted(proposals, key=lambda p: (_ORDER.index(p.fit), beside[p.id])))


def _beside_a_denial(proposal: Reasoned) -> Reasoned:
    """A discount or a share on the notice of a denial is not what is wrong: let it stand back."""
    if proposal.id not in SHARES or proposal.fit != FITS:
        return proposal
    return replace(
        proposal, fit=POSSIBLE, why="It stands beside the denial, as on most notices, and needs nothing itself."
    )


def _proposal(
    denial: DenialType,
    decoded: Decoded,
    signals: Mapping[str, Signal],
    ticked: Collection[str],
    listed: frozenset[str],
) -> Reasoned:
    known = denial.recognition
    own = [code for code in decoded.codes if _is_own(code, denial, listed)]
    sure = [topic for topic in decoded.topics if topic.denial_type == denial.id and topic.sure]
    said = [signals[signal].label.lower() for signal in known.signals if signal in ticked and signal in signals]
    if own or sure or said:
        return Reasoned(id=denial.id, title=denial.title, why=_why_fits(own, sure, said), fit=FITS)
    hints = [code for code in decoded.codes if _hints(code, denial)]
    words = [topic for topic in decoded.topics if topic.denial_type == denial.id]
    if hints or words:
        return Reasoned(id=denial.id, title=denial.title, why=_why_possible(denial, hints, words), fit=POSSIBLE)
    code = f", and its code would be {known.own_code}" if known.own_code else ""
    why = f"Set aside: {known.set_aside}{code}."
    return Reasoned(id=denial.id, title=denial.title, why=why, fit=NOT_HERE)


def _is_own(code: DecodedCode, denial: DenialType, listed: frozenset[str]) -> bool:
    known = denial.recognition
    own = {"CARC": known.carcs, "RARC": known.rarcs}.get(code.kind, ())
    if denial.family == "not_a_denial" and code.group and code.group not in known.groups:
        return False  # CO-45 is a discount, and PR-45 is not: here the group says whether anything is wrong
    return code.code in own or (code.code not in listed and _by_signal(code, denial))


def _by_signal(code: DecodedCode, denial: DenialType) -> bool:
    return code.kind == "CARC" and bool(set(code.signals) & set(denial.recognition.signals))


def _hints(code: DecodedCode, denial: DenialType) -> bool:
    known = denial.recognition
    possible = {"CARC": known.possible_carcs, "RARC": known.possible_rarcs}.get(code.kind, ())
    if denial.family in _BESIDE and code.group and code.group not in known.groups:
        return False  # a discount (CO-45) points to no surprise bill; the same number as your share (PR-45) may
    named = code.kind in {"CARC", "RARC"} and denial.id in code.denial_types
    return code.code in possible or named or _by_signal(code, denial)


def _why_fits(own: list[DecodedCode], sure: list[Topic], said: list[str]) -> str:
    parts = []
    if own:
        names = _and([code.label for code in own])
        ending = "is this type\u2019s own code" if len(own) == 1 else "are this type\u2019s own codes"
        parts.append(f"{names} {ending}")
    if sure:
        verb = "the reason says so in words" if own else "the words of the reason say so"
        parts.append(f"{verb} (\u201c{sure[0].words}\u201d)")
    if said:
        parts.append(f"you said so ({_and(said)})")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "."


def _why_possible(denial: DenialType, hints: list[DecodedCode], words: list[Topic]) -> str:
    if hints:
        first = hints[0]
        why = f"{first.label} may point to it ({first.title[:1].lower()}{first.title[1:]})."
    else:
        why = f"The words \u201c{words[0].words}\u201d may point to it."
    return f"{why} Tick it if this is what happened: {denial.short[:1].lower()}{denial.short[1:]}"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
