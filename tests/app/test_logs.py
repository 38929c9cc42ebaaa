# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The program's own log: where a bug is in the code, and never a word of a case."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.logs import LOGGER, bug_report, record_bug, start_logging, stop_logging

SECRET = "Nora Ellingboe, MRI of the lower back"


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    stop_logging()


def a_bug() -> Exception:
    def deep(patient: str) -> None:
        raise KeyError(f"{patient} /home/nora/{SECRET}.pdf")

    try:
        deep(SECRET)
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_never_what() -> None:
    error = a_bug()
    report = bug_report(type(error), error.__traceback__)
    assert report.startswith("Casewell bug report: builtins.KeyError")
    assert "tests/app/test_logs.py" in report and "in deep" in report
    for word in ("Nora", "Ellingboe", "MRI", "/home"):
        assert word not in report


def test_the_cause_behind_a_bug_is_not_told_either() -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        assert "Nora" not in bug_report(type(error), error.__traceback__)


def test_a_recorded_bug_is_one_file_of_the_owners_own(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    start_logging(tmp_path / "logs")  # again, as when a window is opened twice
    report = record_bug(a_bug())
    kept = (tmp_path / "logs" / "casewell.log").read_text(encoding="utf-8")
    assert kept.count("Casewell bug report") == 1
    assert report in kept and "Nora" not in kept
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "logs" / "casewell.log").stat().st_mode) == 0o600


def test_the_log_never_grows_past_its_size(tmp_path: Path) -> None:
    start_logging(tmp_path)
    for _ in range(700):
        LOGGER.warning("%s", "x" * 1_000)
    files = sorted(tmp_path.iterdir())
    assert [f.name for f in files] == ["casewell.log", "casewell.log.1", "casewell.log.2"]
    assert all(f.stat().st_size <= 200_000 for f in files)


def test_a_file_outside_every_import_root_shows_its_name_alone() -> None:
    code = compile("def fail():\n    raise ValueError('x')\n", "/home/nora ellingboe/denials/script.py", "exec")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - a file of an invented place
    try:
        names["fail"]()  # type: ignore[operator]
    except ValueError as error:
        report = bug_report(type(error), error.__traceback__)
    assert "script.py:2" in report and "nora" not in report
