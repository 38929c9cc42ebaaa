# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Deadlines: done, snoozed with a reason, and offered anew when a trigger date changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clock import Clock
from app.domain.case import Case
from app.domain.deadline import Deadline, DeadlineSource, DeadlineStatus, Owner
from app.domain.plan import ComputedDeadline
from app.domain.track import Task
from app.knowledge.deadlines import deadline_rules
from app.ports import Casebook
from app.rules.counting import last_working_day
from app.rules.deadline_events import parse_value
from app.rules.deadlines import compute
from app.services.errors import ImpossibleDates, NeedsWords
from app.services.log import NewEntry, add_entry, awake_by
from app.services.undo import Change, UndoStack

NO_LONGER = "The facts of the case changed, and it no longer applies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the facts of a case would change on its calendar.

    A deadline whose date moves has both sides. A rule that newly applies has nothing ``present``; one that no longer
    applies is ``proposed`` as void, and stays until the person takes that over.
    """

    present: Deadline | None
    proposed: Deadline

    @property
    def is_new(self) -> bool:
        """Return whether the rule has no deadline in the case yet."""
        return self.present is None

    @property
    def is_dropped(self) -> bool:
        """Return whether the rule no longer applies."""
        return self.proposed.status is DeadlineStatus.VOID


class DeadlineService:
    """The clocks and tasks of a casebook."""

    def __init__(self, casebook: Casebook, clock: Clock, undo: UndoStack) -> None:
        self._casebook = casebook
        self._clock = clock
        self._undo = undo

    def get(self, deadline_id: str) -> Deadline:
        """Return one deadline."""
        with self._casebook.reading() as tx:
            return tx.get(Deadline, deadline_id)

    def task(self, task_id: str) -> Task:
        """Return one task."""
        with self._casebook.reading() as tx:
            return tx.get(Task, task_id)

    def of_case(self, case_id: str) -> list[Deadline]:
        """Return the deadlines of a case, by date."""
        with self._casebook.reading() as tx:
            return tx.find(Deadline, order_by="due", case_id=case_id)

    def done(self, deadline_id: str, note: str = "") -> Deadline:
        """Mark a deadline done, and log it."""
        with self._casebook.transaction() as tx:
            before = tx.get(Deadline, deadline_id)
            if before.status is DeadlineStatus.DONE:
                return before
            after = replace(before, status=DeadlineStatus.DONE, closed_on=self._clock.today(), closed_reason=note)
            entry = add_entry(
                tx,
                NewEntry(
                    case_id=before.case_id,
                    action=f"{'They did it' if before.owner is Owner.THEM else 'Done'}: {before.title}",
                    date=self._clock.today(),
                    track_id=before.track_id,
                    notes=note,
                ),
                self._clock,
            )
            entry = replace(entry, party_id=before.party_id)
            tx.save(after, entry)
            tx.commit()
        self._undo.push(Change(text=f"“{before.title}” done", restore=(before,), remove=(entry,)))
        return after

    def task_done(self, task_id: str) -> Task:
        """Mark a task done, and log it."""
        with self._casebook.transaction() as tx:
            before = tx.get(Task, task_id)
            if before.done_on is not None:
                return before
            after = replace(before, done_on=self._clock.today())
            entry = add_entry(
                tx,
                NewEntry(
                    case_id=before.case_id,
                    action=f"Done: {before.title}",
                    date=self._clock.today(),
                    track_id=before.track_id,
                ),
                self._clock,
            )
            entry = replace(entry, party_id=before.party_id)
            tx.save(after, entry)
            tx.commit()
        self._undo.push(Change(text=f"“{before.title}” done", restore=(before,), remove=(entry,)))
        return after

    def snooze(self, kind: str, record_id: str, until: date, reason: str) -> None:
        """Hide a deadline or a task from Today until a day; the date itself does not move. A reason is asked for."""
        if not reason.strip():
            raise NeedsWords("The reason for putting it off")
        if until <= self._clock.today():
            raise ImpossibleDates(f"it would come back on {until.isoformat()}, which is not in the future")
        with self._casebook.transaction() as tx:
            before = tx.get(Task, record_id) if kind == "task" else tx.get(Deadline, record_id)
            last = before.due if isinstance(before, Task) else min(before.due, before.safe or before.due)
            if last is not None and until > last:
                raise ImpossibleDates(f"it is due on {last.isoformat()}, before {until.isoformat()}")
            tx.save(replace(before, snoozed_until=until, snooze_reason=reason.strip()))
            tx.commit()
        self._undo.push(Change(text=f"snooze of “{before.title}”", restore=(before,)))

    def add(self, deadline: Deadline) -> Deadline:
        """Keep a deadline the person typed."""
        if not deadline.title.strip():
            raise NeedsWords("What is due")
        with self._casebook.transaction() as tx:
            tx.save(deadline)
            tx.commit()
        self._undo.push(Change(text=f"deadline “{deadline.title}”", remove=(deadline,)))
        return deadline

    def change(self, deadline: Deadline) -> Deadline:
        """Keep an edited deadline."""
        if not deadline.title.strip():
            raise NeedsWords("What is due")
        with self._casebook.transaction() as tx:
            before = tx.get(Deadline, deadline.id)
            tx.save(deadline)
            tx.commit()
        self._undo.push(Change(text=f"change of “{before.title}”", restore=(before,)))
        return deadline

    def set_notice_date(self, deadline_id: str, notice_due: date | None) -> Deadline:
        """Enter the date that the notice itself prints; the earlier of it and the law's governs."""
        present = self.get(deadline_id)
        dates = [d for d in (present.law_due, notice_due) if d is not None]
        if not dates:
            return present
        due = min(dates)
        governs = notice_due is not None and due == notice_due != present.law_due
        law = self._by_law(present)
        return self.change(
            replace(
                present,
                notice_due=notice_due,
                due=due,
                due_at=law.due if law and not governs and isinstance(law.due, datetime) else None,
                source=DeadlineSource.NOTICE if governs else DeadlineSource.LAW,
                safe=_safe(law.safe if law else None, due if governs or law is None else None),
                snoozed_until=awake_by(present.snoozed_until, due),
            )
        )

    def _by_law(self, deadline: Deadline) -> ComputedDeadline | None:
        """Count a deadline again from its own events; None where no rule says the same date as the record."""
        rule = deadline_rules().get(deadline.rule_id)
        if rule is None:
            return None
        events = {name: parse_value(str(value)) for name, value in json.loads(deadline.events).items()}
        for one in (rule, replace(rule, whole_days=True)):
            computed = compute(one, events, self._clock.today())
            if computed.law_date is not None and computed.law_date == deadline.law_due:
                return computed
        return None

    def offers(
        self,
        case_id: str,
        computed: tuple[ComputedDeadline, ...],
        before: tuple[ComputedDeadline, ...] | None = None,
        place: Callable[[ComputedDeadline], tuple[str | None, str | None]] = lambda _computed: (None, None),
    ) -> tuple[Offer, ...]:
        """Compare a case's deadlines with what the rules say now; return what differs: moved, new, no longer applying.

        A date of the notice that was entered on the deadline itself stays beside the new one. ``before`` are those
        that the facts gave before they changed: then only rules that came or went by the change are offered. Without
        it every rule that applies and is on no line of the case is offered, and our own filings that no longer apply.
        ``place`` gives the track and the party of a new one.
        """
        with self._casebook.reading() as tx:
            tx.get(Case, case_id)
            present = tx.find(Deadline, order_by="due", case_id=case_id)
        moved = _moved(present, computed)
        gone = _gone(present, computed, before)
        known = {old.rule_id for old in present if not _was_dropped(old)}
        earlier = {c.rule for c in before or ()}
        new = [c for c in computed if c.working is not None and c.rule not in known | earlier]
        fresh = [Offer(present=None, proposed=from_computed(c, case_id, *place(c))) for c in new]
        return (*moved, *fresh, *gone)

    def accept(self, offers: tuple[Offer, ...]) -> None:
        """Take over what was offered in one transaction: moved dates, new clocks, and the end of those that left."""
        today = self._clock.today()
        kept = [replace(o.proposed, closed_on=today) if o.is_dropped else o.proposed for o in offers]
        with self._casebook.transaction() as tx:
            tx.save(*kept)
            tx.commit()
        self._undo.push(
            Change(
                text="recomputed deadlines",
                restore=tuple(o.present for o in offers if o.present is not None),
                remove=tuple(o.proposed for o in offers if o.is_new),
            )
        )


