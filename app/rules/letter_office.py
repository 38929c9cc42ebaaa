# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The office a letter to a regulator goes to: the state's insurance regulator, and how an office can be reached."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.facts import Facts
from app.knowledge.authority import Authority, authorities
from app.knowledge.states import states
from app.rules.authority import STATE_OFFICES, regulator_of
from app.rules.letter_gate import Blank


def office_of(letter_kind: str, facts: Facts) -> Mapping[str, object]:
    """Return what a letter may say of its office; a Blank that asks for the state where the state decides.

    ``listed`` is every office of the state that shares the power, where it is more than one, and ``doubt`` what of it
    has to be checked. ``contact`` is how to reach the office that the table of powers names for this kind of letter,
    with ``known``, how that was learned; both are empty where the state's own entry says it.
    """
    unknown = Blank("state")
    state = states().get(facts.state)
    office = _authority(letter_kind)
    reached = {
        "contact": office.contact if office else "",
        "known": office.contact_verified if office else "",
    }
    if state is None:
        return {**reached, "state": unknown, "name": unknown, "listed": "", "phone": "", "website": "", "doubt": ""}
    contact = regulator_of(state)
    name = state.regulator.complaints or contact.name
    return {
        **reached,
        "state": state.name,
        "name": name,
        "listed": contact.name if name != contact.name else "",
        "phone": ", ".join(contact.phones),
        "website": ", ".join(contact.websites),
        "doubt": contact.doubt,
    }


def _authority(letter_kind: str) -> Authority | None:
    """Return the first office with power to which this kind of letter goes; the states' own pages tell of theirs."""
    named = (one for one in authorities().values() if one.letter == letter_kind and one.office not in STATE_OFFICES)
    return next(named, None)
