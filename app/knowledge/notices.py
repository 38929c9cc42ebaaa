# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What notices must say by law: the elements by kind of plan and of notice, and how each is recognised in a text."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from app.knowledge.errors import KnowledgeError
from app.knowledge.merged import merged_records
from app.knowledge.reader import shipped_records

FOLDER = "notices"
ANY = "any"

Condition = Literal[
    "", "clinical", "criterion", "missing_information", "urgent", "ongoing", "mental_health", "protected_bill",
    "state_office",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """A kind of notice, known by words of its beginning. One that is ``along`` stands beside another."""

    id: str
    title: str
    known_by: tuple[str, ...] = ()
    along: bool = False
    usual_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Consequence:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeElement:
    """One thing that a notice must say.

    ``says`` are phrases that say it, ``hints`` words that may mean it; in both, parts joined by & stand close to each
    other and # is a digit. ``when`` names the circumstances in which it is needed. ``judge`` says why words alone
    cannot show it. ``perhaps`` are kinds of plan for which it holds in some cases. ``paragraph`` is for a letter, with
    {citation} where the citation stands. ``follows`` names a consequence that several share.
    """

    id: str
    element: str
    plan_kinds: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    notices: tuple[str, ...]
    says: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    when: Condition = ""
    judge: str = ""
    citation: str
    by_kind: Mapping[str, str] = field(default_factory=dict)
    verified: str
    checked: date
    follows: str = ""
    consequence: str = ""
    paragraph: str = ""

    def __post_init__(self) -> None:
        if not self.plan_kinds and not self.parties:
            raise ValueError("whom it binds is missing: plan_kinds or parties")
        if not self.says and not self.judge:
            raise ValueError("without phrases in “says”, “judge” must say why words cannot show it")

    @property
    def what_follows(self) -> str:
        """Return what happens when it is left out, in sentences."""
        return f"{self.shared_consequence} {self.consequence}".strip()

    @property
    def shared_consequence(self) -> str:
        """Return what several elements share of it; empty where this one's is all its own."""
        return _consequences()[self.follows].text if self.follows else ""

    @property
    def read(self) -> bool:
        """Return whether its law was read; of one known from memory alone nothing is said for sure."""
        return not self.verified.startswith("not read in the law")

    def cited_for(self, plan_kind: str) -> str:
        """Return where the law stands for this kind of plan."""
        return self.by_kind.get(plan_kind, self.citation)


def _consequences() -> Mapping[str, _Consequence]:
    return shipped_records(f"{FOLDER}/consequences.toml", _Consequence)


def notice_kinds() -> Mapping[str, NoticeKind]:
    """Return the kinds of notice by id, in the order in which they are looked for."""
    return shipped_records(f"{FOLDER}/kinds.toml", NoticeKind)


@functools.cache
def notice_elements() -> Mapping[str, NoticeElement]:
    """Return what notices must say, by id; KnowledgeError for a kind of notice or a consequence that does not exist."""
    found = merged_records(f"{FOLDER}/elements", NoticeElement)
    for element in found.values():
        strange = [name for name in element.notices if name not in notice_kinds() and name != ANY]
        strange += [element.follows] if element.follows and element.follows not in _consequences() else []
        if strange:
            raise KnowledgeError(f"resources/{FOLDER}/elements", element.id, f"“{strange[0]}” does not exist")
    return MappingProxyType(dict(found))
