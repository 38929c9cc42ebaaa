# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Named filters as chips after a page's own: choose, save what is set now, rename, delete.

SavedChips(context, page)   refresh(), show_current(values) what the page is narrowed to now, {} for nothing
    Signals: chosen(object) the values of a filter to set; {} to take it away again
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.services.saved_filters import SavedFilter, check_name
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.chips import Chip
from ui.widgets.key_value import FlowLayout


class _NamedChip(Chip):
    """A named filter; its menu, F2 and Delete rename it and take it away.

    Signals:
        menu_wanted(object): where to show the menu.
        asked(str): rename or delete.
    """

    menu_wanted = Signal(object)
    asked = Signal(str)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete"}
        what = keys.get(Qt.Key(event.key()))
        if what:
            self.asked.emit(what)
        else:
            super().keyPressEvent(event)


class SavedChips(QWidget):
    """The named filters of one page.

    Signals:
        chosen(object): the values of a filter, to be set; {} when the one that was on is switched off.
    """

    chosen = Signal(object)

    def __init__(self, context: Context, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._page = context, page
        self._filters: tuple[SavedFilter, ...] | None = None
        self._now: dict[str, str] = {}
        self.chips: dict[str, Chip] = {}
        self.setAccessibleName("Saved filters")
        self._flow = FlowLayout(8, 8)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.save = Button("Save this filter…", "link", on=self.ask_name, parent=self)
        self.save.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read the filters of this page anew."""
        filters = self._context.desk.filters.of(self._page)
        if filters == self._filters:
            return
        self._filters = filters
        while self._flow.count():
            self._flow.takeAt(0)
        for gone in self.chips.values():
            gone.hide()
            gone.deleteLater()
        self.chips = {kept.name: self._chip(kept) for kept in filters}
        for chip in (*self.chips.values(), self.save):
            self._flow.addWidget(chip)
        self.show_current(self._now)

    def _chip(self, kept: SavedFilter) -> Chip:
        chip = _NamedChip(kept.name.replace("&", "&&"))
        chip.setAccessibleName(f"Saved filter {kept.name}")
        chip.setToolTip("Right-click, or F2 and Delete, to rename it or take it away")
        chip.clicked.connect(lambda on: self.chosen.emit(dict(kept.values) if on else {}))
        chip.menu_wanted.connect(lambda place: self._menu(kept, place))
        chip.asked.connect(lambda what: (self.rename if what == "rename" else self.delete)(kept.name))
        return chip

    def show_current(self, values: Mapping[str, str]) -> None:
        """Light the filter that is set now; offer to save one that has no name yet."""
        self._now = dict(values)
        known = {kept.name for kept in self._filters or () if dict(kept.values) == self._now}
        for name, chip in self.chips.items():
            chip.setChecked(name in known)
        self.save.setVisible(bool(self._now) and not known)
        self.setVisible(bool(self.chips) or bool(self._now))
        self.updateGeometry()

    def ask_name(self) -> None:
        """Ask for a name and keep what is set now under it."""
        values = dict(self._now)
        name = self._context.prompts.ask_text(
            "Save this filter", "Name", "", "It stands beside the other filters. It is kept in the casebook.",
            check=check_name,
        )  # fmt: skip
        if name:
            self._context.act(partial(self._context.desk.filters.save, self._page, name, values), "Filter saved")
            self.refresh()

    def rename(self, name: str) -> None:
        """Ask for another name."""
        new = self._context.prompts.ask_text("Rename the filter", "Name", name, check=check_name)
        if new and new != name:
            self._context.act(partial(self._context.desk.filters.rename, self._page, name, new))
            self.refresh()

    def delete(self, name: str) -> None:
        """Take a filter away; Ctrl+Z brings it back."""
        said = f"Filter “{name}” deleted. Ctrl+Z brings it back."
        self._context.act(partial(self._context.desk.filters.delete, self._page, name), said)
        self.refresh()

    def _menu(self, kept: SavedFilter, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Rename\tF2", partial(self.rename, kept.name))
        menu.addAction("Delete\tDel", partial(self.delete, kept.name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
