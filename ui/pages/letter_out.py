# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How a finished letter leaves its page: saved, faxed, printed, read in Spanish, marked as sent.

save_letter, save_fax, save_spanish, print_letter, mark_sent: each (context, opened, parent)
open_packet(context, opened)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.letters import OpenLetter
from ui.context import Context
from ui.pages.letter_fax import ask_fax
from ui.pages.letter_print import print_pdf
from ui.pages.letter_save import ask_pdf_place
from ui.pages.sent_dialog import ask_sent


def save_letter(context: Context, opened: OpenLetter, _parent: QWidget) -> None:
    """Save it where the person wants it, as a PDF or a Word document."""
    place = ask_pdf_place(context.prompts, "Save the letter", opened.letter.title, word=True)
    if place is not None:
        export = partial(context.desk.letters.export, opened.letter.id, place.path, replace_file=place.replace)
        context.act(export, f"Saved {place.path.name}")


def save_fax(context: Context, opened: OpenLetter, parent: QWidget) -> None:
    """Save a cover sheet for a fax, with the letter behind it."""
    asked = ask_fax(context, opened.letter.id, parent)
    if asked is None:
        return
    cover, with_letter = asked
    place = ask_pdf_place(context.prompts, "Save the fax", f"Fax, {opened.letter.title}")
    if place is not None:
        save = partial(context.desk.ways.save_fax, opened.letter.id, cover, place.path, with_letter=with_letter)
        context.act(partial(save, replace_file=place.replace), f"Saved {place.path.name}")


def save_spanish(context: Context, opened: OpenLetter, _parent: QWidget) -> None:
    """Save the reading copy in Spanish where the person wants it; the letter itself stays as it is."""
    place = ask_pdf_place(context.prompts, "Save the Spanish reading copy", f"{opened.letter.title}, en español")
    if place is not None:
        export = partial(context.desk.reading_copies.export, opened.letter.id, place.path, replace_file=place.replace)
        context.act(export, f"Saved {place.path.name}")


def print_letter(context: Context, opened: OpenLetter, parent: QWidget) -> None:
    """Print it."""
    print_pdf(context, context.desk.letters.finished(opened.letter.id), opened.letter.title, parent)


def mark_sent(context: Context, opened: OpenLetter, parent: QWidget) -> None:
    """Ask how it was sent; afterwards it is read-only."""
    letter, letters = opened.letter, context.desk.letters
    ask_sent(context, letter.title, letter, lambda day: letters.finished(letter.id, day), None, parent)


def open_packet(context: Context, opened: OpenLetter) -> None:
    """Open the newest packet of the case, else make one around this letter."""
    packets = context.desk.packets
    present = packets.of_case(opened.case.id)
    make = partial(packets.create, opened.case.id, opened.letter.id)
    packet = present[-1] if present else context.act(make, "Packet made")
    if packet is not None:
        context.go("packet", packet_id=packet.id)
