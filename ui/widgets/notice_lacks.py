# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""NoticeLacks: the elements that a notice leaves out, to tick; those that are open; those that it has.

NoticeLacks(ticks=True)   show_check(check); paragraphs() of what is ticked; ticks=False only shows
    Signals: changed() when another one is ticked
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.notices import Lacking, NoticeCheck, Stated, Unclear
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import SectionHeader, column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label

_FINE = "Nothing is surely missing from what could be read."


class NoticeLacks(QWidget):
    """The three lists of a checked notice; the last two wait behind a line each.

    Signals:
        changed(): another element was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, *, ticks: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_ticks = ticks
        self.ticks: dict[str, CheckRow] = {}
        self._ready: dict[str, str] = {}
        self._open: set[str] = set()
        self._check: NoticeCheck | None = None
        self._rows = QVBoxLayout(self)
        space(self._rows, 0, 4)

    def show_check(self, check: NoticeCheck | None) -> None:
        """Show a checked notice; what is surely missing is ticked. None shows nothing."""
        self._check, self._open = check, set()
        self._build({lack.element.id for lack in check.missing} if check else set())

    def paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs of what is ticked, in order."""
        return tuple(self._ready[key] for key, tick in self.ticks.items() if tick.isChecked() and self._ready[key])

    def _build(self, ticked: set[str]) -> None:
        empty_layout(self._rows)
        self.ticks, self._ready = {}, {}
        check = self._check
        if check is None:
            return
        self._rows.addWidget(SectionHeader("Left out", len(check.missing)))
        if not check.missing:
            self._rows.addWidget(Label(_FINE, 13, 400, "text-2", wrap=True))
        for lack in check.missing:
            self._add(lack, lack.element.id in ticked)
        follows = dict.fromkeys(lack.element.shared_consequence for lack in check.missing)
        follows.pop("", None)
        if follows:
            self._rows.addWidget(Hairline())
            self._rows.addWidget(_told("What follows when it is left out", "\n".join(follows)))
        self._list("open", f"Not to be told from its words ({len(check.unsure)})", check.unsure, ticked)
        self._list("found", f"What it says ({len(check.found)})", check.found, ticked)

    def _list(self, key: str, words: str, items: tuple[Unclear, ...] | tuple[Stated, ...], ticked: set[str]) -> None:
        """Put a list behind a line that opens it."""
        if not items:
            return
        shown = key in self._open
        line = Button(words, "link", icon="chevron-down" if shown else "chevron-right", on=lambda: self._turn(key))
        line.setAccessibleDescription("Open" if shown else "Closed")
        self._rows.addSpacing(8)
        held = QWidget()
        held.setLayout(row(line, None))
        self._rows.addWidget(held)
        if not shown:
            return
        for item in items:
            if isinstance(item, Unclear):
                self._add(item, item.element.id in ticked)
            else:
                self._rows.addWidget(Hairline())
                self._rows.addWidget(_found(item))

    def _add(self, item: Lacking | Unclear, on: bool) -> None:
        element = item.element
        law = f"{item.citation}. Read in: {element.verified}."
        said = _why(item) if isinstance(item, Unclear) else element.consequence
        detail = f"{said}\n{law}" if said else law
        self._rows.addWidget(Hairline())
        if self._with_ticks and item.paragraph:
            tick = CheckRow(element.element, detail, checked=on, strong=True)
            tick.setToolTip(item.paragraph)
            tick.toggled.connect(lambda _on: self.changed.emit())
            self._rows.addWidget(tick)
            self.ticks[element.id], self._ready[element.id] = tick, item.paragraph
        else:
            self._rows.addWidget(_told(element.element, detail))

    def _turn(self, key: str) -> None:
        kept = {name for name, tick in self.ticks.items() if tick.isChecked()}
        self._open ^= {key}
        self._build(kept)
        self.changed.emit()


def _why(item: Unclear) -> str:
    return f"{item.why} Page {item.page}: “{item.words}”." if item.words else item.why


def _found(item: Stated) -> QWidget:
    return _told(item.element.element, f"Page {item.page}: “{item.words}”")


def _told(title: str, detail: str) -> QWidget:
    block = QWidget()
    block.setLayout(
        column(
            Label(title, 13, 600, wrap=True), Label(detail, 12, 400, "text-2", wrap=True), gap=2, margins=(0, 4, 0, 4)
        )
    )
    return block
