# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A date they missed: how late, what follows by law with its exception, and taking it up for the next letter.

LateBanner(context)   show_for(deadline or None); Signals: acted() when it shall be used
take_up(context, deadline_id)
"""

from __future__ import annotations

from functools import partial

from app.domain.deadline import Deadline
from ui.context import Context
from ui.widgets.banner import Banner

_USE = "They are late: use this in your next letter"


class LateBanner(Banner):
    """Stands beside a clock of theirs that ran out, and is hidden for everything else."""

    def __init__(self, context: Context) -> None:
        super().__init__("", "", "amber")
        self._context = context
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
        self.set_text(f"{lead.removesuffix('.')}.", " ".join(part for part in (rest, found.exception, kept) if part))
        self.set_action("" if taken else _USE)


def take_up(context: Context, deadline_id: str) -> None:
    """Note what they missed, for the next letters."""
    context.act(partial(context.desk.owed.take_up, deadline_id), "Noted for your next letter")
