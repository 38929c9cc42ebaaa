# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spanish reading copies on paper: at most three pages, which say what they are and in which language."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.intake.text import page_sizes, read_text
from app.knowledge.letters import letter_kinds
from app.knowledge.reading_copies import reading_copies
from app.rules import letter_text
from app.rules.reading_copy import reading_copy
from exports.letter_pdf import build
from tests.app.rules.letter_stories import extra_of, facts_of
from tests.app.rules.letters_nora import DEADLINES, TODAY


@pytest.mark.parametrize("name", sorted(reading_copies()))
def test_a_copy_on_paper_is_read_back_in_spanish(name: str) -> None:
    kind = letter_kinds()[name]
    data = build(reading_copy(kind, facts_of(name), extra_of(name), TODAY, DEADLINES).page)
    words = " ".join(read_text(data).text.split())
    assert words.startswith("Copia de lectura en español. La carta que se envía está en inglés.")
    assert "21 de noviembre de 2026" in words and "Atentamente," in words and "Página 1 de" in words
    assert "Enclosures" not in words and "Page 1" not in words
    assert len(page_sizes(data)) <= 3
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "es-US"


def test_the_letter_itself_stays_english() -> None:
    kind, facts = letter_kinds()["protective_appeal"], facts_of("protective_appeal")
    done = letter_text.draft(kind, facts, {}, TODAY, DEADLINES)
    data = build(letter_text.paper(kind, done.text, facts, {}, TODAY, final=True))
    words = " ".join(read_text(data).text.split())
    assert "November 21, 2026" in words and "Page 1 of" in words and "español" not in words
