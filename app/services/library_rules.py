# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Deadline rules as entries and articles of the library: whose clock, how long, how it is counted, how it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.coverage import PLAN_KIND_TITLES
from app.domain.dates import said_date
from app.knowledge.deadlines import DeadlineRule, Pick, Presumed, Roll, Unit, Verification, deadline_rules
from app.knowledge.letters import letter_kinds
from app.rules.deadline_words import event_words, read_words, say_amount
from app.services.library_records import Article, EventInput, LibraryEntry, Line, Link, Section

_ACTORS = {
    "patient": "You, or whoever acts for you",
    "plan": "The plan or insurer",
    "IRO": "The independent review organization",
    "ALJ": "The administrative law judge",
    "QIO": "The quality improvement organization (QIO)",
    "OPM": "The federal personnel office (OPM)",
    "council": "The Medicare Appeals Council",
    "furnisher": "Whoever reported the debt",
}
_ID = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_NO_PERIOD = "The law sets no number of days"


def rule_entries() -> dict[str, LibraryEntry]:
    """Return the rules by id, by body of law and title."""
    rules = sorted(deadline_rules().values(), key=lambda rule: (rule.regime, rule.title))
    return {
        rule.id: LibraryEntry(
            kind="rule",
            id=rule.id,
            name=rule.title,
            text=f"{period_words(rule)} · {rule.regime}",
            words=f"{rule.action} {rule.trigger} {rule.citation} {rule.id}",
        )
        for rule in rules
    }


def rule_article(rule_id: str) -> Article:
    """Return a rule in full, with what it is counted from."""
    rule = deadline_rules()[rule_id]
    meets = [kind for kind in letter_kinds().values() if rule.id in kind.head.meets]
    starts = [k for k in letter_kinds().values() if rule.id in {k.head.starts_clock, *(c.rule for c in k.head.clocks)}]
    links = (
        ("Letters that meet it", tuple(Link(kind="letter", id=k.kind, text=k.head.title) for k in meets)),
        ("Letters that start this clock", tuple(Link(kind="letter", id=k.kind, text=k.head.title) for k in starts)),
    )
    return Article(
        kind="rule",
        id=rule.id,
        title=rule.title,
        lead=rule.action,
        badges=((rule.regime, "neutral"), verification_badge(rule)),
        facts=tuple(_facts(rule)),
        sections=(Section(title="Good to know", lines=_notes(rule), style="words"),) if rule.notes else (),
        links=tuple((title, found) for title, found in links if found),
        sources=(f"{rule.citation}. Read in: {rule.verified}. Checked {said_date(rule.checked)}.",),
        inputs=tuple(inputs_of(rule)),
    )


def _notes(rule: DeadlineRule) -> tuple[Line, ...]:
    """Return the notes, with titles of rules and words for events in place of their ids."""
    rules = deadline_rules()

    def words(found: re.Match[str]) -> str:
        name = found[0]
        if name in rules:
            return f"“{rules[name].title}”"
        return _capital(event_words(name)) if name in rule.events else name

    return tuple(Line(text=_ID.sub(words, note)) for note in rule.notes)


def verification_badge(rule: DeadlineRule) -> tuple[str, str]:
    """Return how the rule was read, in words, and the tone of its badge."""
    tones = {Verification.CURRENT: "green", Verification.MEMORY: "red"}
    return read_words(rule), tones.get(rule.verification, "amber")


def period_words(rule: DeadlineRule) -> str:
    """Return how long: "180 days", "noon of the next day", or the days that the notice names."""
    if rule.unit is Unit.NONE:
        return "No fixed time"
    if rule.amount_event is not None:
        return f"{rule.amount_event.least} to {rule.amount_event.most} days, as your state or notice says"
    amount = rule.amount or 0
    if rule.unit is Unit.NOON:
        words = "noon of that day" if not amount else f"noon, {say_amount(amount, Unit.CALENDAR_DAYS)} on"
    elif rule.unit is Unit.YEAR_END:
        words = f"the end of the year, {say_amount(amount, Unit.YEARS)} on"
    else:
        words = say_amount(amount, rule.unit) if amount else "the same day"
    return f"{words} before" if rule.before else words


