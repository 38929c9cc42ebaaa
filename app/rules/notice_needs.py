# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""In which circumstances a notice needs an element: yes, no, or not known with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.facts import Facts
from app.knowledge.notices import Condition
from app.knowledge.states import State
from app.rules.notice_text import NoticeText

Need = tuple[bool | None, str]

_CLINICAL = (
    "medically necessary", "medical necessity", "experimental", "investigational", "not clinically",
    "clinical criteria", "level of care", "medical director", "unproven",
)  # fmt: skip
_CLINICAL_SIGNALS = {"not_medically_necessary", "experimental"}
_CLINICAL_CODES = {"50", "55", "56", "150", "151", "152", "153", "154"}
_LACKING = ("additional information & need", "missing information", "information was not received", "incomplete",
            "we need the following", "lacks information", "records were not received")  # fmt: skip
_LACKING_CODES = {"16", "226", "227", "251", "252"}
_ENDING = ("last covered day", "no longer approved", "continued stay", "will be terminated", "coverage for & will end",
           "ongoing & treatment")  # fmt: skip
_MIND = ("mental health", "behavioral health", "substance use", "psychiatr", "psychotherap", "addiction")
_PROTECTED = {"emergency_out_of_network", "ancillary_at_in_network_facility", "air_ambulance"}


def needed(when: Condition, facts: Facts, text: NoticeText, state: State | None) -> Need:
    """Return whether an element with this condition is needed, and why that cannot be told where it cannot."""
    return (True, "") if not when else _CONDITIONS[when](facts, text, state)


def _codes(facts: Facts) -> set[str]:
    return {code.replace(" ", "-").rpartition("-")[2] for code in facts.codes}


def _clinical(facts: Facts, text: NoticeText, _state: State | None) -> Need:
    held = _CLINICAL_SIGNALS & set(facts.signals) or _CLINICAL_CODES & _codes(facts)
    return bool(held) or text.find(_CLINICAL) is not None, ""


def _criterion(facts: Facts, text: NoticeText, state: State | None) -> Need:
    if _clinical(facts, text, state)[0]:
        return True, ""
    return None, "It is needed only where a rule, guideline or protocol was used."


def _missing_information(facts: Facts, text: NoticeText, _state: State | None) -> Need:
    held = "missing_information" in facts.signals or _LACKING_CODES & _codes(facts)
    return bool(held) or text.find(_LACKING) is not None, ""


def _urgent(facts: Facts, _text: NoticeText, _state: State | None) -> Need:
    return facts.urgent, ""


def _ongoing(facts: Facts, text: NoticeText, _state: State | None) -> Need:
    held = facts.service_timing == "concurrent" or "care_ending_early" in facts.signals
    return held or text.find(_ENDING) is not None, ""


def _mental_health(_facts: Facts, text: NoticeText, _state: State | None) -> Need:
    return text.find(_MIND) is not None, ""


def _protected_bill(facts: Facts, _text: NoticeText, _state: State | None) -> Need:
    return bool(_PROTECTED & set(facts.signals)), ""


def _state_office(_facts: Facts, _text: NoticeText, state: State | None) -> Need:
    if state is None:
        return None, "It is needed only where the state has such an office. Name the state."
    if state.help is None:
        return None, f"It is needed only where the state has such an office; none is known here for {state.name}."
    return True, ""


_CONDITIONS: Mapping[str, Callable[[Facts, NoticeText, State | None], Need]] = {
    "clinical": _clinical,
    "criterion": _criterion,
    "missing_information": _missing_information,
    "urgent": _urgent,
    "ongoing": _ongoing,
    "mental_health": _mental_health,
    "protected_bill": _protected_bill,
    "state_office": _state_office,
}
