# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters: drafting from the case's facts, keeping every version, and the page as it will print."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.clock import Clock
from app.domain.blocks import LetterPaper, PaperSize
from app.domain.case import Case
from app.domain.document import Document
from app.domain.facts import Facts
from app.domain.letter import Letter, LetterStatus, LetterVersion, Sending
from app.domain.packet import Packet
from app.domain.person import Person
from app.domain.preference import Preference
from app.errors import Bug
from app.knowledge.letters import LetterKind
from app.ports import Casebook, FileWriter, LetterRow, PaperWriter
from app.rules import letter_checks, letter_text
from app.rules.letter_checks import LetterChecks
from app.rules.letter_gate import as_markdown
from app.rules.letter_own import guarded
from app.rules.letter_paper import SENT_BY
from app.rules.letter_text import LetterDraft, Missing
from app.rules.letter_timeline import TIMELINE
from app.services.case_timeline import case_timeline
from app.services.errors import LetterIncomplete, LetterWasSent
from app.services.exhibits import LISTED, exhibits_of
from app.services.letter_facts import Typed, asked, typed_value, with_fact, words_in_text
from app.services.letter_recipient import recipient_of, track_of
from app.services.owed import MISSED, missed_words
from app.services.planning import Planner
from app.services.previews import pdf_page_sizes
from app.services.undo import Change, UndoStack

__all__ = [
    "LETTERHEAD",
    "LetterChecks",
    "LetterService",
    "LetterView",
    "LiveLetter",
    "Missing",
    "OpenLetter",
]

LETTERHEAD = ("letterhead.name", "letterhead.address", "letterhead.phone", "paper.size", "paper.window")
"""The look of every letter: whose name stands above, the sheet, and whether an envelope has a window."""

