# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The live page of a letter: asked for a moment after the last key, made in a worker, one at a time.

LivePage(make, jobs, owner)   ask(now=False); make() -> a function for the worker, from what stands in the editor now
    Signals: ready(object) a LiveLetter, failed(object) an exception
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.letters import LiveLetter
from ui.jobs import JobRunner

AFTER_MS = 300


class LivePage(QObject):
    """Makes the page again when the text changed; a page that is asked for while another is made comes after it.

    Signals:
        ready(object): the LiveLetter of what stood in the editor.
        failed(object): why there is none.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, make: Callable[[], Callable[[], LiveLetter] | None], jobs: JobRunner, owner: QObject) -> None:
        super().__init__(owner)
        self._make, self._jobs = make, jobs
        self._running, self._again = False, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._start)

    def ask(self, *, now: bool = False) -> None:
        """Ask for the page, a moment from now unless ``now``."""
        if now:
            self._timer.stop()
            self._start()
        else:
            self._timer.start()

    def waiting(self) -> bool:
        """Return whether a newer page is on its way."""
        return self._running or self._timer.isActive()

    def _start(self) -> None:
        if self._running:
            self._again = True
            return
        work = self._make()
        if work is None:
            return
        self._running = True
        self._jobs.run_function(work, self._done, self._fail, priority=2, owner=self)

    def _done(self, live: LiveLetter) -> None:
        self._running = False
        self.ready.emit(live)
        self._go_on()

    def _fail(self, problem: Exception) -> None:
        self._running = False
        self.failed.emit(problem)
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self._start()
