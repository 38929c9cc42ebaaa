# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Inputs, fields and small widgets: what they take, what they say, and that they can be used without a mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserFixable
from tests.support.prompts import FakePrompts
from ui.prompts import bug_report
from ui.theme import Theme, fit
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Splitter
from ui.widgets.check_row import CheckRow
from ui.widgets.chips import ChipBar, MenuChip
from ui.widgets.date_money import DateEdit, MoneyEdit
from ui.widgets.drop_zone import DropZone
from ui.widgets.field import Field, FormColumn
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.label import Label
from ui.widgets.lane import LaneWidget
from ui.widgets.money_line import Cell, MoneyLine
from ui.widgets.passphrase import Passphrase
from ui.widgets.step_dots import StepDots
from ui.widgets.strength import StrengthMeter
from ui.widgets.tabs import SegmentedTabs, TabBar, TabPane


class NotADate(UserFixable):
    pass


def parse(text: str) -> date:
    if text == "3 June":
        return date(2026, 6, 3)
    raise NotADate("Write the date with its day, month and year.")


def test_date_is_read_on_leaving_and_never_while_typing(qtbot: QtBot, theme: Theme) -> None:
    edit = DateEdit(parse)
    field = Field("Notice date", edit, "As printed on the notice.")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(edit, "3 Ju")
    assert field.error() == ""
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert field.error() == "Write the date with its day, month and year."
    assert edit.accessibleDescription() == field.error() and edit.value() is None
    edit.setText("3 June")
    with qtbot.waitSignal(edit.changed) as changed:
        edit.commit()
    assert changed.args == [date(2026, 6, 3)] and edit.text() == "Wed 3 Jun 2026" and field.error() == ""
    edit.setText("")
    assert edit.value() is None and not edit.is_wrong()


@pytest.mark.parametrize(
    ("typed", "cents", "shown"),
    [
        ("2450", 245000, "$2,450.00"),
        ("$1,234.5", 123450, "$1,234.50"),
        ("(20.00)", -2000, "\u2212$20.00"),
        ("", None, ""),
    ],
)
def test_money_is_read_as_people_write_it(qtbot: QtBot, theme: Theme, typed: str, cents: int, shown: str) -> None:
    edit = MoneyEdit(100)
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert (edit.value(), edit.text()) == (cents, shown)


def test_money_that_is_none_says_how_to_write_it(qtbot: QtBot, theme: Theme) -> None:
    edit = MoneyEdit()
    form = FormColumn()
    field = form.add("Asked of you", edit)
    qtbot.addWidget(form)
    edit.setText("lots")
    edit.commit()
    assert form.first_error() is field and "2,450.00" in field.error()
    edit.set_value(5)
    edit.commit()
    assert edit.value() == 5


def test_combo_box_finds_what_was_typed(qtbot: QtBot, theme: Theme) -> None:
    box = ComboBox([("Alder Ridge billing", 1), ("Larkfield appeals", 2)], editable=True)
    qtbot.addWidget(box)
    assert box.data() is None
    box.setEditText("larkfield APPEALS")
    assert box.data() == 2
    box.setEditText("Somebody new")
    assert box.data() is None and box.currentText() == "Somebody new"
    box.set_items([("Larkfield appeals", 2)])
    assert box.currentText() == "Somebody new"
    plain = ComboBox([("One", 1), ("Two", 2)])
    qtbot.addWidget(plain)
    plain.choose(2)
    assert plain.data() == 2


