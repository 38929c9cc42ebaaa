# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The log: quick entry from the keyboard alone, amendments with history, filters, paging, the table file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.deadline import Owner
from app.domain.document import DocumentKind
from app.domain.log import Amendment, Channel, LogEntry
from app.domain.track import TrackKind
from app.intake.text import read_text
from app.services.log_channel import channel_of
from app.services.previews import pdf_page_sizes
from tests.ui.pages.world import TODAY, World, casebook, days, world
from ui.models.log import LogModel, log_columns
from ui.pages.case import CasePage
from ui.pages.log import LogPage
from ui.pages.log_amend import AmendDialog, amend_entry, history_lines
from ui.pages.log_attached import AttachedList
from ui.pages.packet_exhibit import DocumentsDialog

__all__ = ["casebook", "world"]
OFFSCREEN = "This plugin does not support"  # said by Qt's offscreen platform when a list of suggestions opens


@pytest.fixture
def page(world: World) -> CasePage:
    """Show the case with its Log tab."""
    made = CasePage(world.context)
    world.show(made, case_id=world.case.id, tab="log")
    made.activateWindow()
    made.log.entry.focus_action()
    world.settle()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_and_tab(*words: str) -> None:
    for text in words:
        if text:
            QTest.keyClicks(focused(), text)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


def actions_of(page: CasePage | LogPage) -> list[str]:
    model = page.log._model if isinstance(page, CasePage) else page._model
    return [record.action for record in model.records()]


# -- quick entry -----------------------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore(OFFSCREEN, extend=True)
def test_an_entry_is_written_from_the_keyboard_alone(world: World, page: CasePage) -> None:
    entry = page.log.entry
    assert focused() is entry.action
    QTest.keyClicks(focused(), "Called billing: is the hold still on?")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), world.office.name)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)  # the list of suggestions
    type_and_tab("", "", "TKT 88412")
    QTest.keyClicks(focused(), "+14 days")
    assert entry.hint.words() == "Deadline: Sat 5 Dec 2026 · they answer by then"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    world.settle()
    written = world.entries()[0]
    assert (written.action, written.party, written.date) == (
        "Called billing: is the hold still on?",
        world.office.name,
        TODAY,
    )
    assert (written.reference, written.deadline, written.channel) == ("TKT 88412", days(14), "phone")
    assert written.track == "insurer_appeal"
    assert actions_of(page) == ["Called billing: is the hold still on?"]
    assert focused() is entry.action
    assert entry.is_blank()


def test_tab_follows_the_columns(page: CasePage) -> None:
    order = []
    for _ in range(6):
        order.append(focused().accessibleName() or focused().parentWidget().accessibleName())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert order == ["Action", "Party", "Date", "Reference number", "Deadline", "Track"]


def test_fields_stand_over_the_columns_they_fill(world: World, page: CasePage) -> None:
    head = page.log.table.horizontalHeader()
    head.resizeSection(1, 260)
    world.settle()
    for number, field in enumerate(page.log.entry.fields):
        left = head.sectionViewportPosition(number)
        assert left <= field.x() <= left + 24
        assert field.geometry().right() <= left + head.sectionSize(number)


def test_an_entry_without_action_is_not_written_and_says_why(world: World, page: CasePage) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert world.entries() == []
    assert "Write what was done" in page.log.entry.hint.words()
    assert focused() is page.log.entry.action


@pytest.mark.parametrize(
    ("typed", "day"),
    [("yesterday", days(-1)), ("11/20/2026", days(-1)), ("nov 2", date(2026, 11, 2)), ("-3 days", days(-3))],
)
def test_dates_are_read_in_any_form(world: World, page: CasePage, typed: str, day: date) -> None:
    entry = page.log.entry
    entry.action.setText("Called")
    entry.day.setFocus()
    entry.day.selectAll()
    QTest.keyClicks(entry.day, typed)
    QTest.keyClick(entry.day, Qt.Key.Key_Return)
    assert world.entries()[0].date == day


def test_a_deadline_counts_from_the_day_of_the_action(world: World, page: CasePage) -> None:
    entry = page.log.entry
    entry.action.setText("Called")
    entry.day.setText("1 nov 2026")
    entry.deadline.setText("+30 days")
    assert entry.add() is not None
    assert world.entries()[0].deadline == date(2026, 12, 1)


