# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Builds the casebook's store, the writers, the services and the window, and hands each what it needs."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from app.clock import Clock
from app.paths import Paths, standard_paths
from app.ports import Casebook, CasebookStore, FileWriter, PaperWriter, TableWriter
from app.services.desk import Desk, make_desk
from app.services.vault import Keychain, Vault
from app.settings import Settings, read_settings
from exports.files import Files
from exports.tables import Tables
from exports.writer import Writer
from storage.casebook import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that exists before a casebook is open."""

    paths: Paths
    settings: Settings
    clock: Clock
    store: CasebookStore
    paper: PaperWriter
    files: FileWriter
    tables: TableWriter
    vault: Vault

    def desk(self, casebook: Casebook) -> Desk:
        """Make the services of an open casebook."""
        folder = Path(self.settings.backup_folder) if self.settings.backup_folder else self.paths.backups
        return make_desk(
            casebook,
            clock=self.clock,
            paper=self.paper,
            files=self.files,
            tables=self.tables,
            backups=folder,
            backup_keep=self.settings.backup_keep,
        )


def make_house(clock: Clock | None = None, paths: Paths | None = None) -> House:
    """Make the house for this computer and person."""
    clock = clock or Clock()
    paths = paths or standard_paths()
    store = Store(clock)
    paper = Writer()
    files = Files()
    return House(
        paths=paths,
        settings=read_settings(paths.settings_file),
        clock=clock,
        store=store,
        paper=paper,
        files=files,
        tables=Tables(),
        vault=Vault(store, paper, files, clock, Keychain()),
    )


def open_sample(house: House) -> Casebook:
    """Make the fictional casebook in a temporary place that is cleared when the program ends."""
    import atexit  # only the sample needs these
    import secrets
    import shutil
    import tempfile

    from app.services.sample import fill_sample

    folder = Path(tempfile.mkdtemp(prefix="casewell-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    casebook = house.store.create(folder / "Sample.casewell", secrets.token_hex(16))
    fill_sample(casebook, house.paper, house.clock)
    return casebook


def start_window(path: Path | None, *, sample: bool) -> int:
    """Open the window and run until it is closed; return the exit status."""
    from PySide6.QtWidgets import QApplication  # delayed: the command line must not load a toolkit

    from app.commands import version
    from app.logs import start_logging
    from ui.application import Application, Outside
    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.theme import Theme

    house = make_house()
    house.paths.make()
    start_logging(house.paths.logs)
    app = QApplication(["casewell"])
    app.setOrganizationName("Casewell")
    app.setApplicationName("Casewell")
    theme = Theme(house.settings.theme, house.settings.text_size)
    theme.apply(app)
    preferences = Preferences(house.settings, house.paths.settings_file)
    outside = Outside(
        paths=house.paths,
        vault=house.vault,
        clock=house.clock,
        preferences=preferences,
        make_desk=lambda casebook: replace(house, settings=preferences.value).desk(casebook),
        make_sample=lambda: open_sample(house),
        version=version(),
    )
    program = Application(app, outside, theme, Prompts())
    sys.excepthook = program.tell_bug
    last = Path(house.settings.recent[0]) if house.settings.recent else None
    program.start(path or (last if last and last.is_file() else None), sample=sample)
    return app.exec()
