# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The signs that part an X12 file: between elements, inside them, and at the end of a segment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENVELOPE = re.compile(rb"ISA([^\w\s])\s*\w{2}\s*\1[^\r\n]{0,14}\1\s*\w{2}\s*\1")
_OPENING = re.compile(rb"ISA([^\w\s])")
_GROUP = re.compile(rb"GS([^\w\s])HP\1")
_SET = re.compile(rb"ST([^\w\s])835(?:\1|\s)")
_START = re.compile(rb"(?:^|[\s~])(?=%s|%s)" % (_GROUP.pattern, _SET.pattern.replace(rb"\1", rb"\2")))
_NEXT_IDS = re.compile(rb"([^\w\s]|[\r\n])\s*(?:GS|ST|BPR|TRN|DTM|N1)(?=[^\w\s])")
_PARTS = re.compile(rb"[~\s](?:SVC|PLB)[^\w\s][A-Z]{2}([^\w\s*~.-])[A-Z0-9]")
_ISA_SIGNS = 16
"""Elements of an ISA; the last one is the sign inside elements, and the byte after it ends the segment."""
_LONGEST_ISA = 400
_LAST_SIGNS, _WIDTH = 104, 106
"""Where an ISA of the standard's width has its last two signs."""
_HEAD = 20_000
JUNK = 4_000
"""How far into a file its first segment is looked for, past a mail's header or a title."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one interchange. ``end`` is a line feed where each line is a segment."""

    element: bytes = b"*"
    part: bytes = b":"
    end: bytes = b"~"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The bytes ``start`` to ``stop`` of a file, parted by ``signs``: interchanges written alike, or all of it."""

    start: int
    stop: int
    signs: Signs


def first_segment(data: bytes) -> int | None:
    """Return where the first segment of an X12 file stands; None when this is no such file."""
    if _OPENING.match(data):
        return 0
    envelope = _next_envelope(data[:JUNK], 0)
    if envelope is not None:
        return envelope
    match = _START.search(data[:JUNK])
    return None if match is None else match.end()


def stretches(data: bytes) -> Iterator[Stretch]:
    """Part a file where its signs change: interchanges are often put one after another, each with signs of its own."""
    start = first_segment(data)
    following = None if start is None else _next_envelope(data, start + 3)
    signs = None if start is None else _signs(data, start, following or len(data))
    while start is not None and signs is not None:
        after, other = following, signs
        while after is not None and other == signs:
            following = _next_envelope(data, after + 3)
            other = signs if _written_alike(data, after, signs) else _signs(data, after, following or len(data))
            if other == signs:
                after = following
        yield Stretch(start, len(data) if after is None else after, signs)
        start, signs = after, other


def _written_alike(data: bytes, at: int, signs: Signs) -> bool:
    """Whether an envelope of the standard's width has these signs; others are looked at sign by sign."""
    return data[at + 3 : at + 4] == signs.element and data[at + _LAST_SIGNS : at + _WIDTH] == signs.part + signs.end


def _next_envelope(data: bytes, at: int) -> int | None:
    """Return where another interchange begins; the same letters inside a name are passed over."""
    while (at := data.find(b"ISA", at)) >= 0:
        before = data[max(0, at - 8) : at].rstrip()[-1:]
        if _ENVELOPE.match(data, at) and not before.isalnum() and before != data[at + 3 : at + 4]:
            return at
        at += 3
    return None


def _signs(data: bytes, start: int, stop: int) -> Signs:
    head = data[start : min(stop, start + _HEAD)]
    opening = _OPENING.match(head)
    if opening is not None:
        return _of_envelope(head, opening[1])
    match = _GROUP.match(head) or _SET.match(head)
    return _guessed(head, match[1] if match is not None else b"*")


def _of_envelope(head: bytes, element: bytes) -> Signs:
    """Count the elements: masked and shortened envelopes do not keep the widths of the standard."""
    at = -1
    for _ in range(_ISA_SIGNS):
        at = head.find(element, at + 1, _LONGEST_ISA)
        if at < 0:
            return _guessed(head, element)
    rest = head[at + 1 : at + 8].lstrip(b"\r\n")
    part, after = rest[:1], rest[1:]
    next_sign = after.lstrip(b"\r\n")[:1]
    if part.isalnum() or part.isspace() or not after or (after[:1].isalnum()):
        return _guessed(head, element)
    if next_sign.isalnum():  # the next segment's name follows: the new line itself ends this one
        return Signs(element, part, b"\n" if b"\n" in after[:2] else b"\r")
    return Signs(element, part, next_sign or b"~")


def _guessed(head: bytes, element: bytes) -> Signs:
    found = [match[1] for match in _PARTS.finditer(head) if match[1] != element]
    return Signs(element, max(set(found), key=found.count) if found else b":", _end_of(head, element))


def _end_of(head: bytes, element: bytes) -> bytes:
    """Return what stands before the next segment's name; a line feed where only a new line does."""
    for match in _NEXT_IDS.finditer(head):
        if match[1] == element:
            continue
        if match[1] in b"\r\n":
            return b"\n" if b"\n" in head[match.start() : match.end()] else b"\r"
        return match[1]
    return b"~"
