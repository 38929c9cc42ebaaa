# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A small world of linked records, one of every kind, and the program that wrote the casebooks in tests/fixtures."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from dataclasses import is_dataclass
from pathlib import Path

from app.clock import fixed_clock
from app.domain.bill import BillMark, ColumnMapping, MarkKind, SheetKind
from app.domain.case import Case
from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.cms_lists import CmsList, CmsListKind
from app.domain.coverage import Coverage, PlanKind
from app.domain.deadline import Deadline, DeadlineSource, Owner
from app.domain.document import Document, DocumentKind
from app.domain.letter import Letter, LetterVersion, Sending
from app.domain.log import Amendment, Attachment, Channel, LogEntry
from app.domain.money import Cents
from app.domain.own_codes import OwnCodeList
from app.domain.own_letter import OwnLetter
from app.domain.packet import Exhibit, Packet
from app.domain.party import Contact, Party, PartyKind
from app.domain.person import Person
from app.domain.preference import Preference
from app.domain.track import Task, Track, TrackKind
from app.domain.wizard import WizardSession
from storage.casebook import Store
from storage.opened import Casebook

TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 10, 42, tzinfo=dt.UTC)
PASSPHRASE = "four quiet geese walking"
FILE = b"%PDF-1.7 a denial notice that nobody wanted\n"
SECRET = "Quillfeather-Ombersley"  # a word that occurs nowhere else: looked for in the raw bytes of files


def numbered(number: int) -> str:
    return f"{number:032x}"


