# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The field's words, each defined once; docs/glossary.md and the glossary on screen are made from the same file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.reader import shipped_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the field. ``also`` are other names for it; ``see`` are ids of related terms."""

    id: str
    term: str
    definition: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


def glossary() -> Mapping[str, Term]:
    """Return every term by id, in alphabetical order of the file."""
    return shipped_records("glossary/glossary.toml", Term)
