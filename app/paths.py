# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Where things live on this computer: casebooks, backups, settings and logs, through platformdirs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

CASEBOOK_SUFFIX = ".casewell"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one person on one computer. CASEWELL_HOME puts them all under one folder (tests, USB sticks)."""

    casebooks: Path
    backups: Path
    settings_file: Path
    logs: Path

    def make(self) -> None:
        """Make the folders, readable by their owner only."""
        for folder in (self.casebooks, self.backups, self.settings_file.parent, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def standard_paths() -> Paths:
    """Return the folders the system gives to Casewell, or those under CASEWELL_HOME where it is set."""
    home = os.environ.get("CASEWELL_HOME")
    if home:
        return paths_under(Path(home))
    dirs = platformdirs.PlatformDirs("Casewell", appauthor=False)
    data = Path(dirs.user_data_dir)
    return Paths(
        casebooks=data / "casebooks",
        backups=data / "backups",
        settings_file=Path(dirs.user_config_dir) / "settings.toml",
        logs=Path(dirs.user_log_dir),
    )


def paths_under(home: Path) -> Paths:
    """Return all folders under one home."""
    return Paths(
        casebooks=home / "casebooks",
        backups=home / "backups",
        settings_file=home / "settings.toml",
        logs=home / "logs",
    )
