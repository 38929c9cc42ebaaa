# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The parties of a new case: insurer, provider, employer, and the offices that the first actions turn to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.facts import Facts
from app.domain.party import Party, PartyKind
from app.domain.plan import PlannedAction
from app.domain.track import TrackKind
from app.ports import Transaction
from app.services.log import party_named

_OFFICES: Mapping[str, PartyKind] = {
    "billing office": PartyKind.PROVIDER_BILLING,
    "coding office": PartyKind.CODING,
    "records office": PartyKind.RECORDS_OFFICE,
    "financial assistance": PartyKind.FINANCIAL_ASSISTANCE,
    "appeals": PartyKind.INSURER,
}
"""The offices that plans name after a comma: "Alder Ridge Hospital, billing office"."""


class Parties:
    """Finds or makes parties inside a transaction; addresses of the facts fill the gaps of those already known."""

    def __init__(self, tx: Transaction, facts: Facts) -> None:
        self._tx = tx
        self._people = facts.people

    def insurer(self) -> Party | None:
        """Return the insurer, with the address and fax that the notice gives for appeals."""
        people = self._people
        party = party_named(self._tx, people.insurer or people.plan_name, PartyKind.INSURER)
        return self._filled(party, address=people.insurer_address, fax=people.insurer_fax)

    def provider(self) -> Party | None:
        """Return the provider's billing side."""
        people = self._people
        party = party_named(self._tx, people.provider or people.facility, PartyKind.PROVIDER_BILLING)
        return self._filled(party, address=people.provider_address)

    def employer(self) -> Party | None:
        """Return the employer as the plan's administrator."""
        party = party_named(self._tx, self._people.employer, PartyKind.PLAN_ADMINISTRATOR)
        return self._filled(party, address=self._people.plan_administrator_address)

    def of_action(self, action: PlannedAction) -> Party | None:
        """Return whom an action turns to; None for the person themselves, and for a role that nobody has named."""
        name, _, office = action.party.rpartition(", ")
        if office in _OFFICES and name:
            return self._office(action.party, name, _OFFICES[office])
        people = self._people
        named = (
            (people.insurer or people.plan_name, PartyKind.INSURER, people.insurer_address),
            (people.clinician, PartyKind.CLINICIAN, ""),
            (people.provider or people.facility, PartyKind.PROVIDER_BILLING, people.provider_address),
            (people.employer, PartyKind.PLAN_ADMINISTRATOR, people.plan_administrator_address),
            (people.collector, PartyKind.COLLECTOR, people.collector_address),
        )
        for known, kind, address in named:
            if known.strip() and known == action.party:
                return self._filled(party_named(self._tx, known, kind), address=address)
        if action.track is TrackKind.REGULATOR:
            return party_named(self._tx, action.party, PartyKind.REGULATOR)
        return None

    def _office(self, whole: str, organization: str, kind: PartyKind) -> Party | None:
        people = self._people
        party = self._filled(party_named(self._tx, whole, kind), organization=organization)
        if kind is PartyKind.INSURER:
            return self._filled(party, address=people.insurer_address, fax=people.insurer_fax)
        return self._filled(party, address=people.provider_address if kind is PartyKind.PROVIDER_BILLING else "")

    def _filled(self, party: Party | None, *, address: str = "", fax: str = "", organization: str = "") -> Party | None:
        """Fill the gaps of a party; what it says already stays."""
        if party is None:
            return None
        fuller = replace(
            party,
            address=party.address or address.strip(),
            fax=party.fax or fax.strip(),
            organization=party.organization or organization,
        )
        if fuller != party:
            self._tx.save(fuller)
        return fuller
