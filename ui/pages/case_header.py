# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The head of a case: its title, edited in place, its standing, what to do next, who and which numbers, the money.

CaseHeader()   show_case(view, letter_words); .menu; Signals: renamed(str), primary(), call_asked(), packet_asked(),
    edit_asked()
EditableTitle()   set_text(text); Signals: edited(str)
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.domain.case import CaseStatus, Outcome
from app.domain.coverage import PLAN_KIND_TITLES, PlanKind
from app.services.case_view import CaseView
from ui.format import long_date, money, signed_money
from ui.pages.case_close import outcome_words
from ui.theme import fit, px, set_font, space
from ui.widgets.badge import Badge
from ui.widgets.button import Button, IconButton, paint_focus
from ui.widgets.card import row
from ui.widgets.inputs import LineEdit
from ui.widgets.key_value import KeyValueRow
from ui.widgets.label import Label
from ui.widgets.money_line import Cell, MoneyLine

_NARROW = 860


class _TitleLabel(Label):
    """The title as it reads; it can be focused, and shows so."""

    def __init__(self) -> None:
        super().__init__("", 24, 600, elide=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleDescription("The case's title. Press Enter to change it.")
        fit(self, min_width=120, min_height=32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, self.rect().toRectF(), px(4))
            painter.end()


class EditableTitle(QWidget):
    """A title that becomes a field when it is clicked, or on Enter and F2; Escape leaves it as it was.

    Signals:
        edited(str): another title was typed.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self.line = _TitleLabel(), LineEdit()
        set_font(self.line, 18, 600)
        self.line.setAccessibleName("Title of the case")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._label)
        self._stack.addWidget(self.line)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._label)
        self._label.installEventFilter(self)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._finish)

    def text(self) -> str:
        """Return the title."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another title, unless one is being typed."""
        self._text = text
        self._label.setText(text)
        if self._stack.currentIndex() == 0:
            self.line.setText(text)
        self.updateGeometry()

    def edit(self) -> None:
        """Let the title be typed."""
        self.line.setText(self._text)
        fit(self.line, min_width=round(self.width()))
        self._stack.setCurrentIndex(1)
        self.line.setFocus()
        self.line.selectAll()

    def _finish(self) -> None:
        if self._stack.currentIndex() == 0:
            return
        typed = " ".join(self.line.text().split())
        self._stack.setCurrentIndex(0)
        if typed and typed != self._text:
            self.edited.emit(typed)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Begin on a click or a key, end on leaving."""
        if watched is self._label:
            keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}
            pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys
            clicked = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
            if pressed or clicked:
                self.edit()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.line.setText(self._text)  # first, for losing the focus ends the typing
            self._stack.setCurrentIndex(0)
            self._label.setFocus()
            return True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._finish()
        return False


def standing(view: CaseView) -> tuple[str, str]:
    """Return the badge of a case: its words and tone."""
    case = view.case
    if case.status is CaseStatus.CLOSED:
        ended = outcome_words(case.outcome)
        good = case.outcome in {Outcome.WON, Outcome.REDUCED, Outcome.ASSISTED}
        return f"Closed · {ended}" if ended else "Closed", "green" if good else "neutral"
    stage = case.stage.strip()
    if not stage or stage.casefold() == "open":
        return "Open", "info"
    first = stage if stage[:2].isupper() else f"{stage[0].lower()}{stage[1:]}"
    return f"Open · {first}", "info"


def fact_pairs(view: CaseView) -> list[tuple[str, str]]:
    """Return who the case is about and its numbers, as label and value."""
    case, plan = view.case, view.coverage
    insurer = view.insurer.name if view.insurer else ""
    kind = plan.plan_kind if plan else PlanKind.UNKNOWN
    if kind is not PlanKind.UNKNOWN:
        words = PLAN_KIND_TITLES[kind]
        lowered = words if words[:2].isupper() else f"{words[0].lower()}{words[1:]}"
        insurer = f"{insurer}, {lowered}" if insurer else words
    service = long_date(case.service_start)
    if case.service_end and case.service_end != case.service_start:
        service = f"{service} to {long_date(case.service_end)}"
    return [
        ("Person", view.person.name),
        ("Provider", view.provider.name if view.provider else ""),
        ("Insurer and plan", insurer),
        ("Service", service),
        ("Claim number", case.claim_number),
        ("Account", case.account_number),
        ("Member ID", plan.member_id if plan else ""),
    ]


def money_cells(view: CaseView, *, narrow: bool = False) -> list[Cell]:
    """Return the money line of a case; a narrow one leaves the allowed amount to the facts above it."""
    case = view.case
    allowed = Cell("Allowed", money(case.allowed), tip="What the plan says the service may cost")
    return [
        Cell("Billed", money(case.billed)),
        *([] if narrow else [allowed]),
        Cell("Plan paid", money(case.plan_paid)),
        Cell("Asked of you", money(case.asked)),
        Cell("Disputed", money(case.disputed), "accent"),
        Cell("Saved so far", signed_money(case.saved), "green"),
    ]


class CaseHeader(QWidget):
    """Title, standing, actions, facts and money.

    Signals:
        renamed(str): another title was typed.
        primary(): the filled button was pressed.
        call_asked(), packet_asked(), edit_asked(): the others.
    """

    renamed = Signal(str)
    primary = Signal()
    call_asked = Signal()
    packet_asked = Signal()
    edit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CaseView | None = None
        self._narrow = False
        self.title, self._badge = EditableTitle(), Badge()
        self.menu = QMenu(self)
        self.more = IconButton("ellipsis", "More", kind="plain", small=False)
        self.call = IconButton("phone", "Make a call", kind="plain", small=False)
        self.packet = Button("Build a packet", icon="package", tip="Build a packet")
        self.packet.setAccessibleName("Build a packet")
        self.next = Button("Continue the letter", "primary", icon="pencil")
        self._facts, self._money = KeyValueRow(), MoneyLine()
        self._edit = IconButton("pencil", "Edit the case")
        top = row(
            self.title, self._badge, None, self.more, self.call, self.packet, self.next, gap=12, margins=(24, 16, 24, 0)
        )
        facts = row(self._facts, self._edit, gap=8, margins=(24, 12, 24, 16))
        facts.setStretchFactor(self._facts, 1)
        facts.setAlignment(self._edit, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        space(layout, 0, 0)
        layout.addLayout(top)
        layout.addLayout(facts)
        layout.addWidget(self._money)
        self._connect()

    def _connect(self) -> None:
        self.title.edited.connect(self.renamed)
        self.next.clicked.connect(self.primary)
        self.call.clicked.connect(self.call_asked)
        self.packet.clicked.connect(self.packet_asked)
        self._edit.clicked.connect(self.edit_asked)
        self.more.clicked.connect(self._show_menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of a button away where the title needs the room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.packet.setText("" if narrow else "Build a packet")
            self.packet.updateGeometry()
            self._show_facts()

    def _show_menu(self) -> None:
        place = self.more.mapToGlobal(self.more.rect().bottomLeft())
        self.menu.popup(place)

    def _show_facts(self) -> None:
        if self._view is None:
            return
        more = [("Allowed", money(self._view.case.allowed))] if self._narrow else []
        self._facts.set_pairs(fact_pairs(self._view) + more)
        self._money.set_cells(money_cells(self._view, narrow=self._narrow))

    def show_case(self, view: CaseView, next_words: str, next_icon: str = "pencil") -> None:
        """Show a case; ``next_words`` stand on the filled button."""
        self.title.set_text(view.case.title)
        self._badge.set_badge(*standing(view))
        self._view = view
        self._show_facts()
        self.next.setText(next_words)
        self.next.set_icon_name(next_icon)
