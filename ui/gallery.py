# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Every screen with the sample casebook, saved as pictures: light and dark, at 100 % and 150 %."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from app.domain.money import Cents
from app.jobs import CancelFlag, drain
from app.services.assistance import Household
from app.services.wizard_state import STEPS
from ui.application import Application
from ui.context import Context
from ui.page_list import show_wizard
from ui.pages.assistance import AssistanceDialog, assistance_of
from ui.pages.notice_check import NoticeDialog, notices_of

SIZE = QSize(1360, 860)
LOOKS = tuple((mode, percent) for mode in ("light", "dark") for percent in (100, 150))
_DRAWING_MS = 360
"""Previews wait 300 ms after the last change before they are drawn in a worker."""

Show = Callable[[], object]


class Gallery:
    """Walks through the program and takes a picture of each screen.

    ``program`` has the sample casebook open; ``notice`` is a denial notice for the wizard; ``empty`` opens an empty
    casebook in place of the sample, last of all.
    """

    def __init__(self, program: Application, folder: Path, notice: Path, empty: Show) -> None:
        self._program = program
        self._window = program.window
        self._folder = folder
        self._notice = notice
        self._empty = empty

    def save_all(self) -> list[Path]:
        """Save every screen in every look; return the pictures."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.resize(SIZE)
        saved = self._save(1, [*self._lists(), *self._case(), *self._library(), *self._wizard()])
        saved += self._save_dialogs(40)
        self._leave_wizard()
        self._empty()
        pages = ("today", "cases", "log", "documents", "letters")
        saved += self._save(50, [(f"empty-{page}", self._go(page)) for page in pages])
        self._program.lock()
        return saved + self._save(60, [("unlock", lambda: None)])

    def _save(self, first: int, screens: list[tuple[str, Show]]) -> list[Path]:
        """Save these screens, numbered from ``first``; the look is changed seldom, for that is slow."""
        saved = []
        for mode, percent in LOOKS:
            self._program.theme.set_mode(mode)
            self._program.theme.set_percent(percent)
            for number, (name, show) in enumerate(screens, first):
                show()
                self._settle()
                target = self._folder / f"{number:02}-{name}-{mode}-{percent}.png"
                self._window.grab().save(str(target))
                saved.append(target)
        return saved

    def _lists(self) -> Iterator[tuple[str, Show]]:
        appeal = next(
            row
            for group in self._context.desk.today.groups()
            for row in group.rows
            if row.source == "notice" and row.kind == "deadline"
        )
        yield "today", self._go("today", select=appeal.id)
        for page in ("cases", "log", "documents", "letters", "settings"):
            yield page, self._go(page)

    def _case(self) -> Iterator[tuple[str, Show]]:
        desk = self._context.desk
        case = next(row for row in desk.cases.rows() if row.title.startswith("MRI"))
        for tab in ("log", "documents", "letters", "deadlines"):
            yield f"case-{tab}", self._go("case", case_id=case.id, tab=tab)
        letter = desk.letters.of_case(case.id)[-1]
        yield "call", self._go("call", case_id=case.id, script="hold_request")
        yield "letter", self._go("letter", letter_id=letter.id)
        yield "packet", self._go("packet", packet_id=desk.packets.of_case(case.id)[0].id)

    def _library(self) -> Iterator[tuple[str, Show]]:
        yield "library-codes", self._go("library", code="CO-50")
        yield "library-types", self._go("library", type="medical_necessity")
        yield "library-rules", self._go("library", rule="erisa_appeal_filing")
        yield "library-states", self._go("library", state="TX")
        yield "library-rights", self._go("library", right="external_review")
        yield "library-power", self._go("library", office="self_funded_denial")

    def _wizard(self) -> Iterator[tuple[str, Show]]:
        wizard = self._context.desk.wizard
        session = wizard.start()
        _, state = wizard.resume(session.id)
        state = wizard.with_paper(state, drain(wizard.read_job(self._notice, CancelFlag())))
        for step, title in enumerate(STEPS, 1):

            def show(step: int = step) -> None:
                wizard.keep(session, step, state)
                show_wizard(self._window, self._context, session.id)

            yield f"wizard-{step}-{title.lower().replace(' ', '-')}", show

    def _save_dialogs(self, first: int) -> list[Path]:
        """Save the dialogs that are screens of their own."""
        saved = []
        for mode, percent in LOOKS:
            self._program.theme.set_mode(mode)
            self._program.theme.set_percent(percent)
            for number, (name, dialog) in enumerate(self._dialogs(), first):
                dialog.show()
                self._settle()
                target = self._folder / f"{number:02}-{name}-{mode}-{percent}.png"
                dialog.grab().save(str(target))
                saved.append(target)
                dialog.close()
                dialog.deleteLater()
        return saved

    def _dialogs(self) -> Iterator[tuple[str, QDialog]]:
        context = self._context
        case = next(row for row in context.desk.cases.rows() if row.title.startswith("Knee"))
        household = Household(size=3, income=Cents(5_230_000), state="WA", insured=True)
        yield "assistance", AssistanceDialog(assistance_of(context), household, case.id, self._window)
        notices = notices_of(context)
        found = notices.of_case(case.id)
        yield "notice-check", NoticeDialog(found, notices.open_appeals(case.id), can_write=True, parent=self._window)

    def _leave_wizard(self) -> None:
        self._window.leave_full()
        for session in self._context.desk.wizard.unfinished():
            self._context.desk.wizard.discard(session.id)

    @property
    def _context(self) -> Context:
        context = self._program.context
        if context is None:
            raise RuntimeError("the gallery needs an open casebook")
        return context

    def _go(self, page: str, **arguments: object) -> Show:
        return lambda: self._window.go(page, **arguments)

    def _settle(self) -> None:
        """Let workers finish and everything be laid out and painted; drawn pages wait for the last key first."""
        from PySide6.QtTest import QTest  # only pictures need it

        QTest.qWait(_DRAWING_MS)
        self._program.jobs.wait(20_000)
        QTest.qWait(_DRAWING_MS // 4)
