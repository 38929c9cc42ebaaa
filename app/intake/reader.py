# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The door of the intake: any file in, a Reading out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.bill import SheetKind
from app.domain.reading import Confidence, Problem, ReadClaim, ReadFact, Reading
from app.intake.errors import FileEmpty, FileMissing, FileTooLarge, TypeUnknown
from app.intake.fhir_eob import read_fhir, read_fhir_zip
from app.intake.layout import lay_out
from app.intake.ocr import Ocr, shared_ocr
from app.intake.pages import PageTexts
from app.intake.plain_text import pages_of_text
from app.intake.recognize import Format, decode_text, format_of
from app.intake.remittance_835 import open_remittance
from app.intake.scans import COMPARE, fact_of, read_photo, read_scans
from app.intake.table_files import is_spreadsheet
from app.intake.text import MAX_MB, open_pages
from app.jobs import CancelFlag, Job, Progress, drain

_PICTURES = {Format.PNG, Format.JPEG, Format.PHOTO}


def read_file(path: Path) -> Reading:
    """Read one file; errors as open_reading, and FileMissing when it cannot be opened."""
    try:
        if path.stat().st_size > MAX_MB * 1_000_000:
            raise FileTooLarge(path.name, MAX_MB)
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(path.name, error.strerror or "") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Reading:
    """Read a file's bytes in this thread; errors as open_reading."""
    return drain(open_reading(name, data))


def doubting_to_come(reading: Reading, today: date) -> Reading:
    """Return a reading in which a notice dated after ``today`` is to be checked."""
    return replace(reading, facts=tuple(_not_yet_come(fact, today) for fact in reading.facts))


def open_reading(name: str, data: bytes, flag: CancelFlag | None = None, ocr: Ocr | None = None) -> Job[Reading]:
    """Read a file's bytes, a page a step; the kind is told from the bytes, never from the name.

    Photos and scanned pages are read by ``ocr``, in processes of their own; what cannot be read comes back as a Reading
    with its Problem. Raises
    FileEmpty, FileTooLarge, FileEncrypted, FileDamaged and TypeUnknown when there is nothing to read at all.
    """
    if not data:
        raise FileEmpty(name)
    form = format_of(data)
    if form is Format.REMITTANCE:
        return (yield from open_remittance(name, data, flag))
    if form is Format.FHIR:
        return (yield from read_fhir(name, decode_text(data) or "", flag))
    if form is Format.PORTAL_ZIP:
        return (yield from read_fhir_zip(name, data, flag))
    table = _table(name, data, form)
    if table is not None:
        return table
    if form in _PICTURES:
        pages = yield from read_photo(data, ocr or shared_ocr(), flag)
    elif form is Format.PDF:
        pages = yield from open_pages(data, name, flag)
        pages = yield from read_scans(data, name, pages, ocr or shared_ocr(), flag)
    else:
        pages = pages_of_text(_text(name, data, form))
    if flag is not None:
        flag.check()
    yield Progress(pages.count, pages.count, "Reading the facts")
    return _reading(name, pages)


def _table(name: str, data: bytes, form: Format) -> Reading | None:
    """Read a spreadsheet or a table of text as a bill or an EOB; None where it is none."""
    from app.intake.table_reading import read_table, read_text_table

    if form is Format.UNKNOWN and is_spreadsheet(data):
        return read_table(name, data)
    return read_text_table(name, data) if form is Format.TEXT else None


def _reading(name: str, pages: PageTexts) -> Reading:
    problems = list(pages.problems)
    how = "ocr" if any(page.back for page in pages.pages) else "text"
    if problems and not pages.text.strip():
        return Reading(file=name, how=how, pages=pages.count, problems=tuple(problems))
    # Delayed: its patterns take a quarter of a second to compile, and the window starts without them.
    from app.intake.denial_letter import read_facts_of

    kind, found = read_facts_of(pages)
    by_number = {page.number: page for page in pages.pages}
    facts = tuple(fact for one in found if (fact := fact_of(one, by_number[one.passage.page])) is not None)
    claims = _lines(kind, pages, facts)
    if claims and how == "ocr":
        problems.append(Problem(where=name, what=COMPARE))
    if not facts:
        problems.append(Problem(where=name, what="No fact could be read from this file. Type what it says."))
    return Reading(
        file=name,
        kind=kind,
        how=how,
        pages=pages.count,
        facts=facts,
        claims=claims,
        problems=tuple(problems),
        text=pages.text,
    )


def _lines(kind: str, pages: PageTexts, facts: tuple[ReadFact, ...]) -> tuple[ReadClaim, ...]:
    """Read the lines of a bill or an EOB; a paper of another kind has none."""
    if kind not in {"bill", "eob", "unknown"}:
        return ()
    from app.intake.paper_lines import paper_claims

    layouts = [lay_out(page) for page in pages.pages if page.words]
    return paper_claims(layouts, SheetKind.EOB if kind == "eob" else SheetKind.BILL, facts)


def _not_yet_come(fact: ReadFact, today: date) -> ReadFact:
    """Doubt a notice that is dated later than today."""
    if fact.field != "notice_date" or date.fromisoformat(fact.value) <= today:
        return fact
    note = f"{fact.note} This day is still to come.".strip()
    return replace(fact, confidence=Confidence.CHECK, note=note)


def _text(name: str, data: bytes, form: Format) -> str:
    text = decode_text(data) if form is Format.TEXT else None
    if text is None:
        raise TypeUnknown(name)
    if not text.strip():
        raise FileEmpty(name)
    return text
