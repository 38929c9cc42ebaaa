# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Explaining one code: in full, in a sentence from the long lists, or by its family and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.dates import said_date
from app.knowledge.codes import Code, Codebook, ListedCode
from app.knowledge.icd10 import plain
from app.knowledge.medicare_codes import MedicareCode, medicare_book
from app.rules.code_validity import State, Validity, hcpcs, icd10, more_exact_words
from app.rules.decoding_tokens import Token

_ASK = "Ask whoever sent it to explain it in writing; they know their own codes."
_WHERE = {
    "CARC": "It looks like a claim adjustment reason code, but this number is not in Casewell's list. The present "
    "list is published by X12 on its website. Ask the insurer to explain it in writing.",
    "RARC": "It looks like a remark code (M, MA or N and a number), but this number is not in Casewell's list, which "
    "ends at N885. The present list is published by X12 on its website. Ask the insurer to explain it in writing.",
    "MODIFIER": "It looks like a modifier, the two-character mark on a service code, but it is not in Casewell's list. "
    "Ask the provider's coding office what it stands for.",
    "POS": "It looks like a place-of-service number, but it is not in Casewell's list. CMS publishes the present list. "
    "Ask the provider's billing office which place it means.",
    "REVENUE": "It looks like a hospital revenue code, which says which department a charge comes from, but it is not "
    "in Casewell's list. Ask the hospital's billing office.",
    "MEDICARE": "It looks like a code of this list of Medicare, but it is not in the list as CMS publishes it for "
    "Blue Button data. Ask whoever sent it to explain it in writing.",
    "HCPCS": "It looks like a service code. The itemized bill prints a description beside it, and the provider's "
    "billing office must tell you what it stands for.",
    "ICD10": "It looks like a diagnosis code (ICD-10-CM). Compare it with the reason your clinician wrote down. The "
    "list for each year from October to September can be searched on the websites of CMS and of the CDC.",
}
_SERVICE_CODE = (
    "It is a service code. Casewell does not carry descriptions of CPT codes. The itemized bill prints one beside it, "
    "and the provider's billing office must tell you what it stands for."
)
_BILLING = "The provider's billing office, if it is not what was done"
_CODING = "The provider's coding office, if it is not what the record says"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedCode:
    """One code explained. ``kind`` is CARC, RARC, GROUP, MODIFIER, POS, REVENUE, MEDICARE, HCPCS or ICD10.

    ``whose_money``: provider, patient, payer, other, depends or unknown. ``signals`` are what it says is wrong.
    ``list_id`` is the list of Medicare that it was looked for in; ``alert`` a remark that only informs.
    """

    code: str
    kind: str
    group: str = ""
    list_id: str = ""
    known: bool = False
    retired: bool = False
    retired_on: date | None = None
    alert: bool = False
    title: str = ""
    meaning: str = ""
    whose_money: str = "unknown"
    who_acts: str = ""
    origins: tuple[str, ...] = ()
    denial_types: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    seen_with: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return the code as notices print it: CO-50, N130, modifier 59."""
        if self.kind == "MEDICARE":
            return f"{medicare_book().lists[self.list_id].title} {self.code}"
        words = {"MODIFIER": "modifier ", "POS": "place of service ", "REVENUE": "revenue code "}
        return f"{self.group}-{self.code}" if self.group else words.get(self.kind, "") + self.code


def explain(token: Token, codebook: Codebook) -> DecodedCode:
    """Explain one code; what is in no list is named by its family and never guessed."""
    full = {
        "CARC": codebook.carcs,
        "RARC": codebook.rarcs,
        "GROUP": codebook.groups,
        "MODIFIER": codebook.modifiers,
        "POS": codebook.places,
    }.get(token.kind, {})
    listed = {"CARC": codebook.carc_list, "RARC": codebook.rarc_list}.get(token.kind, {}).get(token.code)
    if token.code in full:
        return _in_full(token, full[token.code], listed, codebook)
    if listed is not None:
        return _in_short(token, listed, codebook)
    by_kind = {"REVENUE": _revenue, "MEDICARE": _medicare, "HCPCS": _service, "ICD10": _diagnosis}
    return by_kind.get(token.kind, _unknown)(token, codebook)


def _money(token: Token, codebook: Codebook, otherwise: str) -> str:
    return codebook.groups[token.group].whose_money if token.group in codebook.groups else otherwise


def _in_full(token: Token, entry: Code, listed: ListedCode | None, codebook: Codebook) -> DecodedCode:
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        known=True,
        retired=entry.retired,
        retired_on=entry.retired_on,
        alert=listed is not None and listed.alert,
        title=entry.title,
        meaning=entry.meaning + _retired(entry.retired, entry.retired_on),
        whose_money=_money(token, codebook, entry.whose_money),
        who_acts=entry.who_acts,
        origins=tuple(f"{origin.what} ({origin.who})" for origin in entry.origins),
        denial_types=entry.denial_types,
        routes=entry.routes,
        letters=entry.letters,
        signals=entry.signals,
        seen_with=entry.seen_with,
    )


def _in_short(token: Token, row: ListedCode, codebook: Codebook) -> DecodedCode:
    family = codebook.families[row.family]
    alert = "It is an alert: it informs, and by itself refuses nothing." if row.alert else ""
    note = "" if row.retired and row.note == "Old code." else row.note
    parts = [f"{row.title}." if row.title else "", alert, note, family.meaning]
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        known=True,
        retired=row.retired,
        retired_on=row.retired_on,
        alert=row.alert,
        title=row.title or f"{token.code}, an old code",
        meaning=" ".join(part for part in parts if part) + _retired(row.retired, row.retired_on),
        whose_money=_money(token, codebook, "depends"),
        who_acts=family.who_acts,
        denial_types=family.denial_types,
        routes=family.routes,
        letters=family.letters,
        signals=() if row.alert else family.signals,
        seen_with=row.seen_with,
    )


def _revenue(token: Token, codebook: Codebook) -> DecodedCode:
    row = next((r for r in codebook.revenue if int(r.first) <= int(token.code) <= int(r.last)), None)
    if row is None:
        return _unknown(token, codebook)
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        known=True,
        title=row.title,
        meaning=f"The hospital department or kind of charge: {row.title}. {row.note}".strip(),
        whose_money="depends",
        who_acts="The hospital's billing office, if the charge is wrong",
    )


def explain_medicare(list_id: str, code: str) -> DecodedCode:
    """Explain a code of one of Medicare's own lists, as Blue Button and FHIR data carry them.

    ``list_id`` may be the list's id ("CLM-PRCSG-IND-CD"), the name of the variable ("line_prcsg_ind_cd"), or a system
    address that ends in one of them. A list that is not known answers with a code that is not known.
    """
    asked = list_id.rstrip("/").rpartition("/")[2].casefold()
    lists = medicare_book().lists.values()
    known = next((one.id for one in lists if asked in {name.casefold() for name in one.names}), "")
    if not known:
        return DecodedCode(code=code, kind="MEDICARE", title=code, meaning=_ASK)
    return medicare_code(known, code.strip().upper())


def medicare_code(list_id: str, code: str) -> DecodedCode:
    """Explain a code of the list with this id."""
    book = medicare_book()
    row = book.codes.get((list_id, code))
    if row is None:
        return DecodedCode(code=code, kind="MEDICARE", list_id=list_id, title=code, meaning=_WHERE["MEDICARE"])
    topic = book.topics[row.topic]
    return DecodedCode(
        code=code,
        kind="MEDICARE",
        list_id=list_id,
        known=True,
        retired=row.obsolete,
        title=row.title,
        meaning=_medicare_words(row, topic.meaning),
        whose_money="depends",
        who_acts=topic.who_acts,
        denial_types=topic.denial_types,
        routes=topic.routes,
        letters=topic.letters,
        signals=topic.signals,
    )


def _medicare_words(row: MedicareCode, meaning: str) -> str:
    book = medicare_book()
    mine = book.lists[row.list_id]
    others = [one for one in book.lists.values() if one.id != row.list_id]
    differing = [book.codes.get((one.id, row.code)) for one in others]
    same_letter = [o for o in differing if o is not None and o.title != row.title]
    parts = [row.note, meaning, f"This code {mine.meaning}."]
    if row.obsolete:
        parts.append("The list calls this code out of use.")
    if same_letter:
        said = "; ".join(f"{book.lists[o.list_id].title}: {o.title[:1].lower()}{o.title[1:]}" for o in same_letter)
        parts.append(f"The same sign means something else in other lists ({said}), so make sure which list it is.")
    return " ".join(part for part in parts if part)


def _medicare(token: Token, _codebook: Codebook) -> DecodedCode:
    return medicare_code(token.list_id, token.code)


def _service(token: Token, codebook: Codebook) -> DecodedCode:
    """Explain a service code: those of CMS by their short title, CPT numbers only as what they are.

    A letter and four digits may be a diagnosis without its dot: where only that list has it, it is one.
    """
    found = hcpcs(token.code)
    if found.state is State.VALID:
        meaning = f"A service or supply, by the short title that CMS gives it. {found.words}"
        return _looked_up(token, "HCPCS", found, meaning, _BILLING)
    if found.kind == "HCPCS" and icd10(token.code).state is not State.NOT_FOUND:
        return _diagnosis(Token("ICD10", token.code), codebook)
    where = _SERVICE_CODE if found.kind == "CPT" else _WHERE["HCPCS"]
    return DecodedCode(code=token.code, kind="HCPCS", title=token.code, meaning=f"{where} {found.words}")


def _diagnosis(token: Token, codebook: Codebook) -> DecodedCode:
    found = icd10(token.code)
    if found.state not in {State.VALID, State.NOT_COMPLETE}:
        meaning = f"{_WHERE['ICD10']} {found.words}"
        return DecodedCode(code=found.code, kind="ICD10", title=found.code, meaning=meaning)
    parts = ["A diagnosis. Compare it with the reason your clinician wrote down.", found.words, more_exact_words(found)]
    return _looked_up(token, "ICD10", found, " ".join(part for part in parts if part), _CODING)


def _looked_up(token: Token, kind: str, found: Validity, meaning: str, who: str) -> DecodedCode:
    return DecodedCode(
        code=found.code or plain(token.code),
        kind=kind,
        known=True,
        title=found.title,
        meaning=meaning,
        whose_money="depends",
        who_acts=who,
    )


def _unknown(token: Token, codebook: Codebook) -> DecodedCode:
    return DecodedCode(
        code=token.code,
        kind=token.kind,
        group=token.group,
        title=f"{token.group}-{token.code}" if token.group else token.code,
        meaning=_WHERE.get(token.kind, _ASK),
        whose_money=_money(token, codebook, "unknown"),
    )


def _retired(retired: bool, day: date | None) -> str:
    if not retired:
        return ""
    since = f" since {said_date(day)}" if day else "; since when, is not known here"
    return f" This number is out of use{since}. On a new notice, ask for the present one."
