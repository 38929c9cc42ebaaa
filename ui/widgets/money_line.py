# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""MoneyLine: the figures of a case side by side, 64 high on raised, label 12 over figure 18/600.

MoneyLine()   set_cells([Cell(label, text, ink="text", tip=""), ...]); six of them in a case:
    Billed, Allowed, Plan paid, Asked of you, Disputed (ink accent), Saved so far (ink green, signed)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fit, ground, space
from ui.widgets.card import column
from ui.widgets.key_value import empty_layout
from ui.widgets.label import Hairline, Label


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, already written out."""

    label: str
    text: str
    ink: str = "text"
    tip: str = ""


class MoneyLine(QWidget):
    """Figures between hairlines, the first on the page's left edge."""

    def __init__(self, cells: Sequence[Cell] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "raised")
        fit(self, min_height=64)
        self._line = QHBoxLayout()
        space(self._line, 0, 0)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(Hairline())
        whole.addLayout(self._line, 1)
        whole.addWidget(Hairline())
        self.set_cells(cells)

    def set_cells(self, cells: Sequence[Cell]) -> None:
        """Show other figures; one that is not known reads as a dash."""
        empty_layout(self._line)
        for number, cell in enumerate(cells):
            if number:
                self._line.addWidget(Hairline(vertical=True))
            box = QWidget()
            box.setToolTip(cell.tip)
            box.setAccessibleName(f"{cell.label}: {cell.text or 'not known'}")
            figure = Label(cell.text or "–", 18, 600, cell.ink if cell.text else "text-3", elide=False)
            box.setLayout(column(Label(cell.label, 12, 400, "text-2"), figure, gap=0, margins=(24, 8, 8, 8)))
            self._line.addWidget(box, 1)
