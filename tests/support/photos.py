# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Photos and scans of test notices: the page drawn, then turned, leaned, shaded, bent and saved as a phone does."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import cv2
import numpy as np
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.intake.text import Eye

Points = Any


def drawn(pdf: bytes, page: int = 1) -> Points:
    """Draw a page of a PDF in grey, as a scanner sees it."""
    with Eye().open(pdf) as sheets:
        width, height, grey = sheets.grey(page)
    return np.frombuffer(grey, dtype=np.uint8).reshape(height, width)


def jpeg(points: Points, quality: int = 80, orientation: int = 1) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(points).save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def png(points: Points) -> bytes:
    out = BytesIO()
    Image.fromarray(points).save(out, "PNG")
    return out.getvalue()


def heic(points: Points) -> bytes:
    from pillow_heif import from_pillow

    out = BytesIO()
    from_pillow(Image.fromarray(points).convert("RGB")).save(out, quality=80)
    return out.getvalue()


def leaning(points: Points, degrees: float) -> Points:
    height, width = points.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(points, turn, (width, height), borderValue=255)


def shaded(points: Points) -> Points:
    """Let a shadow fall from the right."""
    dark = np.linspace(1.0, 0.45, points.shape[1])[None, :]
    return np.clip(points * dark, 0, 255).astype(np.uint8)


def on_a_table(points: Points) -> Points:
    """Photograph the sheet from an angle, on a dark table."""
    height, width = points.shape
    return cv2.warpPerspective(points, _table(points), (width + 500, height + 560), borderValue=60)


def _table(points: Points) -> Points:
    height, width = points.shape
    flat = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32([[330, 260], [width + 140, 210], [width + 320, height + 240], [160, height + 330]])
    return cv2.getPerspectiveTransform(flat, seen)


def noisy(points: Points) -> Points:
    grain = np.random.default_rng(7).normal(0, 9, points.shape)
    return np.clip(points + grain, 0, 255).astype(np.uint8)


def scan(*pages: Points | str) -> bytes:
    """Make a PDF of scanned pages; a text is a page that has its text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=True)
    for page in pages:
        if isinstance(page, str):
            canvas.drawString(72, 700, page)
        else:
            canvas.drawImage(ImageReader(BytesIO(jpeg(page))), 0, 0, *letter)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def claims_to_be(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes whose header promises this many points."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def smaller(points: Points, share: float) -> Points:
    return cv2.resize(points, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)


def huge_jpeg(points: Points) -> bytes:
    """Enlarge a page to more than 300 million points."""
    grown = Image.fromarray(points).resize((15_300, 19_800), Image.Resampling.NEAREST)
    out = BytesIO()
    grown.save(out, "JPEG", quality=50)
    return out.getvalue()


def place_on_a_table(points: Points, across: float, down: float) -> tuple[float, float]:
    """Return where a place of the sheet, in shares of its sides, lies on the photo of ``on_a_table``."""
    height, width = points.shape
    x, y, depth = _table(points) @ np.array([across * width, down * height, 1.0])
    return float(x / depth), float(y / depth)
