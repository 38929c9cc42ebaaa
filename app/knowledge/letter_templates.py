# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The language of letter templates: which blanks and filters they may use, and the check that they use no others."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from app.domain.facts import Amounts, Answers, Dates, Facts, People

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

NAMESPACES: Mapping[str, type] = {"dates": Dates, "answers": Answers, "amounts": Amounts, "people": People}
FREE_FACTS: frozenset[str] = frozenset(f.name for f in dataclasses.fields(Facts)) - frozenset(NAMESPACES)
"""Facts that stand in no table: plan_kind, codes, reason and so on."""

DERIVED: Mapping[str, frozenset[str]] = {
    "due": frozenset({"law", "notice", "law_open", "notice_open", "notice_shorter"}),
    "who": frozenset({"i", "my", "me", "introduced"}),
    "limit": frozenset({"hearing"}),
    "office": frozenset({"state", "name", "listed", "phone", "website", "doubt", "contact", "known"}),
}
"""Worked out from the facts: ``due`` is the deadline this letter meets, ``who`` how to speak of the patient, ``office``
the insurance regulator of the state, with how to reach the office that this kind of letter goes to."""

IMPLIED: Mapping[str, frozenset[str]] = {
    "due": frozenset({"dates.notice_appeal_by", "dates.denial_received", "plan_kind"}),
    "who": frozenset({"people.representative", "letter.patient_is"}),
    "limit": frozenset({"amounts.in_dispute"}),
    "law": frozenset({"plan_kind", "people.employer"}),
    "office": frozenset({"state"}),
}
"""The facts that a derived value is worked out from, so that whoever names one uses the others."""

FILTERS: frozenset[str] = frozenset({
    "longdate", "items", "lead", "table", "flat", "timeline", "estimates", "the", "unquoted", "plus", "money", "join",
    "length",
})  # fmt: skip
TESTS: frozenset[str] = frozenset({"boolean"})
FORBIDDEN_TAGS = ("Include", "Import", "FromImport", "Extends", "Macro", "CallBlock", "FilterBlock")


class TemplateError(ValueError):
    """A template that cannot be used; the text says which blank and why."""


def fact_keys() -> frozenset[str]:
    """Return every key that FACTS has, as templates write it: ``people.claim_number``, ``codes``."""
    in_tables = {f"{name}.{f.name}" for name, kind in NAMESPACES.items() for f in dataclasses.fields(kind)}
    return frozenset(in_tables) | FREE_FACTS


def sandbox(finalize: Callable[[object], str] = str) -> SandboxedEnvironment:
    """Return the environment that letters are parsed and filled in: a sandbox that refuses what it does not know.

    Nothing is loaded by name, and ``finalize`` sees every value before it is written.
    """
    from jinja2 import StrictUndefined  # delayed: Jinja is not needed to start the window
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # HTML escaping would be wrong here: the text is Markdown, and ``finalize`` escapes it as such.
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, finalize=finalize, loader=None)


@functools.lru_cache(maxsize=4096)
def blanks_of(source: str, letter_keys: frozenset[str], rights: frozenset[str]) -> frozenset[str]:
    """Return the keys of the facts that a template names, having checked everything in it.

    ``letter_keys`` are the known ``letter.`` keys and ``rights`` the known names under ``law``. Letters share many
    small templates, so each is checked once. Raises TemplateError for a template that does not parse, or that uses
    an unknown blank, filter, test or tag.
    """
    from jinja2 import TemplateSyntaxError, meta, nodes

    if "{" not in source:
        return frozenset()
    try:
        tree = _checking().parse(source)
        parts = tuple(tree.find_all(nodes.Node))
        _refuse_unknown(parts)
        undeclared = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        raise TemplateError(f"line {error.lineno} cannot be read ({error.message})") from error
    known = _known(letter_keys, rights)
    for name in sorted(undeclared):
        if name not in known and name not in FREE_FACTS and name != "today":
            raise TemplateError(f"the blank “{name}” does not exist")
    return frozenset(_keys(parts, known))


@functools.cache
def _checking() -> SandboxedEnvironment:
    """Return the sandbox for checking: only the names of filters count here, the rules bring the filters."""
    environment = sandbox()
    environment.filters = dict.fromkeys(FILTERS, str)
    return environment


def _known(letter_keys: Iterable[str], rights: Iterable[str]) -> dict[str, frozenset[str]]:
    tables = {name: frozenset(f.name for f in dataclasses.fields(kind)) for name, kind in NAMESPACES.items()}
    own = frozenset(key.removeprefix("letter.") for key in letter_keys)
    return {**tables, **DERIVED, "letter": own, "law": frozenset(rights)}


def _refuse_unknown(parts: Iterable[nodes.Node]) -> None:
    from jinja2 import nodes

    for part in parts:
        tag = type(part).__name__
        if tag in FORBIDDEN_TAGS:
            raise TemplateError(f"“{tag.lower()}” may not be used in a letter")
        if isinstance(part, nodes.Filter) and part.name not in FILTERS:
            raise TemplateError(f"the filter “{part.name}” does not exist; known are {', '.join(sorted(FILTERS))}")
        if isinstance(part, nodes.Test) and part.name not in TESTS:
            raise TemplateError(f"the test “is {part.name}” does not exist; known are {', '.join(sorted(TESTS))}")


def _keys(parts: Iterable[nodes.Node], known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the fact keys; every mention of a table must name one of its keys outright."""
    from jinja2 import nodes

    tables: dict[int, str] = {}
    for part in parts:
        if isinstance(part, nodes.Name) and part.name in known:
            tables[id(part)] = part.name
        elif isinstance(part, nodes.Name) and part.ctx == "load" and part.name in FREE_FACTS:
            yield from ("reason", "people.denial_reason") if part.name == "reason" else (part.name,)
    for part in parts:
        table = tables.pop(id(part.node), "") if isinstance(part, nodes.Getattr) else ""
        if not table or not isinstance(part, nodes.Getattr):
            continue
        if part.attr not in known[table]:
            raise TemplateError(f"the blank “{table}.{part.attr}” does not exist")
        yield from IMPLIED.get(table) or (f"{table}.{part.attr}",)
    for name in tables.values():
        raise TemplateError(f"“{name}” needs a key after it, such as people.claim_number")
