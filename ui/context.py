# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What every page is given: the desk, the look, the job runner, the prompts, and two signals. No registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import UserFixable
from ui.jobs import JobRunner
from ui.preferences import Preferences
from ui.prompts import Prompts
from ui.theme import Theme

if TYPE_CHECKING:  # loaded when a casebook is opened, not before the window is shown
    from app.services.desk import Desk
    from app.services.vault import Vault

Result = TypeVar("Result")


class Context(QObject):
    """Shared by the pages of one open casebook.

    Attributes:
        desk: the services of the casebook.
        theme: colours, sizes and fonts.
        jobs: runs long work off the main thread.
        prompts: every question and file dialog.
        preferences: the settings of the program.
        vault: the passphrase, the keychain and the emergency sheet of the casebook.
        person_id: whose things are shown, None for everyone.

    Signals:
        changed(): something was written to the casebook; pages in sight read again.
        navigate(str, dict): show a page by its key, with arguments for its ``show_args``.
        said(str): a short sentence for the status line ("Saved", "Undone: ...").
    """

    changed = Signal()
    navigate = Signal(str, dict)
    said = Signal(str)

    def __init__(
        self,
        *,
        desk: Desk,
        vault: Vault,
        theme: Theme,
        jobs: JobRunner,
        prompts: Prompts,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.vault = vault
        self.theme = theme
        self.jobs = jobs
        self.prompts = prompts
        self.preferences = preferences
        self.person_id: str | None = None

    def act(self, action: Callable[[], Result], said: str = "Saved") -> Result | None:
        """Do one action of the person; a UserFixable error is shown as its sentence, and None is returned."""
        try:
            result = action()
        except UserFixable as error:
            self.prompts.problem(error)
            return None
        self.said.emit(said)
        self.changed.emit()
        return result

    def go(self, page: str, **arguments: object) -> None:
        """Show a page: today, cases, case, call, log, documents, letters, letter, packet, library, settings, wizard."""
        self.navigate.emit(page, arguments)
