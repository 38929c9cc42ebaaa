# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A plan and its deadlines in the shapes that `casewell route --json` and `casewell deadline --json` promise."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.plan import ComputedDeadline, Plan


def plan_json(plan: Plan) -> dict[str, object]:
    """Return the shape of `casewell route --json`; dates are ISO, ids and texts are strings."""
    return {
        "denial_types": [{"id": t.id, "title": t.title, "why": t.why, "fit": t.fit} for t in plan.denial_types],
        "routes": [{"id": r.id, "title": r.title, "recommended": r.recommended, "why": r.why} for r in plan.routes],
        "tracks": [track.value for track in plan.tracks],
        "actions": [
            {
                "track": action.track.value,
                "action": action.action,
                "party": action.party,
                "due": _iso(action.due),
                "letter": action.letter_kind or None,
                "script": action.script or None,
            }
            for action in plan.actions
        ],
        "deadlines": [deadline_json(deadline) for deadline in plan.deadlines],
        "evidence": list(plan.evidence),
        "letters": list(plan.letters),
        "scripts": list(plan.scripts),
        "warnings": [{"id": w.id, "title": w.title, "text": w.why} for w in plan.warnings],
        "playbooks": [playbook.id for playbook in plan.playbooks],
    }


def deadline_json(deadline: ComputedDeadline) -> dict[str, object]:
    """Return the shape of `casewell deadline --json`, with the notice's own date and the working one beside it."""
    return {
        "rule": deadline.rule,
        "title": deadline.title,
        "due": _iso(deadline.due),
        "safe": _iso(deadline.safe),
        "notice_due": _iso(deadline.notice_due),
        "working": _iso(deadline.working),
        "owner": deadline.owner.value,
        "actor": deadline.actor,
        "action": deadline.action,
        "citation": deadline.citation,
        "counted": deadline.counted,
        "checked": _iso(deadline.checked),
        "verified": deadline.verified,
        "notes": list(deadline.notes),
    }


def _iso(day: date | datetime | None) -> str | None:
    if isinstance(day, datetime):
        return day.isoformat(timespec="minutes")
    return day.isoformat() if day else None
