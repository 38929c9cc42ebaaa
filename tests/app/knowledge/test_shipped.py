# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every shipped file of knowledge: something reads it, a strange key is refused, sources are there, links are whole."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from app.knowledge.assistance import Application, FederalDuty, Guideline, StateProgram
from app.knowledge.authority import Authority
from app.knowledge.bill_checks import BillCheck, bill_checks
from app.knowledge.codes import Code, Family
from app.knowledge.deadlines import DeadlineRule, deadline_rules
from app.knowledge.denials import DenialType, denial_types
from app.knowledge.errors import KnowledgeError
from app.knowledge.glossary import Term
from app.knowledge.letter_elements import Element
from app.knowledge.letter_pieces import Paragraph
from app.knowledge.letters import Blank, Right, letter_kinds
from app.knowledge.medicare_codes import MedicareList
from app.knowledge.notices import NoticeElement, NoticeKind
from app.knowledge.playbooks import Playbook
from app.knowledge.reader import parsed, read_record, read_records, read_table
from app.knowledge.reading_copies import CopyWords
from app.knowledge.routes import ActionRow, ProgramLetters, Route
from app.knowledge.sample import SampleCase, SampleParty, SamplePerson
from app.knowledge.scripts import Script, scripts
from app.knowledge.signals import PlanHelp, Question, Signal, SignalGroup, questions
from app.knowledge.states import State
from app.knowledge.thresholds import Threshold
from app.knowledge.warnings import WarningRow
from tests.app.rules.routing_facts import TODAY

RESOURCES = Path(__file__).parents[3] / "resources"
TEXTS = sorted(
    file.relative_to(RESOURCES).as_posix()
    for ending in ("toml", "csv", "md")
    for file in RESOURCES.rglob(f"*.{ending}")
    if "fonts" not in file.parts
)
TOMLS = [name for name in TEXTS if name.endswith(".toml")]

ONE_RECORD: dict[str, type] = {
    "denials/*.toml": DenialType,
    "playbooks/*.toml": Playbook,
    "scripts/*.toml": Script,
    "states/*.toml": State,
    "sample/cases/*.toml": SampleCase,
}
MANY_RECORDS: dict[str, type] = {
    "assistance/application.toml": Application,
    "assistance/federal.toml": FederalDuty,
    "assistance/poverty.toml": Guideline,
    "assistance/states.toml": StateProgram,
    "authority/*.toml": Authority,
    "checks/*.toml": BillCheck,
    "codes/families.toml": Family,
    "codes/medicare.toml": Family,
    "codes/medicare_lists.toml": MedicareList,
    "codes/*.toml": Code,
    "deadlines/*.toml": DeadlineRule,
    "glossary/glossary.toml": Term,
    "letters/blanks.toml": Blank,
    "letters/rights.toml": Right,
    "letters/blocks/text/*.toml": Paragraph,
    "letters/es/blocks.toml": Paragraph,
    "letters/elements/*.toml": Element,
    "notices/elements/*.toml": NoticeElement,
    "notices/kinds.toml": NoticeKind,
    "questions/denials/*.toml": Question,
    "questions/appealability.toml": Question,
    "questions/groups.toml": SignalGroup,
    "questions/plan_kind.toml": PlanHelp,
    "questions/signals.toml": Signal,
    "routes/actions.toml": ActionRow,
    "routes/program_letters.toml": ProgramLetters,
    "routes/routes.toml": Route,
    "sample/parties.toml": SampleParty,
    "sample/people.toml": SamplePerson,
    "thresholds/medicare.toml": Threshold,
    "warnings/warnings.toml": WarningRow,
}
TABLES: dict[str, type] = {"letters/es/words.toml": CopyWords}
"""Read as one table without an id."""
PIECES = ("letters/blocks/*.toml", "notices/consequences.toml")
"""Tables of pieces, each read as a part of what names it (the letters, the elements of a notice)."""
HEADS = {
    "codes/carc_list.csv": "code,status,retired_on,family,topic,patient_note,usual_groups,pairs_with",
    "codes/rarc_list.csv": "code,status,retired_on,family,topic,patient_note,alert,pairs_with",
    "codes/hcpcs_2026_04.csv": "code,title",
    "codes/medicare_list.csv": "list,code,topic,title,note,obsolete",
    "codes/revenue_list.csv": "first,last,family,gloss,dispute_note",
}
PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+|(?i:lorem|ipsum|placeholder|coming soon|to be written|fill this in))\b|\?\?\?"
)


def text_of(name: str) -> str:
    return (RESOURCES / name).read_text(encoding="utf-8")


def kind_of(name: str, known: dict[str, type]) -> type | None:
    return next((kind for pattern, kind in known.items() if fnmatch(name, pattern)), None)


def in_folder(name: str, pattern: str) -> bool:
    return fnmatch(name, pattern) and name.count("/") == pattern.count("/")


