# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Kinds of letter as files: every shipped one is whole, and each mistake in a file is named."""

from __future__ import annotations

import pytest

from app.domain.party import PartyKind
from app.knowledge.errors import KnowledgeError, OwnFileError
from app.knowledge.letter_copies import self_contained
from app.knowledge.letter_pieces import LISTS, paragraphs, pieces
from app.knowledge.letters import blanks, letter_kinds, read_letter

HEAD = """+++
kind = "own_letter"
title = "My own letter"
to = "insurer"
subject = "A question"
recipient = ["people.insurer", "people.insurer_address"]
needs = ["people.insurer", "people.insurer_address", "people.claim_number"]
uses = ["codes"]
reference = [{ label = "Claim", value = "{{ people.claim_number }}" }]
+++
"""
GOOD = (
    HEAD
    + "Dear Reader:\n\nAbout claim {{ people.claim_number }}{% if codes %} ({{ codes | join(', ') }}){% endif %}.\n"
)


def test_every_shipped_letter_loads() -> None:
    assert {"provider_billing_dispute", "corrected_claim_request", "internal_appeal_medical_necessity"} < set(
        letter_kinds()
    )
    assert {"protective_appeal", "itemized_bill_request"} < set(letter_kinds())
    for kind in letter_kinds().values():
        kind.check()
        assert kind.needs and kind.head.required and (kind.body.startswith("Dear ") or kind.head.signed_by)
        assert isinstance(kind.to, PartyKind)
        assert not {b.id for b in kind.needs} & {b.id for b in kind.uses}


def test_every_question_is_a_question() -> None:
    for blank in blanks().values():
        assert "?" in blank.question and blank.label and blank.where


def test_own_letter_is_read() -> None:
    kind = read_letter("own_letter.md", GOOD, OwnFileError)
    assert kind.own and [b.id for b in kind.needs][-1] == "people.claim_number"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("own_letter.md", GOOD.replace("people.claim_number }}{%", "people.claim_nmber }}{%"), "people.claim_nmber"),
        ("own_letter.md", GOOD + "{{ block.nothing }}", "block.nothing"),
        ("own_letter.md", GOOD.replace("[{ label", '["nothing", { label'), "nothing"),
        (
            "own_letter.md",
            GOOD.replace('["people.insurer", "people.insurer_address", "people', '["nothing", "people'),
            "nothing",
        ),
        ("own_letter.md", GOOD + "{{ wages }}", "wages"),
        ("own_letter.md", GOOD + "{{ people }}", "people"),
        ("own_letter.md", GOOD + "{{ people['claim_number'] }}", "people"),
        ("own_letter.md", GOOD + "{{ letter.nothing }}", "letter.nothing"),
        ("own_letter.md", GOOD + "{{ law.nothing }}", "law.nothing"),
        ("own_letter.md", GOOD + "{{ due.nothing }}", "due.nothing"),
        ("own_letter.md", GOOD + "{{ codes | shout }}", "shout"),
        ("own_letter.md", GOOD + "{% if codes is shouted %}{% endif %}", "shouted"),
        ("own_letter.md", GOOD + "{% include 'x' %}", "include"),
        ("own_letter.md", GOOD + "{% if %}", "line"),
        ("own_letter.md", GOOD.replace('title = "My', 'tilte = "My'), "tilte"),
        ("own_letter.md", GOOD.replace('"codes"]', '"people.nobody"]'), "people.nobody"),
        ("own_letter.md", GOOD.replace('to = "insurer"', 'to = "uncle"'), "uncle"),
        (
            "own_letter.md",
            GOOD.replace('["people.insurer", "people.insurer_address"]', '["people.insurer"]'),
            "recipient",
        ),
        ("own_letter.md", GOOD.replace('subject = "A question"\n', ""), "subject"),
        ("own_letter.md", GOOD.replace('title = "', "title = "), "TOML"),
        ("own_letter.md", "Dear Reader:\n", "+++"),
        ("other.md", GOOD, "kind"),
        ("own_letter.md", GOOD.replace("reference =", 'questions = { "people.x" = "Who?" }\nreference ='), "people.x"),
        ("own_letter.md", GOOD.replace("reference =", 'cautions = [{text="a", when="hope"}]\nreference ='), "hope"),
    ],
)
def test_a_mistake_is_named_with_its_file(name: str, text: str, words: str) -> None:
    for complaint in (KnowledgeError, OwnFileError):
        with pytest.raises(complaint) as refused:
            read_letter(name, text, complaint).check()
        assert name in str(refused.value) and words in str(refused.value)


def test_a_letter_may_bring_facts_of_its_own() -> None:
    text = GOOD.replace("reference =", 'questions = { "letter.dog" = "What is the dog called?" }\nreference =')
    kind = read_letter("own_letter.md", text.replace('"codes"]', '"codes", "letter.dog"]') + "{{ letter.dog }}")
    assert kind.blanks["letter.dog"].question == "What is the dog called?"


def test_what_a_letter_names_is_what_it_uses() -> None:
    """Nobody types the list: it follows from the text, the conditions, and what derived values are worked out from."""
    kind = read_letter(
        "own_letter.md", GOOD + "{{ who.i }} {% if due.notice_open %}{{ reason }}{% endif %}", OwnFileError
    )
    uses = {blank.id for blank in kind.uses}
    assert {"codes", "reason", "people.denial_reason", "dates.notice_appeal_by", "people.representative"} <= uses
    assert {"letter.sent_by", "people.patient_phone"} <= uses and "people.claim_number" not in uses
    assert "letter.points" not in uses


def test_shared_pieces_are_put_in_by_name() -> None:
    text = GOOD.replace("[{ label", '["patient", { label')
    text = text.replace("reference =", 'required = ["identity"]\ncautions = ["points", {text = "Mine."}]\nreference =')
    kind = read_letter("own_letter.md", text + "\n\n{{ block.representative }}\n", OwnFileError)
    assert [row.label for row in kind.head.reference] == ["Patient", "Claim"]
    assert [need.title for need in kind.head.required][:2] == ["Patient", "Member ID"]
    assert kind.head.cautions[0].when == "not letter.points" and kind.head.cautions[1].text == "Mine."
    assert "block." not in kind.body and "I write for" in kind.body


@pytest.mark.parametrize("name", sorted(letter_kinds()))
def test_a_copy_of_ones_own_is_whole(name: str) -> None:
    """A copy names no shared piece, so that a later change of a piece cannot change the person's letter."""
    shipped = letter_kinds()[name]
    text = self_contained(shipped)
    assert "block." not in text
    copy = read_letter(f"{name}.md", text, OwnFileError)
    assert copy.own and (copy.head, copy.body, copy.blanks) == (shipped.head, shipped.body, shipped.blanks)


def test_shared_pieces_are_known_by_one_name_and_say_what_they_are_for() -> None:
    assert all(pieces(part) for part in LISTS)
    assert all(p.about.endswith(".") and p.text for p in paragraphs().values())
