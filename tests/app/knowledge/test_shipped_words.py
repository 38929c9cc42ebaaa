# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The words of every shipped file: plain enough to read, and our own."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator

from app.rules.letter_checks import readability
from tests.app.knowledge.test_shipped import RESOURCES, TEXTS, text_of
from tests.support.make_owned_wording import FILE, hashes

PLAIN = {
    "meaning", "short", "route", "who_acts", "why", "help", "text", "question", "purpose", "opening", "about", "what",
    "rule", "traps", "definition", "what_follows", "action", "notes", "plain_words", "yes", "no", "tells", "look",
    "trust", "say", "words", "answer", "ask", "avoid", "caution", "doubt",
}  # fmt: skip
"""The keys whose values explain something to the person; titles, labels and citations do not count."""
GOAL, LIMIT = 8, 10
LAW_TERMS = re.compile(r"“[^”]*”|\([^()]*(?:CFR|USC)[^()]*\)")
OWN_MEASURE = {"letters", "sample"}
"""Letters are measured when they are filled (test_letters_text); the sample casebook holds what people wrote."""
OF_CMS = "codes/hcpcs_2026_04.csv"
"""The short titles of CMS itself, in the public domain; the one file that is not in our words."""
NOT_OURS = "Claim denied. The words that nobody of this project wrote."


def leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a TOML file, with the nearest key above it."""
    if isinstance(value, dict):
        for inner, below in value.items():
            yield from leaves(below, inner)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below, key)
    elif isinstance(value, str):
        yield key, value


def passages(name: str) -> Iterator[str]:
    """Yield a file's texts one by one, so that no run of words reaches from one into the next."""
    if name.endswith(".toml"):
        yield from (text for _key, text in leaves(tomllib.loads(text_of(name))))
    elif name.endswith(".csv"):
        yield from (cell for row in csv.reader(io.StringIO(text_of(name))) for cell in row)
    else:
        yield from text_of(name).split("\n\n")


def plain_text(name: str) -> str:
    texts = (text for key, text in leaves(tomllib.loads(text_of(name))) if key in PLAIN)
    return "\n\n".join(LAW_TERMS.sub("", text) for text in texts if len(text.split()) >= 8)


def test_plain_explanations_are_plain() -> None:
    """The goal is grade 8 (Flesch and Kincaid), terms of law left out. See every folder's grade with pytest -s."""
    grades: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name in (name for name in TEXTS if name.endswith(".toml")):
        folder = name.partition("/")[0]
        if folder not in OWN_MEASURE and (text := plain_text(name)):
            grades[folder].append((readability(text).grade, name))
    means = {folder: sum(grade for grade, _name in found) / len(found) for folder, found in grades.items()}
    worst = [(grade, name) for found in grades.values() for grade, name in found if grade > GOAL]
    print("Reading grades:", ", ".join(f"{folder} {mean:.1f}" for folder, mean in sorted(means.items())))
    print("Above the goal:", ", ".join(f"{name} {grade}" for grade, name in sorted(worst, reverse=True)) or "none")
    assert len(means) >= 10
    assert {folder: mean for folder, mean in means.items() if mean > LIMIT} == {}, sorted(worst, reverse=True)


def owned() -> set[str]:
    return set(FILE.read_text(encoding="ascii").split())


def test_no_text_repeats_a_run_of_words_that_are_not_ours() -> None:
    hashed = owned()
    found = [
        f"{name}: {run}"
        for name in TEXTS
        if name != OF_CMS
        for passage in passages(name)
        for one, run in hashes(passage).items()
        if one in hashed
    ]
    assert found == [], f"{len(found)} runs of words"


def test_the_list_is_whole_and_a_run_is_found_in_any_writing() -> None:
    hashed = owned()
    assert len(hashed) == 2237 and all(re.fullmatch(r"[0-9a-f]{16}", one) for one in hashed)
    assert set(hashes(NOT_OURS)) == set(hashes(NOT_OURS.upper().replace(" ", " – ")))
    assert len(hashes(NOT_OURS)) == 3 and not hashes("Only seven words stand in this text")
    assert (RESOURCES / OF_CMS).exists()
