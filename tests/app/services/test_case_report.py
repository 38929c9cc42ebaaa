# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The case report, read back from its PDF: the whole story, nothing private unasked, and heads on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.case import Case
from app.domain.coverage import Coverage
from app.domain.document import DocumentKind
from app.domain.letter import Letter
from app.errors import Cancelled, UserFixable
from app.jobs import CancelFlag, drain
from app.services.case_report import ReportOptions
from app.services.log import NewEntry
from app.services.sending import Sent
from tests.app.rules.letters_nora import NORA
from tests.exports.papers import pdf, texts
from tests.support.desks import Bench, add_case

ALL = ReportOptions(notes=True, identifiers=True, checksums=True)
APPEAL = "internal_appeal_medical_necessity"


@pytest.fixture
def told(bench: Bench) -> Case:
    """Make a case with a plan, a document, a sent appeal and two entries, one of them amended."""
    case = add_case(bench, title="MRI denied", account_number="AR 5521-8214", billed=245_000, disputed=200_000)
    desk = bench.desk
    plan = Coverage(person_id=case.person_id, plan_name="Larkfield Choice", member_id="LFK20411853")
    with bench.casebook.transaction() as tx:
        tx.save(plan)
        tx.save(desk.planner.with_facts(replace(case, coverage_id=plan.id), NORA))
        tx.commit()
    desk.documents.add_bytes("Notice.pdf", pdf(), case_id=case.id, kind=DocumentKind.DENIAL_NOTICE)
    entry = desk.log.add(
        NewEntry(
            case_id=case.id,
            action="Called billing",
            party="Alder Ridge",
            date=date(2026, 11, 2),
            reference="TKT-88",
            notes="Private thought <b>& so on</b>.",
        )
    )
    desk.log.amend(entry.id, replace(entry, action="Called billing again"), "Misheard")
    letter = desk.letters.create(case.id, APPEAL)
    sent = Sent(on=date(2026, 11, 10), method="fax", tracking="0418", received=date(2026, 11, 11))
    desk.sending.mark_sent(letter, replace(sent, proof=("f.pdf", pdf())), pdf(2))
    return case


def report(bench: Bench, case: Case, options: ReportOptions) -> str:
    content = bench.house.paper.case_report(bench.desk.reports.report(case.id, options))
    return " ".join("\n".join(texts(content)).split())


def test_the_report_tells_the_whole_story(bench: Bench, told: Case) -> None:
    said = report(bench, told, ALL)
    for words in (
        "Case report: MRI denied",
        "Where it stands",
        "$2,450.00",
        "Chronology",
        "Sent: ",
        "(fax)",
        "Received by the other side",
        "Letters and packets",
        "0418, received November 11, 2026, proof: ",
        "Action Party Date Reference # Deadline",
        "TKT-88",
        "LFK20411853",
        "Private thought <b>& so on</b>.",
        "(Misheard). Before: “Called billing. Private",
        "SHA-256",
        "Page 1 of",
    ):
        assert words in said, words


def test_nothing_private_is_told_unasked(bench: Bench, told: Case) -> None:
    said = report(bench, told, ReportOptions())
    assert "ending in 1853" in said and "LFK20411853" not in said
    assert "Account ending in" in said and NORA.people.account_number not in said
    assert "Private thought" not in said and "Before: “" not in said
    assert "what it said before is kept" in said
    assert "SHA-256" not in said


def test_the_same_case_gives_the_same_bytes(bench: Bench, told: Case) -> None:
    paper = bench.desk.reports.report(told.id, ALL)
    assert bench.house.paper.case_report(paper) == bench.house.paper.case_report(paper)


def test_a_long_log_repeats_its_head_and_a_long_note_goes_on(bench: Bench) -> None:
    case = add_case(bench, title="Long")
    for number in range(120):
        new = NewEntry(case_id=case.id, action=f"Call {number}", date=date(2026, 1, 1 + number % 28))
        bench.desk.log.add(new)
    words = " ".join(f"word{number}" for number in range(2500))
    notes = words + "\n" * 90 + "last"
    bench.desk.log.add(NewEntry(case_id=case.id, action="Long", date=date(2026, 2, 1), notes=notes))
    content = bench.house.paper.case_report(bench.desk.reports.report(case.id, ALL))
    pages = texts(content)
    heads = [page.count("Reference #") for page in pages]
    assert len(pages) > 8 and set(heads[1:]) == {1}
    whole = " ".join("\n".join(pages).split())
    assert all(f"word{number}" in whole for number in range(2500)) and "last" in whole
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_an_empty_case_is_a_report_all_the_same(bench: Bench) -> None:
    said = report(bench, add_case(bench, title="Empty"), ReportOptions())
    assert "No amount is known yet." in said and "Nothing has been logged." in said


def test_it_is_written_where_it_was_asked_or_not_at_all(bench: Bench, told: Case, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    flag = CancelFlag()
    job = bench.desk.reports.save_job(told.id, ALL, target, flag)
    next(job)
    flag.cancel()
    with pytest.raises(Cancelled):
        drain(job)
    assert list(tmp_path.iterdir()) == []
    assert drain(bench.desk.reports.save_job(told.id, ALL, target, CancelFlag())) == target
    with pytest.raises(UserFixable, match="already"):
        drain(bench.desk.reports.save_job(told.id, ALL, target, CancelFlag()))


def test_a_case_is_found_by_its_title_or_words_of_it(bench: Bench) -> None:
    for title in ("Scan of the knee", "Scan of the knee again", "Bill of the lighthouse"):
        add_case(bench, title=title)
    reports = bench.desk.reports
    assert reports.named("scan of THE knee").title == "Scan of the knee"
    assert reports.named("lighthouse").title == "Bill of the lighthouse"
    assert reports.named("knee a").title == "Scan of the knee again"
    for name, named in (("knee", "“Scan of the knee again”"), ("zither", "No single case is named “zither”")):
        with pytest.raises(UserFixable, match=named):
            reports.named(name)


def test_a_sending_keeps_its_proof_and_its_receipt(bench: Bench, told: Case) -> None:
    with bench.casebook.reading() as tx:
        (letter,) = tx.find(Letter, case_id=told.id)
    (sending,) = bench.desk.sending.of_letter(letter.id)
    assert sending.received_on == date(2026, 11, 11)
    assert bench.desk.documents.content(sending.proof_id or "") == pdf()
