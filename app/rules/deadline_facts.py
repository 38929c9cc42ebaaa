# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every deadline that follows from the facts of a dispute, ours and theirs, with the notice's own date beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.facts import Facts
from app.domain.plan import ComputedDeadline
from app.knowledge.deadlines import DeadlineRule, deadline_rules
from app.rules.counting import last_working_day
from app.rules.deadline_clocks import APPEAL, EXTERNAL, Clock, clocks
from app.rules.deadline_events import EventError
from app.rules.deadline_starts import day_0_words
from app.rules.deadline_words import say_day
from app.rules.deadlines import compute

MAY_BE = (PlanKind.EMPLOYER_SELF_FUNDED, PlanKind.EMPLOYER_INSURED, PlanKind.INDIVIDUAL)
"""The kinds that an unknown plan is counted as: the card does not tell them apart."""

PROGRAMS = (
    PlanKind.MEDICAID_MANAGED_CARE,
    PlanKind.MEDICARE_ADVANTAGE,
    PlanKind.MEDICARE_PART_D,
    PlanKind.MEDICARE_ORIGINAL,
    PlanKind.FEHB,
    PlanKind.TRICARE,
)
"""The programs whose appeal times are known, for the day that a plan of unknown kind would have as one of them."""

_UNKNOWN_KIND = (
    "The kind of plan is not known yet. This is the earliest date for an employer or individual plan. Medicare, "
    "Medicaid, federal and military plans have their own times, often 60 days: find out the kind of plan first."
)
_NOTICE_DAYS = timedelta(days=30)
_STAND_INS = {
    ("denial_received", "denial_notice"): "The day you received the denial is not known. Counted from the date on the "
    "letter, the earliest it can be.",
    ("final_denial_received", "final_denial_notice"): "The day you received the final denial is not known. Counted "
    "from the date on the letter, the earliest it can be.",
    ("appeal_received", "appeal_filed"): "Counted from the day you filed the appeal. The time runs from the day they "
    "receive it, so it may end a little later.",
    ("notice_sent", "denial_notice"): "The day the notice was sent is not known. The date on the notice stands for it.",
}
_COUNTED_FROM: dict[tuple[str, str], tuple[str, str]] = {
    ("denial_received", "denial_notice"): (
        "The day the denial reached you is not known. So this counts from the notice’s own date, which cannot be "
        "later: the earlier, safe date. The notice’s date is day 0.",
        "the date on the notice, for the day it reached you is not known",
    ),
    ("final_denial_received", "final_denial_notice"): (
        "The day the final denial reached you is not known. So this counts from the letter’s own date, which cannot be "
        "later: the earlier, safe date. The letter’s date is day 0.",
        "the date on the final denial, for the day it reached you is not known",
    ),
    ("final_denial_received", "appeal_decided"): (
        "The day the final denial reached you is not known. So this counts from the day of the decision, which cannot "
        "be later: the earlier, safe date. The day of the decision is day 0.",
        "the day the appeal was decided, for the day the letter reached you is not known",
    ),
    ("appeal_received", "appeal_filed"): (
        "The day they received the appeal is not known. So this counts from the day you sent it, and may end a few "
        "days later. The day you sent it is day 0.",
        "the day you sent the appeal, for the day they received it is not known",
    ),
}
"""How a count begins, and what is named as its trigger, where one date stands in for another."""
_ASSISTANCE = {"fap_application_period", "fap_eca_wait"}


def deadlines_from_facts(facts: Facts, today: date) -> tuple[ComputedDeadline, ...]:
    """Return every deadline that follows from the facts, the earliest working date first, those without a date last.

    A plan of unknown kind is counted as each kind it may be, and the earliest date of each step is kept.
    """
    if facts.plan_kind is PlanKind.UNKNOWN:
        counted = _of_unknown_kind(facts, today)
    else:
        counted = [(clock, _counted(facts, clock, today)) for clock in clocks(facts, facts.plan_kind)]
    return tuple(sorted(_with_notice(facts, counted), key=_working_first))


def _of_unknown_kind(facts: Facts, today: date) -> list[tuple[Clock, ComputedDeadline]]:
    """Count for each kind the plan may be, and keep the earliest of each step, saying so."""
    found: dict[str, tuple[Clock, ComputedDeadline]] = {}
    for kind in (PlanKind.UNKNOWN, *MAY_BE):
        for clock in clocks(facts, kind):
            one = _counted(facts, clock, today)
            key = clock.step or clock.rule
            if key not in found or _working_first(one) < _working_first(found[key][1]):
                found[key] = (clock, one)
    return [
        (clock, replace(one, notes=(_UNKNOWN_KIND, *_if_a_program(facts, clock, today), *one.notes)))
        if clock.step
        else (clock, one)
        for clock, one in found.values()
    ]


