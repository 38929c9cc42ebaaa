# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The events a deadline is counted from: reading NAME=VALUE, and refusing what cannot be true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import UserFixable
from app.knowledge.deadlines import DeadlineRule

Value = date | datetime | bool | int | str

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_ZONE = "zone"


class EventError(UserFixable):
    """An event that cannot be used. ``names`` are the events it is about."""

    def __init__(self, rule: str, names: tuple[str, ...], what: str) -> None:
        self.rule, self.names = rule, names
        quoted = " and ".join(f"“{name}”" for name in names)
        place = f" for {rule}" if rule else ""
        super().__init__(f"The date{place} was not counted because of {quoted}: {what}")


@dataclass(frozen=True, slots=True)
class Given:
    """Checked events of one rule: days and moments, yes-or-no answers, numbers, and the zone if one was given."""

    days: Mapping[str, date | datetime] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    zone: ZoneInfo | None = None

    def day(self, name: str) -> date | None:
        """Return the day of an event without its time, or None when it was not given."""
        value = self.days.get(name)
        return value.date() if isinstance(value, datetime) else value

    def as_text(self) -> tuple[tuple[str, str], ...]:
        """Return every event as text (ISO dates), to be kept and counted again."""
        pairs = [(name, _iso(value)) for name, value in self.days.items()]
        pairs += [(name, str(value).lower()) for name, value in self.flags.items()]
        pairs += [(name, str(value)) for name, value in self.numbers.items()]
        pairs += [(_ZONE, self.zone.key)] if self.zone else []
        return tuple(pairs)


def _iso(value: date | datetime) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def parse_event(text: str) -> tuple[str, Value]:
    """Read "NAME=VALUE": an ISO date, an ISO moment, true or false, a whole number, or else the words themselves.

    Raises EventError when there is no name or no value. What the value must be is checked by the rule.
    """
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise EventError("", (text,), "write it as NAME=VALUE, for example denial_received=2026-06-08.")
    return name, parse_value(value)


def parse_value(text: str) -> Value:
    """Read one value as `parse_event` does."""
    if text.lower() in {"true", "false", "yes", "no"}:
        return text.lower() in {"true", "yes"}
    if re.fullmatch(r"-?\d{1,6}", text):
        return int(text)
    try:
        return date.fromisoformat(text) if len(text) <= len("2026-11-21") else datetime.fromisoformat(text)
    except ValueError:
        return text


def checked_events(rule: DeadlineRule, events: Mapping[str, object]) -> Given:
    """Check the events against what the rule takes; None counts as not given.

    Raises EventError for an unknown name, a value of the wrong kind, a year that cannot be meant, a moment without
    its offset, or a day alone where the rule counts hours.
    """
    unknown = tuple(name for name in events if name not in rule.events)
    if unknown:
        known = ", ".join(rule.events) or "none, for it has no period to count"
        raise EventError(rule.id, unknown, f"this rule does not know it. It takes: {known}.")
    values = {name: value for name, value in events.items() if value is not None}
    flag_names, number_names = _kinds(rule)
    zone = _zone(rule, values.pop(_ZONE, None))
    days: dict[str, date | datetime] = {}
    flags: dict[str, bool] = {}
    numbers: dict[str, int] = {}
    for name, value in values.items():
        if name in flag_names and isinstance(value, bool):
            flags[name] = value
        elif name in number_names and isinstance(value, int) and not isinstance(value, bool):
            numbers[name] = _number(rule, name, value)
        elif name in flag_names | number_names:
            wanted = " or ".join(
                ["true or false"] * (name in flag_names) + ["a number of days"] * (name in number_names)
            )
            raise EventError(rule.id, (name,), f"it must be {wanted}, not “{value}”.")
        else:
            days[name] = _day(rule, name, value, zone)
    _refuse_contradiction(rule, days)
    return Given(days, flags, numbers, zone)


def _kinds(rule: DeadlineRule) -> tuple[set[str], set[str]]:
    """Return the names that are yes or no, and the names that are numbers (an extension may be either)."""
    flags = {rule.presumed.proof} if rule.presumed and rule.presumed.proof else set()
    numbers = {rule.amount_event.event} if rule.amount_event else set()
    if rule.extension:
        flags.add(rule.extension.event)
        numbers.add(rule.extension.event)
    return flags, numbers


def _zone(rule: DeadlineRule, value: object) -> ZoneInfo | None:
    if value is None:
        return None
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        what = f"“{value}” is no time zone we know. Write it like America/New_York."
        raise EventError(rule.id, (_ZONE,), what) from error


def _number(rule: DeadlineRule, name: str, value: int) -> int:
    least, most = 0, rule.extension.days if rule.extension else 0
    if rule.amount_event and name == rule.amount_event.event:
        least, most = rule.amount_event.least, rule.amount_event.most
    if not least <= value <= most:
        raise EventError(
            rule.id, (name,), f"it is {value}, and the law allows {least} to {most} days. Check the notice."
        )
    return value


def _day(rule: DeadlineRule, name: str, value: object, zone: ZoneInfo | None) -> date | datetime:
    if not isinstance(value, date):
        raise EventError(rule.id, (name,), f"“{value}” is not a date. Write it like 2026-06-08.")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise EventError(rule.id, (name,), f"the year {value.year} cannot be meant. Check the date.")
    if isinstance(value, datetime):
        if value.tzinfo is None and zone is None:
            what = f"“{_iso(value)}” lacks its time zone. Write it like 2026-06-10T09:30-04:00, or give “zone”."
            raise EventError(rule.id, (name,), what)
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return value


def _refuse_contradiction(rule: DeadlineRule, days: Mapping[str, date | datetime]) -> None:
    """A notice cannot come before it was sent."""
    if rule.presumed is None:
        return
    given = Given(days)
    for later in (rule.presumed.received, rule.presumed.assumed):
        sent, came = given.day(rule.starts[0]), given.day(later)
        if sent and came and came < sent:
            raise EventError(rule.id, (rule.starts[0], later), "it came before it was sent. Check the two dates.")
