# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Where a PDF shall go: asked once, with its ending put right, and never over a file that nobody was asked about.

ask_pdf_place(prompts, title, name, word=False) -> Place | None
Place: .path, .replace (whether the person agreed that the file there is written over)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.services.letters import WORD
from ui.prompts import Prompts

_KINDS = "PDF (*.pdf)"
_WORD_KINDS = "Word document (*.docx)"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Place:
    """A file to be written, and whether one that is there may be replaced."""

    path: Path
    replace: bool


def ask_pdf_place(prompts: Prompts, title: str, name: str, *, word: bool = False) -> Place | None:
    """Ask where to save; None when the person changed their mind. With ``word`` it may be a Word document too.

    The system's dialog asks before a file is replaced, but it asks about the name as it was typed: with ".pdf" put
    behind it, it may be another file, and then we ask.
    """
    chosen = prompts.save_file(
        title, f"{_NOT_IN_NAMES.sub(' ', name).strip()}.pdf", f"{_KINDS};;{_WORD_KINDS}" if word else _KINDS
    )
    if chosen is None:
        return None
    endings = {".pdf", WORD} if word else {".pdf"}
    path = chosen if chosen.suffix.lower() in endings else chosen.with_name(f"{chosen.name}.pdf")
    if path != chosen and path.exists() and not may_replace(prompts, (path,)):
        return None
    return Place(path, path.exists())


def may_replace(prompts: Prompts, paths: tuple[Path, ...]) -> bool:
    """Ask before files are written over, naming them."""
    names = ", ".join(path.name for path in paths)
    one = len(paths) == 1
    return prompts.ask(
        "Replace the file?" if one else "Replace the files?",
        f"{names} {'is' if one else 'are'} already in {paths[0].parent}. What is in {'it' if one else 'them'} is lost.",
        "Replace",
        danger=True,
    )
