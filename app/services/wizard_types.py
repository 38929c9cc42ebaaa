# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The denial types as the wizard lists them: the near ones first, all others by family, found by a few letters."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.plan import Reasoned
from app.knowledge.denials import FAMILY_TITLES, DenialType, denial_types
from app.rules.routing_types import FITS, NOT_HERE

NEAR_FEW = 5
"""How many types that fit or may fit are shown at once; a type that fits is never left out."""

_FOLDED_LEAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeGroup:
    """The denial types of one family that do not stand among the near ones."""

    id: str
    title: str
    types: tuple[Reasoned, ...]


def near_types(found: Sequence[Reasoned], ticked: Collection[str] = ()) -> tuple[Reasoned, ...]:
    """Return what stands first: all that fit or are ticked, some that may, and after them one or two set aside.

    These show that others were looked at, and why they are not it. Where nothing is known yet, nothing stands first.
    """
    sure = [p for p in found if p.fit == FITS or p.id in ticked]
    may = [p for p in found if p.fit != NOT_HERE and p not in sure]
    near = [*sure, *may[: max(0, NEAR_FEW - len(sure))]]
    if not near:
        return ()
    aside = [p for p in found if p.fit == NOT_HERE and p not in near]
    return (*near, *aside[: max(1, _FOLDED_LEAST - len(near))])


def other_groups(found: Sequence[Reasoned], near: Collection[Reasoned]) -> tuple[TypeGroup, ...]:
    """Return all types that are not near, family by family, by their titles."""
    shown = {p.id for p in near}
    known = denial_types()
    others = sorted((p for p in found if p.id not in shown), key=lambda p: p.title)
    groups = (
        TypeGroup(id=family, title=title, types=tuple(p for p in others if known[p.id].family == family))
        for family, title in FAMILY_TITLES.items()
    )
    return tuple(group for group in groups if group.types)


def in_short(type_id: str) -> str:
    """Return a denial type in one sentence."""
    return denial_types()[type_id].short


def types_named(words: str) -> frozenset[str]:
    """Return the ids of the types whose title, sentence, codes or words of a notice hold every word typed."""
    wanted = words.casefold().split()
    return frozenset(type_id for type_id, held in _words().items() if all(word in held for word in wanted))


@functools.cache
def _words() -> Mapping[str, str]:
    return {type_id: " ".join(_said(denial)).casefold() for type_id, denial in denial_types().items()}


def _said(denial: DenialType) -> list[str]:
    known = denial.recognition
    codes = [f"{group}-{code}" for code in known.carcs for group in known.groups or ("CO",)]
    titles = [denial.title, denial.short, FAMILY_TITLES[denial.family]]
    return [*titles, known.own_code, *codes, *known.rarcs, *known.phrases, *known.possible_phrases]
