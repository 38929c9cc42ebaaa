# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Schema 0001, the first: people, parties, cases and all that belongs to them, files, and the search index.

Frozen history: written out in full, and never importing the tables of today.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def key(name: str = "id", *reference: sa.ForeignKey) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, *reference, primary_key=True, nullable=False)


def texts(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def maybe_texts(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=True) for name in names.split()]


def numbers(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names.split()]


def maybe_numbers(names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=True) for name in names.split()]


def link(table: str, name: str, target: str, ondelete: str, *, needed: bool = False) -> sa.Column[Any]:
    reference = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}", ondelete=ondelete)
    return sa.Column(name, sa.Text, reference, nullable=not needed)


def index(table: str, *fields: str) -> None:
    for names in fields:
        op.create_index(f"ix_{table}_{names.replace(' ', '_')}", table, names.split())


def make_people() -> None:
    op.create_table(
        "people",
        key(),
        *texts("name"),
        *maybe_texts("date_of_birth"),
        *texts("address phone email representative representative_relationship state notes"),
    )
    index("people", "name")
    op.create_table(
        "parties",
        key(),
        *texts("name kind organization address phone fax email notes"),
    )
    index("parties", "name")
    op.create_table(
        "contacts",
        key(),
        link("contacts", "party_id", "parties", "CASCADE", needed=True),
        *texts("name role phone email notes"),
    )
    index("contacts", "party_id")
    op.create_table(
        "coverages",
        key(),
        link("coverages", "person_id", "people", "CASCADE", needed=True),
        link("coverages", "insurer_id", "parties", "SET NULL"),
        link("coverages", "administrator_id", "parties", "SET NULL"),
        *texts("plan_name plan_kind member_id group_number policyholder employer state"),
        *maybe_texts("starts ends"),
    )
    index("coverages", "administrator_id", "insurer_id", "person_id")
    op.create_table(
        "preferences",
        key(),
        *texts("value"),
    )
    op.create_table(
        "own_code_lists",
        key(),
        *texts("kind name imported_on rows"),
    )
    op.create_table(
        "column_mappings",
        key(),
        *texts("kind source columns"),
    )
    index("column_mappings", "source")
    op.create_table(
        "cms_lists",
        key(),
        *texts("kind name imported_on"),
        *numbers("count"),
        *texts("rows"),
    )
    op.create_table(
        "own_letters",
        key(),
        *texts("kind title text draft"),
        *numbers("retired"),
        *texts("changed_at"),
    )
    index("own_letters", "kind")


def make_cases() -> None:
    op.create_table(
        "cases",
        key(),
        link("cases", "person_id", "people", "RESTRICT", needed=True),
        link("cases", "coverage_id", "coverages", "SET NULL"),
        link("cases", "provider_id", "parties", "SET NULL"),
        link("cases", "insurer_id", "parties", "SET NULL"),
        *texts("title problem stage status outcome denial_types route claim_number account_number"),
        *maybe_texts("service_start service_end"),
        *maybe_numbers("billed allowed plan_paid asked disputed saved"),
        *numbers("corrected_eob_needed"),
        *maybe_texts("corrected_eob_received"),
        *texts("opened_on"),
        *maybe_texts("closed_on"),
        *texts("facts notes"),
    )
    index("cases", "coverage_id", "insurer_id", "person_id", "provider_id", "status person_id")
    op.create_table(
        "tracks",
        key(),
        link("tracks", "case_id", "cases", "CASCADE", needed=True),
        *texts("kind"),
        *numbers("stage"),
        *texts("next_step"),
        *maybe_texts("next_date"),
        *texts("opened_on"),
        *maybe_texts("closed_on"),
    )
    index("tracks", "case_id", "kind")
    op.create_table(
        "tasks",
        key(),
        link("tasks", "case_id", "cases", "CASCADE", needed=True),
        link("tasks", "track_id", "tracks", "SET NULL"),
        link("tasks", "party_id", "parties", "SET NULL"),
        *texts("title"),
        *numbers("position"),
        *maybe_texts("due"),
        *texts("letter_kind script"),
        *maybe_texts("done_on snoozed_until"),
        *texts("snooze_reason"),
    )
    index("tasks", "case_id", "done_on due", "party_id", "track_id")
    op.create_table(
        "deadlines",
        key(),
        link("deadlines", "case_id", "cases", "CASCADE", needed=True),
        link("deadlines", "track_id", "tracks", "SET NULL"),
        link("deadlines", "party_id", "parties", "SET NULL"),
        link("deadlines", "log_entry_id", "log_entries", "SET NULL"),
        *texts("title owner source rule_id trigger"),
        *maybe_texts("trigger_date"),
        *texts("due"),
        *maybe_texts("due_at safe law_due notice_due"),
        *texts("events citation counted"),
        *maybe_texts("checked"),
        *texts("verified notes letter_kind status"),
        *maybe_texts("closed_on"),
        *texts("closed_reason"),
        *maybe_texts("snoozed_until"),
        *texts("snooze_reason"),
    )
    index("deadlines", "case_id status due", "log_entry_id", "party_id", "status due", "track_id")
    op.create_table(
        "log_entries",
        key(),
        link("log_entries", "case_id", "cases", "CASCADE", needed=True),
        link("log_entries", "track_id", "tracks", "SET NULL"),
        link("log_entries", "party_id", "parties", "RESTRICT"),
        *texts("action date reference"),
        *maybe_texts("deadline"),
        *texts("talked_to channel notes created_at"),
        *maybe_texts("amended_at"),
    )
    index("log_entries", "case_id date id", "date id", "party_id date id", "track_id date id")
    op.create_table(
        "amendments",
        key(),
        link("amendments", "entry_id", "log_entries", "CASCADE", needed=True),
        *texts("amended_at before reason"),
    )
    index("amendments", "entry_id")


