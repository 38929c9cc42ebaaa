# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Letters of a person's own, through the desk: copied, changed, used, broken, and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.knowledge.letters import letter_kinds
from app.rules.letter_own import OwnLetterFails
from app.services.own_letters import Fault
from tests.support.desks import Bench, add_case, everything, new_bench

KIND = "itemized_bill_request"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path)


def test_a_copy_is_offered_beside_ours_and_drafts_a_letter(bench: Bench) -> None:
    own = bench.desk.own_letters
    made = own.copy(KIND)
    assert (made.kind, made.title) == (f"own_{KIND}", f"{letter_kinds()[KIND].title} (my copy)")
    assert [kind.kind for kind in own.offered()] == [made.kind]
    own.save(made.id, own.text(made.id).replace("+++\n", "+++\n", 1) + "\nWith my thanks for the trouble.\n")
    case = add_case(bench, {"people": {"provider": "Alder Ridge Hospital"}})
    letter = bench.desk.letters.create(case.id, made.kind)
    assert "With my thanks for the trouble." in letter.text
    assert bench.desk.letters.view(letter.id).kind.own
    second = own.copy(made.kind)
    assert (second.kind, second.title) == (f"{made.kind}_2", f"{letter_kinds()[KIND].title} (my copy 2)")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("\n+++\n", "\n+++\n\n{% if reason %}\nEndless\n", "cannot be read"),
        ("\n+++\n", "\n+++\nDear {{ people.clam_number }}\n", "the blank “people.clam_number” does not exist"),
        ("\n+++\n", "\n+++\n{{ today.__class__ }}\n", ""),
        ("\n+++\n", "\n+++\n{{ 1 // 0 }}\n", "cannot be done"),
        ("title = ", "titel = ", "titel"),
        ("title = ", "title ", "TOML"),
        ("\n+++\n", "\n---\n", "between two lines of +++"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_kept_aside(bench: Bench, old: str, new: str, words: str) -> None:
    own = bench.desk.own_letters
    made = own.copy(KIND)
    good = own.text(made.id)
    bad = good.replace(old, new, 1)
    assert bad != good
    fault = own.save(made.id, bad)
    assert isinstance(fault, Fault), fault
    assert words in fault.sentence
    if fault.line is not None:
        changed = [n for n, (a, b) in enumerate(zip(good.split("\n"), bad.split("\n"), strict=False), 1) if a != b]
        assert fault.line >= changed[0], fault
        assert fault.sentence.startswith(f"Line {fault.line}: ")
    assert own.text(made.id) == bad
    assert own.rows()[0].fault == fault
    assert [kind.kind for kind in own.offered()] == [made.kind]  # letters are drafted from the text before
    assert own.save(made.id, good) is None
    assert own.rows()[0].fault is None


def test_the_line_is_the_one_that_is_wrong(bench: Bench) -> None:
    own = bench.desk.own_letters
    made = own.copy(KIND)
    lines = own.text(made.id).split("\n")
    lines.append("Dear {{ people.nobody }}")
    fault = own.check(made.id, "\n".join(lines))
    assert fault is not None and fault.line == len(lines)
    end = [n for n, line in enumerate(lines) if line == "+++"][1]
    lines[end + 1 : end + 1] = ["", "", "{{ reason | }}"]
    fault = own.check(made.id, "\n".join(lines))
    assert fault is not None and fault.line == end + 4


def test_a_template_reaches_nothing_outside_its_blanks(bench: Bench) -> None:
    own = bench.desk.own_letters
    made = own.copy(KIND)
    for trick in (
        "{{ ''.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ cycler.__init__.__globals__ }}",
    ):
        assert own.check(made.id, own.text(made.id) + trick) is not None, trick


def test_one_that_fails_on_a_real_case_says_so(bench: Bench) -> None:
    own = bench.desk.own_letters
    made = own.copy(KIND)
    assert own.save(made.id, own.text(made.id) + "\n{% if codes %}{{ codes[7] + 1 }}{% endif %}\n") is None
    case = add_case(bench, {"codes": ["CO-16"]})
    with pytest.raises(OwnLetterFails, match=r"could not be written.*Mend it"):
        bench.desk.letters.create(case.id, made.kind)
    assert everything(bench.casebook)["Letter"] == []


def test_deleting_is_undone_and_keeps_letters_readable(bench: Bench) -> None:
    own, desk = bench.desk.own_letters, bench.desk
    made = own.copy(KIND)
    own.delete(made.id)
    assert own.rows() == ()
    desk.undo.undo()
    assert [row.kind for row in own.rows()] == [made.kind]
    letter = desk.letters.create(add_case(bench).id, made.kind)
    own.delete(made.id)
    assert own.rows() == () and own.offered() == ()
    assert desk.letters.view(letter.id).kind.title == made.title
    desk.undo.undo()
    assert len(own.rows()) == 1
    desk.undo.undo()  # the letter
    desk.undo.undo()  # the copy
    assert everything(bench.casebook)["OwnLetter"] == []


def test_a_question_of_ones_own_is_asked(bench: Bench) -> None:
    from app.services.letter_facts import asked

    own = bench.desk.own_letters
    made = own.copy(KIND)
    text = own.text(made.id)
    at = text.index("\n+++\n")
    question = '[questions]\n"letter.pet" = "What is the dog called?"'
    text = f"{text[:at]}\n{question}{text[at:]}\nMy dog is {{{{ letter.pet }}}}.\n"
    assert own.save(made.id, text) is None
    letter = bench.desk.letters.create(add_case(bench).id, made.kind)
    view = bench.desk.letters.view(letter.id)
    assert "letter.pet" in [missing.key for missing in view.missing]
    assert asked("letter.pet", view.kind).question == "What is the dog called?"
    filled = bench.desk.letters.answer(letter.id, "letter.pet", "Rex")
    assert "My dog is Rex." in filled.text
