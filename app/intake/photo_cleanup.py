# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A photo made into a sheet: the right way up, cut out of its background, without shadow, its lines level."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]

MAX_PIXELS = 120_000_000
"""Points of a picture that has to be opened whole."""
MAX_JPEG_PIXELS = 600_000_000
"""Points of a JPEG, which is opened at an eighth of its size where it is large."""
LONGEST = 3300
"""The longer side of a sheet that is read: US Letter at 300 points an inch; more does not read better."""
SHORTEST = 1800
"""A sheet with a longer side below this is enlarged: its letters are too small to read."""
SMALL = 800
"""The longer side of the copy on which corners and level are looked for."""
LEVEL = 0.3
"""Degrees of skew that Tesseract reads as well as none."""
MOST_SKEW = 15.0

cv2.setNumThreads(1)


class PictureTooLargeError(ValueError):
    """More points than may be opened."""


class PictureDamagedError(ValueError):
    """Not a picture that can be opened."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A sheet in grey. ``back`` leads from its points to those of the picture as shown, which is ``shown`` large."""

    grey: Grey
    back: Matrix
    shown: tuple[int, int]


def upright(data: bytes) -> Grey:
    """Open a picture turned as its camera says, in grey, its longer side at most a third above LONGEST."""
    from PIL import Image, ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, before anything is decoded
    most = LONGEST * 4 // 3
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                points = picture.width * picture.height
                if points > (MAX_JPEG_PIXELS if picture.format == "JPEG" else MAX_PIXELS):
                    raise PictureTooLargeError
                picture.draft("L", (most, most))
                picture.thumbnail((most, most), Image.Resampling.BOX, reducing_gap=2.0)
                turned_up = ImageOps.exif_transpose(picture)
                if turned_up.mode in {"RGBA", "LA", "PA"} or "transparency" in turned_up.info:
                    seen = turned_up.convert("RGBA")
                    white = Image.new("RGBA", seen.size, "white")
                    turned_up = Image.alpha_composite(white, seen)
                return np.ascontiguousarray(np.asarray(turned_up.convert("L"), dtype=np.uint8))
    except PictureTooLargeError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for broken files
        raise PictureDamagedError from error


def from_points(data: bytes, width: int, height: int) -> Grey:
    """Take bare grey points as they are."""
    return np.frombuffer(data, dtype=np.uint8).reshape(height, width)


def cleaned(grey: Grey, *, photo: bool) -> Cleaned:
    """Make a sheet of a picture; only a ``photo`` has corners to look for. What needs no mending is not touched."""
    height, width = grey.shape
    sheet = Cleaned(grey, np.eye(3), (width, height))
    if photo:
        corners = _corners(grey)
        if corners is not None:
            sheet = _cut_out(sheet, corners)
    sheet = _sized(sheet)
    if _is_shaded(sheet.grey):
        sheet = Cleaned(_without_shadow(sheet.grey), sheet.back, sheet.shown)
    quarter, angle = _skew(sheet.grey)
    if quarter:
        sheet = turned(sheet, 1)
    return _levelled(sheet, angle) if abs(angle) > LEVEL else sheet


def turned(sheet: Cleaned, quarters: int) -> Cleaned:
    """Turn a sheet to the left by quarters."""
    height, width = sheet.grey.shape
    back = {
        1: [[0, -1, width - 1], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, height - 1], [0, 0, 1]],
    }[quarters]
    grey = np.ascontiguousarray(np.rot90(sheet.grey, quarters))
    return Cleaned(grey, sheet.back @ np.array(back, dtype=np.float64), sheet.shown)


def back_to_shares(sheet: Cleaned) -> list[float]:
    """Return the matrix from the sheet's points to shares of the shown picture's width and height."""
    scale = np.diag([1 / sheet.shown[0], 1 / sheet.shown[1], 1.0])
    return [float(value) for value in (scale @ sheet.back).ravel()]


def _small(grey: Grey) -> tuple[Grey, float]:
    """Return a small copy and how many points of the picture one of its points is."""
    scale = max(grey.shape) / SMALL
    if scale <= 1:
        return grey, 1.0
    size = (max(1, round(grey.shape[1] / scale)), max(1, round(grey.shape[0] / scale)))
    return _grey(cv2.resize(grey, size, interpolation=cv2.INTER_AREA)), scale


