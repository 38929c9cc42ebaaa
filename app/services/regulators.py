# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""To whom a complaint goes: the office with power for a dispute's plan, state and problem, in sentences."""

from __future__ import annotations

from app.domain.facts import Facts
from app.knowledge.authority import Power, Problem, authorities
from app.knowledge.states import states
from app.rules.authority import Contact, Powers, who_has_power
from app.rules.rights import parties_of

_LEADS = {
    Power.FIRST: "Goes first",
    Power.FIRST_AND_ONLY: "Goes there alone",
    Power.START: "Begin here",
    Power.WEAK: "Has little power",
}


def powers_for(facts: Facts, problem: Problem) -> Powers:
    """Return who has power over a problem of these facts, with the office of their state where it is one of a state."""
    return who_has_power(
        facts.plan_kind,
        problem,
        authorities().values(),
        parties=parties_of(facts),
        state=states().get(facts.state),
    )


def told(powers: Powers) -> tuple[str, ...]:
    """Return the answer in sentences: who goes first, the state's office, who supplements, and who cannot help."""
    said = []
    for number, one in enumerate(powers.first):
        contact = powers.state if number == 0 and powers.state is not None else None
        where = _reached(contact) if contact else f"{one.regulator}: {one.contact}"
        said.append(f"{_LEADS[one.power]}: {where}.")
    said += [f"Supplements: {one.regulator}." for one in powers.supplementary]
    for refused in powers.none:
        why = f": {refused.why}" if refused.why else ""
        said.append(f"Has no power here: {refused.who}{why}.")
    return tuple([*said, powers.note] if powers.note else said)


def _reached(contact: Contact) -> str:
    ways = ", ".join((*contact.phones, *contact.websites)) or "phone and website are not known here"
    doubt = f". {contact.doubt.rstrip('.')}" if contact.doubt else f" (known from {contact.verified})"
    return f"{contact.name}, {ways}{doubt}"
