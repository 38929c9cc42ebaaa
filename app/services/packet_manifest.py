# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The list of checksums beside a packet: which file holds which pages, and of which originals they are copies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from app.services.packet_saving import SavedPacket

Source = tuple[str, str, str]
"""An exhibit's name, the name of its original, and the SHA-256 of the original's bytes."""


def manifest_bytes(saved: SavedPacket, dated: date, sources: Iterable[Source], *, blacked_out: bool) -> bytes:
    """Return the list as JSON; the same packet gives the same bytes. Titles stay out: a list is shown to anyone."""
    places = {line.exhibit: line for line in saved.index}
    unreadable = {problem.exhibit for problem in saved.problems}
    exhibits = [
        {
            "exhibit": name,
            "original": file_name,
            "original_sha256": sha256,
            "first_page": places[name].first_page,
            "last_page": places[name].last_page,
            "file": saved.files[places[name].file - 1].file.name,
            "included": name not in unreadable,
        }
        for name, file_name, sha256 in sources
        if name in places
    ]
    answer = {
        "format": "casewell-packet-manifest-1",
        "dated": dated.isoformat(),
        "blacked_out": blacked_out,
        "files": [{"file": f.file.name, "pages": f.pages, "bytes": f.size, "sha256": f.sha256} for f in saved.files],
        "exhibits": exhibits,
    }
    return (json.dumps(answer, indent=2, ensure_ascii=False) + "\n").encode()
