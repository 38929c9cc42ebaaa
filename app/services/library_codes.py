# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Codes and denial types as entries and articles of the library."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from app.domain.dates import said_date
from app.knowledge import hcpcs, icd10
from app.knowledge.codes import Code, ListedCode
from app.knowledge.denials import FAMILY_TITLES, DenialType, Source
from app.knowledge.guide import guide
from app.knowledge.letters import letter_kinds
from app.knowledge.medicare_codes import MedicareCode, medicare_book
from app.knowledge.scripts import scripts
from app.rules.decoding import DecodedCode, explain
from app.rules.decoding_tokens import Token
from app.services.library_records import Article, LibraryEntry, Line, Link, Section

Key = tuple[str, str]

_KINDS = {
    "CARC": "Reason code (CARC)",
    "RARC": "Remark code (RARC)",
    "GROUP": "Group code",
    "MODIFIER": "Modifier",
    "POS": "Place of service",
    "REVENUE": "Revenue code",
    "MEDICARE": "Medicare code",
    "HCPCS": "Service code",
    "ICD10": "Diagnosis code",
}
_NAMES = {"MODIFIER": "Modifier ", "POS": "Place ", "REVENUE": "Revenue "}
_OWN_SHARE = "patient_cost_share"
_OWN_WORDS = "Explained in our own words."
_RELEASES = {"ICD10": icd10.RELEASE, "HCPCS": hcpcs.RELEASE}


def usual_group(code: str) -> str:
    """Return the group code that most often stands before a reason code: PR for one's own share, else CO or OA."""
    book = guide().codebook
    listed = book.carc_list.get(code)
    if listed is not None and listed.family == _OWN_SHARE:
        return "PR"
    full = book.carcs.get(code)
    first = book.denial_types.get(full.denial_types[0]) if full and full.denial_types else None
    groups = first.recognition.groups if first else ()
    return "OA" if groups[:1] == ("OA",) else "CO"


@functools.cache
def code_entries() -> dict[Key, LibraryEntry]:
    """Return every code by (kind, code): reason codes, remark codes, groups, modifiers, places, revenue codes."""
    return dict(sorted(_all_codes(), key=lambda pair: (list(_KINDS).index(pair[0][0]), _order(pair[0][1]))))


def _all_codes() -> Iterator[tuple[Key, LibraryEntry]]:
    book = guide().codebook
    for kind, full, listed in (("CARC", book.carcs, book.carc_list), ("RARC", book.rarcs, book.rarc_list)):
        for code in {**listed, **full}:
            yield (kind, code), _entry(kind, code, full.get(code), listed.get(code))
    for kind, known in (("GROUP", book.groups), ("MODIFIER", book.modifiers), ("POS", book.places)):
        for code, row in known.items():
            yield (kind, code), _entry(kind, code, row, None)
    for (list_id, code), medicare in medicare_book().codes.items():
        token = Token("MEDICARE", code, list_id=list_id)
        yield ("MEDICARE", code_id(token)), _medicare_entry(token, medicare)
    for family in book.revenue:
        name = family.first if family.first == family.last else f"{family.first}–{family.last}"
        yield (
            ("REVENUE", family.first),
            LibraryEntry(
                kind="code",
                id=f"revenue code {family.first}",
                name=f"Revenue {name}",
                text=family.title,
                words=family.note,
            ),
        )


def _entry(kind: str, code: str, full: Code | None, listed: ListedCode | None) -> LibraryEntry:
    token = Token(kind, code, usual_group(code) if kind == "CARC" else "")
    row = full or listed
    title = row.title if row else ""
    return LibraryEntry(
        kind="code",
        id=code_id(token),
        name=f"{token.group}-{code}" if token.group else _NAMES.get(kind, "") + code,
        text=title or "An old code",
        words=" ".join([_KINDS[kind], full.meaning if full else "", listed.note if listed else ""]),
        retired=bool(row and row.retired),
    )


