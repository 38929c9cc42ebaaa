# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How the page of a packet is laid out: head, meters, list, options, what it lacks, foot; and the pages beside.

PacketLayout(page, model, jobs)   builds everything onto the page; its widgets are its attributes
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.letter import Sending
from app.domain.packet import Packet
from app.services.packet_lacks import Lack
from app.services.packet_views import PacketView
from ui.format import count_text, long_date
from ui.jobs import JobRunner, Ticket
from ui.models.letters import sending_words
from ui.models.packet import PacketModel
from ui.pages.packet_list import ListHead, PacketList
from ui.pages.packet_meters import PacketMeters
from ui.pages.packet_preview import PacketPages
from ui.theme import fit, px, space, text_width
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Scroll, Splitter, column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import FlowLayout
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.progress_line import ProgressLine

_NARROW = 500


class _Option(CheckRow):
    """A box as wide as its words, so that several stand in a line."""

    def sizeHint(self) -> QSize:
        width = text_width(self.text()) + px(32)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def blackout_words(packet: Packet) -> str:
    """Return what is blacked out, in few words."""
    parts = [count_text(len(packet.redact), "word")] if packet.redact else []
    parts += ["SSN"] if packet.hide_ssn else []
    parts += ["member ID"] if packet.hide_member_id else []
    return f"Blacked out: {', '.join(parts)}" if parts else "Black out words"


class PacketOptions(QWidget):
    """What is put before, between and on the pages, and what is blacked out on them.

    Signals:
        changed(): one was switched.
        blackout_asked(): the person wants to say what is blacked out.
    """

    changed = Signal()
    blackout_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.covers = _Option("Cover sheet before each exhibit")
        self.summary = _Option("Summary")
        self.chronology = _Option("Chronology from the log")
        self.stamp = _Option("Stamp every page")
        flow = FlowLayout(16, 0)
        self.chronology.setToolTip(
            "Lists what the log tells of the other side, day by day. Notes, and entries without a party, stay out."
        )
        for box in (self.covers, self.summary, self.chronology, self.stamp):
            flow.addWidget(box)
            box.clicked.connect(lambda _checked=False: self.changed.emit())
        self.blackout = Button("Black out words", "link")
        self.blackout.clicked.connect(self.blackout_asked)
        flow.addWidget(self.blackout)
        self.blackout.setMinimumHeight(self.stamp.sizeHint().height())  # so that the words stand in one line
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_packet(self, packet: Packet, exhibits: int) -> None:
        """Show how the packet stands."""
        self.covers.setChecked(packet.cover_sheets)
        self.covers.setToolTip(count_text(exhibits, "page"))
        self.summary.setChecked(packet.summary)
        self.chronology.setChecked(packet.chronology)
        self.stamp.setChecked(packet.stamp)
        self.blackout.setText(blackout_words(packet))
        self.blackout.updateGeometry()

    def packet(self, before: Packet) -> Packet:
        """Return the packet with these options."""
        return replace(
            before,
            cover_sheets=self.covers.isChecked(),
            summary=self.summary.isChecked(),
            chronology=self.chronology.isChecked(),
            stamp=self.stamp.isChecked(),
        )


_OFFERS = {"letter": "Open the letter", "exhibit": "Add it", "unlock": "Type the password"}
"""What the banner offers for each action of a Lack."""


class PacketLacks(QWidget):
    """What is missing: the first thing in full, the others by their number.

    Signals:
        asked(str): what the first offers: letter, exhibit or unlock.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._narrow = "", False
        self._lacks: tuple[Lack, ...] = ()
        self.banner = Banner(tone="amber")
        self.setLayout(column(self.banner))
        self.banner.acted.connect(lambda: self.asked.emit(self._action))
        self.hide()

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        """Show them; nothing is shown when nothing is missing."""
        self._lacks = tuple(lacks)
        self.setVisible(bool(lacks))
        if not lacks:
            return
        first, others = lacks[0], lacks[1:]
        more = f" {count_text(len(others), 'more thing')} to look at." if others else ""
        whose = " This is for you, not for the packet."
        self.banner.set_text(first.lead, more.strip() if self._narrow else f"{first.text}{more}{whose}")
        self.banner.setToolTip("\n".join(lack.lead for lack in others))
        self.banner.set_action(_OFFERS.get(first.action, ""))
        self._action = first.action

    def set_narrow(self, narrow: bool) -> None:
        """Say it shorter where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.show_lacks(self._lacks)


