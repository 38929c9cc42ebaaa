# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The grammars of values: what a number, a name, an amount or a date after a label may look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.money import cents_from_text, plain_dollars
from app.intake.found_dates import find_dates
from app.intake.labels import Grammar

LONGEST_ID = 32
HIDDEN = "Part of the number is hidden in the file. Type it from the card."
LONGEST_NAME = 80

_LEAD = re.compile(r"[\s:#=.\-–]*")
_ID = re.compile(r"[A-Za-z0-9*]+(?:[-/.*_][A-Za-z0-9*]+)*")
_ID_GROUP = re.compile(r" (?=[A-Z]*\d)[A-Z0-9]{2,6}\b(?![-/.,]\d)")
_ID_REST = re.compile(r" \d[A-Z0-9]{3,14}\b(?![-/.,]\d)")
_HIDDEN = re.compile(r"\*|\bX{2,}|x{3,}")
_MORE_IDS = re.compile(r"\s{0,2}(?:,|;|&|\band\b)\s{0,2}(?=[A-Za-z]{0,6}[-]?\d)")
_AMOUNT = re.compile(
    r"(?<![\w.,/%-])(?P<money>\(?\s?[-−–]?\s?(?P<sign>\$)?\s?(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?P<cents>\.\d\d)?\)?-?)(?![\w%]|[.,]\d|-\d|/\d)"
)
_PARTICLES = {"de", "da", "di", "del", "der", "den", "dos", "la", "le", "van", "von", "bin", "al", "el", "y"}
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|do|phd|np|pa|rn|dds)\.?", re.IGNORECASE)
_NOT_NAMES = {
    "services",
    "service",
    "information",
    "name",
    "address",
    "the",
    "you",
    "your",
    "id",
    "number",
    "this",
    "is",
    "and",
}
_NOT_NAMES |= {
    "responsibility",
    "summary",
    "benefits",
    "copy",
    "balance",
    "statement",
    "paid",
    "payment",
    "in",
    "of",
    "no",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text: ``text[start:end]`` reads as ``value``; ``last`` ends a range of dates."""

    start: int
    end: int
    value: str
    last: str = ""
    note: str = ""


def read_values(grammar: Grammar, text: str, start: int, end: int) -> list[Value]:
    """Return what stands at the beginning of ``text[start:end]``, if it fits the grammar; several numbers may."""
    readers = {
        Grammar.DATE: _dates,
        Grammar.NUMBER: _numbers,
        Grammar.PERSON: _person,
        Grammar.NAME: _name,
        Grammar.MONEY: _money,
    }
    reader = readers.get(grammar)
    return list(reader(text[:end], start)) if reader else []


def find_amounts(text: str) -> list[Value]:
    """Return the amounts of a text, as "2450.00"; a number counts only with a dollar sign or with cents."""
    found = []
    for match in _AMOUNT.finditer(text):
        if not (match["sign"] or match["cents"]):
            continue
        money = match["money"].replace("–", "-")
        if money.endswith("-"):
            money = "-" + money[:-1]
        if money.startswith("(") and not money.endswith(")"):
            money = money[1:]
        elif money.endswith(")") and not money.startswith("("):
            money = money[:-1]
        cents = cents_from_text(money)
        if cents is not None:
            start = match.start() + len(match["money"]) - len(match["money"].lstrip("( "))
            found.append(Value(start, match.end(), plain_dollars(cents)))
    return found


def person_name(words: str) -> tuple[str, str]:
    """Return a name as people write it ("ELLINGBOE, NORA" is Nora Ellingboe), and a note when it was turned round."""
    name, note = words, ""
    last, comma, first = words.partition(",")
    if comma and first.strip() and not _SUFFIX.fullmatch(first.strip()):
        name, note = f"{first.strip()} {last.strip()}", "The file puts the last name first."
    return (_title(name) if name.isupper() else name), note


def _title(name: str) -> str:
    words = []
    for word in name.split():
        if _SUFFIX.fullmatch(word) and word.rstrip(".") not in {"JR", "SR", "DO"}:
            words.append(word)
            continue
        parts = re.split(r"([-'’])", word)
        titled = "".join(part[:1].upper() + part[1:].lower() for part in parts)
        words.append(re.sub(r"^Mc([a-z])", lambda m: "Mc" + m[1].upper(), titled))
    return " ".join(words)


def _skip(text: str, start: int) -> int:
    match = _LEAD.match(text, start)
    return match.end() if match else start


def _dates(text: str, start: int) -> Iterator[Value]:
    near = _skip(text, start)
    for found in find_dates(text):
        # A weekday or "on" may stand between; anything longer belongs to something else.
        if found.start >= start and found.start - near <= 6:
            yield Value(found.start, found.end, found.day.isoformat(), found.last.isoformat() if found.last else "")
        if found.start >= start:
            return


def _numbers(text: str, start: int) -> Iterator[Value]:
    at = start
    while True:
        at = _skip(text, at)
        match = _ID.match(text, at)
        if not match:
            return
        end = match.end()
        # "XEH 55821907": letters alone are the beginning of a number; "204 118 53": so are short groups.
        letters = match[0].isalpha() and match[0].isupper()
        groups = (_ID_REST.match(text, end) if letters else None) or _ID_GROUP.match(text, end)
        while groups and len(match[0]) <= 6 and end - at < LONGEST_ID:
            end = groups.end()
            groups = _ID_GROUP.match(text, end)
        value = text[at:end]
        if not _is_number(value) or any(f.start <= at < f.end for f in find_dates(text)):
            return
        yield Value(at, end, value, note=HIDDEN if _HIDDEN.search(value) else "")
        more = _MORE_IDS.match(text, end)
        if not more or not value[-5:].strip("-").isalnum() or len(value) < 6:
            return
        at = more.end()


def _is_number(value: str) -> bool:
    return 3 <= len(value) <= LONGEST_ID and any(sign.isdigit() for sign in value)


def _person(text: str, start: int) -> Iterator[Value]:
    at = _skip(text, start)
    end = reach = at
    words, comma = 0, False
    for match in re.finditer(r"\S+", text[at : at + LONGEST_NAME]):
        word = match[0]
        bare = word.rstrip(",.;:)")
        if words == 5 or at + match.start() > reach + 1 or not _is_name_word(bare, words):
            break
        words, end, reach = words + 1, at + match.start() + len(bare), at + match.end()
        if word.endswith(",") and not comma and words <= 3:
            comma = True
        elif word != bare and not (word.endswith(".") and (len(bare) <= 2 or _SUFFIX.fullmatch(bare))):
            break
    if words >= 2:
        name, note = person_name(text[at:end])
        yield Value(at, end, name, note=note)


def _is_name_word(word: str, before: int) -> bool:
    if word.lower() in _NOT_NAMES or not word:
        return False
    if word.lower() in _PARTICLES:
        return before > 0 or word[0].isupper()
    return word[0].isupper() and all(sign.isalpha() or sign in "'’.-" for sign in word)


def _name(text: str, start: int) -> Iterator[Value]:
    at = _skip(text, start)
    zone = re.split(r"\s\(|;|\s[-–|]\s|(?<=[a-z]{3})\.\s|\s{2}", text[at : at + LONGEST_NAME + 1], maxsplit=1)[0]
    zone = zone.rstrip(" ,.-:")
    if len(zone) > LONGEST_NAME or sum(sign.isalpha() for sign in zone) < 3 or not zone[0].isupper():
        return
    dates = find_dates(zone)
    if not (dates and dates[0].start == 0) and zone.lower() not in _NOT_NAMES:
        yield Value(at, at + len(zone), zone)


def _money(text: str, start: int) -> Iterator[Value]:
    near = _skip(text, start)
    amounts = [amount for amount in find_amounts(text) if amount.start >= start]
    if amounts and amounts[0].start - near <= 1:
        yield amounts[0]
