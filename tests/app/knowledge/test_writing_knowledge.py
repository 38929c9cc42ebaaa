# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""docs/writing-knowledge.md is true: its examples load, name only what exists, and its messages are the real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.knowledge.codes import codebook
from app.knowledge.deadlines import DeadlineRule
from app.knowledge.denials import FAMILY_TITLES, DenialType
from app.knowledge.errors import KnowledgeError
from app.knowledge.guide import guide
from app.knowledge.letters import letter_kinds
from app.knowledge.reader import read_record, read_records
from app.knowledge.scripts import scripts
from app.knowledge.signals import Question, questions, signals
from tests.app.knowledge.test_denials import fact_keys

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "writing-knowledge.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
DENIAL, QUESTION, RULE = EXAMPLES


def written(folder: Path, text: str, name: str = "waiting_period") -> Path:
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_denial_type_of_the_page_loads_and_names_only_what_exists(tmp_path: Path) -> None:
    denial = read_record(written(tmp_path, DENIAL), DenialType)
    known, book = denial.recognition, codebook()
    assert denial.id == "waiting_period" and denial.family in FAMILY_TITLES
    assert set(denial.routes) <= set(guide().routes)
    assert set(denial.questions) <= set(questions())
    assert {*denial.letters, denial.appeal_letter} <= set(letter_kinds())
    assert set(denial.scripts) <= set(scripts())
    assert set(known.signals) <= set(signals()) and set(known.groups) <= set(book.groups)
    assert {*known.carcs, *known.possible_carcs} <= set(book.carc_list)
    assert min(map(len, (denial.wins, denial.evidence, denial.avoid, denial.escalation, denial.say))) >= 3
    assert DENIAL.startswith("# SPDX-FileCopyrightText")


def test_its_question_and_its_rule_load(tmp_path: Path) -> None:
    (question,) = read_records(written(tmp_path, QUESTION), Question).values()
    assert question.fills.partition(".")[0] in {"have", "signals"} or question.fills in fact_keys()
    (rule,) = read_records(written(tmp_path, RULE), DeadlineRule).values()
    assert (rule.amount, rule.owner.value) == (60, "them")


MISTAKES = {
    "unknown key; known are": ("who_acts =", "who_must_act ="),
    "the key is missing": ('title = "Waiting period of the plan"\n', ""),
    "the text is empty": ('title = "Waiting period of the plan"', 'title = ""'),
    "text was expected": ('own_code = "CO-179"', "own_code = 179"),
    "a date was expected": ("checked = 2026-11-21", 'checked = "2026-11-21"'),
    "a list was expected": ('scripts = ["eligibility_fix"]', 'scripts = "eligibility_fix"'),
    "not valid TOML": ('family = "administrative"', "family = administrative"),
}


@pytest.mark.parametrize("message", MISTAKES)
def test_the_messages_of_the_page_are_the_real_ones(tmp_path: Path, message: str) -> None:
    assert message.partition(";")[0] in PAGE
    right, wrong = MISTAKES[message]
    assert right in DENIAL
    with pytest.raises(KnowledgeError) as caught:
        read_record(written(tmp_path, DENIAL.replace(right, wrong)), DenialType, name="resources/denials/it.toml")
    assert "resources/denials/it.toml" in str(caught.value) and message in str(caught.value)


def test_every_file_and_folder_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:resources|tests|app)/[a-z_/.]+)`", PAGE)
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [link for link in re.findall(r"\]\(([a-z_-]+\.md)\)", PAGE) if not (ROOT / "docs" / link).exists()] == []


def test_the_page_shows_a_message_as_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_record(
            written(tmp_path, DENIAL.replace("who_acts =", "who_must_act =")),
            DenialType,
            name="resources/denials/waiting_period.toml",
        )
    shown = re.search(r"^    (resources/denials/waiting_period\.toml, .*), \.\.\.$", PAGE, re.MULTILINE)
    assert shown and str(caught.value).startswith(shown[1])
