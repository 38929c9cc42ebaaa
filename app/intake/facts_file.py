# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""FACTS from TOML, JSON or plain mappings, and back; what is wrong is refused with its key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path

from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.domain.money import plain_dollars
from app.intake import facts_keys
from app.intake.errors import (
    FactsContradict,
    FactsKeyUnknown,
    FactsUnparsable,
    FactsValueWrong,
    FileMissing,
    FileTooLarge,
)
from app.intake.facts_reading import facts_from_reading, merge

__all__ = [
    "check_facts",
    "facts_from_mapping",
    "facts_from_reading",
    "facts_to_mapping",
    "merge",
    "read_facts",
    "read_mapping",
]

MAX_MB = 5
TABLES = {"dates": Dates, "answers": Answers, "amounts": Amounts, "people": People}
_TOP: dict[str, facts_keys.Reader] = {
    "plan_kind": facts_keys.read_plan_kind,
    "state": facts_keys.read_state,
    "service_timing": lambda key, value: facts_keys.read_choice(key, value, ("", *facts_keys.TIMINGS)),
    "urgent": facts_keys.read_flag,
    "codes": facts_keys.read_words,
    "reason": facts_keys.read_text,
    "signals": facts_keys.read_words,
    "have": facts_keys.read_words,
}
_DATED_AHEAD = timedelta(days=31)
"""Letters are dated a few days ahead now and then; more than a month is a slip in the year or the month."""
_IN_ORDER = (
    ("denial_notice", "denial_received", "The denial cannot be received before the day of the notice"),
    (
        "final_denial_notice",
        "final_denial_received",
        "The final denial cannot be received before the day of the notice",
    ),
    ("collector_notice_sent", "collector_notice_received", "The collector's notice cannot come before it was sent"),
    ("service", "service_end", "The service cannot end before it starts"),
    ("coverage_start", "coverage_end", "Coverage cannot end before it starts"),
    ("denial_notice", "notice_appeal_by", "The notice cannot ask for an appeal before its own date"),
    ("denial_notice", "appeal_filed", "The appeal cannot be filed before the denial"),
    ("appeal_filed", "appeal_received", "The appeal cannot be received before it was filed"),
    ("appeal_filed", "appeal_decided", "The appeal cannot be decided before it was filed"),
    ("denial_notice", "final_denial_notice", "The final denial cannot come before the first one"),
    ("correction_submitted", "corrected_eob", "The corrected EOB cannot come before the correction was sent"),
)


def read_facts(path: Path, *, signals: Collection[str] | None = None, today: date | None = None) -> Facts:
    """Read a FACTS file: JSON by its ending or its first brace, else TOML. An empty file is valid.

    ``signals`` are the ids that may be used (None: any); ``today`` refuses a service already given in the future.
    Raises FileMissing, FileTooLarge, and the FactsUnusable errors, which name the key or keys.
    """
    return facts_from_mapping(read_mapping(path), signals=signals, today=today)


