# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The look of a letter in Word: the paper's measures as Word styles, for Word's own navigation and screen readers."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from exports import styles as paper

FACE = "Cambria"
"""Word's own serif: the paper's font is on few machines, and what stands in for it would be anybody's guess."""

LIST_INDENT, QUOTE_INDENT = 18.7, 26.0
_INK, _SOFT = RGBColor(0x16, 0x16, 0x16), RGBColor(0x3B, 0x3B, 0x3B)


def new_document(shape: paper.PageShape, language: str = "en-US") -> Document:
    """Return an empty document with the house's styles, on pages of this shape."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(shape.width), Pt(shape.height)
    section.left_margin = section.right_margin = Pt(shape.side)
    section.top_margin, section.bottom_margin = Pt(paper.TOP), Pt(paper.BOTTOM)
    section.header_distance = section.footer_distance = Pt(paper.FOOT_BASE)
    _normal(document, language)
    _style(document, "Title", paper.NAME, paper.NAME_LEAD, bold=True)
    _style(document, "Heading 1", paper.TITLE, paper.TITLE_LEAD, bold=True, before=10.4, after=6.0)
    _style(document, "Heading 2", paper.BODY, paper.BODY_LEAD, bold=True, before=10.3, after=1.9)
    _style(document, "Body Text", paper.BODY, paper.BODY_LEAD, after=7.2)
    _style(document, "Quote", paper.BODY, paper.BODY_LEAD, before=3.7, after=7.2)
    _style(document, "List Number", paper.BODY, paper.BODY_LEAD, after=4.4)
    _style(document, "List Bullet", paper.BODY, paper.BODY_LEAD, after=4.4)
    _style(document, "Table Text", paper.TABLE, paper.SMALL_LEAD, before=2.0, after=2.0)
    _style(document, "Reference Label", paper.TABLE, paper.TABLE_LEAD, soft=True)
    _style(document, "Small", paper.SMALL, paper.SMALL_LEAD, soft=True)
    _style(document, "Footer", paper.FOOT, paper.FOOT + 3, soft=True)
    return document


def _normal(document: Document, language: str) -> None:
    """Set the font for every script, the language, and no widows or orphans, once for all styles."""
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - it is one in every Word file; this is for the types
    _font(normal, paper.BODY, bold=False, soft=False)
    normal.paragraph_format.widow_control = True
    _spacing(normal, paper.BODY_LEAD, 0, 0)
    spoken = OxmlElement("w:lang")
    for kind in ("val", "eastAsia"):
        spoken.set(qn(f"w:{kind}"), language)
    normal.element.get_or_add_rPr().append(spoken)


def _style(
    document: Document,
    name: str,
    size: float,
    lead: float,
    *,
    bold: bool = False,
    soft: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - as above
    _font(style, size, bold=bold, soft=soft)
    _spacing(style, lead, before, after)
    properties = style.element.get_or_add_pPr()
    for line in properties.findall(qn("w:pBdr")):  # Word's own Title has a blue line below it
        properties.remove(line)
    if name == "Quote":
        properties.insert_element_before(_quote_rule(), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _font(style: ParagraphStyle, size: float, *, bold: bool, soft: bool) -> None:
    style.font.name, style.font.size = FACE, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = _SOFT if soft else _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    for extra in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(extra)


def _spacing(style: ParagraphStyle, lead: float, before: float, after: float) -> None:
    form = style.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(lead), Pt(before), Pt(after)
    style.element.get_or_add_pPr()
    for close in style.element.pPr.findall(qn("w:contextualSpacing")):
        style.element.pPr.remove(close)


def _quote_rule() -> object:
    """Return the rule at the left of a quote."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:left")
    for key, value in {"val": "single", "sz": "9", "space": "8", "color": "9A9A9A"}.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    return borders
