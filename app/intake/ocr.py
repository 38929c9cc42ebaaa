# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Words from pictures: what is asked of a recogniser, and the processes of their own in which Tesseract runs."""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from app.domain.reading import Box
from app.intake.ocr_worker import serve
from app.jobs import CancelFlag

PAGE_SECONDS = 60.0
"""The longest that one page may take; a page of paper takes one or two seconds."""
WORKERS = 2
"""Pages read at the same time; each worker holds some 120 MB."""
TICK = 0.1
"""How often a waiting reader looks whether it was cancelled, in seconds."""

TOO_LONG = "Reading this picture took too long and was stopped. Type the facts from it; the file is kept."
CRASHED = (
    "This picture broke the reading of pictures, which was started anew. Type the facts from it; the file is kept."
)
REFUSED = {
    "large": "This picture has more points than can be read safely. Save it smaller, or type the facts from it.",
    "damaged": "This picture is damaged and could not be opened. Take it again, or type the facts from it.",
    "memory": "This picture needs more memory than can be spared. Save it smaller, or type the facts from it.",
    "failed": "The words of this picture could not be read. Type the facts from it; the file is kept.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page to read: the bytes of a picture's file, or, with ``width``, bare grey points row by row."""

    page: int
    data: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word, its place in points of the cleaned picture, and how sure Tesseract is of it, from 0 to 1."""

    text: str
    box: Box
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """What was read: words placed on the cleaned picture of ``width`` by ``height`` points.

    ``back`` is the matrix (nine numbers, row by row) from a place there to the place on the picture as it is shown, in
    shares of its width and height; ``shown`` are its points across and down. ``problem`` says why nothing was read.
    """

    page: int
    width: int = 1
    height: int = 1
    words: tuple[OcrWord, ...] = ()
    back: tuple[float, ...] = ()
    shown: tuple[int, int] = (1, 1)
    text: str = ""
    problem: str = ""


class Ocr(Protocol):
    """Reads pictures."""

    def read(self, pictures: Iterator[Picture], flag: CancelFlag | None = None) -> Iterator[OcrPage | None]:
        """Yield each page as it is done, in any order, and None while waiting; Cancelled by ``flag``."""


class _Worker:
    """One process, and the page that it has in hand."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")  # a fork would copy the window and its locks
        self.ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(theirs,), name="casewell-ocr", daemon=True)
        self._process.start()
        theirs.close()  # or its end would never be noticed
        self.page = 0
        self.late = False
        self._timer: threading.Timer | None = None

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        return self._process.pid

    def send(self, picture: Picture, seconds: float) -> None:
        """Hand over a page; OSError when the process has gone. The process is ended when ``seconds`` are over."""
        self.page, self.late = picture.page, False
        self._timer = threading.Timer(seconds, self._end_late)
        self._timer.daemon = True
        self._timer.start()
        shape = {"width": picture.width, "height": picture.height, "seconds": seconds}
        try:
            self.ours.send_bytes(json.dumps(shape).encode())
            self.ours.send_bytes(picture.data)
        except OSError:
            self._timer.cancel()
            raise

    def answer(self) -> OcrPage:
        """Return what came back; a process that ended on the way is a problem of this page."""
        try:
            answer = json.loads(self.ours.recv_bytes())
        except (EOFError, OSError):
            self.close()
            return OcrPage(page=self.page, problem=TOO_LONG if self.late else CRASHED)
        finally:
            if self._timer is not None:
                self._timer.cancel()
        return _page(self.page, answer)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._timer is not None:
            self._timer.cancel()
        self._process.kill()
        self._process.join()
        with suppress(OSError):
            self.ours.close()

    def _end_late(self) -> None:
        self.late = True
        self._process.kill()


class OcrPool:
    """Worker processes that are started when the first picture comes, and stay for the next ones."""

    def __init__(self, workers: int = WORKERS, page_seconds: float = PAGE_SECONDS) -> None:
        self._page_seconds = page_seconds
        self._slots = threading.BoundedSemaphore(workers)
        self._idle: list[_Worker] = []
        self._working: list[_Worker] = []
        self._lock = threading.Lock()

    def read(self, pictures: Iterator[Picture], flag: CancelFlag | None = None) -> Iterator[OcrPage | None]:
        """Yield each page as it is done, as Ocr says; pictures are drawn when a worker is free, never before."""
        busy: dict[Connection, _Worker] = {}
        waiting = next(pictures, None)
        try:
            while waiting is not None or busy:
                if flag is not None:
                    flag.check()
                while waiting is not None and self._slots.acquire(timeout=0 if busy else TICK):
                    worker = self._hand_over(waiting)
                    busy[worker.ours] = worker
                    with self._lock:
                        self._working.append(worker)
                    waiting = next(pictures, None)
                ready = wait(list(busy), TICK) if busy else []
                if not ready:
                    yield None
                for channel in ready:
                    worker = busy.pop(channel)  # type: ignore[call-overload]
                    done = worker.answer()
                    self._give_back(worker)
                    yield done
        finally:
            for worker in busy.values():
                worker.close()
                self._give_back(worker)

    def processes(self) -> tuple[int, ...]:
        """Return the numbers of the processes that wait for work."""
        with self._lock:
            return tuple(worker.pid for worker in self._idle if worker.pid is not None)

    def busy(self) -> tuple[int, ...]:
        """Return the numbers of the processes that have a page in hand."""
        with self._lock:
            return tuple(worker.pid for worker in self._working if worker.pid is not None)

    def close(self) -> None:
        """End the processes that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _hand_over(self, picture: Picture) -> _Worker:
        """Give a page to a worker; one that rested too long has ended itself, and a new one takes its place."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                break
            try:
                worker.send(picture, self._page_seconds)
            except OSError:
                worker.close()
            else:
                return worker
        fresh = _Worker()
        with suppress(OSError):  # one that ends at once is told by its answer
            fresh.send(picture, self._page_seconds)
        return fresh

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._working.remove(worker)
            if worker.alive:
                self._idle.append(worker)
        self._slots.release()


@cache
def shared_ocr() -> OcrPool:
    """Return the pool of this program; nothing is started before the first picture."""
    return OcrPool()


def _page(page: int, answer: dict[str, Any]) -> OcrPage:
    """Read a worker's answer."""
    problem = answer.get("problem")
    if problem is not None:
        return OcrPage(page=page, problem=REFUSED.get(str(problem), REFUSED["failed"]))
    words = tuple(
        OcrWord(text, Box(left=left, top=top, right=right, bottom=bottom), sure)
        for text, left, top, right, bottom, sure in answer["words"]
    )
    width, height = answer["size"]
    shown, back = answer["shown"], tuple(answer["back"])
    return OcrPage(
        page=page, width=width, height=height, words=words, back=back, shown=(shown[0], shown[1]), text=answer["text"]
    )
