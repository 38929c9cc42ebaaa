# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Decoding: every way in which people write codes, words alone, and numbers that nobody knows."""

from __future__ import annotations

import json
from timeit import repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dates import said_date
from app.knowledge.codes import codebook
from app.rules.decoding import Decoded, as_json, decode, explain, explain_medicare
from app.rules.decoding_tokens import Token

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
    "CO-50/N130": ["CO-50 CARC", "N130 RARC"],
    "CO50N130": ["CO-50 CARC", "N130 RARC"],
    "co50n130": ["CO-50 CARC", "N130 RARC"],
    "CO−50": ["CO-50 CARC"],
    "ＣＯ　５０": ["CO-50 CARC"],
    "CO\u00a050": ["CO-50 CARC"],
    "CO-45, 253": ["CO-45 CARC", "CO-253 CARC"],
    "CO50,97": ["CO-50 CARC", "CO-97 CARC"],
    "OA-23": ["OA-23 CARC"],
    "PI 204": ["PI-204 CARC"],
    "CARC 50": ["50 CARC"],
    "carc50": ["50 CARC"],
    "reason codes 50, 97 and 204": ["50 CARC", "97 CARC", "204 CARC"],
    "Claim adjustment reason code: B7": ["B7 CARC"],
    "denial code is 29": ["29 CARC"],
    "B7": ["B7 CARC"],
    "A1": ["A1 CARC"],
    "D5": ["D5 CARC"],
    "W1": ["W1 CARC"],
    "Y3": ["Y3 CARC"],
    "P12": ["P12 CARC"],
    "CO-P12": ["CO-P12 CARC"],
    "CO D21": ["CO-D21 CARC"],
    "A1 N130": ["A1 CARC", "N130 RARC"],
    "P3": ["P3 CARC", "modifier P3 MODIFIER"],
    "Remark: M15": ["M15 RARC"],
    "remark codes N290, MA130": ["N290 RARC", "MA130 RARC"],
    "modifiers 25 and 59": ["modifier 25 MODIFIER", "modifier 59 MODIFIER"],
    "modifier 59/XU": ["modifier 59 MODIFIER", "modifier XU MODIFIER"],
    "mod59": ["modifier 59 MODIFIER"],
    "modifier AS": ["modifier AS MODIFIER"],
    "POS11": ["place of service 11 POS"],
    "place of service 11 or 22": ["place of service 11 POS", "place of service 22 POS"],
    "rev 0450": ["revenue code 0450 REVENUE"],
    "revenue codes 0450, 0360": ["revenue code 0450 REVENUE", "revenue code 0360 REVENUE"],
    "group codes CO and PR": ["CO GROUP", "PR GROUP"],
    "U07.1": ["U07.1 ICD10"],
    "I10": ["I10 ICD10"],
    "diagnosis M54": ["M54 ICD10"],
    "ICD-10: m5416": ["M54.16 ICD10"],
    "M5416": ["M54.16 ICD10"],
    "J1885": ["J1885 HCPCS"],
    "procedure code 72148": ["72148 HCPCS"],
    "processing indicator B": ["Medicare line processing code B MEDICARE"],
    "the claim payment denial code was N": ["Medicare payment or denial code N MEDICARE"],
    "CLM-MDCR-NPMT-RSN-CD R": ["Medicare nonpayment reason code R MEDICARE"],
    "carr_clm_pmt_dnl_cd 00": ["Medicare payment or denial code 00 MEDICARE"],
    "disposition code 55": ["Medicare disposition code 55 MEDICARE"],
    "medicare m": ["Medicare payment or denial code M MEDICARE", "Medicare line processing code M MEDICARE"],
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


def test_cpt_numbers_are_never_described() -> None:
    assert not one("72148").codes[0].known
    assert "does not carry descriptions" in one("99285").codes[0].meaning