def make_papers() -> None:
    op.create_table(
        "documents",
        key(),
        link("documents", "case_id", "cases", "SET NULL"),
        link("documents", "person_id", "people", "SET NULL"),
        *texts("title kind file_name media_type sha256"),
        *numbers("size"),
        *maybe_numbers("pages"),
        *maybe_texts("date"),
        *texts("text added_at"),
    )
    index("documents", "added_at", "case_id", "person_id", "sha256")
    op.create_table(
        "attachments",
        key(),
        link("attachments", "entry_id", "log_entries", "CASCADE", needed=True),
        link("attachments", "document_id", "documents", "RESTRICT", needed=True),
    )
    index("attachments", "document_id", "entry_id")
    op.create_table(
        "claims",
        key(),
        link("claims", "case_id", "cases", "CASCADE", needed=True),
        link("claims", "document_id", "documents", "SET NULL"),
        *texts("claim_number payer_claim_number status"),
        *maybe_texts("service_start service_end"),
        *maybe_numbers("billed allowed paid patient_responsibility"),
        *numbers("denied"),
    )
    index("claims", "case_id", "document_id")
    op.create_table(
        "bill_marks",
        key(),
        link("bill_marks", "case_id", "cases", "CASCADE", needed=True),
        *texts("kind key reason made_on"),
    )
    index("bill_marks", "case_id")
    op.create_table(
        "claim_lines",
        key(),
        link("claim_lines", "claim_id", "claims", "CASCADE", needed=True),
        *numbers("position"),
        *texts("code modifiers revenue_code place_of_service diagnoses description"),
        *maybe_numbers("units"),
        *maybe_texts("service_date"),
        *maybe_numbers("billed allowed paid"),
        *numbers("denied"),
        *texts("remarks"),
    )
    index("claim_lines", "claim_id position")
    op.create_table(
        "adjustments",
        key(),
        link("adjustments", "claim_id", "claims", "CASCADE", needed=True),
        link("adjustments", "line_id", "claim_lines", "CASCADE"),
        *texts("group code"),
        *numbers("amount"),
    )
    index("adjustments", "claim_id", "line_id")
    op.create_table(
        "letters",
        key(),
        link("letters", "case_id", "cases", "CASCADE", needed=True),
        link("letters", "track_id", "tracks", "SET NULL"),
        link("letters", "party_id", "parties", "SET NULL"),
        *texts("kind title text facts"),
        *numbers("version"),
        *texts("status created_at changed_at"),
    )
    index("letters", "case_id", "changed_at", "party_id", "track_id")
    op.create_table(
        "letter_versions",
        key(),
        link("letter_versions", "letter_id", "letters", "CASCADE", needed=True),
        *numbers("number"),
        *texts("text saved_at"),
    )
    index("letter_versions", "letter_id number")
    op.create_table(
        "wizard_sessions",
        key(),
        *texts("title"),
        *numbers("step"),
        *texts("state"),
        link("wizard_sessions", "document_id", "documents", "SET NULL"),
        link("wizard_sessions", "case_id", "cases", "SET NULL"),
        *texts("started_at changed_at"),
    )
    index("wizard_sessions", "case_id", "document_id")