def test_every_file_has_a_reader() -> None:
    """A file that nothing here knows is a file that nothing refuses: say what reads it, or take it away."""
    known = [*ONE_RECORD, *MANY_RECORDS, *TABLES, *PIECES, *HEADS, "letters/*.md", "letters/es/*.md"]
    assert [name for name in TEXTS if not any(in_folder(name, pattern) for pattern in known)] == []


@pytest.mark.parametrize("name", TOMLS)
def test_a_strange_key_is_refused_by_file_and_key(name: str, tmp_path: Path) -> None:
    text = text_of(name)
    file = tmp_path / Path(name).name
    if one := kind_of(name, ONE_RECORD):
        assert read_record(RESOURCES / name, one)
        file.write_text(f'strange_key = "x"\n{text}', encoding="utf-8")
        refused = refusal(lambda: read_record(file, one, name=name))
    elif table := kind_of(name, TABLES):
        said = parsed(f'strange_key = "x"\n{text}', name=name, complaint=KnowledgeError)
        refused = refusal(lambda: read_table(said, table, name=name, complaint=KnowledgeError))
    elif any(in_folder(name, pattern) for pattern in PIECES):
        return  # the letters and the notices that name a piece check it; test_letters, test_law_tables
    else:
        many = kind_of(name, MANY_RECORDS)
        assert many and read_records(RESOURCES / name, many)
        heading = re.search(r"^\[[^\[\].]+\]$", text, re.MULTILINE)
        assert heading, name
        file.write_text(f'{text[: heading.end()]}\nstrange_key = "x"{text[heading.end() :]}', encoding="utf-8")
        refused = refusal(lambda: read_records(file, many, name=name))
    assert name in refused and "strange_key" in refused and "unknown key" in refused


def refusal(read: Any) -> str:
    with pytest.raises(KnowledgeError) as caught:
        read()
    return str(caught.value)


@pytest.mark.parametrize("name", HEADS)
def test_a_table_has_its_columns_and_whole_rows(name: str) -> None:
    rows = list(csv.reader(io.StringIO(text_of(name))))
    assert ",".join(rows[0]) == HEADS[name]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len({tuple(row[:2]) for row in rows}) == len(rows)


def test_no_file_holds_a_placeholder() -> None:
    found = {name: hit[0] for name in TEXTS if (hit := PLACEHOLDER.search(text_of(name)))}
    assert found == {}


@pytest.mark.parametrize("name", [n for n in TEXTS if not n.endswith(".csv")])
def test_a_file_says_whose_it_is(name: str) -> None:
    assert "SPDX-License-Identifier: MIT" in text_of(name)[:200]


def with_sources() -> Iterator[tuple[str, object]]:
    for name in TOMLS:
        if kind := kind_of(name, ONE_RECORD):
            yield name, read_record(RESOURCES / name, kind)
        elif kind := kind_of(name, MANY_RECORDS):
            yield from ((f"{name}: {key}", one) for key, one in read_records(RESOURCES / name, kind).items())


def test_sources_are_there_and_were_looked_at() -> None:
    """Wherever a record has a place for it: the day it was checked, how it was verified, at least one source."""
    wrong = []
    for name, record in with_sources():
        for part in (record, *getattr(record, "sources", ()), *getattr(record, "law", ())):
            here = {f.name: getattr(part, f.name) for f in dataclasses.fields(part)}  # type: ignore[arg-type]
            if "checked" in here and not (isinstance(here["checked"], date) and here["checked"] <= TODAY):
                wrong.append(f"{name}: checked")
            if here.get("verified") == "" or here.get("source") == "" or here.get("sources") == ():
                wrong.append(f"{name}: no source, or not how it was verified")
    assert wrong == []


def test_links_between_files_are_whole() -> None:
    """From codes to types, from types to letters and scripts, from letters to rules, from rules to rules."""
    kinds, calls, rules = letter_kinds(), scripts(), deadline_rules()
    broken: dict[str, list[str]] = defaultdict(list)
    for denial in denial_types().values():
        broken["letter"] += {*denial.letters, denial.appeal_letter or denial.letters[0]} - set(kinds)
        broken["script"] += set(denial.scripts) - set(calls)
        broken["question"] += set(denial.questions) - set(questions())
    for name in ("carc", "rarc", "modifiers", "pos", "groups"):
        for code in read_records(RESOURCES / f"codes/{name}.toml", Code).values():
            broken["denial type"] += set(code.denial_types) - set(denial_types())
            broken["letter"] += set(code.letters) - set(kinds)
    for kind in kinds.values():
        broken["rule"] += {*kind.head.meets, *([kind.head.starts_clock] if kind.head.starts_clock else [])} - set(rules)
    for rule in rules.values():
        broken["rule"] += set(rule.with_it) - set(rules)
    for check in bill_checks().values():
        broken["letter"] += {check.letter} - {"", *kinds}
        broken["script"] += {check.script} - {"", *calls}
    assert {what: names for what, names in broken.items() if names} == {}


def test_no_question_and_no_script_is_left_over() -> None:
    """A question that no denial type asks is never asked, so a file that holds one is out of date."""
    asked = {question for denial in denial_types().values() for question in denial.questions}
    assert set(questions()) - asked == set()
