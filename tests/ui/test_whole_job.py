# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The whole job in the real program: a stranger with a denial notice, up to the sent appeal, found again next time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import make_program
from app.clock import Clock
from tests.support.notices import larkfield, png, text_pdf
from tests.support.person import Person
from tests.support.program import MemoryKeychain
from tests.support.prompts import FakePrompts
from tests.support.strays import StrayWindows
from tests.support.window import house_in
from ui.widgets.drop_zone import DropZone

NAME, PASSPHRASE = "Ellingboe family", "four quiet geese walking"
TRACKING = "9407 1118 9956 0000 0000 01"
FAX_READ, FAX_RIGHT = "(555) 014-2230", "(555) 014-2299"
LAW = "29 CFR 2560.503-1(h)(3)(i)"
SERVICE = "MRI of the lower back"
DROP = "Drop the letter, EOB or bill here, or choose a file"


@dataclass
class Desk:
    """The stranger's desk: the program, who sits at it, the answers to its questions, and the papers lying about."""

    person: Person
    prompts: FakePrompts
    papers: Path


def sit_down(qtbot: QtBot, papers: Path, clock: Clock) -> Desk:
    """Start the program as it is started from the menu: with the casebook that was open last."""
    house = house_in(papers / "computer", clock)
    house.vault.keychain = MemoryKeychain()
    prompts = FakePrompts()
    program = make_program(house, prompts=prompts, bundled_font=True)
    qtbot.addWidget(program.window)
    recent = house.settings.recent
    program.start(Path(recent[0]) if recent else None, sample=False)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    person = Person(qtbot, program)
    person.settle()
    return Desk(person, prompts, papers)


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[StrayWindows]:
    """Watch for windows that nobody asked for."""
    watch = StrayWindows(qapp)
    yield watch
    qapp.removeEventFilter(watch)
    watch.deleteLater()


