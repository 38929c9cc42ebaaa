# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A kind of letter written out whole, for a person's own copy: no shared piece is named in it any more."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from enum import Enum

from app.knowledge.letters import FENCE, LetterKind

_EMPTY: tuple[object, ...] = ("", (), None)


def self_contained(kind: LetterKind) -> str:
    """Return a letter file of this kind that reads the same with or without the pieces that letters share."""
    head = {f.name: getattr(kind.head, f.name) for f in dataclasses.fields(kind.head)}
    written = [f"{key} = {_value(value)}" for key, value in head.items() if _is_said(value)]
    return "\n".join([FENCE, *written, FENCE, kind.body])


def _is_said(value: object) -> bool:
    return value not in _EMPTY and not (isinstance(value, Mapping) and not value)


def _value(value: object) -> str:
    """Write one value as TOML; lists a line an item, records as inline tables."""
    if isinstance(value, Enum):
        return _text(str(value.value))
    if isinstance(value, tuple):
        return "[" + "".join(f"\n  {_value(item)}," for item in value) + "\n]" if value else "[]"
    if isinstance(value, Mapping):
        return _table(value.items())
    if dataclasses.is_dataclass(value):
        return _table(_said(value))
    if isinstance(value, int):
        return str(value).lower()
    return _text(str(value))


def _said(record: object) -> Iterator[tuple[str, object]]:
    for field in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if _is_said(value) or field.default is dataclasses.MISSING:
            yield field.name, value


def _table(items: object) -> str:
    pairs = ", ".join(f"{_text(str(key))} = {_inline(value)}" for key, value in items)  # type: ignore[attr-defined]
    return f"{{ {pairs} }}"


def _inline(value: object) -> str:
    """Write a value within an inline table, which TOML wants on one line."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return _value(value)


def _text(text: str) -> str:
    """Write a TOML string; JSON's escapes are TOML's too, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
