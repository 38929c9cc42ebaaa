# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""People whose bills and denials are fought: the patient, or someone cared for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.domain.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One patient. ``representative`` is who writes for them, when it is not themselves."""

    id: str = field(default_factory=new_id)
    name: str
    date_of_birth: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: str = ""
    representative_relationship: str = ""
    state: str = ""
    notes: str = ""
