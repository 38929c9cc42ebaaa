# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reads what patient portals and Medicare's Blue Button give out (FHIR): the claims, and who they are about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from app.domain.reading import Reading
from app.intake.errors import FileDamaged
from app.intake.fhir_claims import FoundClaim, claim_of
from app.intake.fhir_facts import facts_of
from app.intake.fhir_files import Resource, resources_of
from app.intake.fhir_people import Insured, Records, insured
from app.intake.fhir_values import Node, Troubles, node, nodes, text
from app.intake.fhir_zip import texts_of
from app.jobs import CancelFlag, Job, Progress

_CLAIM = "ExplanationOfBenefit"
_PEOPLE = ("Patient", "Coverage")
_MOST_CLAIMS = 20_000
_NO_AMOUNTS = (
    "has no amounts. Some portals share claims without money on purpose. "
    "Take the amounts from the insurer's paper or website, or ask the insurer for the file with amounts."
)


def read_fhir(name: str, content: str, flag: CancelFlag | None = None) -> Job[Reading]:
    """Read the text of one file (JSON or ndjson); raise FileDamaged when no part of it can be read."""
    troubles = Troubles()
    yield Progress(0, 0, "Reading the file")
    return (yield from _reading(name, resources_of(content, "", troubles), troubles, flag))


def read_fhir_zip(name: str, data: bytes, flag: CancelFlag | None = None) -> Job[Reading]:
    """Read every JSON file of a downloaded zip as one whole: the patient is in one file and the claims in another."""
    troubles = Troubles()
    found: list[Resource] = []
    for short, content in texts_of(name, data, troubles):
        yield Progress(0, 0, f"Reading {short}")
        inside = resources_of(content, short, troubles)
        if not inside:
            troubles.add(short, "This file is damaged or holds nothing that can be read, so it was left out.")
        found += inside
    return (yield from _reading(name, found, troubles, flag))


def _reading(name: str, resources: Sequence[Resource], troubles: Troubles, flag: CancelFlag | None) -> Job[Reading]:
    if not resources and not troubles.listed():
        raise FileDamaged(name)
    unlike = _without_copies(resources)
    records = Records(unlike)
    trees = [one for one in unlike if one.kind == _CLAIM]
    if len(trees) > _MOST_CLAIMS:
        troubles.of_whole(name, f"The file holds {len(trees)} claims. The first {_MOST_CLAIMS} were read.")
    claims: list[FoundClaim] = []
    for count, one in enumerate(trees[:_MOST_CLAIMS]):
        if count % 100 == 0:
            yield Progress(count, len(trees), "Reading the claims")
            if flag is not None:
                flag.check()
        claims.append(claim_of(one, records, troubles))
    _note_outcomes(unlike, troubles)
    _note_amounts(claims, name, troubles)
    alone = _alone(unlike, records)
    if not claims and unlike:
        troubles.of_whole(name, _no_claims(unlike))
    return Reading(
        file=name,
        kind="fhir",
        how="structured",
        facts=facts_of(claims, alone),
        claims=tuple(one.claim for one in claims),
        problems=troubles.listed(),
    )


def _without_copies(resources: Iterable[Resource]) -> list[Resource]:
    """Drop resources that are the same to the letter; portals repeat the patient on every page."""
    kept: dict[bytes, Resource] = {}
    for one in resources:
        kept.setdefault(hashlib.sha256(repr(one.tree).encode("utf-8", "replace")).digest(), one)
    return list(kept.values())


def _alone(resources: Sequence[Resource], records: Records) -> Insured:
    """Return what a file without claims tells of the person and the plan, where it tells of one."""
    patients = [one for one in resources if one.kind == "Patient"]
    plans = [one for one in resources if one.kind == "Coverage"]
    if len(patients) > 1 or not (patients or plans):
        return Insured()
    claim: Node = {"contained": [{**one.tree, "id": f"{one.kind}-1"} for one in (*patients, *plans[:1])]}
    if patients:
        claim["patient"] = {"reference": "#Patient-1"}
    elif plans:
        claim["patient"] = plans[0].tree.get("beneficiary")
    if len(plans) == 1:
        claim["insurance"] = [{"coverage": {"reference": "#Coverage-1"}}]
    return insured(claim, records)


def _note_amounts(claims: Sequence[FoundClaim], name: str, troubles: Troubles) -> None:
    without = [one for one in claims if one.care and not one.has_amounts]
    if not without:
        return
    if len(without) == len(claims):
        troubles.of_whole(name, f"This file {_NO_AMOUNTS}")
    elif len(without) == 1:
        troubles.add(without[0].claim.place, f"This claim {_NO_AMOUNTS}")
    else:
        places = ", ".join(one.claim.place for one in without[:5])
        troubles.add(places, f"{len(without)} of {len(claims)} claims have no amounts, these among them.")


def _note_outcomes(resources: Sequence[Resource], troubles: Troubles) -> None:
    """Tell what a portal answered instead of data."""
    for one in resources:
        if one.kind != "OperationOutcome":
            continue
        for _, issue in nodes(one.tree.get("issue")):
            said = text(issue.get("diagnostics")) or text(node(issue.get("details")).get("text"))
            if issue.get("severity") != "information":
                troubles.add(one.path, f"The portal answered with a message instead of data: {said or 'no words'}")


def _no_claims(resources: Sequence[Resource]) -> str:
    kinds = Counter(one.kind[:40] for one in resources)
    held = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(6))
    if any(kind in kinds for kind in _PEOPLE):
        return f"There are no claims in this file. It holds {held}: facts about the person and the plan."
    return (
        f"There are no claims in this file. It holds {held}. Look in the portal for claims or explanations of benefits."
    )
