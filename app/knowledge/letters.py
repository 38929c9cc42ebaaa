# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The kinds of letter: what each is for, which facts it needs, its words, and the law it may cite, read and checked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from app.domain.party import PartyKind
from app.domain.track import TrackKind
from app.knowledge.errors import KnowledgeError, OwnFileError
from app.knowledge.letter_elements import element_sorts, elements
from app.knowledge.letter_pieces import put_in, put_paragraphs_in
from app.knowledge.letter_templates import TemplateError, blanks_of, fact_keys
from app.knowledge.reader import Complaint, parsed, read_table, shipped, shipped_records

FOLDER = "letters"
FENCE = "+++"
PAGE = frozenset({
    "people.patient", "people.patient_address", "people.patient_phone", "people.patient_email",
    "people.representative", "people.representative_relationship", "letter.sent_by",
})  # fmt: skip
"""Facts that the page of every letter shows around its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One fact a letter may name: its key, a short label, the question to ask, and where it is typed.

    ``long`` is one that takes several lines.
    """

    id: str
    label: str
    question: str
    where: str
    long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A law that a letter may cite, for these kinds of plan alone; ``by_kind`` where its words stand elsewhere.

    ``parties`` are those whom it binds where that is no plan (a hospital, a collector). ``only_where`` and ``not_for``
    say in words what no kind of plan can.
    """

    id: str
    title: str
    plan_kinds: tuple[str, ...]
    citation: str
    by_kind: Mapping[str, str] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    only_where: str = ""
    must_not_be_cited_for: tuple[str, ...] = ()
    not_for: str = ""
    plain_words: str = ""
    verified: str
    checked: date

    @property
    def read(self) -> bool:
        """Return whether its text was read at all; one known from memory alone is never cited in a letter."""
        return not self.verified.startswith("not read in the law")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """One pair of the RE block; ``value`` is a template. ``when`` (a Jinja expression) may leave the row out."""

    label: str
    value: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An enclosure or a caution; ``text`` is a template, ``when`` a Jinja expression, empty for always."""

    text: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The deadline rule that starts when the letter is sent, where ``when`` holds; the first that holds is taken."""

    rule: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """Something the finished letter must hold: one of these wordings, or the value of this fact.

    ``when`` is a Jinja expression, empty for always; ``elements`` are the required elements that it satisfies.
    """

    title: str
    wording: tuple[str, ...] = ()
    key: str = ""
    when: str = ""
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """The front matter of a letter file, its shared pieces put in.

    ``recipient`` is the key of the name and the key of the address; ``addressee`` are lines that stand in their place
    where any of them holds, for an office that no fact names. ``elements`` are the sorts of letter whose required
    elements it must hold. ``uses`` names only the facts that no template
    of the letter names, such as those its deadline is counted from; the rest is found by reading the templates.
    ``track`` is the one of the case's tracks that it belongs to. ``meets`` names the deadline rules that it is written
    to meet, and ``starts_clock`` the usual rule that its sending starts (empty for none).
    ``answer_days`` are the days after which its answer is asked for where no law counts them and the letter names no
    day itself. ``signed_by`` are those who sign a paper that is no plain letter, the patient first, and ``ends`` the
    fact that says when what they sign ends.
    """

    kind: str
    title: str
    to: PartyKind
    track: TrackKind | None = None
    subject: str
    recipient: tuple[str, ...] = ()
    addressee: tuple[Line, ...] = ()
    attention: str = ""
    footer: str = ""
    needs: tuple[str, ...]
    uses: tuple[str, ...] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    reference: tuple[ReferenceRow, ...]
    enclosures: tuple[Line, ...] = ()
    cautions: tuple[Line, ...] = ()
    required: tuple[Required, ...] = ()
    starts_clock: str = ""
    clocks: tuple[Clock, ...] = ()
    meets: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    answer_days: int = 0
    signed_by: tuple[str, ...] = ()
    ends: str = ""
    closing: str = "Sincerely,"

    def __post_init__(self) -> None:
        """Refuse a recipient that is not a name and an address, unless an office is named outright."""
        if len(self.recipient) != 2 and (self.recipient or not self.addressee):
            raise ValueError("recipient is two keys: the name and the address")


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """One kind of letter. ``body`` is Markdown with Jinja blanks; ``own`` marks one the person added.

    ``known`` is every fact that it may name. Which of them it does name is read from its templates when it is first
    asked for: a list of kinds needs no templates.
    """

    head: LetterHead
    body: str
    needs: tuple[Blank, ...]
    known: Mapping[str, Blank] = field(repr=False)
    file: str
    own: bool = False

    @functools.cached_property
    def uses(self) -> tuple[Blank, ...]:
        """Return the facts that it names beside those it needs; raises when a template names what does not exist."""
        complaint = OwnFileError if self.own else KnowledgeError
        named = _named_blanks(self.head, self.body, self.known, complaint, self.file) | set(self.head.uses) | PAGE
        return tuple(blank for key, blank in self.known.items() if key in named and key not in self.head.needs)

    @functools.cached_property
    def blanks(self) -> Mapping[str, Blank]:
        """Return every fact it may name, by key, the needed ones first."""
        return {blank.id: blank for blank in (*self.needs, *self.uses)}

    @property
    def rights(self) -> Mapping[str, Right]:
        """Return the law that it may cite, by name."""
        return rights()

    def check(self) -> None:
        """Raise when a template, or a required element, names what does not exist."""
        _check_elements(self.head, self.file, OwnFileError if self.own else KnowledgeError)
        _ = self.uses

    @property
    def kind(self) -> str:
        """Return the name that commands and records know it by."""
        return self.head.kind

    @property
    def title(self) -> str:
        """Return its title for lists."""
        return self.head.title

    @property
    def to(self) -> PartyKind:
        """Return the kind of party it goes to."""
        return self.head.to


@functools.cache
def blanks() -> Mapping[str, Blank]:
    """Return label, question and place of every fact that a letter may name, by key."""
    found = shipped_records(f"{FOLDER}/blanks.toml", Blank)
    strange = sorted(k for k in found if not k.startswith("letter.") and k not in fact_keys())
    missing = sorted(fact_keys() - set(found))
    if strange or missing:
        raise KnowledgeError("resources/letters/blanks.toml", (strange + missing)[0], "keys must be those of FACTS")
    return found


@functools.cache
def rights() -> Mapping[str, Right]:
    """Return the law that letters may cite, by name."""
    return shipped_records(f"{FOLDER}/rights.toml", Right)


@functools.cache
def letter_kinds() -> Mapping[str, LetterKind]:
    """Return the kinds of letter that Casewell ships, by kind, in alphabetical order; read once.

    Their templates are read when they are first used, and all of them by a test.
    """
    files = sorted((f for f in shipped(FOLDER).iterdir() if f.name.endswith(".md")), key=lambda f: f.name)
    kinds = [read_letter(f.name, f.read_text(encoding="utf-8"), KnowledgeError) for f in files]
    return MappingProxyType({kind.kind: kind for kind in kinds})


def read_letter(name: str, text: str, complaint: Complaint = KnowledgeError) -> LetterKind:
    """Read one letter file: front matter in TOML between two ``+++`` lines, then the body.

    Raises ``complaint`` naming the file and the key that is wrong; ``check()`` looks into the templates.
    """
    head_text, body = _split(name, text, complaint)
    tables = put_in(parsed(head_text, name=name, complaint=complaint), name, complaint)
    head = read_table(tables, LetterHead, name=name, complaint=complaint)
    body = put_paragraphs_in(body, name, complaint)
    if head.kind != name.removesuffix(".md"):
        raise complaint(name, "kind", "the kind must be the file's name without .md")
    known = _questions(head, name, complaint)
    return LetterKind(
        head=head,
        body=body,
        needs=tuple(known[key] for key in head.needs),
        known=known,
        file=name,
        own=complaint is OwnFileError,
    )


def _split(name: str, text: str, complaint: Complaint) -> tuple[str, str]:
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    if lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        raise complaint(name, "", f"a letter starts with its facts between two lines of {FENCE}")
    end = [line.strip() for line in lines[1:]].index(FENCE) + 1
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip() + "\n"


def _questions(head: LetterHead, name: str, complaint: Complaint) -> Mapping[str, Blank]:
    """Return every fact by key, with this letter's own questions, which may also bring new ``letter.`` facts."""
    known = dict(blanks())
    for key, question in head.questions.items():
        if key not in known and not key.startswith("letter."):
            raise complaint(name, f"questions.{key}", "this fact does not exist; a new one begins with “letter.”")
        old = known.get(key) or Blank(id=key, label=question, question=question, where="This letter")
        known[key] = replace(old, question=question)
    for key in (*head.needs, *head.uses, *head.recipient, *head.signed_by, *filter(None, [head.ends])):
        if key not in known:
            raise complaint(name, key, "this fact does not exist")
    return known


