# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The item roles that all models share.

SortRole    the raw value behind a cell (date, cents, folded text), by which it is sorted
RecordRole  the frozen record of the row
ToneRole    a text role ("red", "amber") for dates and words, or a badge's tone
SubRole     a second line of text-3 words
IconRole    the name of the icon before the text
KeyRole     the record's id, by which a selection survives a refresh
HeadRole    the heading above the row that begins a group
"""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole)


class Role(IntEnum):
    """Item roles beyond Qt's own."""

    SORT = _FIRST + 1
    RECORD = _FIRST + 2
    TONE = _FIRST + 3
    SUB = _FIRST + 4
    ICON = _FIRST + 5
    KEY = _FIRST + 6
    HEAD = _FIRST + 7


SortRole = Role.SORT
RecordRole = Role.RECORD
ToneRole = Role.TONE
SubRole = Role.SUB
IconRole = Role.ICON
KeyRole = Role.KEY
HeadRole = Role.HEAD