def _if_a_program(facts: Facts, clock: Clock, today: date) -> tuple[str, ...]:
    """Say the day that would be the last for the appeal if the plan were the program with the shortest time."""
    if clock.step != APPEAL:
        return ()
    counted = [
        (due, kind)
        for kind in PROGRAMS
        for other in clocks(facts, kind)
        if other.step == APPEAL and isinstance(due := _counted(replace(facts, plan_kind=kind), other, today).due, date)
    ]
    if not counted:
        return ()
    due, kind = min(counted)
    name, day = PLAN_KIND_TITLES[kind], say_day(due)
    return (f"If it is {name}, the last day may already be {day}: work to that day until you know the kind.",)


def _counted(facts: Facts, clock: Clock, today: date) -> ComputedDeadline:
    """Count one clock; an event that cannot be used leaves it without a date, with the reason in its notes."""
    rule = replace(deadline_rules()[clock.rule], whole_days=True)  # facts hold days, never hours
    events, notes = _events(facts, clock, rule)
    notes += _about_kind(facts, rule)
    try:
        one = compute(rule, events, today)
    except EventError as error:
        one = compute(rule, {}, today)
        notes.insert(0, str(error))
    return _with_stand_in(facts, clock, replace(one, notes=tuple(dict.fromkeys([*notes, *one.notes]))))


def _with_stand_in(facts: Facts, clock: Clock, one: ComputedDeadline) -> ComputedDeadline:
    """Say in the count itself which date stood in for one that is not known; no screen may claim otherwise."""
    for event, names in clock.sources.items():
        known = next((name for name in names if getattr(facts.dates, name) is not None), None)
        words = _COUNTED_FROM.get((names[0], known)) if known else None
        if words and day_0_words(event) in one.counted:
            counted = one.counted.replace(day_0_words(event), words[0])
            notes = tuple(note for note in one.notes if note != _STAND_INS.get((names[0], known or "")))
            return replace(one, counted=counted, trigger=words[1], stand_in=words[0], notes=notes)
    return one


def _events(facts: Facts, clock: Clock, rule: DeadlineRule) -> tuple[dict[str, object], list[str]]:
    """Take the events of a clock from the facts, with a note where one date stands in for another."""
    events: dict[str, object] = {}
    notes: list[str] = []
    for event, names in clock.sources.items():
        for name in names:
            value = getattr(facts.dates, name)
            if value is not None:
                events[event] = value
                note = _STAND_INS.get((names[0], name))
                notes += [note] if note else []
                break
    presumed = rule.presumed
    if presumed and presumed.proof and rule.starts[0] in events:
        events[presumed.proof] = facts.answers.proof_of_receipt
    elif presumed and presumed.proof and presumed.received in events:
        events[presumed.proof] = True
        notes.append(
            "The date on the notice is not known. Counted from the day you received it; without proof of that day "
            "the time may end earlier. Enter the date on the notice."
        )
    if rule.amount_event:
        events[rule.amount_event.event] = facts.answers.state_window_days
    if rule.id == "fap_application_period" and facts.dates.eca_notice:
        # 26 CFR 1.501(r)-6(c)(4)(i): the hospital's notice must leave at least 30 days.
        events["eca_notice_deadline"] = facts.dates.eca_notice + _NOTICE_DAYS
    return events, notes


def _about_kind(facts: Facts, rule: DeadlineRule) -> list[str]:
    """Say what the kind of plan leaves open."""
    kind = facts.plan_kind
    notes: list[str] = []
    if rule.id in _ASSISTANCE and facts.answers.hospital_nonprofit is None:
        notes.append("This holds for nonprofit hospitals only. Ask whether the hospital is one.")
    if kind in {PlanKind.GRANDFATHERED, PlanKind.CHURCH, PlanKind.GOVERNMENT_NONFEDERAL} and kind in rule.plan_kinds:
        named = PLAN_KIND_TITLES[kind].lower()
        notes.append(f"Check your notice: for this kind of plan ({named}) the federal rule may not hold in full.")
    return notes


def _with_notice(facts: Facts, counted: list[tuple[Clock, ComputedDeadline]]) -> list[ComputedDeadline]:
    """Set the date that the notice itself prints beside the step it is about: our next filing."""
    printed = facts.dates.notice_appeal_by
    steps = [clock.step for clock, _one in counted]
    about = APPEAL if APPEAL in steps else EXTERNAL
    return [_beside(one, printed) if printed and clock.step == about else one for clock, one in counted]


def _beside(one: ComputedDeadline, printed: date) -> ComputedDeadline:
    law = one.law_date
    if law is None:
        note = f"The notice gives {say_day(printed)} as the last day. Act by it."
    elif printed < law:
        note = f"The notice gives {say_day(printed)}, earlier than the law's {say_day(law)}. Act by the notice's date."
    elif printed > law:
        note = f"The notice gives more time, until {say_day(printed)}. The law's earlier date is the one to work by."
    else:
        note = "The notice gives the same date."
    # A day to act by that lies after the date on the notice would be no safe day.
    governs = law is None or printed < law
    safe = min(filter(None, (one.safe, last_working_day(printed)))) if governs else one.safe
    return replace(one, notice_due=printed, safe=safe, notes=(note, *one.notes))


def _working_first(one: ComputedDeadline) -> tuple[bool, date, str]:
    return one.working is None, one.working or date.max, one.rule
