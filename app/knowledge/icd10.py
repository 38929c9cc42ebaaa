# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The diagnosis codes of ICD-10-CM: which there are, which have more exact ones below them, and their titles.

The lists are the data files of the package simple-icd-10-cm (titles by CDC and CMS, public domain). Its own module
builds a tree of everything when it is imported, which takes more than a second; so only the files are read, and
only when a diagnosis code is first asked for.
"""

from __future__ import annotations

import functools
import html
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from app.knowledge.errors import KnowledgeError

RELEASE = "ICD-10-CM, April 2026 release of fiscal year 2026"
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 9, 30)
"""The fiscal year that the release belongs to: codes change every 1 October."""

_PACKAGE = "simple_icd_10_cm"
_CODES, _TITLES = "code-list-April-2026.txt", "icd10c-tabular-April-1-2026.xml"
_CODE = re.compile(r"[A-Z]\d[0-9A-Z]{1,5}")
_TITLE = re.compile(r"<name>([A-Z][0-9][0-9A-Z.]+)</name>\s*<desc>([^<]*)</desc>")


@dataclass(frozen=True, slots=True)
class Icd10List:
    """Every code without its dot: as a set, and in order."""

    known: frozenset[str]
    ordered: tuple[str, ...]

    def below(self, code: str) -> tuple[str, ...]:
        """Return the codes right below this one, without dots; none for a code to its last character."""
        found: list[str] = []
        for other in self.ordered[bisect_right(self.ordered, code) :]:
            if not other.startswith(code):
                break
            # Sorted, each code stands right after the one it belongs to: what begins with the last found is below it.
            if not found or not other.startswith(found[-1]):
                found.append(other)
        return tuple(found)


@functools.cache
def icd10_list() -> Icd10List:
    """Return the codes of the release; read once, kept for the run."""
    known = frozenset(word for word in _text(_CODES).split() if _CODE.fullmatch(word))
    return Icd10List(known, tuple(sorted(known)))


@functools.cache
def icd10_titles() -> Mapping[str, str]:
    """Return the titles by code without its dot; a code with a seventh character stands under the code before it."""
    found = _TITLE.findall(_text(_TITLES))
    return MappingProxyType({code.replace(".", ""): html.unescape(title).strip() for code, title in found})


def plain(code: str) -> str:
    """Return a diagnosis code in capitals and without its dot."""
    return code.strip().upper().replace(".", "")


def dotted(code: str) -> str:
    """Return a diagnosis code as it is printed, with the dot after its third character."""
    bare = plain(code)
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


def _text(name: str) -> str:
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    try:
        return (Path(next(iter(folders or ()), "")) / "data" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(_PACKAGE, name, f"the file cannot be read ({error})") from error
