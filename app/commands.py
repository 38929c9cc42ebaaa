# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command line: its arguments, its exit status, and the door to the window."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from app.errors import CasewellError, UserFixable

Handler = Callable[[argparse.Namespace], tuple[str, object]]
"""Does the work; returns the text for people and the value for ``--json``."""

EXIT_FIXABLE = 1
EXIT_USAGE = 2


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the arguments, and leaves with status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"{message[0].upper()}{message[1:]}. Try: {self.prog} --help\n")


COMMANDS = (
    *("decode", "deadline", "deadlines", "route", "read", "letter", "packet"),
    *("log", "verify", "backup", "restore"),
)


def run(argv: list[str]) -> int:
    """Run the command line, or the window where no command is given; return the exit status."""
    if not any(word in COMMANDS for word in argv[:1]) and not {"-h", "--help", "--version"} & set(argv):
        return _window(argv)
    arguments = _parser().parse_args(argv)
    handler: Handler = arguments.handler
    try:
        text, value = handler(arguments)
    except CasewellError as error:
        print(str(error), file=sys.stderr)
        if isinstance(error, UserFixable):
            return EXIT_FIXABLE
        raise
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away; there is nobody left to tell
        return EXIT_FIXABLE
    print(json.dumps(value, ensure_ascii=False, indent=2) if arguments.json else text)
    return 0


def _window(argv: list[str]) -> int:
    parser = _Parser(prog="casewell", description="Open the window.")
    parser.add_argument("casebook", nargs="?", type=Path, help="the casebook to open; the last one when left out")
    parser.add_argument("--sample", action="store_true", help="a fictional casebook, in a temporary place")
    arguments = parser.parse_args(argv)
    from app.bootstrap import start_window  # delayed: the command line must not load a toolkit

    try:
        return start_window(arguments.casebook, sample=arguments.sample)
    except UserFixable as error:
        print(str(error), file=sys.stderr)
        return EXIT_FIXABLE


def _parser() -> argparse.ArgumentParser:
    from app import command_casebook, command_files, command_knowledge  # delayed: each loads what its commands need

    parser = _Parser(
        prog="casewell",
        description="Fight wrong medical bills and denied claims. Without a command the window opens.",
        epilog="casewell [CASEBOOK] opens the window; casewell --sample opens a fictional casebook.",
    )
    parser.add_argument("--version", action="version", version=f"Casewell {version()}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    def add(name: str, handler: Handler, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--json", action="store_true", help="answer as JSON, for programs")
        command.set_defaults(handler=handler)
        return command

    command_knowledge.add_to(add)
    command_files.add_to(add)
    command_casebook.add_to(add)
    return parser


def version() -> str:
    """Return the version that is installed."""
    from importlib.metadata import PackageNotFoundError, version  # delayed: it reads the disk

    try:
        return version("casewell")
    except PackageNotFoundError:
        return "(not installed)"
