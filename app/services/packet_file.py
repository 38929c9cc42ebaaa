# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet from a PLAN file, without a casebook: the command line's way to the same paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from app.clock import Clock
from app.domain.blackout import Blackout
from app.domain.blocks import ExhibitPaper, Heading, LetterPaper, PacketPaper, Paragraph, Span
from app.domain.dates import long_date
from app.domain.facts import Facts
from app.domain.packet import exhibit_names
from app.errors import UserFixable
from app.intake.packet_plan import PacketPlan, PlannedExhibit
from app.jobs import CancelFlag, Job
from app.ports import FileWriter, PacketFiles, PaperWriter
from app.services.documents import media_type_of, read_bytes
from app.services.errors import PacketEmpty, WrongFile
from app.services.letter_file import FactsFile, facts_file_from, letter_paper, read_facts_file
from app.services.packet_manifest import manifest_bytes
from app.services.packet_saving import SavedPacket, save_parts
from app.services.planning import Planner

_NONE: Mapping[str, str] = {}


class LetterUnreadable(UserFixable):
    """The letter that the plan names is a file that cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The packet's letter “{name}” cannot be used: {why}. Check it in the plan. Nothing was written."
        )


class ExhibitUnreadable(UserFixable):
    """An exhibit's file that cannot be opened; a phrase, for the packet's builder names exhibit and file around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketBuilder:
    """Builds packets from PLAN files."""

    planner: Planner
    paper: PaperWriter
    files: FileWriter
    clock: Clock

    def build(
        self, plan: PacketPlan, flag: CancelFlag, *, skip: bool, passwords: Mapping[str, str] = _NONE
    ) -> Job[PacketFiles]:
        """Build the packet; progress is yielded, nothing is written. ``passwords`` are by the exhibit's name (A, B)."""
        return (yield from self.paper.packet(self.as_paper(plan, skip=skip, passwords=passwords), flag))

    def save(
        self, plan: PacketPlan, built: PacketFiles, target: Path, *, replace_file: bool, manifest: bool = False
    ) -> SavedPacket:
        """Write the parts, and with ``manifest`` the list of checksums beside them."""
        listed = partial(self._manifest, plan) if manifest else None
        return save_parts(self.files, built, target, replace_file=replace_file, manifest=listed)

    def _manifest(self, plan: PacketPlan, saved: SavedPacket) -> bytes:
        names = exhibit_names(e.joined for e in plan.exhibits)
        unreadable = {problem.exhibit for problem in saved.problems}
        sources = [
            (name, e.file.name, "" if name in unreadable else hashlib.sha256(_bytes_of(e.file)).hexdigest())
            for name, e in zip(names, plan.exhibits, strict=True)
        ]
        hides = bool(plan.redact) or plan.redact_ssn or plan.redact_member_id
        return manifest_bytes(saved, plan.date or self.clock.today(), sources, blacked_out=hides)

    def as_paper(self, plan: PacketPlan, *, skip: bool, passwords: Mapping[str, str] = _NONE) -> PacketPaper:
        """Return the plan as plain data, ready to build."""
        if not plan.letter and not plan.exhibits:
            raise PacketEmpty
        given = self._facts(plan)
        facts = given.facts
        dated = plan.date or self.clock.today()
        patient = facts.people.patient
        pairs = (
            ("Patient", patient),
            ("Claim number", facts.people.claim_number),
            ("Member ID", facts.people.member_id),
            ("Date of service", long_date(facts.dates.service) if facts.dates.service else ""),
        )
        letter, title = self._letter(plan, given, dated)
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
            exhibits=tuple(
                _exhibit(e, passwords.get(name, ""))
                for name, e in zip(exhibit_names(e.joined for e in plan.exhibits), plan.exhibits, strict=True)
            ),
            cover_sheets=plan.cover_sheets,
            max_mb=plan.max_mb,
            max_pages=plan.max_pages,
            skip_unreadable=skip,
            blackout=Blackout(
                words=plan.redact,
                ssn=plan.redact_ssn,
                member_id=facts.people.member_id if plan.redact_member_id else "",
            ),
            looked_through=plan.looked_through,
        )

    def _facts(self, plan: PacketPlan) -> FactsFile:
        if isinstance(plan.facts, Path):
            return read_facts_file(plan.facts, self.clock.today())
        return facts_file_from(plan.facts or {}, self.clock.today())

    def _letter(self, plan: PacketPlan, given: FactsFile, dated: date) -> tuple[LetterPaper | bytes | None, str]:
        if not plan.letter:
            return None, "Letter"
        if plan.letter.lower().endswith(".pdf"):
            try:
                return _bytes_of(plan.folder / plan.letter), "Letter"
            except ExhibitUnreadable as error:
                raise LetterUnreadable(plan.letter, str(error)) from error
        kind = self.planner.letter_kind(plan.letter)
        clock = replace(self.clock, today=lambda: dated)
        return letter_paper(kind, given, self.planner, clock), kind.title


def _exhibit(planned: PlannedExhibit, password: str) -> ExhibitPaper:
    dated = long_date(planned.date) if isinstance(planned.date, date) else planned.date
    return ExhibitPaper(
        title=planned.title,
        dated=dated,
        shows=tuple(line for line in planned.shows.splitlines() if line.strip()),
        pages=planned.pages,
        file_name=planned.file.name,
        media_type=_media_type(planned.file),
        joined=planned.joined,
        password=password,
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
    return lambda: _bytes_of(path)


def _bytes_of(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except WrongFile as error:
        if not path.is_file():
            raise ExhibitUnreadable("there is no such file at the path in the plan") from error
        empty = path.stat().st_size == 0
        raise ExhibitUnreadable(
            "the file is empty" if empty else "the file cannot be opened, or is too large"
        ) from error


def _summary(facts: Facts) -> tuple[Heading | Paragraph, ...]:
    rows = (
        ("The service", facts.people.service_description),
        ("The reason given", f"“{facts.reason}”" if facts.reason else ""),
    )
    return tuple(b for title, text in rows if text for b in (Heading((Span(title),)), Paragraph((Span(text),))))
