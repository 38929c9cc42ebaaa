# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What the codes of a remittance mean for the person: how a claim stands, how money went, what is no denial."""

from __future__ import annotations

FORWARDED = "sent on to another insurer"

_FORWARDED = {"19", "20", "21", "23"}
DENIED = "4"
_NO_ANSWER = {"22", "23", "25"}
_STATUS = {
    "1": "Processed as the first insurer",
    "2": "Processed as the second insurer",
    "3": "Processed as the third insurer",
    "4": "Denied",
    "5": "Waiting for a decision",
    "10": "Received, not worked on yet",
    "13": "On hold",
    "15": "On hold: more information was asked for",
    "16": "On hold: more information was asked for, and has come",
    "17": "On hold: under review",
    "19": "Processed as the first insurer",
    "20": "Processed as the second insurer",
    "21": "Processed as the third insurer",
    "22": "An earlier payment is taken back",
    "23": "Not this insurer's claim",
    "25": "An estimate ahead of the care: nothing is paid on it",
    "27": "Reviewed",
}
_METHODS = {
    "ACH": "Electronic transfer",
    "BOP": "As the payee chose",
    "CHK": "Check",
    "FWT": "Wire transfer",
    "NON": "No payment",
}

PATIENT_SHARE = frozenset(
    ("1", "2", "3", "25", "36", "37", "66", "72", "122", "126", "127", "142", "241", "247", "248")
)
"""Reasons that leave the patient an ordinary share of an allowed price: the claim was worked out, not refused."""

NOT_REFUSED = PATIENT_SHARE | {
    *("23", "41", "42", "43", "44", "45", "86", "94", "100", "101", "103", "104", "105", "121", "124", "130"),
    *("131", "132", "133", "137", "139", "143", "144", "145", "161", "187", "209", "222", "225", "237", "245"),
    *("246", "253", "260", "274", "278", "281", "293", "294", "308", "A2"),
}
"""Reasons that alone are no denial: shares, contract prices, what others paid, money kept back or put off."""


def status_words(code: str, forwarded_to: str = "") -> str:
    """Say how a claim stands; an unknown number is shown as it is."""
    words = _STATUS.get(code, f"Status {code}, which is not known here" if code else "")
    if code in _FORWARDED or forwarded_to:
        to = f" ({forwarded_to})" if forwarded_to else ""
        return f"{words}; {FORWARDED}{to}" if words else f"{FORWARDED.capitalize()}{to}"
    return words


def is_answer(status: str) -> bool:
    """Whether a status is a decision about care that was billed, which can be a denial."""
    return status not in _NO_ANSWER


def method_words(code: str) -> str:
    """Say how money was paid; an unknown code is shown as it is."""
    return _METHODS.get(code, code)
