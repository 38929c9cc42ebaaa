# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Papers and small files made on the fly for the tests of exports, and how finished PDFs are read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.domain.blocks import (
    Block,
    ExhibitPaper,
    Heading,
    ItemList,
    LetterPaper,
    PacketPaper,
    Paragraph,
    Quote,
    Span,
    Spans,
)
from app.jobs import CancelFlag, drain
from app.ports import PacketFiles
from exports.writer import Writer

DAY = dt.date(2026, 11, 21)


def spans(text: str) -> Spans:
    return (Span(text),)


def para(*parts: str | Span) -> Paragraph:
    return Paragraph(tuple(p if isinstance(p, Span) else Span(p) for p in parts))


def letter(**changes: Any) -> LetterPaper:
    """The appeal of the sample world, two pages."""
    body: tuple[Block, ...] = (
        para("Dear Appeals Reviewer:"),
        para(
            "I appeal your decision of June 3, 2026 not to pay for the MRI of my lower back. This appeal is on time: "
            "your notice asks for it by November 30, 2026 (29 CFR 2560.503-1(h)(3)(i))."
        ),
        Heading(spans("The reason you gave")),
        Quote(
            (para(Span("“The service is not medically necessary under Policy IM-207.”", italic=True), " (Exhibit A)"),)
        ),
        Heading(spans("Why the denial is mistaken")),
        ItemList(
            (
                (para(Span("The six weeks were completed.", bold=True), " I had 14 visits (Exhibit D, page 19)."),),
                (
                    para(Span("Your policy does not ask for six weeks.", bold=True), " See section 3(b)."),
                    para("Also so."),
                ),
            ),
            numbered=True,
        ),
        Heading(spans("What I ask")),
        *(
            para(f"Please reverse the denial and pay the claim under my plan. Ground number {n}. " * 3)
            for n in range(6)
        ),
    )
    paper = LetterPaper(
        sender="Nora Ellingboe",
        sender_lines=("418 Juniper Court, Apartment 3, Tannersfield, OH 45000", "(555) 013-4472"),
        recipient_lines=(spans("Larkfield Health Plan"), spans("Member Appeals Department")),
        dated=DAY,
        sent_by=(spans("By certified mail"),),
        title="Internal appeal: please reverse the denial and pay this claim",
        reference=(
            ("Patient", spans("Nora Ellingboe")),
            ("Claim number", spans("LF-26-0419-7731")),
            ("Member ID", spans("LFK 204 118 53")),
            ("Service", spans("MRI of the lower back, code 72148, $2,450.00, diagnosis M54.16")),
        ),
        body=body,
        signer="Nora Ellingboe",
        enclosures=("Index of exhibits", "Exhibits A to F"),
        footer="Nora Ellingboe · Claim LF-26-0419-7731 · November 21, 2026",
    )
    return replace(paper, **changes)


def pdf(pages: int = 1, words: str = "Exhibit", size: tuple[float, float] = (612, 792)) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(20, size[1] - 40, f"{words} {page}")
        canvas.drawString(20, 4, "lowest line")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    """A PDF with something done to it by pikepdf."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        change(document)
        document.save(out, **save)
    return out.getvalue()


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **save: Any) -> bytes:
    """A picture whose left half is dark."""
    image = Image.new("L", (width, height), 230)
    image.paste(30, (0, 0, width // 2, height))
    out = BytesIO()
    image.convert(mode).save(out, kind, **save)
    return out.getvalue()


def exhibit(title: str, content: bytes, **changes: Any) -> ExhibitPaper:
    paper = ExhibitPaper(
        title=title, dated="June 3, 2026", file_name="scan.pdf", media_type="application/pdf", read=lambda: content
    )
    return replace(paper, **changes)


def packet(*exhibits: ExhibitPaper, **changes: Any) -> PacketPaper:
    paper = PacketPaper(
        letter=letter(),
        subtitle="Internal appeal of Nora Ellingboe to Larkfield Health Plan · November 21, 2026",
        surname="Ellingboe",
        dated=DAY,
        identifiers=(("Patient", "Nora Ellingboe"), ("Claim number", "LF-26-0419-7731"), ("Member ID", "LFK 204")),
        summary=(Heading(spans("What is asked")), para("Reverse the denial.")),
        exhibits=exhibits,
    )
    return replace(paper, **changes)


def built(paper: PacketPaper) -> PacketFiles:
    return drain(Writer().packet(paper, CancelFlag()))


def texts(content: bytes) -> list[str]:
    """The words of each page, read by another library than the one that wrote them; spaces are plain."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append(text_page.get_text_bounded().replace("\r\n", "\n").replace("\u00a0", " "))
            text_page.close()
            page.close()
        return found
    finally:
        document.close()


def rendered(content: bytes, page: int) -> Image.Image:
    """A page as grey dots, one a point."""
    document = pypdfium2.PdfDocument(content)
    try:
        image: Image.Image = document[page].render(scale=1).to_pil().convert("L")
        return image
    finally:
        document.close()
