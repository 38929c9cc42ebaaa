# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What kind of file this is, by its first bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from app.intake.x12_signs import JUNK, first_segment


class Format(StrEnum):
    """The formats that are told apart."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    PHOTO = "photo"
    """Another picture: HEIC, TIFF, GIF, BMP, WebP."""
    REMITTANCE = "835"
    FHIR = "fhir"
    PORTAL_ZIP = "portal zip"
    """A zip with JSON files in it, as Medicare's site and other portals give out."""
    TEXT = "text"
    UNKNOWN = "unknown"


_PDF_HEADER_WITHIN = 1024
"""Readers accept bytes before the header; mail gateways put some there."""

_PHOTO_STARTS = (b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_FHIR = re.compile(r'"resourceType"\s*:\s*"[A-Z]')
_TWO_BYTE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def format_of(data: bytes) -> Format:
    """Return the format of these bytes."""
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return Format.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if _is_photo(data):
        return Format.PHOTO
    if data.startswith(b"PK\x03\x04"):
        return Format.PORTAL_ZIP if _is_portal_zip(data) else Format.UNKNOWN
    if _is_remittance(data):
        return Format.REMITTANCE
    text = decode_text(data)
    if text is None:
        return Format.UNKNOWN
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in "{[" and _FHIR.search(start[:20_000]):
        return Format.FHIR
    return Format.TEXT


def _is_remittance(data: bytes) -> bool:
    """Look for the first segment of an 835, or of its kin; masked and mailed copies have words before it."""
    head = data[: 4 * JUNK]
    if head.startswith(_TWO_BYTE_MARKS):
        head = head.decode("utf-16", errors="replace").encode("utf-8")
    return first_segment(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def _is_portal_zip(data: bytes) -> bool:
    """Tell a portal's download from a document of an office program, which is a zip too and has no JSON in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower().endswith((".json", ".ndjson")) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return False


def _is_photo(data: bytes) -> bool:
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"}:
        return True
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    return data.startswith(_PHOTO_STARTS[:3]) or (data.startswith(b"BM") and b"\x00" in data[:30])


def decode_text(data: bytes) -> str | None:
    """Read bytes as text: UTF-8, UTF-16 with its mark, or Windows-1252; None when they are no text."""
    if data.startswith(_TWO_BYTE_MARKS):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:8192] or _controls(data[:8192]) > 0:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _controls(data: bytes) -> int:
    """Count the control bytes that no text holds (a form feed or an escape may stand in one)."""
    return sum(1 for byte in data if byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b\x1c\x1d\x1e\x1f")
