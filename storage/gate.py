# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The gate of an open casebook: many may work in it at once, or one alone may close it or change its key."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from app.errors import Bug


class Gate:
    """Shared by transactions, exclusive for closing; and writers one after the other, in whatever thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._alone = False
        self._writing = threading.Lock()
        self._writer: int | None = None

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Be inside together with others; waits while someone is alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def one_writer(self) -> Iterator[None]:
        """Be the only one who writes; Bug when this thread is writing already, for it would wait for itself."""
        if self._writer == threading.get_ident():
            raise Bug("A transaction was opened inside another one.")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                yield
            finally:
                self._writer = None

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until everyone has left, then be inside alone."""
        if self._writer == threading.get_ident():
            raise Bug("The casebook was to be closed inside a transaction.")
        with self._changed:
            self._changed.wait_for(lambda: not self._alone and self._inside == 0)
            self._alone = True
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()
