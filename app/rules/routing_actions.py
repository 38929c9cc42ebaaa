# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""First actions: which rows apply to a situation, whom they turn to, and by which working day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.plan import PlannedAction
from app.knowledge.guide import Guide
from app.knowledge.routes import ActionRow, When
from app.rules.counting import add_business_days, last_working_day
from app.rules.routing_conditions import estimate_last_day, holds
from app.rules.routing_situation import Situation
from app.rules.routing_words import complaint_letter, party_words

_WORKING_DAYS: Mapping[When, int] = {"next": 1, "soon": 2, "week": 5, "fortnight": 10}
_PROTECTIVE = "protective_appeal"
_SECOND = "second_level_appeal"
_NEXT_LEVEL = "Go to the next level as the decision letter says, and by the date in it"
_STATED_REASON = "internal_appeal_medical_necessity"


def first_actions(s: Situation, guide: Guide, words: Mapping[str, str]) -> tuple[PlannedAction, ...]:
    """Return the actions in the order to act in, the soonest first; ``s.recommended`` must be filled."""
    rows = [row for row in guide.actions.values() if _applies(row, s)]
    actions = [_action(row, s, guide, words) for row in rows]
    return tuple(sorted(actions, key=lambda action: action.due or date.max))


def action_day(day: When, s: Situation) -> date | None:
    """Return the working day of an action: soon after today, and never after the appeal date while that is ahead."""
    tomorrow = add_business_days(s.today, 1)
    if day == "none":
        return None
    if day == "today":
        return s.today
    if day in {"appeal", "protective"}:
        wanted = s.appeal_by if day == "appeal" else s.protective
        if wanted is None:
            return add_business_days(s.today, _WORKING_DAYS["fortnight"])
        return max(last_working_day(wanted), tomorrow)
    if day == "estimate":
        week, last = add_business_days(s.today, _WORKING_DAYS["week"]), estimate_last_day(s)
        return week if last is None else min(week, max(last_working_day(last), s.today))
    soon = add_business_days(s.today, _WORKING_DAYS[day])
    if s.appeal_by is None:
        return soon
    return min(soon, max(last_working_day(s.appeal_by), tomorrow))


def _applies(row: ActionRow, s: Situation) -> bool:
    return (not row.routes or bool(set(row.routes) & s.recommended)) and holds(s, row.when, row.unless)


def _action(row: ActionRow, s: Situation, guide: Guide, words: Mapping[str, str]) -> PlannedAction:
    letter = _letter(row, s, guide)
    text = row.text
    if letter == _PROTECTIVE:  # no letter of its own answers the stated reason, and the action says so
        text = text.replace("the internal appeal", "a protective appeal")
    elif letter == _SECOND:
        text = text.replace("the internal appeal", "the second-level appeal")
    elif row.letter == "program" and not letter:
        text = _NEXT_LEVEL
    return PlannedAction(
        track=row.track,
        action=text.format_map(words),
        party=party_words(row.role, s),
        due=action_day(row.day, s),
        letter_kind=letter,
        script=row.script,
    )


def _letter(row: ActionRow, s: Situation, guide: Guide) -> str:
    if row.letter == "program":
        return _program_letter(s, guide)
    if row.letter == "complaint":
        return complaint_letter(s)
    return _appeal_letter(s, guide) if row.letter == "appeal" else row.letter


def _program_letter(s: Situation, guide: Guide) -> str:
    """Return the public program's own letter for the level that comes next; never one for private plans."""
    letters = guide.program_letters.get(s.facts.plan_kind.value)
    level = s.facts.answers.appeal_level or ("internal" if holds(s, ("lost",)) else "")
    return letters.after(level) if letters else ""


def _appeal_letter(s: Situation, guide: Guide) -> str:
    """Return the appeal letter of the denial type; judgments about care have their own, the rest the general one."""
    if holds(s, ("second_level",)):
        return _SECOND
    judged = holds(s, ("clinical",))
    types = [guide.denial_types[p.id] for p in s.proposals if p.id in s.types]
    if judged:  # a judgment about care comes before what else the notice says
        types.sort(key=lambda denial: denial.family != "clinical")
    return next(
        (denial.appeal_letter for denial in types if denial.appeal_letter), _STATED_REASON if judged else _PROTECTIVE
    )