def read_mapping(path: Path) -> Mapping[str, object]:
    """Read the file's keys and values as they stand, unchecked; FileMissing, FileTooLarge or FactsUnparsable."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise FactsUnparsable(path.name, "it is not text in UTF-8") from error
    return _parsed(path, text)


def facts_from_mapping(
    mapping: Mapping[str, object], *, signals: Collection[str] | None = None, today: date | None = None
) -> Facts:
    """Return facts from the plain shape of TOML or JSON; errors as read_facts."""
    known = (*_TOP, *TABLES)
    for key in mapping:
        if key not in known:
            raise FactsKeyUnknown(str(key), _nearest(str(key), known))
    top = {key: _TOP[key](key, value) for key, value in mapping.items() if key in _TOP and value is not None}
    tables = {name: kind(**_table(name, mapping.get(name))) for name, kind in TABLES.items()}
    _check_words("have", top.get("have", ()), facts_keys.HAVE)
    if signals is not None:
        _check_words("signals", top.get("signals", ()), signals)
    facts = Facts(**top, **tables)  # type: ignore[arg-type]  # each reader returns its field's type; tests walk all
    check_facts(facts, today=today)
    return facts


def check_facts(facts: Facts, *, today: date | None = None) -> None:
    """Raise FactsContradict when two dates cannot both be true, or a denial or given care lies after ``today``."""
    dates = facts.dates
    for earlier, later, sentence in _IN_ORDER:
        first, second = getattr(dates, earlier), getattr(dates, later)
        if first is not None and second is not None and second < first:
            said = f"{sentence} (“dates.{earlier}” is {first.isoformat()}, “dates.{later}” is {second.isoformat()})."
            raise FactsContradict((f"dates.{earlier}", f"dates.{later}"), said)
    if today is not None and dates.denial_notice is not None and dates.denial_notice > today + _DATED_AHEAD:
        when = dates.denial_notice.isoformat()
        said = f"The denial is dated in the future: “dates.denial_notice” is {when}, and today is {today.isoformat()}."
        raise FactsContradict(("dates.denial_notice",), said)
    given = facts.service_timing not in {"pre_service", "concurrent"}
    if today is not None and given and dates.service is not None and dates.service > today:
        when = dates.service.isoformat()
        said = f"The service is in the future (“dates.service” is {when}); care still to come is “pre_service”."
        raise FactsContradict(("dates.service", "service_timing"), said)


def facts_to_mapping(facts: Facts) -> dict[str, object]:
    """Return facts as plain JSON values: ISO dates, dollars as "2450.00", lists; what is not known is left out."""
    plain: dict[str, object] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name in TABLES:
            table = {f.name: _plain(field.name, f.name, getattr(value, f.name)) for f in fields(value)}
            kept = {name: one for name, one in table.items() if one is not None and one != ""}
            if kept:
                plain[field.name] = kept
        elif isinstance(value, tuple):
            if value:
                plain[field.name] = list(value)
        elif value and value != "unknown":
            plain[field.name] = value if isinstance(value, bool) else str(value)
    return plain


def _parsed(path: Path, text: str) -> Mapping[str, object]:
    if path.suffix.lower() == ".json" or text.lstrip().startswith("{"):
        if not text.strip():
            return {}
        try:
            parsed = json.loads(text, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise FactsUnparsable(path.name, str(error)) from error
        if not isinstance(parsed, dict):
            raise FactsUnparsable(path.name, "it is not a table of keys and values")
        return parsed
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise FactsUnparsable(path.name, str(error)) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a JSON key that is given twice: one of its values would be lost unseen."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FactsValueWrong(twice, "two values", "one value")
    return read


def _table(name: str, values: object) -> dict[str, object]:
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise FactsValueWrong(name, values, "a table of keys and values")
    readers = facts_keys.readers_of(name)
    read: dict[str, object] = {}
    for key, value in values.items():
        full = f"{name}.{key}"
        if key not in readers:
            raise FactsKeyUnknown(full, _nearest_in_tables(str(key), name))
        if value is not None:
            read[key] = readers[key](full, value)
    return read


def _check_words(key: str, words: object, allowed: Collection[str]) -> None:
    for word in words if isinstance(words, tuple) else ():
        if word not in allowed:
            near = _nearest(word, allowed)
            wanted = f"words it knows; the nearest is “{near}”" if near else "one of: " + ", ".join(sorted(allowed))
            raise FactsValueWrong(key, word, wanted)


def _nearest(word: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.75)), "")


def _nearest_in_tables(key: str, table: str) -> str:
    """Look for the key in its own table first, then in the others, where people put it by mistake."""
    own = _nearest(key, facts_keys.readers_of(table))
    if own:
        return f"{table}.{own}"
    if key in _TOP:
        return key
    return next((f"{other}.{key}" for other in TABLES if key in facts_keys.readers_of(other)), "")


def _plain(table: str, name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    money = table == "amounts" or name == "household_income"
    return plain_dollars(value) if money and isinstance(value, int) else value
