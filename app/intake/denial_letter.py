# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reads denial notices, explanations of benefits and bills: every fact with the words it was read from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.reading import Problem, Reading
from app.intake.appeals import days_of, due_of, read_printed, read_windows
from app.intake.codes import find_codes
from app.intake.contacts import read_address_above, read_addresses, read_phones
from app.intake.errors import FileEmpty, FileMissing, FileTooLarge, ScanWithoutText, TypeUnknown
from app.intake.found import Found
from app.intake.kinds import kind_of
from app.intake.labelled import read_labelled
from app.intake.layout import Layout, lay_out
from app.intake.letterhead import read_letterhead
from app.intake.pages import PageTexts
from app.intake.plain_text import pages_of_text
from app.intake.prose import read_letter_date, read_prose
from app.intake.reasons import read_reason
from app.intake.recognize import Format, decode_text, format_of
from app.intake.sentences import Sentence, page_sentences
from app.intake.tables import read_tables
from app.intake.text import MAX_MB, open_pages
from app.intake.weigh import weigh
from app.jobs import CancelFlag, Job, Progress, drain

_ONLY_TEXT = "This version reads PDF files with text, and facts that you type."
_NOT_YET = {
    Format.REMITTANCE: ("835", f"This is an electronic remittance (835). {_ONLY_TEXT} The file is kept."),
    Format.FHIR: ("fhir", f"This is a file from a patient portal (FHIR). {_ONLY_TEXT} The file is kept."),
    Format.PNG: ("unknown", f"This is a picture. {_ONLY_TEXT} Type what it says; the picture is kept beside it."),
}
_NOT_YET |= {Format.JPEG: _NOT_YET[Format.PNG], Format.PHOTO: _NOT_YET[Format.PNG]}


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


def open_reading(name: str, data: bytes, flag: CancelFlag | None = None) -> Job[Reading]:
    """Read a file's bytes, a page a step; the kind is told from the bytes, never from the name.

    What is recognised but cannot be read (a scan, a photo, 835, FHIR) comes back as a Reading with its Problem. Raises
    FileEmpty, FileTooLarge, FileEncrypted, FileDamaged and TypeUnknown when there is nothing to read at all.
    """
    if not data:
        raise FileEmpty(name)
    form = format_of(data)
    if form in _NOT_YET:
        kind, what = _NOT_YET[form]
        how = "structured" if kind in {"835", "fhir"} else "text"
        return Reading(file=name, kind=kind, how=how, problems=(Problem(where=name, what=what),))
    if form is Format.PDF:
        pages = yield from open_pages(data, name, flag)
    else:
        pages = pages_of_text(_text(name, data, form))
    if flag is not None:
        flag.check()
    yield Progress(pages.count, pages.count, "Reading the facts")
    return _reading(name, pages)


def read_facts_of(pages: PageTexts) -> tuple[str, list[Found]]:
    """Return the kind of paper, and the facts that are believed."""
    layouts = [lay_out(page) for page in pages.pages if page.words]
    kind = kind_of("\n".join(row.text for layout in layouts for row in layout.rows))
    found: list[Found] = []
    spoken: list[Sentence] = []
    for layout in layouts:
        sentences = page_sentences(layout.blocks)
        spoken += sentences
        found += read_labelled(layout)
        found += read_tables(layout)
        found += read_letter_date(layout)
        found += read_prose(sentences)
        found += read_phones(layout)
        found += read_addresses(layout)
        found += _codes(layout)
    found += read_address_above(layouts)
    if kind != "bill":
        found += read_reason(spoken)
        found += read_printed(spoken)
    if layouts and kind in {"denial_notice", "eob", "bill"}:
        sender = read_letterhead(layouts[0], "provider" if kind == "bill" else "insurer")
        found += [sender] if sender else []
    believed = weigh(found)
    return kind, weigh([*found, *_appeal_windows(spoken, believed)]) if kind != "bill" else believed


def _reading(name: str, pages: PageTexts) -> Reading:
    problems = list(pages.problems)
    if pages.scanned:
        problems = [Problem(where=name, what=str(ScanWithoutText(name)))]
        return Reading(file=name, pages=pages.count, problems=tuple(problems))
    kind, found = read_facts_of(pages)
    placed = {page.number: page.placed for page in pages.pages}
    facts = tuple(one.fact(placed=placed[one.passage.page]) for one in found)
    if not facts:
        problems.append(Problem(where=name, what="No fact could be read from this file. Type what it says."))
    return Reading(file=name, kind=kind, pages=pages.count, facts=facts, problems=tuple(problems), text=pages.text)


def _text(name: str, data: bytes, form: Format) -> str:
    text = decode_text(data) if form is Format.TEXT else None
    if text is None:
        raise TypeUnknown(name)
    if not text.strip():
        raise FileEmpty(name)
    return text


def _codes(layout: Layout) -> list[Found]:
    """Find denial codes in every block of a page."""
    return [
        Found(
            field="code",
            value=code.value,
            passage=block,
            start=code.start,
            end=code.end,
            words_from=code.start,
            confidence=code.confidence,
            note=code.note,
        )
        for block in layout.blocks
        for code in find_codes(block.text)
    ]


def _appeal_windows(spoken: list[Sentence], believed: list[Found]) -> list[Found]:
    """Return times to appeal in days, and the dates they come to when counted from the notice's own date."""
    dated = next((one for one in believed if one.field == "notice_date"), None)
    notice_date = date.fromisoformat(dated.value) if dated else None
    found: list[Found] = []
    for window in read_windows(spoken):
        found += [one for one in (days_of(window), due_of(window, notice_date)) if one is not None]
    return found
