# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What each check of a bill compares, by which rule, why it may be wrong, and where it leads."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.knowledge.errors import KnowledgeError
from app.knowledge.merged import merged_records

FOLDER = "checks"

CHECK_IDS = (
    "duplicate", "near_duplicate", "line_arithmetic", "totals", "bill_above_eob", "provider_liability_billed",
    "not_billed_to_insurance", "payment_not_posted", "identity", "units", "stay", "code_pair", "modifier_form",
    "diagnosis_form", "identifier", "visit_level", "not_received", "routine_supply", "facility_fee", "surprise_bill",
    "estimate_exceeded", "balance_billing", "assistance_likely", "collection_conduct", "timing",
)  # fmt: skip
"""Every check, in the order in which a bill is gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillCheck:
    """One check. ``rule`` says when it asks; ``source`` where it is from, ``citation`` the law, if any.

    ``traps`` are reasons why a finding may be wrong. ``question`` is what to ask, for a call; ``reason`` the same as a
    line of a letter. ``letter`` and ``script`` are where it leads, empty where nowhere.
    """

    id: str
    title: str
    compares: str
    rule: str
    source: str
    verified: str
    checked: date
    citation: str = ""
    traps: tuple[str, ...]
    question: str
    reason: str
    letter: str = ""
    script: str = ""


@functools.cache
def bill_checks() -> Mapping[str, BillCheck]:
    """Return every check by id, in the order of CHECK_IDS; KnowledgeError where one is missing or not known."""
    found = merged_records(FOLDER, BillCheck)
    strange = sorted(set(found) ^ set(CHECK_IDS))
    if strange:
        raise KnowledgeError(f"resources/{FOLDER}", strange[0], "the check is missing, or is not one of ours")
    return MappingProxyType({name: found[name] for name in CHECK_IDS})
