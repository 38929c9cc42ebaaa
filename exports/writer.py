# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The PaperWriter of the program: letters, packets and the emergency sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.blocks import FaxCover, LetterPaper, PacketPaper, ReportPaper
    from app.jobs import CancelFlag, Job
    from app.ports import PacketFiles, PageEye

# Every maker of paper is imported when its first page is written: the window starts without them.


class Writer:
    """Writes paper. It keeps nothing but ``eye``, which looks at pages to be blacked out; any thread may use it."""

    def __init__(self, eye: PageEye | None = None) -> None:
        self._eye = eye

    def letter(self, paper: LetterPaper) -> bytes:
        """Return the letter as PDF bytes; the same paper gives the same bytes."""
        from exports import letter_pdf

        return letter_pdf.build(paper)

    def letter_docx(self, paper: LetterPaper) -> bytes:
        """Return the letter as a Word document; the same paper gives the same bytes."""
        from exports import letter_docx

        return letter_docx.build(paper)

    def fax(self, cover: FaxCover, letter: LetterPaper | None) -> bytes:
        """Return a fax's cover sheet, and the letter behind it if there is one, as PDF bytes."""
        from exports import fax_pdf

        return fax_pdf.build(cover, letter)

    def packet(self, paper: PacketPaper, flag: CancelFlag) -> Job[PacketFiles]:
        """Build a packet with progress; the same paper gives the same bytes.

        Raises UnreadableExhibit, PagesUnsearched, LimitTooSmall, Cancelled.
        """
        from exports import packet_pdf

        return (yield from packet_pdf.build(paper, flag, self._eye))

    def case_report(self, paper: ReportPaper) -> bytes:
        """Return a case report as PDF bytes; the same paper gives the same bytes."""
        from exports import case_report_pdf

        return case_report_pdf.build(paper)

    def emergency_sheet(self, casebook_name: str, passphrase: str, dated: dt.date) -> bytes:
        """Return the page that holds the passphrase, to be printed and put away."""
        from exports import emergency_pdf

        return emergency_pdf.build(casebook_name, passphrase, dated)

    def unprintable(self, text: str) -> str:
        """Return the characters of the text that the embedded fonts cannot print, each once; empty when all can."""
        from exports import text as gate

        return gate.unprintable(text)
