# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands that need no file but facts: decode, deadline, deadlines, route."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.clock import Clock
from app.command_shape import Add, WrongUse
from app.domain.dates import screen_date
from app.domain.deadline import Owner
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline, Plan
from app.domain.track import TRACK_TITLES
from app.knowledge.letters import letter_kinds
from app.knowledge.routes import routes
from app.knowledge.signals import signals
from app.rules.deadline_events import parse_event
from app.rules.decoding import DecodedCode, as_json
from app.rules.missed_clocks import missed_by_plan
from app.rules.routing_json import deadline_json, plan_json
from app.services.letter_file import read_facts_file
from app.services.planning import Planner

CLOCK = Clock()
DECODED = (
    'such as CO-50, "CO 50 N130", M51, "modifier 59", "POS 11", 0450, M54.16, J1885, or words; a code of Medicare\'s '
    'own lists by the list\'s name ("processing indicator B", "payment denial code N", "nonpayment reason code R", '
    '"disposition code 55"), or as "Medicare B" for every list that has it'
)
WHOSE_MONEY = {
    "provider": "the provider's, by contract or law; not yours",
    "patient": "yours, by this notice; check it before you pay",
    "payer": "the insurer lowered it; this notice does not put it on you",
    "other": "this notice does not put it on you",
}
"""The group code's answer in words; nothing is said where it depends."""


def add_to(add: Add) -> None:
    """Add these commands to the parser."""
    decode = add("decode", _decode, "explain denial codes, remark codes, modifiers, places of service, or words")
    decode.add_argument("text", nargs="+", help=DECODED)
    one = add("deadline", _deadline, "count one deadline rule")
    one.add_argument("rule", nargs="?", help="the rule's id, such as erisa_appeal_filing")
    one.add_argument("--event", action="append", default=[], metavar="NAME=VALUE", help="an event of the rule")
    one.add_argument("--list", action="store_true", help="name every rule with the event it runs from")
    every = add("deadlines", _deadlines, "every deadline that follows from the facts")
    every.add_argument("facts", type=Path)
    route = add("route", _route, "facts in, plan out")
    route.add_argument("facts", type=Path, nargs="?")
    route.add_argument("--signals", action="store_true", help="list every signal with its question")


def _decode(arguments: argparse.Namespace) -> tuple[str, object]:
    decoded = Planner(CLOCK).decode(arguments.text)
    lines = [line for code in decoded.codes for line in _code_lines(code)]
    lines += [f"Points to {topic.denial_type}: {topic.why}" for topic in decoded.topics]
    lines += [f"Not understood: {text}" for text in decoded.not_understood]
    return "\n".join(lines), as_json(decoded)


def _code_lines(code: DecodedCode) -> list[str]:
    """Write a code for people: what it means, whose money, who must act, where it comes from and where it leads."""
    said = ", ".join([code.kind, *(["out of use"] if code.retired else []), *(["an alert"] if code.alert else [])])
    title = f" {code.title}." if code.title not in {"", code.code, code.label} else ""
    lines = [f"{code.label} ({said}):{title} {code.meaning}"]
    if code.whose_money in WHOSE_MONEY:
        lines.append(f"  Whose money: {WHOSE_MONEY[code.whose_money]}.")
    if code.who_acts:
        lines.append(f"  Who must act: {code.who_acts}.")
    lines += [f"  May come from: {origin}" for origin in code.origins]
    known, kinds = routes(), letter_kinds()
    ways = [known[route].title for route in code.routes if route in known]
    papers = [kinds[letter].head.title for letter in code.letters if letter in kinds]
    lines += [f"  Way: {'; '.join(ways)}"] if ways else []
    lines += [f"  Letters: {'; '.join(papers)}"] if papers else []
    return lines


