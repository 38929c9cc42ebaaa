# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The channel that the first words of an action name, so that a quick entry needs no field for it."""

from __future__ import annotations

import re

from app.domain.log import Channel

_WORDS: tuple[tuple[Channel, str], ...] = (
    (Channel.PHONE, r"call(?:ed|s|ing)?|phon(?:e|ed|ing)|rang|voice ?mail|left (?:a )?message|spoke|talked"),
    (Channel.FAX, r"fax(?:ed|es|ing)?"),
    (Channel.EMAIL, r"e-?mail(?:ed|s|ing)?"),
    (Channel.PORTAL, r"portal|upload(?:ed|ing)?"),
    (Channel.IN_PERSON, r"met|visit(?:ed)?|in person|at the (?:desk|office)"),
    (Channel.LETTER, r"mail(?:ed|ing)?|letter|wrote|posted|certified|in writing|by post"),
)
_PATTERNS = tuple((channel, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for channel, words in _WORDS)


def channel_of(action: str) -> Channel:
    """Return the channel named first in the action ("Called billing": phone); Channel.NONE when none is named."""
    found = [(match.start(), order, channel) for order, (channel, match) in enumerate(_searched(action)) if match]
    return min(found)[2] if found else Channel.NONE


def _searched(action: str) -> list[tuple[Channel, re.Match[str] | None]]:
    return [(channel, pattern.search(action)) for channel, pattern in _PATTERNS]
