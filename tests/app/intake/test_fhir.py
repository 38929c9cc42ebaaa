# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Portal files (FHIR) of every version: what is read, which codes are decoded, and what adds up."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path

import pytest

from app.domain.reading import Confidence, ReadClaim, Reading
from app.intake.fhir_codes import MEDICARE_LISTS, NOT_DENYING, refuses_nothing
from app.intake.reading_json import reading_json
from app.knowledge.codes import codebook
from app.knowledge.medicare_codes import medicare_book
from app.rules.decoding import decode
from tests.support import portal

GOLDEN = Path(__file__).parents[2] / "golden" / "fhir"
_HARMLESS = {"allowed", "paid", "paid_to_you", "reprocessed", "requested", "nothing", "unknown", "bundled"}


def only(reading: Reading) -> ReadClaim:
    assert len(reading.claims) == 1
    return reading.claims[0]


def facts(reading: Reading, field: str) -> list[str]:
    return [fact.value for fact in reading.facts if fact.field == field]


@pytest.mark.parametrize("name", portal.FILES)
def test_the_whole_reading_is_as_it_was(name: str) -> None:
    """UPDATE_GOLDEN=1 writes the files anew; read the difference before keeping it."""
    reading = reading_json(portal.read(portal.fixture(name), name))
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(json.dumps(reading, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert reading == json.loads(golden.read_text(encoding="utf-8"))
    assert (reading["kind"], reading["how"]) == ("fhir", "structured")


def test_a_bundle_brings_patient_plan_and_providers_to_the_claim() -> None:
    reading = portal.read(portal.fixture("carin_2_0_professional_bundle.json"))
    claim = only(reading)
    assert (claim.patient, claim.date_of_birth) == ("Ines M. Okafor", "1968-04-09")
    assert (claim.member_id, claim.group_number) == ("BW-550123", "LARK-77")
    assert (claim.provider, claim.payer) == ("Hollow Creek Clinic", "Brightwater Health")
    assert facts(reading, "plan_name") == ["Brightwater Choice Plus"]
    assert facts(reading, "member_name") == ["Chidi Okafor"]
    assert facts(reading, "reason") == ["One service was not authorized in advance."]
    assert claim.account_number == "HC-90121"
    assert [line.npi for line in claim.lines] == ["1456789019", "1456789019"]


def test_amounts_are_exact_to_the_cent() -> None:
    claim = only(portal.read(portal.fixture("carin_2_0_professional_bundle.json")))
    assert (claim.billed, claim.allowed, claim.paid, claim.patient_responsibility) == (216005, 18010, 14010, 4000)
    assert [line.billed for line in claim.lines] == [26000, 190005]
    assert [(a.group, a.code, a.amount) for a in claim.lines[0].adjustments] == [("CO", "45", 7990), ("PR", "3", 4000)]
    assert claim.balanced is True


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("19.99", 1999),
        (0.1, 10),
        (1e2, 10000),
        ("-3.5", -350),
        (1234567.89, 123456789),
        ("12.345", 1235),
        (34.800000000000004, 3480),
        (0, 0),
    ],
)
def test_money_may_be_written_as_number_or_text(value: object, cents: int) -> None:
    assert only(portal.read(portal.claim(portal.money("submitted", value)))).billed == cents


@pytest.mark.parametrize("value", [True, None, [], {}, "", "twelve", "1e99", "NaN", "Infinity", "9" * 40])
def test_what_is_no_amount_is_noted_with_its_path(value: object) -> None:
    reading = portal.read(portal.claim(portal.money("submitted", value)))
    assert only(reading).billed is None
    assert "item[0].adjudication[0]" in [problem.where for problem in reading.problems]


def test_a_refused_line_is_told_from_one_that_falls_to_your_share() -> None:
    paid_nothing = [portal.money("submitted", 100), portal.money("benefit", 0)]
    share = portal.claim(*paid_nothing, portal.money("eligible", 80), portal.money("deductible", 80))
    assert only(portal.read(share)).denied is False
    assert only(portal.read(portal.claim(*paid_nothing, portal.money("eligible", 0)))).denied is True
    assert only(portal.read(portal.claim(*paid_nothing, portal.money("noncovered", 100)))).denied is True
    reason = {"category": portal.concept("denialreason"), "reason": portal.concept("CO-50")}
    assert only(portal.read(portal.claim(*paid_nothing, reason))).denied is True
    assert only(portal.read(portal.claim(portal.money("benefit", 5), reason))).denied is False


