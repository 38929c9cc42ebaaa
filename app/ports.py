# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What services need from storage and exports, as Protocols; and the small frozen rows that screens list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from app.domain.blocks import FaxCover, LetterPaper, PacketPaper, ReportPaper
from app.domain.deadline import Deadline
from app.domain.reading import Box
from app.jobs import CancelFlag, Job

Record = TypeVar("Record")

INDEX_OUT_OF_STEP = "The search index is out of step"
"""How the sentence of Casebook.verify() begins that no backup is needed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """One line of Today. ``kind``: deadline, task or wizard; ``source``: law, notice, promise or own."""

    kind: str
    id: str
    case_id: str | None
    track: str
    title: str
    person: str
    subject: str
    due: dt.date | None
    owner: str
    source: str
    citation: str
    letter_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of Cases. Money is cents."""

    id: str
    person_id: str
    person: str
    title: str
    provider: str
    insurer: str
    problem: str
    stage: str
    status: str
    disputed: int | None
    saved: int | None
    next_deadline: dt.date | None
    next_title: str
    last_action: str
    last_date: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line of the Log, the five columns first."""

    id: str
    action: str
    party: str
    date: dt.date
    reference: str
    deadline: dt.date | None
    case_id: str
    case: str
    person: str
    track: str
    talked_to: str
    channel: str
    notes: str
    amended: bool
    attachments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which log entries: every given part must hold. ``text`` is matched in action, reference, notes and party."""

    person_id: str | None = None
    case_id: str | None = None
    party_id: str | None = None
    track: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One line of Documents."""

    id: str
    title: str
    kind: str
    date: dt.date | None
    person: str
    case_id: str | None
    case: str
    pages: int | None
    size: int
    media_type: str
    added_at: dt.datetime
    has_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One line of Letters: a letter or a packet."""

    kind: str
    id: str
    title: str
    case_id: str
    case: str
    person: str
    party: str
    status: str
    version: int
    changed_at: dt.datetime
    sent_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One answer of the full-text search. ``kind``: log, document, letter, person, case or party.

    ``snippet`` marks the found words between U+2068 and U+2069.
    """

    kind: str
    id: str
    case_id: str | None
    title: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers beside the navigation; ``today`` counts what is overdue or due within 30 days, ours only."""

    people: int
    today: int
    cases: int
    log: int
    documents: int
    letters: int


class Lists(Protocol):
    """Lists, summaries and counts for the screens; ``person_id`` None means everyone."""

    def today(self, person_id: str | None = None) -> list[TodayRow]:
        """Return everything open, ours and theirs, by due date; snoozed things are left out until their day."""

    def cases(self, person_id: str | None = None, status: str | None = None) -> list[CaseRow]:
        """Return the cases, the nearest deadline first."""

    def log_page(self, wanted: LogFilter, after: LogRow | None = None, limit: int = 200) -> list[LogRow]:
        """Return log entries, newest first, after the given row (keyset paging, so every page costs the same)."""

    def log_count(self, wanted: LogFilter) -> int:
        """Return how many entries the filter holds."""

    def documents(self, person_id: str | None = None, case_id: str | None = None) -> list[DocumentRow]:
        """Return documents, newest first."""

    def letters(self, person_id: str | None = None, case_id: str | None = None) -> list[LetterRow]:
        """Return letters and packets, last changed first."""

    def counts(self, person_id: str | None = None) -> Counts:
        """Return the numbers beside the navigation."""

    def search(self, words: str, limit: int = 50) -> list[SearchHit]:
        """Return what holds all the words (the last as a beginning), best first. No syntax: every sign is text."""


