# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The left side of the window: whose papers are shown, the pages with their counts, settings and lock.

Sidebar()   add(key, text, icon), add_foot(key, text, icon, hint=""), set_current(key), set_count(key, number | None)
    set_people([(id, name)], current_id | None)   None is everyone
    set_narrow(bool)   icons alone, for windows that are short of room
    Signals: asked(str) a page or foot entry by its key; person_chosen(object) an id, or None for everyone
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.format import DOT, count_text
from ui.icons import paint_icon
from ui.models.roles import IconRole, KeyRole, SubRole
from ui.theme import color, fit, font, ground, px, space
from ui.widgets.button import paint_focus
from ui.widgets.label import Hairline

_GAP = 4  # between two items
_WIDE, _NARROW = 208, 56
_NEEDED = 96  # below this width there is room for the icon alone


def initials(name: str) -> str:
    """Return up to two initials of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class NavDelegate(QStyledItemDelegate):
    """Draws a navigation item: 32 high, radius 6, icon 18, count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of an item with the gap below."""
        return QSize(px(32), px(32) + px(_GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one item."""
        view = option.widget
        box = QRectF(option.rect).adjusted(0, 0, 0, -px(_GAP))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("select" if current else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        ink = "accent" if current else "text-2"
        paint_icon(painter, QRectF(box.x() + px(12), box.y(), px(18), box.height()), index.data(IconRole), ink, 18)
        if box.width() >= px(_NEEDED):
            self._paint_words(painter, box, index, current=current, ink=ink)
        if view is not None and view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, px(6))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, *, current: bool, ink: str
    ) -> None:
        hint = str(index.data(SubRole) or "")
        words = box.adjusted(px(42), 0, -px(8), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(12, 500 if current else 400))
        painter.setPen(color(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, hint)
        face = font(13, 600 if current else 400)
        painter.setFont(face)
        room = int(words.width()) - QFontMetrics(font(12, 500)).horizontalAdvance(hint) - px(4)
        shown = QFontMetrics(face).elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, shown)


