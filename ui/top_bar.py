# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The bars of the frame: the top bar with title or breadcrumb, search and New; the status line at the foot.

TopBar(search_box)   show_header(title, subtitle, crumbs), .new the New button, .side for a pane that is folded
    Signals: crumb_asked(str, dict), back_asked()
StatusLine()   set_casebook(name), set_saved(text), set_backup(text), say(text), set_locked(version), .progress
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.pages.base import Crumb
from ui.search_box import SearchBox
from ui.theme import fit, ground, space
from ui.widgets.button import Button, IconButton
from ui.widgets.card import row
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, IconLabel, Label
from ui.widgets.progress_line import ProgressLine

_SAID_MS = 8_000


class TopBar(QWidget):
    """Where we are, search, and New.

    Signals:
        crumb_asked(str, dict): a step of the breadcrumb was pressed.
        back_asked(): the arrow before the breadcrumb was pressed.
    """

    crumb_asked = Signal(str, dict)
    back_asked = Signal()

    def __init__(self, search: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "surface")
        fit(self, height=56)
        self._title = Label("", 24, 600)
        self._subtitle = Label("", 13, 400, "text-2", elide=True)
        self._crumbs = row(gap=8)
        self.new = Button("New", icon="plus", icon_role="accent")
        fit(self.new, width=100)
        self.side = IconButton("columns-2", "Show the side pane (F9)", small=False, checkable=True)
        self.side.hide()
        self._where = QStackedWidget()
        plain, path = QWidget(), QWidget()
        titles = QHBoxLayout(plain)
        space(titles, 0, 12)
        titles.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        titles.addWidget(self._subtitle, 1, Qt.AlignmentFlag.AlignVCenter)
        self._subtitle.setContentsMargins(0, 7, 0, 0)  # onto the title's base line
        steps = QHBoxLayout(path)
        space(steps, 0, 8)
        back = Button("", "link", icon="arrow-left", tip="Back (Alt+Left)")
        back.setAccessibleName("Back")
        back.set_ink("text-2")
        back.clicked.connect(self.back_asked)
        steps.addWidget(back)
        steps.addLayout(self._crumbs, 1)
        self._where.addWidget(plain)
        self._where.addWidget(path)
        inside = QHBoxLayout()
        space(inside, (24, 0, 24, 0), 12)
        inside.addWidget(self._where, 1)
        inside.addWidget(self.side)
        inside.addWidget(search)
        inside.addWidget(self.new)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addLayout(inside, 1)
        whole.addWidget(Hairline())

    def show_header(self, title: str, subtitle: str, crumbs: Sequence[Crumb]) -> None:
        """Show a title with its words, or the way here when there are crumbs."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._where.setCurrentIndex(1 if crumbs else 0)
        empty_layout(self._crumbs)
        for number, crumb in enumerate(crumbs):
            if number:
                self._crumbs.addWidget(IconLabel("chevron-right", "text-3", 14))
            # The last step says where we are: it takes what room there is, and is cut short before the search is.
            self._crumbs.addWidget(self._step(crumb), 0 if crumb.page else 1)

    def _step(self, crumb: Crumb) -> QWidget:
        if not crumb.page:
            return Label(crumb.text, 13, 600, elide=True)
        step = Button(crumb.text.replace("&", "&&"), "link")
        step.set_ink("text-2")
        step.clicked.connect(lambda: self.crumb_asked.emit(crumb.page, crumb.args))
        return step


class StatusLine(QWidget):
    """What holds always, in 12 px at the foot of the window."""

    def __init__(self, version: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "window")
        fit(self, height=28)
        self._version = version
        self._casebook = Label("", 12, 400, "text-2")
        self._saved = Label("", 12, 400, "text-2")
        self._backup = Label("", 12, 400, "text-2")
        self._said = Label("", 12, 500, "text-2")
        self._locked = Label("Locked", 12, 400, "text-2")
        self._about = Label(f"Casewell {version}", 12, 400, "text-2")
        self.progress = ProgressLine()
        self._book = self._part(IconLabel("database", "text-2", 14), self._casebook, first=True)
        self._safe = self._part(IconLabel("check", "green", 14), self._saved)
        self._next = self._part(self._backup)
        offline = Label("Works offline", 12, 400, "text-2")
        self._offline = self._part(IconLabel("wifi-off", "text-2", 14), offline, first=True)
        line = QHBoxLayout()
        space(line, (16, 0, 16, 0), 16)
        for widget in (self._locked, self._book, self._safe, self._next, self._said):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.progress, self._offline, self._about):
            line.addWidget(widget)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(Hairline())
        whole.addLayout(line, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(lambda: self._said.setText(""))
        self.set_saved("")
        self.set_backup("")
        self.set_locked(True)

    def _part(self, *widgets: QWidget, first: bool = False) -> QWidget:
        part = QWidget()
        line = QHBoxLayout(part)
        space(line, 0, 8)
        if not first:
            edge = Hairline(vertical=True)
            fit(edge, height=12)
            line.addWidget(edge)
            line.addSpacing(8)
        for widget in widgets:
            line.addWidget(widget)
        return part

    def set_casebook(self, name: str) -> None:
        """Name the open casebook."""
        self._casebook.setText(name)

    def set_saved(self, text: str) -> None:
        """Say when it was last saved; empty hides it."""
        self._saved.setText(text)
        self._safe.setVisible(bool(text) and self._locked.isHidden())

    def set_backup(self, text: str) -> None:
        """Say when the next backup is; empty hides it."""
        self._backup.setText(text)
        self._next.setVisible(bool(text) and self._locked.isHidden())

    def say(self, text: str) -> None:
        """Say something for a few seconds."""
        self._said.setText(text)
        self._quiet.start()

    def set_locked(self, locked: bool) -> None:
        """Show only that it is locked, and the version."""
        self._locked.setVisible(locked)
        self._about.setVisible(locked and bool(self._version))
        self._book.setVisible(not locked)
        self._offline.setVisible(not locked)
        self._said.setText("")
        self.set_saved(self._saved.words())
        self.set_backup(self._backup.words())
