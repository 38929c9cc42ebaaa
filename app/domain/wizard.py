# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""An unfinished wizard, kept so that a crash or a tired evening loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardSession:
    """Where a wizard stands: ``step`` 1 to 7, and everything typed and read so far as JSON in ``state``."""

    id: str = field(default_factory=new_id)
    title: str = ""
    step: int = 1
    state: str = "{}"
    document_id: str | None = None
    case_id: str | None = None
    started_at: datetime
    changed_at: datetime