def _medicare_entry(token: Token, row: MedicareCode) -> LibraryEntry:
    return LibraryEntry(
        kind="code",
        id=code_id(token),
        name=f"{medicare_book().lists[row.list_id].title} {row.code}",
        text=row.title,
        words=f"{_KINDS['MEDICARE']} {row.note}",
        retired=row.obsolete,
    )


def code_id(token: Token) -> str:
    """Return the id of a code: as decoding understands it again."""
    if token.kind == "GROUP":
        return f"group {token.code}"
    if token.kind == "MEDICARE":
        return f"{token.list_id} {token.code}"
    return DecodedCode(code=token.code, kind=token.kind, group=token.group).label


def _order(code: str) -> tuple[str, int, str]:
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    return (letters, int(digits) if digits else 0, code)


def code_article(token: Token) -> Article:
    """Return a code in full; one that is not in any list says where to ask."""
    book = guide().codebook
    decoded = explain(token, book)
    table = {"CARC": book.carcs, "RARC": book.rarcs, "GROUP": book.groups, "MODIFIER": book.modifiers}
    full = {**table, "POS": book.places}.get(token.kind, {}).get(token.code)
    named = f"{token.group}-{token.code}" if token.group else _NAMES.get(token.kind, "") + token.code
    name = decoded.label if token.kind == "MEDICARE" else named
    known = [guide().denial_types[key] for key in decoded.denial_types if key in guide().denial_types]
    badges = [(_KINDS.get(token.kind, "Code"), "info")]
    badges += [("Out of use", "amber")] if decoded.retired else []
    badges += [("An alert: it refuses nothing by itself", "info")] if decoded.alert else []
    return Article(
        kind="code",
        id=code_id(token),
        title=f"{name}: {decoded.title}" if decoded.title and decoded.title != name else name,
        lead=decoded.meaning,
        badges=tuple(badges),
        facts=tuple(_code_facts(token, decoded, known)),
        sections=tuple(_code_sections(full, known)),
        links=_links(decoded.denial_types, decoded.letters, known, decoded.seen_with),
        sources=(_source(token, full),),
        start=name if token.kind in {"CARC", "RARC"} and not decoded.retired else "",
    )


def _source(token: Token, full: Code | None) -> str:
    """Say where number and meaning come from, and when they were looked at."""
    if full:
        return f"{full.source}. Checked {said_date(full.checked)}."
    if token.kind == "MEDICARE":
        one = medicare_book().lists[token.list_id]
        return f"{one.source}. Checked {said_date(one.checked)}."
    if token.kind in _RELEASES:
        return f"{_RELEASES[token.kind]}; titles by CMS and CDC, public domain."
    rows = guide().codebook.carcs.values()
    checked = max(row.checked for row in rows)
    return f"Number and status from published lists of about 2022. {_OWN_WORDS} Checked {said_date(checked)}."


def _code_facts(token: Token, decoded: DecodedCode, known: Sequence[DenialType]) -> Iterator[tuple[str, str]]:
    groups = guide().codebook.groups
    if token.kind == "CARC":
        first = token.group if token.group in groups else "CO"
        for group in dict.fromkeys((first, "CO", "PR")):
            yield f"With {group}", groups[group].meaning
    if decoded.who_acts:
        yield "Who must act", decoded.who_acts
    routes = [guide().routes[key].title for key in decoded.routes if key in guide().routes]
    if routes:
        yield "Route", _first_bold(routes)
    elif known:
        yield "Route", known[0].route


def _first_bold(titles: Sequence[str]) -> str:
    rest = [title[:1].lower() + title[1:] for title in titles[1:]]
    return ", then ".join([titles[0], ", ".join(rest)]) if rest else titles[0]


