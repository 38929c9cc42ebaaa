# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Settings of the program on this computer: a frozen record in a TOML file. Nothing personal is kept here."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from app.errors import UserFixable

THEMES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)


class SettingsDamaged(UserFixable):
    """The settings file cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The settings file {path} cannot be read ({why}). Your casebooks are safe. "
            "Mend the file or delete it: Casewell then starts with its own settings."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person chose.

    ``lock_minutes`` 0 means never. ``backup_folder`` "" means Casewell's own. ``recent`` are paths of casebooks, the
    last opened first.
    """

    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 10
    backup_folder: str = ""
    backup_keep: int = 10
    recent: tuple[str, ...] = ()

    def with_recent(self, path: Path) -> Settings:
        """Return settings whose first recent casebook is this one."""
        text = str(path)
        return replace(self, recent=(text, *(r for r in self.recent if r != text))[:8])


def read_settings(path: Path) -> Settings:
    """Read the file; a missing one means the defaults, an unknown or wrong value is named."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsDamaged(path, str(error)) from error
    known = {f.name for f in fields(Settings)}
    wrong = sorted(set(raw) - known)
    if wrong:
        raise SettingsDamaged(path, f"it has the unknown key {wrong[0]}")
    if "recent" in raw:
        raw["recent"] = tuple(str(r) for r in raw["recent"])
    settings = Settings(**raw)
    _check(settings, path)
    return settings


def _check(settings: Settings, path: Path) -> None:
    if settings.theme not in THEMES:
        raise SettingsDamaged(path, f"theme must be one of {', '.join(THEMES)}")
    numbers = {"text_size": (90, 200), "lock_minutes": (0, 600), "backup_keep": (1, 1000)}
    for name, (low, high) in numbers.items():
        value = getattr(settings, name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise SettingsDamaged(path, f"{name} must be a whole number from {low} to {high}")
    if not isinstance(settings.backup_folder, str):
        raise SettingsDamaged(path, "backup_folder must be a text in quotes")


def write_settings(path: Path, settings: Settings) -> None:
    """Write the file anew, beside and then renamed, so that a crash leaves the old one."""
    lines = []
    for field in fields(Settings):
        value = getattr(settings, field.name)
        # TOML's strings, numbers and arrays are written as JSON writes them.
        written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
        lines.append(f"{field.name} = {written}\n")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(".new")
    beside.write_text("".join(lines), encoding="utf-8")
    beside.replace(path)