@pytest.mark.parametrize("field", ["day", "deadline"])
def test_words_that_are_no_date_are_said_and_nothing_is_lost(world: World, page: CasePage, field: str) -> None:
    entry = page.log.entry
    entry.action.setText("Called")
    line = entry.day if field == "day" else entry.deadline
    line.setText("soonish")
    assert entry.add() is None
    assert "“soonish” is not a date" in entry.hint.words()
    assert entry.action.text() == "Called"
    assert world.entries() == []


def test_a_deadline_before_the_action_is_refused_in_words(world: World, page: CasePage) -> None:
    entry = page.log.entry
    entry.action.setText("Called")
    entry.deadline.setText("1 nov 2026")
    assert entry.add() is None
    assert "cannot both be right" in world.prompts.told[0]
    assert entry.action.text() == "Called"


def test_whose_clock_it_is_can_be_changed(world: World, page: CasePage) -> None:
    entry = page.log.entry
    entry.action.setText("Promised to send the form")
    entry.deadline.setText("+3")
    entry.hint.owner.click()
    assert entry.hint.words().endswith("you act by then")
    entry.add()
    assert [d.owner for d in world.context.desk.deadlines.of_case(world.case.id)] == [Owner.US]


def test_parties_and_references_are_suggested(world: World, page: CasePage) -> None:
    world.log("Called", party="Somebody else", reference="TKT 9")
    page.refresh()
    entry = page.log.entry
    assert entry.party.findText("Somebody else") >= 0
    assert entry._references.stringList() == ["TKT 9"]


