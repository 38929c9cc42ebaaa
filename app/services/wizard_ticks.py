# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What of a plan stays ticked: actions, dates, letters and tracks, and how they hang together.

An action goes with its letter and its track: without either it is not made. A date goes with nothing: only its own
tick takes it out, for a deadline must never vanish because a letter was not wanted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.domain.deadline import Owner
from app.domain.plan import ComputedDeadline, Plan, PlannedAction
from app.domain.track import TrackKind
from app.services.wizard_state import WizardState


def action_id(action: PlannedAction) -> str:
    """Return the name of an action among the unticked ones: its words, which stay while the facts do."""
    return f"action:{action.action}"


def letter_id(kind: str) -> str:
    """Return the name of a letter among the unticked ones."""
    return f"letter:{kind}"


def track_id(kind: TrackKind) -> str:
    """Return the name of a track among the unticked ones."""
    return f"track:{kind.value}"


def deadline_id(deadline: ComputedDeadline) -> str:
    """Return the name of a deadline among the unticked ones."""
    return f"deadline:{deadline.rule}"


def _names(action: PlannedAction) -> set[str]:
    letter = {letter_id(action.letter_kind)} if action.letter_kind else set()
    return {action_id(action), track_id(action.track), *letter}


def action_on(action: PlannedAction, unticked: Collection[str]) -> bool:
    """Return whether an action is made: it, its letter and its track are ticked."""
    return not _names(action) & set(unticked)


def letter_on(plan: Plan, kind: str, unticked: Collection[str]) -> bool:
    """Return whether a letter is written: one of its actions is made."""
    return any(action_on(action, unticked) for action in plan.actions if action.letter_kind == kind)


def track_on(kind: TrackKind, unticked: Collection[str]) -> bool:
    """Return whether a track is opened."""
    return track_id(kind) not in unticked


def deadline_on(deadline: ComputedDeadline, unticked: Collection[str]) -> bool:
    """Return whether a deadline goes on the calendar: it has a date and is ticked."""
    return deadline.working is not None and deadline_id(deadline) not in unticked


def tick(state: WizardState, name: str, on: bool) -> WizardState:
    """Tick or untick a track or a deadline."""
    others = tuple(other for other in state.unticked if other != name)
    return replace(state, unticked=others if on else (*others, name))


def tick_action(state: WizardState, action: PlannedAction, on: bool) -> WizardState:
    """Tick or untick an action; ticking it brings back its letter and its track."""
    if not on:
        return tick(state, action_id(action), False)
    return replace(state, unticked=tuple(name for name in state.unticked if name not in _names(action)))


def tick_letter(state: WizardState, plan: Plan, kind: str, on: bool) -> WizardState:
    """Tick or untick a letter; ticking it brings back the actions that send it."""
    if not on:
        return tick(state, letter_id(kind), False)
    for action in plan.actions:
        if action.letter_kind == kind:
            state = tick_action(state, action, True)
    return tick(state, letter_id(kind), True)


def plan_counts(plan: Plan, unticked: Collection[str]) -> str:
    """Return "5 of 6 actions, 3 dates, 4 letters, 3 tracks", as Finish would make them."""
    actions = sum(action_on(action, unticked) for action in plan.actions)
    dates = sum(deadline_on(deadline, unticked) for deadline in plan.deadlines)
    letters = sum(letter_on(plan, kind, unticked) for kind in plan.letters)
    tracks = sum(track_on(kind, unticked) for kind in plan.tracks)
    first = f"{actions} of {_counted(len(plan.actions), 'action')}" if plan.actions else "No action yet"
    return ", ".join((first, _counted(dates, "date"), _counted(letters, "letter"), _counted(tracks, "track")))


def first_action(plan: Plan, unticked: Collection[str]) -> PlannedAction | None:
    """Return the first action that opens a letter or a call; None when no ticked one does."""
    made = (action for action in plan.actions if action_on(action, unticked))
    return next((action for action in made if action.letter_kind or action.script), None)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def nearest_deadline(plan: Plan) -> ComputedDeadline | None:
    """Return the person's own deadline that comes first; None when no date is known yet."""
    dated = [(d.working, n, d) for n, d in enumerate(plan.deadlines) if d.working is not None and d.owner is Owner.US]
    return min(dated)[2] if dated else None
