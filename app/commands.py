# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command line: its arguments, its exit status, and the door to the window."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TextIO

from app.command_shape import Handler, NothingRead, WrongUse
from app.errors import UserFixable
from app.version import VERSION

EXIT_FIXABLE = 1
EXIT_USAGE = 2
EXIT_BUG = 70
"""Ours, not the person's (EX_SOFTWARE of sysexits.h)."""
EXIT_STOPPED = 130

# Each room is imported when one of its commands is asked for: `casewell decode` loads neither paper nor database.
ROOMS = {
    "app.command_knowledge": ("decode", "deadline", "deadlines", "route"),
    "app.command_files": ("read", "letter"),
    "app.command_packet": ("packet",),
    "app.command_notice": ("notice-check",),
    "app.command_bill": ("check",),
    "app.command_casebook": ("log", "report", "verify", "backup", "restore"),
}
COMMANDS = tuple(name for names in ROOMS.values() for name in names)


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the arguments, and leaves with status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"{message[0].upper()}{message[1:].rstrip('.?')}. Try: {self.prog} --help\n")


def run(argv: list[str]) -> int:
    """Run the command line, or the window where no command is given; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        _never_stumble(stream)
    try:
        if not any(word in COMMANDS for word in argv[:1]) and not {"-h", "--help", "--version"} & set(argv):
            return _window(argv)
        return _command(argv)
    except UserFixable as error:
        print(str(error), file=sys.stderr)
        return EXIT_FIXABLE
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell, not even when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FIXABLE
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        return EXIT_STOPPED
    except Exception as error:  # the last line of defence: our mistake is told as such
        return _bug(error)


def _command(argv: list[str]) -> int:
    parser = _parser(argv[0])
    arguments = parser.parse_args(argv)
    handler: Handler = arguments.handler
    try:
        text, value = handler(arguments)
    except WrongUse as error:
        arguments.parser.error(str(error))
    except NothingRead as error:
        if arguments.json:
            _answer(_json(error.answer))
        raise
    _answer(_json(value) if arguments.json else text)
    return 0


def _answer(text: str) -> None:
    print(text, flush=True)


def _json(value: object) -> str:
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(value, ensure_ascii=plain, indent=2)


def _never_stumble(stream: TextIO) -> None:
    """Let signs that a terminal of another encoding cannot show be written as escapes, not end the program."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _bug(error: Exception) -> int:
    from app.logs import bug_report  # delayed: nearly never needed

    print("Casewell made a mistake of its own and stopped. This report holds no word of a case:", file=sys.stderr)
    print(bug_report(type(error), error.__traceback__), file=sys.stderr)
    return EXIT_BUG


def _window(argv: list[str]) -> int:
    parser = _Parser(prog="casewell", description="Open the window.")
    first = argv[0] if argv else "--sample"
    if not first.startswith("-") and Path(first).suffix != ".casewell" and not Path(first).is_file():
        near = get_close_matches(first, COMMANDS, n=1)
        guess = f"; did you mean {near[0]}?" if near else ""
        parser.error(f"there is neither a command nor a casebook called “{first}”{guess}")
    parser.add_argument("casebook", nargs="?", type=Path, help="the casebook to open; the last one when left out")
    parser.add_argument("--sample", action="store_true", help="a fictional casebook, in a temporary place")
    arguments = parser.parse_args(argv)
    from app.bootstrap import start_window  # delayed: the command line must not load a toolkit

    return start_window(arguments.casebook, sample=arguments.sample)


def _parser(asked: str) -> argparse.ArgumentParser:
    """Return the parser of one command, or of all where help or the version is asked for."""
    parser = _Parser(
        prog="casewell",
        description="Fight wrong medical bills and denied claims. Without a command the window opens.",
        epilog="casewell [CASEBOOK] opens the window; casewell --sample opens a fictional casebook.",
    )
    if asked not in COMMANDS:
        parser.add_argument("--version", action="version", version=f"Casewell {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    def add(name: str, handler: Handler, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--json", action="store_true", help="answer as JSON, for programs")
        command.set_defaults(handler=handler, parser=command)
        return command

    for room, names in ROOMS.items():
        if asked in names or asked not in COMMANDS:
            importlib.import_module(room).add_to(add)
    return parser
