# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""From the text of a file to the FHIR resources in it: one, a bundle, a list, or one a line (ndjson)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.intake.fhir_values import Node, Troubles, join, node, nodes, number, text

_MOST_BUNDLES_WITHIN = 4
_DEEPEST = 60
_MOST_FAILED_STARTS = 50
"""A damaged file is searched for whole resources; so many that do not end are enough to stop."""

_STARTS = re.compile(r'\{\s*"resourceType"\s*:')
_BAD_LINE = "This line could not be read, and was left out. Every other line was read."
_CUT_OFF = "The file is damaged or cut off. What is whole in it was read; download it again to be sure to have all."
_TOO_DEEP = "This is nested deeper than any claim is, so it was left out."


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource: its kind ("ExplanationOfBenefit"), its tree, where it stands, and its full address, if any."""

    kind: str
    tree: Node
    path: str
    url: str = ""


def resources_of(content: str, where: str, troubles: Troubles) -> list[Resource]:
    """Return every resource that can be read, and note what cannot; empty when the text is no FHIR at all."""
    content = content.lstrip("\ufeff \t\r\n")
    twice: set[str] = set()
    try:
        tree = _parsed(content, twice)
    except RecursionError:
        troubles.add(where, _TOO_DEEP)
        return []
    except ValueError:
        found = _by_line(content, where, troubles, twice) or _whole_parts(content, where, troubles, twice)
    else:
        found = list(_unpacked(tree, where, "", troubles, 0))
    if twice:
        names = ", ".join(f"“{name}”" for name in sorted(twice)[:5])
        troubles.add(where, f"The file says the same thing twice in one place ({names}). The last one was read.")
    return found


def _unpacked(tree: object, path: str, url: str, troubles: Troubles, depth: int) -> Iterator[Resource]:
    if isinstance(tree, list):
        for place, one in enumerate(tree):
            yield from _unpacked(one, join(path, f"[{place}]"), "", troubles, depth)
        return
    one = node(tree)
    kind = text(one.get("resourceType"))
    if kind != "Bundle":
        if kind and _is_too_deep(one):
            troubles.add(path, _TOO_DEEP)
        elif kind:
            yield Resource(kind, one, path, url)
        else:
            troubles.add(path, "There is nothing here that can be read.")
        return
    if depth > _MOST_BUNDLES_WITHIN:
        troubles.add(path, _TOO_DEEP)
        return
    entries = one.get("entry")
    if not entries:
        troubles.add(path, "There is nothing in this answer of the portal. Ask it for claims, or for an EOB.")
    _note_other_pages(one, len(entries) if isinstance(entries, list) else 0, path, troubles)
    for place, entry in enumerate(entries if isinstance(entries, list) else [entries] if entries else []):
        inside = join(path, f"entry[{place}]")
        found = node(entry)
        yield from _unpacked(found.get("resource"), inside, text(found.get("fullUrl")), troubles, depth + 1)


def _is_too_deep(tree: Node) -> bool:
    """Return whether a resource is nested beyond measure; counted without recursion."""
    level: list[object] = [tree]
    for _depth in range(_DEEPEST):
        inside: list[object] = []
        for one in level:
            inside += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        level = [one for one in inside if isinstance(one, (dict, list))]
        if not level:
            return False
    return True


def _note_other_pages(bundle: Node, here: int, path: str, troubles: Troubles) -> None:
    """Tell that a portal gave only one page of its answer."""
    total = number(bundle.get("total"))
    following = any(link.get("relation") == "next" for _, link in nodes(bundle.get("link")))
    if following:
        count = f"{here} of {total}" if total is not None and total > here else f"the first {here}"
        troubles.add(path, f"This is one page of the portal's answer, with {count} entries. The portal has the others.")


def _by_line(content: str, where: str, troubles: Troubles, twice: set[str]) -> list[Resource]:
    """Read one resource a line; one bad line hides no other. Empty where no line is a resource."""
    found: list[Resource] = []
    bad: list[str] = []
    for count, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        place = join(where, f"line {count}")
        try:
            tree = node(_parsed(line, twice))
        except (ValueError, RecursionError):
            tree = {}
        if "resourceType" in tree:
            found += _unpacked(tree, place, "", troubles, 0)
        else:
            bad.append(place)
    if found:
        for place in bad:
            troubles.add(place, _BAD_LINE)
    return found


def _whole_parts(content: str, where: str, troubles: Troubles, twice: set[str]) -> list[Resource]:
    """Find the resources that are whole within a damaged file."""
    decoder = _decoder(twice)
    found: list[Resource] = []
    failed = 0
    position = 0
    while failed < _MOST_FAILED_STARTS and (start := _STARTS.search(content, position)):
        try:
            tree, position = decoder.raw_decode(content, start.start())
        except (ValueError, RecursionError):
            failed += 1
            position = start.end()
        else:
            found += _unpacked(tree, join(where, f"part {len(found) + 1}"), "", troubles, 1)
    if found:
        troubles.add(where, _CUT_OFF)
    return found


def _parsed(content: str, twice: set[str]) -> object:
    tree, end = _decoder(twice).raw_decode(content)
    if content[end:].strip():
        raise ValueError("more follows")
    return tree


def _decoder(twice: set[str]) -> json.JSONDecoder:
    """Return a decoder that keeps numbers as they are written, and notes the names that stand twice in an object."""

    def pairs(found: list[tuple[str, object]]) -> Node:
        tree = dict(found)
        if len(tree) != len(found):
            twice.update(text(name)[:40] for name, count in Counter(n for n, _value in found).items() if count > 1)
        return tree

    return json.JSONDecoder(
        parse_float=_written, parse_int=_written, parse_constant=lambda _name: None, object_pairs_hook=pairs
    )


def _written(digits: str) -> Decimal | None:
    """Return the number; None where its exponent is beyond every measure."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
