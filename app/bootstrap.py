# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Builds the casebook's store, the writers, the services and the window, and hands each what it needs."""

from __future__ import annotations

from dataclasses import dataclass
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
