# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Long work arrives on the main thread, can be stopped, and leaves no thread behind."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject

from app.errors import UserFixable
from app.jobs import CancelFlag, Job, Progress
from ui.jobs import JobRunner

ROOT = Path(__file__).resolve().parents[2]


def counting(flag: CancelFlag) -> Job[int]:
    for step in range(5):
        yield Progress(step, 5, "Counting")
    return 42


def endless(started: threading.Event):
    def make(flag: CancelFlag) -> Job[int]:
        while True:
            started.set()
            yield Progress(0, 0, "Waiting")
            threading.Event().wait(0.005)

    return make


def test_result_and_progress_arrive_on_the_main_thread(jobs: JobRunner) -> None:
    got: list[tuple[str, object, bool]] = []
    here = threading.current_thread()
    jobs.progressed.connect(lambda t: got.append(("step", t.progress.done, threading.current_thread() is here)))
    jobs.run(counting, lambda n: got.append(("done", n, threading.current_thread() is here)), text="Counting")
    assert jobs.wait()
    assert got == [("step", step, True) for step in range(5)] + [("done", 42, True)]


def test_error_goes_to_its_handler_or_to_failed(jobs: JobRunner) -> None:
    class Broken(UserFixable):
        pass

    def fail() -> None:
        raise Broken("The file is not there. Choose another one.")

    errors: list[Exception] = []
    unheard: list[Exception] = []
    jobs.failed.connect(unheard.append)
    jobs.run_function(fail, lambda _: None, errors.append)
    jobs.run_function(fail, lambda _: None)
    assert jobs.wait()
    assert [str(e) for e in errors] == [str(e) for e in unheard] == ["The file is not there. Choose another one."]


def test_cancelled_job_delivers_nothing_and_is_no_error(jobs: JobRunner) -> None:
    got: list[object] = []
    ended: list[object] = []
    jobs.failed.connect(got.append)
    jobs.ended.connect(ended.append)
    started = threading.Event()
    ticket = jobs.run(endless(started), got.append, got.append, text="Waiting")
    assert started.wait(5)
    ticket.cancel()
    assert jobs.wait()
    assert got == [] and ended == [ticket]


def test_nothing_is_delivered_to_an_owner_that_is_gone(jobs: JobRunner) -> None:
    owner = QObject()
    got: list[object] = []
    jobs.run_function(lambda: 1, got.append, owner=owner)
    owner.deleteLater()
    del owner
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert jobs.wait()
    assert got == []


def test_higher_priority_goes_first(qapp: object) -> None:
    runner = JobRunner(threads=1)
    gate = threading.Event()
    order: list[str] = []
    runner.run_function(lambda: gate.wait(5), lambda _: None)
    runner.run_function(lambda: order.append("low"), lambda _: None, priority=0)
    runner.run_function(lambda: order.append("high"), lambda _: None, priority=5)
    gate.set()
    assert runner.wait()
    runner.close()
    assert order == ["high", "low"]


SCRIPT = """
import sys, threading
from PySide6.QtCore import QCoreApplication
from app.jobs import Progress
from ui.jobs import JobRunner
app = QCoreApplication([])
runner = JobRunner()
def make(flag):
    while True:
        yield Progress(0, 0, "x")
        threading.Event().wait(0.002)
for _ in range(6):
    runner.run(make, print, print, text="x")
threading.Event().wait(0.05)
runner.close()
del runner
app.processEvents()
print("closed quietly")
"""


def test_closing_with_running_jobs_makes_no_noise() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=30, cwd=ROOT, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "closed quietly\n", "")
