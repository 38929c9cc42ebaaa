# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The guide: everything that the wizard's decision is made from, in one record."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from app.knowledge.codes import Codebook, codebook
from app.knowledge.denials import DenialType
from app.knowledge.routes import ActionRow, Route, action_rows, routes
from app.knowledge.signals import Signal, signals
from app.knowledge.warnings import WarningRow, warning_rows

LETTER_KINDS: tuple[str, ...] = (
    "provider_billing_dispute",
    "corrected_claim_request",
    "internal_appeal_medical_necessity",
    "protective_appeal",
    "itemized_bill_request",
)
"""The kinds of letter that denial types, codes and actions may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The codebook and the rows of routes, actions and warnings, each by id and in order."""

    codebook: Codebook
    signals: Mapping[str, Signal]
    routes: Mapping[str, Route]
    actions: Mapping[str, ActionRow]
    warnings: Mapping[str, WarningRow]

    @property
    def denial_types(self) -> Mapping[str, DenialType]:
        """Return the denial types, by id."""
        return self.codebook.denial_types


@functools.cache
def guide() -> Guide:
    """Return the shipped guide; read once, kept for the run."""
    return Guide(
        codebook=codebook(), signals=signals(), routes=routes(), actions=action_rows(), warnings=warning_rows()
    )
