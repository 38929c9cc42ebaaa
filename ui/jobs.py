# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The one place that runs long work: generators of app.jobs and plain functions, on the thread pool.

    runner = JobRunner()
    ticket = runner.run(make_job, on_done, on_error=None, text="Building the packet", owner=widget)
        make_job(flag) -> generator of Progress; on_done(result) and on_error(exception) run on the main thread
    ticket = runner.run_function(function, on_done, on_error=None, text="", owner=widget)
        quick work (a query, one page's picture); not shown in the status line when ``text`` is empty
    ticket.cancel()   ticket.text, ticket.progress
    runner.busy() -> bool;  runner.wait(ms) (for tests; delivers)
    runner.close()    cancels everything and waits; nothing is delivered after

When ``owner`` is gone, or the ticket was cancelled, nothing is delivered. An error without on_error is sent as
``failed``; Cancelled is never an error.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from app.errors import Cancelled
from app.jobs import CancelFlag, Job, JobMaker, Progress

Result = TypeVar("Result")


class Ticket:
    """A running job: how far it is, and the way to stop it."""

    def __init__(
        self,
        text: str,
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object] | None,
        owner: QObject | None,
        *,
        keeps: bool = False,
    ) -> None:
        self.text, self.keeps = text, keeps
        self.progress = Progress(0, 0, text)
        self.flag = CancelFlag()
        self.cancelled = False
        self.on_done, self.on_error = on_done, on_error
        self._owner = owner
        self._owned = owner is not None

    def cancel(self) -> None:
        """Stop at the next step; nothing is delivered any more, but for what a job that keeps had kept already."""
        self.cancelled = True
        self.flag.cancel()

    def wanted(self) -> bool:
        """Return whether anybody still waits for the result."""
        return not self.cancelled and self.owner_lives()

    def owner_lives(self) -> bool:
        """Return whether there is somebody to deliver to."""
        return not (self._owned and (self._owner is None or not isValid(self._owner)))


class _Work(QRunnable):
    """Carries one job through a thread of the pool, and says through ``report`` what happens."""

    def __init__(self, ticket: Ticket, make_job: JobMaker[Any], report: Callable[[Ticket, str, object], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)  # Python owns it: the runner keeps it until the end was delivered
        self._ticket, self._make_job, self._report = ticket, make_job, report

    def run(self) -> None:
        """Run the job to its end; every exception is carried to the main thread."""
        ticket = self._ticket
        try:
            ticket.flag.check()
            job = self._make_job(ticket.flag)
            while True:
                try:
                    step = next(job)
                except StopIteration as stop:
                    self._report(ticket, "done", stop.value)
                    return
                self._report(ticket, "progress", step)
                ticket.flag.check()
        except Cancelled:
            self._report(ticket, "cancelled", None)
        except Exception as problem:
            self._report(ticket, "error", problem)


class JobRunner(QObject):
    """Runs jobs and delivers results or errors on the main thread.

    Signals:
        started(object): the ticket of a job that has words to show.
        progressed(object): a ticket whose progress is another.
        ended(object): the ticket is done, failed or cancelled.
        failed(object): an exception that nobody asked to be told of.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    _told = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._work: dict[int, tuple[Ticket, _Work]] = {}
        self._closed = False
        self._told.connect(self._deliver)

    def run(
        self,
        make_job: JobMaker[Result],
        on_done: Callable[[Result], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        text: str = "",
        priority: int = 0,
        owner: QObject | None = None,
        keeps: bool = False,
    ) -> Ticket:
        """Start a job; a higher priority goes first when all threads are busy.

        ``keeps`` says that it writes to the casebook at its end: a result is then delivered though the job was
        cancelled, when that came too late.
        """
        ticket = Ticket(text, on_done, on_error, owner, keeps=keeps)
        work = _Work(ticket, make_job, self._told.emit)
        self._work[id(ticket)] = (ticket, work)
        self._pool.start(work, priority)
        if text:
            self.started.emit(ticket)
        return ticket

    def run_function(
        self,
        function: Callable[[], Result],
        on_done: Callable[[Result], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        text: str = "",
        priority: int = 0,
        owner: QObject | None = None,
    ) -> Ticket:
        """Start a function that needs no progress."""

        def make_job(_flag: CancelFlag) -> Job[Result]:
            yield from ()
            return function()

        return self.run(make_job, on_done, on_error, text=text, priority=priority, owner=owner)

    def busy(self) -> bool:
        """Return whether anything runs."""
        return bool(self._work)

    def wait(self, milliseconds: int = 5_000) -> bool:
        """Handle events until every job was delivered; False when that took longer than the given time."""
        until = time.monotonic() + milliseconds / 1_000
        while self._work and time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            self._pool.waitForDone(1)
        return not self._work

    def wait_for(self, ticket: Ticket, milliseconds: int) -> bool:
        """Handle events until this job was delivered or ended; False when that took longer than the given time."""
        until = time.monotonic() + milliseconds / 1_000
        while id(ticket) in self._work and time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
            self._pool.waitForDone(1)
        return id(ticket) not in self._work

    def close(self) -> None:
        """Cancel everything and wait for the threads; nothing is delivered any more."""
        self._closed = True
        for ticket, _ in self._work.values():
            ticket.cancel()
        self._pool.clear()
        self._pool.waitForDone(-1)
        self._work.clear()

    def _deliver(self, ticket: Ticket, what: str, value: object) -> None:
        if self._closed:
            return
        if what == "progress":
            if isinstance(value, Progress) and ticket.wanted():
                ticket.progress = value
                self.progressed.emit(ticket)
            return
        self._work.pop(id(ticket), None)
        self.ended.emit(ticket)
        late = what == "done" and ticket.keeps and ticket.owner_lives()
        if not ticket.wanted() and not late:
            return
        if what == "done":
            ticket.on_done(value)
        elif isinstance(value, Exception):
            if ticket.on_error is not None:
                ticket.on_error(value)
            else:
                self.failed.emit(value)
