# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What must at least be at stake in Medicare's later appeals, by the year of filing: resources/thresholds/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.knowledge.reader import shipped_records


class Stage(StrEnum):
    """Before whom the amount must be reached."""

    NONE = ""
    HEARING = "hearing"
    COURT = "court"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The amounts of one filing year in whole dollars; ``read`` is False where they are from memory."""

    id: str
    hearing: int
    court: int
    citation: str
    verified: str
    checked: date
    read: bool = True

    def dollars(self, stage: Stage) -> int:
        """Return the amount for a hearing or for court."""
        return self.court if stage is Stage.COURT else self.hearing


def thresholds() -> Mapping[int, Threshold]:
    """Return the amounts by filing year."""
    found = shipped_records("thresholds/medicare.toml", Threshold)
    return {int(year): threshold for year, threshold in found.items()}