def page_texts(path: Path) -> list[str]:
    """Return the text of each page of a PDF, lines joined by single spaces."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_stranger_fights_a_denial(qtbot: QtBot, tmp_path: Path, clock: Clock, strays: StrayWindows) -> None:
    desk = sit_down(qtbot, tmp_path, clock)
    make_a_casebook(desk)
    drop_the_notice(desk)
    say_who_and_mend_what_was_read(desk)
    answer_and_date(desk)
    read_the_plan_and_finish(desk)
    write_the_appeal(desk)
    build_the_packet(desk)
    read_the_packet_back(tmp_path / "Appeal packet.pdf")
    mark_it_sent(desk)
    assert desk.prompts.told == []
    assert not desk.prompts.answers
    assert desk.person.program.window.close()
    again = sit_down(qtbot, tmp_path, clock)
    unlock(again)
    find_it_in_today(again.person)
    find_it_in_the_case(again.person)
    find_it_in_the_log(again.person)
    assert again.prompts.told == []
    assert again.person.program.window.close()
    assert strays.seen == []


def make_a_casebook(desk: Desk) -> None:
    """Name, passphrase twice, the emergency sheet read back, and an empty Today."""
    person = desk.person
    person.type("Name", NAME)
    person.type("Passphrase", PASSPHRASE)
    person.type("Passphrase again", "four quiet geese")
    person.press("Make the casebook")
    assert person.sees("The two passphrases differ.")
    person.type("Passphrase again", PASSPHRASE)
    person.press("Make the casebook")
    person.wait_for(f"“{NAME}” is made")
    sheet = desk.papers / "sheet.pdf"
    desk.prompts.answers.append(sheet)
    person.press("Save the emergency sheet")
    person.wait_for("Saved as sheet.pdf.")
    [page] = page_texts(sheet)
    assert NAME in page
    assert PASSPHRASE in page
    person.press("Open the casebook")
    person.settle()
    person.wait_for("Nothing is due")


def drop_the_notice(desk: Desk) -> None:
    """A new dispute, and the notice dropped into it."""
    person = desk.person
    notice = desk.papers / "denial.pdf"
    notice.write_bytes(larkfield()[0])
    person.press("Start a dispute")
    person.settle()
    person.drop(person.find(DropZone, DROP), notice)
    person.wait_for("Denial notice · 1 page · 18 facts read")
    go_on(person)


def go_on(person: Person) -> None:
    """Continue to the next step of the wizard."""
    person.press("Continue")
    person.settle()


def say_who_and_mend_what_was_read(desk: Desk) -> None:
    """The person and the plan; what is wrong is left to the notice; the fax was read, and is typed anew."""
    person = desk.person
    assert person.typed("Full name") == "Nora Ellingboe"
    person.choose("Kind of plan", "Employer, insured")
    person.type("State", "OH")
    person.type("Mailing address", "12 Rowan Lane\nCorran City, OH 45001")
    go_on(person)
    go_on(person)
    facts = "What the notice says"
    person.go_to_row(facts, "Appeal fax")
    assert FAX_READ in person.rows(facts)[person.find(QAbstractItemView, facts).currentIndex().row()]
    person.key(Qt.Key.Key_Return)
    person.replace(FAX_RIGHT)
    person.key(Qt.Key.Key_Return)
    [fax] = [row for row in person.rows(facts) if "Appeal fax" in row]
    assert FAX_RIGHT in fax
    assert fax.endswith("Typed")
    go_on(person)


def answer_and_date(desk: Desk) -> None:
    """Two of the questions, and the day the notice came, written as people write it."""
    person = desk.person
    person.press("Is the denial based on a code or a modifier? No")
    person.press("Does the medical record support the service that was billed? Yes")
    go_on(person)
    person.press("When is the care? Already over")
    person.type("Day it reached you", "June 8, 2026")
    person.wait_for("By the notice Mon 30 Nov 2026, by the law Sat 5 Dec 2026. The earlier governs.")
    assert person.sees(LAW)
    go_on(person)


def read_the_plan_and_finish(desk: Desk) -> None:
    """The plan says what to do, by when and by which law; Finish makes the case."""
    person = desk.person
    assert person.sees("Internal appeal to Larkfield Health Plan")
    assert person.sees("The notice’s own date governs; by the law it would be Sat 5 Dec 2026.")
    assert person.sees(LAW)
    assert person.sees("Mon 30 Nov 2026")
    assert person.sees("A corrected claim will not help")
    person.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait_for("Ask billing to hold the account")  # the first call of the plan
    person.press("Not now")
    person.wait_for("Alder Ridge Hospital: medical necessity")


def write_the_appeal(desk: Desk) -> None:
    """The appeal is drafted from its deadline in Today; the one fact it lacks is filled in."""
    person = desk.person
    person.command("Ctrl+1")
    person.settle()
    person.go_to_row("What is due", "internal appeal")
    person.press("Open the letter")
    person.wait_for("1 fact is missing")
    desk.prompts.answers.append(person.dialog(lambda: person.type("Service", SERVICE), lambda: person.press("Save")))
    person.press("Fill the next")
    person.wait_for("Nothing is missing")
    letter = person.typed("Text of the letter")
    assert f"On April 21, 2026 I had {SERVICE} at Alder Ridge Hospital." in letter
    assert f"180 days from the day I received the notice end on December 5, 2026 ({LAW})" in letter
    assert "[[" not in letter


def build_the_packet(desk: Desk) -> None:
    """A packet around the letter, with a record as PDF and a photo as PNG beside the notice that is in it already."""
    person = desk.person
    person.press("Nora Ellingboe")
    person.settle()
    person.press("Build a packet")
    person.wait_for("Index checked against all 6 pages")
    record, photo = desk.papers / "Clinic record.pdf", desk.papers / "Therapy calendar.png"
    record.write_bytes(text_pdf("Therapy, six weeks from March 2", "Therapy ended on April 13"))
    photo.write_bytes(png(600, 800))
    desk.prompts.answers.append([record, photo])
    person.press("Add exhibit")
    person.wait_for("Index checked against all 11 pages")
    titles = [row.split(",")[0] for row in person.rows("What is in the packet")]
    assert titles[-2:] == ["Exhibit B: Clinic record", "Exhibit C: Therapy calendar"]
    desk.prompts.answers.append(desk.papers / "Appeal packet.pdf")
    person.press("Save the packet")
    person.wait_for("Saved Appeal packet.pdf")


def read_the_packet_back(path: Path) -> None:
    """Every page is there, in order, stamped and numbered, and the index tells the truth."""
    pages = page_texts(path)
    assert len(pages) == 11
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"Ellingboe {number:03} of 011"), page
    assert "Internal appeal: please reverse the denial and pay this claim" in pages[0]
    assert SERVICE in pages[0]
    assert "Nora Ellingboe" in pages[1]
    assert f"{SERVICE}, at Alder Ridge Hospital, on April 21, 2026." in pages[2]
    index = pages[3]
    assert "A Denial notice from Larkfield Health Plan June 3, 2026 1 6" in index
    assert "B Clinic record 2 8–9 C Therapy calendar 1 11" in index
    assert "Whole packet, with three cover sheets 11 1–11" in index
    assert "We are not able to pay for this service" in pages[5]
    assert pages[6].startswith("Exhibit B Clinic record 2 pages")
    assert pages[7].startswith("Therapy, six weeks from March 2 Exhibit B · page 1 of 2")
    assert pages[8].startswith("Therapy ended on April 13 Exhibit B · page 2 of 2")
    with pypdfium2.PdfDocument(path) as document:
        photo = document[10].render(scale=0.5).to_pil()
    assert photo.getpixel((photo.width // 2, photo.height // 2)) == (230, 200, 60)


def mark_it_sent(desk: Desk) -> None:
    """By certified mail, with its number."""
    person = desk.person
    desk.prompts.answers.append(
        person.dialog(
            lambda: person.choose("How", "Certified mail"),
            lambda: person.type("Certified mail number", TRACKING),
            lambda: person.press("Mark as sent"),
        )
    )
    person.press("Mark as sent")
    person.wait_for("Sent Sat 21 Nov 2026")


def unlock(desk: Desk) -> None:
    """A wrong passphrase is told and leaves everything as it is; the right one opens."""
    person = desk.person
    assert person.sees(NAME)
    person.type("Passphrase", "four quiet geese waking")
    person.press("Unlock")
    person.wait_for("This passphrase does not open")
    person.type("Passphrase", PASSPHRASE)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: person.program.context is not None)
    person.settle()


def find_it_in_today(person: Person) -> None:
    """The appeal is done; the plan's time to decide runs."""
    due = person.rows("What is due")
    [clock] = [row for row in due if "Plan decides the appeal" in row]
    assert "Wed 20 Jan" in clock
    assert not any("internal appeal" in row for row in due if row is not clock)


def find_it_in_the_case(person: Person) -> None:
    """The track stands at Sent, the packet lies among the documents as it went out, and letter and packet are sent."""
    person.command("Ctrl+2")
    person.settle()
    assert "Nora Ellingboe" in person.rows("Cases")[0]
    person.key(Qt.Key.Key_Return)  # the keys are in the table at once
    person.settle()
    assert person.sees("Insurer appeal, stage 4 of 5, Sent")
    person.show_tab("Documents")
    person.settle()
    documents = person.rows("Documents of this case")
    assert any("Appeal packet" in row for row in documents), documents
    person.show_tab("Letters and packets")
    person.settle()
    letters = person.rows("Letters and packets")
    assert len(letters) == 2
    assert all("Sent" in row for row in letters), letters


def find_it_in_the_log(person: Person) -> None:
    """The log says how it went, under which number, and to whom."""
    person.command("Ctrl+3")
    person.settle()
    entries = person.rows("Log")
    [sent] = [row for row in entries if "Sent: Appeal packet (certified mail)" in row]
    assert TRACKING in sent
    assert "Larkfield Health Plan" in sent
    assert any("Denial notice came" in row for row in entries)
