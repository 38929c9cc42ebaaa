# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Whatever people type into a field prints as typed: never a template, never Markdown, never a blank."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.blocks import Block, ItemList, LetterPaper, Quote, Span
from app.domain.facts import Facts, People
from app.knowledge.letters import letter_kinds
from app.rules import letter_text
from app.rules.letter_blocks import block_text, blocks_of
from app.rules.letter_gate import clean, escape, markers
from tests.app.rules.letter_stories import facts_of, needed_extra
from tests.app.rules.letters_nora import DEADLINES, EXTRA, NORA, TODAY

APPEAL = letter_kinds()["internal_appeal_medical_necessity"]
ZOO = [
    '<img src="file:///etc/passwd">',
    "{{ people.member_id }}",
    "{% for x in range(9) %}x{% endfor %}",
    "[[people.claim_number]]",
    "![x](file:///etc/passwd)",
    "[link](https://example.invalid)",
    "# Heading",
    "> quoted",
    "- item",
    "1. item",
    "12) item",
    "***",
    "---",
    "===",
    "a\n===",
    "a\n---\n1. b\n# c\n> d\n\n\n- e",
    "**bold** _italic_ `code` ~~gone~~",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented",
    "\\",
    "\\\\[[reason]]",
    "\\*not\\*",
    "&copy; &amp; &#65; AT&T",
    "<b>bold</b> <!-- comment -->",
    "| a | b |\n|---|---|",
    "[ref]: https://example.invalid",
    "<https://example.invalid>",
    "trailing \\",
    "a  \nb",
    "line\u2028separator\u2029here\x0bthere\x85end",
    "“quoted”",
    "Zoë 张伟 مريم 🙂",
    "+1 555 013 4472",
    "=SUM(A1)",
    "{{",
    "{#",
    "*",
    "**",
    "_",
    "x" * 300,
    "Ann-Marie O'Hara-" * 20,
]
TYPED = st.one_of(
    st.sampled_from(ZOO),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=60),
    st.text("\\`*_{}[]<>()#+-.!|&~= \n1a“”", min_size=1, max_size=30),
)
PEOPLE_KEYS = [f.name for f in dataclasses.fields(People)]
LETTER_KEYS = sorted({b.id for kind in letter_kinds().values() for b in kind.uses if b.id.startswith("letter.")})


def flat(text: str) -> str:
    """Return text without white space, for breaks and doubled spaces may fall away on paper."""
    return "".join(text.split())


def everything(page: LetterPaper) -> str:
    parts = [page.sender, *page.sender_lines, page.title, page.signer, page.signer_note, page.footer, *page.enclosures]
    for spans in (*page.recipient_lines, *page.sent_by, *(value for _, value in page.reference)):
        parts.append("".join(span.text for span in spans))
    return flat("\n".join([*parts, block_text(page.body)]))


