# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A big casebook for measuring: 2,000 cases and 100,000 log entries, the same ones every time."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Callable
from pathlib import Path

from app.clock import Clock, fixed_clock
from app.domain.case import Case, CaseStatus
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter, LetterStatus
from app.domain.log import Channel, LogEntry
from app.domain.money import Cents
from app.domain.party import Party, PartyKind
from app.domain.person import Person
from app.domain.track import Task, Track, TrackKind
from storage.casebook import Store
from storage.opened import Casebook

TODAY = dt.date(2026, 11, 21)
PASSPHRASE = "a big casebook for measuring"

_PLACES = ("Alder Ridge", "Bramble Creek", "Cedar Point", "Dunmore", "Elm Hollow", "Fallow Field", "Garnet Bay")
_OFFICES = ("Hospital", "Clinic", "Imaging", "Anesthesia Group", "Orthopedics", "Laboratory", "Surgery Center")
_PAYERS = ("Northway Health", "Plainfield Mutual", "Harbor Benefit Plan", "Kestrel Insurance", "Lindenwood Care")
_SERVICES = ("MRI of the knee", "Emergency visit", "Blood panel", "Night in the hospital", "Colonoscopy", "Therapy")
_ACTIONS = (
    "Called billing about the duplicate line",
    "Sent the appeal by certified mail",
    "Asked for the itemized bill",
    "Insurer promised an answer",
    "Received a letter that the claim is pending",
    "Asked the coding office to review the modifier",
    "Left a message with the supervisor",
    "Uploaded the records to the portal",
)
_NOTES = (
    "The hold was confirmed for thirty days; nothing goes to collections meanwhile.",
    "They said the authorization number is on file and the claim will be sent again.",
    "No one could say why the corrected claim was rejected. A call back was promised.",
    "The representative read the remark code aloud and agreed that it is not the patient's money.",
)
_NAMES = ("Nora", "Theo", "Ines", "Marcus", "Ruth", "Dana", "Sol", "Vera", "Amos", "Lucía", "Pilar", "Owen")


def build(path: Path, *, cases: int = 2_000, entries: int = 100_000, clock: Clock | None = None) -> Casebook:
    """Make the casebook at ``path`` and return it open; the passphrase is PASSPHRASE."""
    casebook = Store(clock or fixed_clock(TODAY)).create(path, PASSPHRASE)
    maker = _Maker(cases, entries)
    with casebook.transaction() as tx:
        for step in maker.steps:
            tx.save(*step())
        tx.commit()
    return casebook