def test_control_enter_adds_and_opens_the_notes(world: World, page: CasePage) -> None:
    def answer(dialog: AmendDialog) -> int:
        dialog.notes.set_text("She said five weeks.")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(answer)
    page.log.entry.action.setText("Called billing")
    QTest.keyClick(page.log.entry.action, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert world.entries()[0].notes == "She said five weeks."


def test_a_prefilled_entry_waits_for_the_rest(world: World) -> None:
    page = CasePage(world.context)
    world.show(page, case_id=world.case.id, action="Called ", track="provider_billing")
    assert page.log.entry.action.text() == "Called "
    assert page.log.entry.track.data() == world.billing.id


@pytest.mark.parametrize(
    ("action", "channel"),
    [
        ("Called billing about the letter", Channel.PHONE),
        ("Mailed the appeal", Channel.LETTER),
        ("Faxed 12 pages", Channel.FAX),
        ("E-mailed the form", Channel.EMAIL),
        ("Uploaded to the portal", Channel.PORTAL),
        ("Draft saved", Channel.NONE),
        ("", Channel.NONE),
    ],
)
def test_the_channel_is_read_from_the_first_words(action: str, channel: Channel) -> None:
    assert channel_of(action) is channel


# -- amendments, deletion, undo --------------------------------------------------------------------------------------


def test_an_amendment_keeps_what_was_said_and_undo_takes_it_back(world: World, page: CasePage) -> None:
    entry_id = world.log("Called biling", deadline=days(3))
    page.refresh()

    def answer(dialog: AmendDialog) -> int:
        dialog.action.setText("Called billing")
        dialog.deadline.setText("+5 days")
        dialog.reason.setText("mistyped")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(answer)
    amend_entry(world.context, entry_id, page)
    world.settle()
    desk = world.context.desk
    assert [row.action for row in world.entries()] == ["Called billing"]
    assert world.entries()[0].amended
    history = desk.log.history(entry_id)
    assert (json.loads(history[0].before)["action"], history[0].reason) == ("Called biling", "mistyped")
    told = history_lines(history, desk.log.entry(entry_id), {})
    assert told[0][0] == "Amended Sat 21 Nov 2026: mistyped"
    assert told[0][1] == [("Action", "Called biling"), ("Deadline", "Tue 24 Nov 2026")]
    world.undo()
    assert world.entries()[0].action == "Called biling"
    assert desk.log.history(entry_id) == ()


def test_the_history_is_shown_in_the_dialog(world: World) -> None:
    before = LogEntry(case_id="c", action="New", date=TODAY, created_at=world.context.desk.clock.now())
    old = {"action": "Old", "date": "2026-11-21", "channel": "phone", "notes": ""}
    amendment = Amendment(entry_id=before.id, amended_at=before.created_at, before=json.dumps(old))
    dialog = AmendDialog(before, [amendment], [], [], TODAY)
    said = [label.accessibleName() for label in dialog.findChildren(QWidget) if "Amended" in label.accessibleName()]
    assert said == ["Amended Sat 21 Nov 2026. Action: Old. Channel: Phone"]
    dialog.deleteLater()


def test_an_amended_party_that_is_new_becomes_one(world: World, page: CasePage) -> None:
    entry_id = world.log("Called")

    def answer(dialog: AmendDialog) -> int:
        dialog.party.setEditText("  A  new office ")
        dialog._save()
        return dialog.result()

    world.prompts.answers.append(answer)
    amend_entry(world.context, entry_id, page)
    assert world.entries()[0].party == "A new office"


def test_the_dialog_keeps_asking_until_action_and_date_stand(world: World) -> None:
    entry = LogEntry(case_id="c", action="Called", date=TODAY, created_at=world.context.desk.clock.now())
    dialog = AmendDialog(entry, [], [], [], TODAY)
    dialog.action.clear()
    dialog.day.setText("sometime")
    dialog._save()
    assert dialog.result() == 0
    assert dialog._action.error()
    assert "could not be read as a date" in dialog._day.error()
    dialog.deleteLater()


def test_deleted_entries_come_back_with_undo(world: World, page: CasePage) -> None:
    world.log("First")
    world.log("Second", deadline=days(5))
    page.refresh()
    world.settle()
    page.log.table.select_row(0)
    page.log.table.setFocus()
    QTest.keyClick(page.log.table, Qt.Key.Key_Delete)
    world.settle()
    assert actions_of(page) == ["First"]
    assert world.context.desk.deadlines.of_case(world.case.id) == []
    world.undo()
    world.settle()
    assert actions_of(page) == ["Second", "First"]
    assert len(world.context.desk.deadlines.of_case(world.case.id)) == 1


def test_enter_on_a_row_opens_it(world: World, page: CasePage) -> None:
    world.log("Called")
    page.refresh()
    world.settle()
    world.prompts.answers.append(0)
    page.log.table.select_row(0)
    QTest.keyClick(page.log.table, Qt.Key.Key_Return)
    assert world.prompts.asked == [("run", "Log entry")]


# -- the Log page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def log_page(world: World) -> LogPage:
    """Show the Log with entries of two parties on two days."""
    world.log("Called billing", days(-10), party=world.office.name, track_id=world.billing.id)
    world.log("Mailed the appeal", days(-1), party=world.insurer.name, reference="9589", track_id=world.appeal.id)
    made = LogPage(world.context)
    world.show(made)
    return made


def test_the_five_columns_come_first() -> None:
    titles = [column.title for column in log_columns(everyone=True)]
    assert titles == ["Action", "Party", "Date", "Reference #", "Deadline", "Case", "Track", "Files"]


def test_the_newest_entry_comes_first_and_the_count_stands_in_the_title(log_page: LogPage) -> None:
    assert actions_of(log_page) == ["Mailed the appeal", "Called billing"]
    assert log_page.subtitle() == "2 entries"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mailed", ["Mailed the appeal"]),
        ("9589", ["Mailed the appeal"]),
        ("call bill", ["Called billing"]),
        ("x!(", []),
    ],
)
def test_words_narrow_the_log(world: World, log_page: LogPage, words: str, found: list[str]) -> None:
    log_page.filters.words.setText(words)
    log_page.filters._typing.timeout.emit()
    world.settle()
    assert actions_of(log_page) == found


def test_party_track_and_days_narrow_the_log(world: World, log_page: LogPage) -> None:
    filters = log_page.filters
    filters.party.choose(world.office.id)
    filters._say()
    world.settle()
    assert actions_of(log_page) == ["Called billing"]
    filters.clear()
    filters.track.set_current(str(TrackKind.INSURER_APPEAL))
    filters._say()
    world.settle()
    assert actions_of(log_page) == ["Mailed the appeal"]
    filters.clear()
    filters.since.setText("-5 days")
    filters.since.commit()
    world.settle()
    assert actions_of(log_page) == ["Mailed the appeal"]
    filters.clear()
    world.settle()
    assert len(actions_of(log_page)) == 2
    assert filters.is_blank()


