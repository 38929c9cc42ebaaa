# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can be wrong with a file of knowledge: one of ours (a bug), or one that the person added (fixable)."""

from __future__ import annotations

from app.errors import Bug, UserFixable


class KnowledgeError(Bug):
    """A file that Casewell ships is wrong. ``file`` and ``key`` say where, ``what`` says what."""

    def __init__(self, file: str, key: str, what: str) -> None:
        self.file, self.key, self.what = file, key, what
        place = f"{file}, {key}" if key else file
        super().__init__(f"{place}: {what}")


class OwnFileError(UserFixable):
    """A file that the person added is wrong, and can be mended with a text editor."""

    def __init__(self, file: str, key: str, what: str) -> None:
        self.file, self.key, self.what = file, key, what
        place = f"At “{key}”: " if key else ""
        super().__init__(
            f"Casewell could not use the file “{file}”. {place}{what}. "
            "Nothing of yours was changed. Open the file in a text editor, correct this place, and try again."
        )
