# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""One fictional remittance, and the shapes in which the same file comes from other systems."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "835" / "larkfield.835"
PLAIN = FIXTURE.read_bytes()
SEGMENTS = [part.strip() for part in PLAIN.split(b"~") if part.strip()]


def joined(segments: list[bytes], end: bytes = b"~\n") -> bytes:
    """Put segments together again."""
    return b"".join(segment + end for segment in segments)


def _wrapped(data: bytes, width: int, end: bytes = b"\n") -> bytes:
    line = data.replace(b"\n", b"")
    return end.join(line[at : at + width] for at in range(0, len(line), width))


def _signs(element: bytes, part: bytes, end: bytes) -> bytes:
    line = PLAIN.replace(b"\n", b"").replace(b":", part)
    return line.replace(b"*", element).replace(b"~", end)


def _without_envelope(data: bytes) -> bytes:
    return joined([segment for segment in SEGMENTS if segment[:3] not in {b"ISA", b"GS*", b"GE*", b"IEA"}])


def _masked(data: bytes) -> bytes:
    return re.sub(rb"ISA.*?~", b"ISA*00* *00* *ZZ*XXXX *ZZ*XXXX*260612*0930*^*00501*417*0*P*:~", data)


SAME: dict[str, Callable[[bytes], bytes]] = {
    "one line": lambda data: data.replace(b"\n", b""),
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "wrapped at 80": lambda data: _wrapped(data, 80),
    "wrapped at 80, CRLF": lambda data: _wrapped(data, 80, b"\r\n"),
    "wrapped at 7": lambda data: _wrapped(data, 7),
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "indented": lambda data: data.replace(b"\n", b"\n    "),
    "indented by tabs, CRLF": lambda data: data.replace(b"\n", b"\r\n\t\t"),
    "blank lines": lambda data: b"\n\n" + data.replace(b"\n", b"\n\n"),
    "bars": lambda data: _signs(b"|", b">", b"~"),
    "signs of old systems": lambda data: _signs(b"\x1d", b"\x1f", b"\x1c"),
    "each line a segment": lambda data: _signs(b"*", b":", b"\n"),
    "each line a segment, CRLF": lambda data: _signs(b"*", b":", b"\r\n"),
    "each line a segment, CR": lambda data: _signs(b"*", b":", b"\r"),
    "no envelope": _without_envelope,
    "no envelope, one line": lambda data: _without_envelope(data).replace(b"\n", b""),
    "no envelope, bars": lambda data: _without_envelope(data).replace(b"*", b"|").replace(b"~", b"!"),
    "group without envelope": lambda data: joined(SEGMENTS[1:-1]),
    "masked envelope": _masked,
    "no last end": lambda data: data.rstrip(b"~\n"),
    "mail header": lambda data: b"From: billing\nSubject: your list\n\n" + data,
}
"""Shapes in which the very same claims and payments stand."""