def test_the_search_opens_the_log_of_one_party(world: World, log_page: LogPage) -> None:
    log_page.show_args(party=world.insurer.id)
    log_page.refresh()
    world.settle()
    assert actions_of(log_page) == ["Mailed the appeal"]


def test_nothing_found_says_so_and_offers_to_clear(world: World, log_page: LogPage) -> None:
    log_page.filters.words.setText("nothing like that")
    log_page.filters._typing.timeout.emit()
    world.settle()
    assert log_page._nothing.isVisible()
    log_page._nothing.followed.emit()
    world.settle()
    assert log_page.table.isVisible()


def test_an_entry_of_the_log_page_asks_for_its_case(world: World, log_page: LogPage) -> None:
    entry = log_page.entry
    entry.action.setText("Called again")
    assert entry.add() is None
    assert "Which case" in entry.hint.words()
    entry.case.choose(world.case.id)
    assert [entry.track.itemText(n) for n in range(entry.track.count())] == ["None", "Appeal", "Billing"]
    assert entry.add() is not None
    world.settle()
    assert actions_of(log_page)[0] == "Called again"


def test_what_is_shown_is_exported_with_the_five_columns_first(world: World, log_page: LogPage, tmp_path: Path) -> None:
    log_page.filters.words.setText("mailed")
    log_page.filters._typing.timeout.emit()
    world.prompts.answers.append(tmp_path / "log")
    log_page.command("export")
    world.settle()
    lines = (tmp_path / "log.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Action,Party,Date,Reference #,Deadline")
    assert len(lines) == 2
    assert "2026-11-20" in lines[1]


def test_an_export_that_cannot_be_written_is_told(world: World, log_page: LogPage, tmp_path: Path) -> None:
    world.prompts.answers.append(tmp_path / "not there" / "log.csv")
    log_page.command("export")
    world.settle()
    assert len(world.prompts.told) == 1
    assert not (tmp_path / "not there").exists()