class NavList(QListView):
    """Items that lead somewhere.

    Signals:
        asked(str): an item was clicked, or Enter or Space pressed on it.
    """

    asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(NavDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("nav")
        self.clicked.connect(lambda index: self.asked.emit(index.data(KeyRole)))

    def add(self, key: str, text: str, icon: str, hint: str = "") -> None:
        """Add an item at the end."""
        item = QStandardItem(text)
        item.setToolTip(text)
        item.setData(key, KeyRole)
        item.setData(icon, IconRole)
        item.setData(hint, SubRole)
        self._items.appendRow(item)
        self.updateGeometry()

    def set_hint(self, key: str, hint: str) -> None:
        """Show other words at an item's right; screen readers say them after its name."""
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item.data(KeyRole) == key:
                item.setData(hint, SubRole)
                item.setToolTip(f"{item.text()}{DOT}{hint}" if hint else item.text())
                item.setData(f"{item.text()}, {hint}" if hint else item.text(), Qt.ItemDataRole.AccessibleTextRole)

    def set_current(self, key: str) -> None:
        """Show where we are; an unknown key shows nothing."""
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.clearSelection()
        for row in range(self._items.rowCount()):
            if self._items.item(row).data(KeyRole) == key:
                self.setCurrentIndex(self._items.index(row, 0))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex().data(KeyRole))
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for all items."""
        return QSize(px(32), self._items.rowCount() * (px(32) + px(_GAP)))


class PersonSwitcher(QToolButton):
    """Whose papers are shown, with a menu of everybody.

    Signals:
        person_chosen(object): an id, or None for everyone.
    """

    person_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[tuple[str, str]] = []
        self._current: str | None = None
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fit(self, height=44)
        self.set_people([], None)

    def set_people(self, people: Sequence[tuple[str, str]], current: str | None) -> None:
        """Show the people as (id, name), and who is chosen."""
        self._people, self._current = list(people), current
        self._menu.clear()
        for key, name in [(None, "Everyone"), *self._people]:
            action = self._menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _checked=False, chosen=key: self.person_chosen.emit(chosen))
        self.setAccessibleName(f"Showing {self._name()}. Choose a person")
        self.setToolTip(self._name())
        self.update()

    def _name(self) -> str:
        return next((name for key, name in self._people if key == self._current), "Everyone")

    def second_line(self) -> str:
        """Return what stands below the name: how many people there are, or that it is one."""
        if self._current is not None:
            return "One person"
        return count_text(len(self._people), "person", "people") if self._people else "Nobody yet"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a field with the round picture, two lines and the arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        narrow = box.width() < px(_NEEDED)
        side = px(28)
        circle = QRectF((box.width() - side) / 2 if narrow else px(9), (box.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("select"))
        painter.drawEllipse(circle)
        if self._current is None:
            paint_icon(painter, circle, "users", "accent", 16)
        else:
            painter.setPen(color("accent"))
            painter.setFont(font(12, 600))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._name()))
        if not narrow:
            self._paint_words(painter, box)
        if self.hasFocus():
            paint_focus(painter, box, px(6))
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        words = box.adjusted(px(45), px(6), -px(28), -px(6))
        face = font(13, 600)
        painter.setFont(face)
        painter.setPen(color("text"))
        name = QFontMetrics(face).elidedText(self._name(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, left | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(font(12))
        painter.setPen(color("text-2"))
        painter.drawText(words, left | Qt.AlignmentFlag.AlignBottom, self.second_line())
        paint_icon(painter, QRectF(box.right() - px(25), 0, px(16), box.height()), "chevrons-up-down")


class Sidebar(QWidget):
    """People, pages, settings and lock.

    Signals:
        asked(str): a page or an entry at the foot, by its key.
        person_chosen(object): an id, or None for everyone.
    """

    asked = Signal(str)
    person_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground(self, "window")
        fit(self, width=_WIDE)
        self._narrow = False
        self.people = PersonSwitcher()
        self.pages = NavList("Pages")
        self.foot = NavList("Settings and lock")
        self.foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        whole = QVBoxLayout(self)
        space(whole, (8, 12, 8, 4), 16)
        whole.addWidget(self.people)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.foot)
        self._edge = Hairline(vertical=True, parent=self)
        self.pages.asked.connect(self.asked)
        self.foot.asked.connect(self.asked)
        self.people.person_chosen.connect(self.person_chosen)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, with the words as tooltips; or everything."""
        if narrow != self._narrow:
            self._narrow = narrow
            fit(self, width=_NARROW if narrow else _WIDE)
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if narrow else Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.pages.setVerticalScrollBarPolicy(bar)  # it would lie over the icons; wheel and keys still scroll

    def is_narrow(self) -> bool:
        """Return whether icons stand alone."""
        return self._narrow

    def add(self, key: str, text: str, icon: str) -> None:
        """Add a page."""
        self.pages.add(key, text, icon)

    def add_foot(self, key: str, text: str, icon: str, hint: str = "") -> None:
        """Add an entry at the foot."""
        self.foot.add(key, text, icon, hint)
        self.foot.setFixedHeight(self.foot.sizeHint().height())

    def set_current(self, key: str) -> None:
        """Show which page is open."""
        self.pages.set_current(key)
        self.foot.set_current(key)

    def set_count(self, key: str, number: int | None) -> None:
        """Show a number beside a page; None or zero shows none."""
        self.pages.set_hint(key, f"{number:,}" if number else "")

    def set_people(self, people: Sequence[tuple[str, str]], current: str | None) -> None:
        """Show the people as (id, name), and who is chosen; None is everyone."""
        self.people.set_people(people, current)

    def resizeEvent(self, event: object) -> None:
        """Keep the hairline at the right edge."""
        self._edge.setGeometry(self.width() - 1, 0, 1, self.height())
        self.foot.setFixedHeight(self.foot.sizeHint().height())