class _Maker:
    """Makes the records, step after step, from one seed."""

    def __init__(self, cases: int, entries: int) -> None:
        self._random = random.Random(20261121)
        self._serial = 0
        self._count, self._entries = cases, entries
        self._cases: list[Case] = []
        self._people: list[Person] = []
        self._providers: list[Party] = []
        self._payers: list[Party] = []
        self._tracks: dict[str, Track] = {}
        self.steps: tuple[Callable[[], list[object]], ...] = (
            *(self._make_people, self._make_parties, self._make_cases, self._make_tracks),
            *(self._make_log, self._make_deadlines, self._make_tasks, self._make_documents, self._make_letters),
        )

    def _id(self) -> str:
        self._serial += 1
        moment = 0x0190_0000_0000 + self._serial
        return f"{moment:012x}7{self._random.getrandbits(12):03x}{self._random.getrandbits(64):016x}"

    def _day(self, earliest: int, latest: int) -> dt.date:
        return TODAY + dt.timedelta(days=self._random.randint(earliest, latest))

    def _make_people(self) -> list[object]:
        names = [f"{name} Example {number}" for number in range(1, 6) for name in _NAMES]
        self._people = [Person(id=self._id(), name=name, state="WI") for name in names]
        return [*self._people]

    def _make_parties(self) -> list[object]:
        self._providers = [
            Party(id=self._id(), name=f"{place} {office}", kind=PartyKind.PROVIDER_BILLING)
            for place in _PLACES
            for office in _OFFICES
        ]
        self._payers = [Party(id=self._id(), name=name, kind=PartyKind.INSURER) for name in _PAYERS]
        return [*self._providers, *self._payers]

    def _make_cases(self) -> list[object]:
        for number in range(self._count):
            closed = number % 5 == 4
            opened = self._day(-700, -10)
            billed = self._random.randint(5_000, 2_500_000)
            self._cases.append(
                Case(
                    id=self._id(),
                    person_id=self._random.choice(self._people).id,
                    provider_id=self._random.choice(self._providers).id,
                    insurer_id=self._random.choice(self._payers).id,
                    title=f"{self._random.choice(_SERVICES)} of {opened:%d %b %Y}",
                    problem="Claim denied",
                    stage="Insurer appeal",
                    status=CaseStatus.CLOSED if closed else CaseStatus.OPEN,
                    claim_number=f"CLM-{number:06d}",
                    billed=Cents(billed),
                    disputed=Cents(billed // 2),
                    opened_on=opened,
                    closed_on=opened + dt.timedelta(days=9) if closed else None,
                )
            )
        return [*self._cases]

    def _make_tracks(self) -> list[object]:
        for case in self._cases:
            kind = self._random.choice(list(TrackKind))
            self._tracks[case.id] = Track(id=self._id(), case_id=case.id, kind=kind, opened_on=case.opened_on)
        return [*self._tracks.values()]

    def _make_log(self) -> list[object]:
        made: list[object] = []
        for number in range(self._entries):
            case = self._random.choice(self._cases)
            day = case.opened_on + dt.timedelta(days=self._random.randint(0, (TODAY - case.opened_on).days))
            made.append(
                LogEntry(
                    id=self._id(),
                    case_id=case.id,
                    track_id=self._tracks[case.id].id,
                    party_id=self._random.choice((case.provider_id, case.insurer_id)),
                    action=self._random.choice(_ACTIONS),
                    date=day,
                    reference=f"REF-{number:06d}",
                    deadline=day + dt.timedelta(days=30) if number % 4 == 0 else None,
                    talked_to=self._random.choice(_NAMES),
                    channel=self._random.choice(list(Channel)),
                    notes=self._random.choice(_NOTES),
                    created_at=dt.datetime(day.year, day.month, day.day, 15, tzinfo=dt.UTC),
                )
            )
        return made

    def _make_deadlines(self) -> list[object]:
        made: list[object] = []
        for number, case in enumerate(self._cases * 3):
            made.append(
                Deadline(
                    id=self._id(),
                    case_id=case.id,
                    track_id=self._tracks[case.id].id,
                    party_id=case.insurer_id,
                    title="Internal appeal" if number % 3 else "Answer to the records request",
                    owner=Owner.US if number % 3 else Owner.THEM,
                    source=DeadlineSource.LAW,
                    due=self._day(-60, 240),
                    citation="29 CFR 2560.503-1(h)(3)(i)",
                    status=DeadlineStatus.DONE if number % 2 else DeadlineStatus.OPEN,
                    snoozed_until=self._day(1, 30) if number % 20 == 0 else None,
                )
            )
        return made

    def _make_tasks(self) -> list[object]:
        return [
            Task(
                id=self._id(),
                case_id=case.id,
                track_id=self._tracks[case.id].id,
                title="Call the billing office back",
                due=self._day(-10, 60),
                done_on=self._day(-9, 0) if number % 2 else None,
            )
            for number, case in enumerate(self._cases)
        ]

    def _make_documents(self) -> list[object]:
        return [
            Document(
                id=self._id(),
                case_id=case.id,
                person_id=case.person_id,
                title="Explanation of benefits",
                kind=DocumentKind.EOB,
                file_name=f"eob-{number}.pdf",
                media_type="application/pdf",
                sha256=f"{number:064x}",
                size=120_000,
                pages=3,
                date=case.opened_on,
                text=" ".join(self._random.choices(_NOTES, k=6)),
                added_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number),
            )
            for number, case in enumerate(self._cases)
        ]

    def _make_letters(self) -> list[object]:
        return [
            Letter(
                id=self._id(),
                case_id=case.id,
                track_id=self._tracks[case.id].id,
                party_id=case.insurer_id,
                kind="internal_appeal",
                title=f"Appeal for claim {case.claim_number}",
                text="\n\n".join(self._random.choices(_NOTES, k=8)),
                status=LetterStatus.SENT if number % 2 else LetterStatus.DRAFT,
                created_at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number),
                changed_at=dt.datetime(2026, 2, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number),
            )
            for number, case in enumerate(self._cases)
        ]


if __name__ == "__main__":
    build(Path(sys.argv[1])).close()
