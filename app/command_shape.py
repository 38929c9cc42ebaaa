# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The shape of a command: how it is added, what it answers, and the refusals that the command line alone knows."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.errors import CasewellError, UserFixable

Handler = Callable[[argparse.Namespace], tuple[str, object]]
"""Does the work; returns the text for people and the value for ``--json``."""

Add = Callable[[str, Handler, str], argparse.ArgumentParser]
"""Adds a command by name, with its handler and a line of help; returns its parser, which knows ``--json`` already."""


class WrongUse(CasewellError):  # noqa: N818 - named as its family
    """Arguments that do not go together; told like any other wrong usage, with status 2."""


class NothingRead(UserFixable):
    """Nothing could be read from any file. ``answer`` is what ``--json`` says all the same, file by file."""

    def __init__(self, sentence: str, answer: object) -> None:
        self.answer = answer
        super().__init__(sentence)


PDF, WORD = ".pdf", ".docx"
_KINDS = {PDF: "PDF", WORD: "a Word document"}


class NotPdf(UserFixable):
    """A name that asks for another kind of paper. ``kinds`` are the endings that it may have."""

    def __init__(self, what: str, kinds: tuple[str, ...], name: str) -> None:
        super().__init__(
            f"{what} as {' or '.join(_KINDS[kind] for kind in kinds)}. "
            f"Name a file that ends in {' or '.join(kinds)} instead of “{name}”; nothing was written."
        )


def named_as(path: Path, what: str, *kinds: str) -> None:
    """Refuse a name that asks for another kind of paper than these."""
    if path.suffix.lower() not in kinds:
        raise NotPdf(what, kinds, path.name)