def test_passphrase_notices_caps_lock_and_can_be_shown(qtbot: QtBot, theme: Theme) -> None:
    line = Passphrase()
    qtbot.addWidget(line)
    line.show()
    caps: list[bool] = []
    line.caps_lock.connect(caps.append)
    qtbot.keyClick(line.line, Qt.Key.Key_A)
    qtbot.keyClick(line.line, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(line.line, "1")
    assert caps[:1] == [False] and line.text().lower().startswith("ab")
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(line.line, Qt.Key.Key_Return)
    line.clear()
    assert line.text() == ""


def test_text_area_tells_once_on_leaving(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    area, other = TextArea("before"), LineEdit()
    layout.addWidget(area)
    layout.addWidget(other)
    qtbot.addWidget(holder)
    holder.show()
    told: list[str] = []
    area.edited.connect(lambda: told.append(area.text()))
    holder.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    area.setPlainText("after")
    other.setFocus()
    area.setFocus()
    other.setFocus()
    assert told == ["after"]


def test_buttons_have_names_and_work_from_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    button = Button("Done", icon="check", hint="D", on=lambda: pressed.append("done"))
    alone = IconButton("zoom-in", "Zoom in", on=lambda: pressed.append("zoom"))
    for widget in (button, alone):
        qtbot.addWidget(widget)
        widget.show()
        qtbot.keyClick(widget, Qt.Key.Key_Space)
    assert pressed == ["done", "zoom"]
    assert alone.accessibleName() == alone.toolTip() == "Zoom in"
    assert button.sizeHint().width() > Button("Done").sizeHint().width()
    with pytest.raises(ValueError, match="No such kind"):
        Button("x", "loud")


def test_labels_escape_what_people_wrote(qtbot: QtBot, theme: Theme) -> None:
    label = Label("<b>Nora</b> & Theo", wrap=True)
    qtbot.addWidget(label)
    assert "&lt;b&gt;Nora" in label.text() and label.words() == "<b>Nora</b> & Theo"
    banner = Banner("5 < 7", "a & b", "amber")
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "5 < 7 a & b"


def test_elided_label_keeps_the_whole_text_for_readers(qtbot: QtBot, theme: Theme) -> None:
    label = Label("A very long name of a hospital somewhere far away", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.text().endswith("…") and label.accessibleName() == label.words() == label.toolTip()


def test_lane_reads_out_where_the_track_is(qtbot: QtBot, theme: Theme) -> None:
    lane = LaneWidget(
        "Insurer appeal", "shield", ("Notice read", "Evidence", "Letter", "Sent", "Decided"), 2,
        next_step="File the appeal", date_text="Mon 30 Nov · in 9 days",
    )  # fmt: skip
    qtbot.addWidget(lane)
    lane.show()
    assert lane.accessibleName() == (
        "Insurer appeal, stage 3 of 5, Letter, next: File the appeal, Mon 30 Nov, in 9 days"
    )
    with qtbot.waitSignal(lane.clicked):
        qtbot.keyClick(lane, Qt.Key.Key_Space)
    for width in (400, 900, 1400):
        lane.resize(width, 40)
        assert not lane.grab().isNull()


def test_steps_behind_us_can_be_pressed(qtbot: QtBot, theme: Theme) -> None:
    steps = StepDots(["What you have", "Who and plan", "The notice"])
    qtbot.addWidget(steps)
    steps.set_current(1)
    steps.show()
    from PySide6.QtWidgets import QAbstractButton

    buttons = steps.findChildren(QAbstractButton)
    assert [b.isEnabled() for b in buttons] == [True, False, False]
    assert buttons[1].accessibleName() == "Step 2 of 3, Who and plan, you are here"
    with qtbot.waitSignal(steps.asked) as asked:
        buttons[0].click()
    assert asked.args == [0]


def test_rows_to_tick(qtbot: QtBot, theme: Theme) -> None:
    tick = CheckRow("Medical necessity", "CO-50 is this type's own code.", badge="Fits", tone="info")
    qtbot.addWidget(tick)
    tick.show()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick.accessibleName() == "Medical necessity, Fits"
    assert tick.heightForWidth(160) > tick.heightForWidth(600)


def test_tabs_show_their_pages_and_segments_switch(qtbot: QtBot, theme: Theme) -> None:
    pane = TabPane()
    qtbot.addWidget(pane)
    pages = {key: QWidget() for key in ("log", "bill")}
    pane.add("log", "Log", pages["log"], 14)
    pane.add("bill", "Bill and EOB", pages["bill"])
    pane.show()
    with qtbot.waitSignal(pane.chosen) as chosen:
        pane.bar.set_current_key("bill")
    assert chosen.args == ["bill"] and pages["bill"].isVisible() and not pages["log"].isVisible()
    pane.bar.set_count("log", 15)
    assert pane.bar.accessibleTabName(0) == "Log, 15"
    switch = SegmentedTabs([("day", "Days"), ("week", "Weeks")])
    qtbot.addWidget(switch)
    assert switch.current_key() == "day"
    switch.set_current_key("week")
    assert switch.current_key() == "week"


def test_chips_switch_and_offer(qtbot: QtBot, theme: Theme) -> None:
    bar = ChipBar(exclusive=True)
    qtbot.addWidget(bar)
    first, second = bar.add("open", "Open", 12), bar.add("late", "Late")
    first.click()
    second.click()
    assert bar.active() == ["late"]
    chip = MenuChip("Party", [("a", "Alder Ridge billing")])
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.chosen) as chosen:
        chip.menu().actions()[1].trigger()
    assert chosen.args == ["a"] and chip.text() == "Party: Alder Ridge billing" and chip.isChecked()
    chip.set_items([])
    assert chip.current() is None and not chip.isChecked()


@pytest.mark.filterwarnings("ignore:Function. 'QDragEnterEvent:DeprecationWarning")  # Qt 6.12 wants QPointF, 6.8 QPoint
def test_drop_zone_takes_files_and_asks_without_a_mouse(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    zone = DropZone("Add documents", prompts=FakePrompts([tmp_path / "b.pdf"]))
    qtbot.addWidget(zone)
    zone.show()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://example.invalid/x")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(zone.dropped) as dropped:
        QApplication.sendEvent(zone, enter)
        QApplication.sendEvent(zone, drop)
    assert dropped.args == [[tmp_path / "a.pdf"]]
    with qtbot.waitSignal(zone.dropped) as chosen:
        qtbot.keyClick(zone, Qt.Key.Key_Return)
    assert chosen.args == [[tmp_path / "b.pdf"]]


def test_money_line_says_what_is_not_known(qtbot: QtBot, theme: Theme) -> None:
    line = MoneyLine([Cell("Billed", "$3,962.00"), Cell("Allowed", "")])
    qtbot.addWidget(line)
    names = {child.accessibleName() for child in line.findChildren(QWidget) if child.accessibleName()}
    assert names >= {"Billed: $3,962.00", "Allowed: not known"}
    meter = StrengthMeter()
    qtbot.addWidget(meter)
    meter.set_strength(9, "Strong")
    assert meter.accessibleName() == "Strength: Strong"


def test_report_of_a_bug_holds_places_and_no_content() -> None:
    try:
        raise RuntimeError("Nora Ellingboe owes $2,450.00")
    except RuntimeError as problem:
        report = bug_report(problem)
    assert "tests/ui/test_widgets.py" in report and "RuntimeError" in report
    assert "Nora" not in report and "2,450" not in report


def test_measures_given_twice_both_follow_the_text_size(qtbot: QtBot, theme: Theme) -> None:
    theme.set_percent(150)
    unlock = Button("Unlock", "primary")
    fit(unlock, min_width=128)
    qtbot.addWidget(unlock)
    assert (unlock.minimumHeight(), unlock.minimumWidth()) == (48, 192)
    theme.set_percent(100)
    assert (unlock.minimumHeight(), unlock.minimumWidth()) == (32, 128)


def test_hint_of_a_box_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    box = ComboBox(["Alder Ridge"], editable=True)
    qtbot.addWidget(box)
    box.show()
    theme.set_percent(200)
    assert box.lineEdit().font().pixelSize() == 26


def test_steps_are_never_clipped(qtbot: QtBot, theme: Theme) -> None:
    theme.set_percent(200)
    dots = StepDots(["What you have", "Who and plan", "What is wrong", "The notice", "Questions", "Dates", "The plan"])
    qtbot.addWidget(dots)
    dots.show()
    for width in (1360, 1000, dots.minimumSizeHint().width()):
        dots.resize(width, 80)
        QApplication.processEvents()
        for number in range(7):
            dots.set_current(number)
            QApplication.processEvents()
            steps = dots.findChildren(QAbstractButton)
            assert all(step.width() >= step.sizeHint().width() for step in steps), (width, number)
            assert steps[-1].geometry().right() <= width


def test_tabs_move_together_before_arrows_are_needed(qtbot: QtBot, theme: Theme) -> None:
    bar = TabBar()
    qtbot.addWidget(bar)
    for key, words, count in (("code", "Codes", 1658), ("type", "Denial types", 60), ("rule", "Deadline rules", 182)):
        bar.add(key, words, count)
    bar.show()
    bar.resize(600, 40)
    wide = bar.tabSizeHint(0).width()
    whole = sum(bar.tabSizeHint(number).width() for number in range(3))
    bar.resize(whole - 10, 40)
    assert bar.tabSizeHint(0).width() == wide - 10 and bar._count_text(0) == "1,658"
    bar.resize(whole - 60, 40)
    assert bar._count_text(0) == "" and bar.tabRect(2).right() <= bar.width()
    bar.resize(600, 40)
    assert bar.tabSizeHint(0).width() == wide


def test_side_pane_waits_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    left, right = QWidget(), QWidget()
    panes = Splitter("test", left, right)
    panes.folds(500)
    panes.start_sizes(500, 300)
    qtbot.addWidget(panes)
    panes.resize(800, 300)
    panes.show()
    assert left.isVisible() and right.isVisible() and not panes.is_short()
    panes.resize(400, 300)
    assert left.isVisible() and not right.isVisible() and panes.is_short()
    panes.turn()
    assert right.isVisible() and not left.isVisible() and panes.is_turned()
    right.hide()
    panes.turn()
    panes.resize(800, 300)
    assert left.isVisible() and not right.isVisible()
    right.show()
    QApplication.processEvents()
    assert right.isVisible() and right.width() > 0
