# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The desk: every service of one open casebook, made once and handed to the window or the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.domain.preference import Preference
from app.ports import Casebook, FileWriter, PaperWriter, TableWriter
from app.services.attachments import AttachmentService
from app.services.backup import BackupService
from app.services.bill_check import BillCheckService
from app.services.calls import CallService
from app.services.case_report import CaseReports
from app.services.cases import CaseService
from app.services.deadlines import DeadlineService
from app.services.documents import DocumentService
from app.services.letter_ways import LetterWays
from app.services.letters import LetterService
from app.services.log import LogService
from app.services.log_export import LogExport
from app.services.log_import import LogImport
from app.services.owed import OwedService
from app.services.own_codes import OwnCodeService
from app.services.own_letters import OwnLetterService
from app.services.packets import PacketService
from app.services.planning import Planner
from app.services.quotes import QuoteService
from app.services.reading_copies import ReadingCopyService
from app.services.reminders import ReminderService
from app.services.saved_filters import SavedFilters
from app.services.sending import SendingService
from app.services.spelling import Spelling
from app.services.today import TodayService
from app.services.undo import UndoStack
from app.services.wizard import WizardService


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a person can do with an open casebook."""

    casebook: Casebook
    clock: Clock
    undo: UndoStack
    planner: Planner
    today: TodayService
    cases: CaseService
    log: LogService
    calls: CallService
    bills: BillCheckService
    export: LogExport
    log_import: LogImport
    reports: CaseReports
    attachments: AttachmentService
    filters: SavedFilters
    deadlines: DeadlineService
    documents: DocumentService
    letters: LetterService
    reading_copies: ReadingCopyService
    packets: PacketService
    quotes: QuoteService
    sending: SendingService
    owed: OwedService
    reminders: ReminderService
    wizard: WizardService
    backup: BackupService
    own_codes: OwnCodeService
    own_letters: OwnLetterService
    spelling: Spelling
    ways: LetterWays

    @property
    def name(self) -> str:
        """Return the casebook's name: the one given when it was made, else the file's."""
        with self.casebook.reading() as tx:
            found = tx.find(Preference, id="casebook.name")
        return found[0].value if found else self.casebook.path.stem


def make_desk(
    casebook: Casebook,
    *,
    clock: Clock,
    paper: PaperWriter,
    files: FileWriter,
    tables: TableWriter,
    backups: Path,
    backup_keep: int,
) -> Desk:
    """Make the services of an open casebook."""
    undo = UndoStack(casebook)
    own_letters = OwnLetterService(casebook, clock, undo)
    planner = Planner(clock, own_letters.kinds)
    letters = LetterService(casebook, clock, undo, planner, paper, files)
    packets = PacketService(casebook, clock, undo, planner, letters, paper, files)
    calls = CallService(casebook, clock, undo, planner)
    return Desk(
        casebook=casebook,
        clock=clock,
        undo=undo,
        planner=planner,
        today=TodayService(casebook, clock),
        cases=CaseService(casebook, clock, undo),
        log=LogService(casebook, clock, undo),
        calls=calls,
        bills=BillCheckService(casebook, clock, undo, planner, letters, calls),
        export=LogExport(casebook, clock, tables, files),
        log_import=LogImport(casebook, clock, undo),
        reports=CaseReports(casebook, clock, planner, paper, files),
        attachments=AttachmentService(casebook, undo),
        filters=SavedFilters(casebook, undo),
        deadlines=DeadlineService(casebook, clock, undo),
        documents=DocumentService(casebook, clock, undo, files),
        letters=letters,
        reading_copies=ReadingCopyService(letters, planner, clock, paper, files),
        packets=packets,
        quotes=QuoteService(casebook, packets),
        sending=SendingService(casebook, clock, undo, planner),
        owed=OwedService(casebook, clock, undo, planner),
        reminders=ReminderService(casebook, clock),
        wizard=WizardService(casebook, clock, undo, planner),
        backup=BackupService(casebook, clock, backups, backup_keep),
        own_codes=OwnCodeService(casebook, clock, undo),
        own_letters=own_letters,
        spelling=Spelling(casebook, undo),
        ways=LetterWays(casebook, clock, letters, paper, files),
    )
