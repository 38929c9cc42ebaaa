# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The menu of a packet: its name, its letter, the name on the stamps, and taking it away.

fill_packet_menu(menu, context, view, parent)
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.packet import Packet
from app.services.packet_views import PacketView
from ui.context import Context
from ui.format import DOT, plain_date
from ui.pages.packet_blackout import ask_blackout


def fill_packet_menu(menu: QMenu, context: Context, view: PacketView, parent: QWidget) -> None:
    """Offer what is done to a packet as a whole."""
    menu.clear()
    sendings = context.desk.sending.of_packet(view.packet.id)
    if not sendings:
        menu.addAction("Rename", partial(_rename, context, view.packet))
        menu.addAction("Choose the letter", partial(_choose_letter, context, view))
        menu.addAction("Name on the stamps", partial(_name_stamps, context, view))
        menu.addAction("Black out words", partial(black_out, context, view, parent))
        listed = menu.addAction("List of checksums beside it")
        listed.setCheckable(True)
        listed.setChecked(view.packet.manifest)
        listed.setToolTip("A small file that proves later which documents the packet was made from (SHA-256)")
        listed.toggled.connect(lambda on: _keep(context, replace(view.packet, manifest=on)))
    elif sendings[-1].document_id:
        menu.addAction("Open what was sent", partial(context.go, "documents", select=sendings[-1].document_id))
    menu.addAction("Make a new version", partial(_new_version, context, view.packet))
    if view.letter is not None:
        menu.addAction("Open the letter", partial(context.go, "letter", letter_id=view.letter.id))
    menu.addAction("Open the case", partial(context.go, "case", case_id=view.case.id))
    if not sendings:
        menu.addSeparator()
        menu.addAction("Delete the packet", partial(_delete, context, view.packet))


def _keep(context: Context, packet: Packet) -> None:
    context.act(partial(context.desk.packets.change, packet))


def _new_version(context: Context, packet: Packet) -> None:
    made = context.act(partial(context.desk.packets.new_version, packet.id), "New version made")
    if made is not None:
        context.go("packet", packet_id=made.id)


def _rename(context: Context, packet: Packet) -> None:
    title = context.prompts.ask_text("Rename the packet", "Title", packet.title, check=_named)
    if title and title != packet.title:
        _keep(context, replace(packet, title=title))


def _named(title: str) -> str:
    return "" if title else "Give it a title; the index prints it."


def _choose_letter(context: Context, view: PacketView) -> None:
    letters = context.desk.letters.of_case(view.case.id)
    items: list[tuple[str, object]] = [
        (f"{letter.title}{DOT}{plain_date(letter.changed_at.astimezone().date())}", letter.id) for letter in letters
    ]
    chosen = context.prompts.pick("Letter of the packet", "Letter", [*items, ("No letter", "")])
    if chosen is not None:
        _keep(context, replace(view.packet, letter_id=str(chosen) or None))


def _name_stamps(context: Context, view: PacketView) -> None:
    surname = view.person.name.split()[-1]
    words = f"It stands before the number on every page. Empty means the surname, {surname}."
    name = context.prompts.ask_text("Name on the stamps", "Name", view.packet.stamp_prefix, words)
    if name is not None and name != view.packet.stamp_prefix:
        _keep(context, replace(view.packet, stamp_prefix=name))


def black_out(context: Context, view: PacketView, parent: QWidget) -> None:
    """Ask what is blacked out in a packet, and keep it."""
    changed = ask_blackout(context, view.packet, parent)
    if changed is not None and changed != view.packet:
        _keep(context, changed)


def _delete(context: Context, packet: Packet) -> None:
    """Delete the plan of the packet; letter and documents stay, and undo brings it back."""
    delete = partial(context.desk.packets.delete, packet.id)

    def done() -> bool:
        delete()
        return True

    if context.act(done, f"Deleted “{packet.title}”. Ctrl+Z brings it back."):
        context.go("letters")
