# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The warnings of a plan: each with the conditions that call for it, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.denials import Source
from app.knowledge.reader import shipped_records


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRow:
    """One warning.

    It is shown when all of ``when`` and any of ``routes`` hold, and none of ``unless``.

    ``law`` holds the sources of the figures in its text.
    """

    id: str
    title: str
    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    law: tuple[Source, ...] = ()


def warning_rows() -> Mapping[str, WarningRow]:
    """Return the warnings by id."""
    return shipped_records("warnings/warnings.toml", WarningRow)
