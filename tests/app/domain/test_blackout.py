# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What is to be blacked out is found however it is written, and nothing else is."""

from __future__ import annotations

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blackout import Blackout, find, masked, too_short


def covered(text: str, **hide: object) -> str:
    """Return the text with every covered word as a dash."""
    words = text.split()
    marks = find(words, Blackout(**hide))  # type: ignore[arg-type]
    gone = {n for mark in marks for n in range(mark.first, mark.last + 1)}
    return " ".join("—" if n in gone else word for n, word in enumerate(words))


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Seen by Nora Ellingboe today", ("Nora Ellingboe",), "Seen by — — today"),
        ("NORA ELLINGBOE, patient", ("nora ellingboe",), "— — patient"),
        ("Patient: Elling- boe (Nora)", ("Ellingboe",), "Patient: — — (Nora)"),
        ("N o r a came", ("Nora",), "— — — — came"),
        ("PatientEllingboe 12", ("Ellingboe",), "— 12"),
        ("PatientNora Ellingboe 12", ("Nora Ellingboe",), "— — 12"),
        ("The visit was planned", ("Ann",), "The visit was planned"),
        ("Ann, and Ann's plan", ("Ann",), "— and — plan"),
        ("She is well enough", ("Ellen",), "She is well enough"),
        ("José Núñez", ("jose nunez",), "— —"),
        ("Code 4471 and 44710", ("4471",), "Code — and 44710"),
        ("Nothing here", ("", " ", "—"), "Nothing here"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: tuple[str, ...], left: str) -> None:
    assert covered(text, words=words) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("SSN 123-45-6789.", "SSN —"),
        ("SSN: 123 45 6789", "SSN: — — —"),
        ("on 123‑45‑6789 file", "on — file"),
        ("Social Security number 123456789 of", "Social Security number — of"),
        ("Call 555-013-4472 or 123456789", "Call 555-013-4472 or 123456789"),
        ("Claim 1123-45-67890", "Claim 1123-45-67890"),
    ],
)
def test_social_security_numbers_are_found(text: str, left: str) -> None:
    assert covered(text, ssn=True) == left


def test_a_member_id_keeps_its_last_four() -> None:
    words = ["Member", "ID", "LFK", "204", "118", "53", "group", "9", "LFK20411853"]
    marks = find(words, Blackout(member_id="LFK 204 118 53"))
    assert [(mark.first, mark.last, mark.shown) for mark in marks] == [(2, 5, "1853"), (8, 8, "1853")]
    assert find(["ID", "A-1204"], Blackout(member_id="A1204"))[0].shown == ""


def test_own_words_are_masked() -> None:
    hide = Blackout(words=("Nora Ellingboe",), member_id="LFK20411853", ssn=True)
    assert masked("Appeal of Nora Ellingboe to Larkfield", hide) == "Appeal of [blacked out] to Larkfield"
    assert masked("LFK 204 118 53", hide) == "ending in 1853"
    assert masked("Larkfield  Health", hide) == "Larkfield  Health"


@given(
    before=st.lists(st.text(string.ascii_letters + string.digits, min_size=1, max_size=8), max_size=4),
    secret=st.text(string.ascii_letters + string.digits, min_size=2, max_size=14),
    cuts=st.lists(st.integers(1, 13), max_size=3),
)
def test_a_secret_broken_anywhere_is_found(before: list[str], secret: str, cuts: list[int]) -> None:
    edges = [0, *sorted({cut for cut in cuts if cut < len(secret)}), len(secret)]
    pieces = [secret[a:b] for a, b in itertools.pairwise(edges)]
    words = [*before, *pieces, "end."]
    gone = {n for mark in find(words, Blackout(words=(secret,))) for n in range(mark.first, mark.last + 1)}
    assert gone >= set(range(len(before), len(before) + len(pieces)))


def test_a_word_of_one_letter_is_too_short() -> None:
    assert too_short("x") and too_short(" -1 ") and not too_short("No")
