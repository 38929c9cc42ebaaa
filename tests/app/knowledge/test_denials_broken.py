# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A zoo of broken denial types: each is refused, and the words name the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.knowledge.denials import DenialType
from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import read_record

ZOO = Path(__file__).parents[2] / "fixtures" / "broken_knowledge" / "denials"
WORDS = {
    "unknown_key": ("who_must_act", "unknown key"),
    "missing_meaning": ("meaning", "the key is missing"),
    "empty_title": ("title", "the text is empty"),
    "routes_not_a_list": ("routes", "a list was expected"),
    "checked_not_a_date": ("sources", "a date was expected"),
    "code_a_number": ("recognition.own_code", "text was expected"),
    "not_toml": ("not_toml.toml", "not valid TOML"),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_broken_file_is_refused_by_name_and_key(name: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_record(ZOO / f"{name}.toml", DenialType)
    said = str(caught.value)
    assert f"{name}.toml" in said
    assert all(words in said for words in WORDS[name]), said


def test_the_zoo_holds_no_other_beast() -> None:
    assert {file.stem for file in ZOO.iterdir()} == set(WORDS)
