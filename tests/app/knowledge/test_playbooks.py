# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The playbooks load, name only what exists, leave blanks that can be filled, and say where they come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.knowledge.codes import codebook
from app.knowledge.denials import denial_types
from app.knowledge.errors import KnowledgeError
from app.knowledge.playbooks import Playbook, playbooks
from app.knowledge.reader import read_record, shipped
from app.knowledge.scripts import filled
from tests.app.knowledge.test_denials import fact_keys
from tests.app.rules.routing_facts import TODAY

NAMES = (
    "anesthesia_physical_status",
    "cardiology_separate_visit",
    "mental_health_session_length",
    "orthopedics_separate_site",
)


def test_the_four_are_there() -> None:
    assert tuple(playbooks()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_playbook_names_only_what_exists(name: str) -> None:
    playbook = playbooks()[name]
    assert set(playbook.denial_types) <= set(denial_types())
    assert set(playbook.recognition.modifiers) <= set(codebook().modifiers)
    assert min(map(len, (playbook.shows, playbook.evidence, playbook.ask, playbook.traps))) >= 4
    assert len(playbook.paragraphs) >= 2
    assert all(source.checked <= TODAY and source.verified for source in playbook.sources)


@pytest.mark.parametrize("name", NAMES)
def test_its_paragraphs_have_blanks_of_facts_and_of_the_person(name: str) -> None:
    for paragraph in playbooks()[name].paragraphs:
        assert set(re.findall(r"\{\{ ([a-z_.]+) \}\}", paragraph.text)) <= fact_keys()
        assert not re.search(r"[{}]", filled(paragraph.text, {}))


@pytest.mark.parametrize("name", NAMES)
def test_its_words_are_calm_and_american(name: str) -> None:
    text = shipped(f"playbooks/{name}.toml").read_text(encoding="utf-8")
    assert text.startswith("# SPDX-FileCopyrightText")
    assert "!" not in text
    assert not re.search(r"\b(authoris|recognis|favour|organis|anaesth)", text)


@pytest.mark.parametrize("wrong", ["123", "29999-20000", "20000-", "knee"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    text = shipped(f"playbooks/{NAMES[3]}.toml").read_text(encoding="utf-8")
    file = tmp_path / "broken.toml"
    file.write_text(text.replace("20000-29999", wrong), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no service code"):
        read_record(file, Playbook)
