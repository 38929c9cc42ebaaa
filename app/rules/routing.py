# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The wizard's decision: facts in, plan out; pure rules over the guide's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline, Plan, PlannedAction, Reasoned, RouteChoice
from app.domain.track import TrackKind
from app.knowledge.guide import Guide
from app.knowledge.routes import Route
from app.rules.playbooks import fitting_playbooks
from app.rules.routing_actions import first_actions
from app.rules.routing_conditions import holds
from app.rules.routing_situation import Situation, situation
from app.rules.routing_types import FITS, POSSIBLE
from app.rules.routing_words import blanks

_GENERAL_EVIDENCE = (
    "The denial notice or the EOB",
    "The itemized bill with codes (UB-04 or CMS-1500 data)",
    "Your notes of calls: date, name, ticket number",
)
_ASSISTANCE_EVIDENCE = (
    "Proof of income: recent pay stubs, tax return, or a benefits letter",
    "The account number of every bill from this visit",
)


def route(
    facts: Facts,
    deadlines: Sequence[ComputedDeadline],
    today: date,
    guide: Guide,
    chosen: Collection[str] | None = None,
) -> Plan:
    """Decide. Every route is considered; each carries its reason in the person's own facts.

    ``deadlines`` are those that follow from the facts (counted by app.rules.deadlines); they are carried into
    the plan and give the appeal date. Empty facts are valid: the plan then asks for the papers. ``chosen`` are the
    denial types that the person ticked: exactly these then decide; None lets codes, words and signals decide.
    """
    read = situation(facts, deadlines, today, guide, chosen)
    words = blanks(read, guide)
    choices = tuple(_choice(entry, read, words) for entry in guide.routes.values())
    decided = replace(read, recommended=frozenset(c.id for c in choices if c.recommended))
    actions = first_actions(decided, guide, words)
    playbooks = fitting_playbooks(facts, read.decoded, read.types, guide.playbooks)
    return Plan(
        denial_types=tuple(p for p in read.proposals if p.fit == FITS or (p.fit == POSSIBLE and not read.innocent)),
        routes=tuple(sorted(choices, key=lambda choice: not choice.recommended)),
        tracks=_tracks(decided, actions, guide),
        actions=actions,
        deadlines=tuple(deadlines),
        evidence=_evidence(decided, guide, playbooks),
        letters=_once(action.letter_kind for action in actions),
        scripts=_once(action.script for action in actions),
        warnings=_warnings(decided, guide, words),
        playbooks=playbooks,
    )


def why_not(entry: Route, s: Situation, words: Mapping[str, str]) -> str:
    """Return why a route is left; the last row of every route holds always."""
    return next(row.why for row in entry.leave if holds(s, row.when, row.unless)).format_map(words).strip()


def _choice(entry: Route, s: Situation, words: Mapping[str, str]) -> RouteChoice:
    taken = next((row for row in entry.take if holds(s, row.when, row.unless)), None)
    why = _sentence(taken.why.format_map(words).strip() if taken else why_not(entry, s, words))
    return RouteChoice(id=entry.id, title=entry.title, recommended=taken is not None, why=why)


def _tracks(s: Situation, actions: Sequence[PlannedAction], guide: Guide) -> tuple[TrackKind, ...]:
    """Return the tracks of the actions, and of the recommended routes' first track, in the tracks' own order."""
    opened = {action.track for action in actions}
    program = holds(s, ("program",))
    for entry in guide.routes.values():
        if entry.id in s.recommended and not (program and entry.tracks[0] is TrackKind.INSURER_APPEAL):
            opened.add(entry.tracks[0])
    if holds(s, ("both_tracks",), ("lost",)):
        opened.add(TrackKind.PROGRAM_APPEAL if program else TrackKind.INSURER_APPEAL)
    return tuple(kind for kind in TrackKind if kind in opened)


def _evidence(s: Situation, guide: Guide, playbooks: Sequence[Reasoned]) -> tuple[str, ...]:
    items = [item for p in s.proposals if p.id in s.types for item in guide.denial_types[p.id].evidence]
    items += [item for p in playbooks for item in guide.playbooks[p.id].evidence]
    if "financial_assistance" in s.recommended:
        items += [_GENERAL_EVIDENCE[1], *_ASSISTANCE_EVIDENCE]
    return _once(items or _GENERAL_EVIDENCE)


def _warnings(s: Situation, guide: Guide, words: Mapping[str, str]) -> tuple[Reasoned, ...]:
    rows = [
        row
        for row in guide.warnings.values()
        if (not row.routes or set(row.routes) & s.recommended) and holds(s, row.when, row.unless)
    ]
    return tuple(Reasoned(id=row.id, title=row.title, why=_sentence(row.text.format_map(words))) for row in rows)


def _sentence(text: str) -> str:
    """Begin with a capital: a blank at the beginning may have been filled with "the insurer"."""
    starts = text.replace(". the ", ". The ").replace("? the ", "? The ")
    return starts[:1].upper() + starts[1:]


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))
