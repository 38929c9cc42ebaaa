# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The PLAN of a packet as a TOML file: a letter and its exhibits, in order, with paths beside the plan."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from app.domain.blackout import too_short
from app.errors import UserFixable


class BadPlan(UserFixable):
    """A PLAN that cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The packet plan {path.name} cannot be used: {why} Nothing was written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExhibit:
    """One ``[[exhibit]]`` of the plan. ``date`` is printed as typed; a TOML date is printed the long way."""

    file: Path
    title: str
    date: dt.date | str = ""
    pages: str = ""
    shows: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPlan:
    """A packet as its file describes it. ``letter`` is a PDF's path, or the id of a letter kind that ``facts`` fill."""

    letter: str = ""
    facts: Path | dict[str, Any] | None = None
    exhibits: tuple[PlannedExhibit, ...] = ()
    date: dt.date | None = None
    stamp_prefix: str = ""
    max_mb: int | None = None
    max_pages: int | None = None
    summary: bool = True
    cover_sheets: bool = True
    redact: tuple[str, ...] = ()
    redact_ssn: bool = False
    redact_member_id: bool = False
    looked_through: bool = False
    folder: Path = Path()


_PLAN_KEYS = ({f.name for f in fields(PacketPlan)} - {"folder", "exhibits"}) | {"exhibit"}
_TYPES: dict[str, tuple[type, ...]] = {
    "letter": (str,),
    "facts": (str, dict),
    "exhibit": (list,),
    "date": (dt.date, str),
    "stamp_prefix": (str,),
    "max_mb": (int,),
    "max_pages": (int,),
    "summary": (bool,),
    "cover_sheets": (bool,),
    "redact": (list,),
    "redact_ssn": (bool,),
    "redact_member_id": (bool,),
    "looked_through": (bool,),
}
_EXHIBIT_TYPES: dict[str, tuple[type, ...]] = {"date": (str, dt.date), "joined": (bool,)}


def read_plan(path: Path) -> PacketPlan:
    """Read a PLAN; BadPlan names the key that is unknown, missing or of the wrong kind."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadPlan(path, "it is not there. Check its name.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlan(path, f"it is not readable as TOML ({error}).") from error
    for key, value in raw.items():
        if key not in _PLAN_KEYS:
            raise BadPlan(path, f"it has the unknown key {key}.")
        if not isinstance(value, _TYPES[key]) or (_TYPES[key] == (int,) and isinstance(value, bool)):
            raise BadPlan(path, f"the value of {key} is of the wrong kind.")
    for key in ("max_mb", "max_pages"):
        if raw.get(key, 1) < 1:
            raise BadPlan(path, f"{key} must be at least 1.")
    folder = path.resolve().parent
    return PacketPlan(
        letter=raw.get("letter", ""),
        facts=_facts(raw.get("facts"), folder),
        exhibits=tuple(_exhibit(path, folder, n, e) for n, e in enumerate(raw.get("exhibit", []), 1)),
        date=_date(path, raw.get("date")),
        stamp_prefix=raw.get("stamp_prefix", ""),
        max_mb=raw.get("max_mb"),
        max_pages=raw.get("max_pages"),
        summary=raw.get("summary", True),
        cover_sheets=raw.get("cover_sheets", True),
        redact=_words(path, raw.get("redact", [])),
        redact_ssn=raw.get("redact_ssn", False),
        redact_member_id=raw.get("redact_member_id", False),
        looked_through=raw.get("looked_through", False),
        folder=folder,
    )


def _words(path: Path, raw: list[object]) -> tuple[str, ...]:
    words = tuple(word for word in raw if isinstance(word, str) and word.strip())
    if any(not isinstance(word, str) for word in raw):
        raise BadPlan(path, "the value of redact is of the wrong kind.")
    short = next((word for word in words if too_short(word)), None)
    if short is not None:
        raise BadPlan(path, f"redact needs words of two letters or digits at least, not “{short}”.")
    return words


def _facts(value: str | dict[str, Any] | None, folder: Path) -> Path | dict[str, Any] | None:
    return folder / value if isinstance(value, str) else value


def _date(path: Path, value: dt.date | str | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise BadPlan(path, f"date must be written like 2026-11-21, not {value}.") from error


def _exhibit(path: Path, folder: Path, number: int, raw: object) -> PlannedExhibit:
    if not isinstance(raw, dict):
        raise BadPlan(path, f"exhibit {number} is not a table.")
    known = {f.name for f in fields(PlannedExhibit)}
    for key, value in raw.items():
        if key not in known:
            raise BadPlan(path, f"exhibit {number} has the unknown key {key}.")
        if not isinstance(value, _EXHIBIT_TYPES.get(key, str)):
            raise BadPlan(path, f"the value of {key} of exhibit {number} is of the wrong kind.")
    if not raw.get("file"):
        raise BadPlan(path, f"exhibit {number} names no file.")
    file = folder / raw["file"]
    return PlannedExhibit(
        file=file,
        title=raw.get("title") or file.stem,
        date=raw.get("date", ""),
        pages=raw.get("pages", ""),
        shows=raw.get("shows", ""),
        joined=raw.get("joined", False),
    )
