# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A kind of letter that the person wrote, mostly out of one of ours. It lives in their casebook and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetter:
    """One kind of letter: a head in TOML between two lines of ``+++``, then its text, Markdown with blanks.

    ``text`` is the last that had no mistake and is what letters are drafted from; ``draft`` is what is being written
    and has one, else it is empty. ``retired`` is one that was deleted while letters of its kind are there: it is
    offered no more, and keeps them readable.
    """

    id: str = field(default_factory=new_id)
    kind: str
    title: str
    text: str
    draft: str = ""
    retired: bool = False
    changed_at: datetime
