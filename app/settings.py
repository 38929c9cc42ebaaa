# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Settings of the program on this computer: a frozen record in a TOML file. Nothing personal is kept here."""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from app.errors import UserFixable

THEMES = ("system", "light", "dark")
TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone has it


class SettingsDamaged(UserFixable):
    """The settings file cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The settings file {path} cannot be read ({why}). Your casebooks are safe. "
            "Mend the file or delete it: Casewell then starts with its own settings."
        )


class SettingsNotKept(UserFixable):
    """The settings file cannot be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The settings could not be kept in {path} ({why}). Your casebooks are safe, and the program goes on. "
            "Make room there, or allow writing in that folder."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person chose.

    ``lock_minutes`` 0 means never. ``backup_folder`` "" means Casewell's own. ``recent`` are paths of casebooks, the
    last opened first. ``reminders`` are the system's notifications, which name nothing without ``reminder_details``.
    """

    theme: str = "system"
    text_size: int = 100
    lock_minutes: int = 10
    backup_folder: str = ""
    backup_keep: int = 10
    reminders: bool = True
    reminder_details: bool = False
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
    recent = raw.get("recent", [])
    if not isinstance(recent, list) or not all(isinstance(r, str) for r in recent):
        raise SettingsDamaged(path, "recent must be a list of texts in quotes")
    settings = Settings(**{**raw, "recent": tuple(recent)})
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
    for name in ("reminders", "reminder_details"):
        if not isinstance(getattr(settings, name), bool):
            raise SettingsDamaged(path, f"{name} must be true or false")
    if not isinstance(settings.backup_folder, str):
        raise SettingsDamaged(path, "backup_folder must be a text in quotes")


def write_settings(path: Path, settings: Settings) -> None:
    """Write the file anew, beside and then renamed, so that a crash leaves the old one; SettingsNotKept when it cannot.

    Only its owner may read it: the recent casebooks may be named after people.
    """
    content = "".join(f"{f.name} = {_written(getattr(settings, f.name))}\n" for f in fields(Settings))
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
            file.write(content.encode())
        beside.replace(path)
    except OSError as error:
        raise SettingsNotKept(path, error.strerror or "the system gave no reason") from error


def _written(value: object) -> str:
    """Write a value as TOML does: its strings, numbers and arrays are those of JSON, but for the sign DEL."""
    if isinstance(value, tuple):
        # A path that is no text (bytes of an old system) cannot stand in TOML: it is not remembered.
        value = [one for one in value if one.encode(errors="ignore").decode() == one]
    import json  # delayed for start-up time: only writing needs it

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
