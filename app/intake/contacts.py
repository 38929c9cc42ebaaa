# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Where an appeal goes: address and fax; and the phone number to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.reading import Confidence
from app.intake.appeals import speaks_of_appeal
from app.intake.found import Found
from app.intake.layout import Layout, Passage

_D = r"[\d?_*]"
_PHONE = re.compile(
    rf"(?<![\w.$-])(?:\+?1[\s.-]{{1,2}})?(?:\((?P<a>{_D}{{3}})\)\s{{0,2}}|(?P<b>{_D}{{3}})[\s.-])(?P<c>{_D}{{3}})[\s.-](?P<d>{_D}{{4}})(?![\w-])"
)
_VANITY = re.compile(r"(?<![\w-])1-8\d\d-[A-Z]{3,4}-?[A-Z]{3,4}(?![\w-])")
_FAX = re.compile(
    r"\bfax(?:ed)?\b(?:(?!phone|call|tel)[^.;|\d]){0,30}$|\bfax\s*(?:number|no\.?|#)?\s*[:.]?\s*$", re.IGNORECASE
)
_TTY = re.compile(r"\b(?:tty|tdd|relay)\b[^.;]{0,20}$", re.IGNORECASE)
_CALL = re.compile(r"\b(?:call|phone|telephone|tel|contact|services?|questions?|help)\b[^|]{0,45}$", re.IGNORECASE)

_ZIP = re.compile(r"\b(?P<city>[A-Z][A-Za-z.' -]{1,30}),?\s+(?P<state>[A-Z]{2})\.?\s+\d{5}(?:-\d{4})?\b")
_STREET = re.compile(r"\b(?:P\.?\s?O\.?\s+Box\s+\w+|\d{1,6}\s+[A-Z0-9])", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"(?:\b(?:to|at|with|address(?:\s+is)?|write)\b\s*:?\s+(?:us\s+at\s*:?\s+)?(?:the\s+|our\s+)?(?=[A-Z0-9])|:\s+)",
    re.IGNORECASE,
)
_SENDING = re.compile(r"\b(?:send|mail|write|fax|submit|appeals?|grievances?)\b", re.IGNORECASE)
_ABOVE = re.compile(
    r"\baddress\s+(?:shown\s+|listed\s+|printed\s+)?(?:above|at\s+the\s+top|on\s+(?:the\s+)?(?:first\s+page|top|page\s+1))",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"(?:\bto|\battention:?|\battn:?)\s+(?:the\s+|our\s+)?(?P<name>(?:[A-Z][\w&]*\s+){1,4}(?:Department|Unit|Office|Team|Coordinator|Services))\b"
)
_SENTENCE_END = re.compile(r"[.!?]\s+$")
_FAX_ON_PLAN = "The notice does not say that this fax takes appeals. Ask before you send."


def read_phones(layout: Layout) -> Iterator[Found]:
    """Yield phone and fax numbers of a page; a hidden digit stands as "_" and asks to be checked."""
    above = ""
    for block in layout.blocks:
        for match in (*_PHONE.finditer(block.text), *_VANITY.finditer(block.text)):
            before = block.text[max(0, match.start() - 60) : match.start()]
            if _TTY.search(before):
                continue
            fax = bool(_FAX.search(before)) or block.text[match.end() :].lower().lstrip().startswith("(fax)")
            yield _phone(
                block,
                match,
                f"{above[-200:]} {block.text[max(0, match.start() - 250) : match.start()]}",
                before,
                fax=fax,
            )
        above = block.text


def read_addresses(layout: Layout) -> Iterator[Found]:
    """Yield the addresses that a page says appeals go to."""
    above = ""
    for block in layout.blocks:
        for match in _ZIP.finditer(block.text):
            start = _address_start(block, match)
            lead = f"{above[-200:]} {block.text[max(0, start - 200) : start]}"
            said = block.text[start : match.end()]
            own = speaks_of_appeal(said) or re.search(r"\bappeals?\b", said, re.IGNORECASE)
            if _STREET.search(said) and (own or (_SENDING.search(lead) and speaks_of_appeal(f"{lead} {said}"))):
                yield _address(block, start, match.end(), rank=0)
        above = block.text


