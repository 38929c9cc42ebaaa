# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The law of imports, as sentences; the contracts themselves stand in pyproject.toml."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui", "storage", "exports")


def files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def test_every_contract_of_the_house_is_kept(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capfd.readouterr().out


def test_the_contracts_are_the_ones_the_design_names() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    names = " / ".join(c["name"] for c in contracts)
    for words in (
        "points at app",
        "services, then rules",
        "Widgets only",
        "SQL only",
        "Paper only",
        "never goes round",
    ):
        assert words in names


def test_nothing_that_could_open_a_connection_is_imported_by_us() -> None:
    forbidden = {"socket", "ssl", "http", "urllib.request", "requests", "httpx", "ftplib", "smtplib", "asyncio"}
    for file in files():
        for name in imported(file):
            assert name not in forbidden, f"{file.relative_to(ROOT)} imports {name}"


def test_every_module_imports_with_sockets_disabled() -> None:
    # pytest-socket disables sockets for the whole suite; here everything is imported under it.
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            # Alembic itself runs the migrations' environment and steps; they are no modules to import.
            if not module.name.endswith("__main__") and not module.name.startswith("storage.migrations."):
                importlib.import_module(module.name)


def test_every_file_says_first_what_it_owns() -> None:
    for file in files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        first = (ast.get_docstring(tree) or "").split("\n")[0]
        assert first.endswith((".", ":")), f"{file.relative_to(ROOT)} does not say what it owns in its first line"


def test_no_file_holds_two_rooms_and_no_function_must_be_scrolled() -> None:
    for file in files():
        if "versions" in file.parts:
            continue  # a step of the schema is a frozen list of tables, written out once and never read as logic
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, f"{file.relative_to(ROOT)} is longer than 400 lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                assert length <= 60, f"{file.relative_to(ROOT)}: {node.name} is {length} lines long"


def test_there_is_no_drawer_for_everything() -> None:
    for file in files():
        assert file.stem not in {"utils", "util", "misc", "common", "helpers"}, file


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
