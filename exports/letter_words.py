# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The few words of our own on a letter's page, by its language: over the enclosures, and how pages are counted."""

from __future__ import annotations

SAID = {"en-US": ("Enclosures", "Page {} of {}"), "es-US": ("Anexos", "Página {} de {}")}
