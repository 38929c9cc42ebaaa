# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""States, rights and offices with power as entries and articles of the library, each with how it is known."""

from __future__ import annotations

import functools
import re

from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.domain.dates import said_date
from app.knowledge.assistance import StateProgram, state_programs
from app.knowledge.authority import Authority, Power, authorities
from app.knowledge.letters import Right, letter_kinds, rights
from app.knowledge.states import State, from_memory, states
from app.services.library_records import Article, LibraryEntry, Line, Link, Section

UNKNOWN = "Not known here. Look at the notice, or ask the insurer."
_MEMORY = "From memory: check the notice"
_OTHER_KINDS = {
    "grandfathered_employer": "Grandfathered plan of an employer",
    "grandfathered_individual": "Grandfathered individual policy",
    "chip_managed": "CHIP run by a health plan",
    "unknown": "Any plan whose kind is not known",
    "none": "Nobody",
    "any": "Any plan, or none",
}
_PARTIES = {
    "hospital_501r": "nonprofit hospitals",
    "any_patient": "hospitals, for any patient",
    "records_holder": "whoever keeps the records",
    "credit_bureau": "credit bureaus",
    "collector": "third-party collectors",
    "furnisher": "whoever reported the debt",
    "card_issuer": "card issuers",
    "provider_any": "any provider",
    "hospital_under_state_law": "hospitals under a state’s assistance law",
    "federally_funded": "whoever gets federal health funds",
    "qmb": "people in the Qualified Medicare Beneficiary program",
    "workers_comp": "workers’ compensation",
    "auto_medical": "medical payments of auto insurance",
    "anyone": "anyone",
    "medigap": "Medigap policies",
    "cobra": "COBRA coverage",
}
_POWERS = {
    Power.FIRST: ("First", "green"),
    Power.FIRST_AND_ONLY: ("First and only", "green"),
    Power.SECOND: ("Supplements", "neutral"),
    Power.WEAK: ("Little power", "amber"),
    Power.HELP: ("Helps, decides nothing", "info"),
    Power.START: ("Begin here", "info"),
}


@functools.cache
def state_entries() -> dict[str, LibraryEntry]:
    """Return the states and territories by their two letters, by name."""
    found = sorted(states().values(), key=lambda state: state.name)
    return {
        state.id: LibraryEntry(
            kind="state",
            id=state.id,
            name=state.name,
            text=state.regulator.name,
            words=f"{state.id} {state.medicaid.name} {state.external_review.words}",
        )
        for state in found
    }


def state_article(state_id: str) -> Article:
    """Return a state: regulator, external review, Medicaid, help; what is not known is said, what is doubted too."""
    state = states()[state_id.upper()]
    review, office = state.external_review, state.regulator
    doubted = bool(review.doubt) or from_memory(office.name_verified)
    badges = [("State" if office.phones else "Territory", "neutral")]
    badges += [(_MEMORY, "amber")] if doubted else []
    sections = [
        Section(title="Before you rely on it", lines=tuple(Line(text=text) for text in _doubts(state)), style="words"),
        Section(title="Good to know", lines=tuple(Line(text=text) for text in state.notes), style="words"),
        Section(title="Help from hospitals under its law", lines=tuple(_programs(state.id))),
        Section(title="How each of these is known", lines=tuple(_known(state))),
    ]
    return Article(
        kind="state",
        id=state.id,
        title=state.name,
        lead="Who regulates insurance here, how external review runs, and who runs Medicaid.",
        badges=tuple(badges),
        facts=tuple(_state_facts(state)),
        sections=tuple(section for section in sections if section.lines),
        links=_letters(("state_insurance_complaint", "external_review_request", "fair_hearing_request")),
        sources=(f"Public lists and the law as named above. Checked {said_date(state.checked)}.",),
    )


@functools.cache
def right_entries() -> dict[str, LibraryEntry]:
    """Return the rights by id, in the order of their file."""
    return {
        right.id: LibraryEntry(
            kind="right",
            id=right.id,
            name=right.title,
            text=right.citation,
            words=f"{right.plain_words} {right.only_where}",
        )
        for right in rights().values()
    }


def right_article(right_id: str) -> Article:
    """Return a right: for whom it may be cited, for whom never, and how it was read."""
    right = rights()[right_id]
    facts = [("Law", right.citation), ("May be cited for", _kinds(right.plan_kinds) or "Nobody")]
    facts += [(_kind(kind), text) for kind, text in right.by_kind.items()]
    facts += [("Binds", _capital(", ".join(_party(p) for p in right.parties)))] if right.parties else []
    facts += [("Only where", _capital(right.only_where))] if right.only_where else []
    never = "; ".join(x for x in (_kinds(right.must_not_be_cited_for), right.not_for) if x)
    facts += [("Never for", _capital(never))] if never else []
    return Article(
        kind="right",
        id=right.id,
        title=right.title,
        lead=right.plain_words or right.title,
        badges=(("Right", "neutral"), _read_badge(right)),
        facts=tuple(facts),
        sources=(f"{right.citation}. Read in: {right.verified}. Checked {said_date(right.checked)}.",),
    )


