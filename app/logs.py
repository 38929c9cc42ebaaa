# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The program's own log: what went wrong and where in the code, never a word of a case."""

from __future__ import annotations

import logging
import logging.handlers
import os
import platform
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

LOGGER = logging.getLogger("casewell")


class _OwnFile(logging.handlers.RotatingFileHandler):
    """A rotating file that is made readable by its owner only."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        return TextIOWrapper(os.fdopen(handle, "ab"), encoding="utf-8", errors="backslashreplace")


def start_logging(folder: Path) -> None:
    """Write warnings and bugs to a small rotating file, readable by its owner only; one file, however often called."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stop_logging()
    handler = _OwnFile(folder / "casewell.log", maxBytes=200_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.WARNING)


def stop_logging() -> None:
    """Close the file that start_logging() opened."""
    for handler in [h for h in LOGGER.handlers if isinstance(h, _OwnFile)]:
        LOGGER.removeHandler(handler)
        handler.close()


def bug_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Describe a bug without case content: the error's type, files and lines; never its message or any value."""
    lines = [
        f"Casewell bug report: {kind.__module__}.{kind.__qualname__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
    return "\n".join(lines)


def record_bug(error: BaseException) -> str:
    """Log a bug without case content and return its report."""
    report = bug_report(type(error), error.__traceback__)
    LOGGER.error("%s", report)
    return report


def _short(file_name: str) -> str:
    # Home folders hold people's names: only the path below an import root is kept.
    path = Path(file_name)
    ours = Path(__file__).resolve().parents[1]  # installed as it stands, the house is on no import path
    for root in sorted((ours, *(Path(p) for p in sys.path if p)), key=lambda p: len(p.parts), reverse=True):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