def make_packets() -> None:
    op.create_table(
        "packets",
        key(),
        link("packets", "case_id", "cases", "CASCADE", needed=True),
        link("packets", "letter_id", "letters", "SET NULL"),
        *texts("title dated stamp_prefix"),
        *numbers("summary cover_sheets stamp chronology"),
        *texts("redact"),
        *numbers("hide_ssn hide_member_id manifest"),
        *maybe_numbers("max_mb max_pages"),
        *texts("created_at"),
    )
    index("packets", "case_id", "letter_id")
    op.create_table(
        "exhibits",
        key(),
        link("exhibits", "packet_id", "packets", "CASCADE", needed=True),
        link("exhibits", "document_id", "documents", "RESTRICT", needed=True),
        *numbers("position"),
        *texts("title dated pages shows"),
        *numbers("joined"),
    )
    index("exhibits", "document_id", "packet_id position")
    op.create_table(
        "sendings",
        key(),
        link("sendings", "case_id", "cases", "CASCADE", needed=True),
        link("sendings", "letter_id", "letters", "SET NULL"),
        link("sendings", "packet_id", "packets", "SET NULL"),
        *texts("sent_on method tracking"),
        link("sendings", "document_id", "documents", "RESTRICT"),
        link("sendings", "log_entry_id", "log_entries", "SET NULL"),
        link("sendings", "proof_id", "documents", "RESTRICT"),
        *maybe_texts("received_on"),
    )
    index("sendings", "case_id", "document_id", "letter_id", "log_entry_id", "packet_id", "proof_id")


def make_files() -> None:
    op.create_table("files", key("sha256"), *numbers("size"))
    op.create_table(
        "file_chunks",
        key("sha256", sa.ForeignKey("files.sha256", name="fk_file_chunks_sha256", ondelete="CASCADE")),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )


def make_search() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        *texts("kind"),
        sa.Column("record_id", sa.Text, nullable=False, unique=True),
    )
    for statement in SEARCH:
        op.execute(sa.text(statement))


