# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets: choosing exhibits, building the file with progress, and saving it where the person asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import PacketPaper, PaperSize
from app.domain.case import Case
from app.domain.dates import long_date
from app.domain.deadline import Deadline, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.ids import new_id
from app.domain.letter import Letter, Sending
from app.domain.packet import Exhibit, Packet, exhibit_names
from app.domain.party import Party
from app.domain.person import Person
from app.jobs import CancelFlag, Job
from app.ports import Casebook, FileWriter, PacketFiles, PaperWriter, Transaction
from app.services.errors import NeedsWords, PacketEmpty, PacketWasSent
from app.services.letters import LetterService
from app.services.packet_lacks import Lack, lacks_of, of_files
from app.services.packet_manifest import manifest_bytes
from app.services.packet_paper import Materials, blackout_of, packet_paper
from app.services.packet_papers import papers_lacking
from app.services.packet_saving import SavedPacket, part_names, save_parts
from app.services.packet_summary import chronology_of
from app.services.packet_views import ExhibitLine, PacketPreview, PacketView
from app.services.planning import Planner
from app.services.previews import index_rows
from app.services.undo import Change, UndoStack

_VERSION = re.compile(r", version \d+$")
_FIRST = (DocumentKind.DENIAL_NOTICE, DocumentKind.EOB, DocumentKind.CORRECTED_EOB)


