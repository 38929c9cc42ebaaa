# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Row records made straight from the driver's tuples, fast enough for lists of thousands."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any, Generic, TypeVar, get_type_hints

from storage.mapper import field_type

Row = TypeVar("Row")


class RowMaker(Generic[Row]):
    """Makes the rows of one kind; the SELECT gives its columns in the order of the row's fields.

    The slots are filled directly, column by column. A frozen dataclass's own ``__init__`` sets every field by name
    through ``object.__setattr__``, which takes longer than the query itself; these rows have no default and no check
    that their ``__init__`` would add.
    """

    def __init__(self, kind: type[Row]) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._columns = [
            (getattr(kind, field.name).__set__, field_type(hints[field.name]))
            for field in dataclasses.fields(kind)  # type: ignore[arg-type]  # every kind is a dataclass
        ]

    def rows(self, found: Sequence[tuple[Any, ...]]) -> list[Row]:
        """Return the rows; dates, moments and truths are made of their column's text or number."""
        made = list(map(object.__new__, repeat(self._kind, len(found))))
        if made:
            for (put, kept), values in zip(self._columns, zip(*found, strict=True), strict=True):
                decoded = values if kept.is_plain else map(kept.decode, values)
                deque(map(put, made, decoded), maxlen=0)  # only runs the map, in C
        return made
