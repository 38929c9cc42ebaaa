# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Step: what the wizard's window expects of each of its pages, and the title that all of them share."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import ground, px, space
from ui.widgets.card import Scroll, column
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.wizard.draft import Draft


class StepTitle(QWidget):
    """The title of a step, with one sentence below it."""

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self._lead = Label(lead, 13, 400, "text-2", wrap=True)
        self.setLayout(column(Label(title, 24, 600), self._lead, gap=4))

    def set_lead(self, lead: str) -> None:
        """Say another sentence below the title."""
        self._lead.setText(lead)


class Step(QWidget):
    """One step of the wizard.

    Signals:
        next_asked(): the person is done here ("Type it instead", Enter in the last field).
    """

    side = True
    """Whether the pane with the plan so far stands beside it."""

    def room(self) -> int:
        """Return how wide, at 100 %, step and pane must be together for both to be shown."""
        return 850

    next_asked = Signal()

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        ground(self, "surface")

    def show_state(self) -> None:
        """Show what the draft holds; called when the step comes into sight, and after changes."""

    def to_top(self) -> None:
        """Show the beginning of the step."""

    def enter(self) -> None:
        """Put the focus into the first field."""

    def leave(self) -> bool:
        """Take what still stands in a field; return False to stay."""
        return True


BESIDE = 800
"""Below this width of a step (at 100 %) its two halves stand one below the other."""


class ScrollStep(Step):
    """A step whose content scrolls under one title."""

    def __init__(self, draft: Draft, title: str, lead: str) -> None:
        super().__init__(draft)
        self.pane = Scroll("surface", margins=(24, 20, 24, 24), gap=16)
        self.body = self.pane.body
        self.body.addWidget(StepTitle(title, lead))
        self.across = QHBoxLayout(self)
        space(self.across, 0, 0)
        self.across.addWidget(self.pane, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what stands beside the step below it where there is no room."""
        super().resizeEvent(event)
        narrow = event.size().width() < px(BESIDE)
        self.across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def to_top(self) -> None:
        """Show the beginning of the step."""
        self.pane.verticalScrollBar().setValue(0)

    def focus_on(self, widget: QWidget) -> None:
        """Put the focus into a field, and bring it into sight with the words below it."""
        widget.setFocus()
        holder = widget.parentWidget()
        shown = holder if isinstance(holder, Field) else widget
        self.pane.ensureWidgetVisible(shown, 0, px(48))
        self.pane.horizontalScrollBar().setValue(0)
