# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The door to dates for the other rooms: typed by people, or found in a text."""

from __future__ import annotations

from app.intake.found_dates import FoundDate, find_dates, full_date
from app.intake.typed_dates import add_months, date_from_text

__all__ = ["FoundDate", "add_months", "date_from_text", "find_dates", "full_date"]
