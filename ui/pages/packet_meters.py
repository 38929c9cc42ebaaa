# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""How large a packet is against what a portal or fax takes, and the form in which those limits are set.

PacketMeters()   show_sizes(pages, size, parts, max_pages, max_mb); Signals: limits_asked()
ask_limits(context, packet, parent) -> Packet | None
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.packet import Packet
from ui.context import Context
from ui.format import count_text
from ui.theme import space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.inputs import LineEdit
from ui.widgets.label import Label
from ui.widgets.progress_line import Bar

MEGABYTE = 1_000_000
_MOST = 100_000


class Meter(QWidget):
    """One measure: what it is now, what may be, and a bar between."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._now = Label("", 13, 500)
        self.limit = Button("Set a limit", "link")
        self.limit.set_ink("text-2")
        self._bar = Bar()
        layout = QVBoxLayout(self)
        space(layout, 0, 6)
        layout.addLayout(row(self._now, None, self.limit))
        layout.addWidget(self._bar)

    def show_measure(self, now: str, share: float | None, limit: str) -> None:
        """Show the measure; ``share`` is how much of the limit is used, None without a limit."""
        over = share is not None and share > 1
        self._now.setText(now)
        self._now.set_ink("amber" if over else "text")
        self.limit.setText(limit)
        self.limit.updateGeometry()
        self.limit.setAccessibleName(f"{self._name}: {limit}")
        self._bar.set_share(share or 0.0)
        self._bar.set_fill("amber" if over else "accent")
        self._bar.setAccessibleName(f"{now}, {limit}")


class PacketMeters(QWidget):
    """Pages and megabytes.

    Signals:
        limits_asked(): the person wants to set what a portal takes.
    """

    limits_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages, self.megabytes = Meter("Pages"), Meter("Size")
        layout = row(self.pages, self.megabytes, gap=24)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for meter in (self.pages, self.megabytes):
            meter.limit.clicked.connect(self.limits_asked)

    def set_read_only(self, read_only: bool) -> None:
        """Show the measures without the way to set their limits."""
        for meter in (self.pages, self.megabytes):
            meter.limit.setVisible(not read_only)

    def show_sizes(self, pages: int, size: int, parts: int, packet: Packet) -> None:
        """Show pages and bytes of the whole packet, and into how many files the limits split it."""
        split = f" in {parts} files" if parts > 1 else ""
        megabytes = size / MEGABYTE
        self.pages.show_measure(
            f"{count_text(pages, 'page')}{split}" if pages else "Not counted yet",
            pages / packet.max_pages if packet.max_pages else None,
            f"portal takes {packet.max_pages:,}" if packet.max_pages else "set a limit",
        )
        self.megabytes.show_measure(
            f"{megabytes:.1f} MB" if size else "",
            megabytes / packet.max_mb if packet.max_mb else None,
            f"portal takes {packet.max_mb:,} MB" if packet.max_mb else "set a limit",
        )


class LimitsDialog(Dialog):
    """Asks what a portal or a fax takes at once."""

    def __init__(self, packet: Packet, parent: QWidget | None = None) -> None:
        said = "A packet that is larger is split into numbered files, each exhibit whole where it can be."
        super().__init__("What does the portal take?", said, parent=parent)
        self.pages = LineEdit(str(packet.max_pages or ""))
        self.megabytes = LineEdit(str(packet.max_mb or ""))
        self._fields = (
            Field("Pages at most", self.pages, "Leave it empty when there is no limit."),
            Field("Megabytes at most", self.megabytes, "Leave it empty when there is no limit."),
        )
        for field in self._fields:
            self.body.addWidget(field)
        self.add_button("Cancel")
        accept = self.add_button("Save", "primary", 1)
        accept.clicked.disconnect()
        accept.clicked.connect(self._accept)
        self.pages.setFocus()

    def limits(self) -> tuple[int | None, int | None]:
        """Return pages and megabytes; None for no limit."""
        pages, size = (int(line.text().strip() or 0) or None for line in (self.pages, self.megabytes))
        return pages, size

    def _accept(self) -> None:
        for field, line in zip(self._fields, (self.pages, self.megabytes), strict=True):
            text = line.text().strip()
            right = not text or (text.isdecimal() and 0 < int(text) <= _MOST)
            field.set_error("" if right else "Write a whole number, like 50, or leave it empty.")
        wrong = next((field for field in self._fields if field.error()), None)
        if wrong is None:
            self.done(1)
        else:
            wrong.input.setFocus()


def ask_limits(context: Context, packet: Packet, parent: QWidget) -> Packet | None:
    """Ask for the limits; None when the person changed their mind."""
    dialog = LimitsDialog(packet, parent)
    if not context.prompts.run(dialog):
        return None
    pages, size = dialog.limits()
    return replace(packet, max_pages=pages, max_mb=size)
