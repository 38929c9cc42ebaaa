# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A person's own code list: the ways in which such lists come, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.own_codes import OWN_LIST_TITLES
from app.intake.errors import FileMissing, FileUnreadable
from app.intake.own_codes import NoCodeList, likely_kind, own_code, read_list_file, read_own_codes

COPIED = """Code\tDescription
1\tWords of the list for the first code.
Start: 01/01/1995
045\tWords for another,
which go on below it.
Start: 01/01/1995 | Last Modified: 07/01/2017
B7\tWords with a "quote" and <b>marks</b>
"""


def test_list_copied_from_a_page_keeps_texts_and_leaves_dates_out() -> None:
    assert read_own_codes(COPIED, "CARC") == {
        "1": "Words of the list for the first code.",
        "45": "Words for another, which go on below it.",
        "B7": 'Words with a "quote" and <b>marks</b>',
    }


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ('Code,Text\nM51,"One, two"\nMA130,Three\n', "RARC", {"M51": "One, two", "MA130": "Three"}),
        ("99213;One\n99214;Two\n", "HCPCS", {"99213": "One", "99214": "Two"}),
        ("2,One\n11,Two\n", "POS", {"02": "One", "11": "Two"}),
        ("450,One\n", "REVENUE", {"0450": "One"}),
        ("M5416,One\nI10,Two\n", "ICD10", {"M54.16": "One", "I10": "Two"}),
        ("lt\tOne\n59\tTwo", "MODIFIER", {"LT": "One", "59": "Two"}),
        ("50,First\n50,Second\n", "CARC", {"50": "First"}),
        ("50,One,Two\n", "CARC", {"50": "One Two"}),
    ],
)
def test_lists_are_read_as_they_come(text: str, kind: str, codes: dict[str, str]) -> None:
    assert read_own_codes(text, kind) == codes


@pytest.mark.parametrize(
    ("text", "why"), [("", "no line"), ("hello\nthere", "no line"), ("50,One\nred,a\nblue,b\ngreen,c", "most of its")]
)
def test_text_that_is_no_list_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(NoCodeList, match=why):
        read_own_codes(text, "CARC", "mine.csv")


@pytest.mark.parametrize(
    ("data", "error", "why"),
    [
        (b"PK\x03\x04xlsx", NoCodeList, "save it as CSV"),
        (b"%PDF-1.7", NoCodeList, "not a text"),
        (None, FileMissing, "could not be found"),
    ],
)
def test_files_that_are_no_text_are_refused(
    tmp_path: Path, data: bytes | None, error: type[FileUnreadable], why: str
) -> None:
    path = tmp_path / "list.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(error, match=why):
        read_list_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("50,Naïve words\n", encoding=encoding)
    assert read_own_codes(read_list_file(path), "CARC") == {"50": "Naïve words"}


@pytest.mark.parametrize(
    ("text", "kind"), [("M51\tOne\nN4\tTwo", "RARC"), (COPIED, "CARC"), ("99213,One\nJ1885,Two", "HCPCS"), ("", "CARC")]
)
def test_the_likely_kind_is_proposed(text: str, kind: str) -> None:
    assert likely_kind(text) == kind


@given(st.text(max_size=200), st.sampled_from(sorted(OWN_LIST_TITLES)))
def test_any_text_is_read_or_refused(text: str, kind: str) -> None:
    likely_kind(text)
    try:
        found = read_own_codes(text, kind)
    except NoCodeList:
        return
    assert all(own_code(code, kind) == code and words and "\t" not in words for code, words in found.items())