def test_a_refusal_that_was_taken_back_counts_no_more() -> None:
    tree = portal.claim(portal.money("submitted", 75.12), portal.money("eligible", 0), portal.money("benefit", 0))
    taken_back, paid = copy.deepcopy(tree["item"]), copy.deepcopy(tree["item"])
    for adjudication in taken_back[0]["adjudication"]:
        adjudication["amount"]["value"] *= -1
    for adjudication in paid[0]["adjudication"]:
        adjudication["amount"]["value"] = 75.12
    assert only(portal.read({**tree, "item": [*tree["item"], *paid]})).status == "Denied in part"
    claim = only(portal.read({**tree, "item": [*tree["item"], *paid, *taken_back]}))
    assert claim.status == "Decided" and not any(line.denied for line in claim.lines)


@pytest.mark.parametrize(
    ("glued", "pair"),
    [
        ("CO120", ("CO", "120")),
        ("PR2", ("PR", "2")),
        ("OA-23", ("OA", "23")),
        ("CO045", ("CO", "45")),
        ("PIB7", ("PI", "B7")),
        ("co 97", ("CO", "97")),
    ],
)
def test_glued_codes_come_apart(glued: str, pair: tuple[str, str]) -> None:
    system = "https://bluebutton.cms.gov/resources/variables/rev_cntr_1st_ansi_cd"
    reason = {"category": portal.concept(system), "reason": portal.concept(glued, system)}
    reading = portal.read(portal.claim(reason))
    (adjustment,) = only(reading).lines[0].adjustments
    assert (adjustment.group, adjustment.code, adjustment.stated) == (*pair, False)
    assert reading_json(reading)["claims"][0]["lines"][0]["adjustments"][0]["amount"] is None  # type: ignore[index]
    assert facts(reading, "code") == ["-".join(pair)]


def test_codes_of_other_lists_are_not_taken_for_reasons() -> None:
    for system in ("https://bluebutton.cms.gov/resources/variables/carr_line_rdcd_pmt_phys_astn_c", "https://x.org/a"):
        reason = {"category": portal.concept("denialreason"), "reason": portal.concept("0", system)}
        assert facts(portal.read(portal.claim(reason)), "code") == []


def test_medicares_own_codes_are_decoded() -> None:
    reading = portal.read(portal.fixture("blue_button_v3_carrier.json"))
    claim = only(reading)
    assert claim.remarks == ("CLM-CARR-PMT-DNL-CD 0", "CLM-DISP-CD 01")
    assert claim.lines[0].remarks == ("CLM-PRCSG-IND-CD M",)
    assert claim.denied and claim.lines[0].denied
    codes = facts(reading, "code")
    assert codes == ["CO-18", "CLM-CARR-PMT-DNL-CD 0", "CLM-PRCSG-IND-CD M"]
    decoded = {code.code: code for code in decode(codes, codebook()).codes}
    assert decoded["M"].known and "duplicate" in decoded["M"].denial_types
    assert decoded["0"].list_id == "CLM-CARR-PMT-DNL-CD"


def test_what_medicare_allowed_or_paid_is_no_code_to_act_on() -> None:
    reading = portal.read(portal.fixture("blue_button_v1_carrier.json"))
    claim = only(reading)
    assert "CLM-PRCSG-IND-CD A" in claim.lines[0].remarks and "CLM-DISP-CD 01" in claim.remarks
    assert facts(reading, "code") == ["CLM-PRCSG-IND-CD N"]
    assert [line.denied for line in claim.lines] == [False, True]


def test_the_codes_held_to_refuse_nothing_are_those_of_the_codebook() -> None:
    book = medicare_book()
    assert set(MEDICARE_LISTS.values()) == set(book.lists)
    for (list_id, code), row in book.codes.items():
        if list_id == "CLM-DISP-CD":
            assert refuses_nothing(f"{list_id} {code}")
        elif code != "S":  # Medicare pays second: named as another payer's turn, and no refusal
            assert (code in NOT_DENYING[list_id]) == (row.topic in _HARMLESS), (list_id, code)


def test_a_variable_of_medicare_goes_before_a_wrong_category() -> None:
    """Blue Button v2 files the total charge under "prior payer paid"."""
    claim = only(portal.read(portal.fixture("blue_button_v2_outpatient.json")))
    assert claim.billed == 31075
    assert claim.lines[1].revenue_code == "0001"
    assert not claim.lines[1].denied, "the sum of the lines is no line that can be refused"
    assert claim.denied and claim.balanced


def test_a_file_without_amounts_says_so_once() -> None:
    reading = portal.read(portal.fixture("carin_2_2_basis.json"))
    assert only(reading).billed is None and only(reading).balanced is None
    assert [p.what[:24] for p in reading.problems] == ["This file has no amounts"]
    glued = portal.read(portal.fixture("ab2d.ndjson"))
    assert len(glued.claims) == 3
    assert [claim.denied for claim in glued.claims] == [True, False, True]
    assert sum("no amounts" in p.what for p in glued.problems) == 1
    assert facts(glued, "member_id") == ["1S00A00AA00"]


