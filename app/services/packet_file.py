# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet from a PLAN file, without a casebook: the command line's way to the same paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import ExhibitPaper, Heading, LetterPaper, PacketPaper, Paragraph, Span
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.intake.facts_file import facts_from_mapping, read_facts
from app.intake.packet_plan import PacketPlan, PlannedExhibit
from app.jobs import CancelFlag, Job
from app.ports import FileWriter, PacketFiles, PaperWriter
from app.services.documents import media_type_of, read_bytes
from app.services.errors import PacketEmpty
from app.services.letter_file import letter_paper
from app.services.packets import SavedPacket, save_parts
from app.services.planning import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketBuilder:
    """Builds packets from PLAN files."""

    planner: Planner
    paper: PaperWriter
    files: FileWriter
    clock: Clock

    def build(self, plan: PacketPlan, flag: CancelFlag, *, skip: bool) -> Job[PacketFiles]:
        """Build the packet; progress is yielded, nothing is written."""
        return (yield from self.paper.packet(self.as_paper(plan, skip=skip), flag))

    def save(self, built: PacketFiles, target: Path, *, replace_file: bool) -> SavedPacket:
        """Write the parts."""
        return save_parts(self.files, built, target, replace_file=replace_file)

    def as_paper(self, plan: PacketPlan, *, skip: bool) -> PacketPaper:
        """Return the plan as plain data, ready to build."""
        if not plan.letter and not plan.exhibits:
            raise PacketEmpty
        facts = self._facts(plan)
        dated = plan.date or self.clock.today()
        patient = facts.people.patient
        pairs = (
            ("Patient", patient),
            ("Claim number", facts.people.claim_number),
            ("Member ID", facts.people.member_id),
            ("Date of service", long_date(facts.dates.service) if facts.dates.service else ""),
        )
        letter, title = self._letter(plan, facts, dated)
        subtitle = f"Packet of {patient}" if patient else "Packet"
        subtitle += f" to {facts.people.insurer}" if facts.people.insurer else ""
        return PacketPaper(
            letter=letter,
            letter_title=title,
            subtitle=f"{subtitle} · {long_date(dated)}",
            surname=plan.stamp_prefix or (patient.split()[-1] if patient.split() else "Page"),
            dated=dated,
            identifiers=tuple((label, value) for label, value in pairs if value),
            summary=_summary(facts) if plan.summary else (),
            exhibits=tuple(_exhibit(e) for e in plan.exhibits),
            cover_sheets=plan.cover_sheets,
            max_mb=plan.max_mb,
            max_pages=plan.max_pages,
            skip_unreadable=skip,
            redact=plan.redact,
        )

    def _facts(self, plan: PacketPlan) -> Facts:
        if isinstance(plan.facts, Path):
            return read_facts(plan.facts, today=self.clock.today())
        return facts_from_mapping(plan.facts or {})

    def _letter(self, plan: PacketPlan, facts: Facts, dated: date) -> tuple[LetterPaper | bytes | None, str]:
        if not plan.letter:
            return None, "Letter"
        if plan.letter.lower().endswith(".pdf"):
            return read_bytes(plan.folder / plan.letter), "Letter"
        kind = self.planner.letter_kind(plan.letter)
        clock = replace(self.clock, today=lambda: dated)
        return letter_paper(kind, facts, self.planner, clock), kind.title


def _exhibit(planned: PlannedExhibit) -> ExhibitPaper:
    dated = long_date(planned.date) if isinstance(planned.date, date) else planned.date
    return ExhibitPaper(
        title=planned.title,
        dated=dated,
        shows=tuple(line for line in planned.shows.splitlines() if line.strip()),
        pages=planned.pages,
        file_name=planned.file.name,
        media_type=_media_type(planned.file),
        read=_reader(planned.file),
    )


def _media_type(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        start = b""  # a file that vanished is named when the packet is built
    return media_type_of(path.name, start)


def _reader(path: Path) -> Callable[[], bytes]:
    return lambda: read_bytes(path)


def _summary(facts: Facts) -> tuple[Heading | Paragraph, ...]:
    rows = (
        ("The service", facts.people.service_description),
        ("The reason given", f"“{facts.reason}”" if facts.reason else ""),
    )
    return tuple(b for title, text in rows if text for b in (Heading((Span(title),)), Paragraph((Span(text),))))
