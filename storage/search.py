# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Full-text search over log, documents, letters, people, cases and parties, with SQLite's FTS5.

Triggers keep the index in step, not code: they also see what a foreign key's cascade deletes, and they belong to the
same transaction by nature. The index has a table of its own for integer ids (``search_entries``), because the rowid of
a table with text ids may change at VACUUM, and because deleting by rowid is the cheap way in FTS5.
"""

# ruff: noqa: S608 - the names of tables and columns in these statements are constants of this file

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.ports import SearchHit
from storage.engines import driver_connection
from storage.rows import RowMaker

FIRST_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_MOST_WORDS, _LONGEST_WORD = 24, 100
_HITS = RowMaker(SearchHit)


@dataclass(frozen=True, slots=True)
class Source:
    """One searchable kind: its table, the column that titles it, and the columns of its body."""

    kind: str
    table: str
    title: str
    body: tuple[str, ...]

    def body_of(self, row: str) -> str:
        """Return the SQL that makes the body from a row (NEW, or an alias); a log entry has its party's name too."""
        parts = [f"{row}.{column}" for column in self.body]
        if self.kind == "log":
            parts.append(f"ifnull((SELECT name FROM parties WHERE id = {row}.party_id), '')")
        return " || char(10) || ".join(parts) if parts else "''"


LOG = Source("log", "log_entries", "action", ("reference", "talked_to", "notes"))
SOURCES: tuple[Source, ...] = (
    LOG,
    Source("document", "documents", "title", ("file_name", "text")),
    Source("letter", "letters", "title", ("text",)),
    Source("person", "people", "name", ("phone", "email", "representative", "notes")),
    Source("case", "cases", "title", ("claim_number", "account_number", "problem", "notes")),
    Source("party", "parties", "name", ("organization", "phone", "fax", "email", "notes")),
)

_ROWID = "(SELECT id FROM search_entries WHERE record_id = {row}.id)"


def schema() -> tuple[str, ...]:
    """Return the statements that make the index and its triggers, beside the tables of storage.tables."""
    made = ["CREATE VIRTUAL TABLE search_text USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')"]
    for source in SOURCES:
        made.extend(_triggers(source))
    made.append(
        "CREATE TRIGGER parties_rename_log AFTER UPDATE OF name ON parties WHEN OLD.name IS NOT NEW.name BEGIN "
        f"UPDATE search_text SET body = (SELECT {LOG.body_of('l')} FROM search_entries e "
        "JOIN log_entries l ON l.id = e.record_id WHERE e.id = search_text.rowid) WHERE rowid IN "
        "(SELECT e.id FROM log_entries l JOIN search_entries e ON e.record_id = l.id WHERE l.party_id = NEW.id); END"
    )
    return tuple(made)


def _triggers(source: Source) -> tuple[str, ...]:
    table, title, new_body = source.table, source.title, source.body_of("NEW")
    watched = (title, *source.body, *(["party_id"] if source is LOG else []))
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watched)
    new_rowid, old_rowid = _ROWID.format(row="NEW"), _ROWID.format(row="OLD")
    when_and_what = (
        (
            f"{table}_search_insert AFTER INSERT ON {table}",
            f"INSERT INTO search_entries (kind, record_id) VALUES ('{source.kind}', NEW.id)",
            f"INSERT INTO search_text (rowid, title, body) VALUES ({new_rowid}, NEW.{title}, {new_body})",
        ),
        (
            f"{table}_search_update AFTER UPDATE OF {', '.join(watched)} ON {table} WHEN {changed}",
            f"UPDATE search_text SET title = NEW.{title}, body = {new_body} WHERE rowid = {new_rowid}",
        ),
        (
            f"{table}_search_delete AFTER DELETE ON {table}",
            f"DELETE FROM search_text WHERE rowid = {old_rowid}",
            "DELETE FROM search_entries WHERE record_id = OLD.id",
        ),
    )
    return tuple(f"CREATE TRIGGER {when} BEGIN {'; '.join(what)}; END" for when, *what in when_and_what)


