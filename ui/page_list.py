# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Which pages there are, what New and the search open, and under which key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.context import Context
from ui.main_window import MainWindow
from ui.pages.base import Page
from ui.pages.page_commands import add_page_commands
from ui.search_box import Result

if TYPE_CHECKING:  # the services read the knowledge; the window must not wait for it before it is shown
    from app.ports import SearchHit
    from app.services.desk import Desk


def add_pages(window: MainWindow, context: Callable[[], Context], settings: Callable[[], Page]) -> None:
    """Add every page; each is made, and its code loaded, when it is first shown in an open casebook.

    The page of the settings speaks of the whole program, so it is made outside.
    """

    def today() -> Page:
        from ui.pages.today import TodayPage

        return TodayPage(context())

    def cases() -> Page:
        from ui.pages.cases import CasesPage

        return CasesPage(context())

    def log() -> Page:
        from ui.pages.log import LogPage

        return LogPage(context())

    def documents() -> Page:
        from ui.pages.documents import DocumentsPage

        return DocumentsPage(context())

    def letters() -> Page:
        from ui.pages.letters import LettersPage

        return LettersPage(context())

    def library() -> Page:
        from ui.pages.library import LibraryPage

        return LibraryPage(context())

    window.add_page("today", today, text="Today", icon="sun")
    window.add_page("cases", cases, text="Cases", icon="folder")
    window.add_page("log", log, text="Log", icon="list")
    window.add_page("documents", documents, text="Documents", icon="files")
    window.add_page("letters", letters, text="Letters", icon="mail")
    window.add_page("library", library, text="Library", icon="book-open")
    _add_inner_pages(window, context)
    window.add_page("settings", settings)
    add_page_commands(window.actions_of, window.current)


def _add_inner_pages(window: MainWindow, context: Callable[[], Context]) -> None:
    def case() -> Page:
        from ui.pages.case import CasePage

        return CasePage(context())

    def letter() -> Page:
        from ui.pages.letter import LetterPage

        return LetterPage(context())

    def packet() -> Page:
        from ui.pages.packet import PacketPage

        return PacketPage(context())

    def call() -> Page:
        from ui.pages.call import CallPage

        return CallPage(context())

    window.add_page("case", case, nav=False, under="cases")
    window.add_page("call", call, nav=False, under="cases")
    window.add_page("letter", letter, nav=False, under="letters")
    window.add_page("packet", packet, nav=False, under="letters")


def show_wizard(window: MainWindow, context: Context, session: str | None = None) -> None:
    """Show the new-dispute wizard over the whole window, a fresh one or one that was left."""
    from ui.wizard.window import WizardPage  # loaded when first needed

    page = WizardPage(context, session)
    page.closed.connect(window.leave_full)
    page.finished.connect(lambda target, arguments: window.go(target, **arguments))
    window.show_full(page)


def new_thing(window: MainWindow, context: Context, what: str) -> None:
    """Make what the New menu asks for."""
    if what == "dispute":
        show_wizard(window, context)
        return
    present = window.current()
    case_id = getattr(present, "case_id", None) if present is not None and present.key == "case" else None
    if what == "log":
        if case_id:
            window.go("case", case_id=case_id, entry=True)
        else:
            window.go("log", entry=True)
    elif what == "document":
        window.go("documents", add=True, case_id=case_id)
    else:
        window.go("letters", new=True, case_id=case_id)


def search_everything(desk: Desk, words: str) -> list[Result]:
    """Answer the search box: a code that is named, the casebook, then the library. Runs in a worker."""
    from app.services.library import LibraryService  # delayed: it reads the knowledge, and only a search needs it

    found = [Result(hit.kind, hit.title, hit.snippet, hit) for hit in desk.today.search(words, 30)]
    known = LibraryService(desk.casebook, desk.clock).search(words, 6)
    codes = [Result("code", entry.name, entry.text, entry) for entry in known if entry.kind == "code"]
    others = [Result("library", entry.name, entry.text, entry) for entry in known if entry.kind != "code"]
    return codes + found + others  # a code typed as it is printed is meant


def open_result(window: MainWindow, result: object) -> None:
    """Open what the search found."""
    from app.ports import SearchHit  # delayed for start-up time: nothing is found before a casebook is open
    from app.services.library_records import LibraryEntry

    hit = getattr(result, "target", None)
    if isinstance(hit, LibraryEntry):
        window.go("library", **{hit.kind: hit.id})
    elif isinstance(hit, SearchHit):
        _open_hit(window, hit)


def _open_hit(window: MainWindow, hit: SearchHit) -> None:
    if hit.kind in {"case", "log"}:
        arguments: dict[str, object] = {"case_id": hit.case_id or hit.id}
        if hit.kind == "log":
            arguments["select"] = hit.id
        window.go("case", **arguments)
    elif hit.kind == "letter":
        window.go("letter", letter_id=hit.id)
    elif hit.kind == "document":
        window.go("documents", select=hit.id)
    elif hit.kind == "person":
        window.go("cases", person=hit.id)
    else:
        window.go("log", party=hit.id)
