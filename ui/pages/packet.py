# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet: its parts in order, what it lacks, and beside them the pages as they would go out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.domain.packet import Packet
from app.errors import UserFixable
from app.ports import LOCKED_FILE, WRONG_PASSWORD, PacketFiles
from app.services.documents import Added
from app.services.errors import PacketEmpty, PacketWasSent
from app.services.packet_saving import SavedPacket
from app.services.packet_views import ExhibitLine, PacketPreview, PacketView
from ui.context import Context
from ui.format import count_text
from ui.jobs import Ticket
from ui.models.packet import PacketModel, PacketRow
from ui.pages.base import Crumb, Page
from ui.pages.packet_blackout import ask_password
from ui.pages.packet_exhibit import FILES, KINDS, ask_documents, ask_exhibit
from ui.pages.packet_layout import PacketLayout
from ui.pages.packet_menu import black_out, fill_packet_menu
from ui.pages.packet_meters import ask_limits
from ui.pages.packet_save import PacketBuilding
from ui.pages.sent_dialog import ask_sent
from ui.widgets.drop_zone import accept_drops

AFTER_MS = 300


class PacketPage(Page):
    """One packet. Every change is kept at once and can be undone; the preview is built again after it."""

    key = "packet"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._packet_id = ""
        self._sent = False
        self._view: PacketView | None = None
        self._built: PacketPreview | None = None
        self._ticket: Ticket | None = None
        self.model = PacketModel(self)
        self.parts = PacketLayout(self, self.model, context.jobs)
        self.list = self.parts.list
        self.pages = self.parts.pages
        self.building = PacketBuilding(context, self)
        self._menu = QMenu(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        self._soon.timeout.connect(self._preview)
        self.list.picked.connect(self._picked)
        self.list.moved.connect(self._order)
        self.model.reordered.connect(self._order)
        self.list.edit_asked.connect(self.edit_exhibit)
        self.list.remove_asked.connect(self.remove_exhibit)
        self.list.menu_asked.connect(self._exhibit_menu)
        parts.meters.limits_asked.connect(self.set_limits)
        parts.options.changed.connect(self._change_options)
        parts.options.blackout_asked.connect(self.black_out)
        parts.lacks.asked.connect(self._mend)
        parts.add.clicked.connect(self.add_exhibits)
        parts.sent.clicked.connect(self.mark_sent)
        parts.check.clicked.connect(self.check_again)
        parts.save.clicked.connect(self.save)
        parts.more.clicked.connect(self._packet_menu)
        parts.kept.acted.connect(self.new_version)
        self.building.started.connect(parts.foot.show_building)
        self.building.ended.connect(self._building_ended)
        self.building.saved.connect(self._saved)
        self._context.jobs.progressed.connect(parts.foot.progressed)
        parts.foot.cancelled.connect(self.building.stop)
        accept_drops(self, self.add_files)
        for keys, on in (("Ctrl+S", self.save), ("Ctrl+Shift+A", self.add_exhibits), ("F5", self.check_again)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(on)

    # -- what the window asks ------------------------------------------------------------------------------------

    def breadcrumb(self) -> list[Crumb]:
        """Return the person and where we are."""
        if self._view is None:
            return []
        return [Crumb(self._view.person.name, "case", {"case_id": self._view.case.id}), Crumb("Letters and packets")]

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``packet_id``."""
        wanted = str(args.get("packet_id", self._packet_id))
        if wanted != self._packet_id:
            self._packet_id, self._view, self._built = wanted, None, None
            self.pages.clear("The packet is being prepared.")

    def refresh(self) -> None:
        """Read the packet anew; its pages are built again only when something of it changed."""
        packets = self._context.desk.packets
        if packets.find(self._packet_id) is None:
            self._view = None
            QTimer.singleShot(0, self, lambda: self._context.go("letters"))  # it was made, and that was undone
            return
        view, before = packets.view(self._packet_id), self._view
        self._view = view
        self._fill(view)
        if view != before or self._built is None:
            self._soon.start(0 if before is None else AFTER_MS)
        if before is None:
            self.header_changed.emit()
            self.list.select_row(0)
            self.list.setFocus()

    def leave(self) -> bool:
        """Stop preparing the preview; a building that was started goes on."""
        self._soon.stop()
        self._cancel_preview()
        return True

    # -- what is shown -------------------------------------------------------------------------------------------

    def _fill(self, view: PacketView) -> None:
        current = self.list.current_row()
        kept, place = current.line.exhibit.id if current and current.line else "", self.list.currentIndex().row()
        self.list.blockSignals(True)  # the page in sight stays
        self.model.set_view(view)
        row = self.model.row_of(kept) if kept else place
        self.list.select_row(row if row >= 0 else min(place, self.model.rowCount() - 1))
        self.list.blockSignals(False)
        sendings = self._context.desk.sending.of_packet(view.packet.id)
        self._sent = bool(sendings)
        self.parts.show_view(view, sendings)
        self.parts.options.show_packet(view.packet, len(view.exhibits))

    def _cancel_preview(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _preview(self) -> None:
        """Build the preview in a worker; one that is under way for an older state is stopped."""
        self._cancel_preview()
        if self._view is None:
            return
        packet_id = self._packet_id
        self.parts.foot.show_checking()
        self._ticket = self._context.jobs.run(
            lambda flag: self._context.desk.packets.preview_job(packet_id, flag),
            self._show_built,
            self._preview_failed,
            text="Preparing previews",
            owner=self,
        )

    def _show_built(self, built: PacketPreview) -> None:
        self._ticket, self._built = None, built
        files = built.files
        self.list.blockSignals(True)
        place = self.list.currentIndex().row()
        self.model.set_built(files)
        self.list.select_row(place)
        self.list.blockSignals(False)
        self.pages.show_packet(built, self.model.rows())
        if self._view is not None:
            size = sum(map(len, files.parts))
            self.parts.meters.show_sizes(files.numbered, size, len(files.parts), self._view.packet)
        self.parts.lacks.show_lacks(built.lacks)
        self.parts.foot.show_checked(files.numbered)

    def _preview_failed(self, problem: Exception) -> None:
        self._ticket = None
        if not isinstance(problem, UserFixable):
            self._context.prompts.problem(problem)
        words = str(problem) if isinstance(problem, UserFixable) else "The packet cannot be shown now."
        self.pages.clear(words)
        self.parts.foot.show_trouble("" if isinstance(problem, PacketEmpty) else "Not checked")

    def _picked(self, row: PacketRow) -> None:
        if row.first:
            self.pages.go_to(row.first)

    def _building_ended(self) -> None:
        if self._built is not None:
            self.parts.foot.show_checked(self._built.files.numbered)

    def _saved(self, saved: SavedPacket) -> None:
        self.parts.foot.show_saved(", ".join(file.file.name for file in saved.files))

    # -- exhibits ------------------------------------------------------------------------------------------------

    def _order(self, ids: list[str]) -> None:
        self._context.act(partial(self._context.desk.packets.order, self._packet_id, ids), "Order kept")
        self.list.setFocus()

    def new_version(self) -> None:
        """Go on in a copy of the packet; the one that was sent stays."""
        made = self._context.act(partial(self._context.desk.packets.new_version, self._packet_id), "New version made")
        if made is not None:
            self._context.go("packet", packet_id=made.id)

    def _stays(self) -> bool:
        """Say that a sent packet stays as it is; return whether this one was sent."""
        if self._sent:
            self._context.said.emit(str(PacketWasSent()))
        return self._sent

    def add_exhibits(self) -> None:
        """Choose among the case's documents, or files of this computer."""
        view = self._view
        if view is None or self._stays():
            return
        known = {line.document.id for line in view.exhibits}
        rows = [d for d in self._context.desk.documents.rows(case_id=view.case.id) if d.id not in known]
        chosen = ask_documents(self._context, rows, self)
        if chosen == FILES:
            self.add_files(self._context.prompts.choose_files("Add exhibits", KINDS))
        elif isinstance(chosen, list) and chosen:
            self._add(chosen)

    def add_files(self, paths: list[Path]) -> None:
        """Keep files in the casebook and add them as exhibits; what cannot be kept is named."""
        if not paths or self._view is None or self._stays():
            return
        case_id, documents = self._view.case.id, self._context.desk.documents

        def done(added: Added) -> None:
            if added.refused:
                self._context.prompts.tell("\n\n".join(added.refused), "Not added")
            ids = [document.id for document in (*added.documents, *added.known)]
            if ids:
                self._add(ids)

        self._context.jobs.run(
            lambda flag: documents.add_job(paths, flag, case_id=case_id), done, text="Adding documents", owner=self
        )

    def _add(self, ids: list[str]) -> None:
        added = self._context.act(
            partial(self._context.desk.packets.add_exhibits, self._packet_id, ids), "Added to the packet"
        )
        if added:
            self.refresh()
            self.list.select_exhibit(added[-1].id)
            self.list.setFocus()

    def edit_exhibit(self, exhibit_id: str) -> None:
        """Edit title, date, pages and what an exhibit shows."""
        line = self._line(exhibit_id)
        changed = ask_exhibit(self._context, line, self) if line is not None else None
        if line is not None and changed is not None and changed != line.exhibit:
            self._context.act(partial(self._context.desk.packets.change_exhibit, changed), "Exhibit kept")
        self.list.setFocus()

    def remove_exhibit(self, exhibit_id: str) -> None:
        """Take an exhibit out; the document stays, and Ctrl+Z brings the exhibit back."""
        remove = partial(self._context.desk.packets.remove_exhibit, exhibit_id)
        self._context.act(remove, "Taken out of the packet. Ctrl+Z brings it back.")
        self.list.setFocus()

    def _exhibit_menu(self, exhibit_id: str, place: QPoint) -> None:
        ids = self.model.exhibit_ids()
        at = ids.index(exhibit_id)
        document = next(e.document.id for e in self._view.exhibits if e.exhibit.id == exhibit_id) if self._view else ""
        menu = self._menu
        menu.clear()
        menu.addAction("Edit\tEnter", partial(self.edit_exhibit, exhibit_id))
        menu.addAction("Open the document", partial(self._context.go, "documents", select=document))
        if self._is_locked(exhibit_id):
            menu.addAction("Type its password", partial(self._unlock, exhibit_id))
        menu.addSeparator()
        up = menu.addAction("Move up\tAlt+Up", partial(self._order, self.model.moved(exhibit_id, at - 1)))
        down = menu.addAction("Move down\tAlt+Down", partial(self._order, self.model.moved(exhibit_id, at + 2)))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(ids) - 1)
        menu.addSeparator()
        menu.addAction("Take out of the packet\tDel", partial(self.remove_exhibit, exhibit_id))
        menu.popup(place)

    def _line(self, exhibit_id: str) -> ExhibitLine | None:
        return next((e for e in self._view.exhibits if e.exhibit.id == exhibit_id), None) if self._view else None

    def _is_locked(self, exhibit_id: str) -> bool:
        line = self._line(exhibit_id)
        problems = self._built.files.problems if self._built else ()
        return any(
            line is not None and p.exhibit == line.letter and p.what in (LOCKED_FILE, WRONG_PASSWORD) for p in problems
        )

    def _unlock(self, exhibit_id: str) -> None:
        """Ask for a locked file's password; it is used until the casebook is closed, and written nowhere."""
        line = self._line(exhibit_id)
        if line is None:
            return
        password = ask_password(self._context, line, self)
        if password:
            self._context.desk.packets.unlock(line.document.id, password)
            self._preview()
        self.list.setFocus()

    # -- the packet ----------------------------------------------------------------------------------------------

    def change(self, packet: Packet | None) -> None:
        """Keep changed settings of the packet."""
        if packet is not None and self._view is not None and packet != self._view.packet:
            self._context.act(partial(self._context.desk.packets.change, packet))

    def _change_options(self) -> None:
        if self._view is not None:
            self.change(self.parts.options.packet(self._view.packet))

    def set_limits(self) -> None:
        """Ask what the portal takes."""
        if self._view is not None and not self._stays():
            self.change(ask_limits(self._context, self._view.packet, self))

    def black_out(self) -> None:
        """Ask which words and numbers are blacked out."""
        if self._view is not None and not self._stays():
            black_out(self._context, self._view, self)

    def _packet_menu(self) -> None:
        if self._view is not None:
            fill_packet_menu(self._menu, self._context, self._view, self)
            self._menu.popup(self.parts.more.mapToGlobal(QPoint(0, self.parts.more.height())))

    def _mend(self, action: str) -> None:
        """Do what a line about something missing offers."""
        if self._view is None:
            return
        if action == "exhibit":
            self.add_exhibits()
        elif action == "unlock":
            row = next((r for r in self.model.rows() if r.line and self._is_locked(r.line.exhibit.id)), None)
            if row is not None and row.line is not None:
                self._unlock(row.line.exhibit.id)
        elif self._view.letter is not None:
            self._context.go("letter", letter_id=self._view.letter.id)
        else:
            self._context.go("letters", new=True, case_id=self._view.case.id)

    def check_again(self) -> None:
        """Build the preview again and compare the index with every page."""
        self._preview()

    def save(self) -> None:
        """Build the packet and write it where the person wants it."""
        if self._view is not None and self._complete("save the packet"):
            self.building.save(self._view)

    def mark_sent(self) -> None:
        """Build what went out, ask how it was sent, and keep both."""
        view = self._view
        if view is None or view.letter is None or self._stays() or not self._complete("mark it as sent"):
            return
        letter = view.letter

        def built(files: PacketFiles) -> None:
            ask_sent(self._context, view.packet.title, letter, lambda _day: files.parts, view.packet, self)

        self.building.build(view, built)

    def _complete(self, what: str) -> bool:
        """Return whether the letter has no blanks; else say which, and offer to go there."""
        view = self._view
        if view is None or view.letter is None:
            return view is not None
        missing = self._context.desk.letters.look(view.letter, view.case).missing
        if not missing:
            return True
        labels = ", ".join(item.label.lower() for item in missing)
        if self._context.prompts.ask(
            "The letter is not finished",
            f"It lacks {count_text(len(missing), 'fact')}: {labels}. Fill it in, then {what}.",
            "Open the letter",
        ):
            self._context.go("letter", letter_id=view.letter.id)
        return False
