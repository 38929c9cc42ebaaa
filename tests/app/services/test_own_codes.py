# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Lists of a person's own: kept in the casebook, shown beside ours, replaced, removed and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.intake.errors import FileUnreadable
from app.services.library import Article, LibraryService
from tests.support.desks import Bench, everything, new_bench

HEADING = "From your own list, imported 21 November 2026"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bench]:
    made = new_bench(tmp_path)
    yield made
    made.casebook.close()


def article(bench: Bench, code: str) -> Article:
    found = LibraryService(bench.casebook, bench.house.clock).article("code", code)
    assert found is not None
    return found


def theirs(bench: Bench, code: str) -> list[str]:
    return [line.text for part in article(bench, code).sections if part.title == HEADING for line in part.lines]


def wrote(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_their_words_stand_beside_ours(fresh: Bench, tmp_path: Path) -> None:
    own = fresh.desk.own_codes
    before = article(fresh, "CO-50")
    made = own.import_list(wrote(tmp_path, "50\tTheir words\n51\tOthers\n"), "CARC")
    assert (made.count, made.name) == (2, "mine.tsv")
    assert own.lists() == (made,)
    after = article(fresh, "CO-50")
    assert theirs(fresh, "CO-50") == ["Their words"]
    assert (after.lead, after.sections[1:], after.sources) == (before.lead, before.sections, before.sources)
    assert theirs(fresh, "CO-97") == []


def test_number_that_only_their_list_has_is_found(fresh: Bench, tmp_path: Path) -> None:
    library = LibraryService(fresh.casebook, fresh.house.clock)
    assert library.filtered("code", "N900") == ()
    fresh.desk.own_codes.import_list(wrote(tmp_path, "N900\tNewer than ours\nM1\tOld\n"), "RARC")
    assert [(entry.name, entry.text) for entry in library.filtered("code", "N900")] == [("N900", "Newer than ours")]
    assert theirs(fresh, "N900") == ["Newer than ours"]
    assert "not in Casewell's list" in article(fresh, "N900").lead


def test_list_is_replaced_and_removed_and_each_is_undone(fresh: Bench, tmp_path: Path) -> None:
    own, undo = fresh.desk.own_codes, fresh.desk.undo
    own.import_list(wrote(tmp_path, "50\tFirst\n"), "CARC")
    first = everything(fresh.casebook)
    own.import_list(wrote(tmp_path, "50\tSecond\n"), "CARC")
    assert theirs(fresh, "CO-50") == ["Second"]
    assert len(own.lists()) == 1
    assert undo.undo() == "import of “mine.tsv”"
    assert everything(fresh.casebook) == first
    own.remove("CARC")
    assert theirs(fresh, "CO-50") == []
    assert undo.undo() == "removal of your list “mine.tsv”"
    assert everything(fresh.casebook) == first
    own.remove("RARC")
    assert undo.next_text == "import of “mine.tsv”"


def test_bad_file_changes_nothing(fresh: Bench, tmp_path: Path) -> None:
    before = everything(fresh.casebook)
    with pytest.raises(FileUnreadable, match="Nothing in your casebook has changed"):
        fresh.desk.own_codes.import_list(wrote(tmp_path, "no list at all"), "CARC")
    assert everything(fresh.casebook) == before
