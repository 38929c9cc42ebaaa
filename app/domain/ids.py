# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Record ids: 32 hex digits that sort by the time they were made (the layout of UUID version 7, RFC 9562)."""

from __future__ import annotations

import os
import threading
import time

_RANDOM_BITS = 74
_STEP_BITS = 32


class _Maker:
    """Makes ids that grow within one run of the program, also inside one millisecond (RFC 9562, 6.2, method 2).

    Lanes, letters and log lines of one moment are listed by id: in the order in which they were made.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._milliseconds = 0
        self._random = 0

    def make(self) -> int:
        now = int(time.time() * 1000) & ((1 << 48) - 1)
        with self._lock:
            if now > self._milliseconds:
                # The top bit stays free, so that the many ids of one millisecond have room to grow.
                self._milliseconds, self._random = now, _random(_RANDOM_BITS - 1)
            else:
                self._random += 1 + _random(_STEP_BITS)
                if self._random >> _RANDOM_BITS:
                    self._milliseconds, self._random = self._milliseconds + 1, _random(_RANDOM_BITS - 1)
            first, rest = self._random >> 62, self._random & ((1 << 62) - 1)
            return self._milliseconds << 80 | 0x7 << 76 | first << 64 | 0x2 << 62 | rest


_maker = _Maker()


def new_id() -> str:
    """Return a new id: 48 bits of milliseconds, then random bits; unique across computers, growing within a run."""
    return f"{_maker.make():032x}"


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom((bits + 7) // 8)) & ((1 << bits) - 1)
