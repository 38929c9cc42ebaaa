# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Transactions: rollback by default, foreign keys, files, and reading while another thread writes."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from app.domain.case import Case
from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.deadline import Deadline
from app.domain.document import Document
from app.domain.letter import Letter, Sending
from app.domain.log import Amendment, Attachment, LogEntry
from app.domain.party import Contact, Party
from app.domain.person import Person
from app.domain.track import Task
from app.errors import Bug
from storage.casebook import Store
from storage.connections import connect
from storage.errors import StillInUse
from storage.opened import Casebook
from storage.unlocking import unlock
from tests.storage.sample import FILE, PASSPHRASE, TODAY, World, numbered


def test_without_commit_everything_is_taken_back(casebook: Casebook, world: World) -> None:
    with casebook.transaction() as tx:
        tx.save(Person(id=numbered(99), name="Never"), replace(world.case, title="Changed"))
        tx.delete(world.preference)
        tx.put_file([b"never"])
    with casebook.reading() as tx:
        assert tx.find(Person, id=numbered(99)) == []
        assert tx.get(Case, world.case.id) == world.case
        with pytest.raises(Bug):
            tx.file_bytes(hashlib.sha256(b"never").hexdigest())


def test_an_error_takes_back_too_and_the_next_transaction_works(casebook: Casebook) -> None:
    with pytest.raises(ZeroDivisionError), casebook.transaction() as tx:
        tx.save(Person(id=numbered(99), name="Never"))
        raise ZeroDivisionError
    with casebook.transaction() as tx:
        assert tx.find(Person, id=numbered(99)) == []
        tx.save(Person(id=numbered(99), name="Now"))
        tx.commit()
    with casebook.reading() as tx:
        assert tx.get(Person, numbered(99)).name == "Now"


def test_find_by_values_by_none_and_in_order(casebook: Casebook, world: World) -> None:
    with casebook.transaction() as tx:
        tx.save(Person(id=numbered(98), name="Amos"), Person(id=numbered(97), name="Zoe"))
        assert [person.name for person in tx.find(Person, order_by="name")] == ["Amos", "Nora Example", "Zoe"]
        assert tx.find(Document, kind=world.document.kind, person_id=None) == [world.document]
        assert tx.find(Document, person_id=world.person.id) == []
        assert tx.find(Deadline, due=world.deadline.due, track_id=None) == [world.owed]


@pytest.mark.parametrize("ask", [{"order_by": "height"}, {"height": 3}], ids=["order", "value"])
def test_a_field_that_is_none_is_our_bug(shared: Casebook, ask: dict[str, object]) -> None:
    with shared.reading() as tx, pytest.raises(Bug, match="height"):
        tx.find(Person, **ask)  # type: ignore[arg-type]


def test_what_is_not_there_or_not_a_record_is_our_bug(shared: Casebook) -> None:
    with shared.transaction() as tx:
        with pytest.raises(Bug, match="Person"):
            tx.get(Person, "nobody")
        with pytest.raises(Bug, match="not kept"):
            tx.save(object())
        with pytest.raises(Bug):
            tx.save(Task(case_id="no case", title="Orphan"))


def test_reading_cannot_write(shared: Casebook, world: World) -> None:
    with shared.reading() as tx:
        for attempt in (
            lambda: tx.save(world.person),
            lambda: tx.delete(world.person),
            lambda: tx.put_file([b"x"]),
            tx.commit,
        ):
            with pytest.raises(Bug, match="only reads"):
                attempt()


def test_a_transaction_inside_another_is_our_bug_not_a_standstill(shared: Casebook) -> None:
    with shared.transaction(), pytest.raises(Bug, match="inside"), shared.transaction():
        pass
    with shared.transaction(), pytest.raises(Bug, match="inside"):
        shared.close()


def test_records_given_children_first_are_saved_parents_first(shared: Casebook) -> None:
    person = Person(name="Theo")
    case = Case(person_id=person.id, title="Bill", opened_on=TODAY)
    with shared.transaction() as tx:
        tx.save(Task(case_id=case.id, title="Call"), case, person)
        assert tx.find(Task, case_id=case.id)
        tx.delete(person, *tx.find(Task, case_id=case.id), case)
        assert tx.find(Person, id=person.id) == []


def test_what_belongs_to_a_case_goes_with_it_and_the_rest_stays(casebook: Casebook, world: World) -> None:
    with casebook.transaction() as tx:
        tx.delete(world.case)
        tx.commit()
    with casebook.reading() as tx:
        for kind in (LogEntry, Amendment, Attachment, Task, Deadline, Letter, Sending, Claim, ClaimLine, Adjustment):
            assert tx.find(kind) == [], kind
        assert tx.get(Document, world.document.id).case_id is None
        assert tx.get(Party, world.hospital.id) == world.hospital
        assert tx.get(Person, world.person.id) == world.person
    assert casebook.verify() == []


def test_what_evidence_rests_on_cannot_be_deleted(shared: Casebook, world: World) -> None:
    for record in (world.document, world.hospital, world.person):
        with shared.transaction() as tx:
            with pytest.raises(StillInUse, match="Nothing was changed"):
                tx.delete(record)
            assert tx.get(type(record), record.id) == record