def shape(blocks: Iterable[Block]) -> list[object]:
    """Return the structure of blocks without their words."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, Quote):
            found.append(["quote", shape(block.blocks)])
        elif isinstance(block, ItemList):
            found.append(["list", block.numbered, [shape(item) for item in block.items]])
        else:
            found.append(type(block).__name__)
    return found


def page_of(name: str, facts: Facts, extra: dict[str, str]) -> LetterPaper:
    kind = letter_kinds()[name]
    done = letter_text.draft(kind, facts, extra, TODAY, DEADLINES)
    letter_text.whole_text(done)
    return letter_text.paper(kind, done.text, facts, extra, TODAY, final=not done.missing)


@pytest.mark.parametrize("typed", ZOO)
def test_escaped_text_is_one_paragraph_that_says_the_same(typed: str) -> None:
    blocks = blocks_of(escape(typed), lambda _: None)
    assert shape(blocks) == ["Paragraph"]
    assert flat(block_text(blocks)) == flat(clean(typed))
    assert markers(escape(typed)) == ()


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_any_typed_text_survives_the_gate(typed: str) -> None:
    for before, after in (("", ""), ("Dear ", "."), ("- ", " end"), ("> *“", "”* (x)")):
        blocks = blocks_of(before + escape(typed) + after, lambda _: None)
        assert len(blocks) == (1 if before.strip() or clean(typed) else 0)
        assert flat(clean(typed)) in flat(block_text(blocks))


def typed_everywhere(name: str, typed: str) -> LetterPaper:
    people = People(**dict.fromkeys(PEOPLE_KEYS, typed))
    facts = replace(facts_of(name), people=people, reason=typed, codes=(typed, typed))
    return page_of(name, facts, needed_extra(name))


@pytest.mark.parametrize("name", sorted(letter_kinds()))
def test_the_zoo_in_every_field_changes_no_structure(name: str) -> None:
    expected = shape(typed_everywhere(name, "plain").body)
    for typed in ZOO:
        page = typed_everywhere(name, typed)
        assert shape(page.body) == expected, typed
        assert flat(clean(typed)).strip(",") in everything(page), typed
        assert not any(span.missing for _, spans in page.reference for span in spans), typed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(letter_kinds())), st.sampled_from(PEOPLE_KEYS), TYPED)
def test_any_text_in_one_field_prints_as_typed(name: str, key: str, typed: str) -> None:
    page = page_of(
        name, replace(facts_of(name), people=replace(facts_of(name).people, **{key: typed})), needed_extra(name)
    )
    used = f"people.{key}" in {b.id for b in letter_kinds()[name].needs}
    if used and clean(typed) and "address" not in key:
        assert flat(typed) in everything(page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(letter_kinds())), st.sampled_from(LETTER_KEYS), TYPED)
def test_any_text_in_a_letters_own_facts_is_harmless(name: str, key: str, typed: str) -> None:
    page = page_of(name, facts_of(name), {**EXTRA, key: typed})
    assert "Sincerely" in page.closing and page.body


def test_points_are_items_whatever_they_hold() -> None:
    typed = "1. First. More <b>here</b>.\n- {{ reason }} [[reason]]\n\n* **x**"
    page = page_of(APPEAL.kind, NORA, {"letter.points": typed})
    points = next(block for block in page.body if isinstance(block, ItemList) and block.numbered)
    assert [block_text(item) for item in points.items] == [
        "First. More <b>here</b>.",
        "{{ reason }} [[reason]]",
        "**x**",
    ]
    first = points.items[0][0]
    assert not isinstance(first, (Quote, ItemList))
    assert first.spans == (Span("First.", bold=True), Span(" More <b>here</b>."))


def test_what_the_person_writes_in_the_text_is_never_a_template_link_image_or_html() -> None:
    text = "{{ reason }} ![a](file:///x) [b](http://y) <script>z</script> `c` | d |\n\n    indented\n\n---\n\n"
    text += "```\ne\n```\n"
    page = letter_text.paper(APPEAL, text, NORA, {}, TODAY, final=True)
    said = flat(block_text(page.body))
    for part in ("{{reason}}", "![a](file:///x)", "[b](http://y)", "<script>z</script>", "`c`|d|", "indented", "---"):
        assert part in said


def test_structure_a_letter_may_have() -> None:
    text = "## Why\n\nA **b** *c* ***d***.\n\n> said\n\n1. one\n2. two\n   - inner\n"
    assert shape(blocks_of(text, lambda _: None)) == [
        "Heading",
        "Paragraph",
        ["quote", ["Paragraph"]],
        ["list", True, [["Paragraph"], ["Paragraph", ["list", False, [["Paragraph"]]]]]],
    ]


def test_names_of_three_hundred_letters_are_kept_whole() -> None:
    name = "Nora " + "Ellingboe" * 33
    page = page_of(APPEAL.kind, replace(NORA, people=replace(NORA.people, patient=name)), {})
    assert page.sender == page.signer == name


def test_a_preview_marks_what_is_missing_with_its_label() -> None:
    facts = replace(NORA, people=replace(NORA.people, claim_number="", insurer_address=""), reason="")
    done = letter_text.draft(APPEAL, facts, {}, TODAY, DEADLINES)
    marked = [s.text for _, spans in done.paper.reference for s in spans if s.missing]
    marked += [s.text for spans in (*done.paper.recipient_lines, *done.paper.sent_by) for s in spans if s.missing]
    assert marked == ["Claim number", "Appeals address", "How it is sent"]
    quote = next(block for block in done.paper.body if isinstance(block, Quote))
    assert any(s.missing and s.text == "Reason given" for s in quote.blocks[0].spans)  # type: ignore[union-attr]


def test_the_page_is_the_one_on_paper() -> None:
    page = page_of(APPEAL.kind, NORA, EXTRA)
    assert page.sender_lines == ("418 Juniper Court, Apartment 3, Tannersfield, OH 45000 · (555) 013-4472",)
    assert [spans[0].text for spans in page.recipient_lines] == [
        "Larkfield Health Plan",
        "Member Appeals Department",
        "P.O. Box 61180",
        "Corran City, OH 45001",
    ]
    assert page.footer == "Nora Ellingboe · Claim LF-26-0419-7731 · November 21, 2026"
    assert page.sent_by[0][0].text == "By certified mail"
    assert dict(page.reference)["Service"] == (Span("MRI of the lower back, code 72148, $2,450.00, diagnosis M54.16"),)
    assert [label for label, _ in page.reference][:4] == ["Patient", "Claim number", "Member ID", "Date of service"]