def match_text(words: str, *, every_beginning: bool = False) -> str:
    """Return what a person typed as an FTS5 query: every word quoted, the last (or every) one as a beginning.

    No sign is syntax. A word without a letter or digit says nothing and is left out; "" when no word is left.
    """
    kept = [w.replace('"', '""')[:_LONGEST_WORD] for w in words.replace("\0", " ").split() if any(map(str.isalnum, w))]
    quoted = [f'"{_even_quotes(word)}"' for word in kept[:_MOST_WORDS]]
    if every_beginning:
        return " ".join(f"{word} *" for word in quoted)
    return " ".join(quoted) + " *" if quoted else ""


def _even_quotes(word: str) -> str:
    # the cut at _LONGEST_WORD may have split a doubled quote
    return word + '"' if (len(word) - len(word.rstrip('"'))) % 2 else word


# The best hits are found first, inside; only they are joined and shown. `+ 0` hides the limit from SQLite's planner,
# which gains nothing from it here, and would prepare the statement anew at every run, lest another limit wanted another
# plan.
_SEARCH = """
    SELECT e.kind, e.record_id, coalesce(l.case_id, d.case_id, t.case_id, c.id), h.title, h.snippet
    FROM (
        SELECT rowid AS id, title, rank AS position,
               snippet(search_text, -1, :first, :pop, '…', 16) AS snippet
        FROM search_text WHERE search_text MATCH :match AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT :most + 0
    ) h
    JOIN search_entries e ON e.id = h.id
    LEFT JOIN log_entries l ON l.id = e.record_id
    LEFT JOIN documents d ON d.id = e.record_id
    LEFT JOIN letters t ON t.id = e.record_id
    LEFT JOIN cases c ON c.id = e.record_id
    ORDER BY h.position, h.id DESC
"""


def search(connection: Connection, words: str, limit: int) -> list[SearchHit]:
    """Return what holds all the words, best first; a word in the title weighs four times one in the body."""
    match = match_text(words)
    if not match:
        return []
    values = {"match": match, "most": limit, "first": FIRST_ISOLATE, "pop": POP_ISOLATE}
    found = driver_connection(connection).execute(_SEARCH, values).fetchall()
    return _HITS.rows([(*row, " ".join(snippet.split())) for *row, snippet in found])


def rebuild(connection: Connection) -> None:
    """Make the index anew from the records."""
    connection.exec_driver_sql("DELETE FROM search_entries")
    connection.exec_driver_sql("DELETE FROM search_text")
    for source in SOURCES:
        connection.exec_driver_sql(
            f"INSERT INTO search_entries (kind, record_id) SELECT '{source.kind}', id FROM {source.table}"
        )
        connection.exec_driver_sql(
            f"INSERT INTO search_text (rowid, title, body) SELECT e.id, r.{source.title}, {source.body_of('r')} "
            f"FROM {source.table} r JOIN search_entries e ON e.record_id = r.id"
        )


def out_of_step(connection: Connection) -> int:
    """Return how many records the index lacks, holds too many of, or holds with other words."""
    wrong = 0
    for source in SOURCES:
        found = connection.exec_driver_sql(
            f"SELECT count(*) FROM {source.table} r LEFT JOIN search_entries e ON e.record_id = r.id "
            "LEFT JOIN search_text t ON t.rowid = e.id "
            f"WHERE e.kind IS NOT '{source.kind}' OR t.title IS NOT r.{source.title} "
            f"OR t.body IS NOT {source.body_of('r')}"
        )
        wrong += int(found.scalar_one())
    records = " UNION ALL ".join(f"SELECT id FROM {source.table}" for source in SOURCES)
    lost = connection.exec_driver_sql(f"SELECT count(*) FROM search_entries WHERE record_id NOT IN ({records})")
    return wrong + int(lost.scalar_one())
