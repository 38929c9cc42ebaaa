# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The situation: FACTS read through the codebook, with what follows from codes, words, amounts and dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.coverage import PlanKind
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline, Reasoned
from app.knowledge.guide import Guide
from app.rules.counting import last_working_day
from app.rules.deadlines import protective_appeal_date
from app.rules.decoding import Decoded, words_hold
from app.rules.following import signals_of
from app.rules.routing_types import FITS, NOT_HERE, POSSIBLE, SHARES, decode_facts, propose_denial_types

APPEAL_RULES = frozenset(
    {
        "erisa_appeal_filing",
        "aca_internal_appeal_filing",
        "medicare_ab_redetermination_filing",
        "ma_reconsideration_filing",
        "partd_redetermination_filing",
        "medicaid_mco_appeal_filing",
        "medicaid_ffs_hearing_filing",
        "chip_review",
        "fehb_reconsideration_filing",
        "tricare_reconsideration_filing",
        "va_board_nod",
        "appeal_by_notice",
    }
)
"""The rules that say by when the first appeal must be in."""

_INNOCENT = frozenset({"patient_cost_share", "contractual", "capitation"})
_PROTECTIVE_DAYS = 30
_PAYS_ITSELF = frozenset({PlanKind.MEDICARE_ORIGINAL, PlanKind.MEDICAID_FFS})
_MANAGED, _WRONG_PAYER, _DISCOUNT = "24", "wrong_payer", "contractual_writeoff"
_ELSEWHERE = "Code 24 from a program that pays by itself says that a managed plan has you: the claim belongs there."


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the conditions of the decision look at.

    ``types`` are the denial types that fit (or, where none does, those that the codes point to); ``noticed`` only
    those that codes or words show. ``signals`` hold the ticked ones and those that follow from other facts.
    ``appeal`` is the earliest appeal deadline; ``appeal_by`` the day that governs. ``recommended`` is filled once the
    routes are chosen.
    """

    facts: Facts
    today: date
    decoded: Decoded
    proposals: tuple[Reasoned, ...]
    types: frozenset[str]
    noticed: frozenset[str]
    signals: frozenset[str]
    innocent: bool
    appeal: ComputedDeadline | None = None
    appeal_by: date | None = None
    protective: date | None = None
    recommended: frozenset[str] = frozenset()


def situation(
    facts: Facts,
    deadlines: Sequence[ComputedDeadline],
    today: date,
    guide: Guide,
    chosen: Collection[str] | None = None,
) -> Situation:
    """Read FACTS and the computed deadlines; pure, nothing is asked of the outside.

    ``chosen`` are the denial types the person ticked: then exactly these decide, whatever codes and words say.
    """
    decoded = decode_facts(facts, guide.codebook)
    ticked = signals_of(facts)
    signals = ticked | _said(facts, decoded, guide)
    proposals = propose_denial_types(decoded, guide.denial_types, guide.signals, ticked)
    noticed = frozenset(p.id for p in propose_denial_types(decoded, guide.denial_types, guide.signals) if p.fit == FITS)
    if _is_elsewhere(facts, decoded):
        proposals = _as_sent_elsewhere(proposals)
        noticed = (noticed | {_WRONG_PAYER}) - {_DISCOUNT}
    types = _types(proposals, decoded, signals)
    if chosen is not None:
        types = noticed = frozenset(chosen)
        signals = ticked | (signals - _signals_of_others(types, guide))
        proposals = _as_ticked(proposals, types)
    signals |= _signals_of_bills(types, signals, guide)
    appeal = _appeal(deadlines)
    by = _appeal_by(facts, appeal)
    return Situation(
        facts=facts,
        today=today,
        decoded=decoded,
        proposals=proposals,
        types=types,
        noticed=noticed,
        signals=signals,
        innocent=_innocent(decoded, types, guide) and not signals and not noticed - SHARES,
        appeal=appeal,
        appeal_by=by,
        protective=_protective(facts, appeal, by),
    )


def unread_codes(s: Situation) -> tuple[str, ...]:
    """Return the codes of the facts that are none, as they were typed: "OC-50", or a letter in place of a digit."""
    return tuple(code for code in s.facts.codes if code.strip() in s.decoded.not_understood)


def _is_elsewhere(facts: Facts, decoded: Decoded) -> bool:
    """Return whether a program that pays by itself says that a managed plan has the person; else it is a discount."""
    return facts.plan_kind in _PAYS_ITSELF and any(c.kind == "CARC" and c.code == _MANAGED for c in decoded.codes)


def _as_sent_elsewhere(proposals: tuple[Reasoned, ...]) -> tuple[Reasoned, ...]:
    """Let the wrong payer fit, first, and the discount stand back."""
    payer = [replace(p, fit=FITS, why=_ELSEWHERE) for p in proposals if p.id == _WRONG_PAYER]
    others = [replace(p, fit=NOT_HERE) if p.id == _DISCOUNT else p for p in proposals if p.id != _WRONG_PAYER]
    return (*payer, *others)


def _signals_of_bills(types: frozenset[str], signals: frozenset[str], guide: Guide) -> frozenset[str]:
    """Return what the types of the bill say by themselves: "payment not posted" is a type and a signal alike.

    A type that one of its signals has brought in says no more than that; which kind of surprise it was, none says.
    """
    bills = [d for d in guide.denial_types.values() if d.id in types and d.family == "bill" and d.id != "surprise_bill"]
    silent = [d.recognition.signals for d in bills if not signals & set(d.recognition.signals)]
    return frozenset(known[0] for known in silent if known)


def _signals_of_others(chosen: frozenset[str], guide: Guide) -> frozenset[str]:
    """Return the signals that speak of denial types which the person set aside, and of none that they ticked."""
    of_ticked = {signal for d in guide.denial_types.values() if d.id in chosen for signal in d.recognition.signals}
    of_others = {signal for d in guide.denial_types.values() if d.id not in chosen for signal in d.recognition.signals}
    return frozenset(of_others - of_ticked)


def _as_ticked(proposals: tuple[Reasoned, ...], chosen: frozenset[str]) -> tuple[Reasoned, ...]:
    """Let the ticked types fit, first, and set the others aside; each keeps its reason from the notice."""
    ticked = [replace(p, fit=FITS, why=p.why if p.fit != NOT_HERE else "You ticked it.") for p in proposals]
    others = [replace(p, fit=NOT_HERE) for p in proposals]
    return (*(p for p in ticked if p.id in chosen), *(p for p in others if p.id not in chosen))


def _said(facts: Facts, decoded: Decoded, guide: Guide) -> frozenset[str]:
    """Return the signals that codes or the words of the reason speak of."""
    reason = f"{facts.reason} {facts.people.denial_reason}"
    from_words = {s.id for s in guide.signals.values() if any(words_hold(reason, phrase) for phrase in s.phrases)}
    from_codes = {signal for code in decoded.codes for signal in code.signals}
    return frozenset(from_words | from_codes)


def _types(proposals: tuple[Reasoned, ...], decoded: Decoded, signals: frozenset[str]) -> frozenset[str]:
    fits = frozenset(p.id for p in proposals if p.fit == FITS)
    if fits or signals:
        return fits
    # Nothing fits surely: go by what each code points to first. A contract discount alone accuses nobody.
    first = {code.denial_types[0] for code in decoded.codes if code.denial_types and code.kind in {"CARC", "RARC"}}
    hinted = {topic.denial_type for topic in decoded.topics}
    possible = {p.id for p in proposals if p.fit == POSSIBLE}
    return frozenset(((first or hinted) & possible) - {"bill_above_eob"} - SHARES)


def _innocent(decoded: Decoded, types: frozenset[str], guide: Guide) -> bool:
    """Return whether the codes, or without any the words, show ordinary shares and discounts only."""
    carcs = [code for code in decoded.codes if code.kind == "CARC"]
    if types & SHARES:  # what the first plan paid or cut stands beside the share on every second plan's EOB
        carcs = [code for code in carcs if (code.group, code.code) != ("OA", "23")]
    listed = [guide.codebook.carc_list.get(code.code) for code in carcs]
    if not carcs:
        return bool(types) and types <= SHARES
    if any(row is None or row.family not in _INNOCENT for row in listed):
        return False
    return not any(code.code == "45" and code.group == "PR" for code in carcs)


def _appeal(deadlines: Sequence[ComputedDeadline]) -> ComputedDeadline | None:
    dated = [(d.working, d) for d in deadlines if d.rule in APPEAL_RULES and d.working is not None]
    return min(dated, key=lambda pair: pair[0])[1] if dated else None


def _appeal_by(facts: Facts, appeal: ComputedDeadline | None) -> date | None:
    days = [day for day in (appeal.working if appeal else None, facts.dates.notice_appeal_by) if day is not None]
    return min(days) if days else None


def _protective(facts: Facts, appeal: ComputedDeadline | None, by: date | None) -> date | None:
    """Return the day of the protective appeal, by the law's date or, where only the notice has one, by that."""
    day = protective_appeal_date(appeal) if appeal else None
    if by is None:
        return None
    if day is None:
        start = facts.dates.denial_received or facts.dates.denial_notice
        window = max((by - start).days, 0) // 3 if start else _PROTECTIVE_DAYS
        day = last_working_day(by - timedelta(days=min(_PROTECTIVE_DAYS, window)))
    return min(day, by)
