# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Reads denial notices, explanations of benefits and bills: every fact with the words it was read from."""

from __future__ import annotations

from datetime import date

from app.intake.appeals import days_of, due_of, read_printed, read_windows
from app.intake.codes import find_codes
from app.intake.contacts import read_address_above, read_addresses, read_phones
from app.intake.found import Found
from app.intake.kinds import kind_of
from app.intake.labelled import read_labelled
from app.intake.layout import Layout, lay_out
from app.intake.letterhead import read_letterhead
from app.intake.pages import PageTexts
from app.intake.prose import read_letter_date, read_prose, read_service_codes
from app.intake.reasons import read_reason, read_reason_cells
from app.intake.sentences import Sentence, page_sentences
from app.intake.tables import read_tables
from app.intake.weigh import weigh


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
        found += read_service_codes(layout)
        found += read_phones(layout)
        found += read_addresses(layout)
        found += _codes(layout)
    found += read_address_above(layouts)
    if kind != "bill":
        found += read_reason(spoken)
        found += [one for layout in layouts for one in read_reason_cells(layout)]
        found += read_printed(spoken)
    if layouts and kind in {"denial_notice", "eob", "bill"}:
        sender = read_letterhead(layouts[0], "provider" if kind == "bill" else "insurer")
        found += [sender] if sender else []
    believed = weigh(found)
    return kind, weigh([*found, *_appeal_windows(spoken, believed)]) if kind != "bill" else believed


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
    windows = list(read_windows(spoken))
    best = min((window.found.rank for window in windows), default=0)
    for window in windows:
        if window.found.rank > max(best, 1):
            continue  # the time of another level, beside the one that comes first
        found += [one for one in (days_of(window), due_of(window, notice_date)) if one is not None]
    return found
