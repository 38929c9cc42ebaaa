# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One deadline rule and its events in, one counted deadline out, with a sentence that says how it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.domain.plan import ComputedDeadline
from app.knowledge.deadlines import Also, DeadlineRule, Holidays, Pick, Roll, Unit
from app.rules.counting import add_days, last_working_day, next_working_day
from app.rules.deadline_counts import Reached, count, day_of, order
from app.rules.deadline_events import Given, checked_events
from app.rules.deadline_starts import Start, Stuck, ask, find_start, missing_notes
from app.rules.deadline_words import (
    cautions,
    event_words,
    no_extension,
    say,
    say_amount,
    say_day,
    say_weekday,
    stake_words,
    what_day,
)

_READINGS = {Holidays.ACTUAL: (False,), Holidays.OBSERVED: (True,), Holidays.EITHER: (False, True)}
_PROTECTIVE_DAYS = 30


def compute(rule: DeadlineRule, events: Mapping[str, object], today: date) -> ComputedDeadline:
    """Count one rule from its events.

    ``events`` maps event names to dates, aware datetimes, true or false, or numbers. ``today`` only decides whether
    the rule is stale. Where something is missing ``due`` is None and a note names the event to give. Raises
    EventError (fixable) for an event that cannot be used.
    """
    given = checked_events(rule, events)
    if rule.unit is Unit.NONE:
        return _without_date(rule, given, today, "The law sets no number of days here. See the notes.")
    ends = [_end(rule, given, observed) for observed in _READINGS[rule.holidays]]
    reached = [end for end in ends if isinstance(end, Reached)]
    if not reached:
        why = next(end.why for end in ends if isinstance(end, Stuck))
        return _without_date(rule, given, today, "No date was counted.", why)
    best = min(reached, key=lambda end: order(end.value))
    notes = [*best.notes]
    others = sorted({day_of(end.value) for end in reached} - {day_of(best.value)})
    if others:
        notes.append(
            f"It is not settled whether a federal holiday that is moved to a weekday counts here. Counted the other "
            f"way the date is {say_weekday(others[0])}; the earlier one is shown."
        )
    return _with_date(rule, given, today, best, notes)


