# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The reader of knowledge: what it makes of good files, and the words it has for bad ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pytest

from app.domain.money import Cents
from app.knowledge.errors import KnowledgeError, OwnFileError
from app.knowledge.reader import read_folder, read_record, read_records, shipped, shipped_names


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    id: str = ""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    id: str
    title: str
    checked: date
    amount: int | None = None
    fee: Cents | None = None
    share: float = 0.0
    color: Color = Color.RED
    size: Literal["small", "large"] = "small"
    yes: bool = False
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    named: Mapping[str, Inner] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.amount == 13:
            raise ValueError("13 is not allowed")


GOOD = """
title = "  A title "
checked = 2026-11-21
amount = 3
fee = 2500
share = 1
color = "blue"
size = "large"
yes = true
inner = {words = "in"}
many = [{words = "one"}, {id = "b", words = "two"}]
[named.first]
words = "w"
"""


def _file(folder: Path, text: str, name: str = "thing.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_one_record_named_by_its_path(tmp_path: Path) -> None:
    assert read_record(_file(tmp_path, GOOD), Outer) == Outer(
        id="thing",
        title="A title",
        checked=date(2026, 11, 21),
        amount=3,
        fee=Cents(2500),
        share=1.0,
        color=Color.BLUE,
        size="large",
        yes=True,
        inner=Inner(words="in"),
        many=(Inner(words="one"), Inner(id="b", words="two")),
        named=MappingProxyType({"first": Inner(id="first", words="w")}),
    )


def test_a_file_of_many_records_shares_what_they_have_in_common(tmp_path: Path) -> None:
    text = '[shared]\nchecked = 2026-11-21\ntitle = "All"\n[a]\n[b]\ntitle = "Own"\n'
    found = read_records(_file(tmp_path, text), Outer)
    assert [(k, r.id, r.title) for k, r in found.items()] == [("a", "a", "All"), ("b", "b", "Own")]


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml"):
        _file(tmp_path, 'title = "T"\nchecked = 2026-11-21\n', name)
    _file(tmp_path, "not read", "notes.txt")
    assert list(read_folder(tmp_path, Outer)) == ["a", "b"]


BROKEN = [
    ("", "thing.toml, checked: the key is missing"),
    ('title = "x"\ncheckd = 2026-01-01', "thing.toml, checkd: unknown key; known are amount, checked, color"),
    ('id = "x"', "thing.toml, id: unknown key"),
    ('title = " "\nchecked = 2026-01-01', "thing.toml, title: the text is empty"),
    ("title = 5\nchecked = 2026-01-01", "thing.toml, title: text was expected here, not “5”"),
    ('title = "x"\nchecked = "2026-01-01"', "checked: a date was expected here"),
    ('title = "x"\nchecked = 2026-01-01T10:00:00', "checked: a date was expected here"),
    ('title = "x"\nchecked = 2026-01-01\namount = true', "amount: a whole number was expected here"),
    ('title = "x"\nchecked = 2026-01-01\ncolor = "green"', "color: “green” is none of red, blue"),
    ('title = "x"\nchecked = 2026-01-01\nsize = ["small"]', "size: “['small']” is none of small, large"),
    ('title = "x"\nchecked = 2026-01-01\nmany = "one"', "many: a list was expected here"),
    ('title = "x"\nchecked = 2026-01-01\nmany = [{words = "a"}, {}]', "many.2.words: the key is missing"),
    ('title = "x"\nchecked = 2026-01-01\ninner = 1', "inner: a table was expected here"),
    ('title = "x"\nchecked = 2026-01-01\nnamed = {a = {word = ""}}', "named.a.word: unknown key"),
    ('title = "x"\nchecked = 2026-01-01\namount = 13', "thing.toml: 13 is not allowed"),
    ("title = ", "thing.toml: the file is not valid TOML"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_file_is_refused_by_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_record(_file(tmp_path, text), Outer)
    assert message in str(caught.value)


def test_a_file_of_the_persons_own_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(OwnFileError, match=r"At “color”: .* Open the file in a text editor"):
        read_record(
            _file(tmp_path, 'title = "x"\nchecked = 2026-01-01\ncolor = "green"'), Outer, complaint=OwnFileError
        )


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gone.toml: the file is not there"):
        read_record(tmp_path / "gone.toml", Outer)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KnowledgeError, match=r"bytes.toml: the file cannot be read as text"):
        read_record(tmp_path / "bytes.toml", Outer)


def test_a_record_that_is_not_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="stray: a table was expected here"):
        read_records(_file(tmp_path, "stray = 1"), Outer)


def test_resources_are_found() -> None:
    assert shipped("deadlines").is_dir()
    assert all(name.endswith(".toml") for name in shipped_names("deadlines"))
