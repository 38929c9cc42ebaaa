# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The language of letter templates: which blanks and filters they may use, and the check that they use no others."""

from __future__ import annotations

import dataclasses
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
}
"""Worked out from the facts: ``due`` is the deadline this letter meets, ``who`` how to speak of the patient."""

FILTERS: frozenset[str] = frozenset({"longdate", "items", "lead", "the", "unquoted", "plus", "money", "join", "length"})
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


def blanks_of(source: str, letter_keys: Iterable[str], rights: Iterable[str]) -> frozenset[str]:
    """Return the keys of the facts that a template names, having checked everything in it.

    ``letter_keys`` are the known ``letter.`` keys and ``rights`` the known names under ``law``.
    Raises TemplateError for a template that does not parse, or that uses an unknown blank, filter or tag.
    """
    from jinja2 import TemplateSyntaxError, meta

    environment = sandbox()
    environment.filters = dict.fromkeys(FILTERS, str)  # only the names count here; the rules bring the filters
    try:
        tree = environment.parse(source)
        _refuse_unknown_tags(tree)
        undeclared = meta.find_undeclared_variables(tree)
    except TemplateSyntaxError as error:
        raise TemplateError(f"line {error.lineno} cannot be read ({error.message})") from error
    known = _known(letter_keys, rights)
    for name in sorted(undeclared):
        if name not in known and name not in FREE_FACTS and name != "today":
            raise TemplateError(f"the blank “{name}” does not exist")
    return frozenset(_keys(tree, known))


def _known(letter_keys: Iterable[str], rights: Iterable[str]) -> dict[str, frozenset[str]]:
    tables = {name: frozenset(f.name for f in dataclasses.fields(kind)) for name, kind in NAMESPACES.items()}
    own = frozenset(key.removeprefix("letter.") for key in letter_keys)
    return {**tables, **DERIVED, "letter": own, "law": frozenset(rights)}


def _refuse_unknown_tags(tree: nodes.Template) -> None:
    from jinja2 import nodes

    for tag in FORBIDDEN_TAGS:
        if tree.find(getattr(nodes, tag)) is not None:
            raise TemplateError(f"“{tag.lower()}” may not be used in a letter")
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            raise TemplateError(f"the filter “{used.name}” does not exist; known are {', '.join(sorted(FILTERS))}")


def _keys(tree: nodes.Template, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the fact keys; every mention of a table must name one of its keys outright."""
    from jinja2 import nodes

    reached: set[int] = set()
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name in known:
            reached.add(id(part.node))
            table, key = part.node.name, part.attr
            if key not in known[table]:
                raise TemplateError(f"the blank “{table}.{key}” does not exist")
            if table not in DERIVED and table != "law":
                yield f"{table}.{key}"
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in FREE_FACTS:
            yield name.name
        if name.name in known and id(name) not in reached:
            raise TemplateError(f"“{name.name}” needs a key after it, such as people.claim_number")
