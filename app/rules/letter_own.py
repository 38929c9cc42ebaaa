# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters of a person's own making: whether they can be used, and if not, which line is wrong and why."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.domain.facts import Facts
from app.errors import UserFixable
from app.knowledge.errors import OwnFileError
from app.knowledge.letters import FENCE, LetterKind, read_letter
from app.rules import letter_text

T = TypeVar("T")

_TOML_LINE = re.compile(r"\(at line (\d+)")
_TEMPLATE_LINE = re.compile(r"^line (\d+) cannot be read")
_NAMED = re.compile(r"“([^”]+)”")


class OwnLetterFails(UserFixable):
    """A letter of the person's own that cannot be written from these facts."""

    def __init__(self, title: str, reason: str) -> None:
        super().__init__(
            f"Your letter “{title}” could not be written: {reason}. Nothing was saved. "
            "Mend it under Letters, Your own letters, then try again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a letter of one's own. ``line`` counts from 1; None where no one line is to blame."""

    line: int | None
    reason: str

    @property
    def sentence(self) -> str:
        """Say it: Line 12: the blank “people.clam_number” does not exist."""
        said = f"{self.reason[:1].upper()}{self.reason[1:]}." if self.line is None else f"{self.reason}."
        return said if self.line is None else f"Line {self.line}: {said}"


def read_own(kind: str, text: str) -> LetterKind | Fault:
    """Return a letter of one's own, or what is wrong with it; it is tried on a dispute of which nothing is known."""
    name = f"{kind}.md"
    try:
        found = read_letter(name, text, OwnFileError)
        found.check()
    except OwnFileError as error:
        return Fault(line=_line(text, error), reason=_said(error))
    try:
        guarded(found, lambda: letter_text.draft(found, Facts(), {}, date(2000, 1, 1)))
    except OwnLetterFails as error:
        return Fault(line=None, reason=_reason(error.__cause__))
    return found


def guarded(kind: LetterKind, write: Callable[[], T]) -> T:
    """Write a letter; a mistake in a template of the person's own is told as theirs, one in ours stays a bug.

    A template may do anything with values that the sandbox allows: divide by nothing, join what is no list.
    """
    if not kind.own:
        return write()
    from jinja2 import TemplateError  # delayed: Jinja is not needed to start the window

    try:
        return write()
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise OwnLetterFails(kind.title, _reason(error)) from error


def _reason(error: BaseException | None) -> str:
    return f"its text asks for something that cannot be done ({error})" if error else "its text cannot be read"


def _said(error: OwnFileError) -> str:
    """Return the reason, with the name of what is wrong where the reason does not quote it."""
    named = error.key and error.key != "text" and "“" not in error.what.partition(";")[0]
    return f"“{error.key}”: {error.what}" if named else error.what


def _line(text: str, error: OwnFileError) -> int | None:
    """Return the line that an error speaks of: the one it names, else the first that holds the words it quotes."""
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    if isinstance(error.__cause__, tomllib.TOMLDecodeError):
        found = _TOML_LINE.search(str(error.__cause__))
        return int(found.group(1)) + 1 if found else None  # the line of the fence comes first
    inside = _TEMPLATE_LINE.match(error.what)
    if inside and error.key == "text":
        return _body_start(lines) + int(inside.group(1)) - 1
    if inside:
        return _holding(lines, error.key.rpartition(".")[2])
    for words in _NAMED.findall(error.what):
        line = _holding(lines, words)
        if line:
            return line
    return _holding(lines, error.key) or _holding(lines, error.key.rpartition(".")[2])


def _holding(lines: list[str], words: str) -> int | None:
    return next((number for number, line in enumerate(lines, 1) if words and words in line), None)


def _body_start(lines: list[str]) -> int:
    """Return the line at which the text begins, below the head and the empty lines after it."""
    end = [number for number, line in enumerate(lines, 1) if line.strip() == FENCE][1]
    return next((n for n, line in enumerate(lines[end:], end + 1) if line.strip()), end + 1)
