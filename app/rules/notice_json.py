# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The answer of `casewell notice-check --json`."""

from __future__ import annotations

from app.rules.notice_check import NoticeCheck

Json = dict[str, object]


def notice_json(file: str, checked: NoticeCheck) -> Json:
    """Return a checked notice as the promised keys."""
    return {
        "file": file,
        "plan_kind": checked.plan_kind.value,
        "notice": checked.notices[0].id if checked.notices else "unknown",
        "notices": [kind.id for kind in checked.notices],
        "found": [
            {"id": one.element.id, "element": one.element.element, "words": one.words, "page": one.page}
            for one in checked.found
        ],
        "missing": [
            {
                "id": one.element.id,
                "element": one.element.element,
                "citation": one.citation,
                "verified": one.element.verified,
                "checked": one.element.checked.isoformat(),
                "consequence": one.element.what_follows,
                "paragraph": one.paragraph,
            }
            for one in checked.missing
        ],
        "unsure": [
            {
                "id": one.element.id,
                "element": one.element.element,
                "citation": one.citation,
                "verified": one.element.verified,
                "why": one.why,
                "words": one.words,
                "page": one.page,
                "paragraph": one.paragraph,
            }
            for one in checked.unsure
        ],
        "problems": list(checked.problems),
    }
