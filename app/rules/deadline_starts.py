# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Finding day 0: the event that starts a count, or the day on which the law takes it that a notice came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.knowledge.deadlines import DeadlineRule, Pick, Presumed, Unit
from app.rules.counting import add_business_days, add_days
from app.rules.deadline_counts import order
from app.rules.deadline_events import Given
from app.rules.deadline_words import event_words, say, say_amount, say_day


@dataclass(frozen=True, slots=True)
class Start:
    """Day 0: the day or moment, how it was found, and an earlier day that someone may count from."""

    value: date | datetime
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    earlier: date | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """No date can be counted, and why."""

    why: str


def find_start(rule: DeadlineRule, given: Given, observed: bool) -> Start | Stuck:
    """Find day 0 among the events that start the count."""
    if rule.presumed:
        return _presumed_start(rule, rule.presumed, given, observed)
    known = [(name, given.days[name]) for name in rule.starts if name in given.days]
    if not known:
        return Stuck(ask(rule))
    pick = min if rule.start_is is Pick.EARLIER else max
    name, value = pick(known, key=lambda pair: order(pair[1]))
    said: list[str] = []
    if len(known) > 1:
        listed = " and ".join(f"{event_words(n)} ({say(v)})" for n, v in known)
        said.append(f"Of {listed}, the {rule.start_is} starts the count.")
    missing = [n for n in rule.starts if n not in given.days]
    said.append(day_0_words(name))
    return Start(value, tuple(said), tuple(missing_notes(missing, rule.start_is)))


def _presumed_start(rule: DeadlineRule, presumed: Presumed, given: Given, observed: bool) -> Start | Stuck:
    """Find day 0 where the law takes receipt for granted some days after the notice, unless shown otherwise."""
    received = given.day(presumed.received)
    believed, said = _believed(rule, presumed, given, observed)
    if received is not None and (not presumed.proof or given.flags.get(presumed.proof, False)):
        said_received = (f"It came on {say_day(received)}; that day is day 0.",)
        if presumed.proof or believed is None or believed >= received:
            return Start(received, said_received)
        note = "The other side may count from an earlier day, as if the notice had come then. Act by the safe day."
        return Start(received, said_received, (note,), believed)
    if believed is None:
        return Stuck(ask(rule))
    proof = "The day you received it counts only with proof of receipt. Keep the envelope or the delivery record."
    return Start(believed, (said,), (proof,) if received else (), received)


def _believed(rule: DeadlineRule, presumed: Presumed, given: Given, observed: bool) -> tuple[date | None, str]:
    """Return the day on which the notice is taken to have come, and the sentence for it."""
    assumed, sent = given.day(presumed.assumed), given.day(rule.starts[0])
    if assumed is not None:
        return assumed, f"The other side takes it that the notice came on {say_day(assumed)}; that day is day 0."
    if sent is None:
        return None, ""
    if presumed.unit is Unit.BUSINESS_DAYS:
        day = add_business_days(sent, presumed.days, observed=observed)
    else:
        day = add_days(sent, presumed.days)
    after = say_amount(presumed.days, presumed.unit)
    return day, (
        f"The notice is of {say_day(sent)}. The law takes it that it came {after} later, on {say_day(day)}; "
        "that day is day 0."
    )


def day_0_words(event: str) -> str:
    """Say which event starts the count."""
    return f"The day of the trigger ({event_words(event)}) is day 0."


def ask(rule: DeadlineRule) -> str:
    """Name the event to give, and what it means."""
    names = " or ".join(f"“{name}”" for name in rule.starts)
    return f"To count this date, give {names}. The time runs from: {rule.trigger}."


def missing_notes(names: list[str], pick: Pick) -> list[str]:
    """Say what an event that was not given may change."""
    if pick is Pick.LATER:
        return [f"“{name}” was not given. If it leads to a later date, that one governs." for name in names]
    return [f"“{name}” was not given. If it leads to an earlier date, that one governs." for name in names]
