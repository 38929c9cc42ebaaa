# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of casebooks on the unlock page: icon, name, and when it was last opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.format import DOT
from ui.icons import paint_icon
from ui.theme import color, font, px
from ui.widgets.button import paint_focus

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class KnownCasebook:
    """One line: a casebook's path, or None for the sample; its name; what stands below it.

    ``where`` is the folder it lies in, said only where another casebook has the same name.
    """

    path: Path | None
    name: str
    text: str
    where: str = ""

    @property
    def below(self) -> str:
        """Return the second line: where it lies first, for that tells two of one name apart."""
        return f"{self.where}{DOT}{self.text}" if self.where else self.text


def places_of(paths: Sequence[Path]) -> dict[Path, str]:
    """Return where those lie whose names others share: as few of the last folders as tell them apart."""
    places: dict[Path, str] = {}
    for path in paths:
        twins = [other for other in paths if other.stem.casefold() == path.stem.casefold() and other != path]
        if twins:
            folders = path.parent.parts
            enough = next(
                (n for n in range(1, len(folders)) if all(t.parent.parts[-n:] != folders[-n:] for t in twins)),
                len(folders),
            )
            places[path] = f"In {Path(*folders[-enough:])}"
    return places


class CasebookModel(QAbstractListModel):
    """The casebooks lately opened, then the sample."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[KnownCasebook, ...] = ()

    def set_rows(self, rows: tuple[KnownCasebook, ...]) -> None:
        """Show these casebooks."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> KnownCasebook:
        """Return one line."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own shape
        """Return the name for the eye, name and second line for screen readers."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {row.below}"
        if role == Qt.ItemDataRole.ToolTipRole and row.path is not None:
            return str(row.path)
        return None


class _CasebookDelegate(QStyledItemDelegate):
    """Paints a casebook: 56 high, selected on select with a chevron."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(px(120), px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one casebook."""
        model = index.model()
        if not isinstance(model, CasebookModel):
            return
        row = model.row(index.row())
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("select" if chosen else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        if focus:
            paint_focus(painter, box, px(6))
            painter.setPen(Qt.PenStyle.NoPen)
        sign = "book-open" if row.path is None else "book-lock"
        paint_icon(painter, QRectF(box.x() + px(12), box.y(), px(20), box.height()), sign, _ink(chosen), 20)
        if chosen:
            right = QRectF(box.right() - px(28), box.y(), px(16), box.height())
            paint_icon(painter, right, "chevron-right", "accent")
        left, width = box.x() + px(44), box.width() - px(76)
        _text(painter, QRectF(left, box.y() + px(10), width, px(20)), row.name, 600, "text", 13)
        _text(painter, QRectF(left, box.y() + px(30), width, px(16)), row.below, 400, "text-2", 12)
        painter.restore()


def _ink(chosen: bool) -> str:
    return "accent" if chosen else "text-2"


def _text(painter: QPainter, box: QRectF, text: str, weight: int, role: str, size: int) -> None:
    painter.setFont(font(size, weight))
    painter.setPen(color(role))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


class CasebookList(QListView):
    """The casebooks, to choose from with keys or mouse.

    Signals:
        chosen(object): the KnownCasebook that is current now.
        opened(object): Enter or a double click on one.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CasebookModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_CasebookDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName("Casebooks")
        self.setObjectName("nav")  # the card paints the ground
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        self.clicked.connect(self._tell)  # also on the one that is chosen: another form may stand there
        self.activated.connect(lambda index: self.opened.emit(self._model.row(index.row())))

    def set_rows(self, rows: tuple[KnownCasebook, ...], current: int | None = 0) -> None:
        """Show these casebooks and choose one, or none."""
        self._model.set_rows(rows)
        if rows and current is not None:
            self.setCurrentIndex(self._model.index(min(current, len(rows) - 1), 0))

    def set_current(self, path: Path | None) -> None:
        """Choose the casebook with this path, or the sample."""
        for number, known in enumerate(self.rows()):
            if known.path == path:
                self.setCurrentIndex(self._model.index(number, 0))

    def choose_first(self) -> None:
        """Choose the first one."""
        self.setCurrentIndex(self._model.index(0, 0))

    def choose_none(self) -> None:
        """Choose none."""
        self.setCurrentIndex(QModelIndex())

    def rows(self) -> tuple[KnownCasebook, ...]:
        """Return the casebooks that are listed."""
        return tuple(self._model.row(number) for number in range(self._model.rowCount()))

    def current(self) -> KnownCasebook | None:
        """Return the chosen one."""
        index = self.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.row(index.row()))
