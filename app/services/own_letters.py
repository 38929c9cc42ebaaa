# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters of a person's own: copied from ours, changed, used beside ours, and deleted; kept in the casebook."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.clock import Clock
from app.domain.letter import Letter
from app.domain.own_letter import OwnLetter
from app.knowledge.letter_copies import self_contained
from app.knowledge.letters import LetterKind, letter_kinds
from app.ports import Casebook
from app.rules.letter_own import Fault, read_own
from app.services.undo import Change, UndoStack

__all__ = ["Fault", "OwnLetterService", "OwnRow"]

_KIND = re.compile(r'(?m)^kind = ".*"$')
_TITLE = re.compile(r'(?m)^title = "((?:[^"\\]|\\.)*)"$')


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A letter of one's own as it is listed: its title, whether it can be used, and what is wrong if not."""

    id: str
    kind: str
    title: str
    fault: Fault | None


@functools.lru_cache(maxsize=64)
def _read(kind: str, text: str) -> LetterKind | Fault:
    return read_own(kind, text)


class OwnLetterService:
    """The kinds of letter that a casebook brings."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def rows(self) -> tuple[OwnRow, ...]:
        """Return them by title, those that are being mended too."""
        kept = [own for own in self._kept() if not own.retired]
        rows = [OwnRow(id=own.id, kind=own.kind, title=own.title, fault=_fault(own)) for own in kept]
        return tuple(sorted(rows, key=lambda row: row.title.casefold()))

    def kinds(self) -> Mapping[str, LetterKind]:
        """Return every kind that letters may be of, retired ones too, by kind."""
        read = {own.kind: _read(own.kind, own.text) for own in self._kept()}
        return {kind: found for kind, found in read.items() if isinstance(found, LetterKind)}

    def offered(self) -> tuple[LetterKind, ...]:
        """Return the kinds that a new letter may be of."""
        kinds = self.kinds()
        return tuple(kinds[own.kind] for own in self._kept() if not own.retired and own.kind in kinds)

    def text(self, own_id: str) -> str:
        """Return the text to edit: what is being mended, else what is used."""
        with self._casebook.reading() as tx:
            own = tx.get(OwnLetter, own_id)
        return own.draft or own.text

    def check(self, own_id: str, text: str) -> Fault | None:
        """Return what is wrong with a text, None when it can be used."""
        with self._casebook.reading() as tx:
            own = tx.get(OwnLetter, own_id)
        found = _read(own.kind, text)
        return found if isinstance(found, Fault) else None

    def copy(self, kind_id: str) -> OwnLetter:
        """Make a copy of a kind of letter, ours or their own, under a new name. It names no piece that ours share."""
        source = {**letter_kinds(), **self.kinds()}[kind_id]
        with self._casebook.transaction() as tx:
            known = {own.kind for own in tx.find(OwnLetter)} | set(letter_kinds())
            kind, title = _new_name(source, known)
            text = _KIND.sub(f'kind = "{kind}"', self_contained(source), count=1)
            text = _TITLE.sub(lambda _: f'title = "{_escaped(title)}"', text, count=1)
            made = OwnLetter(kind=kind, title=title, text=text, changed_at=self._clock.now())
            tx.save(made)
            tx.commit()
        self._undo.push(Change(text=f"your letter “{title}”", remove=(made,)))
        return made

    def save(self, own_id: str, text: str) -> Fault | None:
        """Keep a text. With a mistake in it, it is kept aside and letters are drafted from the text before."""
        with self._casebook.transaction() as tx:
            before = tx.get(OwnLetter, own_id)
            if text == (before.draft or before.text):
                return _fault(before)
            found = _read(before.kind, text)
            now = self._clock.now()
            if isinstance(found, Fault):
                after = replace(before, draft=text, changed_at=now)
            else:
                after = replace(before, title=found.title, text=text, draft="", changed_at=now)
            tx.save(after)
            tx.commit()
        self._undo.push(Change(text=f"change of your letter “{before.title}”", restore=(before,)))
        return found if isinstance(found, Fault) else None

    def delete(self, own_id: str) -> None:
        """Delete one; undo brings it back. While letters of its kind are there, it is only offered no more."""
        with self._casebook.transaction() as tx:
            before = tx.get(OwnLetter, own_id)
            if tx.find(Letter, kind=before.kind):
                tx.save(replace(before, retired=True))
            else:
                tx.delete(before)
            tx.commit()
        self._undo.push(Change(text=f"deletion of your letter “{before.title}”", restore=(before,)))

    def _kept(self) -> list[OwnLetter]:
        with self._casebook.reading() as tx:
            return tx.find(OwnLetter, order_by="kind")


def _fault(own: OwnLetter) -> Fault | None:
    found = _read(own.kind, own.draft or own.text)
    return found if isinstance(found, Fault) else None


def _new_name(source: LetterKind, known: set[str]) -> tuple[str, str]:
    """Return a kind and a title that are not there yet."""
    base = source.kind if source.kind.startswith("own_") else f"own_{source.kind}"
    base = re.sub(r"_\d+$", "", base)
    title = re.sub(r" \(my copy(?: \d+)?\)$", "", source.title)
    number = 1
    while (kind := base if number == 1 else f"{base}_{number}") in known:
        number += 1
    return kind, f"{title} (my copy{'' if number == 1 else f' {number}'})"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
