# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Documents: keeping files inside the casebook, recognising those already there, showing and giving them back."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.domain.case import Case
from app.domain.document import Document, DocumentKind
from app.domain.log import Attachment
from app.domain.packet import Exhibit
from app.domain.person import Person
from app.errors import Cancelled, UserFixable
from app.intake.ocr import shared_ocr
from app.intake.scans import read_photo, read_scans
from app.intake.text import open_pages, page_sizes, read_text, render_page
from app.jobs import CancelFlag, Job, Progress
from app.ports import Casebook, DocumentRow, FileWriter, Transaction
from app.services.errors import WrongFile
from app.services.undo import Change, UndoStack

CHUNK = 1 << 20
_PICTURES = {"image/png", "image/jpeg", "image/heic"}
LARGEST = 200 * CHUNK
"""Files above 200 MB are refused: they are films or disk images, not mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A document that was added, and one of the same content that lies elsewhere: its title, its person and case."""

    document: Document
    title: str
    person: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of the dropped files: new ones, ones already in the casebook, and those refused with a sentence.

    ``elsewhere`` tells of new ones that another case or person has as well; nothing was linked to those.
    """

    documents: tuple[Document, ...] = ()
    known: tuple[Document, ...] = ()
    refused: tuple[str, ...] = ()
    elsewhere: tuple[Twin, ...] = ()


class DocumentService:
    """The files of a casebook."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack, files: FileWriter) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._files = files

    def rows(self, person_id: str | None = None, case_id: str | None = None) -> list[DocumentRow]:
        """Return documents, newest first."""
        with self._casebook.reading() as tx:
            return tx.documents(person_id, case_id)

    def get(self, document_id: str) -> Document:
        """Return one document's record."""
        with self._casebook.reading() as tx:
            return tx.get(Document, document_id)

    def content(self, document_id: str) -> bytes:
        """Return the bytes of a document, verified against its SHA-256."""
        with self._casebook.reading() as tx:
            return tx.file_bytes(tx.get(Document, document_id).sha256)

    def add_job(
        self,
        paths: list[Path],
        flag: CancelFlag,
        *,
        case_id: str | None = None,
        person_id: str | None = None,
        kind: DocumentKind = DocumentKind.OTHER,
    ) -> Job[Added]:
        """Keep files one by one, each in its own transaction; a bad one is named and never stops the others."""
        new: list[Document] = []
        known: list[Document] = []
        refused: list[str] = []
        try:
            for number, path in enumerate(paths):
                if flag.is_set:
                    raise _stopped(len(new), len(paths))
                yield Progress(number, len(paths), f"Adding {path.name}")
                try:
                    content = read_bytes(path)
                    found = yield from _recognised(path.name, content, flag)
                    document, fresh = self._add(path, content, found, case_id, person_id, kind)
                except Cancelled as error:  # in the middle of a scan
                    raise _stopped(len(new), len(paths)) from error
                except UserFixable as error:
                    refused.append(str(error))
                else:
                    (new if fresh else known).append(document)
        finally:
            if new:
                text = f"adding “{new[0].title}”" if len(new) == 1 else f"adding {len(new)} documents"
                self._undo.push(Change(text=text, remove=tuple(new)))
        elsewhere = self._elsewhere(new)
        return Added(documents=tuple(new), known=tuple(known), refused=tuple(refused), elsewhere=elsewhere)

    def _elsewhere(self, new: list[Document]) -> tuple[Twin, ...]:
        """Return those whose content another case or person has too, each once."""
        twins = []
        with self._casebook.reading() as tx:
            for document in new:
                others = [d for d in tx.find(Document, sha256=document.sha256) if d.id != document.id]
                other = next((d for d in others if d not in new), None)
                if other is not None:
                    case = tx.get(Case, other.case_id) if other.case_id else None
                    person_id = case.person_id if case else other.person_id
                    person = tx.get(Person, person_id).name if person_id else ""
                    title = case.title if case else ""
                    twins.append(Twin(document=document, title=other.title, person=person, case=title))
        return tuple(twins)

    def add_bytes(
        self, name: str, content: bytes, *, case_id: str | None, kind: DocumentKind, title: str = ""
    ) -> Document:
        """Keep bytes that Casewell made or received, under a name."""
        with self._casebook.transaction() as tx:
            document = keep_bytes(tx, self._clock, name, content, case_id=case_id, kind=kind, title=title)
            tx.commit()
        return document

    def change(self, document: Document) -> Document:
        """Keep an edited title, kind, date, person or case."""
        with self._casebook.transaction() as tx:
            before = tx.get(Document, document.id)
            tx.save(document)
            tx.commit()
        self._undo.push(Change(text=f"change of “{before.title}”", restore=(before,)))
        return document

    def delete(self, document_id: str) -> None:
        """Take a document out of the lists; its bytes stay until the casebook is tidied, so undo can bring it back."""
        with self._casebook.transaction() as tx:
            document = tx.get(Document, document_id)
            links = (*tx.find(Attachment, document_id=document_id), *tx.find(Exhibit, document_id=document_id))
            tx.delete(*links, document)
            tx.commit()
        self._undo.push(Change(text=f"deletion of “{document.title}”", restore=(document, *links)))

    def save_copy(self, document_id: str, target: Path, *, replace: bool = False) -> None:
        """Write a document's bytes where the person asked."""
        self._files.write(target, self.content(document_id), replace=replace)

    def render(self, document_id: str, page: int, width: int) -> tuple[int, int, bytes]:
        """Return a page (from 1) as (width, height, RGBA bytes), ``width`` pixels wide."""
        document = self.get(document_id)
        return render_page(self.content(document_id), page, width, document.file_name)

    def _add(
        self,
        path: Path,
        content: bytes,
        found: tuple[int | None, str],
        case_id: str | None,
        person_id: str | None,
        kind: DocumentKind,
    ) -> tuple[Document, bool]:
        with self._casebook.transaction() as tx:
            document = keep_bytes(
                tx, self._clock, path.name, content, case_id=case_id, kind=kind, person_id=person_id, found=found
            )
            same = [d for d in tx.find(Document, sha256=document.sha256, case_id=case_id) if d.id != document.id]
            if same:
                return same[0], False
            tx.commit()
        return document, True


