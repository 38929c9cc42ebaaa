# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The library: what the program knows, as lists and articles, and where it occurs in the casebook."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from app.clock import Clock
from app.domain.case import Case
from app.domain.dates import said_date
from app.domain.deadline import Deadline
from app.domain.letter import Letter
from app.domain.person import Person
from app.knowledge.guide import guide
from app.ports import Casebook
from app.rules.decoding import decode
from app.rules.decoding_tokens import Token
from app.services.library_codes import code_article, code_entries, code_id, type_article, type_entries, usual_group
from app.services.library_law import (
    office_article,
    office_entries,
    right_article,
    right_entries,
    state_article,
    state_entries,
)
from app.services.library_papers import (
    letter_article,
    letter_entries,
    script_article,
    script_entries,
    term_article,
    term_entries,
)
from app.services.library_playbooks import playbook_article, playbook_entries
from app.services.library_records import (
    KINDS,
    Article,
    CaseUse,
    EventInput,
    LibraryEntry,
    Line,
    Link,
    Section,
)
from app.services.library_rules import rule_article, rule_entries
from app.services.own_codes import OwnTexts

__all__ = [
    "KINDS",
    "Article",
    "CaseUse",
    "EventInput",
    "LibraryEntry",
    "LibraryService",
    "Line",
    "Link",
    "Section",
    "Usage",
]

Usage = Mapping[tuple[str, str], tuple[CaseUse, ...]]
"""The cases in which an entry occurs, by (kind, id); codes by the id without their group ("50")."""

_LISTS: Mapping[str, Callable[[], Iterable[LibraryEntry]]] = {
    "code": lambda: code_entries().values(),
    "type": lambda: type_entries().values(),
    "playbook": lambda: playbook_entries().values(),
    "rule": lambda: rule_entries().values(),
    "letter": lambda: letter_entries().values(),
    "script": lambda: script_entries().values(),
    "state": lambda: state_entries().values(),
    "right": lambda: right_entries().values(),
    "office": lambda: office_entries().values(),
    "term": lambda: term_entries().values(),
}
_ARTICLES: Mapping[str, Callable[[str], Article]] = {
    "type": type_article,
    "playbook": playbook_article,
    "rule": rule_article,
    "letter": letter_article,
    "script": script_article,
    "state": state_article,
    "right": right_article,
    "office": office_article,
    "term": term_article,
}


