# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Writes docs/glossary.md from the glossary that the program shows: python -m tests.support.make_glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.knowledge.glossary import Term, glossary

FILE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
HEAD = """# Glossary

The field's own words, as Casewell uses them in code, on screen and in letters. Made from
`resources/glossary/glossary.toml`; change a word there, then run `python -m tests.support.make_glossary`.
"""


def page(terms: dict[str, Term]) -> str:
    """Return the glossary as Markdown, in alphabetical order of the terms."""
    in_order = sorted(terms.values(), key=lambda term: term.term.casefold())
    return HEAD + "".join(_entry(term, terms) for term in in_order)


def _entry(term: Term, terms: dict[str, Term]) -> str:
    lines = [f"\n## {term.term}\n\n{term.definition}\n"]
    if term.also:
        lines.append(f"\nAlso: {', '.join(term.also)}.\n")
    if term.see:
        lines.append(f"\nSee {_links(terms[one] for one in term.see)}.\n")
    return "".join(lines)


def _links(terms: Iterable[Term]) -> str:
    return ", ".join(f"[{term.term}](#{anchor(term.term)})" for term in terms)


def anchor(title: str) -> str:
    """Return the anchor that renderers of Markdown give a heading: lower case, signs gone, hyphens for spaces."""
    kept = "".join(c for c in title.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")


if __name__ == "__main__":
    FILE.write_text(page(dict(glossary())), encoding="utf-8")
    print(f"Written: {FILE}")
