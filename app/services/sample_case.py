# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Fills one case of the fictional casebook: lanes, log, clocks, documents as real PDFs, letters and packet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from app.domain.blocks import LetterPaper, Paragraph, Span
from app.domain.case import Case, CaseStatus
from app.domain.dates import long_date
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.document import Document, DocumentKind
from app.domain.facts import Facts
from app.domain.letter import Letter, LetterStatus, LetterVersion, Sending
from app.domain.log import Amendment, Attachment, LogEntry
from app.domain.money import cents_from_text
from app.domain.packet import Exhibit, Packet
from app.domain.party import PartyKind
from app.domain.track import Task, Track, TrackKind
from app.intake.facts_file import facts_from_mapping, facts_to_mapping
from app.knowledge import sample
from app.ports import Transaction
from app.rules import letter_text
from app.services.deadlines import from_computed
from app.services.documents import keep_bytes
from app.services.letter_recipient import track_kind_of
from app.services.log import entry_as_json, promise_of
from app.services.sample_world import SampleWorld


class SampleCaseFiller:
    """One case of the sample with everything in it."""

    def __init__(self, tx: Transaction, world: SampleWorld, raw: sample.SampleCase) -> None:
        self._tx = tx
        self._world = world
        self._raw = raw
        self._person, self._coverage = world.person(raw.person)
        self._provider = world.party(raw.provider)
        self._insurer = world.party(raw.insurer)
        self._facts = self._make_facts()
        self._case = self._make_case()
        self._tracks: dict[TrackKind, Track] = {}
        self._documents: dict[str, Document] = {}

    def fill(self) -> None:
        """Save the case, then what hangs on it."""
        raw, tx = self._raw, self._tx
        tx.save(self._case)
        for track in raw.tracks:
            self._tracks[track.kind] = Track(
                case_id=self._case.id,
                kind=track.kind,
                stage=track.stage,
                next_step=track.next_step,
                opened_on=self._world.day(raw.opened),
            )
        tx.save(*self._tracks.values())
        for document in raw.documents:
            self._documents[document.id] = self._print(document)
        for entry in raw.log:
            self._entry(entry)
        for position, task in enumerate(raw.tasks):
            self._task(task, position)
        for clock in raw.clocks:
            self._deadline(clock)
        self._promises()
        letters = [self._letter(letter) for letter in raw.letters]
        if raw.packet:
            self._packet(letters[-1] if letters else None)

    def _make_facts(self) -> Facts:
        raw, person, coverage = self._raw, self._person, self._coverage
        people = {
            "patient": person.name,
            "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else "",
            "patient_address": person.address,
            "patient_phone": person.phone,
            "representative": person.representative,
            "representative_relationship": person.representative_relationship,
            "member_id": coverage.member_id,
            "group_number": coverage.group_number,
            "plan_name": coverage.plan_name,
            "policyholder": coverage.policyholder,
            "employer": coverage.employer,
            "insurer": self._insurer.name if self._insurer else "",
            "insurer_address": self._insurer.address if self._insurer else "",
            "insurer_fax": self._insurer.fax if self._insurer else "",
            "provider": self._provider.organization or self._provider.name if self._provider else "",
            "provider_address": self._provider.address if self._provider else "",
            "denial_reason": raw.reason,
            **raw.people,
        }
        return facts_from_mapping(
            {
                "plan_kind": coverage.plan_kind.value,
                "state": coverage.state,
                "service_timing": raw.service_timing,
                "urgent": raw.urgent,
                "codes": list(raw.codes),
                "reason": raw.reason,
                "signals": list(raw.signals),
                "have": sorted({d.kind.value for d in raw.documents if d.kind is not DocumentKind.OTHER}),
                "dates": {key: self._world.day(offset) for key, offset in raw.dates.items()},
                "amounts": dict(raw.amounts),
                "answers": dict.fromkeys(raw.yes, True),
                "people": {key: value for key, value in people.items() if value},
            }
        )

    def _make_case(self) -> Case:
        raw, facts = self._raw, self._facts
        return Case(
            person_id=self._person.id,
            coverage_id=self._coverage.id,
            provider_id=self._provider.id if self._provider else None,
            insurer_id=self._insurer.id if self._insurer else None,
            title=raw.title,
            problem=raw.problem,
            stage=raw.stage,
            status=raw.status,
            outcome=raw.outcome,
            denial_types=raw.denial_types,
            route=raw.route,
            claim_number=facts.people.claim_number,
            account_number=facts.people.account_number,
            service_start=facts.dates.service,
            service_end=facts.dates.service_end,
            billed=facts.amounts.billed,
            allowed=facts.amounts.allowed,
            plan_paid=facts.amounts.plan_paid,
            asked=cents_from_text(raw.asked) if raw.asked else facts.amounts.asked_of_patient,
            disputed=facts.amounts.in_dispute,
            saved=cents_from_text(raw.saved) if raw.saved else None,
            corrected_eob_needed=raw.corrected_eob_needed,
            corrected_eob_received=self._day(raw.corrected_eob),
            opened_on=self._world.day(raw.opened),
            closed_on=self._day(raw.closed),
            facts=json.dumps(facts_to_mapping(facts), ensure_ascii=False),
        )

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self._world.day(offset)

    def _track_id(self, kind: TrackKind | None) -> str | None:
        return self._tracks[kind].id if kind in self._tracks else None

    def _party_id(self, key: str) -> str | None:
        party = self._world.party(key)
        return party.id if party else None

    def _print(self, raw: sample.SampleDocument) -> Document:
        """Print a document as a real PDF, from the one who sent it to the person."""
        pairs = tuple(line.partition(": ")[::2] for line in raw.reference)
        sender = raw.sender or (self._insurer.name if self._insurer else "")
        page = LetterPaper(
            sender=sender,
            sender_lines=(raw.sender_address,) if raw.sender_address else (),
            recipient_lines=tuple((Span(x),) for x in (self._person.name, *self._person.address.split("\n"))),
            dated=self._world.day(raw.day),
            title=raw.heading,
            reference=tuple((label, (Span(self._dated(value)),)) for label, value in pairs),
            body=tuple(Paragraph((Span(self._dated(text)),)) for text in raw.text),
            closing="",
            signer="",
            footer=f"{sender} · {raw.heading}",
        )
        document = keep_bytes(
            self._tx,
            self._world.clock_at(max(raw.day, self._raw.opened)),
            f"{raw.title}.pdf",
            self._world.paper.letter(page),
            case_id=self._case.id,
            kind=raw.kind,
            title=raw.title,
            person_id=self._person.id,
        )
        document = replace(document, date=self._world.day(raw.day))
        self._tx.save(document)
        return document

    def _dated(self, text: str) -> str:
        """Write the day for each ``{day:-12}`` in a text of the sample."""
        before, mark, rest = text.partition("{day:")
        if not mark:
            return text
        offset, _, after = rest.partition("}")
        return f"{before}{long_date(self._world.day(int(offset)))}{self._dated(after)}"

    def _entry(self, raw: sample.SampleEntry) -> None:
        entry = LogEntry(
            case_id=self._case.id,
            track_id=self._track_id(raw.track),
            party_id=self._party_id(raw.party),
            action=raw.action,
            date=self._world.day(raw.day),
            reference=raw.reference,
            deadline=self._day(raw.deadline),
            talked_to=raw.talked_to,
            channel=raw.channel,
            notes=raw.notes,
            created_at=self._world.moment(raw.day),
        )
        if raw.amended_from:
            before = entry_as_json(replace(entry, action=raw.amended_from))
            later = self._world.moment(raw.day) + timedelta(hours=3)
            entry = replace(entry, amended_at=later)
            self._tx.save(entry, Amendment(entry_id=entry.id, amended_at=later, before=before, reason="Misheard"))
        else:
            self._tx.save(entry)
        for key in raw.documents:
            self._tx.save(Attachment(entry_id=entry.id, document_id=self._documents[key].id))

    def _task(self, raw: sample.SampleTask, position: int) -> None:
        self._tx.save(
            Task(
                case_id=self._case.id,
                track_id=self._track_id(raw.track),
                party_id=self._party_id(raw.party),
                title=raw.title,
                position=position,
                due=self._day(raw.due),
                letter_kind=raw.letter_kind,
                script=raw.script,
                done_on=self._day(raw.done),
            )
        )

    def _promises(self) -> None:
        """Start the clocks of log entries whose day is still to come, where no clock of the case stands for it yet."""
        if self._case.status is not CaseStatus.OPEN:
            return
        known = {day for d in self._tx.find(Deadline, case_id=self._case.id) for day in (d.due, d.safe, d.law_due)}
        known |= {task.due for task in self._tx.find(Task, case_id=self._case.id)}
        ours = {(e.action, self._world.day(e.day)) for e in self._raw.log if e.ours}
        for entry in self._tx.find(LogEntry, order_by="date", case_id=self._case.id):
            if entry.deadline is not None and entry.deadline >= self._world.day(0) and entry.deadline not in known:
                owner = Owner.US if (entry.action, entry.date) in ours else Owner.THEM
                self._tx.save(promise_of(entry, entry.deadline, owner))

    def _deadline(self, raw: sample.SampleClock) -> None:
        party_id = self._party_id(raw.party)
        if raw.rule:
            events = {name: self._world.day(offset) for name, offset in raw.events.items()}
            computed = self._world.planner.deadline(raw.rule, events)
            computed = replace(computed, notice_due=self._day(raw.notice_due))
            deadline = from_computed(computed, self._case.id, self._track_id(raw.track), party_id)
        else:
            deadline = self._promised(raw, party_id)
        if raw.title:
            deadline = replace(deadline, title=raw.title)
        if raw.done is not None:
            deadline = replace(deadline, status=DeadlineStatus.DONE, closed_on=self._day(raw.done))
        self._tx.save(deadline)

    def _promised(self, raw: sample.SampleClock, party_id: str | None) -> Deadline:
        promised = raw.promised or not raw.ours
        return Deadline(
            case_id=self._case.id,
            track_id=self._track_id(raw.track),
            party_id=party_id,
            title=raw.title,
            owner=Owner.US if raw.ours else Owner.THEM,
            source=DeadlineSource.PROMISE if promised else DeadlineSource.OWN,
            due=self._world.day(raw.due or 0),
            counted="Promised to you, and noted in the log." if promised else "A follow-up you set yourself.",
        )

    def _letter(self, raw: sample.SampleLetter) -> Letter:
        kind = self._world.planner.letter_kind(raw.kind)
        day, now = self._world.day(raw.day), self._world.moment(raw.day)
        deadlines = self._world.planner.deadlines(self._facts)
        text = letter_text.draft(kind, self._facts, raw.own, day, deadlines).text
        party = self._insurer if kind.to is PartyKind.INSURER else self._provider
        letter = Letter(
            case_id=self._case.id,
            track_id=self._track_id(track_kind_of(raw.kind)),
            party_id=party.id if party else None,
            kind=raw.kind,
            title=kind.title,
            text=text,
            facts=json.dumps(dict(raw.own), ensure_ascii=False),
            version=raw.versions,
            status=LetterStatus.DRAFT if raw.sent is None else LetterStatus.SENT,
            created_at=now,
            changed_at=now,
        )
        self._tx.save(letter)
        for number in range(1, raw.versions):
            earlier = text.split("\n## ")[0] if number == 1 else text
            self._tx.save(LetterVersion(letter_id=letter.id, number=number, text=earlier, saved_at=now))
        if raw.sent is not None:
            sending = Sending(
                case_id=self._case.id,
                letter_id=letter.id,
                sent_on=self._world.day(raw.sent),
                method=raw.method,
                tracking=raw.tracking,
            )
            self._tx.save(sending)
        return letter

    def _packet(self, letter: Letter | None) -> None:
        packet = Packet(
            case_id=self._case.id,
            letter_id=letter.id if letter else None,
            title="Appeal packet",
            dated=self._world.day(0),
            created_at=self._world.moment(-1),
        )
        self._tx.save(packet)
        for position, raw in enumerate(self._raw.packet):
            document = self._documents[raw.document]
            self._tx.save(
                Exhibit(
                    packet_id=packet.id,
                    document_id=document.id,
                    position=position,
                    title=raw.title or document.title,
                    dated=long_date(document.date) if document.date else "",
                    shows="\n".join(self._dated(line) for line in raw.shows),
                )
            )