def _corners(grey: Grey) -> Matrix | None:
    """Find the four corners of a bright sheet on a darker ground, clockwise from the top left; None without doubt."""
    small, scale = _small(grey)
    soft = cv2.morphologyEx(cv2.GaussianBlur(small, (5, 5), 0), cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    limit, bright = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours or limit < 40:
        return None
    largest = cv2.convexHull(max(contours, key=cv2.contourArea))
    outline = cv2.approxPolyDP(largest, 0.02 * cv2.arcLength(largest, True), True)
    share = cv2.contourArea(outline) / small.size
    if len(outline) != 4 or not 0.25 < share < 0.97:
        return None
    if not _is_edge(small, outline):
        return None
    points = outline.reshape(4, 2).astype(np.float64)
    middle_of = points.mean(axis=0)
    order = np.argsort(np.arctan2(points[:, 1] - middle_of[1], points[:, 0] - middle_of[0]))
    points = points[order]
    return np.asarray(np.roll(points, -int(np.argmin(points.sum(axis=1))), axis=0) * scale, dtype=np.float64)


def _is_edge(small: Grey, outline: cv2.typing.MatLike) -> bool:
    """Whether brightness falls sharply at every side: a frame on the paper or the rim of a shadow is no edge."""
    inside = np.zeros_like(small)
    cv2.fillConvexPoly(inside, outline, 255)
    corners = outline.reshape(4, 2)
    for number in range(4):
        side = np.zeros_like(small)
        cv2.line(side, corners[number].tolist(), corners[(number + 1) % 4].tolist(), 255, 13)
        within, beyond = small[(side > 0) & (inside > 0)], small[(side > 0) & (inside == 0)]
        if beyond.size > 200 and float(np.median(within)) - float(np.median(beyond)) < 30:
            return False
    return True


def _cut_out(sheet: Cleaned, corners: Matrix) -> Cleaned:
    """Straighten the sheet between its corners."""
    top, right, bottom, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    width, height = round(max(top, bottom)), round(max(left, right))
    flat = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=np.float32)
    there = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    grey = _grey(cv2.warpPerspective(sheet.grey, there, (width, height), borderMode=cv2.BORDER_REPLICATE))
    return Cleaned(grey, sheet.back @ np.linalg.inv(there), sheet.shown)


def _sized(sheet: Cleaned) -> Cleaned:
    """Bring a sheet to a size that reads well."""
    longer = max(sheet.grey.shape)
    scale = LONGEST / longer if longer > LONGEST * 1.05 else min(2.0, LONGEST / longer) if longer < SHORTEST else 1.0
    if scale == 1.0:
        return sheet
    height, width = sheet.grey.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    grey = _grey(cv2.resize(sheet.grey, size, interpolation=way))
    return Cleaned(grey, sheet.back @ np.diag([width / size[0], height / size[1], 1.0]), sheet.shown)


def _ground(grey: Grey) -> Grey:
    """Return the paper without its letters, small."""
    small, _ = _small(grey)
    tiny = cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return _grey(cv2.medianBlur(cv2.dilate(tiny, np.ones((5, 5), np.uint8)), 11))


def _is_shaded(grey: Grey) -> bool:
    """Whether the paper is darker in one place than in another."""
    low, high = np.percentile(_ground(grey), (3, 97))
    return bool(high - low > 25)


def _without_shadow(grey: Grey) -> Grey:
    """Divide the picture by its own ground."""
    ground = cv2.resize(_ground(grey), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _grey(cv2.divide(grey, ground, scale=255))


def _skew(grey: Grey) -> tuple[bool, float]:
    """Tell whether the lines run up and down, and by how many degrees they lean."""
    small, _ = _small(grey)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    ink = _grey(np.where(ground.astype(np.int16) - small > 30, 255, 0))
    if cv2.countNonZero(ink) < 50:
        return False, 0.0
    level, up = _lean(ink), _lean(_grey(np.ascontiguousarray(np.rot90(ink))))
    return (True, up[1]) if up[0] > 1.2 * level[0] else (False, level[1])


def _lean(ink: Grey) -> tuple[float, float]:
    """Return how sharply rows of letters stand out at the best angle, and that angle."""
    coarse = _grey(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    best = max((_sharpness(coarse, angle), angle) for angle in np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 1.0))
    fine = np.arange(best[1] - 0.8, best[1] + 0.81, 0.2)
    found = max((_sharpness(ink, angle), -abs(angle), angle) for angle in fine)
    return found[0], float(found[2])


def _sharpness(ink: Grey, angle: float) -> float:
    """Return how much the rows of a page differ from their neighbours when it is turned."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    leaned = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_NEAREST)
    rows = cv2.reduce(leaned, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32F).ravel()
    return float(np.square(np.diff(rows)).sum() / width**2)


def _levelled(sheet: Cleaned, angle: float) -> Cleaned:
    """Turn a sheet by a few degrees, on paper large enough for its corners."""
    height, width = sheet.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = round(width * cos + height * sin), round(height * cos + width * sin)
    turn[:, 2] += ((wide - width) / 2, (high - height) / 2)
    grey = _grey(cv2.warpAffine(sheet.grey, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255))
    there = np.vstack([turn, [0.0, 0.0, 1.0]])
    return Cleaned(grey, sheet.back @ np.linalg.inv(there), sheet.shown)


def _grey(picture: cv2.typing.MatLike) -> Grey:
    """Name what OpenCV returns, which it does not type itself."""
    return np.asarray(picture, dtype=np.uint8)
