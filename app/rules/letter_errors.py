# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can go wrong with a letter that the person can mend."""

from __future__ import annotations

from app.errors import UserFixable


class LetterHasBlanks(UserFixable):
    """A letter was to be made final while facts are missing. ``keys`` are the facts, as FACTS names them."""

    def __init__(self, title: str, keys: tuple[str, ...]) -> None:
        self.keys = keys
        one = len(keys) == 1
        super().__init__(
            f"The letter “{title}” still needs {'this fact' if one else 'these facts'}: {', '.join(keys)}. "
            f"Nothing was written. Fill {'it' if one else 'them'} in, then try again."
        )