def protective_appeal_date(computed: ComputedDeadline) -> date | None:
    """Return by when to send an appeal that protects the deadline while a correction is awaited.

    The legal due date less 30 days, or less a third of the days between trigger and due date where that is fewer,
    moved back to a working day; never after the date on the notice. None when the date or its trigger is not known.
    """
    due, trigger = computed.law_date, computed.trigger_date
    if due is None or trigger is None or due < trigger:
        return None
    day = due - timedelta(days=min(_PROTECTIVE_DAYS, (due - trigger).days // 3))
    if computed.working:
        day = min(day, computed.working)
    return last_working_day(day)


def _end(rule: DeadlineRule, given: Given, observed: bool) -> Reached | Stuck:
    """Count every way that the events allow, let the rule pick, then add its extra day or its roll."""
    ways: list[Reached] = []
    notes: list[str] = []
    start = find_start(rule, given, observed)
    if isinstance(start, Start):
        main = _main(rule, given, start, observed)
        if isinstance(main, Stuck):
            return main
        ways.append(main)
    for also in rule.also:
        value = given.days.get(also.event)
        if value is None:
            continue
        way = _other(rule, also, value, given, observed)
        if also.before and isinstance(start, Start) and day_of(way.value) < day_of(start.value):
            notes.append(
                f"Counted back from “{also.event}” the time would have ended before it began. The notice came late: "
                "act at once, and say so."
            )
            continue
        ways.append(way)
    if not ways:
        return Stuck(ask(rule))
    missing = [name for name in rule.starts if isinstance(start, Stuck)] + [
        also.event for also in rule.also if also.event not in given.days
    ]
    notes += missing_notes(missing, rule.also_is)
    return _finished(rule, ways, notes, observed)


def _main(rule: DeadlineRule, given: Given, start: Start, observed: bool) -> Reached | Stuck:
    """Count the rule's own amount from day 0."""
    day_0 = day_of(start.value)
    found = _amount(rule, given, day_0)
    if isinstance(found, Stuck):
        return found
    amount, notes = found
    amount, longer = _extended(rule, given, amount)
    reached = count(rule, start.value, amount, rule.unit, given, observed=observed, before=rule.before)
    by = None
    if start.earlier and start.earlier < day_0 and not rule.before:
        by = day_of(count(rule, start.earlier, amount, rule.unit, given, observed=observed).value)
    said = (*start.said, *longer, *reached.said)
    return Reached(reached.value, said, reached.last, (*start.notes, *notes, *reached.notes), day_0, by)


def _amount(rule: DeadlineRule, given: Given, day_0: date) -> tuple[int, tuple[str, ...]] | Stuck:
    """Return how much time the rule gives from that day on, with a note where it is not its usual amount."""
    if rule.effective_until and day_0 > rule.effective_until:
        return Stuck(f"This rule ended on {say_day(rule.effective_until)}. Check your notice for what holds now.")
    if rule.effective_from and day_0 < rule.effective_from:
        since = say_day(rule.effective_from)
        if rule.earlier_amount is None:
            return Stuck(f"This rule holds since {since}. Check your notice for what held before.")
        return rule.earlier_amount, (f"Before {since} the time was {say_amount(rule.earlier_amount, rule.unit)}.",)
    amount = rule.amount
    notes: tuple[str, ...] = ()
    if rule.amount_event:
        amount = given.numbers.get(rule.amount_event.event, rule.amount_event.default)
        if rule.amount_event.event not in given.numbers:
            notes = (f"Your state's number of days was not given. Counted with {amount}, the fewest the law allows.",)
    if amount is None:
        name = rule.amount_event.event if rule.amount_event else "amount"
        return Stuck(f"To count this date, give “{name}”: the number of days that your notice allows.")
    return amount, notes


def _extended(rule: DeadlineRule, given: Given, amount: int) -> tuple[int, tuple[str, ...]]:
    """Return the amount with an extension that was taken, and the sentence that says so."""
    if rule.extension is None:
        return amount, ()
    name = rule.extension.event
    extra = rule.extension.days if given.flags.get(name) else given.numbers.get(name, 0)
    said = (f"The time was extended by {say_amount(extra, rule.unit)}, to {amount + extra}.",) if extra else ()
    return amount + extra, said


def _other(rule: DeadlineRule, also: Also, value: date | datetime, given: Given, observed: bool) -> Reached:
    """Count one of the rule's other ways."""
    start = value + timedelta(days=also.days_first) if also.days_first else value
    reached = count(rule, start, also.amount, also.unit, given, observed=observed, before=also.before)
    if also.days_first:
        first = (f"{event_words(also.event).capitalize()}: {say(value)}, and first {also.days_first} days run.",)
        return Reached(reached.value, (*first, *reached.said), reached.last, reached.notes, day_of(value))
    if not also.amount:
        return Reached(value, (), f"{event_words(also.event).capitalize()}: {what_day(value)}", (), day_of(value))
    said = (f"{event_words(also.event).capitalize()}: {say(value)}.", *reached.said)
    return Reached(reached.value, said, reached.last, reached.notes, day_of(value))


def _finished(rule: DeadlineRule, ways: list[Reached], notes: list[str], observed: bool) -> Reached:
    """Pick the way that governs, then add the extra day, or roll off a weekend or holiday."""
    pick = min if rule.also_is is Pick.EARLIER else max
    best = pick(ways, key=lambda way: order(way.value))
    said: list[str] = []
    for way in ways:
        said += [*way.said, f"{way.last}."]
    last = said.pop().removesuffix(".")
    if len(ways) > 1:
        said.append(f"{last}.")
        last = f"The {rule.also_is} of these governs: {what_day(best.value)}"
    value, day_0 = best.value, ways[0].day_0
    if rule.earliest_action:
        value = add_days(day_of(value), 1)
        said.append(f"{last}.")
        last = f"The first day on which it may act is the day after, {say_day(value)}"
    elif rule.roll is Roll.NEXT_WORKING_DAY and not isinstance(value, datetime):
        rolled = next_working_day(value, observed=observed)
        if rolled != value:
            last += f"; the law moves it to the next working day, {say_weekday(rolled)}"
            value = rolled
    all_notes = tuple(note for way in ways for note in way.notes) + tuple(notes)
    return Reached(value, tuple(said), last, all_notes, day_0, best.by)


def _with_date(rule: DeadlineRule, given: Given, today: date, end: Reached, notes: list[str]) -> ComputedDeadline:
    due = day_of(end.value)
    safe = _safe_day(rule, end, due)
    tail = "" if rule.earliest_action or rule.roll is not Roll.NONE else no_extension(rule, due, safe)
    return ComputedDeadline(
        rule=rule.id,
        title=rule.title,
        due=end.value,
        safe=safe,
        actor=rule.actor,
        owner=rule.owner,
        action=rule.action,
        citation=rule.citation,
        counted=" ".join([*end.said, f"{end.last}{tail}."]),
        checked=rule.checked,
        verified=rule.verified,
        notes=tuple(dict.fromkeys([*notes, *rule.notes, *stake_words(rule, due, today), *cautions(rule, today)])),
        trigger=rule.trigger,
        trigger_date=end.day_0,
        events=given.as_text(),
    )


def _without_date(rule: DeadlineRule, given: Given, today: date, counted: str, why: str = "") -> ComputedDeadline:
    return ComputedDeadline(
        rule=rule.id,
        title=rule.title,
        due=None,
        safe=None,
        actor=rule.actor,
        owner=rule.owner,
        action=rule.action,
        citation=rule.citation,
        counted=counted,
        checked=rule.checked,
        verified=rule.verified,
        notes=tuple(dict.fromkeys([*([why] if why else []), *rule.notes, *cautions(rule, today)])),
        trigger=rule.trigger,
        events=given.as_text(),
    )


def _safe_day(rule: DeadlineRule, end: Reached, due: date) -> date | None:
    """Return the last working day to act on; None where nobody acts by it, or it would be before the trigger."""
    if rule.earliest_action:
        return None
    safe = last_working_day(min(due, end.by) if end.by else due)
    return None if not rule.before and end.day_0 and safe < end.day_0 else safe