class Transaction(Lists, Protocol):
    """One action of the person. Leaving it without commit() takes everything back."""

    def get(self, kind: type[Record], record_id: str, /) -> Record:
        """Return one record; Bug when it is not there."""

    def find(self, kind: type[Record], /, *, order_by: str = "id", **equals: object) -> list[Record]:
        """Return the records whose fields equal the given values (None means empty), in that order."""

    def save(self, *records: object) -> None:
        """Insert the records, or replace those with the same id; parents before children."""

    def delete(self, *records: object) -> None:
        """Delete the records by id."""

    def put_file(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes (in chunks of 1 MB); return (SHA-256 as hex, size). The same bytes are kept once."""

    def file_chunks(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes kept under this SHA-256, verified as they are read."""

    def file_bytes(self, sha256: str) -> bytes:
        """Return the bytes kept under this SHA-256, verified; Bug when they are damaged or missing."""

    def commit(self) -> None:
        """Keep what was done."""


class Casebook(Protocol):
    """An open casebook."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that may write; rolled back unless commit() was called."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads; may be used from a worker thread while another one writes."""

    def fits(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless this is the present passphrase; nothing is written."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Encrypt the casebook anew; WrongPassphrase when ``old`` is not the present one."""

    def verify(self) -> list[str]:
        """Check every page, foreign key, file hash and the search index; return what is wrong, in sentences."""

    def mend_index(self) -> int:
        """Make the search index anew where it is out of step; return with how many entries it was."""

    def backup(self, folder: Path, keep: int = 10) -> Path:
        """Write a verified, encrypted copy named by casebook and moment; ``keep`` stay, one a day for older days."""

    def changed_since_copy(self, folder: Path) -> bool:
        """Return whether anything was written since it was opened, or since the last copy into this folder."""

    def close(self) -> None:
        """Close the file, forget the key and give up the lock."""


class CasebookStore(Protocol):
    """Makes, opens and restores casebooks."""

    def create(self, path: Path, passphrase: str) -> Casebook:
        """Make a new casebook; a file that is already there is never touched."""

    def open(self, path: Path, passphrase: str, backups: Path | None = None) -> Casebook:
        """Open, lock, migrate (after a backup into ``backups``) and return a casebook."""

    def restore(self, backup: Path, target: Path, passphrase: str) -> None:
        """Verify a backup, then put it at ``target``; a casebook already there is kept beside it, never lost."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word of a page and where it stands, in points from the page's top left corner."""

    text: str
    box: Box


class OpenSheets(Protocol):
    """The pages of an open PDF, looked at in any order; pages count from 1."""

    def words(self, page: int) -> tuple[SeenWord, ...]:
        """Return the words of a page with their places, in the order of the file."""

    def unsure(self, page: int) -> str:
        """Return why words may stand on a page that ``words`` does not find; empty when there is no reason."""

    def picture(self, page: int, width_px: int) -> tuple[int, int, bytes]:
        """Draw a page; return (width, height, RGBA bytes, row by row without padding)."""


class PageEye(Protocol):
    """Looks at finished pages: what can be read from them, and how they are seen."""

    def open(self, content: bytes) -> AbstractContextManager[OpenSheets]:
        """Open a PDF, and close it at the end."""


class PaperWriter(Protocol):
    """Writes paper. All text of the person's goes through exports.text before any document."""

    def letter(self, paper: LetterPaper) -> bytes:
        """Return the letter as PDF bytes."""

    def letter_docx(self, paper: LetterPaper) -> bytes:
        """Return the letter as the bytes of a Word document."""

    def fax(self, cover: FaxCover, letter: LetterPaper | None) -> bytes:
        """Return a fax's cover sheet, and the letter behind it if there is one, as PDF bytes."""

    def packet(self, paper: PacketPaper, flag: CancelFlag) -> Job[PacketFiles]:
        """Build a packet with progress; the same paper gives the same bytes."""

    def case_report(self, paper: ReportPaper) -> bytes:
        """Return a case report as PDF bytes."""

    def emergency_sheet(self, casebook_name: str, passphrase: str, dated: dt.date) -> bytes:
        """Return the one page that holds the passphrase, to be printed and put away."""

    def unprintable(self, text: str) -> str:
        """Return the characters of the text that the embedded fonts cannot print, each once; empty when all can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLine:
    """Where an exhibit stands in the finished packet; pages are the packet's own continuous numbers."""

    exhibit: str
    title: str
    dated: str
    first_page: int
    last_page: int
    file: int


LOCKED_FILE = "the file is locked with a password"
WRONG_PASSWORD = "the password does not open the file"  # noqa: S105 - a sentence
"""What a PacketProblem says of a file that a password opens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketProblem:
    """An exhibit that could not be read, named."""

    exhibit: str
    file: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketFiles:
    """A finished packet: the bytes and the page count of each part, the proven index, what could not be read.

    ``front`` says where letter, summary and index stand, in this order and as far as the packet has them.
    ``unsearched`` names the pages on which words to be blacked out cannot be looked for, such as scans.
    ``part_covers``: each part begins with a sheet that says which pages it holds; that sheet has no number.
    """

    parts: tuple[bytes, ...]
    pages: tuple[int, ...]
    index: tuple[IndexLine, ...]
    problems: tuple[PacketProblem, ...] = ()
    front: tuple[IndexLine, ...] = ()
    unsearched: tuple[PacketProblem, ...] = ()
    part_covers: bool = False

    @property
    def numbered(self) -> int:
        """How many pages have a number of the packet."""
        return sum(self.pages) - (len(self.parts) if self.part_covers else 0)


class FileWriter(Protocol):
    """Writes a file beside its place, flushes, then renames: never half a file, never over one without asking."""

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> None:
        """Write the file; FileExists when it is there and ``replace`` is False; DiskFull, ReadOnlyFolder and so on."""


class TableWriter(Protocol):
    """Writes lists as files: the log as a table, deadlines as a calendar."""

    def log_csv(self, rows: Iterable[LogRow]) -> bytes:
        """Return the log as CSV (UTF-8 with a byte-order mark, for spreadsheets), the five columns first."""

    def log_xlsx(self, rows: Iterable[LogRow]) -> bytes:
        """Return the log as a spreadsheet (XLSX) in which no cell is a formula, the five columns first."""

    def log_pdf(self, rows: Iterable[LogRow], about: str, dated: str) -> bytes:
        """Return the log as a table on Letter paper, landscape; ``about`` says in words what is shown."""

    def calendar(self, deadlines: Iterable[Deadline], *, details: bool, stamped: dt.datetime) -> bytes:
        """Return an .ics calendar with alarms; without ``details`` it names no person, party or health matter."""
