# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which rights may be cited: the kind of plan decides, and the parties that a dispute has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.facts import Facts
from app.knowledge.letters import Right

ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightUse:
    """A right that may be cited here, with its citation for this kind of plan, and where it holds in words."""

    right: Right
    citation: str
    where: str = ""


def plan_names(facts: Facts) -> frozenset[str]:
    """Return the names under which the tables of law know this kind of plan.

    A grandfathered plan whose employer is known is one of an employer; else it may be either kind, and has no name of
    its own here but the kind itself.
    """
    if facts.plan_kind is PlanKind.GRANDFATHERED and facts.people.employer.strip():
        return frozenset({"grandfathered", "grandfathered_employer"})
    return frozenset({facts.plan_kind.value})


def parties_of(facts: Facts) -> frozenset[str]:
    """Return the parties other than the plan that a dispute surely has; a provider with its records always is one."""
    found = {"any_patient", "records_holder", "provider_any"}
    if facts.answers.hospital_nonprofit:
        found.add("hospital_501r")
    if facts.answers.in_collections or facts.answers.provider_third_party_collector or facts.people.collector.strip():
        found.add("collector")
    if facts.answers.on_credit_report:
        found |= {"credit_bureau", "furnisher"}
    return frozenset(found)


def may_cite(right: Right, names: Iterable[str], parties: Iterable[str]) -> bool:
    """Return whether a right may be cited; never one that nobody read, nor one that is refused to this kind of plan."""
    known = frozenset(names)
    if not right.read or known & set(right.must_not_be_cited_for):
        return False
    if right.parties and not set(right.parties) & set(parties):
        return False
    if ANY in right.plan_kinds:
        return True
    both = {"grandfathered_employer", "grandfathered_individual"} <= set(right.plan_kinds)
    return bool(known & set(right.plan_kinds)) or (both and "grandfathered" in known)


def rights_for(facts: Facts, rights: Mapping[str, Right]) -> tuple[RightUse, ...]:
    """Return the rights that may be cited for these facts, in the order of the file."""
    names, parties = plan_names(facts), parties_of(facts)
    return tuple(
        RightUse(right=right, citation=_citation(right, names), where=right.only_where)
        for right in rights.values()
        if may_cite(right, names, parties)
    )


def why_not(right: Right, facts: Facts) -> str:
    """Say why a right may not be cited for these facts; empty where it may."""
    names = plan_names(facts)
    if may_cite(right, names, parties_of(facts)):
        return ""
    if not right.read:
        return "Nobody here has read it in the law. Look it up before you rely on it."
    if ANY in right.plan_kinds:
        return "It binds somebody who is no part of this dispute, as far as is known."
    if facts.plan_kind is PlanKind.UNKNOWN:
        return "The kind of plan is not known yet, and the law differs by kind."
    return f"The law does not give it for this kind of plan: {PLAN_KIND_TITLES[facts.plan_kind]}."


def _citation(right: Right, names: frozenset[str]) -> str:
    return next((right.by_kind[name] for name in sorted(names) if name in right.by_kind), right.citation)
