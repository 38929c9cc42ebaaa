# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Portal files (FHIR) for tests: the fixtures, small claims made to measure, and zips."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.reading import Reading
from app.intake.reader import read_bytes

FIXTURES = Path(__file__).parents[1] / "fixtures" / "fhir"
FILES = sorted(path.name for path in FIXTURES.iterdir())


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def tree(name: str) -> Any:
    return json.loads(fixture(name))


def read(content: object, name: str = "portal.json") -> Reading:
    """Read bytes, text, or a tree that is written as JSON first."""
    if isinstance(content, bytes):
        return read_bytes(name, content)
    return read_bytes(name, (content if isinstance(content, str) else json.dumps(content)).encode())


def concept(code: str, system: str = "") -> dict[str, object]:
    return {"coding": [{"system": system, "code": code}]}


def money(category: str, value: object) -> dict[str, object]:
    return {"category": concept(category), "amount": {"value": value}}


def claim(*adjudications: object, **more: object) -> dict[str, Any]:
    """Return a claim of one line."""
    item = {"sequence": 1, "productOrService": concept("99213"), "adjudication": list(adjudications)}
    return {"resourceType": "ExplanationOfBenefit", "identifier": [{"value": "C-1"}], "item": [item], **more}


def zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
