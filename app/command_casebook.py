# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands on a casebook: log, report, verify, backup, restore. The passphrase never comes from an argument."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import House, make_house
from app.command_shape import PDF, Add, named_as
from app.errors import UserFixable
from app.jobs import CancelFlag, drain
from app.ports import INDEX_OUT_OF_STEP, Casebook, LogFilter
from app.services.log_export import LogExport, writable_ending

PASSPHRASE_FILE = "CASEWELL_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable, not a secret


class NoPassphrase(UserFixable):
    """Nobody can be asked for the passphrase."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Put the passphrase alone into a file and name it in {PASSPHRASE_FILE}.")


class CasebookDamaged(UserFixable):
    """The check found damage."""

    def __init__(self, path: Path, found: list[str]) -> None:
        super().__init__(
            f"{path.name} is damaged. {' '.join(found)} "
            "The file was not changed: keep it, and restore a backup beside it."
        )


class IndexOutOfStep(UserFixable):
    """The check found nothing but a search index that lags behind."""

    def __init__(self, path: Path, found: list[str]) -> None:
        super().__init__(
            f"{' '.join(found)} Nothing of yours is lost: the search only may miss something. "
            f"`casewell verify --mend-index {path.name}` makes it anew."
        )


def add_to(add: Add) -> None:
    """Add these commands to the parser."""
    log = add("log", _log, "export the log, the five columns first")
    log.add_argument("casebook", type=Path)
    log.add_argument("--out", type=Path, required=True, help="a file ending in .csv, .xlsx, .pdf or .ics")
    log.add_argument("--replace", action="store_true", help="write over a file that is there")
    report = add("report", _report, "write the whole story of one case as a PDF")
    report.add_argument("casebook", type=Path)
    report.add_argument("--case", required=True, help="the case's title, or words of it")
    report.add_argument("--out", type=Path, required=True)
    report.add_argument("--notes", action="store_true", help="with your own notes, and what entries said before")
    report.add_argument("--identifiers", action="store_true", help="with the birth date and whole numbers")
    report.add_argument("--checksums", action="store_true", help="with the SHA-256 of each document")
    report.add_argument("--replace", action="store_true", help="write over a file that is there")
    verify = add("verify", _verify, "check that a casebook is whole")
    verify.add_argument("casebook", type=Path)
    verify.add_argument("--mend-index", action="store_true", help="make the search index anew where it is out of step")
    backup = add("backup", _backup, "write a verified copy")
    backup.add_argument("casebook", type=Path)
    backup.add_argument("folder", type=Path)
    restore = add("restore", _restore, "put a verified backup in place; a casebook already there is kept beside it")
    restore.add_argument("backup", type=Path)
    restore.add_argument("casebook", type=Path)


def passphrase_for(house: House, path: Path, *, or_of: Path | None = None) -> str:
    """Return the passphrase from the file named in the environment, the keychain, or a prompt, in this order.

    ``or_of`` is another casebook whose passphrase in the keychain serves as well: a backup has its casebook's own.
    """
    named = os.environ.get(PASSPHRASE_FILE)
    if named:
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise NoPassphrase(f"The passphrase file {named} cannot be read.") from error
    for place in (path, or_of):
        kept = house.vault.keychain.get(place) if place is not None else None
        if kept is not None:
            return kept
    nobody = NoPassphrase(f"There is no one to ask for the passphrase of {path.name}.")
    if sys.stdin is None or not sys.stdin.isatty():
        raise nobody
    try:
        return getpass.getpass(f"Passphrase of {path.name}: ")
    except EOFError as error:
        raise nobody from error


@contextmanager
def _opened(house: House, path: Path) -> Iterator[Casebook]:
    casebook = house.vault.open(path, passphrase_for(house, path), house.paths.backups)
    try:
        yield casebook
    finally:
        casebook.close()


def _log(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    writable_ending(arguments.out)
    with _opened(house, arguments.casebook) as casebook:
        export = LogExport(casebook, house.clock, house.tables, house.files)
        rows = export.write(LogFilter(), arguments.out.absolute(), replace_file=arguments.replace)
    return f"Written: {arguments.out}, {rows} lines", {"file": str(arguments.out), "rows": rows}


def _report(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    named_as(arguments.out, "Reports are written", PDF)
    from app.services.case_report import CaseReports, ReportOptions  # delayed: no other command here needs the law
    from app.services.planning import Planner

    options = ReportOptions(notes=arguments.notes, identifiers=arguments.identifiers, checksums=arguments.checksums)
    with _opened(house, arguments.casebook) as casebook:
        reports = CaseReports(casebook, house.clock, Planner(house.clock), house.paper, house.files)
        case = reports.named(arguments.case)
        target = arguments.out.absolute()
        drain(reports.save_job(case.id, options, target, CancelFlag(), replace_file=arguments.replace))
    return f"Written: {arguments.out}", {"file": str(arguments.out), "case": case.title}


def _verify(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    with _opened(house, arguments.casebook) as casebook:
        mended = casebook.mend_index() if arguments.mend_index else 0
        found = casebook.verify()
        only_index = bool(found) and all(problem.startswith(INDEX_OUT_OF_STEP) for problem in found)
    if only_index:
        raise IndexOutOfStep(arguments.casebook, found)
    if found:
        raise CasebookDamaged(arguments.casebook, found)
    said = f"The search index was out of step with {mended} entries, and was made anew. " if mended else ""
    answer: dict[str, object] = {"file": str(arguments.casebook), "problems": []}
    if arguments.mend_index:
        answer["index_mended"] = mended
    return f"{said}{arguments.casebook.name} is whole.", answer


def _backup(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    with _opened(house, arguments.casebook) as casebook:
        copy = casebook.backup(arguments.folder, house.settings.backup_keep)
    return f"Written and verified: {copy}", {"file": str(copy)}


def _restore(arguments: argparse.Namespace) -> tuple[str, object]:
    house = make_house()
    passphrase = passphrase_for(house, arguments.backup, or_of=arguments.casebook)
    house.vault.restore(arguments.backup, arguments.casebook, passphrase)
    return f"Restored: {arguments.casebook}", {"file": str(arguments.casebook)}