def _moved(present: list[Deadline], computed: tuple[ComputedDeadline, ...]) -> tuple[Offer, ...]:
    fresh = {c.rule: c for c in computed if c.law_date is not None or c.notice_due is not None}
    found = []
    for old in present:
        new = fresh.get(old.rule_id)
        if old.status is not DeadlineStatus.OPEN or new is None:
            continue
        beside = replace(new, notice_due=new.notice_due or old.notice_due)
        if beside.working != old.due:
            found.append(Offer(present=old, proposed=_renewed(old, beside)))
    return tuple(found)


def _gone(
    present: list[Deadline], computed: tuple[ComputedDeadline, ...], before: tuple[ComputedDeadline, ...] | None
) -> tuple[Offer, ...]:
    """Offer to drop what no longer applies: a clock of theirs that a letter started is never in the facts."""
    applies, applied = {c.rule for c in computed}, {c.rule for c in before or ()}
    found = []
    for old in present:
        if old.status is not DeadlineStatus.OPEN or not old.rule_id or old.rule_id in applies:
            continue
        # All filings of ours come from the facts; where these give no date at all, they know nothing of the case yet.
        ours = before is None and old.owner is Owner.US and bool(computed)
        if ours or old.rule_id in applied:
            void = replace(old, status=DeadlineStatus.VOID, closed_reason=NO_LONGER)
            found.append(Offer(present=old, proposed=void))
    return tuple(found)