class PacketService:
    """The packets of a casebook."""

    def __init__(
        self,
        casebook: Casebook,
        clock: Clock,
        undo: UndoStack,
        planner: Planner,
        letters: LetterService,
        paper: PaperWriter,
        files: FileWriter,
    ) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner
        self._letters = letters
        self._paper = paper
        self._files = files
        self._passwords: dict[str, str] = {}

    def create(self, case_id: str, letter_id: str | None = None) -> Packet:
        """Make a packet around a letter; the denial notice and the EOB of the case are its first exhibits."""
        with self._casebook.transaction() as tx:
            packet = Packet(
                case_id=case_id,
                letter_id=letter_id,
                title="Appeal packet",
                dated=self._clock.today(),
                created_at=self._clock.now(),
            )
            documents = tx.find(Document, order_by="added_at", case_id=case_id)
            first = [d for kind in _FIRST for d in documents if d.kind is kind]
            exhibits = [_exhibit(packet.id, d, n) for n, d in enumerate(first)]
            tx.save(packet, *exhibits)
            tx.commit()
        self._undo.push(Change(text="new packet", remove=(*exhibits, packet)))
        return packet

    def of_case(self, case_id: str) -> list[Packet]:
        """Return the packets of a case."""
        with self._casebook.reading() as tx:
            return tx.find(Packet, order_by="created_at", case_id=case_id)

    def find(self, packet_id: str) -> Packet | None:
        """Return a packet; None when it is there no more (it was made, and undone)."""
        with self._casebook.reading() as tx:
            found = tx.find(Packet, id=packet_id)
        return found[0] if found else None

    def view(self, packet_id: str) -> PacketView:
        """Return a packet with its exhibits in order."""
        with self._casebook.reading() as tx:
            packet = tx.get(Packet, packet_id)
            case = tx.get(Case, packet.case_id)
            exhibits = tx.find(Exhibit, order_by="position", packet_id=packet_id)
            lines = tuple(
                ExhibitLine(letter=name, exhibit=e, document=tx.get(Document, e.document_id))
                for name, e in zip(exhibit_names(e.joined for e in exhibits), exhibits, strict=True)
            )
            letter = tx.get(Letter, packet.letter_id) if packet.letter_id else None
            return PacketView(
                packet=packet,
                case=case,
                person=tx.get(Person, case.person_id),
                letter=letter,
                exhibits=lines,
                to=_to(tx, case, letter),
                due=self._due(tx, letter),
                dated_talks=bool(chronology_of(tx, case)),
            )

    def lacks(self, view: PacketView) -> tuple[Lack, ...]:
        """Return what is missing, for the person and never in the packet; takes a moment, so ask from a worker."""
        letter = self._letters.look(view.letter, view.case) if view.letter else None
        documents = tuple(line.document for line in view.exhibits)
        known = self._planner.guide.denial_types
        types = [known[name] for name in view.case.denial_types if name in known]
        found = lacks_of(letter, documents, tuple(line.letter for line in view.exhibits))
        return (*found, *papers_lacking(view, self._planner.facts_of(view.case), types))

    def new_version(self, packet_id: str) -> Packet:
        """Copy a packet with its exhibits, dated today: the way to go on with one that was sent."""
        with self._casebook.transaction() as tx:
            before = tx.get(Packet, packet_id)
            base = _VERSION.sub("", before.title)
            same = [p for p in tx.find(Packet, case_id=before.case_id) if _VERSION.sub("", p.title) == base]
            made = replace(
                before,
                id=new_id(),
                title=f"{base}, version {len(same) + 1}",
                dated=self._clock.today(),
                created_at=self._clock.now(),
            )
            exhibits = [
                replace(e, id=new_id(), packet_id=made.id)
                for e in tx.find(Exhibit, order_by="position", packet_id=packet_id)
            ]
            tx.save(made, *exhibits)
            tx.commit()
        self._undo.push(Change(text=f"new version “{made.title}”", remove=(*exhibits, made)))
        return made

    def change(self, packet: Packet) -> Packet:
        """Keep changed settings of a packet."""
        if not packet.title.strip():
            raise NeedsWords("The packet's title")
        with self._casebook.transaction() as tx:
            before = tx.get(Packet, packet.id)
            _check_unsent(tx, packet.id)
            tx.save(packet)
            tx.commit()
        self._undo.push(Change(text="change of the packet", restore=(before,)))
        return packet

    def add_exhibits(self, packet_id: str, document_ids: list[str]) -> list[Exhibit]:
        """Add documents at the end, in the order given; one that is already there is not added twice."""
        with self._casebook.transaction() as tx:
            _check_unsent(tx, packet_id)
            present = tx.find(Exhibit, order_by="position", packet_id=packet_id)
            known = {e.document_id for e in present}
            fresh = [d for d in dict.fromkeys(document_ids) if d not in known]
            added = [
                _exhibit(packet_id, tx.get(Document, document_id), len(present) + n)
                for n, document_id in enumerate(fresh)
            ]
            tx.save(*added)
            tx.commit()
        if added:
            self._undo.push(Change(text=f"adding {len(added)} exhibits", remove=tuple(added)))
        return added

    def change_exhibit(self, exhibit: Exhibit) -> Exhibit:
        """Keep a changed title, date, page range or "what it shows"."""
        if not exhibit.title.strip():
            raise NeedsWords("The exhibit's title")
        with self._casebook.transaction() as tx:
            before = tx.get(Exhibit, exhibit.id)
            _check_unsent(tx, before.packet_id)
            tx.save(exhibit)
            tx.commit()
        self._undo.push(Change(text=f"change of “{before.title}”", restore=(before,)))
        return exhibit

    def order(self, packet_id: str, exhibit_ids: list[str]) -> None:
        """Put the exhibits in this order."""
        with self._casebook.transaction() as tx:
            _check_unsent(tx, packet_id)
            before = tuple(tx.find(Exhibit, order_by="position", packet_id=packet_id))
            place = {exhibit_id: n for n, exhibit_id in enumerate(exhibit_ids)}
            tx.save(*(replace(e, position=place[e.id]) for e in before))
            tx.commit()
        self._undo.push(Change(text="order of the exhibits", restore=before))

    def remove_exhibit(self, exhibit_id: str) -> None:
        """Take an exhibit out of the packet; the document stays in the casebook."""
        with self._casebook.transaction() as tx:
            exhibit = tx.get(Exhibit, exhibit_id)
            _check_unsent(tx, exhibit.packet_id)
            before = tuple(tx.find(Exhibit, order_by="position", packet_id=exhibit.packet_id))
            tx.delete(exhibit)
            rest = [e for e in before if e.id != exhibit_id]
            tx.save(*(replace(e, position=n) for n, e in enumerate(rest)))
            tx.commit()
        self._undo.push(Change(text=f"removal of “{exhibit.title}”", restore=before))

    def delete(self, packet_id: str) -> None:
        """Delete a packet's plan; letter and documents stay."""
        with self._casebook.transaction() as tx:
            packet = tx.get(Packet, packet_id)
            _check_unsent(tx, packet_id)
            exhibits = tx.find(Exhibit, packet_id=packet_id)
            tx.delete(*exhibits, packet)
            tx.commit()
        self._undo.push(Change(text="deletion of the packet", restore=(packet, *exhibits)))

    def build_job(
        self, packet_id: str, flag: CancelFlag, *, final: bool = True, skip: bool = False
    ) -> Job[PacketFiles]:
        """Build a packet; a preview (not final) may still have blanks in its letter."""
        paper = self.paper(packet_id, final=final, skip=skip)
        return (yield from self._paper.packet(paper, flag))

    def preview_job(self, packet_id: str, flag: CancelFlag) -> Job[PacketPreview]:
        """Build a packet to look at: blanks are marked, and a page stands in for what cannot be read."""
        files = yield from self.build_job(packet_id, flag, final=False, skip=True)
        flag.check()
        lacks = (*of_files(files), *self.lacks(self.view(packet_id)))
        flag.check()
        return PacketPreview(files=files, rows=index_rows(files), lacks=lacks)

    def targets(self, files: PacketFiles, target: Path) -> tuple[Path, ...]:
        """Return the names that the parts of a packet get."""
        return part_names(target, len(files.parts))

    def save(self, files: PacketFiles, target: Path, *, replace_file: bool = False, packet_id: str = "") -> SavedPacket:
        """Write the parts of a built packet where the person asked, and its list of checksums where that is wanted."""
        found = self.find(packet_id) if packet_id else None
        manifest = partial(self.manifest, packet_id) if found is not None and found.manifest else None
        return save_parts(self._files, files, target, replace_file=replace_file, manifest=manifest)

    def paper(self, packet_id: str, *, final: bool, skip: bool = False) -> PacketPaper:
        """Return the packet as plain data, ready to build."""
        view = self.view(packet_id)
        if view.letter is None and not view.exhibits:
            raise PacketEmpty
        dated = view.packet.dated  # the letter too, so that the same packet gives the same bytes on any day
        letter = self._letters.paper(view.letter, view.case, final=final, dated=dated) if view.letter else None
        if letter is not None:
            letter = replace(letter, size=PaperSize.LETTER)  # a packet has one size of sheet
        with self._casebook.reading() as tx:
            happened = chronology_of(tx, view.case) if view.packet.chronology else ()
        return packet_paper(
            view,
            self._planner.facts_of(view.case),
            Materials(
                letter=letter,
                chronology=happened,
                read=self._reader,
                passwords=self._passwords,
            ),
            skip=skip,
        )

    def unlock(self, document_id: str, password: str) -> None:
        """Remember the password of a locked document until the casebook is closed; it is written nowhere."""
        with self._casebook.reading() as tx:
            self._passwords[tx.get(Document, document_id).sha256] = password

    def manifest(self, packet_id: str, saved: SavedPacket) -> bytes:
        """Return the list of checksums that goes beside a saved packet."""
        view = self.view(packet_id)
        sources = tuple((line.letter, line.document.file_name, line.document.sha256) for line in view.exhibits)
        return manifest_bytes(saved, view.packet.dated, sources, blacked_out=blackout_of(view.packet, "-").wanted)

    def _reader(self, sha256: str) -> Callable[[], bytes]:
        def read() -> bytes:
            with self._casebook.reading() as tx:
                return tx.file_bytes(sha256)

        return read

    def _due(self, tx: Transaction, letter: Letter | None) -> date | None:
        """Return the nearest open date of ours that the packet's letter meets."""
        if letter is None:
            return None
        meets = self._planner.letter_kind(letter.kind).head.meets
        days = [
            clock.due
            for clock in tx.find(Deadline, case_id=letter.case_id, status=DeadlineStatus.OPEN, owner=Owner.US)
            if clock.rule_id in meets or clock.letter_kind == letter.kind
        ]
        return min(days, default=None)


def _check_unsent(tx: Transaction, packet_id: str) -> None:
    if tx.find(Sending, packet_id=packet_id):
        raise PacketWasSent


def _to(tx: Transaction, case: Case, letter: Letter | None) -> str:
    party_id = (letter.party_id if letter else None) or case.insurer_id or case.provider_id
    party = tx.get(Party, party_id) if party_id else None
    return ", ".join(part for part in (party.organization, party.name) if part) if party else ""


def _exhibit(packet_id: str, document: Document, position: int) -> Exhibit:
    return Exhibit(
        packet_id=packet_id,
        document_id=document.id,
        position=position,
        title=document.title,
        dated=long_date(document.date) if document.date else "",
    )
