# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The check of a notice with everything the program knows: a reading or a kept text in, the answer out."""

from __future__ import annotations

from app.domain.facts import Facts
from app.domain.reading import Reading
from app.knowledge.notices import notice_elements, notice_kinds
from app.knowledge.states import states
from app.rules.notice_check import NoticeCheck, check_notice
from app.rules.notice_text import read_pages

PAGE_END = "\f"


def check_reading(reading: Reading, facts: Facts, *, notice: str = "") -> NoticeCheck:
    """Check a file as it was read; ``notice`` names its kind where the person knows it."""
    return check_text(reading.text, facts, pages=reading.pages, notice=notice)


def check_text(text: str, facts: Facts, *, pages: int | None = None, notice: str = "") -> NoticeCheck:
    """Check the text of a notice, its pages parted by form feeds; ``pages`` is how many the file has, when known."""
    parts = text.split(PAGE_END) if text.strip() else []
    unread = max(0, (pages or 0) - len(parts))
    return check_notice(
        read_pages(parts, unread=unread),
        facts,
        notice_elements(),
        notice_kinds(),
        state=states().get(facts.state),
        notice=notice,
    )