SEARCH = (
    "CREATE VIRTUAL TABLE search_text USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE TRIGGER log_entries_search_insert AFTER INSERT ON log_entries BEGIN INSERT INTO search_entries (kind, "
    "record_id) VALUES ('log', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM "
    "search_entries WHERE record_id = NEW.id), NEW.action, NEW.reference || char(10) || NEW.talked_to || char(10) || "
    "NEW.notes || char(10) || ifnull((SELECT name FROM parties WHERE id = NEW.party_id), '')); END",
    "CREATE TRIGGER log_entries_search_update AFTER UPDATE OF action, reference, talked_to, notes, party_id ON "
    "log_entries WHEN OLD.action IS NOT NEW.action OR OLD.reference IS NOT NEW.reference OR OLD.talked_to IS NOT "
    "NEW.talked_to OR OLD.notes IS NOT NEW.notes OR OLD.party_id IS NOT NEW.party_id BEGIN UPDATE search_text SET "
    "title = NEW.action, body = NEW.reference || char(10) || NEW.talked_to || char(10) || NEW.notes || char(10) || "
    "ifnull((SELECT name FROM parties WHERE id = NEW.party_id), '') WHERE rowid = (SELECT id FROM search_entries WHERE"
    " record_id = NEW.id); END",
    "CREATE TRIGGER log_entries_search_delete AFTER DELETE ON log_entries BEGIN DELETE FROM search_text WHERE rowid = "
    "(SELECT id FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; "
    "END",
    "CREATE TRIGGER documents_search_insert AFTER INSERT ON documents BEGIN INSERT INTO search_entries (kind, "
    "record_id) VALUES ('document', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM "
    "search_entries WHERE record_id = NEW.id), NEW.title, NEW.file_name || char(10) || NEW.text); END",
    "CREATE TRIGGER documents_search_update AFTER UPDATE OF title, file_name, text ON documents WHEN OLD.title IS NOT "
    "NEW.title OR OLD.file_name IS NOT NEW.file_name OR OLD.text IS NOT NEW.text BEGIN UPDATE search_text SET title = "
    "NEW.title, body = NEW.file_name || char(10) || NEW.text WHERE rowid = (SELECT id FROM search_entries WHERE "
    "record_id = NEW.id); END",
    "CREATE TRIGGER documents_search_delete AFTER DELETE ON documents BEGIN DELETE FROM search_text WHERE rowid = "
    "(SELECT id FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; "
    "END",
    "CREATE TRIGGER letters_search_insert AFTER INSERT ON letters BEGIN INSERT INTO search_entries (kind, record_id) "
    "VALUES ('letter', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM search_entries "
    "WHERE record_id = NEW.id), NEW.title, NEW.text); END",
    "CREATE TRIGGER letters_search_update AFTER UPDATE OF title, text ON letters WHEN OLD.title IS NOT NEW.title OR "
    "OLD.text IS NOT NEW.text BEGIN UPDATE search_text SET title = NEW.title, body = NEW.text WHERE rowid = (SELECT id"
    " FROM search_entries WHERE record_id = NEW.id); END",
    "CREATE TRIGGER letters_search_delete AFTER DELETE ON letters BEGIN DELETE FROM search_text WHERE rowid = (SELECT "
    "id FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; END",
    "CREATE TRIGGER people_search_insert AFTER INSERT ON people BEGIN INSERT INTO search_entries (kind, record_id) "
    "VALUES ('person', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM search_entries "
    "WHERE record_id = NEW.id), NEW.name, NEW.phone || char(10) || NEW.email || char(10) || NEW.representative || "
    "char(10) || NEW.notes); END",
    "CREATE TRIGGER people_search_update AFTER UPDATE OF name, phone, email, representative, notes ON people WHEN "
    "OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone OR OLD.email IS NOT NEW.email OR OLD.representative IS NOT"
    " NEW.representative OR OLD.notes IS NOT NEW.notes BEGIN UPDATE search_text SET title = NEW.name, body = NEW.phone"
    " || char(10) || NEW.email || char(10) || NEW.representative || char(10) || NEW.notes WHERE rowid = (SELECT id "
    "FROM search_entries WHERE record_id = NEW.id); END",
    "CREATE TRIGGER people_search_delete AFTER DELETE ON people BEGIN DELETE FROM search_text WHERE rowid = (SELECT id"
    " FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; END",
    "CREATE TRIGGER cases_search_insert AFTER INSERT ON cases BEGIN INSERT INTO search_entries (kind, record_id) "
    "VALUES ('case', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM search_entries "
    "WHERE record_id = NEW.id), NEW.title, NEW.claim_number || char(10) || NEW.account_number || char(10) || "
    "NEW.problem || char(10) || NEW.notes); END",
    "CREATE TRIGGER cases_search_update AFTER UPDATE OF title, claim_number, account_number, problem, notes ON cases "
    "WHEN OLD.title IS NOT NEW.title OR OLD.claim_number IS NOT NEW.claim_number OR OLD.account_number IS NOT "
    "NEW.account_number OR OLD.problem IS NOT NEW.problem OR OLD.notes IS NOT NEW.notes BEGIN UPDATE search_text SET "
    "title = NEW.title, body = NEW.claim_number || char(10) || NEW.account_number || char(10) || NEW.problem || "
    "char(10) || NEW.notes WHERE rowid = (SELECT id FROM search_entries WHERE record_id = NEW.id); END",
    "CREATE TRIGGER cases_search_delete AFTER DELETE ON cases BEGIN DELETE FROM search_text WHERE rowid = (SELECT id "
    "FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; END",
    "CREATE TRIGGER parties_search_insert AFTER INSERT ON parties BEGIN INSERT INTO search_entries (kind, record_id) "
    "VALUES ('party', NEW.id); INSERT INTO search_text (rowid, title, body) VALUES ((SELECT id FROM search_entries "
    "WHERE record_id = NEW.id), NEW.name, NEW.organization || char(10) || NEW.phone || char(10) || NEW.fax || char(10)"
    " || NEW.email || char(10) || NEW.notes); END",
    "CREATE TRIGGER parties_search_update AFTER UPDATE OF name, organization, phone, fax, email, notes ON parties WHEN"
    " OLD.name IS NOT NEW.name OR OLD.organization IS NOT NEW.organization OR OLD.phone IS NOT NEW.phone OR OLD.fax IS"
    " NOT NEW.fax OR OLD.email IS NOT NEW.email OR OLD.notes IS NOT NEW.notes BEGIN UPDATE search_text SET title = "
    "NEW.name, body = NEW.organization || char(10) || NEW.phone || char(10) || NEW.fax || char(10) || NEW.email || "
    "char(10) || NEW.notes WHERE rowid = (SELECT id FROM search_entries WHERE record_id = NEW.id); END",
    "CREATE TRIGGER parties_search_delete AFTER DELETE ON parties BEGIN DELETE FROM search_text WHERE rowid = (SELECT "
    "id FROM search_entries WHERE record_id = OLD.id); DELETE FROM search_entries WHERE record_id = OLD.id; END",
    "CREATE TRIGGER parties_rename_log AFTER UPDATE OF name ON parties WHEN OLD.name IS NOT NEW.name BEGIN UPDATE "
    "search_text SET body = (SELECT l.reference || char(10) || l.talked_to || char(10) || l.notes || char(10) || "
    "ifnull((SELECT name FROM parties WHERE id = l.party_id), '') FROM search_entries e JOIN log_entries l ON l.id = "
    "e.record_id WHERE e.id = search_text.rowid) WHERE rowid IN (SELECT e.id FROM log_entries l JOIN search_entries e "
    "ON e.record_id = l.id WHERE l.party_id = NEW.id); END",
)


def upgrade() -> None:
    make_people()
    make_cases()
    make_papers()
    make_packets()
    make_files()
    make_search()
