# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The schema: one table a record, its columns named and typed by the record's own fields, and the tables of files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from app.domain.bill import BillMark, ColumnMapping
from app.domain.case import Case
from app.domain.claim import Adjustment, Claim, ClaimLine
from app.domain.cms_lists import CmsList
from app.domain.coverage import Coverage
from app.domain.deadline import Deadline
from app.domain.document import Document
from app.domain.letter import Letter, LetterVersion, Sending
from app.domain.log import Amendment, Attachment, LogEntry
from app.domain.own_codes import OwnCodeList
from app.domain.own_letter import OwnLetter
from app.domain.packet import Exhibit, Packet
from app.domain.party import Contact, Party
from app.domain.person import Person
from app.domain.preference import Preference
from app.domain.track import Task, Track
from app.domain.wizard import WizardSession
from app.errors import Bug
from storage.mapper import Mapper

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)

MAPPERS: dict[type, Mapper[Any]] = {}
TABLES: dict[type, Table] = {}


def _record_table(kind: type, name: str, *indexes: str, **references: str) -> Table:
    """Make the table of a record. ``references``: field="table action"; ``indexes``: names of fields, with spaces."""
    mapper: Mapper[Any] = Mapper(kind)
    columns = []
    for field, kept in mapper.fields.items():
        target, _, action = references.pop(field, "").partition(" ")
        keys = [ForeignKey(f"{target}.id", ondelete=action.upper())] if target else []
        columns.append(Column(field, kept.column, *keys, primary_key=field == "id", nullable=kept.nullable))
    if references:
        raise Bug(f"{kind.__name__} has no field {', '.join(references)}.")
    table = Table(name, metadata, *columns)
    for index in indexes:
        Index(None, *(table.c[field] for field in index.split()))
    MAPPERS[kind], TABLES[kind] = mapper, table
    return table


# What belongs to a case goes with the case (cascade). What is only mentioned is forgotten (set null), except where
# a record would lose its evidence: a party in the log, a document in a packet, an attachment or a proof (restrict).
people = _record_table(Person, "people", "name")
parties = _record_table(Party, "parties", "name")
contacts = _record_table(Contact, "contacts", "party_id", party_id="parties cascade")
coverages = _record_table(
    Coverage,
    "coverages",
    *("person_id", "insurer_id", "administrator_id"),
    person_id="people cascade",
    insurer_id="parties set null",
    administrator_id="parties set null",
)
cases = _record_table(
    Case,
    "cases",
    *("person_id", "coverage_id", "provider_id", "insurer_id", "status person_id"),
    person_id="people restrict",
    coverage_id="coverages set null",
    provider_id="parties set null",
    insurer_id="parties set null",
)
tracks = _record_table(Track, "tracks", "case_id", "kind", case_id="cases cascade")
tasks = _record_table(
    Task,
    "tasks",
    *("case_id", "track_id", "party_id", "done_on due"),
    case_id="cases cascade",
    track_id="tracks set null",
    party_id="parties set null",
)
documents = _record_table(
    Document,
    "documents",
    *("case_id", "person_id", "sha256", "added_at"),
    case_id="cases set null",
    person_id="people set null",
)
log_entries = _record_table(
    LogEntry,
    "log_entries",
    *("date id", "case_id date id", "party_id date id", "track_id date id"),
    case_id="cases cascade",
    track_id="tracks set null",
    party_id="parties restrict",
)
amendments = _record_table(Amendment, "amendments", "entry_id", entry_id="log_entries cascade")
attachments = _record_table(
    Attachment,
    "attachments",
    *("entry_id", "document_id"),
    entry_id="log_entries cascade",
    document_id="documents restrict",
)
claims = _record_table(
    Claim, "claims", "case_id", "document_id", case_id="cases cascade", document_id="documents set null"
)
claim_lines = _record_table(ClaimLine, "claim_lines", "claim_id position", claim_id="claims cascade")
adjustments = _record_table(
    Adjustment, "adjustments", "claim_id", "line_id", claim_id="claims cascade", line_id="claim_lines cascade"
)
letters = _record_table(
    Letter,
    "letters",
    *("case_id", "track_id", "party_id", "changed_at"),
    case_id="cases cascade",
    track_id="tracks set null",
    party_id="parties set null",
)
letter_versions = _record_table(LetterVersion, "letter_versions", "letter_id number", letter_id="letters cascade")
packets = _record_table(
    Packet, "packets", "case_id", "letter_id", case_id="cases cascade", letter_id="letters set null"
)
exhibits = _record_table(
    Exhibit,
    "exhibits",
    *("packet_id position", "document_id"),
    packet_id="packets cascade",
    document_id="documents restrict",
)
sendings = _record_table(
    Sending,
    "sendings",
    *("case_id", "letter_id", "packet_id", "document_id", "log_entry_id", "proof_id"),
    case_id="cases cascade",
    letter_id="letters set null",
    packet_id="packets set null",
    document_id="documents restrict",
    log_entry_id="log_entries set null",
    proof_id="documents restrict",
)
deadlines = _record_table(
    Deadline,
    "deadlines",
    *("case_id status due", "status due", "track_id", "party_id", "log_entry_id"),
    case_id="cases cascade",
    track_id="tracks set null",
    party_id="parties set null",
    log_entry_id="log_entries set null",
)
wizard_sessions = _record_table(
    WizardSession,
    "wizard_sessions",
    *("document_id", "case_id"),
    document_id="documents set null",
    case_id="cases set null",
)
preferences = _record_table(Preference, "preferences")
own_code_lists = _record_table(OwnCodeList, "own_code_lists")
bill_marks = _record_table(BillMark, "bill_marks", "case_id", case_id="cases cascade")
column_mappings = _record_table(ColumnMapping, "column_mappings", "source")
cms_lists = _record_table(CmsList, "cms_lists")
own_letters = _record_table(OwnLetter, "own_letters", "kind")

# The bytes of documents. Not tied to documents by a foreign key: the same bytes may serve several, or none for a while.
files = Table("files", metadata, Column("sha256", Text, primary_key=True), Column("size", Integer, nullable=False))
file_chunks = Table(
    "file_chunks",
    metadata,
    Column("sha256", Text, ForeignKey("files.sha256", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
)

# Which record each row of the search index speaks of; its integer id is the index's rowid, and survives VACUUM.
search_entries = Table(
    "search_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False, unique=True),
)


def table_of(kind: type) -> Table:
    """Return the table of a kind of record; Bug when it has none."""
    try:
        return TABLES[kind]
    except KeyError:
        raise Bug(f"{kind.__name__} is not kept in the casebook.") from None
