# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The case report: the whole story of one case as plain data, for a lawyer, a regulator or the next advocate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import Block, ReportPaper, Span
from app.domain.case import Case, CaseStatus
from app.domain.coverage import PLAN_KIND_TITLES
from app.domain.dates import long_date
from app.errors import UserFixable
from app.jobs import CancelFlag, Job, Progress
from app.ports import Casebook, FileWriter, PaperWriter
from app.services.case_report_parts import (
    CaseRecords,
    chronology,
    deadline_part,
    document_part,
    letter_part,
    log_part,
    money_part,
    records_of,
    standing_part,
)
from app.services.case_view import CaseView, read_case
from app.services.planning import Planner

_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a report tells. ``notes`` are one's own; ``identifiers`` are the birth date and the whole member ID."""

    notes: bool = False
    identifiers: bool = False
    checksums: bool = False


class CaseNotFound(UserFixable):
    """A case that nobody knows by this name, or several do."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        shown = "; ".join(f"“{title}”" for title in known[:12]) or "none"
        super().__init__(f"No single case is named “{name}”. The cases of this casebook: {shown}.")


class CaseReports:
    """Writes reports of cases."""

    def __init__(
        self, casebook: Casebook, clock: Clock, planner: Planner, paper: PaperWriter, files: FileWriter
    ) -> None:
        self._casebook, self._clock, self._planner = casebook, clock, planner
        self._paper, self._files = paper, files

    def named(self, name: str) -> Case:
        """Return the one case of this title, or whose title holds the words; CaseNotFound names those there are."""
        wanted = name.strip().casefold()
        with self._casebook.reading() as tx:
            cases = tx.find(Case, order_by="title")
        found = [case for case in cases if case.title.casefold() == wanted or case.id == name]
        found = found or [case for case in cases if wanted and wanted in case.title.casefold()]
        if len(found) != 1:
            raise CaseNotFound(name, tuple(case.title for case in found or cases))
        return found[0]

    def save_job(
        self, case_id: str, options: ReportOptions, target: Path, flag: CancelFlag, *, replace_file: bool = False
    ) -> Job[Path]:
        """Write a report where the person asked."""
        yield Progress(0, 2, "Reading the case")
        paper = self.report(case_id, options)
        flag.check()
        yield Progress(1, 2, "Setting the pages")
        content = self._paper.case_report(paper)
        flag.check()
        self._files.write(target, content, replace=replace_file)
        yield Progress(2, 2, "Written")
        return target

    def report(self, case_id: str, options: ReportOptions) -> ReportPaper:
        """Return the report as plain data; the same case on the same day gives the same report."""
        view = read_case(self._casebook, case_id)
        with self._casebook.reading() as tx:
            records = records_of(tx, view.case)
        today = long_date(self._clock.today())
        return ReportPaper(
            title=f"Case report: {view.case.title}",
            subtitle=f"{view.person.name} · as of {today}",
            dated=self._clock.today(),
            reference=self._reference(view, options),
            body=self._body(view, records, options),
            footer=f"{view.person.name} · {view.case.title} · {today}",
        )

    def _body(self, view: CaseView, records: CaseRecords, options: ReportOptions) -> tuple[Block, ...]:
        return (
            *standing_part(view),
            *money_part(view.case),
            *chronology(self._planner.facts_of(view.case), records),
            *deadline_part(view.deadlines),
            *letter_part(records),
            *document_part(records, checksums=options.checksums),
            *log_part(records, notes=options.notes),
        )

    def _reference(self, view: CaseView, options: ReportOptions) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        case, person, plan = view.case, view.person, view.coverage
        born = person.date_of_birth
        pairs = (
            ("Patient", person.name),
            ("Born", long_date(born) if born and options.identifiers else ""),
            ("Acting for them", _acting(person.representative, person.representative_relationship)),
            ("Insurer", view.insurer.name if view.insurer else ""),
            ("Plan", plan.plan_name if plan else ""),
            ("Plan kind", PLAN_KIND_TITLES[plan.plan_kind] if plan else ""),
            ("Member ID", _identifier(plan.member_id, whole=options.identifiers) if plan else ""),
            ("Provider", view.provider.name if view.provider else ""),
            ("Claim number", case.claim_number),
            ("Account", _identifier(case.account_number, whole=options.identifiers)),
            ("Service", _service(case)),
            ("Opened", long_date(case.opened_on)),
            ("Status", "Open" if case.status is CaseStatus.OPEN else _closed(case)),
        )
        return tuple((label, (Span(value),)) for label, value in pairs if value)


def _acting(name: str, relationship: str) -> str:
    return f"{name} ({relationship})" if name and relationship else name


def _identifier(value: str, *, whole: bool) -> str:
    """Return a number whole, or as "ending in 1853"; a short one would be given away by its end."""
    bare = "".join(c for c in value if c.isalnum())
    if whole or not bare:
        return value
    return f"ending in {bare[-_SHOWN:]}" if len(bare) >= 2 * _SHOWN else "not shown"


def _service(case: Case) -> str:
    if case.service_start is None:
        return ""
    end = case.service_end
    last = f" to {long_date(end)}" if end and end != case.service_start else ""
    return f"{long_date(case.service_start)}{last}"


def _closed(case: Case) -> str:
    on = f" on {long_date(case.closed_on)}" if case.closed_on else ""
    how = f", {case.outcome.value.replace('_', ' ')}" if case.outcome.value else ""
    return f"Closed{on}{how}"
