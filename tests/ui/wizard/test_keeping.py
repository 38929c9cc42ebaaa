# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Nothing is lost: killed without a word, impossible dates, files that cannot be read."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.domain.wizard import WizardSession
from app.jobs import CancelFlag, Job, Progress
from app.ports import Casebook
from app.services.desk import Desk
from app.services.errors import WrongFile
from app.services.wizard import ReadPaper
from tests.support.notices import larkfield
from tests.ui.wizard.conftest import Walk
from ui.widgets.banner import Banner
from ui.wizard.dates import DatesStep
from ui.wizard.draft import KEEP_MS
from ui.wizard.notice import NoticeStep
from ui.wizard.person import PersonStep


def _die(walked: Walk) -> str:
    """End a wizard as a crash would, once half a second has gone; return its session."""
    until = time.monotonic() + KEEP_MS / 1_000 + 0.15
    while time.monotonic() < until:
        QApplication.processEvents()
        QTest.qWait(10)
    session = walked.page.draft.session.id
    walked.page.draft.end()  # whatever was not kept by now is lost
    return session


def test_a_crash_loses_nothing(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    walked.give(notice)
    walked.go(6)
    dates = walked.page.step(6)
    assert isinstance(dates, DatesStep)
    walked.fill(dates.facts["denial_received"].edit, "June 8, 2026")
    walked.fill(dates.facts["appeal_filed"].edit, "1 May 2026")
    dates.facts["correction_submitted"].edit.setFocus()
    walked.write("Septemb")
    again = walk(_die(walked))
    assert again.page.draft.step == 6
    assert again.page.draft.state == walked.page.draft.state
    resumed = again.page.step(6)
    assert isinstance(resumed, DatesStep)
    assert resumed.facts["denial_received"].edit.text() == "Mon 8 Jun 2026"
    assert resumed.facts["appeal_filed"].edit.text() == "Fri 1 May 2026"
    assert "before the date on the notice" in resumed.facts["appeal_filed"].error()
    assert resumed.facts["correction_submitted"].edit.text() == "Septemb"


def test_closing_keeps_and_an_untouched_wizard_leaves_nothing(walk: Callable[..., Walk], desk: Desk) -> None:
    empty = walk()
    empty.click(empty.page.close_button)
    assert empty.closed == [True]
    assert empty.page.draft.session.id not in {s.id for s in desk.wizard.unfinished()}
    walked = walk()
    walked.go(2)
    walked.write("Ada Quill")
    walked.click(walked.page.close_button)
    kept = next(s for s in desk.wizard.unfinished() if s.id == walked.page.draft.session.id)
    assert (kept.step, kept.title) == (2, "Ada Quill")


def test_impossible_dates_are_said_on_leaving_and_keep_their_words(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    walked.give(notice)
    walked.go(6)
    dates = walked.page.step(6)
    assert isinstance(dates, DatesStep)
    received, service = dates.facts["denial_received"], dates.facts["service"]
    received.edit.setFocus()
    walked.write("1 June 2026")
    assert received.error() == "", "never while typing"
    QTest.keyClick(received.edit, Qt.Key.Key_Tab)
    walked.settle()
    assert "before the date on the notice, Wed 3 Jun 2026" in received.error()
    assert received.edit.text() == "Mon 1 Jun 2026"
    assert walked.page.draft.state.facts.dates.denial_received is None
    walked.fill(service.edit, "24 Dec 2026")
    assert "still to come" in service.error()
    walked.fill(service.edit, "when the leaves fell")
    assert "could not be read as a date" in service.error()
    assert service.edit.text() == "when the leaves fell"
    walked.fill(dates.facts["denial_notice"].edit, "28 May 2026")
    assert received.error() == ""
    assert walked.page.draft.state.facts.dates.denial_received is not None
    walked.go(7)
    assert any("not used" in banner.accessibleName() for banner in walked.page.findChildren(Banner))


def _scan() -> bytes:
    from io import BytesIO

    from PIL import Image

    picture, out = BytesIO(), BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(out, pagesize=letter, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _locked() -> bytes:
    from io import BytesIO

    out = BytesIO()
    with pikepdf.open(BytesIO(larkfield()[0])) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [(_scan, "No words could be read"), (_locked, "password"), (lambda: larkfield()[0][:300], "damaged")],
    ids=["scan", "locked", "damaged"],
)
def test_a_bad_file_stays_and_the_way_goes_on_by_typing(
    walk: Callable[..., Walk], tmp_path: Path, make: Callable[[], bytes], said: str, casebook: Casebook
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(make())
    walked = walk()
    walked.go(2)
    walked.write("Ada Quill")
    walked.go(1)
    walked.give(path)
    [paper] = walked.page.draft.state.papers
    assert said in " ".join(paper.problems)
    assert walked.prompts.told == []
    assert walked.page.draft.state.facts.people.patient == "Ada Quill"
    walked.go(4)
    notice = walked.page.step(4)
    assert isinstance(notice, NoticeStep)
    assert not notice.form.isHidden()
    assert notice.table.isHidden()
    assert not notice.document.isHidden()
    walked.write("CO-50")
    assert walked.page.draft.state.facts.codes == ("CO-50",)


def test_a_full_disk_is_said_and_tried_again(walk: Callable[..., Walk], monkeypatch: pytest.MonkeyPatch) -> None:
    walked = walk()
    walked.go(2)
    wizard = walked.context.desk.wizard
    keep = wizard.keep

    def full(*_given: object) -> WizardSession:
        raise WrongFile("casebook", "the disk is full.")

    monkeypatch.setattr(wizard, "keep", full)
    walked.page.draft.type("people.patient", "Ada")
    walked.page.draft.keep_now()
    assert "disk is full" in walked.page._foot_words.words()
    monkeypatch.setattr(wizard, "keep", keep)
    walked.page.draft.keep_now()
    assert "Saved as you go" in walked.page._foot_words.words()
    assert walked.page.draft.session.title == "Ada"


def test_an_empty_file_is_said_and_not_kept(walk: Callable[..., Walk], tmp_path: Path) -> None:
    path = tmp_path / "nothing.pdf"
    path.write_bytes(b"")
    walked = walk()
    walked.give(path)
    assert walked.page.draft.state.papers == ()
    [banner] = [b for b in walked.page.step(1).findChildren(Banner) if b.isVisible()]
    assert "empty" in banner.accessibleName()


def test_a_known_person_fills_the_form(walk: Callable[..., Walk], desk: Desk) -> None:
    from app.domain.person import Person

    person = desk.cases.save_party(Person(name="Iris Vale", address="1 Oak Street", phone="555-0100"))
    walked = walk()
    walked.go(2)
    step = walked.page.step(2)
    assert isinstance(step, PersonStep)
    step.who.choose(person.id)
    step.who.activated.emit(step.who.currentIndex())
    walked.settle()
    assert walked.page.draft.state.person_id == person.id
    assert step.name.line.text() == "Iris Vale"
    assert walked.page.draft.state.facts.people.patient_address == "1 Oak Street"


def test_escape_offers_to_close_and_everything_is_there_again(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.key(Qt.Key.Key_Escape)
    assert walked.closed == [True] and walked.prompts.asked == []
    walked = walk()
    walked.go(2)
    person = walked.page.step(2)
    assert isinstance(person, PersonStep)
    person.name.line.setFocus()
    walked.write("Nora Ellingboe")
    walked.prompts.answers.append(False)
    walked.key(Qt.Key.Key_Escape)
    assert walked.closed == [] and "Everything you typed" in walked.prompts.asked[0][1]
    walked.prompts.answers.append(True)
    walked.key(Qt.Key.Key_Escape)
    assert walked.closed == [True]
    again = walk(walked.page.draft.session.id)
    assert again.page.draft.step == 2
    assert again.page.draft.state.facts.people.patient == "Nora Ellingboe"


def _documents(desk: Desk) -> int:
    return len(desk.documents.rows())


def test_file_that_is_still_read_comes_into_the_wizard_before_it_closes(
    walk: Callable[..., Walk], notice: Path, desk: Desk
) -> None:
    walked = walk()
    before = _documents(desk)
    walked.page.step(1).drop.dropped.emit([notice])  # type: ignore[attr-defined]
    walked.prompts.answers.append(True)
    QTest.keyClick(walked.page, Qt.Key.Key_Escape)
    assert f"“{notice.name}” is still being read" in walked.prompts.asked[0][1]
    assert walked.closed == [True]
    _session, state = desk.wizard.resume(walked.page.draft.session.id)
    assert [paper.name for paper in state.papers] == [notice.name]
    assert _documents(desk) == before + 1


def test_file_that_takes_too_long_leaves_nothing_behind(
    walk: Callable[..., Walk], notice: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = walk()
    before = _documents(desk)
    gate = threading.Event()
    first = walked.context.desk.wizard.read_job

    def slow(path: Path, flag: CancelFlag) -> Job[ReadPaper]:
        yield Progress(0, 1, "Slow")
        while not flag.is_set:
            gate.wait(0.01)
        return (yield from first(path, flag))

    monkeypatch.setattr(walked.context.desk.wizard, "read_job", slow)
    monkeypatch.setattr("ui.wizard.window.PATIENCE_MS", 50)
    said: list[str] = []
    walked.context.said.connect(said.append)
    walked.page.step(1).drop.dropped.emit([notice])  # type: ignore[attr-defined]
    walked.page.stop()
    assert walked.closed == [True] and notice.name in said[-1] and "not kept" in said[-1]
    assert _documents(desk) == before


def test_file_kept_at_the_very_moment_of_stopping_is_in_the_wizard(walk: Callable[..., Walk], notice: Path) -> None:
    walked = walk()
    papers = walked.page.step(1)
    papers.drop.dropped.emit([notice])  # type: ignore[attr-defined]
    ticket = papers._running[0]  # type: ignore[attr-defined]
    walked.context.jobs._pool.waitForDone(-1)  # kept in the worker, not told yet
    ticket.cancel()
    walked.settle()
    assert [paper.name for paper in walked.page.draft.state.papers] == [notice.name]


def test_impossible_date_of_birth_is_said_under_its_field(walk: Callable[..., Walk]) -> None:
    walked = walk()
    walked.go(2)
    person = walked.page.step(2)
    assert isinstance(person, PersonStep)
    walked.fill(person.born.line, "4 Mar 2071")
    assert "still to come" in person.born.error() and person.born.line.text() == "4 Mar 2071"
    walked.fill(person.born.line, "4 Mar 1971")
    assert person.born.error() == ""
    assert walked.page.draft.state.facts.people.date_of_birth == "4 Mar 1971"
