# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Building a packet for good: with progress and a way to stop, with questions before anything is written.

PacketBuilding(context, owner)   save(view), build(view, on_built), stop(), running()
    Signals: started(object) a Ticket, ended() done, stopped or failed, saved(object) a SavedPacket
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ports import PacketFiles, PacketProblem
from app.services.packet_saving import SavedPacket, manifest_name, problem_name
from app.services.packet_views import PacketView
from ui.context import Context
from ui.format import count_text, size_text
from ui.jobs import Ticket
from ui.pages.letter_save import Place, ask_pdf_place, may_replace


class PacketBuilding(QObject):
    """One building at a time. Nothing is written before every question was answered.

    Signals:
        started(object): the Ticket of the building.
        ended(): it is done, was stopped, or failed.
        saved(object): the SavedPacket, after its files were written.
    """

    started = Signal(object)
    ended = Signal()
    saved = Signal(object)

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._ticket: Ticket | None = None
        context.jobs.ended.connect(self._job_ended)

    def running(self) -> bool:
        """Return whether a packet is being built."""
        return self._ticket is not None

    def stop(self) -> None:
        """Stop; nothing was written, and nothing will be."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._end()

    def save(self, view: PacketView) -> None:
        """Ask where, build, ask about what stands in the way, and write."""
        place = ask_pdf_place(self._context.prompts, "Save the packet", f"{view.packet.title} {view.person.name}")
        if place is not None:
            self.build(view, lambda files: self._built(view, place, files))

    def build(self, view: PacketView, on_built: Callable[[PacketFiles], object]) -> None:
        """Build the finished packet, dated today while it was never sent, and hand it on."""
        if self.running():
            return
        desk = self._context.desk
        today, packet = desk.clock.today(), view.packet
        if packet.dated != today and not desk.sending.of_packet(packet.id):
            desk.packets.change(replace(packet, dated=today))
        self._ticket = self._context.jobs.run(
            lambda flag: desk.packets.build_job(packet.id, flag, final=True, skip=True),
            lambda files: self._finish(files, on_built),
            self._failed,
            text="Building the packet",
            priority=4,
            owner=self,
        )
        self.started.emit(self._ticket)

    def _job_ended(self, ticket: Ticket) -> None:
        if ticket is self._ticket and ticket.cancelled:  # stopped in the status line
            self._end()

    def _end(self) -> None:
        self._ticket = None
        self.ended.emit()

    def _finish(self, files: PacketFiles, on_built: Callable[[PacketFiles], object]) -> None:
        self._end()
        if files.problems and not self._may_skip(files.problems):
            return
        if files.unsearched and not self._looked_through(files.unsearched):
            return
        on_built(files)

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._context.prompts.problem(problem)

    def _may_skip(self, problems: tuple[PacketProblem, ...]) -> bool:
        """Name what cannot be read, and ask whether a page shall stand in its place."""
        named = "\n".join(f"{problem_name(p)} ({p.file}): {p.what}." for p in problems)
        return self._context.prompts.ask(
            "Not everything could be read",
            f"{named}\n\nReplace or remove what is named, or save the packet with a page in its place that says what "
            "is missing.",
            "Put a page in its place",
            "Stop",
        )

    def _looked_through(self, pages: tuple[PacketProblem, ...]) -> bool:
        """Name the pages on which words cannot be looked for, and ask whether the person has looked."""
        named = "\n".join(f"{problem_name(p)} ({p.file}): {p.what}." for p in pages)
        return self._context.prompts.ask(
            "Words cannot be looked for on some pages",
            f"{named}\n\nWhat stands on them is not blacked out. Look at them in the preview. Where something must go, "
            "stop, black it out on a copy, and add that copy instead.",
            "I looked: go on",
            "Stop",
        )

    def _built(self, view: PacketView, place: Place, files: PacketFiles) -> None:
        packets = self._context.desk.packets
        targets = packets.targets(files, place.path)
        split = len(targets) > 1
        written = (*targets, manifest_name(place.path)) if view.packet.manifest else targets
        present = tuple(target for target in written if target.exists())
        # The person was asked about the name they typed; the names of parts are others.
        agreed = present == (place.path,) and place.replace and not split
        if present and not agreed and not may_replace(self._context.prompts, present):
            return
        write = partial(packets.save, files, place.path, replace_file=bool(present), packet_id=view.packet.id)
        self._context.jobs.run_function(
            write, self._wrote, self._failed, text="Writing the packet", priority=4, owner=self
        )

    def _wrote(self, saved: SavedPacket) -> None:
        self.saved.emit(saved)
        pages, size = sum(f.pages for f in saved.files), sum(f.size for f in saved.files)
        if len(saved.files) > 1:
            lines = "\n".join(f"{f.file.name}: {count_text(f.pages, 'page')}, {size_text(f.size)}" for f in saved.files)
            self._context.prompts.tell(
                f"The limits split the packet. Send all of them, in this order:\n\n{lines}",
                f"Saved in {len(saved.files)} files",
            )
        self._context.said.emit(f"Saved {saved.files[0].file.name}, {count_text(pages, 'page')}, {size_text(size)}")
