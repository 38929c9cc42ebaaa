# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Keeps None, True and False alive under Qt bindings that take references from them with every call.

PySide6 6.12.0 is built as if the three were immortal, which they are from Python 3.12 on only. On Python 3.10 and
3.11 every call that returns one of them lowers its count by one, until the interpreter dies with "deallocating None".
PySide6 6.11 is sound. The guard measures, and does nothing where nothing leaks.
"""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QObject

_CALLS = 64
_PLENTY = 1 << 40  # more calls than any session makes; a count is 63 bits wide


def takes_references() -> bool:
    """Return whether a call that returns None costs a reference to it."""
    probe = QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        probe.parent()
    return sys.getrefcount(None) <= before - _CALLS // 2


def guard() -> bool:
    """Give the three constants references to spare where they are taken; return whether that was needed."""
    if sys.version_info >= (3, 12) or ctypes.sizeof(ctypes.c_ssize_t) < 8 or not takes_references():
        return False
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY  # the count is an object's first field
    return True