def _stopped(added: int, total: int) -> Cancelled:
    return Cancelled(f"Stopped. {added} of {total} files were added before; they are kept.")


def read_bytes(path: Path) -> bytes:
    """Read a file the person chose, or say in a sentence why it cannot be kept."""
    if path.is_dir():
        raise WrongFile(path.name, "it is a folder. Open it, and add the files in it.")
    try:
        size = path.stat().st_size
        if size == 0:
            raise WrongFile(path.name, "the file is empty. Look for the original and add that.")
        if size > LARGEST:
            raise WrongFile(path.name, "it is larger than 200 MB. Save the pages you need as a smaller PDF.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise WrongFile(path.name, "it is no longer there. Look where it went and add it again.") from error
    except OSError as error:
        raise WrongFile(
            path.name, f"it cannot be read ({error.strerror}). Close other programs and try again."
        ) from error


def title_of(name: str) -> str:
    """Return the title that a file's name gives a document: without its ending, with spaces."""
    return Path(name).stem.replace("_", " ").strip() or name


def keep_bytes(
    tx: Transaction,
    clock: Clock,
    name: str,
    content: bytes,
    *,
    case_id: str | None,
    kind: DocumentKind,
    title: str = "",
    person_id: str | None = None,
    found: tuple[int | None, str] | None = None,
) -> Document:
    """Keep bytes inside a transaction that is already open; return the new record.

    ``found`` are its pages and its text for the search, where they were read before; pictures are not read in here.
    """
    media_type = media_type_of(name, content)
    sha256, size = tx.put_file(_chunks(content))
    pages, words = found or _read(name, content, media_type)
    document = Document(
        case_id=case_id,
        person_id=person_id,
        title=title or title_of(name),
        kind=kind,
        file_name=Path(name).name,
        media_type=media_type,
        sha256=sha256,
        size=size,
        pages=pages,
        text=words,
        added_at=clock.now(),
    )
    tx.save(document)
    return document


def media_type_of(name: str, content: bytes) -> str:
    """Return the media type, by the file's first bytes before its name."""
    for start, media_type in ((b"%PDF", "application/pdf"), (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg")):
        if content[:1024].lstrip().startswith(start) or content.startswith(start):
            return media_type
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"hevc"}:
        return "image/heic"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _recognised(name: str, content: bytes, flag: CancelFlag) -> Job[tuple[int | None, str]]:
    """Return pages and text for the search, scanned pages and photos included; only Cancelled stops the keeping."""
    media_type = media_type_of(name, content)
    try:
        if media_type == "application/pdf":
            read = yield from open_pages(content, name, flag)
            read = yield from read_scans(content, name, read, shared_ocr(), flag)
            return read.count, read.text if read.text.strip() else ""
        if media_type in _PICTURES:
            return len(page_sizes(content, name)), (yield from read_photo(content, shared_ocr(), flag)).text
    except UserFixable:
        return None, ""
    return _read(name, content, media_type)


def _read(name: str, content: bytes, media_type: str) -> tuple[int | None, str]:
    """Return pages and text for the search; a file that cannot be read is kept all the same, without text."""
    try:
        if media_type == "application/pdf":
            read = read_text(content, name)
            return read.count, read.text if read.text.strip() else ""  # a scan has pages, and no words
        if media_type in _PICTURES:
            return len(page_sizes(content, name)), ""
    except UserFixable:
        return None, ""
    if media_type.startswith("text/"):
        return 1, content.decode("utf-8", errors="replace")
    return None, ""


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]