def test_what_is_only_mentioned_is_forgotten(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.delete(world.coverage, world.insurer)
        assert tx.get(Case, world.case.id).coverage_id is None
        assert tx.get(Case, world.case.id).insurer_id is None
        assert tx.get(Letter, world.letter.id).party_id is None
        assert tx.find(Contact) == [world.contact]


def test_a_sent_letter_keeps_its_sending_when_the_packet_goes(shared: Casebook, world: World) -> None:
    with shared.transaction() as tx:
        tx.delete(world.packet)
        assert tx.get(Sending, world.sending.id) == replace(world.sending, packet_id=None)


def test_a_reader_sees_one_moment_while_another_thread_writes(casebook: Casebook) -> None:
    reading, written = threading.Event(), threading.Event()
    seen: list[int] = []

    def read() -> None:
        with casebook.reading() as tx:
            seen.append(len(tx.find(Person)))
            reading.set()
            assert written.wait(5)
            seen.append(len(tx.find(Person)))

    reader = threading.Thread(target=read)
    reader.start()
    assert reading.wait(5)
    with casebook.transaction() as tx:
        tx.save(Person(name="Theo"))
        tx.commit()
    written.set()
    reader.join()
    with casebook.reading() as tx:
        seen.append(len(tx.find(Person)))
    assert seen == [1, 1, 2]


def test_a_reading_left_by_an_error_does_not_hold_the_next_one_to_its_moment(casebook: Casebook) -> None:
    with pytest.raises(ZeroDivisionError), casebook.reading() as tx:
        assert len(tx.find(Person)) == 1
        raise ZeroDivisionError
    with casebook.transaction() as tx:
        tx.save(Person(name="Theo"))
        tx.commit()
    for _ in range(2):
        with casebook.reading() as tx:
            assert len(tx.find(Person)) == 2


def test_many_may_read_at_once_and_inside_one_another(casebook: Casebook) -> None:
    together = threading.Barrier(8)
    found: list[int] = []

    def read() -> None:
        with casebook.reading() as tx, casebook.reading() as inner:
            together.wait(5)
            found.append(len(tx.find(Person)) + len(inner.today()))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found) == 8


def test_a_reader_cannot_write_even_by_its_connection(shared: Casebook) -> None:
    with shared._engines.begin_reading() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM people")


def test_writers_in_several_threads_take_turns(casebook: Casebook) -> None:
    def write(number: int) -> None:
        for step in range(5):
            with casebook.transaction() as tx:
                tx.save(Person(id=numbered(1000 + number * 10 + step), name="Theo"))
                tx.commit()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with casebook.reading() as tx:
        assert len(tx.find(Person, name="Theo")) == 20


def test_closing_waits_for_a_reader(path, store: Store) -> None:  # type: ignore[no-untyped-def]
    casebook = store.open(path, PASSPHRASE)
    inside, leave = threading.Event(), threading.Event()
    found: list[object] = []

    def read() -> None:
        with casebook.reading() as tx:
            inside.set()
            assert leave.wait(5)
            found.extend(tx.find(Person))

    reader = threading.Thread(target=read)
    reader.start()
    assert inside.wait(5)
    closer = threading.Thread(target=casebook.close)
    closer.start()
    leave.set()
    closer.join()
    reader.join()
    assert len(found) == 1


def test_the_same_bytes_are_kept_once_in_chunks_of_a_megabyte(casebook: Casebook, world: World) -> None:
    content = bytes(range(256)) * 9_000
    pieces = [content[start : start + 70_001] for start in range(0, len(content), 70_001)]
    with casebook.transaction() as tx:
        kept = tx.put_file(iter(pieces))
        assert kept == (hashlib.sha256(content).hexdigest(), len(content))
        assert tx.put_file([content]) == kept
        assert [len(chunk) for chunk in tx.file_chunks(kept[0])] == [1_000_000, 1_000_000, 304_000]
        assert tx.file_bytes(kept[0]) == content
        assert tx.put_file([]) == (hashlib.sha256(b"").hexdigest(), 0)
        assert tx.file_bytes(hashlib.sha256(b"").hexdigest()) == b""
        assert tx.file_bytes(world.document.sha256) == FILE


def test_bytes_that_nothing_names_go_when_the_casebook_is_closed(path, store: Store, world: World) -> None:  # type: ignore[no-untyped-def]
    casebook = store.open(path, PASSPHRASE)
    with casebook.transaction() as tx:
        tx.put_file([b"named by nothing"])
        tx.commit()
    casebook.close()
    key, _ = unlock(path, PASSPHRASE)
    connection = connect(path, key)
    assert connection.execute("SELECT sha256 FROM files").fetchall() == [(world.document.sha256,)]
    assert connection.execute("SELECT count(*) FROM file_chunks").fetchone() == (1,)
    connection.close()


def test_bytes_changed_inside_are_noticed_and_mended_by_putting_them_again(casebook: Casebook, world: World) -> None:
    key, _ = casebook._open_key(), None
    connection = connect(casebook.path, key)
    connection.execute("UPDATE file_chunks SET bytes = ?", (b"X" * len(FILE),))
    connection.close()
    with casebook.reading() as tx, pytest.raises(Bug, match="damaged"):
        tx.file_bytes(world.document.sha256)
    assert casebook.verify() == ["The bytes of the document “Denial of 5 May” are missing or damaged."]
    with casebook.transaction() as tx:
        tx.put_file([FILE])
        tx.commit()
    assert casebook.verify() == []
