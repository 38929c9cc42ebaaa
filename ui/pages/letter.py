# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A letter: what it still misses, its text, and beside it the page as it will print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.letter import LetterStatus
from app.services.letter_facts import known_facts
from app.services.letters import LiveLetter, OpenLetter
from app.services.previews import pdf_page_sizes, render_pdf
from ui.context import Context
from ui.format import DOT, count_text, long_date
from ui.models.letters import sending_words
from ui.pages import letter_out
from ui.pages.base import Crumb, Page
from ui.pages.letter_editor import LetterText
from ui.pages.letter_fact import ask_fact
from ui.pages.letter_foot import LetterFoot
from ui.pages.letter_header import LetterHeader
from ui.pages.letter_live import LivePage
from ui.pages.letter_missing import MissingBand
from ui.pages.letter_portal import copy_as_text
from ui.pages.letter_quote import ask_quote
from ui.pages.letter_spelling import LetterSpelling
from ui.pages.letter_toolbar import LetterToolbar
from ui.pages.letter_versions import ask_version
from ui.theme import ground, space
from ui.widgets.banner import Banner
from ui.widgets.card import Splitter, column
from ui.widgets.label import Hairline
from ui.widgets.pdf_preview import PdfPreview

KEEP_MS = 2_000


class LetterPage(Page):
    """One letter. While it is a draft, the text is kept two seconds after the last key.

    A stretch of editing is one version: the first keeping begins it, later ones write into it, and it ends with
    Ctrl+S or when the page is left.
    """

    key = "letter"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._letter_id = ""
        self._open: OpenLetter | None = None
        self._live: LiveLetter | None = None
        self._into: int | None = None
        self.head = LetterHeader()
        self.band = MissingBand()
        self.note = Banner()
        self.text = LetterText()
        self.toolbar = LetterToolbar(self.text)
        self.spelling = LetterSpelling(context, self.text)
        self.foot = LetterFoot()
        self.preview = PdfPreview(context.jobs)
        self.live = LivePage(self._work, context.jobs, self)
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.setInterval(KEEP_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.note.hide()
        noted = QWidget()
        noted.setLayout(column(self.note, margins=(16, 8, 16, 0)))
        self._noted = noted
        ground(self.preview, "desk")
        paper = QWidget()
        paper.setLayout(column(self.text, margins=(24, 16, 12, 0)))
        ground(paper, "surface")
        editor = QWidget()
        down = QVBoxLayout(editor)
        space(down, 0, 0)
        for widget in (self.band, self.toolbar, Hairline(), noted):
            down.addWidget(widget)
        down.addWidget(paper, 1)
        down.addWidget(Hairline())
        down.addWidget(self.foot)
        panes = Splitter("letter", editor, self.preview)
        panes.folds(720)
        panes.start_sizes(496, 656, stretch=1)
        whole = QVBoxLayout(self)
        space(whole, 0, 0)
        whole.addWidget(self.head)
        whole.addWidget(Hairline())
        whole.addWidget(panes, 1)
        self.setTabOrder(self.band, self.text)

    def _connect(self) -> None:
        self.text.edited.connect(self._edited)
        self.live.ready.connect(self._show_live)
        self.live.failed.connect(lambda problem: self.foot.show_trouble(str(problem)))
        self.band.asked.connect(self.fill)
        self.note.acted.connect(self._tell_cautions)
        self.head.asked.connect(self._act)
        self.toolbar.packet_wanted.connect(self._open_packet)
        self.toolbar.quote_wanted.connect(self.quote_record)
        self._keep_soon.timeout.connect(self._keep)
        for keys, on in (
            ("F8", self.fill_next),
            ("Ctrl+S", self.save_version),
            ("Ctrl+Shift+S", self.save_pdf),
            ("Ctrl+P", self.print_letter),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(on)

    # -- what the window asks ------------------------------------------------------------------------------------

    def breadcrumb(self) -> list[Crumb]:
        """Return the person and where we are."""
        if self._open is None:
            return []
        return [Crumb(self._open.person.name, "case", {"case_id": self._open.case.id}), Crumb("Letters and packets")]

    def show_args(self, **args: Any) -> None:  # noqa: ANN401 - each page names its own arguments
        """Take ``letter_id``."""
        wanted = str(args.get("letter_id", self._letter_id))
        if wanted != self._letter_id:
            self._letter_id, self._open, self._live, self._into = wanted, None, None, None
            self.preview.clear("The page is being drawn.")

    def refresh(self) -> None:
        """Read the letter anew; words that were typed and are not kept yet stay."""
        found = self._context.desk.letters.find(self._letter_id)
        if found is None:
            self._open = None
            QTimer.singleShot(0, self, lambda: self._context.go("letters"))  # it was made, and that was undone
            return
        before, self._open = self._open, found
        if before is None:
            self.text.set_text(found.letter.text)
        elif self.text.text() == before.letter.text != found.letter.text:
            self.text.replace_text(found.letter.text)
        if before is not None and found.letter.version != before.letter.version:
            self._into = None if found.letter.version != self._into else self._into
        self._show_state()
        self._offer()
        self.spelling.refresh()
        self.live.ask(now=True)
        if before is None or before.letter.id != found.letter.id:
            self.header_changed.emit()
            self.text.setFocus()

    def leave(self) -> bool:
        """Keep the text as a version; stay when that is not possible, unless the person says otherwise."""
        self._keep_soon.stop()
        if self._open is None or self._keep(end=True):
            return True
        return self._context.prompts.ask(
            "Leave this letter?",
            "What you typed last could not be kept. If you leave now, it is lost.",
            "Leave and lose it",
            "Stay",
            danger=True,
        )

    # -- keeping -------------------------------------------------------------------------------------------------

    def _draft(self) -> bool:
        return self._open is not None and self._open.letter.status is LetterStatus.DRAFT

    def _edited(self) -> None:
        self._keep_soon.start()
        self.live.ask()
        self._show_state()

    def _keep(self, *, end: bool = False) -> bool:
        """Keep the text; ``end`` closes the version, so that the next change begins another. False: it did not work."""
        if self._open is None:
            return True
        text = self.text.text()
        if self._draft() and text != self._open.letter.text:
            save = partial(self._context.desk.letters.save, self._letter_id, text, into=self._into)
            saved = self._context.act(save)
            if saved is None:
                return False
            self._into = saved.version
            self._open = replace(self._open, letter=saved)
            self._show_state()
        if end:
            self._into = None
        return True

    def save_version(self) -> None:
        """Keep the text as a version of its own (Ctrl+S)."""
        self._keep_soon.stop()
        if self._keep(end=True) and self._open is not None:
            self._context.said.emit(f"Version {self._open.letter.version} saved")

    # -- what is shown -------------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        opened = self._open
        if opened is None:
            return
        letter, draft = opened.letter, self._draft()
        if draft:
            kept = self.text.text() == letter.text
            self.head.show_letter(
                letter.title, f"Version {letter.version}{DOT}{'saved' if kept else 'changed'}", "neutral"
            )
        else:
            on = f" {long_date(opened.sendings[-1].sent_on)}" if opened.sendings else ""
            self.head.show_letter(letter.title, f"Sent{on}", "green")
        self.head.set_sent(not draft)
        self.head.set_spanish(self._context.desk.reading_copies.offered(letter.kind))
        self.text.setReadOnly(not draft)
        self.toolbar.set_writable(draft)
        if not draft:
            self.band.hide()

    def _offer(self) -> None:
        """Fill the menu of exhibits from the newest packet of the case."""
        if self._open is None:
            return
        packets = self._context.desk.packets.of_case(self._open.case.id)
        self.toolbar.offer_exhibits(self._context.desk.packets.view(packets[-1].id).exhibits if packets else ())

    def _work(self) -> Callable[[], LiveLetter] | None:
        """Return what the worker does: the page and checks of the text as it stands now."""
        if self._open is None:
            return None
        letter, case = replace(self._open.letter, text=self.text.text()), self._open.case
        letters, sent = self._context.desk.letters, not self._draft()

        def work() -> LiveLetter:
            live = letters.live(letter, case)
            if not sent:
                return live
            pdf = letters.finished(letter.id)
            return replace(live, pdf=pdf, pages=len(pdf_page_sizes(pdf)))

        return work

    def _show_live(self, live: LiveLetter) -> None:
        view = live.view
        if view.letter.id != self._letter_id:
            return  # a page of the letter that was here before
        first = self._live is None
        self._live = live
        pdf = live.pdf
        self.preview.set_document(
            lambda page, width: render_pdf(pdf, page + 1, width), live.pages, 0 if first else None
        )
        self.foot.show_checks(live.checks, complete=not view.missing)
        self.text.set_facts(live.fact_words, [item.key for item in view.missing])
        self.toolbar.offer_facts(known_facts(view.kind, view.facts, view.extra))
        if self._draft():
            self.band.show_letter(view)
        missing = len(view.missing)
        why = (
            f"{count_text(missing, 'fact is', 'facts are')} still missing."
            if missing
            else "Keep the day and the proof."
        )
        self.head.set_sendable(self._draft() and not missing and not view.unprintable, why)
        self._show_note(live)

    def _show_note(self, live: LiveLetter) -> None:
        """Say what is most worth knowing: how it was sent, signs that cannot print, else the first caution."""
        view, opened = live.view, self._open
        more = ""
        if not self._draft():
            words = sending_words(opened.sendings[-1]) if opened is not None and opened.sendings else "Sent"
            self.note.set_tone("info")
            self.note.set_text(f"{words}.", "It stays as it went out. To say more, write a new letter.")
        elif view.unprintable:
            self.note.set_tone("red")
            signs = "  ".join(view.unprintable)
            self.note.set_text("These signs cannot be printed:", f"{signs}  Please write them in another way.")
        elif view.cautions:
            self.note.set_tone("info")
            self.note.set_text("Please note.", view.cautions[0])
            more = f"All {len(view.cautions)}" if len(view.cautions) > 1 else ""
        shown = not self._draft() or bool(view.unprintable or view.cautions)
        self.note.set_action(more)
        self.note.setVisible(shown)
        self._noted.setVisible(shown)

    def _tell_cautions(self) -> None:
        if self._live is not None:
            self._context.prompts.tell("\n\n".join(self._live.view.cautions), "Please note")

    # -- what the person does ------------------------------------------------------------------------------------

    def _act(self, what: str) -> None:
        {
            "versions": self.show_versions,
            "spanish": self.save_spanish,
            "pdf": self.save_pdf,
            "print": self.print_letter,
            "sent": self.mark_sent,
            "text": self.copy_text,
            "fax": self.save_fax,
        }[what]()

    def fill_next(self) -> None:
        """Ask for the next missing fact (F8)."""
        if self._draft() and self.band.next_key():
            self.fill(self.band.next_key())

    def fill(self, key: str) -> None:
        """Ask for one fact; what was typed is kept first, for filling changes the text."""
        if self._live is None or not self._keep(end=True):
            return
        view = self._live.view
        ask_fact(self._context, view, key, self)
        self.text.setFocus()

    def show_versions(self) -> None:
        """Show the versions, and put the chosen text into the editor."""
        if self._open is None or not self._keep(end=True):
            return
        text = ask_version(self._context, self._open.letter, self)
        if text is not None:
            self.text.replace_text(text)
        self.text.setFocus()

    def quote_record(self) -> None:
        """Ask for words of a record, and put them in with document and page."""
        if self._open is None or not self._draft():
            return
        quoted = ask_quote(self._context, self._open.case.id, self)
        if quoted is not None:
            self.text.insert_block(quoted)

    def copy_text(self) -> None:
        """Show the letter as plain text, to be pasted into a portal."""
        if self._open is not None and self._keep(end=True):
            copy_as_text(self._context, self._context.desk.ways.plain(self._letter_id), self)

    def save_fax(self) -> None:
        """Save a cover sheet for a fax, with the finished letter behind it."""
        self._let_out("fax it", letter_out.save_fax)

    def save_pdf(self) -> None:
        """Save the finished letter where the person wants it, as a PDF or a Word document."""
        self._let_out("save it", letter_out.save_letter)

    def save_spanish(self) -> None:
        """Save the reading copy in Spanish."""
        self._let_out("save the copy", letter_out.save_spanish)

    def print_letter(self) -> None:
        """Print the finished letter."""
        self._let_out("print it", letter_out.print_letter)

    def mark_sent(self) -> None:
        """Ask how it was sent; afterwards the letter is read-only."""
        self._let_out("mark it as sent", letter_out.mark_sent)
        self.text.setFocus()

    def _let_out(self, what: str, way: Callable[[Context, OpenLetter, QWidget], object]) -> None:
        """Let a finished letter leave the page."""
        if self._finished(what) and self._open is not None:
            way(self._context, self._open, self)

    def _finished(self, what: str) -> bool:
        """Return whether nothing is missing; else say what, and offer to fill it in."""
        if not self._keep(end=True) or self._live is None or self._open is None:
            return False
        if not self._draft():
            return True
        view = self._context.desk.letters.look(self._open.letter, self._open.case)
        if not view.missing:
            return True
        labels = ", ".join(item.label.lower() for item in view.missing)
        if self._context.prompts.ask(
            "Something is still missing",
            f"The letter lacks: {labels}. Fill it in, then {what}. Your text is kept.",
            "Fill the next",
        ):
            self.fill(view.missing[0].key)
        return False

    def _open_packet(self) -> None:
        if self._open is not None:
            letter_out.open_packet(self._context, self._open)
