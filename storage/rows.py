# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Row records made straight from the driver's tuples, fast enough for lists of thousands."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import starmap
from operator import itemgetter
from typing import Any, Generic, TypeVar, get_type_hints

from storage.mapper import field_type

Row = TypeVar("Row")


class RowMaker(Generic[Row]):
    """Makes the rows of one kind; the SELECT gives its columns in the order of the row's fields.

    A frozen dataclass's own ``__init__`` sets every field by name through ``object.__setattr__``: for a long list that
    takes longer than half the query. So a twin with the same slots, but not frozen, is filled and then given the row's
    class, as Python allows between classes of equal slots. These rows have no default and no check of their own that
    would be passed over.
    """

    def __init__(self, kind: type[Row]) -> None:
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]  # every kind is a dataclass
        self._kind = kind
        self._twin = dataclasses.make_dataclass(kind.__name__, names, slots=True, eq=False, repr=False)
        kept = [(position, name, field_type(hints[name])) for position, name in enumerate(names)]
        self._decoded = [(position, name, field.decode) for position, name, field in kept if not field.is_plain]

    def rows(self, found: Sequence[tuple[Any, ...]]) -> list[Row]:
        """Return the rows; dates, moments and truths are made of their column's text or number."""
        made: list[Any] = list(starmap(self._twin, found))
        for position, name, decode in self._decoded:
            known = {value: decode(value) for value in set(map(itemgetter(position), found))}  # many share a date
            for row in made:
                setattr(row, name, known[getattr(row, name)])
        for row in made:
            row.__class__ = self._kind
        return made