class LibraryService:
    """What the program knows. Reads the casebook only to count, and writes nothing."""

    def __init__(self, casebook: Casebook, clock: Clock) -> None:
        self._casebook = casebook
        self._clock = clock
        self._own = OwnTexts(casebook)

    def entries(self, kind: str) -> tuple[LibraryEntry, ...]:
        """Return the list of one kind, in the order to show; codes out of use come with it, marked."""
        return tuple(_LISTS[kind]())

    def filtered(self, kind: str, words: str) -> tuple[LibraryEntry, ...]:
        """Return the entries of one kind that the words find, those named by them first; all in use without words."""
        entries = self.entries(kind)
        if not words.strip():
            return tuple(entry for entry in entries if not entry.retired)
        named = self._codes_in(words) if kind == "code" else ()
        return tuple(dict.fromkeys([*named, *_ranked(entries, words)]))

    def search(self, words: str, limit: int) -> tuple[LibraryEntry, ...]:
        """Return the best of every kind, for the search over everything; names first, then what the text holds."""
        if len(words.strip()) < 2:
            return ()
        found = [*self._codes_in(words)]
        for kind in KINDS:
            named = [entry for entry in _ranked(self.entries(kind), words) if _named(entry, words)]
            found += named[:2]
        return tuple(dict.fromkeys(found))[:limit]

    def article(self, kind: str, entry_id: str) -> Article | None:
        """Return an entry in full; a code may be given as it is printed. None when there is no such entry."""
        if kind == "code":
            token = self._token(entry_id)
            return self._code_article(token) if token is not None else None
        try:
            return _ARTICLES[kind](entry_id)
        except KeyError:
            return None

    def usage(self) -> Usage:
        """Return the cases in which each denial type, code, deadline rule and letter occurs."""
        found: dict[tuple[str, str], dict[str, CaseUse]] = defaultdict(dict)
        with self._casebook.reading() as tx:
            people = {person.id: person.name for person in tx.find(Person)}
            uses = {}
            for case in tx.find(Case, order_by="opened_on"):
                uses[case.id] = use = CaseUse(
                    id=case.id, title=case.title, person=people.get(case.person_id, ""), disputed=case.disputed
                )
                for key in (*(("type", t) for t in case.denial_types), *self._codes_of(case)):
                    found[key][case.id] = use
            deadlines = [(d.case_id, "rule", d.rule_id) for d in tx.find(Deadline)]
            letters = [(letter.case_id, "letter", letter.kind) for letter in tx.find(Letter)]
        for case_id, kind, name in (*deadlines, *letters):
            if name and case_id in uses:
                found[kind, name][case_id] = uses[case_id]
        return {key: tuple(cases.values()) for key, cases in found.items()}

    @staticmethod
    def usage_key(article: Article) -> tuple[str, str]:
        """Return under which key the cases of an article are counted."""
        if article.kind != "code":
            return article.kind, article.id
        group, dash, code = article.id.partition("-")
        return "code", code if dash and group.isalpha() else article.id

    def _codes_of(self, case: Case) -> Iterable[tuple[str, str]]:
        typed = json.loads(case.facts).get("codes", ())
        for code in decode(tuple(typed), guide().codebook).codes if typed else ():
            yield "code", code.code if code.kind == "CARC" else code_id(Token(code.kind, code.code))

    def _codes_in(self, words: str) -> tuple[LibraryEntry, ...]:
        entries = code_entries()
        found: list[LibraryEntry] = []
        for code in decode((words,), guide().codebook).codes:
            token = Token(code.kind, code.code, list_id=code.list_id)
            listed = entries.get((code.kind, code_id(token) if code.list_id else code.code))
            own = None if listed or code.known else self._own.of(code.kind, code.code)
            if listed is not None:
                found.append(listed)
            elif code.known or own is not None:  # a diagnosis or service code, or a number only their own list has
                text = own.text if own else code.title
                found.append(LibraryEntry(kind="code", id=code_id(token), name=code_id(token), text=text))
        return tuple(found)

    def _code_article(self, token: Token) -> Article:
        """Return a code in full; what a person's own list says of it stands apart, with the day of its import."""
        article = code_article(token)
        own = self._own.of(token.kind, token.code)
        if own is None:
            return article
        title = f"From your own list, imported {said_date(own.imported_on)}"
        theirs = Section(title=title, lines=(Line(text=own.text),), style="words")
        return replace(article, sections=(theirs, *article.sections))

    def _token(self, text: str) -> Token | None:
        """Read an id, or a code as it is printed; a bare number is a reason code."""
        codes = decode((text,), guide().codebook).codes
        if codes:
            code = codes[0]
            group = code.group or (usual_group(code.code) if code.kind == "CARC" else "")
            return Token(code.kind, code.code, group, code.list_id)
        key = ("CARC", text.strip().upper())
        return Token(*key, usual_group(key[1])) if key in code_entries() else None


def _named(entry: LibraryEntry, words: str) -> bool:
    name = entry.name.casefold()
    return all(word in name for word in words.casefold().split())


def _ranked(entries: Iterable[LibraryEntry], words: str) -> list[LibraryEntry]:
    """Return the entries that hold every word: named so exactly, beginning so, named so, then the others."""
    wanted = words.casefold().split()
    whole = " ".join(wanted)
    ranks: list[tuple[int, bool, LibraryEntry]] = []
    for entry in entries:
        name, line = entry.name.casefold(), f"{entry.name} {entry.text}".casefold()
        if not all(word in line or word in entry.words.casefold() for word in wanted):
            continue
        rank = 0 if name == whole else 1 if name.startswith(whole) else 2 if all(w in line for w in wanted) else 3
        ranks.append((rank, entry.retired, entry))
    return [entry for _rank, _retired, entry in sorted(ranks, key=lambda row: row[:2])]
