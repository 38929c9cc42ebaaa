# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How long a letter of two pages takes once the program is warm, and how soon the live page follows a pause in typing.

The pause itself (300 ms without a key) is not counted: the page is wanted when it ends.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from pathlib import Path

from app.services.letters import LetterService, OpenLetter
from tests.bench.measure import Line, seconds

_PAPER_MS, _WORD_MS, _LIVE_MS = 60, 400, 150
_KEYS = 9


def measure(folder: Path) -> list[Line]:
    """Measure a letter of the sample casebook: its PDF, its Word document, and the page beside its text."""
    from PySide6.QtWidgets import QApplication

    from app.clock import fixed_clock
    from tests.support.window import make_context, sample_casebook

    _app = QApplication.instance() or QApplication([])
    home = folder / "letters"
    home.mkdir()
    clock = fixed_clock(date(2026, 11, 21))
    casebook = sample_casebook(home, clock)
    context = make_context(casebook, clock)
    try:
        letters = context.desk.letters
        found = _two_pages(
            letters, [row.id for row in letters.rows() if row.kind == "letter" and row.status == "draft"]
        )
        lines = [*_paper(letters, found), _live(context, found)]
    finally:
        context.jobs.wait(30_000)
        casebook.close()
    return lines


def _two_pages(letters: LetterService, drafts: list[str]) -> OpenLetter:
    from app.services.previews import pdf_page_sizes

    opened = [found for found in map(letters.find, drafts) if found is not None]
    return next(o for o in opened if len(pdf_page_sizes(letters.pdf(o.letter, o.case, final=False))) == 2)


def _paper(letters: LetterService, found: OpenLetter) -> list[Line]:
    from exports.writer import Writer

    writer, page = Writer(), letters.paper(found.letter, found.case, final=False)
    paper = seconds(lambda: writer.letter(page), runs=15)
    word = seconds(lambda: writer.letter_docx(page))
    return [
        Line("letter of two pages", paper * 1000, _PAPER_MS, " ms", "as PDF, tagged, from its blocks"),
        Line("that letter for Word", word * 1000, _WORD_MS, " ms", "not a promise; it may not run away"),
    ]


def _live(context: object, found: OpenLetter) -> Line:
    """Type a key, let the pause end, and wait for the new page to stand on the desk."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui.context import Context
    from ui.pages.letter import LetterPage

    assert isinstance(context, Context)
    page = LetterPage(context)
    page.resize(1152, 776)
    page.show_args(letter_id=found.letter.id)
    page.refresh()
    page.show()
    drawn: list[float] = []
    page.preview.view.shown.connect(lambda: drawn.append(time.perf_counter()))
    QTest.qWait(1_500)
    taken = []
    for key in range(_KEYS):
        page.text.insert(f"{key} ")
        QTest.qWait(200)  # the pause is not over yet
        drawn.clear()
        start = time.perf_counter()
        page.live.ask(now=True)  # what its end does
        while not drawn:
            QApplication.processEvents()
        taken.append(time.perf_counter() - start)
        context.jobs.wait(30_000)
    page.leave()
    page.close()
    page.deleteLater()
    detail = f"slowest {max(taken) * 1000:.0f} ms; read, checked, typeset and drawn"
    return Line("live page after a pause", statistics.median(taken) * 1000, _LIVE_MS, " ms", detail)
