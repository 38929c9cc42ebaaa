# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""An official code list that the person brought along. It is theirs: it stays in their casebook and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.ids import new_id

OWN_LIST_TITLES: Mapping[str, str] = {
    "CARC": "Reason codes (CARC)",
    "RARC": "Remark codes (RARC)",
    "HCPCS": "Service codes (CPT, HCPCS)",
    "ICD10": "Diagnosis codes (ICD-10-CM)",
    "MODIFIER": "Modifiers",
    "POS": "Places of service",
    "REVENUE": "Revenue codes",
}
"""The kinds of list that can be imported, named as decoding names the kinds of code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCodeList:
    """One imported list; there is at most one of each kind. ``rows``: a line for each code, then a tab, then its text.

    ``name`` is the name of the file that it came from.
    """

    id: str = field(default_factory=new_id)
    kind: str
    name: str
    imported_on: date
    rows: str

    def texts(self) -> dict[str, str]:
        """Return the list's own text of each code."""
        pairs = (line.partition("\t") for line in self.rows.split("\n") if line)
        return {code: text for code, _tab, text in pairs}
