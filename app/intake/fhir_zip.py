# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The zip that a portal gives for download: which of its files are read, and how much of it at most."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from app.intake.errors import FileDamaged
from app.intake.fhir_values import Troubles, text
from app.intake.recognize import decode_text

_ENDINGS = (".json", ".ndjson")
_MOST_FILES = 500
_MOST_BYTES = 200_000_000
"""Unpacked, all files together."""

_MOST_RATIO = 400
"""Claims shrink to a thirtieth or less; what unpacks to so many times its size is made to do harm."""

_RATIO_FROM_BYTES = 1_000_000
_PIECE = 1_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library raises for damaged, locked or strangely packed members."""


def texts_of(name: str, data: bytes, troubles: Troubles) -> Iterator[tuple[str, str]]:
    """Yield name and text of each JSON file within; raise FileDamaged when the zip itself cannot be opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise FileDamaged(name) from error
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > _MOST_FILES:
            troubles.add(text(name), f"The zip holds {len(members)} files; the first {_MOST_FILES} were looked at.")
        left = _MOST_BYTES
        for member in members[:_MOST_FILES]:
            short = text(member.filename.rpartition("/")[2])[:80] or "a file without a name"
            if short.startswith(".") or "__MACOSX" in member.filename:
                continue
            if not short.lower().endswith(_ENDINGS):
                if short.lower().endswith(".zip"):
                    troubles.add(short, "This is a zip within the zip. Unpack it, and add what is in it.")
                continue
            content = _content(archive, member, short, left, troubles)
            if content:
                left -= len(content)
                said = decode_text(content)
                if said is None:
                    troubles.add(short, "This file is no text, so it was left out.")
                else:
                    yield short, said


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, short: str, left: int, troubles: Troubles) -> bytes:
    """Return the bytes of one member, counted while they are unpacked: what a zip says of itself may be a lie."""
    most = min(left, max(_RATIO_FROM_BYTES, member.compress_size * _MOST_RATIO))
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > most:
                    troubles.add(short, "This file unpacks to far more than any claims need, so it was left out.")
                    return b""
                pieces.append(piece)
    except _BROKEN:
        troubles.add(short, "This file in the zip is damaged or locked, so it was left out.")
        return b""
    return b"".join(pieces)
