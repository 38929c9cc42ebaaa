# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Decoding: every way in which people write codes, words alone, and numbers that nobody knows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.knowledge.codes import codebook
from app.rules.decoding import Decoded, as_json, decode

WRITTEN = {
    "CO-50": ["CO-50 CARC"],
    "co50": ["CO-50 CARC"],
    "CO50 N130": ["CO-50 CARC", "N130 RARC"],
    "CO 50 N130": ["CO-50 CARC", "N130 RARC"],
    "CO-50N130": ["CO-50 CARC", "N130 RARC"],
    "CO–97/M15; PR-1": ["CO-97 CARC", "M15 RARC", "PR-1 CARC"],
    "PR204": ["PR-204 CARC"],
    "PR 204": ["PR-204 CARC"],
    "CO120": ["CO-120 CARC"],
    "OA 18": ["OA-18 CARC"],
    "CO-045": ["CO-45 CARC"],
    "CO-B7": ["CO-B7 CARC"],
    "CARC 16": ["16 CARC"],
    "reason code 197": ["197 CARC"],
    "50": ["50 CARC"],
    "B13": ["B13 CARC"],
    "M51": ["M51 RARC"],
    "ma130": ["MA130 RARC"],
    "MA1": ["MA01 RARC"],
    "N130, N115": ["N130 RARC", "N115 RARC"],
    "modifier 59": ["modifier 59 MODIFIER"],
    "mod. 25": ["modifier 25 MODIFIER"],
    "LT": ["modifier LT MODIFIER"],
    "25": ["modifier 25 MODIFIER"],
    "POS 11": ["place of service 11 POS"],
    "place of service 2": ["place of service 02 POS"],
    "0450": ["revenue code 0450 REVENUE"],
    "rev code 450": ["revenue code 0450 REVENUE"],
    "CO": ["CO GROUP"],
    "group code pr": ["PR GROUP"],
    "M54.16": ["M54.16 ICD10"],
    "72148": ["72148 HCPCS"],
    "CPT 72148 denied, CO-50": ["72148 HCPCS", "CO-50 CARC"],
    "Remark: M51 (see back)": ["M51 RARC"],
}


def one(text: str) -> Decoded:
    return decode([text], codebook())


@pytest.mark.parametrize("text", WRITTEN)
def test_codes_are_read_however_they_are_written(text: str) -> None:
    assert [f"{code.label} {code.kind}" for code in one(text).codes] == WRITTEN[text]


@pytest.mark.parametrize(
    ("group", "money"), [("CO", "provider"), ("PR", "patient"), ("PI", "payer"), ("OA", "other"), ("CR", "depends")]
)
def test_the_group_says_whose_money_it_is(group: str, money: str) -> None:
    assert one(f"{group}-50").codes[0].whose_money == money
    assert one(group).codes[0].whose_money == money


def test_medical_necessity_is_explained_in_full() -> None:
    code = one("CO-50").codes[0]
    assert code.known
    assert not code.retired
    assert code.title == "Insurer says: not medically necessary"
    assert code.denial_types == ("medical_necessity",)
    assert code.routes[0] == "internal_appeal"
    assert any("Records office" in origin for origin in code.origins)
    assert "N130" in code.seen_with


@pytest.mark.parametrize("text", ["CO-999", "N999", "modifier ZZ", "POS 88", "revenue code 9999", "X1234"])
def test_an_unknown_number_is_named_and_never_guessed(text: str) -> None:
    answer = one(text)
    if answer.codes:
        code = answer.codes[0]
        assert not code.known
        assert not code.denial_types
        assert not code.routes
        assert "looks like" in code.meaning or "Casewell does not carry" in code.meaning
    else:
        assert answer.not_understood == (text,)


def test_service_codes_are_never_described() -> None:
    assert not one("72148").codes[0].known
    assert "does not carry descriptions" in one("99285").codes[0].meaning


def test_retired_codes_say_so() -> None:
    code = one("CO-125").codes[0]
    assert code.retired
    assert str(code.retired_on) == "2013-11-01"
    assert "out of use" in code.meaning


@pytest.mark.parametrize(
    ("words", "denial"),
    [
        ("not deemed a medical necessity", "medical_necessity"),
        ("This was NOT   MEDICALLY NECESSARY", "medical_necessity"),
        ("Exact duplicate of a claim", "duplicate"),
        ("the modifier is invalid", "modifier"),
        ("diagnosis is inconsistent with the procedure", "diagnosis_mismatch"),
        ("payment is included in another service", "bundling"),
        ("no precertification was obtained", "authorization_missing"),
        ("a non-covered service", "not_covered"),
    ],
)
def test_words_alone_answer_with_topics(words: str, denial: str) -> None:
    answer = one(words)
    assert denial in [topic.denial_type for topic in answer.topics]
    assert not answer.codes
    assert not answer.not_understood


@pytest.mark.parametrize("text", ["hello there", "Denver, CO 80202", "$1,234.50", "call 555-0142"])
def test_what_is_no_code_is_said_to_be_none(text: str) -> None:
    answer = one(text)
    assert not answer.codes
    assert answer.not_understood == (text,)


def test_a_stray_code_beside_a_known_one_is_named() -> None:
    assert one("N519 XQ99").not_understood == ("XQ99",)


def test_blank_text_is_nothing() -> None:
    assert one("  ") == Decoded()


def test_every_listed_code_has_an_explanation() -> None:
    book = codebook()
    for code in (*book.carc_list, *book.rarc_list):
        meaning = one(f"CARC {code}" if code in book.carc_list else code).codes[0].meaning
        assert len(meaning) > 20, code


def test_the_json_has_the_promised_shape() -> None:
    answer = as_json(decode(["CO-50", "not medically necessary", "???"], codebook()))
    assert json.loads(json.dumps(answer)) == answer
    assert set(answer) == {"codes", "topics", "not_understood"}
    codes = answer["codes"]
    assert isinstance(codes, list)
    promised = {"code", "kind", "group", "known", "retired", "retired_on", "meaning", "whose_money", "who_acts"}
    assert promised | {"origins", "denial_types", "routes", "letters"} <= set(codes[0])
    assert answer["not_understood"] == ["???"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = one(text)
    assert not text.strip() or answer.codes or answer.topics or answer.not_understood
