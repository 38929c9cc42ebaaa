# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spanish reading copies: the same blanks, law and points as the English letter, and golden texts."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.coverage import PlanKind
from app.domain.dates import long_date, spanish_day
from app.domain.facts import Facts
from app.knowledge.letters import letter_kinds
from app.knowledge.reading_copies import has_reading_copy, reading_copies
from app.rules import letter_text
from app.rules.letter_blocks import block_text
from app.rules.letter_errors import LetterHasBlanks
from app.rules.letter_text import whole_text
from app.rules.reading_copy import reading_copy
from tests.app.rules.letter_stories import extra_of, facts_of
from tests.app.rules.letters_nora import DEADLINES, EXTRA, NORA, TODAY, with_people

GOLDEN = Path(__file__).parents[2] / "golden" / "letters" / "es"
KINDS = sorted(reading_copies())
NAMED = re.compile(r"\b(?:people|dates|letter|amounts|answers|law|due|who|limit|office)\.\w+")
CITED = re.compile(r"\(\d+ (?:CFR|USC)[^;]*?\)")
ENGLISH = re.compile(r"\b(?:the|please|your|denial|appeal|with|and|from|copy|claim|you|this)\b", re.IGNORECASE)


def copied(name: str, facts: Facts | None = None, extra: dict[str, str] | None = None) -> str:
    facts = facts or facts_of(name)
    return whole_text(reading_copy(letter_kinds()[name], facts, extra or {}, TODAY, DEADLINES, final=False).draft)


def test_the_ten_commonest_letters_have_a_copy() -> None:
    assert len(KINDS) >= 10
    for name in KINDS:
        assert has_reading_copy(letter_kinds()[name])
        reading_copies()[name].check()
    assert not has_reading_copy(letter_kinds()["tricare_appeal"])


@pytest.mark.parametrize("name", KINDS)
def test_a_copy_names_the_same_facts_and_law_and_has_the_same_points(name: str) -> None:
    """A point that the English letter gains, or a law it drops, is missed here."""
    english, spanish = letter_kinds()[name], reading_copies()[name]
    ours, theirs = set(NAMED.findall(spanish.body)), set(NAMED.findall(english.body))
    assert ours - {"people.patient"} <= theirs, "the English letter names the patient through “who”"
    assert {key for key in theirs if not key.startswith("who.") and key != "letter.patient_is"} <= ours
    for sign in ("\n#. ", "\n## ", "\n- ", "{% if "):
        assert abs(spanish.body.count(sign) - english.body.count(sign)) <= (6 if sign == "{% if " else 0), sign


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("told", [True, False])
def test_the_copy_is_the_golden_one(name: str, told: bool) -> None:
    text = copied(name, extra=extra_of(name) if told else {})
    file = GOLDEN / f"{name}{'' if told else '-facts-alone'}.md"
    if os.environ.get("CASEWELL_UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    kept = file.read_text(encoding="utf-8")
    assert text == kept, "\n".join(difflib.unified_diff(kept.splitlines(), text.splitlines(), lineterm=""))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("plan", list(PlanKind))
def test_a_copy_cites_what_the_letter_cites_for_each_plan(name: str, plan: PlanKind) -> None:
    facts = replace(facts_of(name), plan_kind=plan)
    english = letter_text.draft(letter_kinds()[name], facts, {}, TODAY, DEADLINES)
    assert CITED.findall(copied(name, facts)) == CITED.findall(whole_text(english))


@pytest.mark.parametrize("name", KINDS)
def test_no_english_of_ours_is_left_in_a_copy(name: str) -> None:
    """Facts are taken out first: what people and insurers wrote stays in their words."""
    bare = replace(facts_of(name), reason="x", signals=(), people=with_people(NORA, service_description="x").people)
    people = replace(bare.people, insurer="x", insurer_address="x", provider="x", provider_address="x")
    assert ENGLISH.findall(copied(name, replace(bare, people=people, plan_kind=PlanKind.UNKNOWN))) == []


def test_days_are_spanish_wherever_they_come_from() -> None:
    text = copied("internal_appeal_medical_necessity")
    assert "21 de noviembre de 2026" in text and "180 días" in text and "5 de diciembre de 2026" in text
    assert not re.search(r"\b(?:January|February|March|April|May|June|July|August|November|December)\b", text)
    assert "15 de diciembre de 2026" in copied("account_hold_request", extra={"letter.hold_until": "2026-12-15"})
    assert long_date(spanish_day(date(2026, 1, 1))) == "1 de enero de 2026"
    assert "14 de febrero de 1979" in copied("provider_billing_dispute")


def test_a_copy_says_that_it_is_one_and_keeps_what_was_typed() -> None:
    made = reading_copy(letter_kinds()["protective_appeal"], NORA, EXTRA, TODAY, DEADLINES)
    assert made.page.banner.startswith("Copia de lectura en español. La carta que se envía está en inglés.")
    assert made.page.language == "es-US" and made.page.closing == "Atentamente,"
    assert "The six weeks were completed." in block_text(made.page.body)


def test_a_representative_writes_in_the_third_person() -> None:
    facts = with_people(NORA, representative="Ingrid Ellingboe", representative_relationship="hija")
    made = reading_copy(letter_kinds()["internal_appeal_medical_necessity"], facts, {}, TODAY, DEADLINES)
    said = block_text(made.page.body)
    assert "Escribo en nombre de Nora Ellingboe (hija), como representante" in said and "Nora Ellingboe recibió" in said
    assert made.page.signer_note == "en nombre de Nora Ellingboe"
    assert made.page.enclosures[0] == "Autorización firmada para que Ingrid Ellingboe actúe en nombre de Nora Ellingboe"


def test_a_table_of_lines_has_spanish_heads() -> None:
    typed = {"letter.lines": "3 | April 21, 2026 | 72148 | $2,450.00 | Billed twice"}
    assert "| Línea | Fecha | Código | Monto | Qué está mal |" in copied("provider_billing_dispute", extra=typed)


def test_what_is_missing_is_missing_in_the_copy_too() -> None:
    with pytest.raises(LetterHasBlanks, match=r"people\.claim_number"):
        reading_copy(letter_kinds()["internal_appeal_coding"], with_people(NORA, claim_number=""), {}, TODAY)
