# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one way that TOML under resources/ becomes typed, frozen records: by the type hints of a dataclass.

A file holds one record (its id is the file's name) or many: ``[appeal_filing]`` is the record whose id is
``appeal_filing``, and a table named ``[shared]`` gives values to every record of the file that has none of its own.
A record may have a field ``id: str``; it is filled from the path, and writing it in the file is refused.
Fields may be str, int, float, bool, date, an enum (by value), a Literal, another dataclass, ``tuple[X, ...]``,
``Mapping[str, X]`` or ``X | None``. A text field without a default may not be empty.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from app.knowledge.errors import KnowledgeError, OwnFileError

Record = TypeVar("Record")
Complaint = type[KnowledgeError] | type[OwnFileError]

SHARED = "shared"
_TEXTS = tuple[str, ...]
_SCALARS: dict[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date",
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, and which family of error to raise about it."""

    file: str
    complaint: Complaint
    key: str = ""

    def at(self, key: object) -> _Place:
        return _Place(self.file, self.complaint, f"{self.key}.{key}" if self.key else str(key))

    def error(self, what: str) -> KnowledgeError | OwnFileError:
        return self.complaint(self.file, self.key, what)


@functools.cache
def _resources() -> Traversable:
    return files("resources")


def shipped(path: str) -> Traversable:
    """Return a file or folder under resources/ ("deadlines/erisa.toml"), in a checkout or an installation alike."""
    return _resources().joinpath(*path.split("/"))


@functools.cache
def shipped_text(path: str) -> str:
    """Return the text of one file under resources/."""
    return _text(shipped(path), _Place(f"resources/{path}", KnowledgeError))


@functools.cache
def shipped_records(path: str, kind: type[Record]) -> Mapping[str, Record]:
    """Read one file of many records under resources/, by id, in the file's order; read once, kept for the run."""
    return read_records(shipped(path), kind, name=f"resources/{path}")


@functools.cache
def shipped_folder(path: str, kind: type[Record]) -> Mapping[str, Record]:
    """Read a folder under resources/ that holds one record a file, by id; read once, kept for the run."""
    return read_folder(shipped(path), kind, name=f"resources/{path}")


@functools.cache
def shipped_tables(path: str) -> Mapping[str, Any]:
    """Return one TOML file under resources/ as it is written, for a part that reads it on."""
    return MappingProxyType(_tables(shipped(path), _Place(f"resources/{path}", KnowledgeError)))


@functools.cache
def shipped_names(path: str, ending: str = ".toml") -> tuple[str, ...]:
    """Return the names of the files with this ending in a folder under resources/, sorted."""
    return tuple(file.name for file in _files(shipped(path), ending))


def read_record(
    source: Traversable, kind: type[Record], *, name: str = "", complaint: Complaint = KnowledgeError
) -> Record:
    """Read a file that is one record; its id is the file's name without the ending.

    Raises ``complaint`` (KnowledgeError for our files, OwnFileError for the person's) naming the file and the key.
    """
    place = _Place(name or source.name, complaint)
    return _record(_tables(source, place), kind, place, source.name.rpartition(".")[0])


def read_table(table: Mapping[str, Any], kind: type[Record], *, name: str, complaint: Complaint) -> Record:
    """Read one record from a table that was parsed before; ``name`` is the file it came from."""
    return _record(dict(table), kind, _Place(name, complaint))


def parsed(text: str, *, name: str, complaint: Complaint) -> dict[str, Any]:
    """Return TOML text as tables. Raises ``complaint`` naming the file."""
    import rtoml  # delayed for start-up time

    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        pass  # tomllib takes thirteen times as long, but says better what is wrong
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise complaint(name, "", f"the file is not valid TOML ({error})") from error


def read_records(
    source: Traversable, kind: type[Record], *, name: str = "", complaint: Complaint = KnowledgeError
) -> Mapping[str, Record]:
    """Read a file of many records, ``[id]`` by ``[id]``; ``[shared]`` fills what a record leaves out."""
    place = _Place(name or source.name, complaint)
    tables = _tables(source, place)
    shared = _table(tables.pop(SHARED, {}), place.at(SHARED))
    found: dict[str, Record] = {}
    for record_id, table in tables.items():
        here = place.at(record_id)
        found[record_id] = _record({**shared, **_table(table, here)}, kind, here, record_id)
    return MappingProxyType(found)


def read_folder(
    source: Traversable, kind: type[Record], *, name: str = "", complaint: Complaint = KnowledgeError
) -> Mapping[str, Record]:
    """Read a folder of files that are one record each, by id, sorted by file name."""
    folder = name or source.name
    found: dict[str, Record] = {}
    for file in _files(source, ".toml"):
        record = read_record(file, kind, name=f"{folder}/{file.name}", complaint=complaint)
        found[file.name.removesuffix(".toml")] = record
    return MappingProxyType(found)


def _files(source: Traversable, ending: str) -> list[Traversable]:
    return sorted((f for f in source.iterdir() if f.name.endswith(ending)), key=lambda f: f.name)


def _text(source: Traversable, place: _Place) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise place.error("the file is not there") from error
    except (UnicodeDecodeError, OSError) as error:
        raise place.error(f"the file cannot be read as text ({error})") from error


def _tables(source: Traversable, place: _Place) -> dict[str, Any]:
    return parsed(_text(source, place), name=place.file, complaint=place.complaint)


def _table(value: object, place: _Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise place.error("a table was expected here")
    return value


@functools.cache
def _shape(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:  # noqa: ANN401 - a dataclass, as _record made sure
    """Return the types of a dataclass's fields by name, and the names of those that must be given."""
    hints = typing.get_type_hints(kind)
    fields = [field for field in dataclasses.fields(kind) if field.init]
    without = (field.name for field in fields if _has_no_default(field))
    types_of = {field.name: hints[field.name] for field in fields}
    return {name: _TEXTS if hint == _TEXTS else hint for name, hint in types_of.items()}, frozenset(without)


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _record(table: dict[str, Any], kind: type[Record], place: _Place, record_id: str = "") -> Record:
    """Fill a dataclass from a table; every key must be a field, every field without a default must be there."""
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is not a dataclass")
    hints, needed = _shape(kind)
    given = {"id"} if record_id and "id" in hints else set()
    if unknown := table.keys() - (hints.keys() - given):
        known = sorted(hints.keys() - given)
        raise place.at(min(unknown)).error(f"unknown key; known are {', '.join(known)}")
    if missing := needed - table.keys() - given:
        raise place.at(min(missing)).error("the key is missing")
    values: dict[str, Any] = dict.fromkeys(given, record_id)
    for name, value in table.items():
        hint = hints[name]
        # First the two that most values are: no need to work out what to do with them.
        if hint is str and type(value) is str and (text := value.strip()):
            values[name] = text
        elif hint is _TEXTS and type(value) is list and all(type(item) is str and item.strip() for item in value):
            values[name] = tuple([item.strip() for item in value])
        else:
            values[name] = _value(value, hint, place.at(name), filled=name in needed)
    try:
        return kind(**values)
    except ValueError as error:  # a record's own check, such as "until before from"
        raise place.error(str(error)) from error


def _value(value: object, hint: object, place: _Place, *, filled: bool = False, record_id: str = "") -> object:
    """Turn one TOML value into what the hint asks for."""
    hint = getattr(hint, "__supertype__", hint)  # a NewType, such as Cents, is read as what it is made of
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        inner = [h for h in typing.get_args(hint) if h is not types.NoneType]
        return _value(value, inner[0], place, filled=filled)
    if origin is typing.Literal:
        return _choice(value, {word: word for word in typing.get_args(hint)}, place)
    if origin is tuple:
        return _items(value, typing.get_args(hint)[0], place)
    if origin is not None and issubclass(origin, Mapping):
        table = _table(value, place).items()
        inner_hint = typing.get_args(hint)[1]
        return MappingProxyType({k: _value(v, inner_hint, place.at(k), filled=True, record_id=k) for k, v in table})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(value, _members(hint), place)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(_table(value, place), hint, place, record_id)
    return _scalar(value, hint, place, filled=filled)


def _items(value: object, hint: object, place: _Place) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise place.error("a list was expected here")
    return tuple(_value(item, hint, place.at(n), filled=True) for n, item in enumerate(value, start=1))


@functools.cache
def _members(kind: type[Enum]) -> Mapping[object, object]:
    return {member.value: member for member in kind}


def _choice(value: object, choices: Mapping[object, object], place: _Place) -> object:
    if isinstance(value, (dict, list)) or value not in choices:
        raise place.error(f"“{value}” is none of {', '.join(str(word) for word in choices)}")
    return choices[value]


def _scalar(value: object, hint: object, place: _Place, *, filled: bool) -> object:
    if hint not in _SCALARS:
        raise TypeError(f"{place.key}: the reader has no way to read {hint}")
    if hint is float and type(value) is int:
        value = float(value)
    # bool is an int and datetime is a date to isinstance, and neither may pass for the other here.
    if type(value) is not hint or isinstance(value, datetime):
        raise place.error(f"{_SCALARS[hint]} was expected here, not “{value}”")
    if isinstance(value, str):
        value = value.strip()
        if filled and not value:
            raise place.error("the text is empty")
    return value