def read_address_above(pages: list[Layout]) -> Iterator[Found]:
    """Yield the letterhead's address where the notice sends appeals to "the address above"."""
    sending = next(
        (block for page in pages for block in page.blocks if _ABOVE.search(block.text) and _SENDING.search(block.text)),
        None,
    )
    if sending is None or not pages:
        return
    first = pages[0]
    for block in first.blocks:
        match = _ZIP.search(block.text)
        if match is None or block.box.top > first.page.height * 0.35:
            continue
        street = _STREET.search(block.text[: match.end()])
        if street is None:
            continue
        department = _DEPARTMENT.search(sending.text)
        found = _address(block, street.start(), match.end(), rank=2)
        value = f"{department['name']}\n{found.value}" if department else found.value
        yield Found(
            field=found.field,
            value=value,
            passage=block,
            start=found.start,
            end=found.end,
            words_from=found.start,
            rank=2,
            confidence=Confidence.LIKELY,
            note="The notice sends appeals to the address above; this is the one at its top.",
        )
        return


def _phone(block: Passage, match: re.Match[str], context: str, before: str, *, fax: bool) -> Found:
    hidden = re.search(r"[?_*]", match[0])
    if "a" in match.re.groupindex:
        number = f"({match['a'] or match['b']}) {match['c']}-{match['d']}"
        number = re.sub(r"[?*]", "_", number)
    else:
        number = match[0]
    for_appeals = fax and speaks_of_appeal(context)
    confidence, note = Confidence.SURE, ""
    if hidden:
        confidence, note = (
            Confidence.CHECK,
            "Not every digit can be read. Type it from the letter, or send by mail only.",
        )
    elif fax and not for_appeals:
        confidence, note = Confidence.LIKELY, _FAX_ON_PLAN
    elif not fax and not _CALL.search(before):
        confidence = Confidence.LIKELY
    rank = (0 if for_appeals else 2) if fax else (0 if _CALL.search(before) else 2)
    return Found(
        field="appeal_fax" if fax else "phone",
        value=number,
        passage=block,
        start=match.start(),
        end=match.end(),
        words_from=match.start(),
        rank=rank,
        confidence=confidence,
        note=note,
    )


def _address_start(block: Passage, zip_found: re.Match[str]) -> int:
    """Return where an address begins: after "to" in a sentence, else at the first of its lines."""
    text = block.text[: zip_found.end()]
    near = max(0, len(text) - 240)
    leads = [m for m in _LEAD_IN.finditer(text, near) if _STREET.search(text[m.end() :])]
    if leads:
        return leads[-1].end()
    starts: list[int] = []
    at = 0
    for line in block.lines:
        starts.append(at)
        at += len(line.text) + 1
    before = [start for start in starts if start <= zip_found.start("city")]
    kept = len(before) - 1
    while kept > 0 and len(before) - kept < 5 and _is_address_line(block.text[before[kept - 1] : before[kept]]):
        kept -= 1
    return before[kept] if before else 0


def _is_address_line(line: str) -> bool:
    return (
        len(line) <= 60
        and not _SENTENCE_END.search(line)
        and not line.rstrip().endswith(":")
        and line[:1].isupper() | line[:1].isdigit()
    )


def _address(block: Passage, start: int, end: int, rank: int) -> Found:
    """Return an address, a line of it a line."""
    pieces: list[str] = []
    at = 0
    for line in block.lines:
        piece = block.text[max(at, start) : min(at + len(line.text), end)].strip(" ,")
        if piece and at < end:
            pieces.append(piece)
        at += len(line.text) + 1
    own_lines = len(pieces) > 1 and all(len(piece) <= 48 for piece in pieces)
    parts = pieces if own_lines else [part.strip() for part in " ".join(pieces).split(",") if part.strip()]
    if not own_lines and len(parts) > 1:
        parts[-2:] = [", ".join(parts[-2:])]
    return Found(
        field="appeal_address",
        value="\n".join(parts),
        passage=block,
        start=start,
        end=end,
        words_from=start,
        rank=rank,
    )
