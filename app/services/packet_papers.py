# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The papers that win a case of this denial type at this level, against those that a packet has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from app.domain.document import DocumentKind
from app.domain.facts import Facts
from app.knowledge.denials import DenialType
from app.services.packet_lacks import Lack
from app.services.packet_views import PacketView

_KINDS: tuple[tuple[re.Pattern[str], frozenset[DocumentKind]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), frozenset(kinds))
    for pattern, kinds in (
        (r"\bcorrected (eob|explanation)", (DocumentKind.CORRECTED_EOB,)),
        (r"denial notice|\bnotice of denial\b", (DocumentKind.DENIAL_NOTICE, DocumentKind.EOB)),
        (r"\beobs?\b|explanation of benefits", (DocumentKind.EOB, DocumentKind.CORRECTED_EOB)),
        (r"clinician's letter|letter of medical necessity", (DocumentKind.LETTER_OF_MEDICAL_NECESSITY,)),
        (r"claim file", (DocumentKind.CLAIM_FILE, DocumentKind.PLAN_DOCUMENT)),
        (
            r"\bpolicy\b|\bcriteria\b|plan (document|text)",
            (DocumentKind.PLAN_DOCUMENT, DocumentKind.CLAIM_FILE),
        ),
        (r"itemized bill", (DocumentKind.ITEMIZED_BILL,)),
        (r"\bestimate\b", (DocumentKind.ESTIMATE,)),
        (r"claim form|corrected claim", (DocumentKind.CLAIM_FORM,)),
        (r"insurance card|member card|\bcard\b", (DocumentKind.INSURANCE_CARD,)),
        (r"collector|collection (notice|letter)", (DocumentKind.COLLECTION_NOTICE,)),
        (r"authorization", (DocumentKind.AUTHORIZATION_NUMBER,)),
        (r"\bnotes?\b|\brecords?\b|\bresults\b|\border\b|\breport\b", (DocumentKind.RECORDS,)),
        (r"\bstatement\b|\bbill\b", (DocumentKind.STATEMENT, DocumentKind.ITEMIZED_BILL)),
    )
)
_ALWAYS = frozenset((DocumentKind.DENIAL_NOTICE, DocumentKind.EOB, DocumentKind.CORRECTED_EOB))
"""Asked for in every packet, whatever the denial type."""
_MOST = 6
_OUTSIDE = ("external_review_request", "expedited_external_review_request")
_LATER = (
    *_OUTSIDE,
    "second_level_appeal",
    "medicare_reconsideration",
    "medicare_hearing_request",
    "medicare_council_review",
    "opm_review_request",
    "fair_hearing_request",
)
"""Letters that answer the decision of an earlier level; it belongs into the packet beside the first denial."""


def papers_lacking(view: PacketView, facts: Facts, types: Sequence[DenialType]) -> tuple[Lack, ...]:
    """Return which papers of the case's denial types and of the letter's level are not among the exhibits."""
    kinds = [line.document.kind for line in view.exhibits]
    lacks = [*_of_level(view, facts, kinds)]
    for denial in types:
        missing = _missing(denial.evidence, kinds)
        if missing:
            shown = "; ".join(missing[:_MOST]) + (f"; and {len(missing) - _MOST} more" if len(missing) > _MOST else "")
            lacks.append(
                Lack(
                    lead=f"Papers that help with “{denial.title}” are not in the packet.",
                    text=f"{shown}. Add those you have; the Library says why each helps.",
                    action="exhibit",
                )
            )
    return tuple(lacks)


def _of_level(view: PacketView, facts: Facts, kinds: Sequence[DocumentKind]) -> list[Lack]:
    lacks = []
    letter = view.letter.kind if view.letter else ""
    if letter in _LATER and kinds.count(DocumentKind.DENIAL_NOTICE) < 2:
        text = "At this level they look for both: the first denial, and the decision that this letter answers."
        lacks.append(Lack(lead="The decision on the earlier appeal is missing.", text=text, action="exhibit"))
    if letter in _OUTSIDE and DocumentKind.RECORDS not in kinds:
        text = "An outside reviewer decides from the papers, and has not seen your record."
        lacks.append(Lack(lead="No medical record is among the exhibits.", text=text, action="exhibit"))
    if facts.people.representative and DocumentKind.AUTHORIZATION_NUMBER not in kinds:
        text = f"{facts.people.representative} acts for the patient; without the signed form they may not answer."
        lacks.append(Lack(lead="The authorization of the representative is missing.", text=text, action="exhibit"))
    return lacks


def _missing(evidence: Iterable[str], kinds: Collection[DocumentKind]) -> list[str]:
    """Return the papers of a list that no exhibit's kind stands for; one that names no kind cannot be told."""
    missing = []
    for paper in evidence:
        wanted = next((found for pattern, found in _KINDS if pattern.search(paper)), None)
        if wanted is not None and not wanted <= _ALWAYS and not wanted & set(kinds):
            missing.append(paper[:1].lower() + paper[1:])
    return missing
