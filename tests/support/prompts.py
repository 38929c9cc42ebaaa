# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""FakePrompts: answers every question of the program from a queue, and keeps what was asked and told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from ui.prompts import Prompts


class UnexpectedQuestionError(AssertionError):
    """The program asked something the test did not expect."""


class FakePrompts(Prompts):
    """Answers in order: ``FakePrompts(True, Path("a.pdf"), "words")``. A callable is called with a run() dialog.

    Attributes:
        asked: (method, title or text) of every question, in order.
        told: every message, problem and bug, as the text shown.
    """

    def __init__(self, *answers: Any) -> None:
        super().__init__(None)
        self.answers: deque[Any] = deque(answers)
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []

    def _next(self, method: str, words: str) -> Any:
        self.asked.append((method, words))
        if not self.answers:
            raise UnexpectedQuestionError(f"{method}: {words}")
        return self.answers.popleft()

    def run(self, dialog: QDialog) -> int:
        answer = self._next("run", dialog.windowTitle())
        result = answer(dialog) if callable(answer) else answer
        dialog.deleteLater()
        return int(result)

    def ask(self, title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> bool:
        return bool(self._next("ask", f"{title}: {text}"))

    def choose(self, title: str, text: str, options: Sequence[str], cancel: str = "Cancel") -> int | None:
        answer = self._next("choose", f"{title}: {text}")
        return list(options).index(answer) if isinstance(answer, str) else answer

    def pick(
        self, title: str, label: str, items: Sequence[tuple[str, object]], help_text: str = "", *, yes: str = "Choose"
    ) -> object | None:
        return self._next("pick", title)

    def ask_text(
        self,
        title: str,
        label: str,
        value: str = "",
        help_text: str = "",
        *,
        yes: str = "Save",
        check: Callable[[str], str] | None = None,
    ) -> str | None:
        answer = self._next("ask_text", title)
        assert answer is None or check is None or not check(answer), check(answer)
        return answer

    def ask_date(
        self,
        title: str,
        label: str,
        parse: Callable[[str], date],
        value: date | None = None,
        help_text: str = "",
        *,
        yes: str = "Save",
    ) -> date | None:
        answer = self._next("ask_date", title)
        return parse(answer) if isinstance(answer, str) else answer

    def tell(self, text: str, title: str = "") -> None:
        self.told.append(text)

    def bug(self, error: BaseException) -> None:
        self.told.append(repr(error))

    def choose_file(self, title: str, kinds: str = "All files (*)") -> Path | None:
        return self._next("choose_file", title)

    def choose_files(self, title: str, kinds: str = "All files (*)") -> list[Path]:
        return list(self._next("choose_files", title))

    def save_file(self, title: str, suggested: str, kinds: str = "All files (*)") -> Path | None:
        return self._next("save_file", f"{title}: {suggested}")

    def choose_folder(self, title: str) -> Path | None:
        return self._next("choose_folder", title)