def test_every_retired_code_says_so_and_since_when() -> None:
    book = codebook()
    for token in [Token("CARC", c) for c in book.carc_list] + [Token("RARC", c) for c in book.rarc_list]:
        code = explain(token, book)
        row = {"CARC": book.carc_list, "RARC": book.rarc_list}[token.kind][token.code]
        assert (code.retired, code.retired_on) == (row.retired, row.retired_on)
        assert ("out of use" in code.meaning) == code.retired, code.label
        if code.retired_on:
            assert f"since {said_date(code.retired_on)}" in code.meaning, code.label
        elif code.retired:
            assert "since when, is not known" in code.meaning, code.label


@pytest.mark.parametrize(
    "text",
    [
        "Medicare Part B paid nothing",
        "I have Medicare A and a Medigap plan",
        "vitamin B",
        "Medicare A and B",
        "Medicare D premium",
        "plan N",
        "processing is slow",
    ],
)
def test_letters_in_ordinary_words_are_no_medicare_codes(text: str) -> None:
    assert all(code.kind != "MEDICARE" for code in one(text).codes)


def test_medicare_code_of_a_data_file_is_explained() -> None:
    line = explain_medicare("https://bluebutton.cms.gov/resources/variables/line_prcsg_ind_cd", "N")
    assert (line.kind, line.known, line.list_id) == ("MEDICARE", True, "CLM-PRCSG-IND-CD")
    assert line.denial_types == ("medical_necessity",)
    assert "medicare_redetermination" in line.letters
    assert "means something else in other lists" in line.meaning
    unknown = explain_medicare("CLM-PRCSG-IND-CD", "W")
    assert not unknown.known
    assert "not in the list" in unknown.meaning
    assert not explain_medicare("some-other-list", "A").known


def test_old_medicare_codes_say_so() -> None:
    old = explain_medicare("CLM-MDCR-NPMT-RSN-CD", "W")
    assert old.retired
    assert "out of use" in old.meaning


def test_diagnosis_is_looked_up_with_the_year_that_was_looked_in() -> None:
    heading, leaf, unknown = (one(text).codes[0] for text in ("dx M54.1", "M54.16", "M54.99"))
    assert "only a heading" in heading.meaning
    assert "M54.16 Radiculopathy, lumbar region" in heading.meaning
    assert leaf.title == "Radiculopathy, lumbar region"
    assert not unknown.known
    assert all("April 2026 release of fiscal year 2026" in code.meaning for code in (heading, leaf, unknown))


def test_the_commonest_are_explained_in_full_with_their_origins() -> None:
    book = codebook()
    full = [*book.carcs.values(), *book.rarcs.values()]
    assert len(full) >= 160
    assert sum(len(code.origins) > 1 for code in full) >= 160
    assert [origin.who for origin in book.carcs["167"].origins] == ["Registration", "Credentialing", "Insurer"]


def test_every_code_in_use_says_who_acts_and_where_it_leads() -> None:
    book = codebook()
    leads_nowhere = []
    for token in [Token("CARC", c) for c in book.carc_list] + [Token("RARC", c) for c in book.rarc_list]:
        code = explain(token, book)
        assert code.who_acts, code.label
        if not (code.retired or code.alert or code.denial_types or code.routes):
            leads_nowhere.append(code.label)
    between_them = {"payment_admin", "other", "old"}
    lists = {**book.carc_list, **book.rarc_list}
    assert {lists[label].family for label in leads_nowhere} <= between_them


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


PIECES = [
    "CO",
    "PR",
    "-",
    "–",
    " ",
    "/",
    ",",
    "50",
    "N130",
    "M1",
    "MA",
    "modifier",
    "POS",
    "rev",
    "0450",
    "Medicare",
    "A",
]
PIECES += ["processing indicator", "and", "reason code", "B7", "é", "٥", "²", "99213", "M54.16", "$1,200.50", "(", "!"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = one(text)
    assert not text.strip() or answer.codes or answer.topics or answer.not_understood
    assert json.loads(json.dumps(as_json(answer))) == as_json(answer)


def test_one_code_is_explained_in_five_thousandths_of_a_second() -> None:
    """Once the lists are read. The best of several, since the machine may be doing other things."""
    book = codebook()
    for text in ("CO-50 N130", "M54.16", "processing indicator B"):
        decode([text], book)
        assert min(repeat(lambda text=text: decode([text], book), number=1, repeat=20)) < 0.005
