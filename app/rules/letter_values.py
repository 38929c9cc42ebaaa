# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a letter's template may read: the facts by name, the law that applies, the deadline it meets; its filters."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.coverage import PlanKind
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.letter_templates import FREE_FACTS, NAMESPACES, sandbox
from app.knowledge.letters import LetterKind, Right
from app.knowledge.thresholds import thresholds
from app.rules.letter_estimates import estimates_markdown
from app.rules.letter_gate import Blank, Money, Ready, as_markdown, clean, one_line
from app.rules.letter_lines import lines_markdown, read_lines
from app.rules.letter_office import office_of
from app.rules.letter_timeline import TIMELINE, facts_timeline, timeline_markdown

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_MONEY = {"amounts", "answers.household_income"}
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")
_FIRST_SENTENCE = re.compile(r"^(.{3,160}?[.?!])\s+(\S.*)$", re.DOTALL)
_ARTICLES = ("the ", "a ", "an ", "my ", "our ", "his ", "her ", "their ", "your ")


class Table:
    """One namespace of a template: its keys and nothing else, no methods that a template could call."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> object:
        return self._values[key]


def value_of(facts: Facts, extra: Mapping[str, str], key: str) -> object:
    """Return a fact by its key (``people.claim_number``, ``letter.points``), or a Blank when it is not known.

    A key that does not exist is a Blank as well. The quoted reason may stand in either of its two places.
    """
    table, _, name = key.rpartition(".")
    if table == "letter":
        typed = clean(extra.get(key, "")) or (facts_timeline(facts) if key == TIMELINE else "")
        return typed or Blank(key)
    value: object = getattr(getattr(facts, table, None) if table else facts, name, None)
    if key == "reason" and not value:
        value = facts.people.denial_reason
    if isinstance(value, PlanKind):
        return value.value
    if isinstance(value, str):
        return clean(value) or Blank(key)
    if value is None or value == ():
        return Blank(key)
    if isinstance(value, tuple):
        return [one_line(item) for item in value]
    if (table in _MONEY or key in _MONEY) and isinstance(value, int):
        return Money(value)
    return value


def context(
    kind: LetterKind, facts: Facts, extra: Mapping[str, str], today: date, deadlines: Sequence[ComputedDeadline]
) -> dict[str, object]:
    """Return everything the letter's templates may read. Deadlines are those counted from the same facts."""
    tables: dict[str, object] = {
        name: Table({f.name: value_of(facts, extra, f"{name}.{f.name}") for f in dataclasses.fields(record)})
        for name, record in NAMESPACES.items()
    }
    letter_keys = [key for key in kind.blanks if key.startswith("letter.")]
    tables["letter"] = Table({key.removeprefix("letter."): value_of(facts, extra, key) for key in letter_keys})
    if kind.head.addressee:
        tables["office"] = Table(office_of(kind.kind, facts))
    tables["law"] = Table({name: citation(right, facts) for name, right in kind.rights.items()})
    tables["due"] = Table(_due(kind, facts, today, deadlines))
    tables["who"] = Table(_who(facts, extra))
    tables["limit"] = Table({"hearing": _least_for_a_hearing(today)})
    free = {name: value_of(facts, extra, name) for name in FREE_FACTS}
    # An empty list, so that a template may ask what is in it.
    free.update({name: [] for name in ("codes", "signals", "have") if isinstance(free[name], Blank)})
    return {**tables, **free, "today": today}


def citation(right: Right, facts: Facts) -> str:
    """Return the citation of a right for this kind of plan; empty where it may not be cited, or nobody read it."""
    if not right.read:
        return ""
    if "any" in right.plan_kinds:
        return right.citation
    kind: str = facts.plan_kind.value
    if facts.plan_kind is PlanKind.GRANDFATHERED and facts.people.employer.strip():
        kind = "grandfathered_employer"
    return right.by_kind.get(kind, right.citation) if kind in right.plan_kinds else ""


def _due(kind: LetterKind, facts: Facts, today: date, deadlines: Sequence[ComputedDeadline]) -> Mapping[str, object]:
    """Return the law's date and the notice's own for the deadline that this letter meets, and which are still open."""
    met = next((d for d in deadlines if d.rule in kind.head.meets and d.law_date is not None), None)
    law = met.law_date if met else None
    notice = facts.dates.notice_appeal_by
    return {
        "law": law or Blank("dates.denial_received"),
        "notice": notice or Blank("dates.notice_appeal_by"),
        "law_open": law is not None and today <= law,
        "notice_open": notice is not None and today <= notice,
        "notice_shorter": law is not None and notice is not None and notice < law,
    }


