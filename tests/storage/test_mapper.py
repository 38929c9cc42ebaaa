# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every kind of record comes back from the casebook as it went in."""

from __future__ import annotations

import datetime as dt
import types
from enum import StrEnum
from pathlib import Path
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import app.domain
from app.domain.case import Case
from app.domain.log import LogEntry
from app.domain.person import Person
from app.errors import Bug
from storage.mapper import Mapper, moment_text
from storage.opened import Casebook
from storage.tables import TABLES
from tests.storage.sample import NOW, TODAY, World

_ZONES = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-6)), dt.timezone(dt.timedelta(hours=5, minutes=45))])
_VALUES: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=40),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1), timezones=_ZONES),
    tuple[str, ...]: st.lists(st.text(max_size=10), max_size=3).map(tuple),
}


def _values_of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        return st.one_of(st.none(), *(_values_of(kind) for kind in get_args(hint) if kind is not type(None)))
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return _VALUES[hint]


def _records_of(kind: type) -> st.SearchStrategy[Any]:
    """Records of a kind with any values, whose references point into the sample world."""
    parents = {TABLES[type(record)].name: record.id for record in reversed(World().records())}
    fields = {name: _values_of(hint) for name, hint in get_type_hints(kind).items()}
    for column in TABLES[kind].c:
        for key in column.foreign_keys:
            parent = st.just(parents[key.target_fullname.split(".")[0]])
            fields[column.name] = st.one_of(st.none(), parent) if column.nullable else parent
    return st.builds(kind, **(fields | {"id": st.uuids().map(lambda made: made.hex)}))


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_equal(kind: type, shared: Casebook, data: st.DataObject) -> None:
    first, second = data.draw(_records_of(kind)), data.draw(_records_of(kind))
    changed = type(second)(**{name: getattr(second, name) for name in get_type_hints(kind)} | {"id": first.id})
    with shared.transaction() as tx:
        tx.save(first)
        assert tx.get(kind, first.id) == first
        tx.save(changed)
        assert tx.get(kind, first.id) == changed
        tx.delete(changed)
        assert tx.find(kind, id=first.id) == []


def test_every_record_with_an_id_has_a_table() -> None:
    folder = Path(app.domain.__path__[0])
    kinds = set()
    for file in folder.glob("*.py"):
        module = __import__(f"app.domain.{file.stem}", fromlist=["*"])
        kinds |= {
            each
            for each in vars(module).values()
            if isinstance(each, type) and each.__module__ == module.__name__ and "id" in getattr(each, "__slots__", ())
        }
    plain_data = {"Reasoned", "RouteChoice"}  # parts of the wizard's plan: their ids name texts, not records
    assert {kind.__name__ for kind in kinds} - plain_data == {kind.__name__ for kind in TABLES}


def test_moments_are_kept_in_utc_and_sort_as_text() -> None:
    madison = dt.timezone(dt.timedelta(hours=-6))
    assert moment_text(dt.datetime(2026, 11, 21, 4, 42, tzinfo=madison)) == "2026-11-21T10:42:00.000000+00:00"
    assert moment_text(NOW) < moment_text(NOW + dt.timedelta(microseconds=1))


def test_half_a_surrogate_pair_becomes_a_replacement_sign(shared: Casebook) -> None:
    with shared.transaction() as tx:
        tx.save(Person(id="0" * 32, name="Torn \ud83d paste and a whole \ud83d\ude00"))
        assert tx.get(Person, "0" * 32).name == "Torn \ufffd paste and a whole \U0001f600"


@pytest.mark.parametrize(
    "record",
    [
        LogEntry(case_id="x", action="a", date=TODAY, created_at=dt.datetime(2026, 1, 1)),
        Case(person_id="x", title="t", opened_on=NOW),
    ],
    ids=["moment without a zone", "moment for a date"],
)
def test_a_wrong_moment_is_our_bug(record: object) -> None:
    with pytest.raises(Bug):
        Mapper(type(record)).row(record)
