# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The page a letter becomes: sender, recipient, RE block, body and enclosures, with what is still blank on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.domain.blocks import LetterPaper, Span, Spans
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.knowledge.letters import Blank as Question
from app.knowledge.letters import LetterKind, Line, blanks
from app.rules.letter_blocks import blocks_of
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_gate import CLOSE, OPEN, Blank, as_plain, as_plain_lines, markers, one_line, written
from app.rules.letter_values import context, holds, render, value_of

SENT_BY = "letter.sent_by"
AUTHORITY = "letter.authority"
SENDER = ("people.patient", "people.patient_address")

_CITY = re.compile(r"^(?P<street>.+?),\s*(?P<city>[^,\n]+,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?)$")
_OFFICE = re.compile(r"\b(department|dept|office|billing|attn|attention|unit)\b", re.IGNORECASE)
_BLANK = re.compile(f"{OPEN}(.*?){CLOSE}")


def paper(
    kind: LetterKind, text: str, facts: Facts, extra: Mapping[str, str], today: date, *, final: bool
) -> LetterPaper:
    """Return the page for a letter's text, dated today.

    A preview marks each blank (``Span.missing``, with its label). A final page raises LetterHasBlanks when one is
    left in the text, the RE block or the addresses.
    """
    values = context(kind, facts, extra, today, ())
    left = dict.fromkeys([*page_blanks(kind, facts, extra, values), *_open(kind, text, facts, extra)])
    if final and left:
        ordered = [key for key in kind.blanks if key in left] + [key for key in left if key not in kind.blanks]
        raise LetterHasBlanks(kind.title, tuple(ordered))
    people = facts.people
    signatures = tuple(_signature(facts, extra, key) for key in kind.head.signed_by)
    # What the patient signs is the patient's own paper, whoever wrote it.
    sender = one_line(people.patient) if signatures else one_line(people.representative) or one_line(people.patient)
    return LetterPaper(
        sender=sender or _label(kind, "people.patient"),
        sender_lines=_sender_lines(facts),
        recipient_lines=_addressee(kind, values) or _recipient(kind, facts, extra),
        dated=today,
        sent_by=_sent_by(kind, facts, extra, final=final),
        title=_named(kind, render(kind.head.subject, values, as_plain)),
        reference=_reference(kind, values),
        body=blocks_of(text, lambda key: _span_for(kind, facts, extra, key)),
        closing=kind.head.closing,
        signer=sender,
        signer_note="" if signatures else _signer_note(facts),
        signatures=signatures,
        enclosures=printed_lines(kind, kind.head.enclosures, values),
        footer=" · ".join(part for part in _footer(kind, facts, values, today) if part),
    )


def blank_named(kind: LetterKind, key: str) -> Question | None:
    """Return a fact by its key: one of this kind's, or any that FACTS has; a person may put those in by hand."""
    return kind.blanks.get(key) or blanks().get(key)


def office_name(kind: LetterKind, facts: Facts, today: date) -> str:
    """Return the name of the office that a kind of letter is addressed to outright; empty while it is not known."""
    lines = _addressee(kind, context(kind, facts, {}, today, ()))
    return "".join(span.text for span in lines[0]) if lines and not lines[0][0].missing else ""


def _label(kind: LetterKind, key: str) -> str:
    blank = blank_named(kind, key)
    return blank.label if blank else key


def _named(kind: LetterKind, text: str) -> str:
    """Put its label, in brackets, in the place of each blank of plain text."""
    return _BLANK.sub(lambda found: f"[{_label(kind, found.group(1))}]", text)


def _open(kind: LetterKind, text: str, facts: Facts, extra: Mapping[str, str]) -> list[str]:
    """Return the blanks of a text whose facts are still unknown; known ones are filled as the page is made.

    A key that no letter knows ("[[sic]]") is the person's own text.
    """
    known = [key for key in markers(text) if blank_named(kind, key)]
    return [key for key in known if isinstance(value_of(facts, extra, key), Blank)]


def page_blanks(
    kind: LetterKind, facts: Facts, extra: Mapping[str, str], values: Mapping[str, object]
) -> frozenset[str]:
    """Return the unknown facts that the page shows outside its text."""
    shown = [row.value for row in kind.head.reference if holds(row.when, values)]
    shown += [line.text for line in kind.head.enclosures if holds(line.when, values)]
    offices = [line.text for line in kind.head.addressee if holds(line.when, values)]
    rendered = [render(source, values, as_plain) for source in [*shown, *offices, kind.head.subject]]
    keys = {span.text for text in rendered for span in _spans(text, lambda key: key) if span.missing}
    needed = {blank.id for blank in kind.needs}
    recipient = () if _addressee(kind, values) else kind.head.recipient
    always = [*recipient, *(key for key in SENDER if key in needed)]
    return frozenset(keys | {key for key in always if isinstance(value_of(facts, extra, key), Blank)})


