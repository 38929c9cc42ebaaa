# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The segments of an X12 file, a block at a time: wrapped, indented and one-line files come out alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from threading import Lock

from app.intake.x12_signs import Signs, stretches

BLOCK = 1 << 18
"""Bytes of a block. A few are held at a time, so that memory does not grow with the segments of a file."""
_HELD = 4


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes that end with a segment; ``first`` is the number of their first segment, counted from 1."""

    start: int
    stop: int
    first: int
    signs: Signs


class Segments:
    """The segments of a file by number, from 1; the bytes stay as they came, and are parted when asked for.

    Attributes:
        blocks: filled by whoever walks the file with ``walk``.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.blocks: list[Block] = []
        self._starts: list[int] = []
        self._held: dict[int, list[bytes]] = {}
        self._lock = Lock()  # a search looks at claims in a worker while the window shows others

    def plan(self) -> list[tuple[int, int, Signs]]:
        """Return the file's blocks in order: from byte, to byte, signs."""
        planned = []
        for stretch in stretches(self._data):
            at = stretch.start
            while at < stretch.stop:
                end = self._data.find(stretch.signs.end, min(at + BLOCK, stretch.stop), stretch.stop)
                stop = end + 1 if end >= 0 else stretch.stop
                planned.append((at, stop, stretch.signs))
                at = stop
        return planned

    def take(self, start: int, stop: int, signs: Signs, first: int) -> list[bytes]:
        """Part the next block, and remember where its numbers begin."""
        parted = _parted(self._data[start:stop], signs)
        if parted:
            self.blocks.append(Block(start, stop, first, signs))
            self._starts.append(first)
        return parted

    def signs(self, number: int) -> Signs:
        """Return the signs by which segment ``number`` is written."""
        return self.blocks[self._block_of(number)].signs

    def get(self, first: int, end: int) -> list[bytes]:
        """Return segments ``first`` up to, not including, ``end``."""
        found: list[bytes] = []
        at = self._block_of(first)
        while at < len(self.blocks) and self._starts[at] < end:
            parted = self._of_block(at)
            start = self._starts[at]
            found += parted[max(0, first - start) : end - start]
            at += 1
        return found

    def _block_of(self, number: int) -> int:
        return max(0, bisect_right(self._starts, number) - 1)

    def _of_block(self, at: int) -> list[bytes]:
        with self._lock:
            held = self._held.get(at)
            if held is None:
                if len(self._held) >= _HELD:
                    self._held.pop(next(iter(self._held)))
                block = self.blocks[at]
                held = self._held[at] = _parted(self._data[block.start : block.stop], block.signs)
            return held


def _parted(raw: bytes, signs: Signs) -> list[bytes]:
    """Part bytes at the end sign. New lines inside a segment were put there by wrapping, and go."""
    if signs.end == b"\n":
        raw = raw.replace(b"\r", b"")
    elif signs.end == b"\r":
        raw = raw.replace(b"\n", b"")
    else:
        raw = raw.translate(None, b"\r\n")
    raw = raw.strip(b" \t")
    if signs.end + b" " in raw or signs.end + b"\t" in raw:
        raw = re.sub(re.escape(signs.end) + rb"[ \t]+", lambda _: signs.end, raw)
    if signs.end * 2 in raw:
        raw = re.sub(re.escape(signs.end) + b"{2,}", lambda _: signs.end, raw)
    parted = raw.removeprefix(signs.end).split(signs.end)
    if not parted[-1]:
        parted.pop()
    return parted
