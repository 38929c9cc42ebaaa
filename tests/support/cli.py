# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command line run in this process, with the clock of the sample world, and what it answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import (
    bootstrap,
    command_bill,
    command_casebook,
    command_files,
    command_knowledge,
    command_notice,
    command_packet,
)
from app.clock import fixed_clock
from app.commands import run

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """Runs commands; ``home`` is CASEWELL_HOME."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys = capsys
        clock = fixed_clock(TODAY)
        monkeypatch.setenv("CASEWELL_HOME", str(home))
        monkeypatch.delenv(command_casebook.PASSPHRASE_FILE, raising=False)
        monkeypatch.setattr(command_knowledge, "CLOCK", clock)
        monkeypatch.setattr(command_notice, "CLOCK", clock)
        monkeypatch.setattr(command_bill, "CLOCK", clock)
        monkeypatch.setattr(command_files, "make_workshop", partial(bootstrap.make_workshop, clock))
        monkeypatch.setattr(command_packet, "make_workshop", partial(bootstrap.make_workshop, clock))
        monkeypatch.setattr(command_casebook, "make_house", partial(bootstrap.make_house, clock))

    def __call__(self, *arguments: object) -> Answer:
        self._capsys.readouterr()
        try:
            status = run([str(a) for a in arguments])
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        printed = self._capsys.readouterr()
        assert "Traceback" not in printed.err
        return Answer(status, printed.out, printed.err)

    def ok(self, *arguments: object) -> Answer:
        """Run a command that must succeed and say nothing on standard error."""
        answer = self(*arguments)
        assert (answer.status, answer.err) == (0, ""), answer
        return answer

    def refused(self, *arguments: object) -> str:
        """Run a command that must be refused with status 1, print nothing, and say why in a sentence or two."""
        answer = self(*arguments)
        assert (answer.status, answer.out) == (1, ""), answer
        assert answer.err.rstrip().endswith((".", "FILE.", "?")), answer.err
        return answer.err

    def misused(self, *arguments: object) -> str:
        """Run a command that must leave with status 2."""
        answer = self(*arguments)
        assert (answer.status, answer.out) == (2, ""), answer
        assert answer.err.count("\n") == 1 and "--help" in answer.err
        return answer.err
