# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""EmptyState: what belongs on an empty screen, and the first step.

EmptyState(icon, title, text, *, action="", link="", primary=True)
    Signals: acted() the button, followed() the link
    set_text(title, text)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import fit, space
from ui.widgets.button import Button
from ui.widgets.card import row
from ui.widgets.label import IconLabel, Label


class EmptyState(QWidget):
    """Icon, line, sentence, one button, one link; 360 wide, its middle at 40 % of the height.

    Signals:
        acted(): the button was pressed.
        followed(): the link was pressed.
    """

    acted = Signal()
    followed = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        action: str = "",
        link: str = "",
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(title, 15, 600)
        self._title.setAlignment(centre)
        self._text = Label(text, 13, 400, "text-2", wrap=True)
        self._text.setAlignment(centre)
        fit(self._text, width=360)
        layout = QVBoxLayout(self)
        space(layout, 24, 8)
        layout.addStretch(2)
        layout.addWidget(IconLabel(icon, "text-3", 32), 0, centre)
        layout.addWidget(self._title, 0, centre)
        layout.addLayout(row(None, self._text, None))
        if action:
            button = Button(action, "primary" if primary else "plain")
            layout.addSpacing(8)
            layout.addWidget(button, 0, centre)
            button.clicked.connect(self.acted)
        if link:
            other = Button(link, "link")
            layout.addWidget(other, 0, centre)
            other.clicked.connect(self.followed)
        layout.addStretch(3)

    def set_text(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
