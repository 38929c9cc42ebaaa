# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A date they missed: how late, what follows by law with its exception, and taking it up for the next letter.

LateBanner(context)   show_for(deadline or None); Signals: acted() when it shall be used
take_up(context, deadline_id)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.deadline import Deadline
from ui.context import Context
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import column, row

_USE = "Use this in your next letter"


class LateBanner(QWidget):
    """Stands beside a clock of theirs that ran out, and is hidden for everything else.

    Signals:
        acted(): the missed date shall be used in the next letter.
    """

    acted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.banner = Banner("", "", "amber")
        self.use = Button(_USE, icon="mail", on=self.acted.emit)
        self.setLayout(column(self.banner, row(self.use, None), gap=8))
        self.setVisible(False)

    def show_for(self, deadline: Deadline | None) -> None:
        """Show what the missed clock means, and whether it was taken up already."""
        owed = self._context.desk.owed
        found = owed.look(deadline.id) if deadline is not None else None
        self.setVisible(found is not None)
        if found is None:
            return
        taken = owed.taken_up(found.deadline.id)
        lead, _, rest = found.words.partition(". ")
        kept = "It stands in the log, and the next letter to them says it." if taken else ""
        self.banner.set_text(f"{lead.removesuffix('.')}.", " ".join(x for x in (rest, found.exception, kept) if x))
        self.use.setVisible(not taken)


def take_up(context: Context, deadline_id: str) -> None:
    """Note what they missed, for the next letters."""
    context.act(partial(context.desk.owed.take_up, deadline_id), "Noted for your next letter")
