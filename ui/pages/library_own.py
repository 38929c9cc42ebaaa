# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Importing, replacing and removing official code lists of a person's own, from the library."""

from __future__ import annotations

from pathlib import Path

from app.domain.own_codes import OWN_LIST_TITLES
from app.errors import UserFixable
from app.services.own_codes import OwnCodeService, OwnList
from ui.context import Context
from ui.format import short_date

FILES = "Code lists (*.csv *.tsv *.txt);;All files (*)"
_TITLE = "Your own code lists"
_HELP = (
    "An official list that you may use, such as one of X12 or the AMA, can stand beside our explanations. "
    "It stays in this casebook."
)
_IMPORT = ""


def manage_own_lists(context: Context) -> None:
    """Ask what to do with the lists: import one, or remove one that is there."""
    lists = context.desk.own_codes.lists()
    if not lists:
        import_own_list(context)
        return
    items: list[tuple[str, object]] = [("Import a list, in place of one of its kind", _IMPORT)]
    items += [(f"Remove: {_words(one)}", one.kind) for one in lists]
    chosen = context.prompts.pick(_TITLE, "What to do", items, _HELP, yes="Go on")
    if chosen == _IMPORT:
        import_own_list(context)
    elif chosen is not None:
        own: OwnCodeService = context.desk.own_codes
        context.act(lambda: own.remove(str(chosen)), "Your list was removed")


def import_own_list(context: Context) -> None:
    """Ask for the file and what it lists, and import it; a file that is no list is told in its own sentence."""
    path = context.prompts.choose_file("Import a code list of your own", FILES)
    if path is None:
        return
    own: OwnCodeService = context.desk.own_codes
    try:
        guess = own.likely_kind(path)
    except UserFixable as error:
        context.prompts.problem(error)
        return
    titles = {guess: OWN_LIST_TITLES[guess], **OWN_LIST_TITLES}
    items: list[tuple[str, object]] = [(title, kind) for kind, title in titles.items()]
    kind = context.prompts.pick(_TITLE, f"What “{path.name}” lists", items, _HELP, yes="Import")
    if kind is not None:
        _import(context, own, path, str(kind))


def _import(context: Context, own: OwnCodeService, path: Path, kind: str) -> None:
    done = context.act(lambda: own.import_list(path, kind), "Imported")
    if done is not None:
        context.said.emit(f"Imported: {_words(done)}")


def _words(one: OwnList) -> str:
    count = f"{one.count:,} codes" if one.count != 1 else "1 code"
    return f"{one.title}, {count} from “{one.name}”, {short_date(one.imported_on)}"
