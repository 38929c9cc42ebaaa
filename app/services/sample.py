# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Builds the fictional casebook, through the same records and paper as a real one; its days count from today."""

from __future__ import annotations

from app.clock import Clock
from app.domain.preference import Preference
from app.knowledge.sample import sample_cases
from app.ports import Casebook, PaperWriter
from app.services.sample_case import SampleCaseFiller
from app.services.sample_world import SampleWorld

NAME = "Holloway practice (sample)"


def fill_sample(casebook: Casebook, paper: PaperWriter, clock: Clock) -> None:
    """Put the fictional people and cases into an empty casebook, in one transaction."""
    with casebook.transaction() as tx:
        tx.save(Preference(id="casebook.name", value=NAME))
        world = SampleWorld(tx, paper, clock)
        world.fill()
        for case in sample_cases().values():
            SampleCaseFiller(tx, world, case).fill()
        tx.commit()
