# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every shipped file of the wizard's knowledge loads, and every id it names is there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from app.domain.facts import Amounts, Answers, Dates, Facts, People
from app.knowledge.codes import codebook
from app.knowledge.denials import FAMILY_TITLES, DenialType, denial_types
from app.knowledge.glossary import glossary
from app.knowledge.guide import LETTER_KINDS, guide
from app.knowledge.reader import shipped, shipped_names
from app.knowledge.scripts import blanks, filled, scripts
from app.knowledge.signals import appealability_questions, plan_kind_help, questions, signal_groups, signals
from app.rules.routing_conditions import CONDITIONS
from app.rules.routing_situation import situation
from app.rules.routing_words import blanks as decision_blanks
from tests.app.rules.routing_facts import TODAY

_TYPES = """authorization_denied authorization_missing balance_billing benefit_maximum bill_above_eob bundling
claim_not_filed
collections concurrent_care_ended contractual_writeoff coordination_of_benefits cosmetic cost_share
diagnosis_mismatch duplicate eligibility emergency_not_paid estimate_exceeded experimental facility_fee
frequency_limit incorrect_code length_of_stay level_of_care medical_necessity missing_information modifier
not_covered other_insurance_accident out_of_network outdated_code paid_to_patient patient_identity
payment_not_posted place_of_service present_on_admission preventive_charged provider_enrollment referral_missing
rescission secondary_pending service_not_received statement_duplicate step_therapy surprise_bill timely_filing
unaffordable units_frequency unspecified_diagnosis visit_level wrong_payer"""
_SIGNALS = """payment_not_posted bill_exceeds_eob duplicate_line_on_statement service_not_received wrong_code
visit_level_too_high modifier_problem diagnosis_mismatch place_of_service_wrong wrong_patient_or_member
not_medically_necessary authorization_missing authorization_denied out_of_network experimental not_covered
timely_filing other_coverage not_eligible_on_date provider_not_enrolled missing_information cannot_afford
emergency_out_of_network ancillary_at_in_network_facility air_ambulance ground_ambulance estimate_exceeded
in_collections on_credit_report no_eob_yet no_itemized_bill insurer_missed_deadline notice_defective
internal_appeal_lost care_ending_early"""
_ROUTES = """get_documents_first provider_billing corrected_claim coverage_update prior_authorization_request
internal_appeal protective_appeal expedited_appeal external_review expedited_external_review program_appeal
fair_hearing records_request financial_assistance surprise_billing estimate_dispute regulator_complaint
debt_validation credit_dispute negotiation"""
_WARNINGS = """do_not_pay_before_corrected_eob calendar_both_tracks case_open_until_corrected_eob
protective_appeal_date two_gates not_a_commercial_appeal self_funded_no_state_regulator
self_funded_or_insured_unknown urgent_now notice_date_wins benefits_continue_ten_days"""
TYPES, SIGNALS, ROUTES, WARNINGS = _TYPES.split(), _SIGNALS.split(), _ROUTES.split(), _WARNINGS.split()


def fact_keys() -> set[str]:
    keys = {"plan_kind", "state", "service_timing", "urgent", "reason"}
    for name, kind in (("dates", Dates), ("answers", Answers), ("amounts", Amounts), ("people", People)):
        keys |= {f"{name}.{field.name}" for field in dataclasses.fields(kind)}
    return keys


def test_the_promised_ids_are_all_there() -> None:
    assert sorted(denial_types()) == TYPES
    assert set(signals()) == set(SIGNALS)
    assert set(guide().routes) == set(ROUTES)
    assert set(WARNINGS) <= set(guide().warnings)
    assert len(signal_groups()) == 5
    assert len(appealability_questions()) == 4
    assert len(plan_kind_help()) == 4


@pytest.mark.parametrize("name", TYPES)
def test_a_denial_type_names_only_what_exists(name: str) -> None:
    denial = denial_types()[name]
    book = codebook()
    known = denial.recognition
    assert denial.family in FAMILY_TITLES
    assert set(denial.routes) <= set(ROUTES)
    assert set(denial.questions) <= set(questions())
    assert set(denial.letters) <= set(LETTER_KINDS)
    assert denial.appeal_letter in {"", *LETTER_KINDS}
    assert set(denial.scripts) <= set(scripts())
    assert set(known.signals) <= set(signals())
    assert set(known.carcs + known.possible_carcs) <= set(book.carc_list)
    assert set(known.rarcs + known.possible_rarcs) <= set(book.rarc_list)
    assert set(known.groups) <= set(book.groups)
    assert all(source.checked <= TODAY for source in denial.sources)
    assert min(map(len, (denial.wins, denial.evidence, denial.avoid, denial.escalation, denial.say))) >= 3


def test_letters_named_are_letters_shipped() -> None:
    shipped_kinds = {name.removesuffix(".md") for name in shipped_names("letters", ".md")}
    assert set(LETTER_KINDS) <= shipped_kinds


