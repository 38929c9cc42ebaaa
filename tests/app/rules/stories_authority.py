# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A story for each paper of authority: Nora lets her daughter act for her, and lets her have the records."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import Facts
from tests.app.rules.stories_providers import story

_INGRID = {"representative": "Ingrid Ellingboe", "representative_relationship": "daughter"}
_HERS = {
    "letter.representative_address": "77 Mill Lane, Larkfield, OH 45002",
    "letter.representative_phone": "(555) 013-9901",
    "letter.expires": "2027-11-21",
}

STORIES: dict[str, tuple[Facts, Mapping[str, str]]] = {
    "representative_appointment": story(_HERS, people=_INGRID),
    "records_authorization": story(
        {
            **_HERS,
            "letter.record_kinds": "Notes and results, February 9 to May 31, 2026\nItemized bills and claims of 2026",
            "letter.release_to": "Harrow Legal Aid, 5 Court Street, Corran City, OH 45001",
        },
        people=_INGRID,
    ),
}