def inputs_of(rule: DeadlineRule) -> Iterator[EventInput]:
    """Yield what the person can give: the events of the rule, each with how it is typed."""
    proof = rule.presumed.proof if rule.presumed else ""
    hours = rule.counts_hours and not rule.whole_days
    for name in rule.events:
        if name == "zone":
            continue  # the time of day is taken in this computer's own zone
        if name == proof or (rule.extension and name == rule.extension.event):
            kind = "yes"
        elif rule.amount_event and name == rule.amount_event.event:
            kind = "number"
        else:
            kind = "moment" if hours and name in rule.starts else "date"
        yield EventInput(name=name, label=_label(rule, name), kind=kind, needed=name in rule.starts[:1])


def _label(rule: DeadlineRule, name: str) -> str:
    words = event_words(name).capitalize()
    if rule.extension and name == rule.extension.event:
        return f"{words} (by {rule.extension.days} days)"
    return words


def _facts(rule: DeadlineRule) -> Iterator[tuple[str, str]]:
    yield "Who must act", _ACTORS.get(rule.actor, f"The {rule.actor}")
    yield "How long", _capital(period_words(rule)) if rule.unit is not Unit.NONE else _NO_PERIOD
    yield "Runs from", _capital(rule.trigger)
    yield "How it is counted", " ".join(_counting(rule))
    if rule.unit not in {Unit.NONE, Unit.HOURS}:
        yield "Weekend or holiday", _weekend(rule)
    yield "For", _whom(rule)
    force = _in_force(rule)
    if force:
        yield "In force", force
    yield "Law", rule.citation
    yield "How it was read", f"{_capital(rule.verified)}. Checked {said_date(rule.checked)}."


def _counting(rule: DeadlineRule) -> Iterator[str]:
    if rule.unit is Unit.NONE:
        yield "No date can be counted. What is known stands below."
        return
    if rule.presumed is not None:
        yield _presumed_words(rule.presumed)
    elif len(rule.starts) > 1:
        names = " and ".join(event_words(name) for name in rule.starts)
        yield f"Of {names}, the {rule.start_is} starts the count."
    direction = "back" if rule.before else "on"
    if rule.unit is Unit.HOURS:
        yield "Hours run through nights, weekends and clock changes."
    elif rule.unit is Unit.BUSINESS_DAYS:
        yield f"That day is day 0, and the count goes {direction} from it, Monday to Friday, without federal holidays."
    else:
        yield f"That day is day 0, and the count goes {direction} from it, every day counted."
    for also in rule.also:
        which = "earlier" if rule.also_is is Pick.EARLIER else "later"
        yield f"“{_capital(event_words(also.event))}” can end it too: of the two, the {which} governs."
    if rule.extension is not None:
        yield f"It can be extended by {say_amount(rule.extension.days, rule.unit)}."
    if rule.earliest_action:
        yield "The result is the first day on which the other side may act, the day after the time ends."


def _presumed_words(presumed: Presumed) -> str:
    after = say_amount(presumed.days, presumed.unit)
    proof = " with proof of receipt" if presumed.proof else ""
    return f"The law takes it that the notice came {after} after its date; the day it really came counts{proof}."


def _weekend(rule: DeadlineRule) -> str:
    if rule.earliest_action:
        return "It makes no difference: this is the first day on which something may happen."
    if rule.roll is Roll.NEXT_WORKING_DAY:
        return "A last day on a weekend or federal holiday moves to the next working day."
    if rule.unit is Unit.BUSINESS_DAYS:
        return "The last day is always a working day."
    return "A last day on a weekend or holiday does not move. Act on the working day before."


def _whom(rule: DeadlineRule) -> str:
    parts = "; ".join(PLAN_KIND_TITLES[kind] for kind in rule.plan_kinds) or "Any plan, or none"
    if rule.not_plan_kinds:
        parts += "; not " + ", ".join(PLAN_KIND_TITLES[kind] for kind in rule.not_plan_kinds)
    return parts + (f"; in {', '.join(rule.states)}" if rule.states else "")


def _in_force(rule: DeadlineRule) -> str:
    since = f"since {said_date(rule.effective_from)}" if rule.effective_from else ""
    until = f"until {said_date(rule.effective_until)}" if rule.effective_until else ""
    before = f"; before, it was {say_amount(rule.earlier_amount, rule.unit)}" if rule.earlier_amount else ""
    return _capital(" ".join(part for part in (since, until) if part) + before)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
