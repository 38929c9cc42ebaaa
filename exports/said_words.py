# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What a page says of its words besides drawing them, taken away: a program reads it instead of what the eye sees."""

from __future__ import annotations

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Stream,
    parse_content_stream,
)
from pikepdf import unparse_content_stream as written

_Drawn = ContentStreamInstruction | ContentStreamInlineImage
_LAYER = Name.OC
"""The one mark that is seen: what belongs to a layer that can be switched off."""


def say_as_drawn(form: Object, seen: set[tuple[int, int]]) -> None:
    """Take other words for its letters (ActualText) out of a form and the forms in it; how it looks stays.

    A reader of text is given those words and not the letters, and would look for a name in vain that everyone sees.
    """
    if not isinstance(form, Stream) or form.objgen in seen:
        return
    seen.add(form.objgen)
    if b"BDC" in form.read_bytes():
        form.write(written([_plain(instruction) for instruction in parse_content_stream(form)]))
    resources = form.get("/Resources")
    inner = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for child in inner.values() if isinstance(inner, Dictionary) else ():
        if isinstance(child, Stream) and child.get("/Subtype") == Name.Form:
            say_as_drawn(child, seen)


def _plain(instruction: _Drawn) -> _Drawn:
    """Return BDC with properties as BMC without, but for layers."""
    if not isinstance(instruction, ContentStreamInstruction) or str(instruction.operator) != "BDC":
        return instruction
    kind = instruction.operands[0]
    return instruction if kind == _LAYER else ContentStreamInstruction([kind], Operator("BMC"))
