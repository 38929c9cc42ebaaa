# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The sections of the settings that are kept at once: letterhead, look, locking; and what Casewell is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.paths import Paths
from app.services.law_reading import oldest_words
from app.settings import TEXT_SIZES, Settings
from ui.context import Context
from ui.format import plain_date
from ui.theme import fit, space
from ui.widgets.card import column, row
from ui.widgets.check_row import CheckRow
from ui.widgets.field import Field
from ui.widgets.inputs import ComboBox, LineEdit, TextArea
from ui.widgets.key_value import KeyValueList
from ui.widgets.label import Label
from ui.widgets.tabs import SegmentedTabs

WIDE, NARROW = 640, 360
_MINUTES = (1, 2, 5, 10, 15, 30, 60)
_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
_NOT_LAWYERS = (
    "Casewell is a tool for your own papers. It is not a law firm and gives no legal advice. What it counts and "
    "writes comes from the rules it names; your notice and your plan's papers may say more. Where much is at stake, "
    "ask legal aid, your state's consumer assistance program or a lawyer."
)


class Section(QWidget):
    """A title, a sentence that says what it is for, and the controls below.

    Attributes:
        body: the column of the controls.
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.body = QVBoxLayout()
        space(self.body, 0, 12)
        says = Label(text, 13, 400, "text-2", wrap=True)
        self.setLayout(column(Label(title, 15, 600), says, 4, self.body, gap=4))

    def add(self, widget: QWidget, width: int = NARROW) -> None:
        """Add a control no wider than reads well; its height is then reckoned from that width."""
        fit(widget, max_width=width)
        across = row(gap=0)
        across.addWidget(widget, 1000)
        across.addStretch(1)
        self.body.addLayout(across)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings as they are now."""

    def read(self) -> None:
        """Read anew what stands in the casebook or on the disk."""

    def keep(self) -> None:
        """Keep what was typed."""


class LetterheadSection(Section):
    """Who writes the letters."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Letterhead",
            "Printed at the head of every letter in this casebook, in place of the patient's own name and address. "
            "Leave it empty if the patient writes.",
        )
        self._context = context
        self._kept: dict[str, str] = {}
        self.name = LineEdit(placeholder="Your name, or your practice")
        self.address = TextArea(lines=2)
        self.phone = LineEdit()
        self.sheet = ComboBox([("US Letter", ""), ("A4", "a4")])
        self.envelope = CheckRow("For a window envelope", "The recipient stands where the window shows it.")
        fit(self.address, height=64)
        for label, edit in (("Name", self.name), ("Address", self.address), ("Phone", self.phone)):
            self.add(Field(label, edit))
        self.add(Field("Paper", self.sheet, "Packets stay on US Letter, as the offices that read them expect."))
        self.add(self.envelope)
        self.sheet.activated.connect(lambda _row: self.keep())
        self.envelope.clicked.connect(lambda _checked: self.keep())
        self.name.editingFinished.connect(self.keep)
        self.address.edited.connect(self.keep)
        self.phone.editingFinished.connect(self.keep)

    def read(self) -> None:
        """Show what is kept; what is being typed stays."""
        kept = self._context.desk.letters.letterhead()
        if kept == self._kept:
            return
        self._kept = kept
        self.name.setText(kept["letterhead.name"])
        self.address.set_text(kept["letterhead.address"])
        self.phone.setText(kept["letterhead.phone"])
        self.sheet.choose(kept["paper.size"])
        self.envelope.setChecked(kept["paper.window"] == "yes")

    def keep(self) -> None:
        """Keep what was typed, if it is different."""
        typed = {
            "letterhead.name": self.name.text().strip(),
            "letterhead.address": self.address.text().strip(),
            "letterhead.phone": self.phone.text().strip(),
            "paper.size": str(self.sheet.data() or ""),
            "paper.window": "yes" if self.envelope.isChecked() else "",
        }
        if typed == self._kept:
            return
        before, self._kept = self._kept, typed
        save = partial(self._context.desk.letters.set_letterhead, typed)
        self._context.act(save, "Letterhead saved")
        if self._context.desk.letters.letterhead() != typed:
            self._kept = before  # it was refused and told; the next leaving tries again


class LookSection(Section):
    """Text size and theme."""

    def __init__(self, context: Context) -> None:
        super().__init__("Look", "Everything on the screen grows with the text. Paper always prints the same.")
        self._context = context
        self.percent = ComboBox([(f"{percent} %", percent) for percent in TEXT_SIZES])
        self.theme = SegmentedTabs(_THEMES, "Theme")
        self.add(Field("Text size", self.percent, "Ctrl and plus, or minus, does it too."))
        self.body.addLayout(column(Label("Theme", 13, 500), self.theme, gap=4))
        change = context.preferences.change
        self.percent.activated.connect(lambda _row: change(text_size=self.percent.data()))
        self.theme.chosen.connect(lambda mode: change(theme=mode))

    def show_settings(self, settings: Settings) -> None:
        """Show size and theme; a size between the steps is shown as it is."""
        steps = sorted({*TEXT_SIZES, settings.text_size})
        self.percent.set_items([(f"{percent} %", percent) for percent in steps])
        self.percent.choose(settings.text_size)
        self.theme.set_current_key(settings.theme)


class LockSection(Section):
    """When to lock."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Lock",
            "After so many minutes without a key or a movement the casebook is closed, and asks for its passphrase.",
        )
        self.minutes = ComboBox([])
        self.add(Field("Lock after", self.minutes))
        self.minutes.activated.connect(lambda _row: context.preferences.change(lock_minutes=self.minutes.data()))

    def show_settings(self, settings: Settings) -> None:
        """Show the minutes."""
        steps = sorted({*_MINUTES, settings.lock_minutes} - {0})
        items = [(f"{n} minute{'s' if n > 1 else ''}", n) for n in steps]
        self.minutes.set_items([*items, ("Never", 0)])
        self.minutes.choose(settings.lock_minutes)


