# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Who a claim speaks of: patient, plan, insurer and providers, wherever in the file they are described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.intake.fhir_files import Resource
from app.intake.fhir_values import Node, codings, node, nodes, text

MEDICARE = "Medicare"
_MEDICARE_SITE = "bluebutton.cms.gov"
_MEDICARE_NAMES = {"CMS", "CENTERS FOR MEDICARE AND MEDICAID SERVICES", "CENTERS FOR MEDICARE & MEDICAID SERVICES"}
_PART = re.compile(r"\bpart[- ]([abcd])\b", re.IGNORECASE)
_NPI = re.compile(r"\d{10}", re.ASCII)
_NPI_LISTS = ("us-npi", "npi")
_NAME_USES = ("official", "usual")
# In this order: the Medicare number, the number on a plan's card, a member number of another kind.
_MEMBER_TYPES = ("MC", "MB", "UM")
_INTERNAL_NUMBERS = ("bene-id", "patient-id")
_TREATING = {"performing", "rendering", "attending", "primary", "operating", "provider"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Insured:
    """Patient and plan as one claim, with the records it refers to, names them; empty is what is not said.

    ``payer_named`` is False where only the code lists tell that it is Medicare.
    """

    patient: str = ""
    date_of_birth: str = ""
    policyholder: str = ""
    member_id: str = ""
    group_number: str = ""
    plan_name: str = ""
    payer: str = ""
    payer_named: bool = True


class Records:
    """The records of a file, found by the references of a claim: "Patient/1", a full address, or "#within"."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._by_name: dict[str, Node] = {}
        for one in resources:
            for name in (one.url, f"{one.kind}/{text(one.tree.get('id'))}"):
                if name:
                    self._by_name.setdefault(name, one.tree)

    def find(self, reference: object, claim: Node) -> Node:
        """Return the record that a Reference points at, or an empty one."""
        target = text(node(reference).get("reference"))
        if target.startswith("#"):
            within = (one for _, one in nodes(claim.get("contained")) if text(one.get("id")) == target[1:])
            return next(within, {})
        short = "/".join(target.partition("/_history")[0].split("/")[-2:])
        return self._by_name.get(target) or self._by_name.get(short) or {}

    def name(self, reference: object, claim: Node) -> str:
        """Return the name of whoever is referred to, or the reference's own words for them."""
        return name_of(self.find(reference, claim)) or text(node(reference).get("display"))

    def npi(self, reference: object, claim: Node) -> str:
        """Return the ten digits of a provider's national number; filler such as 999999999999 is none."""
        own = [one for _, one in nodes(node(reference).get("identifier"))]
        listed = [one for _, one in nodes(self.find(reference, claim).get("identifier"))]
        for identifier in (*own, *listed):
            kinds = [c.code.lower() for c in codings(identifier.get("type"))]
            if "npi" in kinds or text(identifier.get("system")).rstrip("/").rpartition("/")[2].lower() in _NPI_LISTS:
                value = text(identifier.get("value"))
                if _NPI.fullmatch(value):
                    return value
        return ""


def name_of(record: Node) -> str:
    """Return the name of a person or an organization."""
    if isinstance(record.get("name"), str):
        name = text(record["name"])
        return "" if name.upper() == "N/A" else name
    names = [one for _, one in nodes(record.get("name"))]
    names.sort(key=lambda one: _NAME_USES.index(str(one.get("use"))) if one.get("use") in _NAME_USES else 9)
    return next((said for said in map(_full_name, names) if said), "")


def is_medicare(claim: Node) -> bool:
    """Return whether the claim is written with Medicare's own lists (Blue Button, AB2D)."""
    places: list[object] = [one.get("system") for _, one in nodes(claim.get("identifier"))]
    places += [coding.system for coding in codings(claim.get("type"))]
    places += [one.get("url") for _, one in nodes(claim.get("extension"))]
    profiles = node(claim.get("meta")).get("profile")
    places += profiles if isinstance(profiles, list) else [profiles]
    return any(_MEDICARE_SITE in text(place) for place in places)


def insured(claim: Node, records: Records) -> Insured:
    """Return who is insured and where, from the claim, its Patient and its Coverage."""
    patient = records.find(claim.get("patient"), claim)
    referred = _focal(claim)
    coverage = records.find(referred, claim)
    classes = _classes(coverage)
    holder = records.name(coverage.get("subscriber"), claim) or records.name(coverage.get("policyHolder"), claim)
    group = classes.get("group", "")
    plan = classes.get("plan", "")
    payer = named = _payer(claim, coverage, records)
    if is_medicare(claim) or payer.upper() in _MEDICARE_NAMES:
        payer = MEDICARE if not payer or payer.upper() in _MEDICARE_NAMES else payer
        plan = _medicare_part(plan, referred) or plan
        group = "" if group == MEDICARE else group
    return Insured(
        patient=name_of(patient) or text(node(claim.get("patient")).get("display")),
        date_of_birth=text(patient.get("birthDate"))[:10],
        policyholder=holder,
        member_id=_member_id(claim, patient, coverage),
        group_number=group,
        plan_name=plan,
        payer=payer,
        payer_named=bool(named),
    )


def provider_name(claim: Node, records: Records) -> str:
    """Return who gave the care: the claim's provider by name, else its team, else a national number."""
    references = [claim.get("provider"), claim.get("organization"), claim.get("facility")]
    team = [(one.get("provider"), codings(one.get("role"))) for _, one in nodes(claim.get("careTeam"))]
    treating = [who for who, roles in team if not roles or any(role.code.lower() in _TREATING for role in roles)]
    named = (records.name(one, claim) for one in (*references, *treating))
    numbers = (records.npi(one, claim) for one in (*references, *treating))
    number = next((one for one in numbers if one), "")
    return next((one for one in named if one), "") or (f"NPI {number}" if number else "")


def team_numbers(claim: Node, records: Records) -> Mapping[str, str]:
    """Return the national number of each member of the care team, by its place in the team's own counting."""
    return {
        text(one.get("sequence")): records.npi(one.get("provider"), claim) for _, one in nodes(claim.get("careTeam"))
    }


def _full_name(name: Node) -> str:
    if said := text(name.get("text")):
        return said
    parts: list[str] = []
    for key in ("given", "family", "suffix"):
        value = name.get(key)
        parts += [text(one) for one in (value if isinstance(value, list) else [value])]
    return " ".join(part for part in parts if part)


def _focal(claim: Node) -> Node:
    """Return the reference to the coverage that this claim is about: the focal one, else the first."""
    plans = [one for _, one in nodes(claim.get("insurance"))]
    plans.sort(key=lambda one: one.get("focal") is not True)
    return next((node(one["coverage"]) for one in plans if node(one.get("coverage"))), {})


def _classes(coverage: Node) -> dict[str, str]:
    """Return group number and plan name (R4 ``class``, STU3 ``grouping``)."""
    found: dict[str, str] = {}
    for _, one in nodes(coverage.get("class")):
        kind = next((coding.code for coding in codings(one.get("type"))), "")
        value, name = text(one.get("value")), text(one.get("name"))
        found.setdefault(kind, value if kind == "group" else name or value)
    grouping = node(coverage.get("grouping"))
    group = text(grouping.get("group")) or text(grouping.get("subGroup"))
    plan = next(
        (said for key in ("planDisplay", "plan", "subPlan") if (said := text(grouping.get(key)))),
        "",
    )
    found.setdefault("group", group)
    found.setdefault("plan", plan)
    return found


def _payer(claim: Node, coverage: Node, records: Records) -> str:
    insurer = claim.get("insurer")
    payors = [one for _, one in nodes(coverage.get("payor"))]
    for reference in (insurer, *payors):
        said = records.name(reference, claim) or text(node(node(reference).get("identifier")).get("value"))
        if said:
            return said
    return ""


def _medicare_part(plan: str, coverage: Node) -> str:
    """Return "Medicare Part B" where the plan or the reference names the part."""
    said = " ".join((plan, text(coverage.get("display")), text(coverage.get("reference"))))
    found = _PART.search(said)
    return f"{MEDICARE} Part {found[1].upper()}" if found else ""


def _member_id(claim: Node, patient: Node, coverage: Node) -> str:
    """Return the number on the card; the Medicare number before a plan's own, and never a portal's inner number.

    AB2D hangs the Medicare number on the claim itself, in an extension.
    """
    listed: list[tuple[int, str]] = []
    hung = [{"identifier": one.get("valueIdentifier")} for _, one in nodes(claim.get("extension"))]
    for record in (coverage, patient, *hung):
        for _, one in nodes(record.get("identifier")):
            system = text(one.get("system")).lower().replace("_", "-")
            kinds = [coding.code.upper() for coding in codings(one.get("type"))]
            rank = next((_MEMBER_TYPES.index(kind) for kind in kinds if kind in _MEMBER_TYPES), -1)
            if system.endswith(("us-mbi", "us-medicare")):
                rank = 0
            if rank >= 0 and not system.endswith(_INTERNAL_NUMBERS) and text(one.get("value")):
                listed.append((rank, text(one.get("value"))))
    medicare = next((value for rank, value in listed if rank == 0), "")
    return medicare or text(coverage.get("subscriberId")) or min(listed, default=(0, ""))[1]
