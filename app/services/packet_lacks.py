# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a packet lacks: sentences for the person who builds it, never for the one who reads it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.document import Document, DocumentKind
from app.domain.party import PartyKind
from app.ports import LOCKED_FILE, WRONG_PASSWORD, PacketFiles
from app.services.letters import LetterView

_NAMED = re.compile(r"\bExhibits?\s+((?:[A-Z]{1,2}(?:-\d{1,2})?\b(?:,\s*and\s+|,\s*|\s+and\s+)?)+)")
_LETTER = re.compile(r"\b[A-Z]{1,2}(?:-\d{1,2})?\b")
_EOBS = {DocumentKind.EOB, DocumentKind.CORRECTED_EOB}
_BILLS = {DocumentKind.ITEMIZED_BILL, DocumentKind.STATEMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is missing: ``lead`` in a few words, ``text`` what it means; ``action``: letter, exhibit or ""."""

    lead: str
    text: str
    action: str = ""


def lacks_of(letter: LetterView | None, documents: Sequence[Document], letters: Collection[str]) -> tuple[Lack, ...]:
    """Return what is missing from a packet; ``letters`` are the exhibits that it has (A, B, ...)."""
    lacks = [*_of_letter(letter), *_of_kinds(letter, {d.kind for d in documents})]
    named = exhibits_named(letter.letter.text) if letter else ()
    gone = [name for name in named if name not in letters]
    if gone:
        lacks.append(
            Lack(
                lead=f"The letter names {_exhibits(gone)}.",
                text="No such exhibit is in the packet. Add it, or change the letter.",
                action="exhibit",
            )
        )
    silent = [name for name in letters if name not in named]
    if named and silent:
        text = "An exhibit works when a sentence says what it shows."
        lacks.append(Lack(lead=f"The letter never names {_exhibits(silent)}.", text=text, action="letter"))
    return tuple(lacks)


def of_files(files: PacketFiles) -> tuple[Lack, ...]:
    """Return what the building of a packet found: locked files, and pages where words cannot be looked for."""
    lacks = [
        Lack(
            lead=f"Exhibit {p.exhibit} is locked with a password.",
            text="Type it once; it is forgotten when you close the casebook.",
            action="unlock",
        )
        for p in files.problems
        if p.what in (LOCKED_FILE, WRONG_PASSWORD)
    ]
    if files.unsearched:
        names = ", ".join(dict.fromkeys(p.exhibit for p in files.unsearched))
        text = "What stands in a picture is not blacked out. Look at those pages before you send them."
        lacks.append(Lack(lead=f"Words cannot be looked for in all of: {names}.", text=text))
    return tuple(lacks)


def exhibits_named(text: str) -> tuple[str, ...]:
    """Return the exhibits that a text names, each once, in order: "Exhibits B and C" names both."""
    found = [name for run in _NAMED.findall(text) for name in _LETTER.findall(run)]
    return tuple(dict.fromkeys(found))


def _of_letter(letter: LetterView | None) -> list[Lack]:
    if letter is None:
        text = "Index and exhibits alone do not ask for anything. Write the letter first."
        return [Lack(lead="No letter is in the packet yet.", text=text, action="letter")]
    if not letter.missing:
        return []
    labels = ", ".join(item.label.lower() for item in letter.missing)
    return [Lack(lead=f"The letter lacks: {labels}.", text="Fill it in before you save the packet.", action="letter")]


def _of_kinds(letter: LetterView | None, kinds: Collection[DocumentKind]) -> list[Lack]:
    """Name the papers that such a packet is read by."""
    to_insurer = letter is None or letter.kind.to is PartyKind.INSURER
    lacks = []
    if to_insurer and DocumentKind.DENIAL_NOTICE not in kinds:
        text = "The appeals office looks for it first."
        lacks.append(Lack(lead="The denial notice is not among the exhibits.", text=text, action="exhibit"))
    if not _EOBS & set(kinds):
        text = "It shows what was billed, allowed and paid."
        lead = "The explanation of benefits (EOB) is not among the exhibits."
        lacks.append(Lack(lead=lead, text=text, action="exhibit"))
    if not to_insurer and not _BILLS & set(kinds):
        text = "It shows the lines in dispute."
        lacks.append(Lack(lead="The bill is not among the exhibits.", text=text, action="exhibit"))
    return lacks


def _exhibits(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"Exhibit {names[0]}"
    return f"Exhibits {', '.join(names[:-1])} and {names[-1]}"
