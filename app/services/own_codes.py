# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Official code lists of a person's own: imported, replaced and removed; shown beside our explanations, never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.own_codes import OWN_LIST_TITLES, OwnCodeList
from app.intake.own_codes import likely_kind, read_list_file, read_own_codes
from app.ports import Casebook
from app.services.undo import Change, UndoStack


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnList:
    """An imported list as it is shown: how many codes, from which file, since when."""

    kind: str
    title: str
    name: str
    imported_on: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """What a person's own list says of a code."""

    text: str
    imported_on: date


class OwnCodeService:
    """The lists of a casebook, at most one of each kind."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def lists(self) -> tuple[OwnList, ...]:
        """Return the imported lists, in the order of their kinds."""
        found = {kept.kind: kept for kept in self._kept()}
        return tuple(
            OwnList(kind=kind, title=title, name=kept.name, imported_on=kept.imported_on, count=len(kept.texts()))
            for kind, title in OWN_LIST_TITLES.items()
            if (kept := found.get(kind)) is not None
        )

    def likely_kind(self, path: Path) -> str:
        """Return the kind of list that a file most likely holds; a FileUnreadable says what is wrong with it."""
        return likely_kind(read_list_file(path))

    def import_list(self, path: Path, kind: str) -> OwnList:
        """Import a list, in place of one of the same kind; a FileUnreadable says why it was not imported."""
        texts = read_own_codes(read_list_file(path), kind, path.name)
        old = tuple(kept for kept in self._kept() if kept.kind == kind)
        rows = "\n".join(f"{code}\t{text}" for code, text in texts.items())
        new = OwnCodeList(kind=kind, name=path.name, imported_on=self._clock.today(), rows=rows)
        with self._casebook.transaction() as tx:
            tx.delete(*old)
            tx.save(new)
            tx.commit()
        self._undo.push(Change(text=f"import of “{path.name}”", restore=old, remove=(new,)))
        return OwnList(
            kind=kind, title=OWN_LIST_TITLES[kind], name=new.name, imported_on=new.imported_on, count=len(texts)
        )

    def remove(self, kind: str) -> None:
        """Take a list out of the casebook; nothing happens where there is none."""
        old = tuple(kept for kept in self._kept() if kept.kind == kind)
        if not old:
            return
        with self._casebook.transaction() as tx:
            tx.delete(*old)
            tx.commit()
        self._undo.push(Change(text=f"removal of your list “{old[0].name}”", restore=old))

    def _kept(self) -> list[OwnCodeList]:
        with self._casebook.reading() as tx:
            return tx.find(OwnCodeList)


class OwnTexts:
    """What the imported lists say, read once for each list and kept while that list is there."""

    def __init__(self, casebook: Casebook) -> None:
        self._casebook = casebook
        self._read: dict[str, Mapping[str, str]] = {}

    def of(self, kind: str, code: str) -> OwnText | None:
        """Return what the person's own list of this kind says of a code, or None."""
        with self._casebook.reading() as tx:
            for kept in tx.find(OwnCodeList, kind=kind):
                texts = self._read.setdefault(kept.id, kept.texts())
                if code in texts:
                    return OwnText(text=texts[code], imported_on=kept.imported_on)
        return None
