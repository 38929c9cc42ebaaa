# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The search: what it finds, that it stays in step, and that no sign a person types is syntax."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.document import Document
from app.domain.log import LogEntry
from app.domain.person import Person
from app.ports import LogFilter
from storage import search
from storage.opened import Casebook
from tests.storage.sample import World, numbered


def _found(casebook: Casebook, words: str) -> list[tuple[str, str]]:
    with casebook.reading() as tx:
        return sorted((hit.kind, hit.id) for hit in tx.search(words))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("called", ["log"]),
        ("REF-4471", ["log"]),
        ("ref 44", ["log"]),
        ("thirty days", ["log"]),
        ("bea", ["log"]),
        ("medical necess", ["document"]),
        ("denial.pdf", ["document"]),
        ("reverse the decision", ["letter"]),
        ("nora", ["person"]),
        ("mri", ["case"]),
        ("NAIVE CAFÉ", ["case"]),
        ("cafe", ["case"]),
        ("alder ridge", ["log", "party"]),
        ("ridge alder", ["log", "party"]),
        ("alde ridge", []),
        ("denial decision", []),
        ("", []),
        (' - () " * ', []),
    ],
)
def test_words_and_what_they_find(shared: Casebook, words: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in _found(shared, words)] == kinds


def test_a_hit_names_its_case_and_marks_the_words(shared: Casebook, world: World) -> None:
    with shared.reading() as tx:
        (hit,) = tx.search("medical necessity")
    assert (hit.kind, hit.id, hit.case_id) == ("document", world.document.id, world.case.id)
    assert hit.title == "Denial of 5 May"
    assert "deemed a \u2068medical necessity\u2069" in hit.snippet.replace("\u2069 \u2068", " ")


def test_a_word_in_the_title_comes_first(shared: Casebook) -> None:
    with shared.transaction() as tx:
        tx.save(Person(id=numbered(70), name="Theo", notes="asked about a refund"))
        tx.save(Person(id=numbered(71), name="Refund Desk"))
        assert [hit.id for hit in tx.search("refund")] == [numbered(71), numbered(70)]
        assert len(tx.search("refund", limit=1)) == 1


def test_saving_changing_and_deleting_keep_the_index_in_step(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.save(replace(world.entry, notes="Now a zeppelin was mentioned."))
        assert [hit.id for hit in tx.search("zeppelin")] == [world.entry.id]
        assert tx.search("thirty") == []
        tx.save(replace(world.hospital, name="Bramble Creek Clinic"))
        assert [hit.kind for hit in tx.search("bramble")] == ["party", "log"]
        assert tx.search("alder") == []
        tx.save(replace(world.entry, party_id=None))
        assert [hit.kind for hit in tx.search("bramble")] == ["party"]
        assert search.out_of_step(tx._connection) == 0
        tx.delete(world.case)
        assert tx.search("mri") == tx.search("called") == tx.search("reverse") == []
        assert [(hit.kind, hit.case_id) for hit in tx.search("necessity")] == [("document", None)]
        assert search.out_of_step(tx._connection) == 0
    assert _found(shared, "thirty") == [("log", world.entry.id)]


def test_the_index_survives_vacuum_and_can_be_made_anew(casebook: Casebook, world: World) -> None:
    with casebook.transaction() as tx:
        tx.delete(world.wizard, world.letter, world.version)
        tx.save(Document(**{n: getattr(world.document, n) for n in Document.__slots__} | {"id": numbered(70)}))
        tx.commit()
    with casebook._engines.writing.connect() as connection:
        connection.connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
    assert _found(casebook, "necessity") == [("document", numbered(11)), ("document", numbered(70))]
    assert _found(casebook, "called") == [("log", world.entry.id)]
    assert casebook.verify() == []
    with casebook._engines.begin_writing() as connection:
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid % 2")
        connection.commit()
    assert casebook.verify() == ["The search index is out of step with 4 entries."]
    assert casebook.mend_index() == 4
    assert casebook.mend_index() == 0
    assert casebook.verify() == []
    assert _found(casebook, "called") == [("log", world.entry.id)]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.text(alphabet=st.sampled_from("ab \"*()^:+-'{}\\.,;\0é中ORANDNT\t\n"), max_size=130) | st.text(max_size=60)
)
def test_no_sign_is_syntax(shared: Casebook, words: str) -> None:
    with shared.reading() as tx:
        tx.search(words)
        tx.log_page(LogFilter(text=words))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    word=st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12)
)
def test_a_word_that_was_saved_is_found(shared: Casebook, word: str) -> None:
    with shared.transaction() as tx:
        tx.save(LogEntry(id=numbered(80), **_entry_like(World.entry, action=f"before {word} after")))
        assert numbered(80) in [hit.id for hit in tx.search(word, limit=500)]
        assert numbered(80) in [hit.id for hit in tx.search(f"before {word[:1]}", limit=500)]


def _entry_like(entry: LogEntry, **changes: object) -> dict[str, object]:
    return {n: getattr(entry, n) for n in LogEntry.__slots__ if n != "id"} | changes
