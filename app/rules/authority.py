# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Who has power first, who supplements, and who has none and why, for a kind of plan and a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.coverage import PlanKind
from app.knowledge.authority import Authority, NoPower, Power, Problem
from app.knowledge.states import State, from_memory

STATE_OFFICES = {"state_insurance": "regulator", "medicaid_agency": "medicaid"}
_FIRST = (Power.FIRST_AND_ONLY, Power.FIRST, Power.START, Power.WEAK)
CHECK = "Known from memory: check it against the notice before you write."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An office of the person's own state, with how each part of it is known; empty parts are not known."""

    name: str
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    verified: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Powers:
    """The answer. ``state`` is the office of the state behind the first authority, where it is one of a state."""

    first: tuple[Authority, ...]
    supplementary: tuple[Authority, ...]
    none: tuple[NoPower, ...]
    state: Contact | None = None
    note: str = ""


def who_has_power(
    plan_kind: PlanKind,
    problem: Problem,
    authorities: Iterable[Authority],
    *,
    parties: Iterable[str] = (),
    state: State | None = None,
) -> Powers:
    """Return who has power over a problem of this kind of plan, or of these parties.

    A plan whose kind is not known has no first power: the answer is where to begin, and how to find out.
    """
    held = [one for one in authorities if problem in one.about and _concerns(one, plan_kind, frozenset(parties))]
    first = tuple(sorted((one for one in held if one.power in _FIRST), key=lambda one: _FIRST.index(one.power)))
    more = tuple(one for one in held if one.power in {Power.SECOND, Power.HELP})
    none = tuple(dict.fromkeys(refused for one in first for refused in one.no_power))
    contact = _contact(first, state)
    needs_state = any(one.office in STATE_OFFICES for one in first)
    note = "Name the state, and its office is shown here." if needs_state and contact is None else ""
    return Powers(first=first, supplementary=more, none=none, state=contact, note=note)


def regulator_of(state: State) -> Contact:
    """Return the insurance regulator of a state, and what of it is in doubt."""
    office = state.regulator
    known = "; ".join(
        f"{what}: {how}"
        for what, how in (
            ("name", office.name_verified),
            ("phone", office.phones_verified),
            ("website", office.websites_verified),
        )
        if how
    )
    doubt = CHECK if from_memory(office.name_verified) else ""
    return Contact(name=office.name, phones=office.phones, websites=office.websites, verified=known, doubt=doubt)


def medicaid_of(state: State) -> Contact:
    """Return the Medicaid agency of a state."""
    doubt = CHECK if from_memory(state.medicaid.verified) else ""
    return Contact(name=state.medicaid.name, verified=f"name: {state.medicaid.verified}", doubt=doubt)


def _concerns(one: Authority, plan_kind: PlanKind, parties: frozenset[str]) -> bool:
    """Return whether an authority concerns these; where both a plan and a party are named, both must hold."""
    if one.parties and not parties & set(one.parties):
        return False
    return not one.plan_kinds or plan_kind.value in one.plan_kinds


def _contact(first: tuple[Authority, ...], state: State | None) -> Contact | None:
    if state is None:
        return None
    kinds: Mapping[str, str] = STATE_OFFICES
    which = next((kinds[one.office] for one in first if one.office in kinds), "")
    if which == "regulator":
        return regulator_of(state)
    return medicaid_of(state) if which else None
