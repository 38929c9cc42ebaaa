# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Scans and photos as pages: turned as the camera says, no larger than paper can show, without hidden place data."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Name, Object, Pdf, Stream
from PIL import Image, ImageChops, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from app.errors import CasewellError

MAX_PIXELS = 80_000_000
"""More than any phone's picture; a file that claims more is not opened (it may be made to fill the memory)."""
MARGIN = 36.0
_DOTS_PER_INCH = 200
_LEAST_DOTS = 100
_ROOM = (540.0, 698.0)
"""Points that a picture gets on an upright sheet at most."""
_LARGE_PNG = 1_500_000


class NotAPicture(CasewellError):  # noqa: N818 - it reads as a sentence where it is caught
    """Why the bytes are no picture we can use, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels ready for PDF: ``data`` under ``encoding`` (/DCTDecode or /FlateDecode), 8 bits a sample."""

    size: tuple[int, int]
    data: bytes
    encoding: str
    grey: bool

    @property
    def points(self) -> tuple[float, float]:
        """Width and height on paper before fitting: 100 dots an inch, so that small pictures stay sharp."""
        return self.size[0] * 72 / _LEAST_DOTS, self.size[1] * 72 / _LEAST_DOTS


def read(content: bytes) -> Picture:
    """Return a JPEG's or PNG's picture; NotAPicture says why it cannot be used."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        kind: type[PngImageFile | JpegImageFile] = PngImageFile
    elif content.startswith(b"\xff\xd8\xff"):
        kind = JpegImageFile
    else:
        raise NotAPicture("it is not a PDF, PNG or JPEG file")
    try:
        image = kind(BytesIO(content))  # not Image.open: that warns of large pictures, here they are refused
        if image.width * image.height > MAX_PIXELS:
            raise NotAPicture(f"the picture is too large ({image.width} by {image.height} dots)")
        image.load()
        return _picture(image, content)
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise NotAPicture("the picture is damaged") from error


def of_page(image: Image.Image) -> Picture:
    """Return a drawn page as it is best packed: grey where it has no colour, unblurred where that is small."""
    red, green, blue = image.split()
    flat = (0, 0)
    plain = all(ImageChops.difference(red, other).getextrema() == flat for other in (green, blue))
    kept = red if plain else image
    packed = zlib.compress(kept.tobytes(), 6)
    if len(packed) < _LARGE_PNG:
        return Picture(kept.size, packed, "/FlateDecode", plain)
    out = BytesIO()
    kept.save(out, "JPEG", quality=85)
    return Picture(kept.size, out.getvalue(), "/DCTDecode", plain)


def as_image(pdf: Pdf, picture: Picture) -> Object:
    """Return the picture as an image of ``pdf``."""
    image = Stream(pdf, picture.data)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = picture.size
    image.BitsPerComponent = 8
    image.ColorSpace = Name.DeviceGray if picture.grey else Name.DeviceRGB
    image.Filter = Name(picture.encoding)
    return image


def _picture(image: JpegImageFile | PngImageFile, content: bytes) -> Picture:
    upright = ImageOps.exif_transpose(image)
    small = _flat(_shrunk(upright))
    size, grey = small.size, small.mode == "L"
    as_it_is = isinstance(image, JpegImageFile) and image.mode in {"L", "RGB"} and size == image.size
    if as_it_is and image.getexif().get(0x0112, 1) == 1:
        return Picture(size, _without_notes(content), "/DCTDecode", grey)
    if isinstance(image, PngImageFile):
        packed = zlib.compress(small.tobytes(), 6)
        if len(packed) < _LARGE_PNG:
            return Picture(size, packed, "/FlateDecode", grey)
    out = BytesIO()
    small.save(out, "JPEG", quality=88)
    return Picture(size, out.getvalue(), "/DCTDecode", grey)


def _shrunk(image: Image.Image) -> Image.Image:
    """Return the picture with no more dots than 200 an inch on its sheet."""
    across, up = sorted(_ROOM, reverse=image.width > image.height)
    most = (int(across / 72 * _DOTS_PER_INCH), int(up / 72 * _DOTS_PER_INCH))
    if image.width <= most[0] * 1.15 and image.height <= most[1] * 1.15:
        return image  # a little over is not worth a second compression
    if image.mode in {"1", "P", "I;16", "I"}:
        image = _flat(image)
    scale = min(most[0] / image.width, most[1] / image.height)
    return image.resize(
        (max(round(image.width * scale), 1), max(round(image.height * scale), 1)), Image.Resampling.LANCZOS
    )


def _flat(image: Image.Image) -> Image.Image:
    """Return grey or RGB, with anything see-through on white."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")  # 16 bits a dot
    if image.has_transparency_data:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA"))
    if image.mode in {"L", "RGB"}:
        return image
    return image.convert("L" if image.mode in {"1", "LA"} else "RGB")


def _without_notes(content: bytes) -> bytes:
    """Return a JPEG without its application notes (camera, place, thumbnail); the picture itself is untouched."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        note = 0xE1 <= content[at + 1] <= 0xEF or content[at + 1] == 0xFE
        if not note or content[at + 1] == 0xEE:  # Adobe's note says how the colours are stored
            kept.append(content[at : at + length])
        at += length
    return b"".join([*kept, content[at:]])