class ReminderSection(Section):
    """The system's notifications."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            "Reminders",
            "While Casewell runs and is unlocked, the system tells you 30, 14, 7, 3 and 1 days before a deadline of "
            "yours, and on the day.",
        )
        self.on = CheckRow("Remind me of deadlines", "Each is told once at every step.")
        self.details = CheckRow(
            "Say what is due",
            "Others may see your screen, or your phone’s calendar. Unticked, neither says what it is.",
        )
        change = context.preferences.change
        self.on.toggled.connect(lambda on: change(reminders=on))
        self.details.toggled.connect(lambda on: change(reminder_details=on))
        self.add(self.on, WIDE)
        self.add(self.details, WIDE)

    def show_settings(self, settings: Settings) -> None:
        """Show both ticks."""
        for tick, on in ((self.on, settings.reminders), (self.details, settings.reminder_details)):
            tick.blockSignals(True)
            tick.setChecked(on)
            tick.blockSignals(False)


class AboutSection(Section):
    """What this is, and where everything lies."""

    def __init__(self, context: Context, paths: Paths, version: str) -> None:
        super().__init__("About Casewell", _NOT_LAWYERS)
        checked = sorted(rule.checked for rule in context.desk.planner.rules().values())
        facts = (
            ("Version", version),
            ("License", "MIT. Free to use, to read and to change."),
            ("Rules checked", " ".join(filter(None, (_days(checked), oldest_words(context.desk.clock.today()))))),
            ("This casebook", str(context.desk.casebook.path)),
            ("Casebooks", str(paths.casebooks)),
            ("Settings", str(paths.settings_file)),
            ("Problem log", f"{paths.logs} (never a word of a case)"),
            ("Network", "Casewell never goes online."),
        )
        listed = KeyValueList(facts)
        for label in listed.findChildren(Label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(listed)


def _days(checked: Sequence[date]) -> str:
    first, last = checked[0], checked[-1]
    return plain_date(last) if first == last else f"{plain_date(first)} to {plain_date(last)}"
