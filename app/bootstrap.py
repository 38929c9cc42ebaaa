# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Builds the casebook's store, the writers, the services and the window, and hands each what it needs."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.paths import Paths, standard_paths
from app.settings import Settings, read_settings
from app.version import VERSION
from exports.files import Files
from exports.writer import Writer

if TYPE_CHECKING:
    from app.ports import Casebook, CasebookStore, FileWriter, OpenSheets, PaperWriter, TableWriter
    from app.services.desk import Desk
    from app.services.vault import Vault
    from ui.application import Application
    from ui.prompts import Prompts

# The database, the services and the toolkit are imported where they are used: `casewell decode` needs none of them,
# and together they take a second.


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What the commands without a casebook need: the clock, and the writers of paper and files."""

    clock: Clock
    paper: PaperWriter
    files: FileWriter


class LateEye:
    """The eye of app.intake.text, which is loaded for the first packet in which something is blacked out."""

    def open(self, content: bytes) -> AbstractContextManager[OpenSheets]:
        """Open a PDF, and close it at the end."""
        from app.intake.text import Eye

        return Eye().open(content)


def make_workshop(clock: Clock | None = None) -> Workshop:
    """Make the workshop; it reads nothing of the person's."""
    return Workshop(clock=clock or Clock(), paper=Writer(LateEye()), files=Files())


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
        from app.services.desk import make_desk  # delayed, see the top

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
    """Make the house for this computer and person; SettingsDamaged when its settings cannot be read."""
    from app.services.vault import Keychain, Vault  # delayed, see the top
    from exports.tables import Tables
    from storage.casebook import Store

    workshop = make_workshop(clock)
    paths = paths or standard_paths()
    store = Store(workshop.clock)
    return House(
        paths=paths,
        settings=read_settings(paths.settings_file),
        clock=workshop.clock,
        store=store,
        paper=workshop.paper,
        files=workshop.files,
        tables=Tables(),
        vault=Vault(store, workshop.paper, workshop.files, workshop.clock, Keychain()),
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


def make_program(house: House, *, prompts: Prompts | None = None, bundled_font: bool = False) -> Application:
    """Make the program with its window, not yet shown; the toolkit is started when it was not.

    ``bundled_font`` takes the shipped interface font instead of the system's, for pictures that look alike anywhere.
    """
    from PySide6.QtWidgets import QApplication  # delayed: the command line must not load a toolkit

    from ui.application import Application, Outside
    from ui.preferences import Preferences
    from ui.prompts import Prompts
    from ui.theme import Theme

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["casewell"])
    app.setOrganizationName("Casewell")
    app.setApplicationName("Casewell")
    theme = Theme(house.settings.theme, house.settings.text_size, bundled_font=bundled_font)
    theme.apply(app)
    preferences = Preferences(house.settings, house.paths.settings_file)
    outside = Outside(
        paths=house.paths,
        vault=house.vault,
        clock=house.clock,
        preferences=preferences,
        make_desk=lambda casebook: replace(house, settings=preferences.value).desk(casebook),
        make_sample=lambda: open_sample(house),
        version=VERSION,
    )
    return Application(app, outside, theme, prompts or Prompts())


def open_window(path: Path | None, *, sample: bool) -> Application:
    """Show the window: the sample, the passphrase of ``path`` or of the last casebook, or the welcome."""
    house = make_house()
    house.paths.make()
    program = make_program(house)
    last = Path(house.settings.recent[0]) if house.settings.recent else None
    program.start(path or (last if last and last.is_file() else None), sample=sample)
    gc.freeze()  # what is there by now stays to the end: the collector need not go through it again
    return program


def start_window(path: Path | None, *, sample: bool) -> int:
    """Open the window and run until it is closed; return the exit status."""
    from PySide6.QtWidgets import QApplication  # delayed, see make_program

    program = open_window(path, sample=sample)
    sys.excepthook = program.tell_bug
    from app.logs import start_logging  # after the window is shown, which must not wait for it

    start_logging(program.paths.logs)
    # The database is loaded while the person types the passphrase.
    threading.Thread(target=importlib.import_module, args=("storage.opening",), name="database-import").start()
    return QApplication.exec()