def _spans(text: str, name: Callable[[str], str]) -> Spans:
    """Split plain text at the private signs into words and blanks; ``name`` turns a key into what is shown."""
    spans: list[Span] = []
    for number, part in enumerate(re.split(f"[{OPEN}{CLOSE}]", text)):
        if part:
            spans.append(Span(name(part), missing=True) if number % 2 else Span(part))
    return tuple(spans)


def _span_for(kind: LetterKind, facts: Facts, extra: Mapping[str, str], key: str) -> Span | None:
    """Return what a blank in the text prints: its fact by now, or its label, marked; None when it is no blank."""
    if blank_named(kind, key) is None:
        return None
    value = value_of(facts, extra, key)
    return Span(_label(kind, key), missing=True) if isinstance(value, Blank) else Span(written(value))


def _reference(kind: LetterKind, values: Mapping[str, object]) -> tuple[tuple[str, Spans], ...]:
    rows = [row for row in kind.head.reference if holds(row.when, values)]
    return tuple((row.label, _spans(render(row.value, values, as_plain), lambda k: _label(kind, k))) for row in rows)


def printed_lines(kind: LetterKind, lines: Sequence[Line], values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the lines that hold, as plain text; a fact of several lines gives several."""
    texts = [render(line.text, values, as_plain_lines) for line in lines if holds(line.when, values)]
    return tuple(part.strip() for text in texts for part in _named(kind, text).split("\n") if part.strip())


def _sender_lines(facts: Facts) -> tuple[str, ...]:
    people = facts.people
    address = ", ".join(one_line(part).rstrip(",") for part in people.patient_address.splitlines() if part.strip())
    line = " · ".join(part for part in (address, one_line(people.patient_phone)) if part)
    return tuple(part for part in (line, one_line(people.patient_email)) if part)


def _addressee(kind: LetterKind, values: Mapping[str, object]) -> tuple[Spans, ...]:
    """Return the lines of an office that is named outright; none where the letter goes to a party of the dispute."""
    lines = [line.text for line in kind.head.addressee if holds(line.when, values)]
    texts = [part.strip() for source in lines for part in render(source, values, as_plain_lines).split("\n")]
    return tuple(_spans(text, lambda key: _label(kind, key)) for text in texts if text)


def _recipient(kind: LetterKind, facts: Facts, extra: Mapping[str, str]) -> tuple[Spans, ...]:
    """Return name, office and address a line each; the office is left out where the address names one itself."""
    name, address = (value_of(facts, extra, key) for key in kind.head.recipient)
    blanks = [(Span(_label(kind, key), missing=True),) for key in kind.head.recipient]
    if isinstance(address, Blank):
        below, lines = [blanks[1]], []
    else:
        lines = address_lines(str(address))
        below = [(Span(line),) for line in lines]
    first = blanks[0] if isinstance(name, Blank) else (Span(one_line(str(name))),)
    office = kind.head.attention if not any(_OFFICE.search(line) for line in lines) else ""
    if lines and not isinstance(name, Blank) and lines[0].casefold() == one_line(str(name)).casefold():
        below = below[1:]
    return (first, *([(Span(office),)] if office else []), *below)


def address_lines(address: str) -> list[str]:
    """Split a mailing address into lines: as typed, or before the city where it was typed on one line."""
    lines = [one_line(line).rstrip(",") for line in address.splitlines() if line.strip()]
    found = _CITY.match(lines[0]) if len(lines) == 1 else None
    return [*(part.strip() for part in found["street"].split(", ")), found["city"]] if found else lines


def _sent_by(kind: LetterKind, facts: Facts, extra: Mapping[str, str], *, final: bool) -> tuple[Spans, ...]:
    """Return how it is sent, a line each; a preview shows that it is not known yet, a final page leaves it out."""
    value = value_of(facts, extra, SENT_BY)
    if isinstance(value, Blank):
        return () if final or SENT_BY not in kind.blanks else ((Span(_label(kind, SENT_BY), missing=True),),)
    return tuple((Span(one_line(line)),) for line in str(value).splitlines() if line.strip())


def _signature(facts: Facts, extra: Mapping[str, str], key: str) -> str:
    """Return who signs a paper that is no plain letter; who has the power to sign for the patient stands first."""
    name = one_line(written(value_of(facts, extra, key)))
    power = one_line(extra.get(AUTHORITY, "")).rstrip(".")
    return f"{power}, for {name}" if power and key == "people.patient" else name


def _signer_note(facts: Facts) -> str:
    people = facts.people
    if not people.representative.strip():
        return ""
    bond = one_line(people.representative_relationship)
    return f"{bond}, for {one_line(people.patient)}" if bond else f"for {one_line(people.patient)}"


def _footer(kind: LetterKind, facts: Facts, values: Mapping[str, object], today: date) -> tuple[str, ...]:
    number = _named(kind, render(kind.head.footer, values, as_plain)) if kind.head.footer else ""
    return (one_line(facts.people.patient), number, long_date(today))
