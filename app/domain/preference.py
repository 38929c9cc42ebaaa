# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Preferences that are personal and so live inside the casebook (the letterhead), not in the settings file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One named value; ``id`` is its name, such as ``letterhead.name``."""

    id: str
    value: str