class PacketFoot(QWidget):
    """The line below: what was checked, or how far the building is.

    Signals:
        cancelled(): the building shall stop.
    """

    cancelled = Signal()

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket: Ticket | None = None
        self._buttons = buttons
        self._sign = IconLabel("check", "green", 14)
        self.words = Label("", 12, 400, "text-2", elide=True)
        self.progress = ProgressLine(bar_width=96)
        line = QHBoxLayout(self)
        space(line, (24, 12, 24, 12), 8)
        line.addWidget(self._sign)
        line.addWidget(self.words, 1)
        line.addWidget(self.progress, 1)
        for button in buttons:
            line.addWidget(button)
        self.progress.cancelled.connect(self.cancelled)
        self.show_trouble("")

    def show_checking(self) -> None:
        """Say that the preview is on its way."""
        if self._ticket is None:
            self._say("", "Preparing the pages")

    def show_checked(self, pages: int) -> None:
        """Say that the index was compared with every page."""
        self._end()
        self._say("check", f"Index checked against all {count_text(pages, 'page')}")

    def show_saved(self, name: str) -> None:
        """Say what was saved."""
        self._say("check", f"Saved {name}")

    def show_trouble(self, words: str) -> None:
        """Say that nothing was checked."""
        self._end()
        self._say("", words)

    def show_building(self, ticket: Ticket) -> None:
        """Show how far the building is, with the way to stop it."""
        self._ticket = ticket
        self._sign.hide()
        self.words.hide()
        for button in self._buttons:
            button.setEnabled(False)
        self.progress.show_ticket(ticket)

    def progressed(self, ticket: Ticket) -> None:
        """Follow the building."""
        if ticket is self._ticket:
            self.progress.show_ticket(ticket)

    def _end(self) -> None:
        self._ticket = None
        self.progress.clear()
        for button in self._buttons:
            button.setEnabled(True)

    def _say(self, sign: str, words: str) -> None:
        self._sign.setVisible(bool(sign))
        self.words.show()
        self.words.setText(words)


class _LeftPane(QWidget):
    """The pane at the left; it tells when it becomes narrow or wide."""

    def __init__(self, narrowed: Callable[[bool], object]) -> None:
        super().__init__()
        self._narrowed = narrowed

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrowed(self.width() < px(_NARROW))


class PacketLayout:
    """Everything on the page of a packet."""

    def __init__(self, page: QWidget, model: PacketModel, jobs: JobRunner) -> None:
        self.title = Label("", 24, 600, elide=True)
        self.badge = Badge()
        self.more = IconButton("ellipsis", "More for this packet", kind="plain", small=False)
        self.sent = Button("Mark as sent", icon="send")
        self.add = Button("Add exhibit", icon="plus", tip="Add exhibits (Ctrl+Shift+A)")
        self.to = Label("", 13, 400, "text-2", elide=True)
        self.meters = PacketMeters()
        self.kept = Banner(tone="green", action="Make a new version")
        self.kept.hide()
        self.list = PacketList(model)
        fit(self.list, min_height=144)
        self.options = PacketOptions()
        self.lacks = PacketLacks()
        self.check = Button("Check again", tip="Build the pages again and compare the index (F5)")
        self.save = Button("Save the packet", "primary", icon="package", tip="Save the packet as a PDF (Ctrl+S)")
        self.foot = PacketFoot(self.check, self.save)
        self.pages = PacketPages(jobs)
        panes = Splitter("packet", self._left(), self.pages)
        panes.folds(720)
        panes.start_sizes(592, 560, stretch=1)
        whole = QVBoxLayout(page)
        space(whole, 0, 0)
        whole.addWidget(panes)

    def _left(self) -> QWidget:
        left = _LeftPane(self._narrowed)
        fit(self.title, min_width=80)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        head = row(self.title, None, self.more, self.sent, self.add, gap=8)
        to = row(self.to, self.badge, gap=8)
        to.setStretch(0, 1)
        top = column(head, to, self.kept, 4, self.meters, gap=8, margins=(24, 16, 24, 14))
        head_of_list = ListHead()
        below = QWidget()
        below.setLayout(column(self.options, self.lacks, gap=8, margins=(24, 8, 24, 12)))
        inside = Scroll("surface", margins=0, gap=0)  # scrolls only where the window is too low for all of it
        inside.body.addLayout(top)
        inside.body.addWidget(head_of_list)
        inside.body.addWidget(self.list, 1)
        inside.body.addWidget(below)
        down = QVBoxLayout(left)
        space(down, 0, 0)
        down.addWidget(inside, 1)
        down.addWidget(Hairline())
        down.addWidget(self.foot)
        return left

    def _narrowed(self, narrow: bool) -> None:
        """Show buttons as icons, and sentences shorter, where there is little room."""
        self.lacks.set_narrow(narrow)
        for button, words, icon in ((self.sent, "Mark as sent", "send"), (self.check, "Check again", "refresh-cw")):
            button.setText("" if narrow else words)
            button.set_icon_name(icon if narrow or button is self.sent else "")
            button.setAccessibleName(words)
            button.updateGeometry()

    def show_view(self, view: PacketView, sendings: Sequence[Sending]) -> None:
        """Show to whom the packet goes, by when, and whether it went."""
        self.title.setText(view.packet.title)
        due = f", by {long_date(view.due)}" if view.due else ""
        self.to.setText(f"To {view.to}{due}" if view.to else "The letter says to whom it goes")
        sent = bool(sendings)
        self.kept.setVisible(sent)
        if sent:
            lead = f"Sent {long_date(sendings[-1].sent_on)}."
            self.kept.set_text(
                lead, "It stays as it went out, with its proof. To change something, make a new version."
            )
        self.list.set_read_only(sent)
        self.options.setEnabled(not sent)
        self.meters.set_read_only(sent)
        for button in (self.add, self.sent):
            button.setVisible(not sent)
        self.badge.set_badge(f"Sent {long_date(sendings[-1].sent_on)}" if sendings else "", "green")
        self.badge.setToolTip(sending_words(sendings[-1]) if sendings else "")
        self.sent.setEnabled(view.letter is not None)
        self.sent.setToolTip("" if view.letter is not None else "A packet is sent with a letter. Choose one first.")
