# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The facts behind a letter, one at a time: how each is asked for, how it reads, and putting a typed one in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.facts import Facts
from app.domain.money import plain_dollars
from app.errors import Bug
from app.intake import facts_keys
from app.intake.facts_file import check_facts
from app.knowledge.letters import Blank as Question
from app.knowledge.letters import LetterKind, blanks
from app.rules.letter_gate import Blank, as_markdown, written
from app.rules.letter_values import value_of

Typed = str | date | int | None
"""What an input gives: words, a day, or cents; None or "" for nothing."""

_YES_NO = (("Not known", ""), ("Yes", "yes"), ("No", "no"))
_TIMINGS = (
    ("Not known", ""),
    ("Care still to come", "pre_service"),
    ("Care that is going on", "concurrent"),
    ("Care already given", "post_service"),
)
_CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {
    "service_timing": _TIMINGS,
    "urgent": _YES_NO[1:],
    "plan_kind": tuple((title, kind.value) for kind, title in PLAN_KIND_TITLES.items()),
    "answers.network": (("Not known", ""), ("In network", "in"), ("Out of network", "out")),
    "answers.appeal_level": (
        ("Not known", ""),
        ("First decision", "initial"),
        ("Internal appeal", "internal"),
        ("Second level", "second"),
        ("External review", "external"),
        ("Hearing", "hearing"),
        ("Council", "council"),
    ),
    "answers.plan_levels": (("Not known", ""), ("One level", "1"), ("Two levels", "2")),
}
_MANY = {"codes", "signals", "have"}
_MONEY = {"household_income"}
_UNSEEN = {"plan_kind", "service_timing", "urgent", "have", "signals"}  # no letter prints them as they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How one fact is asked for. ``shape``: line, lines, date, money or choice (with ``choices``: words, value)."""

    key: str
    label: str
    question: str
    where: str
    shape: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFact:
    """A fact that a letter may name, and how it reads by now; ``words`` are empty while it is not known."""

    key: str
    label: str
    where: str
    words: str


def asked(key: str, kind: LetterKind | None = None) -> Asked:
    """Return how a fact is asked for, by the letter's own question if it has one; Bug when there is no such fact."""
    question = (kind.blanks.get(key) if kind is not None else None) or blanks().get(key)
    if question is None:
        raise Bug(f"no fact is called {key}")
    choices = tuple(_CHOICES.get(key, _YES_NO if _is_yes_no(key) else ()))
    return Asked(
        key=key,
        label=question.label,
        question=question.question,
        where=question.where,
        shape="choice" if choices else _shape(key),
        choices=choices,
    )


def typed_value(facts: Facts, extra: Mapping[str, str], key: str) -> Typed:
    """Return a fact as its input shows it: words, a day, cents; None when it is not known."""
    value = value_of(facts, extra, key)
    if isinstance(value, Blank):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return int(value) if _shape(key) == "money" else str(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def with_fact(facts: Facts, extra: Mapping[str, str], key: str, value: Typed) -> tuple[Facts, dict[str, str]]:
    """Return facts and the letter's own facts with one of them changed; nothing typed takes it away.

    Raises FactsContradict and FactsValueWrong, which say what cannot be right.
    """
    table, _, name = key.rpartition(".")
    if table == "letter":
        return facts, {**extra, key: str(value or "").strip()}
    read = _read(key, value)
    part = {table: replace(getattr(facts, table), **{name: read})} if table else {name: read}
    changed = replace(facts, **part)
    check_facts(changed)
    return changed, dict(extra)


def known_facts(kind: LetterKind, facts: Facts, extra: Mapping[str, str]) -> tuple[KnownFact, ...]:
    """Return the facts that a kind of letter may name, the needed ones first."""
    return tuple(_known(question, facts, extra) for question in kind.blanks.values())


def words_in_text(kind: LetterKind, facts: Facts, extra: Mapping[str, str]) -> tuple[str, ...]:
    """Return the known facts as they stand in a letter's Markdown, the longest first, to be told from other words."""
    found: set[str] = set()
    for key in kind.blanks:
        value = value_of(facts, extra, key)
        if isinstance(value, Blank | bool) or _is_long(key) or key in _UNSEEN:
            continue
        for one in value if isinstance(value, list) else [value]:
            found.update(line for line in as_markdown(one).split("\\\n") if len(line) > 1)
    return tuple(sorted(found, key=len, reverse=True))


def _known(question: Question, facts: Facts, extra: Mapping[str, str]) -> KnownFact:
    value = value_of(facts, extra, question.id)
    if isinstance(value, Blank):
        words = ""
    elif isinstance(value, bool):
        words = "Yes" if value else "No"
    elif question.id == "plan_kind":
        words = PLAN_KIND_TITLES[PlanKind(str(value))]
    else:
        words = written(value)
    return KnownFact(key=question.id, label=question.label, where=question.where, words=words)


def _is_long(key: str) -> bool:
    question = blanks().get(key)
    return question is not None and question.long


def _is_yes_no(key: str) -> bool:
    table, _, name = key.rpartition(".")
    return table == "answers" and name not in {*facts_keys.NUMBERS, *facts_keys.CHOICES, *_MONEY}


def _shape(key: str) -> str:
    table, _, name = key.rpartition(".")
    if table == "dates":
        return "date"
    if table == "amounts" or name in _MONEY:
        return "money"
    return "lines" if _is_long(key) or name.endswith("_address") else "line"


def _read(key: str, value: Typed) -> object:
    """Return the value that the record takes, through the same readers as a FACTS file."""
    table, _, name = key.rpartition(".")
    text = "" if value is None else str(value).strip()
    if key in _MANY:
        return facts_keys.read_words(key, text.replace(",", " ").split())
    if not table:
        return _read_top(key, text)
    if value is None or text == "":
        return "" if table == "people" else None
    reader = facts_keys.readers_of(table)[name]
    if _shape(key) == "money" and isinstance(value, int):
        return reader(key, plain_dollars(value))
    if table == "answers":
        return reader(key, {"yes": True, "no": False}.get(text, int(text) if text.isdigit() else text))
    return reader(key, value)


def _read_top(key: str, text: str) -> object:
    if key == "urgent":
        return text == "yes"
    if key == "plan_kind":
        return facts_keys.read_plan_kind(key, text or PlanKind.UNKNOWN.value)
    if key == "state":
        return facts_keys.read_state(key, text)
    if key == "service_timing":
        return facts_keys.read_choice(key, text, ("", *facts_keys.TIMINGS))
    return facts_keys.read_text(key, text)