class World:
    """One record of every kind."""

    person: Person = Person(id=numbered(1), name="Nora Example", state="WI", notes=SECRET)
    hospital: Party = Party(id=numbered(2), name="Alder Ridge Hospital", kind=PartyKind.PROVIDER_BILLING)
    insurer: Party = Party(id=numbered(3), name="Northway Health", kind=PartyKind.INSURER)
    contact: Contact = Contact(id=numbered(4), party_id=numbered(2), name="Bea Voss", role="Supervisor")
    coverage: Coverage = Coverage(
        id=numbered(5),
        person_id=numbered(1),
        insurer_id=numbered(3),
        plan_kind=PlanKind.EMPLOYER_INSURED,
        member_id="NWH-20417",
        starts=dt.date(2026, 1, 1),
    )
    case: Case = Case(
        id=numbered(6),
        person_id=numbered(1),
        coverage_id=numbered(5),
        provider_id=numbered(2),
        insurer_id=numbered(3),
        title="MRI of 21 Apr 2026",
        denial_types=("medical_necessity", "prior_authorization"),
        billed=Cents(245_000),
        disputed=Cents(245_000),
        opened_on=dt.date(2026, 6, 1),
        notes="Naïve café",
    )
    track: Track = Track(
        id=numbered(7), case_id=numbered(6), kind=TrackKind.INSURER_APPEAL, opened_on=dt.date(2026, 6, 1)
    )
    task: Task = Task(id=numbered(8), case_id=numbered(6), track_id=numbered(7), title="Call back", due=TODAY)
    entry: LogEntry = LogEntry(
        id=numbered(9),
        case_id=numbered(6),
        track_id=numbered(7),
        party_id=numbered(2),
        action="Called billing",
        date=dt.date(2026, 11, 2),
        reference="REF-4471",
        deadline=dt.date(2026, 11, 30),
        talked_to="Bea",
        channel=Channel.PHONE,
        notes="A hold of thirty days was agreed.",
        created_at=NOW,
    )
    amendment: Amendment = Amendment(id=numbered(10), entry_id=numbered(9), amended_at=NOW, before="{}", reason="Typo")
    document: Document = Document(
        id=numbered(11),
        case_id=numbered(6),
        title="Denial of 5 May",
        kind=DocumentKind.DENIAL_NOTICE,
        file_name="denial.pdf",
        media_type="application/pdf",
        sha256=hashlib.sha256(FILE).hexdigest(),
        size=len(FILE),
        pages=1,
        text="The service was not deemed a medical necessity.",
        added_at=NOW,
    )
    attachment: Attachment = Attachment(id=numbered(12), entry_id=numbered(9), document_id=numbered(11))
    claim: Claim = Claim(
        id=numbered(13), case_id=numbered(6), document_id=numbered(11), claim_number="CLM-88", denied=True
    )
    line: ClaimLine = ClaimLine(id=numbered(14), claim_id=numbered(13), code="73721", modifiers=("RT", "59"), units=1)
    adjustment: Adjustment = Adjustment(
        id=numbered(15), claim_id=numbered(13), line_id=numbered(14), group="CO", code="50", amount=Cents(245_000)
    )
    letter: Letter = Letter(
        id=numbered(16),
        case_id=numbered(6),
        track_id=numbered(7),
        party_id=numbered(3),
        kind="internal_appeal",
        title="Appeal of claim CLM-88",
        text="Please reverse the decision.",
        created_at=NOW,
        changed_at=NOW,
    )
    version: LetterVersion = LetterVersion(id=numbered(17), letter_id=numbered(16), number=1, text="Dear", saved_at=NOW)
    packet: Packet = Packet(
        id=numbered(18),
        case_id=numbered(6),
        letter_id=numbered(16),
        title="Appeal packet",
        dated=TODAY,
        created_at=NOW,
        redact=("Quill",),
    )
    exhibit: Exhibit = Exhibit(
        id=numbered(19), packet_id=numbered(18), document_id=numbered(11), position=1, title="Denial notice"
    )
    sending: Sending = Sending(
        id=numbered(20),
        case_id=numbered(6),
        packet_id=numbered(18),
        sent_on=dt.date(2026, 11, 3),
        method="certified mail",
        tracking="9407-0000-1",
        document_id=numbered(11),
        log_entry_id=numbered(9),
        proof_id=numbered(11),
        received_on=dt.date(2026, 11, 6),
    )
    deadline: Deadline = Deadline(
        id=numbered(21),
        case_id=numbered(6),
        track_id=numbered(7),
        party_id=numbered(3),
        title="Internal appeal",
        source=DeadlineSource.LAW,
        due=dt.date(2026, 11, 30),
        due_at=NOW + dt.timedelta(days=9),
        citation="29 CFR 2560.503-1(h)(3)(i)",
    )
    owed: Deadline = Deadline(
        id=numbered(22),
        case_id=numbered(6),
        log_entry_id=numbered(9),
        title="Answer promised",
        owner=Owner.THEM,
        source=DeadlineSource.PROMISE,
        due=dt.date(2026, 11, 30),
    )
    wizard: WizardSession = WizardSession(
        id=numbered(23), title="Bill from the laboratory", step=3, started_at=NOW, changed_at=NOW
    )
    preference: Preference = Preference(id="letterhead.name", value="Nora Example")
    own_codes: OwnCodeList = OwnCodeList(
        id=numbered(24), kind="CARC", name="carc.tsv", imported_on=TODAY, rows="50\tA text of their own\n51\tAnother"
    )
    own_letter: OwnLetter = OwnLetter(
        id=numbered(25), kind="own_appeal", title="My appeal", text="+++\n+++\nDear Sir", changed_at=NOW
    )
    mark: BillMark = BillMark(
        id=numbered(26),
        case_id=numbered(6),
        kind=MarkKind.DISMISSED,
        key="5f0c1d",
        reason="Two films were taken",
        made_on=TODAY,
    )
    mapping: ColumnMapping = ColumnMapping(
        id=numbered(27), kind=SheetKind.BILL, source="dos | what", columns='{"what": "description"}'
    )
    cms_list: CmsList = CmsList(
        id=numbered(28), kind=CmsListKind.UNIT_LIMITS, name="mue.csv", imported_on=TODAY, count=1, rows="72148\t1\t"
    )

    def records(self) -> list[object]:
        return [record for record in vars(World).values() if is_dataclass(record)]


def save_world(casebook: Casebook, world: World) -> None:
    with casebook.transaction() as tx:
        assert tx.put_file([FILE[:10], FILE[10:]]) == (world.document.sha256, len(FILE))
        tx.save(*world.records())
        tx.commit()


if __name__ == "__main__":  # python -m tests.storage.sample tests/fixtures/casebooks/schema-0001.casewell
    made = Store(fixed_clock(TODAY)).create(Path(sys.argv[1]), PASSPHRASE)
    save_world(made, World())
    made.close()
