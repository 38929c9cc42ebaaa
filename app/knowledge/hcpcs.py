# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The service codes of HCPCS Level II that CMS publishes, with their short titles; no CPT and no dental code."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import shipped_text

RELEASE = "HCPCS Level II, April 2026 release of CMS"
FIRST_DAY, LAST_DAY = date(2026, 4, 1), date(2026, 6, 30)
"""The quarter that the release is for; the next came into force on 1 July 2026."""

UNLISTED = frozenset("DHST")
"""First letters whose codes CMS leaves out of this list, or nearly all of them: nothing follows from their absence."""

_FILE = "codes/hcpcs_2026_04.csv"


@functools.cache
def hcpcs_titles() -> Mapping[str, str]:
    """Return the short title of every code of the release; read once, kept for the run."""
    rows = list(csv.reader(io.StringIO(shipped_text(_FILE))))
    if not rows or rows[0] != ["code", "title"]:
        raise KnowledgeError(f"resources/{_FILE}", "line 1", "the columns are not code and title")
    return MappingProxyType(dict(rows[1:]))
