# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The mapper: frozen records to rows and back, derived from the records' type hints."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Integer, Text
from sqlalchemy.types import TypeEngine

from app.errors import Bug

Record = TypeVar("Record")
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class FieldType:
    """How one field is kept: the column's type, whether it may be empty, and the way in and out."""

    column: type[TypeEngine[Any]]
    nullable: bool
    encode: Convert
    decode: Convert
    is_plain: bool = False
    """The column holds the field's own value: nothing to decode."""


def moment_text(value: datetime) -> str:
    """Write an aware moment as UTC, always with microseconds, so that text sorts as time does."""
    if value.tzinfo is None:
        raise Bug("A moment without a time zone was to be saved.")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _date_text(value: date) -> str:
    if isinstance(value, datetime):
        raise Bug("A moment was to be saved where only a date belongs.")
    return value.isoformat()


def _clean(value: str) -> str:
    # Half a surrogate pair, as a torn paste leaves it, cannot be written as UTF-8: it becomes U+FFFD.
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _words_text(value: tuple[str, ...]) -> str:
    return json.dumps([_clean(word) for word in value], ensure_ascii=False)


def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _plain(value: Any) -> Any:  # noqa: ANN401 - what SQLite keeps as it stands
    return value


_TYPES: dict[object, tuple[type[TypeEngine[Any]], Convert, Convert]] = {
    str: (Text, _clean, _plain),
    int: (Integer, int, _plain),
    bool: (Integer, int, bool),
    date: (Text, _date_text, date.fromisoformat),
    datetime: (Text, moment_text, datetime.fromisoformat),
    tuple[str, ...]: (Text, _words_text, _words),
}


def field_type(hint: Any) -> FieldType:  # noqa: ANN401 - a type hint is any object
    """Return how a field with this type hint is kept; Bug for a hint that the casebook does not know."""
    nullable = False
    if get_origin(hint) in {Union, types.UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        nullable, hint = True, kinds[0] if len(kinds) == 1 else hint
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    known = (Text, str, hint) if isinstance(hint, type) and issubclass(hint, StrEnum) else _TYPES.get(hint)
    if known is None:
        raise Bug(f"The casebook cannot keep a field of type {hint}.")
    column, encode, decode = known
    is_plain = decode is _plain
    if nullable:
        return FieldType(column, True, _unless_none(encode), decode if is_plain else _unless_none(decode), is_plain)
    return FieldType(column, False, encode, decode, is_plain)


def _unless_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


class Mapper(Generic[Record]):
    """Turns records of one kind into rows and back. ``fields`` keeps the order of the record's own fields."""

    def __init__(self, kind: type[Record]) -> None:
        if not dataclasses.is_dataclass(kind):
            raise Bug(f"{kind.__name__} is not a record.")
        hints = get_type_hints(kind)
        self.kind = kind
        self.fields: dict[str, FieldType] = {f.name: field_type(hints[f.name]) for f in dataclasses.fields(kind)}
        self._encoders = tuple((name, field.encode) for name, field in self.fields.items())
        self._decoders = tuple((name, field.decode) for name, field in self.fields.items())

    def row(self, record: Record) -> dict[str, Any]:
        """Return the record as column values; Bug when a field holds what its type does not allow."""
        try:
            return {name: encode(getattr(record, name)) for name, encode in self._encoders}
        except (AttributeError, TypeError, ValueError) as error:
            raise Bug(f"A {self.kind.__name__} to be saved holds a value of the wrong type.") from error

    def record(self, row: Sequence[Any]) -> Record:
        """Return the record of a row whose values stand in the order of ``fields``."""
        values = {name: decode(value) for (name, decode), value in zip(self._decoders, row, strict=True)}
        return self.kind(**values)

    def encode(self, wanted: Mapping[str, object]) -> dict[str, Any]:
        """Return values to compare columns with; Bug for a name that is no field. None stays None for every field."""
        unknown = wanted.keys() - self.fields.keys()
        if unknown:
            raise Bug(f"{self.kind.__name__} has no field {', '.join(sorted(unknown))}.")
        return {name: None if value is None else self.fields[name].encode(value) for name, value in wanted.items()}