def _deadline(arguments: argparse.Namespace) -> tuple[str, object]:
    planner = Planner(CLOCK)
    if arguments.list:
        rules = planner.rules().values()
        listed = [{"rule": r.id, "title": r.title, "events": list(r.events)} for r in rules]
        return "\n".join(f"{r.id}: {r.title} (from {' or '.join(r.starts) or 'no event'})" for r in rules), listed
    if not arguments.rule:
        raise WrongUse("Name the rule, or use --list to see them all")
    events: dict[str, object] = {}
    for text in arguments.event:
        name, value = parse_event(text)
        if events.setdefault(name, value) != value:
            raise WrongUse(f"The event {name} is given twice, with different values")
    computed = planner.deadline(arguments.rule, events)
    return deadline_text(computed), deadline_json(computed)


def _deadlines(arguments: argparse.Namespace) -> tuple[str, object]:
    facts = _facts(arguments.facts)
    found = Planner(CLOCK).deadlines(facts)
    text = "\n\n".join(deadline_text(c, facts) for c in found)
    return text or "No deadline follows from these facts yet. Give the date of the notice and the kind of plan.", [
        deadline_json(c) for c in found
    ]


def _route(arguments: argparse.Namespace) -> tuple[str, object]:
    if arguments.signals:
        known = signals()
        listed = [{"id": s.id, "question": s.question} for s in known.values()]
        return "\n".join(f"{s.id}: {s.question}" for s in known.values()), listed
    if arguments.facts is None:
        raise WrongUse("Name the FACTS file (an empty one is valid), or use --signals to see the signals")
    plan = Planner(CLOCK).plan(_facts(arguments.facts))
    return plan_text(plan), plan_json(plan)


def _facts(path: Path) -> Facts:
    """Read a FACTS file; what is in it for a letter alone plays no part here."""
    return read_facts_file(path, CLOCK.today()).facts


def deadline_text(computed: ComputedDeadline, facts: Facts | None = None) -> str:
    """Write a deadline for people; ``facts`` let it say what follows by the kind of plan when they are late."""
    working = computed.working
    lines = [f"{computed.title}: {screen_date(working) if working else 'no date can be counted'}"]
    if computed.safe and working and computed.safe < working:
        lines.append(f"  Act by: {screen_date(computed.safe)}")
    if computed.notice_due and computed.law_date and computed.notice_due != computed.law_date:
        notice, law = screen_date(computed.notice_due), screen_date(computed.law_date)
        lines.append(f"  The notice says {notice}; the law, {law}.")
    if computed.owner is Owner.THEM and working and working < CLOCK.today():
        late = missed_by_plan(computed, facts) if facts is not None else ""
        lines.append(f"  They are late. {late}".rstrip())
    lines += [f"  {computed.counted}"] if computed.counted else []
    lines.append(f"  {computed.citation}, checked {computed.checked.isoformat() if computed.checked else 'never'}")
    lines += [f"  Note: {note}" for note in computed.notes]
    return "\n".join(lines)


def plan_text(plan: Plan) -> str:
    """Write a plan for people."""
    parts = ["What it is", *(f"  {t.title}: {t.why}" for t in plan.denial_types)] if plan.denial_types else []
    parts += ["Playbooks", *(f"  {p.title}. {p.why}" for p in plan.playbooks)] if plan.playbooks else []
    parts.append("Routes")
    parts += [f"  {'Take' if r.recommended else 'Not'}: {r.title}. {r.why}" for r in plan.routes]
    parts.append("First actions")
    for number, action in enumerate(plan.actions, 1):
        by = f", by {screen_date(action.due)}" if action.due else ""
        parts.append(f"  {number}. {action.action} ({action.party or TRACK_TITLES[action.track]}{by})")
    for title, items in (("Evidence", plan.evidence), ("Letters", plan.letters), ("Call scripts", plan.scripts)):
        parts += [title, *(f"  {item}" for item in items)] if items else []
    parts += ["Deadlines", *(deadline_text(d) for d in plan.deadlines)] if plan.deadlines else []
    parts += ["Before you start", *(f"  {w.why}" for w in plan.warnings)] if plan.warnings else []
    return "\n".join(parts)