def _check_elements(head: LetterHead, name: str, complaint: Complaint) -> None:
    """Refuse a sort of letter, or an element, of which nothing is known."""
    named = [(sort, sort in element_sorts()) for sort in head.elements]
    named += [(element, element in elements()) for need in head.required for element in need.elements]
    for key, is_known in named:
        if not is_known:
            raise complaint(name, f"elements.{key}", "no such element is in resources/letters/elements")


def _named_blanks(head: LetterHead, body: str, known: Mapping[str, Blank], complaint: Complaint, name: str) -> set[str]:
    """Return every fact that the letter's templates name; refuse a blank that does not exist."""
    letter_keys = frozenset(key for key in known if key.startswith("letter."))
    laws = frozenset(rights())
    named: set[str] = set()
    for place, source in _templates(head, body):
        try:
            named |= blanks_of(source, letter_keys, laws)
        except TemplateError as mistake:
            raise complaint(name, place, str(mistake)) from mistake
    return named


def _templates(head: LetterHead, body: str) -> list[tuple[str, str]]:
    """Return every template of a letter with its place; a condition is written as the expression it is."""
    found = [("text", body), ("subject", head.subject), ("footer", head.footer)]
    found += [(f"reference.{row.label}", row.value) for row in head.reference]
    found += [("enclosures", line.text) for line in head.enclosures]
    found += [("cautions", line.text) for line in head.cautions]
    found += [("addressee", line.text) for line in head.addressee]
    conditions = [row.when for row in head.reference] + [clock.when for clock in head.clocks]
    lines = (*head.enclosures, *head.cautions, *head.addressee)
    conditions += [line.when for line in lines] + [need.when for need in head.required]
    found += [("when", f"{{{{ {when} }}}}") for when in conditions if when]
    found += [("recipient", f"{{{{ {key} }}}}") for key in (*head.recipient, *head.signed_by)]
    return found