@functools.cache
def office_entries() -> dict[str, LibraryEntry]:
    """Return the offices with power, by id, in the order of their files."""
    return {
        one.id: LibraryEntry(
            kind="office",
            id=one.id,
            name=one.problem,
            text=f"{_whom(one)}: {one.regulator}",
            words=f"{one.basis} {one.contact} {one.note}",
        )
        for one in authorities().values()
    }


def office_article(authority_id: str) -> Article:
    """Return who has power over a problem, and who has none."""
    one = authorities()[authority_id]
    facts = [("Who", one.regulator), ("Over", _whom(one)), ("Contact", _capital(one.contact))]
    facts += [("How the contact is known", _capital(one.contact_verified))] if one.contact_verified else []
    facts += [("What it can do", one.power_note)] if one.power_note else []
    facts += [("Only where", one.only_where)] if one.only_where else []
    facts += [("Law", _capital(one.basis))] if one.basis else []
    words = tuple(Line(text=text) for text in (one.caution, one.note) if text)
    sections = [
        Section(title="Mind this", lines=words, style="words"),
        Section(title="Who has no power here", lines=tuple(Line(text=n.who, note=n.why) for n in one.no_power)),
    ]
    return Article(
        kind="office",
        id=one.id,
        title=one.problem,
        lead=f"{_whom(one)}: {one.regulator}.",
        badges=(_POWERS[one.power],),
        facts=tuple(facts),
        sections=tuple(section for section in sections if section.lines),
        links=_letters((one.letter,)),
        sources=(f"How it was read: {one.verified}. Checked {said_date(one.checked)}.",),
    )


def _state_facts(state: State) -> list[tuple[str, str]]:
    review = state.external_review
    helps = f"{state.help.name}, {state.help.phone}" if state.help and state.help.phone else ""
    return [
        ("Insurance regulator", state.regulator.name),
        ("Phone", "; ".join(state.regulator.phones) or UNKNOWN),
        ("Website", ", ".join(state.regulator.websites) or UNKNOWN),
        ("External review", review.words or UNKNOWN),
        ("Ask for it within", review.deadline or "Not known here. The notice says it; never wait for it."),
        ("Medicaid agency", state.medicaid.name),
        ("Help with appeals", helps or "No such office is known here."),
    ]


def _doubts(state: State) -> list[str]:
    review = state.external_review
    said = [review.doubt] if review.doubt else []
    if from_memory(review.verified) and not review.doubt:
        said.append("Whose process it is, is known from memory. Ask your insurer and check the notice.")
    if from_memory(review.deadline_verified):
        said.append("The time to ask for external review is from memory. The date on the notice goes first.")
    if from_memory(state.regulator.name_verified):
        said.append("The regulator’s name is from memory. Check it before you write.")
    return said


def _known(state: State) -> list[Line]:
    office, review = state.regulator, state.external_review
    known = (
        ("Regulator", office.name_verified),
        ("Phone", office.phones_verified),
        ("Website", office.websites_verified),
        ("External review", review.verified),
        ("Time to ask for it", review.deadline_verified),
        ("Medicaid agency", state.medicaid.verified),
        ("Help with appeals", state.help.verified if state.help else ""),
    )
    return [Line(text=f"{what}: {how}") for what, how in known if how]


def _programs(state_id: str) -> list[Line]:
    found = [one for one in state_programs().values() if one.state == state_id]
    return [Line(text=f"{one.title}: {one.who}. {_tiers(one)} May qualify: ask.", note=one.citation) for one in found]


def _tiers(program: StateProgram) -> str:
    parts = [
        f"{'free care' if tier.percent_off == 100 else f'{tier.percent_off} percent off'} up to {tier.up_to} percent"
        for tier in program.tiers
    ]
    tiers = f"{_capital('; '.join(parts))} of the poverty guideline." if parts else ""
    when = f" {program.notes[0]}" if program.effective_from and program.notes else ""
    return f"{tiers} {' '.join(program.caps)}{when}".strip()


def _read_badge(right: Right) -> tuple[str, str]:
    if not right.read:
        return "Not read in the law: check it before you rely on it", "red"
    if re.search(r"older copy|from memory|not read|current to|secondary", right.verified):
        return "Read in part or in an older copy: check it", "amber"
    return "Read in the law", "green"


def _letters(kinds: tuple[str, ...]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    known = letter_kinds()
    links = tuple(Link(kind="letter", id=kind, text=known[kind].title) for kind in kinds if kind in known)
    return (("Letters", links),) if links else ()


def _whom(one: Authority) -> str:
    return _capital("; ".join(x for x in (_kinds(one.plan_kinds), ", ".join(_party(p) for p in one.parties)) if x))


def _kinds(names: tuple[str, ...]) -> str:
    return ", ".join(_kind(name) for name in names)


def _kind(name: str) -> str:
    return _OTHER_KINDS.get(name) or PLAN_KIND_TITLES[PlanKind(name)]


def _party(name: str) -> str:
    return _PARTIES.get(name) or name.replace("_", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
