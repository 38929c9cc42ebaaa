# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Checks what a notice says against what the law makes it say: found, missing, or not to be told from its words.

"Missing" is said only when the whole notice could be read and not even a hint stands in it. Where something may be
there, or may not be needed, it is left open with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.facts import Facts
from app.knowledge.notices import ANY, NoticeElement, NoticeKind
from app.knowledge.states import State
from app.rules.notice_needs import needed
from app.rules.notice_text import NoticeText, Spot
from app.rules.rights import plan_names

_CHIP_PLAN = "It is needed only where CHIP is run by a health plan."
_FEDERAL = "It is needed only where the state uses the federal process of external review."
_OLD_PLAN = "It is needed only where the grandfathered plan is one of an employer. Say who the employer is."
_HINT = "The notice speaks of it, but perhaps not fully. Read the place yourself."
_REFUSED = "The notice names it, and seems to say that it does not apply. Read the place yourself."
_NOT_READ = "What the law asks here was not read, only remembered. Look it up before you say so."
_PART = "Not all of the notice could be read."
_APPEALED = {"internal", "second"}
_FINAL = "final_denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An element that the notice has, with its words and page."""

    element: NoticeElement
    words: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """An element that the notice lacks; ``paragraph`` is ready for a letter, empty where none is of use."""

    element: NoticeElement
    citation: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """An element of which nothing sure can be said, and why; with the place where it may stand."""

    element: NoticeElement
    citation: str
    paragraph: str
    why: str
    words: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCheck:
    """The answer for one notice. ``notices`` are the kinds it was checked as, the first the main one."""

    plan_kind: PlanKind
    notices: tuple[NoticeKind, ...]
    found: tuple[Stated, ...]
    missing: tuple[Lacking, ...]
    unsure: tuple[Unclear, ...]
    problems: tuple[str, ...]


def check_notice(
    text: NoticeText,
    facts: Facts,
    elements: Mapping[str, NoticeElement],
    kinds: Mapping[str, NoticeKind],
    *,
    state: State | None = None,
    notice: str = "",
) -> NoticeCheck:
    """Check one notice for the plan of these facts; ``notice`` names its kind where the person knows it.

    Without a known kind of plan only what every kind must say is looked for, beside what binds others than plans.
    """
    names = plan_names(facts)
    chosen = (kinds[notice],) if notice else kinds_of(text, facts, elements, kinds)
    ids = {kind.id for kind in chosen}
    problems = list(text.problems)
    wanted = [one for one in elements.values() if _asked(one, ids, names)]
    if not wanted:
        problems.append(_nothing_known(facts.plan_kind, chosen))
    found: list[Stated] = []
    missing: list[Lacking] = []
    unsure: list[Unclear] = []
    for element in wanted:
        answer = _weigh(element, text, facts, names, state)
        if isinstance(answer, Stated):
            found.append(answer)
        elif isinstance(answer, Lacking):
            missing.append(answer)
        elif answer is not None:
            unsure.append(answer)
    if facts.plan_kind is PlanKind.UNKNOWN:
        problems.append(_of_a_program(chosen))
    return NoticeCheck(
        plan_kind=facts.plan_kind,
        notices=chosen,
        found=tuple(found),
        missing=tuple(missing),
        unsure=tuple(unsure),
        problems=tuple(problems),
    )


def kinds_of(
    text: NoticeText, facts: Facts, elements: Mapping[str, NoticeElement], kinds: Mapping[str, NoticeKind]
) -> tuple[NoticeKind, ...]:
    """Return what kind of notice this is, the main one first, then those that stand beside it."""
    names = plan_names(facts)
    opening = NoticeText((text.opening,), (text.opening,), (), text.whole)
    known = [kind for kind in kinds.values() if kind.known_by and opening.find(kind.known_by)]
    able = [kind for kind in known if _binds(kind, names, elements) or PlanKind.UNKNOWN.value in names]
    main = [kind for kind in able if not kind.along]
    usual = [kind for kind in kinds.values() if names & set(kind.usual_for)]
    appealed = facts.answers.appeal_level in _APPEALED or "internal_appeal_lost" in facts.signals
    if appealed and _binds(kinds[_FINAL], names, elements):
        main = [kinds[_FINAL]]
    first = main[:1] or usual[:1]
    beside = [kind for kind in able if kind.along and first and first[0].id in {"initial_denial", _FINAL}]
    return (*first, *beside)


def _binds(kind: NoticeKind, names: frozenset[str], elements: Mapping[str, NoticeElement]) -> bool:
    return any(kind.id in one.notices and _sort(one, names) for one in elements.values())


def _asked(element: NoticeElement, ids: set[str], names: frozenset[str]) -> bool:
    return bool((ids & set(element.notices) or ANY in element.notices) and _sort(element, names))


def _sort(element: NoticeElement, names: frozenset[str]) -> str:
    """Return whether an element binds: "sure", "perhaps", or empty. What binds others than plans always does."""
    if element.parties or names & set(element.plan_kinds):
        return "sure"
    old = "grandfathered" in names and "grandfathered_employer" in element.plan_kinds
    chip = "chip" in names and "chip_managed" in element.plan_kinds
    return "perhaps" if old or chip or names & set(element.perhaps) else ""


def _weigh(
    element: NoticeElement, text: NoticeText, facts: Facts, names: frozenset[str], state: State | None
) -> Stated | Lacking | Unclear | None:
    """Weigh one element; None where it is not needed here."""
    spot = text.find(element.says)
    need, why = needed(element.when, facts, text, state)
    if need is False and (spot is None or spot.refused):
        return None
    if spot is not None and not spot.refused:
        return Stated(element=element, words=spot.words, page=spot.page)
    hint = spot or text.find(element.hints)
    reason = _reason(element, text, names, spot, hint, why if need is None else "")
    citation = element.cited_for(next(iter(sorted(names)), ""))
    paragraph = element.paragraph.replace("{citation}", citation)
    if not reason:
        return Lacking(element=element, citation=citation, paragraph=paragraph)
    where = {"words": hint.words, "page": hint.page} if hint else {}
    return Unclear(element=element, citation=citation, paragraph=paragraph, why=reason, **where)  # type: ignore[arg-type]


def _reason(
    element: NoticeElement, text: NoticeText, names: frozenset[str], spot: Spot | None, hint: Spot | None, why: str
) -> str:
    """Say why it cannot be called missing; empty where it can."""
    if element.judge:
        return element.judge
    if spot is not None and spot.refused:
        return _REFUSED
    if hint is not None:
        return _HINT
    if why or not element.read:
        return why or _NOT_READ
    if _sort(element, names) == "perhaps":
        return _CHIP_PLAN if "chip" in names else _OLD_PLAN if "grandfathered" in names else _FEDERAL
    return "" if text.whole else _PART


def _nothing_known(plan_kind: PlanKind, chosen: Iterable[NoticeKind]) -> str:
    what = next((kind.title.lower() for kind in chosen), "notice")
    return (
        f"What the law makes such a notice say is not known here ({what}, {PLAN_KIND_TITLES[plan_kind].lower()}). "
        "Go by the notice, and ask the regulator."
    )


def _of_a_program(chosen: Iterable[NoticeKind]) -> str:
    """Ask for the kind of plan, with what the notice looks like where that tells it."""
    first = next(iter(chosen), None)
    looks = f"It looks like this: {first.title}. " if first is not None else ""
    return (
        f"The kind of plan is not known, so only what every plan must say was looked for. {looks}Say which kind it is."
    )