def test_some_claims_without_amounts_are_counted() -> None:
    with_money, without = portal.claim(portal.money("submitted", 5)), portal.claim()
    bundle = {"resourceType": "Bundle", "entry": [{"resource": one} for one in (with_money, without)]}
    assert [p.where for p in portal.read(bundle).problems] == ["entry[1]"]
    bundle["entry"].append({"resource": portal.claim(status="active")})
    assert "2 of 3 claims have no amounts" in portal.read(bundle).problems[0].what


def test_stu3_fields_are_read() -> None:
    claim = only(portal.read(portal.fixture("stu3_bundle.json")))
    assert (claim.billed, claim.allowed, claim.paid, claim.patient_responsibility) == (300000, 240000, 210000, 30000)
    assert str(claim.admitted) == "2018-07-02" and str(claim.discharged) == "2018-07-04"
    assert (claim.patient, claim.payer, claim.group_number) == (
        "Mila van der Berg Jr.",
        "Thornwick Insurance",
        "G-12",
    )
    assert claim.lines[0].revenue_code == "0120" and claim.balanced


def test_amounts_that_do_not_add_up_are_told() -> None:
    amounts = {"submitted": 100, "eligible": 80, "copay": 10, "benefit": 60}
    reading = portal.read(portal.claim(*(portal.money(category, value) for category, value in amounts.items())))
    assert only(reading).balanced is False
    assert reading.problems[0].where == "item[0]"
    assert "allowed $80.00, paid $60.00, your share $10.00" in reading.problems[0].what
    total = {**portal.claim(portal.money("submitted", 40)), "total": [portal.money("submitted", 100)]}
    told = portal.read(total)
    assert only(told).balanced is False
    assert "The lines add up to $40.00, and the claim says $100.00." in told.problems[0].what


def test_a_difference_in_medicares_data_proves_nothing() -> None:
    item = portal.tree("blue_button_v1_carrier.json")
    claim = only(portal.read(item))
    assert claim.lines[0].allowed != (claim.lines[0].paid or 0) + (claim.lines[0].coinsurance or 0)
    assert claim.balanced is not False


def test_a_share_that_only_the_lines_state_in_full_is_added_up() -> None:
    tree = portal.tree("blue_button_v1_carrier.json")
    tree["benefitBalance"] = [
        {
            "financial": [
                {
                    "type": {
                        "coding": [
                            {
                                "system": "https://bluebutton.cms.gov/resources/codesystem/benefit-balance",
                                "code": "https://bluebutton.cms.gov/resources/variables/carr_clm_cash_ddctbl_apld_amt",
                            }
                        ]
                    },
                    "usedMoney": {"value": 0.0, "code": "USD"},
                }
            ]
        }
    ]
    reading = portal.read(tree)
    assert only(reading).patient_responsibility == 1680
    (fact,) = [fact for fact in reading.facts if fact.field == "patient_responsibility"]
    assert fact.confidence is Confidence.LIKELY and "Added up" in fact.note


def test_a_refused_authorization_is_no_claim_for_care() -> None:
    reading = portal.read(portal.fixture("pdex_prior_authorization.json"))
    claim = only(reading)
    assert claim.denied and claim.lines[0].denied
    assert claim.status == "Prior authorization: refused"
    assert reading.problems == (), "an authorization needs no amounts"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"outcome": "error"}, "Could not be processed"),
        ({"outcome": "queued"}, "Waiting for a decision"),
        ({"outcome": "partial"}, "Decided in part"),
        ({"outcome": {"coding": [{"code": "complete"}]}}, "Decided"),
        ({"status": "cancelled"}, "Canceled"),
        ({"status": "entered-in-error"}, "Entered by mistake, and withdrawn"),
        ({"use": "predetermination"}, "An answer before care"),
    ],
)
def test_the_status_is_in_plain_words(more: dict[str, object], status: str) -> None:
    assert only(portal.read(portal.claim(portal.money("submitted", 1), **more))).status == status


def test_a_provider_known_by_number_alone_waits_to_be_named() -> None:
    reading = portal.read(portal.fixture("blue_button_v1_carrier.json"))
    (fact,) = [fact for fact in reading.facts if fact.field == "provider"]
    assert (fact.value, fact.confidence) == ("NPI 1234567893", Confidence.CHECK)
    (insurer,) = [fact for fact in reading.facts if fact.field == "insurer"]
    assert (insurer.value, insurer.confidence) == ("Medicare", Confidence.LIKELY)
