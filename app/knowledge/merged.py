# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A folder of files of many records, read as one list in which no name may stand twice."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from app.knowledge.errors import KnowledgeError
from app.knowledge.reader import read_records, shipped, shipped_names

Record = TypeVar("Record")


def merged_records(folder: str, kind: type[Record]) -> Mapping[str, Record]:
    """Return the records of every file in a folder under resources/, by id; KnowledgeError for a name used twice."""
    found: dict[str, Record] = {}
    for name in shipped_names(folder):
        path = f"{folder}/{name}"
        for record_id, record in read_records(shipped(path), kind, name=f"resources/{path}").items():
            if record_id in found:
                raise KnowledgeError(f"resources/{path}", record_id, "another file has a record of this name")
            found[record_id] = record
    return MappingProxyType(found)