def _was_dropped(deadline: Deadline) -> bool:
    """Return whether a deadline ended because the facts had changed; then it may come back with them."""
    return deadline.status is DeadlineStatus.VOID and deadline.closed_reason == NO_LONGER


def _safe(by_law: date | None, governing: date | None) -> date | None:
    """Return the working day to act by: the law's, and never one after the date that governs instead of it."""
    days = [day for day in (by_law, last_working_day(governing) if governing else None) if day is not None]
    return min(days) if days else None


def _renewed(old: Deadline, computed: ComputedDeadline) -> Deadline:
    """Return the deadline as counted now; what the person put on it (name, lane, letter, snooze) stays."""
    new = from_computed(computed, old.case_id, old.track_id, old.party_id)
    return replace(
        new,
        id=old.id,
        title=old.title,
        log_entry_id=old.log_entry_id,
        letter_kind=old.letter_kind,
        snoozed_until=awake_by(old.snoozed_until, new.due),
        snooze_reason=old.snooze_reason,
    )


def from_computed(computed: ComputedDeadline, case_id: str, track_id: str | None, party_id: str | None) -> Deadline:
    """Make the record of a computed deadline; Bug territory when no date could be computed, so callers check it."""
    working = computed.working
    if working is None:
        raise ValueError(f"no date was computed for {computed.rule}")
    notice_governs = computed.notice_due is not None and working == computed.notice_due != computed.law_date
    return Deadline(
        case_id=case_id,
        track_id=track_id,
        party_id=party_id,
        title=computed.title,
        owner=computed.owner,
        source=DeadlineSource.NOTICE if notice_governs else DeadlineSource.LAW,
        rule_id=computed.rule,
        trigger=computed.trigger,
        trigger_date=computed.trigger_date,
        due=working,
        due_at=None if notice_governs or not isinstance(computed.due, datetime) else computed.due,
        safe=_safe(computed.safe, working if notice_governs else None),
        law_due=computed.law_date,
        notice_due=computed.notice_due,
        events=json.dumps(dict(computed.events), ensure_ascii=False),
        citation=computed.citation,
        counted=computed.counted,
        checked=computed.checked,
        verified=computed.verified,
        notes="\n".join(computed.notes),
        letter_kind=computed.letter_kind,
    )