def test_codes_name_only_what_exists() -> None:
    book = codebook()
    numbers = {*book.carc_list, *book.rarc_list}
    for code in (*book.carcs.values(), *book.rarcs.values(), *book.modifiers.values(), *book.places.values()):
        assert set(code.denial_types) <= set(TYPES), code.id
        assert set(code.routes) <= set(ROUTES), code.id
        assert set(code.letters) <= set(LETTER_KINDS), code.id
        assert set(code.signals) <= set(SIGNALS), code.id
        assert set(code.seen_with) <= numbers, code.id
    for family in book.families.values():
        assert set(family.signals) <= set(SIGNALS)
        assert set(family.routes) <= set(ROUTES)
        assert set(family.denial_types) <= set(TYPES)
    assert {row.family for row in book.carc_list.values()} <= set(book.families)
    assert {row.family for row in book.rarc_list.values()} <= {"", *book.families}


def test_retired_codes_agree_with_the_lists() -> None:
    book = codebook()
    for entries, listed in ((book.carcs, book.carc_list), (book.rarcs, book.rarc_list)):
        for code in entries.values():
            assert (code.retired, code.retired_on) == (listed[code.id].retired, listed[code.id].retired_on), code.id


def test_signals_and_questions_fill_real_keys() -> None:
    assert {signal.group for signal in signals().values()} == set(signal_groups())
    papers = """denial_notice eob corrected_eob itemized_bill claim_form statement records letter_of_medical_necessity
    authorization_number plan_document claim_file estimate collection_notice insurance_card"""
    for question in (*questions().values(), *appealability_questions().values()):
        table, _, name = question.fills.partition(".")
        if table == "signals":
            assert name in SIGNALS, question.id
        elif table == "have":
            assert name in papers.split(), question.id
        else:
            assert question.fills in fact_keys(), question.id
        assert bool(question.choices) == (question.kind == "choice"), question.id


def test_every_row_of_the_decision_names_known_things() -> None:
    filled_in = set(decision_blanks(situation(Facts(), (), TODAY, guide()), guide()))
    rows = [row for route in guide().routes.values() for row in (*route.take, *route.leave)]
    for text, when in [(row.why, (*row.when, *row.unless)) for row in rows] + [
        (row.text, (*row.when, *row.unless)) for row in (*guide().actions.values(), *guide().warnings.values())
    ]:
        assert set(when) <= set(CONDITIONS), text
        assert set(re.findall(r"\{(\w+)\}", text)) <= filled_in, text
    for action in guide().actions.values():
        assert set(action.routes) <= set(ROUTES), action.id
        assert action.routes or action.when, action.id
        assert action.letter in {"", "appeal", "program", "complaint", *LETTER_KINDS}, action.id
        assert action.script in {"", *scripts()}, action.id
    assert all(route.leave[-1].when == () for route in guide().routes.values())
    assert all(set(warning.routes) <= set(ROUTES) for warning in guide().warnings.values())


def test_no_condition_is_left_over() -> None:
    rows = [row for route in guide().routes.values() for row in (*route.take, *route.leave)]
    used = {name for row in (*rows, *guide().actions.values(), *guide().warnings.values()) for name in row.when}
    used |= {name for row in (*rows, *guide().actions.values(), *guide().warnings.values()) for name in row.unless}
    assert set(CONDITIONS) == used


@pytest.mark.parametrize("name", sorted(scripts()))
def test_a_script_has_real_blanks_and_ends_with_a_ticket(name: str) -> None:
    script = scripts()[name]
    assert set(blanks(script)) <= fact_keys()
    assert blanks(script)
    assert "ticket" in script.end
    assert "writing" in script.end


def test_a_blank_is_filled_or_stays_visible() -> None:
    text = "Account {{ people.account_number }}, {{dates.service}}."
    assert filled(text, {"people.account_number": "A-17"}) == "Account A-17, [service]."


def test_the_glossary_points_to_its_own_terms() -> None:
    terms = glossary()
    assert all(set(term.see) <= set(terms) for term in terms.values())
    titles = [term.term.lower() for term in terms.values()]
    assert titles == sorted(titles)


def prose() -> Iterator[tuple[str, str]]:
    for folder in ("denials", "questions", "scripts", "routes", "warnings", "glossary", "codes"):
        for name in shipped_names(folder):
            yield f"{folder}/{name}", shipped(f"{folder}/{name}").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "text"), list(prose()), ids=lambda value: value if len(value) < 60 else "")
def test_the_words_are_calm_and_american(name: str, text: str) -> None:
    assert text.startswith("# SPDX-FileCopyrightText"), name
    assert "!" not in text
    said = re.sub(r'"(?:prior )?authorisation"', "", text)
    assert not re.search(r"\b(authoris|recognis|colour|favour|organis|cheque\b)", said), name


def test_a_type_is_a_record_of_its_file() -> None:
    assert all(isinstance(denial, DenialType) and denial.id == name for name, denial in denial_types().items())


_FIGURE = re.compile(r"\b(?:\d+|four|thirty|ten) (?:days|hours|months|dollars)\b", re.IGNORECASE)


def test_every_figure_of_law_has_its_source() -> None:
    for route in guide().routes.values():
        texts = " ".join(row.why for row in (*route.take, *route.leave))
        if _FIGURE.search(texts):
            assert route.law, f"{route.id}: {_FIGURE.findall(texts)}"
    for warning in guide().warnings.values():
        if _FIGURE.search(warning.text):
            assert warning.law, warning.id
    sources = [s for row in (*guide().routes.values(), *guide().warnings.values()) for s in row.law]
    assert all(source.citation and source.verified and source.checked <= TODAY for source in sources)
