# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spelling: what is doubted and what is not, what is offered, and the person's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.spelling import Spelling
from tests.support.desks import Bench, new_bench

GOLDEN = Path(__file__).parents[2] / "golden" / "letters"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path)


@pytest.fixture
def spelling(bench: Bench) -> Spelling:
    bench.desk.spelling.load()
    return bench.desk.spelling


def doubted(spelling: Spelling, line: str) -> list[str]:
    return [line[start:end] for start, end in spelling.wrong(line)]


def test_only_words_that_no_list_has_are_doubted(spelling: Spelling) -> None:
    line = "I apeal the denail of Dr. Lindqvist’s MRI (IM-207), and don’t owe $40 to [[people.insurer]]."
    assert doubted(spelling, line) == ["apeal", "denail"]
    assert (
        doubted(
            spelling, "Write to nora@example.org, see example.org/apeal, (h)(3)(iii), code m54.16, my insurer’s x-ray"
        )
        == []
    )


def test_the_likeliest_word_is_offered_first(spelling: Spelling) -> None:
    assert spelling.suggestions("recieve")[0] == "receive"
    assert spelling.suggestions("hopsital") == ("hospital",)
    assert spelling.suggestions("qqqzzzqqq") == ()


def test_a_word_of_ones_own_is_kept_and_undone(spelling: Spelling, bench: Bench) -> None:
    assert doubted(spelling, "the zorbulation") == ["zorbulation"]
    spelling.add("zorbulation")
    assert doubted(spelling, "the zorbulation") == []
    assert spelling.own_words() == ("zorbulation",)
    bench.desk.undo.undo()
    spelling.refresh()
    assert doubted(spelling, "the zorbulation") == ["zorbulation"]


def test_our_own_letters_are_hardly_ever_doubted(spelling: Spelling) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(GOLDEN.glob("*.md"))[:40]]
    found = {word for text in texts for line in text.splitlines() for word in doubted(spelling, line)}
    assert len(found) <= 5, sorted(found)