def _least_for_a_hearing(today: date) -> object:
    """Return what must be in dispute for a Medicare hearing asked for this year; a Blank where nobody has read it."""
    year = thresholds().get(today.year)
    return Money(year.hearing * 100) if year and year.read else Blank("amounts.in_dispute")


def _who(facts: Facts, extra: Mapping[str, str]) -> Mapping[str, object]:
    """Return how the writer speaks of the patient: as I, or by name where a representative writes."""
    if not facts.people.representative.strip():
        return {"i": "I", "my": "my", "me": "me", "introduced": "myself"}
    patient = one_line(facts.people.patient)
    name: object = patient or Blank("people.patient")
    bond = one_line(extra.get("letter.patient_is", ""))
    introduced = f"{bond}, {patient}" if bond and patient else name
    return {"i": name, "my": f"{patient}’s" if patient else "the patient’s", "me": name, "introduced": introduced}


@functools.cache
def environment(finalize: Callable[[object], str]) -> SandboxedEnvironment:
    """Return the sandbox with the filters of letters; ``finalize`` is one of the gate's three ways to write."""
    made = sandbox(finalize)
    made.filters = {
        "longdate": _longdate,
        "items": _items,
        "lead": _lead,
        "table": _table,
        "flat": lambda value: one_line(value) if isinstance(value, str) else value,
        "timeline": lambda text: text if isinstance(text, Blank) else Ready(timeline_markdown(str(text))),
        "estimates": lambda text: text if isinstance(text, Blank) else Ready(estimates_markdown(str(text))),
        "the": _the,
        "unquoted": _unquoted,
        "plus": lambda day, days: day + timedelta(days=days),
        "money": _money,
        "length": len,
        "join": lambda values, sign=", ": values if isinstance(values, Blank) else sign.join(map(str, values)),
    }
    return made


def render(source: str, values: Mapping[str, object], finalize: Callable[[object], str] = as_markdown) -> str:
    """Fill a template of ours; the values go through the gate."""
    return _compiled(source, finalize)(values)


def holds(condition: str, values: Mapping[str, object]) -> bool:
    """Return whether a condition of a letter's front matter holds; an empty one always does."""
    return not condition or render(f"{{% if {condition} %}}yes{{% endif %}}", values) == "yes"


def clock_of(kind: LetterKind, facts: Facts) -> str:
    """Return the id of the deadline rule that starts when this letter reaches the other side; empty for none."""
    values = context(kind, facts, {}, date.min, ())  # conditions of clocks read facts alone, never today
    for clock in kind.head.clocks:
        if holds(clock.when, values):
            return clock.rule
    return kind.head.starts_clock


@functools.lru_cache(maxsize=512)
def _compiled(source: str, finalize: Callable[[object], str]) -> Callable[[Mapping[str, object]], str]:
    template = environment(finalize).from_string(source)
    return template.render


def _longdate(value: object) -> object:
    """Write a date, or a typed ISO date, in words; anything else stays as typed."""
    if isinstance(value, date):
        return long_date(value)
    try:
        return long_date(date.fromisoformat(str(value).strip())) if isinstance(value, str) else value
    except ValueError:
        return value


def _items(value: object) -> list[str]:
    """Return the lines of a typed text as items, without the numbers or dashes typed before them."""
    if isinstance(value, Blank):
        return []
    lines = (_NUMBERED.sub("", line).strip() for line in clean(str(value)).split("\n"))
    return [line for line in lines if line]


def _lead(value: object) -> object:
    """Set the first of several sentences in bold, as the point's heading."""
    found = _FIRST_SENTENCE.match(str(value)) if isinstance(value, str) else None
    return Ready(f"**{as_markdown(found.group(1))}** {as_markdown(found.group(2))}") if found else value


def _table(value: object) -> object:
    """Set the lines of a bill as a table; those that were typed as sentences follow it as numbered items."""
    if isinstance(value, Blank):
        return value
    parted, said = read_lines(str(value))
    parts = [lines_markdown(parted)] if parted else []
    return Ready("\n\n".join([*parts, *(f"#. {as_markdown(_lead(line))}" for line in said)]))


def _the(value: object) -> object:
    """Put "the" before a service, unless it brings an article of its own."""
    if not isinstance(value, str) or value.casefold().startswith(_ARTICLES):
        return value
    return f"the {value}"


def _unquoted(value: object) -> object:
    """Take one pair of quotation marks from around typed text."""
    if not isinstance(value, str) or len(value) < 2:
        return value
    return value[1:-1].strip() if (value[0], value[-1]) in {('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’")} else value


def _money(value: object) -> object:
    """Write cents that a template worked out (a difference, a sum) as money."""
    return Money(value) if isinstance(value, int) else value
