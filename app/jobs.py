# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Long work: a generator of Progress that returns a plain result and can be cancelled. No toolkit here."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from app.errors import Cancelled

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` steps (``total`` 0 when unknown), and what it is doing in words."""

    done: int
    total: int
    text: str


class CancelFlag:
    """Set from any thread; the job asks ``check()`` between steps."""

    def __init__(self) -> None:
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._cancelled = True

    @property
    def is_set(self) -> bool:
        """Whether cancel() was called."""
        return self._cancelled

    def check(self) -> None:
        """Raise Cancelled once cancel() was called."""
        if self._cancelled:
            raise Cancelled("Stopped. Nothing was written.")


Job = Generator[Progress, None, Result]
JobMaker = Callable[[CancelFlag], Job[Result]]


def drain(job: Job[Result], on_progress: Callable[[Progress], None] = lambda _: None) -> Result:
    """Run a job to its end in this thread, and return its result."""
    while True:
        try:
            on_progress(next(job))
        except StopIteration as stop:
            result: Result = stop.value
            return result
