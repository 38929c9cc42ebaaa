# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The settings of the program while it runs: read by everybody, changed in one place, written at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.settings import Settings, SettingsNotKept, write_settings


class Preferences(QObject):
    """Holds the settings.

    Signals:
        changed(object): the Settings as they are now.
        failed(object): a SettingsNotKept; the change holds while the program runs.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, settings: Settings, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value = settings
        self.file = file

    def change(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of Settings
        """Change some fields, write the file, and tell everybody."""
        changed = replace(self.value, **fields)
        if changed == self.value:
            return
        self.value = changed
        self.changed.emit(changed)
        try:
            write_settings(self.file, changed)
        except SettingsNotKept as error:
            self.failed.emit(error)

    def opened(self, path: Path) -> None:
        """Put a casebook on top of the recent ones."""
        self.change(recent=self.value.with_recent(path).recent)
