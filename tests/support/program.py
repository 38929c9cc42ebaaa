# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The whole program with its window, in folders of the test's own, with a keychain that lives in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.bootstrap import House, make_program
from app.services.vault import Keychain
from tests.support.prompts import FakePrompts
from ui.application import Application

Kind = TypeVar("Kind", bound=QWidget)


class MemoryKeychain(Keychain):
    """Keeps passphrases in memory, so that no test ever asks the system's keychain."""

    def __init__(self) -> None:
        self.kept: dict[Path, str] = {}

    def get(self, path: Path) -> str | None:
        return self.kept.get(path)

    def keep(self, path: Path, passphrase: str) -> None:
        self.kept[path] = passphrase

    def forget(self, path: Path) -> None:
        self.kept.pop(path, None)


class Program:
    """The program under test, with its house and its answered questions."""

    def __init__(self, house: House, *answers: Any) -> None:
        self.keychain = MemoryKeychain()
        house.vault.keychain = self.keychain
        self.house = house
        self.prompts = FakePrompts(*answers)
        self.application: Application = make_program(house, prompts=self.prompts, bundled_font=True)
        self.window = self.application.window

    def start(self, path: Path | None = None, *, sample: bool = False) -> None:
        self.application.start(path, sample=sample)
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Let everything that runs come to its end."""
        for _ in range(4):
            assert self.application.jobs.wait(30_000)
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def page(self, kind: type[Kind]) -> Kind:
        """Return the page in sight, which must be of this kind."""
        page = self.window.current()
        assert isinstance(page, kind), page
        return page

    def words(self) -> str:
        """Return every word that any widget of the program holds, in sight or not."""
        self.settle()
        held = []
        for widget in QApplication.allWidgets():
            if isinstance(widget, QLabel | QLineEdit):
                held.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                held.append(widget.toPlainText())
            held += [action.text() for action in widget.actions()]
            held += [widget.accessibleName(), widget.toolTip(), widget.windowTitle()]
        return "\n".join(held)

    def close(self) -> None:
        self.window.close()
        self.application.jobs.close()
        self.window.deleteLater()
        self.application.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