def _code_sections(full: Code | None, known: Sequence[DenialType]) -> Iterator[Section]:
    if full and full.origins:
        yield Section(
            title="Where it usually comes from",
            lines=tuple(Line(text=origin.what, note=origin.who) for origin in full.origins),
        )
    if known:
        yield Section(title="What wins", lines=_lines(known[0].wins), style="good")
        yield Section(title="Mistakes to avoid", lines=_lines(known[0].avoid), style="bad")


def type_entries() -> dict[str, LibraryEntry]:
    """Return the denial types by id, in the order of their families."""
    order = list(FAMILY_TITLES)
    known = sorted(guide().denial_types.values(), key=lambda t: (order.index(t.family), t.title))
    return {
        t.id: LibraryEntry(
            kind="type",
            id=t.id,
            name=t.title,
            text=t.short,
            words=" ".join([FAMILY_TITLES[t.family], t.recognition.own_code, *t.recognition.phrases]),
            group=FAMILY_TITLES[t.family],
        )
        for t in known
    }


def type_article(type_id: str) -> Article:
    """Return a denial type in full."""
    found = guide().denial_types[type_id]
    recognition = found.recognition
    said = "; ".join(f"“{phrase}”" for phrase in recognition.phrases[:6])
    sections = [
        Section(title="What wins", lines=_lines(found.wins), style="good"),
        Section(title="Papers to gather", lines=_lines(found.evidence)),
        Section(title="What to say", lines=tuple(Line(text=f"“{s.words}”", note=s.when) for s in found.say)),
        Section(title="Mistakes to avoid", lines=_lines(found.avoid), style="bad"),
        Section(title="If the answer is still no", lines=_lines(found.escalation)),
    ]
    return Article(
        kind="type",
        id=found.id,
        title=found.title,
        lead=found.meaning,
        badges=((FAMILY_TITLES[found.family], "info"),),
        facts=(
            ("Often seen as", recognition.own_code),
            ("Words on the notice", said),
            ("Who must act", found.who_acts),
            ("Route", found.route),
        ),
        sections=tuple(section for section in sections if section.lines),
        links=(*_playbooks(found.id), *_links((), found.letters, (found,), (*recognition.carcs, *recognition.rarcs))),
        sources=tuple(source_words(source) for source in found.sources),
        start=recognition.own_code if recognition.own_code[2:3] == "-" and " " not in recognition.own_code else "",
    )


def _playbooks(type_id: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the playbooks that extend a denial type, under their heading; nothing where there are none."""
    every = guide().playbooks.values()
    links = tuple(Link(kind="playbook", id=p.id, text=p.title) for p in every if type_id in p.denial_types)
    return (("Playbooks", links),) if links else ()


def source_words(source: Source) -> str:
    """Return where a statement comes from, with how and when it was checked."""
    law = f" ({source.citation})" if source.citation else ""
    return f"{source.title}{law}: {source.verified}. Checked {said_date(source.checked)}."


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text=text) for text in texts)


def _links(
    types: Sequence[str], letters: Sequence[str], known: Sequence[DenialType], codes: Sequence[str]
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the links of a code or a denial type, by heading; empty headings are left out."""
    calls = dict.fromkeys(call for found in known for call in found.scripts)
    shipped = letter_kinds()
    groups = (
        ("Denial types", [Link(kind="type", id=t.id, text=t.title) for t in known if t.id in types]),
        ("Letters", [Link(kind="letter", id=k, text=letter_kinds()[k].head.title) for k in letters if k in shipped]),
        ("Call scripts", [Link(kind="script", id=key, text=scripts()[key].title) for key in calls]),
        ("Codes" if not types and known else "Often seen with", [_code_link(code) for code in codes[:12]]),
    )
    return tuple((title, tuple(links)) for title, links in groups if links)


def _code_link(code: str) -> Link:
    key = ("RARC" if code[:1] in "MN" else "CARC", code)
    entry = code_entries().get(key)
    return Link(kind="code", id=entry.id if entry else code, text=f"{entry.name}, {entry.text}" if entry else code)