def test_a_long_log_is_fetched_as_it_is_scrolled_and_keeps_its_place(world: World, qtmodeltester: object) -> None:
    moment = world.context.desk.clock.now()
    many = [
        LogEntry(case_id=world.case.id, action=f"Entry {n}", date=days(-n // 10), created_at=moment) for n in range(950)
    ]
    world.save(*many)
    model = LogModel(log_columns(everyone=False), world.context.jobs)
    log = world.context.desk.log
    from app.ports import LogFilter

    wanted = LogFilter(case_id=world.case.id)
    model.show(lambda after, limit: log.page(wanted, after, limit))
    world.settle()
    assert model.rowCount() == 200
    while model.canFetchMore():
        model.fetchMore()
        assert not model.canFetchMore()  # one page at a time
        world.settle()
    assert model.rowCount() == 950
    assert len({record.id for record in model.records()}) == 950
    model.show(lambda after, limit: log.page(wanted, after, limit), keep=True)
    world.settle()
    assert model.rowCount() == 950
    model.deleteLater()


def test_the_current_entry_stays_current_when_another_is_added(world: World, page: CasePage) -> None:
    world.log("First", days(-2))
    page.refresh()
    world.settle()
    page.log.table.select_row(0)
    world.log("Second")
    page.refresh()
    world.settle()
    assert page.log.table.current().action == "First"
    assert page.log.table.currentIndex().row() == 1


def test_every_field_has_a_name_for_screen_readers(page: CasePage, log_page: LogPage) -> None:
    named = [*page.log.entry.fields, *log_page.entry.fields, log_page.filters.words, log_page.filters.since]
    assert all(field.accessibleName() for field in named)


# -- filters with a name, and paper ----------------------------------------------------------------------------------


def test_a_filter_gets_a_name_and_sets_everything_again(world: World, log_page: LogPage) -> None:
    assert not log_page.saved.save.isVisible()
    log_page.filters.words.setText("mailed")
    log_page.filters._typing.timeout.emit()
    log_page.filters.since.set_value(days(-30))
    log_page.filters.track.set_current("insurer_appeal")
    log_page.filters._say()
    world.settle()
    assert log_page.saved.save.isVisible()
    name = f"Sent & {world.person.id}"[:40]
    world.prompts.answers.append(name)
    log_page.saved.save.click()
    world.settle()
    assert log_page.saved.chips[name].isChecked() and not log_page.saved.save.isVisible()
    kept = log_page.filters.values()
    assert kept == {"words": "mailed", "since": days(-30).isoformat(), "track": "insurer_appeal"}
    log_page.saved.chips[name].click()
    world.settle()
    assert log_page.filters.is_blank() and actions_of(log_page) == ["Mailed the appeal", "Called billing"]
    log_page.saved.chips[name].click()
    world.settle()
    assert log_page.filters.values() == kept
    world.prompts.answers.append("Post")
    QTest.keyClick(log_page.saved.chips[name], Qt.Key.Key_F2)
    world.settle()
    assert log_page.saved.chips["Post"].isChecked()
    log_page.saved.chips["Post"].setFocus()
    QTest.keyClick(log_page.saved.chips["Post"], Qt.Key.Key_Delete)
    world.settle()
    assert "Post" not in log_page.saved.chips and log_page.saved.save.isVisible()
    world.undo()
    assert "Post" in log_page.saved.chips
    world.context.desk.filters.delete("log", "Post")


def test_what_is_shown_is_written_as_spreadsheet_and_paper(world: World, log_page: LogPage, tmp_path: Path) -> None:
    log_page.filters.words.setText("mailed")
    log_page.filters._typing.timeout.emit()
    for name in ("log.xlsx", "log.pdf"):
        world.prompts.answers.append(tmp_path / name)
        log_page._save(name)
        world.settle()
    cells = [[cell.value for cell in line] for line in load_workbook(tmp_path / "log.xlsx")["Log"].rows]
    assert cells[0][:5] == ["Action", "Party", "Date", "Reference #", "Deadline"] and len(cells) == 2
    read = read_text((tmp_path / "log.pdf").read_bytes())
    assert "Mailed the appeal" in read.text and "Called billing" not in read.text
    assert world.person.name in read.text and "“mailed”" in read.text


def test_a_name_that_got_its_ending_here_never_replaces_a_file(world: World, log_page: LogPage, tmp_path: Path) -> None:
    (tmp_path / "log.xlsx").write_text("mine")
    world.prompts.answers.append(tmp_path / "log")
    log_page._save("log.xlsx")
    world.settle()
    assert (tmp_path / "log.xlsx").read_text() == "mine"
    assert "already" in world.prompts.told[0]


def test_the_log_is_printed_on_its_side(world: World, log_page: LogPage, tmp_path: Path) -> None:
    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return 1

    said: list[str] = []
    world.context.said.connect(said.append)
    world.prompts.answers.append(answer)
    log_page.command("print")
    world.settle()
    assert said[-1] == "Sent to the printer"
    wide, high = pdf_page_sizes((tmp_path / "printed.pdf").read_bytes())[0]
    assert wide > high


# -- documents of an entry -------------------------------------------------------------------------------------------


def test_documents_are_attached_in_the_dialog_of_an_entry(world: World, log_page: LogPage) -> None:
    desk = world.context.desk
    desk.documents.add_bytes("fax.txt", world.case.id.encode(), case_id=world.case.id, kind=DocumentKind.OTHER)

    def tick(dialog: DocumentsDialog) -> int:
        dialog.rows[0][0].setChecked(True)
        return 1

    def answer(dialog: AmendDialog) -> int:
        listed = dialog.findChild(AttachedList)
        assert listed is not None and listed.titles() == []
        world.prompts.answers.append(tick)
        listed.attach.click()
        assert listed.titles() == ["fax"]
        return 0

    world.prompts.answers.append(answer)
    shown = log_page._model.records()[0]
    amend_entry(world.context, shown.id, log_page)
    world.settle()
    assert log_page._model.records()[0].attachments == 1
    files = next(n for n, column in enumerate(log_page._model.columns) if column.title == "Files")
    index = log_page._model.index(0, files)
    assert index.data() == "1" and index.data(Qt.ItemDataRole.ToolTipRole) == "1 document attached"
    world.undo()
    assert log_page._model.records()[0].attachments == 0