WORD = ".docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter with all that stands beside it: what is missing, cautions, enclosures.

    ``needed`` is how many facts it cannot go out without, known or not; ``optional`` are blanks of the page that may
    stay. ``unprintable`` are the signs that no paper of ours can show.
    """

    letter: Letter
    kind: LetterKind
    case: Case
    facts: Facts
    extra: dict[str, str]
    missing: tuple[Missing, ...]
    needed: int
    optional: tuple[Missing, ...]
    cautions: tuple[str, ...]
    enclosures: tuple[str, ...]
    unprintable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLetter:
    """A letter as it is in the editor: its page as PDF, what was checked, and its facts as they stand in the text."""

    view: LetterView
    pdf: bytes
    pages: int
    checks: LetterChecks
    fact_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLetter:
    """A letter with its case, its person, and how it was sent (empty while it is a draft)."""

    letter: Letter
    case: Case
    person: Person
    sendings: tuple[Sending, ...] = ()


class LetterService:
    """The letters of a casebook."""

    def __init__(
        self,
        casebook: Casebook,
        clock: Clock,
        undo: UndoStack,
        planner: Planner,
        paper: PaperWriter,
        files: FileWriter,
    ) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo
        self._planner = planner
        self._paper = paper
        self._files = files

    def kinds(self) -> tuple[LetterKind, ...]:
        """Return the kinds of letter that can be written."""
        return self._planner.letter_kinds()

    def rows(self, person_id: str | None = None, case_id: str | None = None) -> list[LetterRow]:
        """Return letters and packets, last changed first."""
        with self._casebook.reading() as tx:
            return tx.letters(person_id, case_id)

    def get(self, letter_id: str) -> Letter:
        """Return one letter."""
        with self._casebook.reading() as tx:
            return tx.get(Letter, letter_id)

    def find(self, letter_id: str) -> OpenLetter | None:
        """Return a letter with its case and sendings; None when it is there no more (it was made, and undone)."""
        with self._casebook.reading() as tx:
            found = tx.find(Letter, id=letter_id)
            if not found:
                return None
            case = tx.get(Case, found[0].case_id)
            return OpenLetter(
                letter=found[0],
                case=case,
                person=tx.get(Person, case.person_id),
                sendings=tuple(tx.find(Sending, order_by="sent_on", letter_id=letter_id)),
            )

    def of_case(self, case_id: str) -> list[Letter]:
        """Return the letters of a case, the oldest first."""
        with self._casebook.reading() as tx:
            return tx.find(Letter, order_by="created_at", case_id=case_id)

    def create(self, case_id: str, kind_id: str) -> Letter:
        """Draft a letter from the case's facts."""
        kind = self._planner.letter_kind(kind_id)
        with self._casebook.transaction() as tx:
            case = tx.get(Case, case_id)
            facts = self._planner.facts_of(case)
            party = recipient_of(tx, kind, case, facts, self._clock.today())
            late = missed_words(tx, case, facts, self._planner, kind.to, party, self._clock.today())
            extra = {MISSED: late} if late else {}
            if TIMELINE in kind.blanks:
                extra[TIMELINE] = case_timeline(tx, case, facts)
            draft = self._draft(kind, facts, extra)
            track = track_of(tx, case_id, kind)
            now = self._clock.now()
            letter = Letter(
                case_id=case_id,
                track_id=track.id if track else None,
                party_id=party.id if party else None,
                kind=kind_id,
                title=kind.title,
                text=draft.text,
                facts=json.dumps(extra, ensure_ascii=False),
                created_at=now,
                changed_at=now,
            )
            tx.save(letter)
            tx.commit()
        self._undo.push(Change(text=f"letter “{letter.title}”", remove=(letter,)))
        return letter

    def view(self, letter_id: str) -> LetterView:
        """Return a letter with all that stands beside it."""
        with self._casebook.reading() as tx:
            letter = tx.get(Letter, letter_id)
            case = tx.get(Case, letter.case_id)
        return self.look(letter, case)

    def look(self, letter: Letter, case: Case) -> LetterView:
        """Return what stands beside a letter as it is in the editor, saved or not."""
        kind = self._planner.letter_kind(letter.kind)
        facts = self._planner.facts_of(case)
        extra: dict[str, str] = json.loads(letter.facts)
        draft = self._draft(kind, facts, self._told(letter, extra))
        # A blank typed by hand is no longer missing once its fact is known; paper fills it the same way.
        missing = letter_text.still_missing(letter_text.fill_blanks(letter.text, facts, extra), draft)
        may_stay = SENT_BY in kind.blanks and typed_value(facts, extra, SENT_BY) is None
        how = asked(SENT_BY)
        return LetterView(
            letter=letter,
            kind=kind,
            case=case,
            facts=facts,
            extra=extra,
            missing=missing,
            needed=len({blank.id for blank in kind.needs} | {item.key for item in missing}),
            optional=(Missing(key=how.key, label=how.label, question=how.question, where=how.where),)
            if may_stay
            else (),
            cautions=draft.cautions,
            enclosures=draft.enclosures,
            unprintable=self._paper.unprintable(letter.text),
        )

    def live(self, letter: Letter, case: Case) -> LiveLetter:
        """Return the page and the checks of a letter as it is in the editor; takes a moment, so ask from a worker."""
        view = self.look(letter, case)
        page = self._page(view, self._clock.today(), final=False)
        pdf = self._paper.letter(page)
        return LiveLetter(
            view=view,
            pdf=pdf,
            pages=len(pdf_page_sizes(pdf)),
            checks=letter_checks.check_letter(view.kind, letter.text, view.facts, view.extra, page),
            fact_words=words_in_text(view.kind, view.facts, view.extra),
        )

    def save(
        self, letter_id: str, text: str, extra: dict[str, str] | None = None, *, into: int | None = None
    ) -> Letter:
        """Keep a changed text as a new version; an unchanged one makes none.

        ``into`` is the version that the present stretch of editing already began: while it is the newest, its text is
        replaced, so that keeping the draft every few seconds does not make a version each time.
        """
        with self._casebook.transaction() as tx:
            before = tx.get(Letter, letter_id)
            if before.status is LetterStatus.SENT:
                raise LetterWasSent
            facts = before.facts if extra is None else json.dumps(extra, ensure_ascii=False)
            if text == before.text and facts == before.facts:
                return before
            after = replace(before, text=text, facts=facts, changed_at=self._clock.now())
            kept: tuple[LetterVersion, ...] = ()
            if text != before.text and before.version != into:
                after = replace(after, version=before.version + 1)
                kept = (_kept(before),)
            tx.save(after, *kept)
            tx.commit()
        if kept or facts != before.facts:
            self._undo.push(Change(text=f"change of “{before.title}”", restore=(before,), remove=kept))
        return after

    def answer(self, letter_id: str, key: str, value: Typed) -> Letter:
        """Put one typed fact into the case (or the letter, where it is the letter's own) and fill its blanks.

        Raises FactsContradict and FactsValueWrong, which say what cannot be right; then nothing is saved.
        """
        with self._casebook.reading() as tx:
            letter = tx.get(Letter, letter_id)
            case = tx.get(Case, letter.case_id)
        facts, extra = with_fact(self._planner.facts_of(case), json.loads(letter.facts), key, value)
        return self.fill(letter_id, facts, extra)

    def fill(self, letter_id: str, facts: Facts, extra: dict[str, str]) -> Letter:
        """Put newly typed facts into case and letter; blanks in the text that they answer are filled."""
        with self._casebook.transaction() as tx:
            letter = tx.get(Letter, letter_id)
            if letter.status is LetterStatus.SENT:
                raise LetterWasSent
            case = tx.get(Case, letter.case_id)
            changed = self._planner.with_facts(case, facts)
            text = letter_text.fill_blanks(letter.text, facts, extra)
            after = replace(
                letter, text=text, facts=json.dumps(extra, ensure_ascii=False), changed_at=self._clock.now()
            )
            tx.save(changed, after)
            tx.commit()
        self._undo.push(Change(text="filled-in facts", restore=(case, letter)))
        return after

    def draft_again(self, letter_id: str) -> str:
        """Return the text that the facts would give now; nothing is saved."""
        view = self.view(letter_id)
        return self._draft(view.kind, view.facts, view.extra).text

    def versions(self, letter_id: str) -> list[LetterVersion]:
        """Return the earlier versions, the oldest first."""
        with self._casebook.reading() as tx:
            return tx.find(LetterVersion, order_by="number", letter_id=letter_id)

    def paper(self, letter: Letter, case: Case, *, final: bool, dated: date | None = None) -> LetterPaper:
        """Return the letter as it will print, dated today unless told; a final one with blanks left is refused."""
        return self._page(self.look(letter, case), dated or self._clock.today(), final=final)

    def pdf(self, letter: Letter, case: Case, *, final: bool, dated: date | None = None) -> bytes:
        """Return the letter as PDF bytes."""
        return self._paper.letter(self.paper(letter, case, final=final, dated=dated))

    def finished(self, letter_id: str, dated: date | None = None) -> bytes:
        """Return the PDF to save or print: of a sent letter the bytes that went out, else the finished page."""
        with self._casebook.reading() as tx:
            letter = tx.get(Letter, letter_id)
            case = tx.get(Case, letter.case_id)
            sendings = tx.find(Sending, order_by="sent_on", letter_id=letter_id)
            kept = [s for s in sendings if s.document_id and not s.packet_id]
            if letter.status is LetterStatus.SENT and kept:
                return tx.file_bytes(tx.get(Document, kept[-1].document_id or "").sha256)
        if letter.status is LetterStatus.SENT and sendings:
            dated = sendings[-1].sent_on
        return self.pdf(letter, case, final=letter.status is not LetterStatus.SENT, dated=dated)

    def export(self, letter_id: str, target: Path, *, replace_file: bool = False) -> None:
        """Write a finished letter where the person asked: as a Word document where the name ends so, else as a PDF."""
        made = self._word(letter_id) if target.suffix.lower() == WORD else self.finished(letter_id)
        self._files.write(target, made, replace=replace_file)

    def _word(self, letter_id: str) -> bytes:
        """Return the finished letter as a Word document; a sent one bears the day on which it went out."""
        found = self.find(letter_id)
        if found is None:
            raise Bug(f"there is no letter {letter_id}")
        sent = found.letter.status is LetterStatus.SENT
        dated = found.sendings[-1].sent_on if sent and found.sendings else None
        return self._paper.letter_docx(self.paper(found.letter, found.case, final=not sent, dated=dated))

    def delete(self, letter_id: str) -> None:
        """Delete a draft with its versions; undo brings it back. A sent letter stays."""
        with self._casebook.transaction() as tx:
            letter = tx.get(Letter, letter_id)
            if letter.status is LetterStatus.SENT:
                raise LetterWasSent
            versions = tx.find(LetterVersion, letter_id=letter_id)
            packets = tx.find(Packet, letter_id=letter_id)  # they lose their letter, and get it back by undo
            tx.delete(*versions, letter)
            tx.commit()
        self._undo.push(Change(text=f"deletion of “{letter.title}”", restore=(letter, *versions, *packets)))

    def letterhead(self) -> dict[str, str]:
        """Return the letterhead that is printed instead of the patient's own, empty values when there is none."""
        with self._casebook.reading() as tx:
            found = {p.id: p.value for p in tx.find(Preference)}
        return {key: found.get(key, "") for key in LETTERHEAD}

    def paper_size(self) -> PaperSize:
        """Return the size of paper that the person chose for what is printed: Letter, or A4."""
        return PaperSize.A4 if self.letterhead()["paper.size"] == PaperSize.A4 else PaperSize.LETTER

    def set_letterhead(self, values: dict[str, str]) -> None:
        """Keep the letterhead in the casebook."""
        with self._casebook.transaction() as tx:
            tx.save(*(Preference(id=key, value=values.get(key, "")) for key in LETTERHEAD))
            tx.commit()

    def _draft(self, kind: LetterKind, facts: Facts, extra: dict[str, str]) -> LetterDraft:
        deadlines = self._planner.deadlines(facts)
        draft = guarded(kind, lambda: letter_text.draft(kind, facts, extra, self._clock.today(), deadlines))
        late = extra.get(MISSED, "") if MISSED not in kind.blanks else ""
        if not late:
            return draft
        # Letters whose own words have no place for it say it at their end.
        said = "\n\n".join(as_markdown(line) for line in late.splitlines() if line.strip())
        return replace(draft, text=f"{draft.text.rstrip()}\n\n{said}\n")

    def _page(self, view: LetterView, dated: date, *, final: bool) -> LetterPaper:
        if final and view.missing:
            raise LetterIncomplete(tuple(m.key for m in view.missing))
        text = letter_text.fill_blanks(view.letter.text, view.facts, view.extra)
        extra = self._told(view.letter, view.extra)
        page = guarded(view.kind, lambda: letter_text.paper(view.kind, text, view.facts, extra, dated, final=final))
        return self._with_letterhead(page)

    def _told(self, letter: Letter, extra: dict[str, str]) -> dict[str, str]:
        """Return the letter's own facts; where it lists no exhibits itself, those of its packet stand for them."""
        if extra.get(LISTED, "").strip():
            return extra
        with self._casebook.reading() as tx:
            exhibits = exhibits_of(tx, letter.id)
        return {**extra, LISTED: exhibits} if exhibits else extra

    def _with_letterhead(self, paper: LetterPaper) -> LetterPaper:
        head = self.letterhead()
        paper = replace(paper, size=self.paper_size(), window=head["paper.window"] == "yes")
        if not head["letterhead.name"].strip():
            return paper
        lines = (", ".join(head["letterhead.address"].splitlines()), head["letterhead.phone"])
        return replace(paper, sender=head["letterhead.name"].strip(), sender_lines=tuple(x for x in lines if x.strip()))


def _kept(before: Letter) -> LetterVersion:
    return LetterVersion(letter_id=before.id, number=before.version, text=before.text, saved_at=before.changed_at)
