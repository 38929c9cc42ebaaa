# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Filters that the person gave a name: kept inside the casebook, for they may name people and cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.preference import Preference
from app.errors import UserFixable
from app.ports import Casebook
from app.services.undo import Change, UndoStack

LONGEST_NAME = 40


class NoSuchName(UserFixable):
    """A name that cannot be given to a filter."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A name, and what the page is narrowed to: texts under the page's own keys."""

    name: str
    values: Mapping[str, str]


class SavedFilters:
    """The named filters of a casebook, page by page, in the order in which they were saved."""

    def __init__(self, casebook: Casebook, undo: UndoStack) -> None:
        self._casebook = casebook
        self._undo = undo

    def of(self, page: str) -> tuple[SavedFilter, ...]:
        """Return the filters of a page; one that cannot be read any more is left out."""
        with self._casebook.reading() as tx:
            kept = tx.find(Preference, id=_key(page))
        return _read(kept[0].value) if kept else ()

    def save(self, page: str, name: str, values: Mapping[str, str]) -> SavedFilter:
        """Keep a filter under a name; one of the same name is replaced."""
        made = SavedFilter(_checked(name), dict(values))
        self._change(page, f"filter “{made.name}”", lambda kept: _put(kept, made))
        return made

    def rename(self, page: str, name: str, new: str) -> None:
        """Give a filter another name; NoSuchName when another one has it."""
        new = _checked(new)
        others = [f.name.casefold() for f in self.of(page) if f.name != name]
        if new.casefold() in others:
            raise NoSuchName(f"There is a filter called “{new}” already. Choose another name.")
        self._change(
            page,
            f"name of the filter “{name}”",
            lambda kept: tuple(SavedFilter(new, f.values) if f.name == name else f for f in kept),
        )

    def delete(self, page: str, name: str) -> None:
        """Take a filter away; undo brings it back."""
        self._change(page, f"deletion of the filter “{name}”", lambda kept: tuple(f for f in kept if f.name != name))

    def _change(
        self, page: str, text: str, change: Callable[[tuple[SavedFilter, ...]], tuple[SavedFilter, ...]]
    ) -> None:
        with self._casebook.transaction() as tx:
            found = tx.find(Preference, id=_key(page))
            before = found[0] if found else Preference(id=_key(page), value="[]")
            after = [{"name": f.name, "values": dict(f.values)} for f in change(_read(before.value))]
            tx.save(Preference(id=_key(page), value=json.dumps(after, ensure_ascii=False)))
            tx.commit()
        self._undo.push(Change(text=text, restore=(before,)))


def check_name(name: str) -> str:
    """Say what is wrong with a name; empty when nothing is."""
    try:
        _checked(name)
    except NoSuchName as problem:
        return str(problem)
    return ""


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NoSuchName("Give the filter a name, such as “Nora, since May”.")
    if len(name) > LONGEST_NAME:
        raise NoSuchName(f"Use at most {LONGEST_NAME} characters, so that the name fits on its button.")
    return name


def _key(page: str) -> str:
    return f"filters.{page}"


def _put(kept: tuple[SavedFilter, ...], made: SavedFilter) -> tuple[SavedFilter, ...]:
    same = [f.name.casefold() for f in kept]
    if made.name.casefold() in same:
        return tuple(made if f.name.casefold() == made.name.casefold() else f for f in kept)
    return (*kept, made)


def _read(text: str) -> tuple[SavedFilter, ...]:
    """Return what was kept; a casebook of a later version may hold more, which is left alone."""
    try:
        rows = json.loads(text)
    except ValueError:
        return ()
    return tuple(
        SavedFilter(row["name"], {str(key): str(value) for key, value in row["values"].items()})
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("name"), str) and isinstance(row.get("values"), dict)
    )
