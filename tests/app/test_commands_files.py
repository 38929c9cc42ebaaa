# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The commands on files beside any casebook: read, letter, packet."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from app.intake.facts_file import facts_to_mapping
from app.intake.text import read_text
from app.knowledge.letters import letter_kinds
from tests.app.rules.letter_stories import extra_of, facts_of
from tests.support import notices
from tests.support.cli import CommandLine

APPEAL = "internal_appeal_medical_necessity"
FACTS = r"""
plan_kind = "employer_insured"
state = "OH"
codes = ["CO-50", "N130"]
reason = "The records submitted do not show six weeks of conservative treatment."
have = ["denial_notice", "eob", "itemized_bill"]
[dates]
service = 2026-04-21
denial_notice = "2026-06-03"
denial_received = 2026-06-08
[amounts]
billed = 2450.00
[people]
patient = "Nora Ellingboe"
patient_address = "12 Elm Street\nCorran City, OH 45001"
member_id = "LFK 204 118 53"
insurer = "Larkfield Health Plan"
insurer_address = "P.O. Box 61180\nCorran City, OH 45001"
claim_number = "LF-26-0419-7731"
account_number = "AR-4471-208"
provider = "Alder Ridge Hospital"
provider_address = "1 Ridge Road\nCorran City, OH 45001"
service_description = "MRI of the lower back"
policy_reference = "Imaging Policy IM-207"
"""
OWN = """
[letter]
points = ["Six weeks of therapy were done. Exhibit C proves it.", "The policy was met."]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a notice, an EOB, FACTS, and files that cannot be read."""
    (tmp_path / "notice.pdf").write_bytes(notices.larkfield()[0])
    (tmp_path / "eob.pdf").write_bytes(notices.brightwater()[0])
    (tmp_path / "scan.pdf").write_bytes(notices.scan_pdf())
    (tmp_path / "locked.pdf").write_bytes(notices.encrypted_pdf())
    (tmp_path / "cut.pdf").write_bytes(notices.larkfield()[0][:700])
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "facts.toml").write_text(FACTS + OWN, encoding="utf-8")
    (tmp_path / "bare.toml").write_text("", encoding="utf-8")
    return tmp_path


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def words(path: Path) -> str:
    return " ".join(read_text(path.read_bytes(), path.name).text.split())


# read


def test_several_files_are_read_and_one_bad_one_hides_none(cli: CommandLine, folder: Path) -> None:
    names = ("notice.pdf", "locked.pdf", "gone.pdf", "cut.pdf", "empty.pdf", "scan.pdf", "eob.pdf")
    paths = [folder / name for name in names]
    told = cli.ok("read", *paths, "--json").json
    assert [r["file"] for r in told] == [str(p) for p in paths]
    keys = {"file", "kind", "how", "facts", "claims", "problems"}
    assert all(set(r) >= keys for r in told)
    assert [bool(r["problems"]) for r in told] == [False, True, True, True, True, True, False]
    assert all(set(p) == {"where", "what"} and p["what"] for r in told for p in r["problems"])
    notice, eob = told[0], told[-1]
    assert (notice["kind"], notice["how"], eob["kind"]) == ("denial_notice", "text", "eob")
    assert all(set(f) >= {"field", "value", "words", "page", "confidence"} for f in notice["facts"])
    values = {f["field"]: f["value"] for f in notice["facts"]}
    assert values["claim_number"] == "LF-26-0419-7731" and values["billed"] == "2450.00"
    assert values["notice_date"] == "2026-06-03"
    text = cli.ok("read", *paths).out
    for name in names:
        assert f"{folder / name}: " in text
    assert "claim_number: LF-26-0419-7731" in text and "Problem at locked.pdf" in text


@pytest.mark.parametrize("name", ["locked.pdf", "gone.pdf", "cut.pdf", "empty.pdf", "scan.pdf", "."])
def test_a_file_alone_that_cannot_be_read_is_status_1_and_json_says_why_all_the_same(
    cli: CommandLine, folder: Path, name: str
) -> None:
    said = cli.refused("read", folder / name)
    answer = cli("read", folder / name, "--json")
    assert (answer.status, answer.err) == (1, said)
    (reading,) = answer.json
    assert reading["facts"] == [] and reading["problems"][0]["what"] in said


def test_none_of_several_files_is_named_one_by_one(cli: CommandLine, folder: Path) -> None:
    answer = cli("read", folder / "locked.pdf", folder / "gone.pdf")
    assert answer.status == 1
    assert answer.err.startswith("None of these 2 files could be read.")
    assert "locked.pdf" in answer.err and "gone.pdf" in answer.err


def test_a_text_file_is_read(cli: CommandLine, folder: Path) -> None:
    (folder / "bill.txt").write_text("Alder Ridge\n\nStatement\nAccount Number: AR-4471\nBalance Due: $1,020.50\n")
    (reading,) = cli.ok("read", folder / "bill.txt", "--json").json
    values = {f["field"]: f["value"] for f in reading["facts"]}
    assert (reading["kind"], values["account_number"], values["balance_due"]) == ("bill", "AR-4471", "1020.50")


# letter


def test_the_kinds_are_listed_with_every_key(cli: CommandLine) -> None:
    listed = cli.ok("letter", "--list", "--json").json
    assert [k["kind"] for k in listed] == list(letter_kinds())
    assert all({"kind", "title", "to", "needs", "uses", "starts_clock"} <= set(k) for k in listed)
    text = cli.ok("letter", "--list").out
    assert all(f"{kind}: " in text for kind in letter_kinds())


def test_a_letter_says_what_is_missing_and_its_text_when_nothing_is(cli: CommandLine, folder: Path) -> None:
    missing = cli.ok("letter", APPEAL, "--facts", folder / "bare.toml", "--json").json
    assert set(missing) >= {"kind", "missing", "cautions", "enclosures", "grade", "text"}
    assert missing["text"] is None
    assert {"people.claim_number", "reason"} <= {m["key"] for m in missing["missing"]}
    assert all(m["question"] for m in missing["missing"])
    assert cli.ok("letter", APPEAL, "--json").json == missing
    whole = cli.ok("letter", APPEAL, "--facts", folder / "facts.toml", "--json").json
    assert whole["missing"] == [] and "LF-26-0419-7731" in whole["text"]
    assert "**Six weeks of therapy were done.** Exhibit C proves it." in whole["text"]
    text = cli.ok("letter", APPEAL, "--facts", folder / "bare.toml").out
    assert "Missing people.claim_number: " in text


def test_a_letter_is_written_for_word_too_and_as_nothing_else(cli: CommandLine, folder: Path) -> None:
    cli.ok("letter", APPEAL, "--facts", folder / "facts.toml", "--out", folder / "letter.docx")
    words = "\n".join(p.text for p in docx.Document(BytesIO((folder / "letter.docx").read_bytes())).paragraphs)
    assert "Six weeks of therapy were done." in words
    said = cli.refused("letter", APPEAL, "--facts", folder / "facts.toml", "--out", folder / "letter.odt")
    assert ".pdf or .docx" in said and not (folder / "letter.odt").exists()


def test_a_reading_copy_is_written_in_spanish_or_says_that_there_is_none(cli: CommandLine, folder: Path) -> None:
    given = ("--facts", folder / "facts.toml", "--reading-copy", "es")
    said = cli.ok("letter", APPEAL, *given, "--json").json
    assert said["language"] == "es" and "Apelo su decisión del" in said["text"]
    cli.ok("letter", APPEAL, *given, "--out", folder / "copia.pdf")
    assert "Copia de lectura en español" in read_text((folder / "copia.pdf").read_bytes()).text
    assert "no Spanish reading copy of “TRICARE appeal”" in cli.refused("letter", "tricare_appeal", *given)
    assert "people.claim_number" in cli.refused(
        "letter", APPEAL, "--facts", folder / "bare.toml", "--reading-copy", "es", "--out", folder / "none.pdf"
    )
    assert not (folder / "none.pdf").exists()


def test_an_incomplete_letter_writes_no_file_and_names_every_key(cli: CommandLine, folder: Path) -> None:
    out = folder / "letter.pdf"
    keys = [m["key"] for m in cli.ok("letter", APPEAL, "--facts", folder / "bare.toml", "--json").json["missing"]]
    for more in ([], ["--json"]):
        said = cli.refused("letter", APPEAL, "--facts", folder / "bare.toml", "--out", out, *more)
        assert all(key in said for key in keys)
    assert not out.exists()


@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_each_kind_is_written_as_at_most_three_pages(cli: CommandLine, folder: Path, kind: str) -> None:
    out, given = folder / "letter.pdf", folder / "story.json"
    own = {key.removeprefix("letter."): value for key, value in extra_of(kind).items() if value}
    given.write_text(json.dumps({**facts_to_mapping(facts_of(kind)), "letter": own}), encoding="utf-8")
    told = cli.ok("letter", kind, "--facts", given, "--out", out, "--json").json
    assert (told["file"], told["missing"], told["unprintable"]) == (str(out), [], [])
    assert 1 <= pages(out) <= 3
    assert "Nora Ellingboe" in words(out)


def test_a_letter_is_never_written_over_unasked(cli: CommandLine, folder: Path) -> None:
    out = folder / "letter.pdf"
    out.write_bytes(b"mine")
    given = ("letter", APPEAL, "--facts", folder / "facts.toml", "--out", out)
    assert "letter.pdf" in cli.refused(*given)
    assert out.read_bytes() == b"mine"
    assert cli.ok(*given, "--replace").out == f"Written: {out}\n"
    assert out.read_bytes().startswith(b"%PDF")


def test_wrong_names_are_refused_before_anything_is_written(cli: CommandLine, folder: Path) -> None:
    given = ("--facts", folder / "facts.toml")
    assert "letter --list" in cli.refused("letter", "poem", *given)
    assert ".pdf" in cli.refused("letter", APPEAL, *given, "--out", folder / "letter.odt")
    assert "nowhere" in cli.refused("letter", APPEAL, *given, "--out", folder / "nowhere" / "letter.pdf")
    (folder / "typo.toml").write_text("[letter]\npoint = 'x'")
    assert "letter.points" in cli.refused("letter", APPEAL, "--facts", folder / "typo.toml")
    assert not list(folder.glob("letter.*"))


# packet

PLAN = f'''
letter = "{APPEAL}"
facts = "facts.toml"
stamp_prefix = "APPEAL"
date = 2026-11-20
[[exhibit]]
title = "Denial notice"
date = 2026-06-03
file = "notice.pdf"
[[exhibit]]
title = "EOB"
date = "July 2026"
file = "eob.pdf"
pages = "1"
'''


def plan(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_packet_is_built_and_told_in_the_promised_shape(cli: CommandLine, folder: Path) -> None:
    out = folder / "packet.pdf"
    told = cli.ok("packet", plan(folder, PLAN), "--out", out, "--json").json
    (file,) = told["files"]
    content = out.read_bytes()
    assert file == {
        "file": str(out),
        "pages": pages(out),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert [(e["exhibit"], e["title"], e["date"], e["file"]) for e in told["index"]] == [
        ("A", "Denial notice", "June 3, 2026", str(out)),
        ("B", "EOB", "July 2026", str(out)),
    ]
    document = pypdfium2.PdfDocument(out)
    try:
        for line, word in zip(told["index"], ("conservative", "Explanation of Benefits"), strict=True):
            assert word in document[line["first_page"] - 1].get_textpage().get_text_range()
    finally:
        document.close()
    assert told["problems"] == []
    first = out.read_bytes()
    cli.ok("packet", folder / "plan.toml", "--out", out, "--replace")
    assert out.read_bytes() == first  # the same packet gives the same bytes


def test_a_packet_splits_by_pages_and_names_its_parts(cli: CommandLine, folder: Path) -> None:
    told = cli.ok("packet", plan(folder, "max_pages = 6\n" + PLAN), "--out", folder / "p.pdf", "--json").json
    assert [Path(f["file"]).name for f in told["files"]] == ["p-part1.pdf", "p-part2.pdf"]
    assert all(f["pages"] <= 6 and Path(f["file"]).is_file() for f in told["files"])
    assert {e["file"] for e in told["index"]} <= {f["file"] for f in told["files"]}
    assert not (folder / "p.pdf").exists()


@pytest.mark.parametrize("name", ["locked.pdf", "cut.pdf", "empty.pdf", "gone.pdf"])
def test_an_unreadable_exhibit_stops_the_build_unless_a_page_may_say_so(
    cli: CommandLine, folder: Path, name: str
) -> None:
    out = folder / "packet.pdf"
    path = plan(folder, PLAN.replace("eob.pdf", name))
    said = cli.refused("packet", path, "--out", out)
    assert "Exhibit B" in said and name in said and ".." not in said
    assert not out.exists()
    told = cli.ok("packet", path, "--out", out, "--skip-unreadable", "--json").json
    assert [(p["exhibit"], p["file"]) for p in told["problems"]] == [("B", name)]
    assert told["problems"][0]["what"] and out.is_file()


def test_a_packet_takes_a_finished_letter_and_absolute_paths(cli: CommandLine, folder: Path, tmp_path: Path) -> None:
    cli.ok("letter", APPEAL, "--facts", folder / "facts.toml", "--out", folder / "letter.pdf")
    text = f'letter = "letter.pdf"\n[[exhibit]]\nfile = "{folder / "notice.pdf"}"\n'
    told = cli.ok("packet", plan(folder, text), "--out", folder / "p.pdf", "--json").json
    assert [e["title"] for e in told["index"]] == ["notice"]
    assert "Six weeks of therapy" in words(folder / "p.pdf")


def test_facts_may_stand_in_the_plan_itself_with_the_letters_own(cli: CommandLine, folder: Path) -> None:
    inline = (FACTS + OWN).replace("[dates]", "[facts.dates]").replace("[amounts]", "[facts.amounts]")
    inline = inline.replace("[people]", "[facts.people]").replace("[letter]", "[facts.letter]")
    text = f'letter = "{APPEAL}"\n[facts]\n{inline}'
    cli.ok("packet", plan(folder, text), "--out", folder / "p.pdf")
    assert "Six weeks of therapy" in words(folder / "p.pdf")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "neither a letter nor an exhibit"),
        ("colour = 1", "unknown key colour"),
        ("letter = 3", "letter is of the wrong kind"),
        ("max_mb = 0", "max_mb must be at least 1"),
        ("max_pages = true", "max_pages"),
        ("date = 'soon'", "date must be written like"),
        ("[[exhibit]]\ntitle = 'x'", "exhibit 1 names no file"),
        ("[[exhibit]]\nfile = 'notice.pdf'\npages = 3", "pages of exhibit 1"),
        ("[[exhibit]]\nfile = 'notice.pdf'\ncolour = 'x'", "unknown key colour"),
        ("exhibit = ['notice.pdf']", "exhibit 1 is not a table"),
        ("letter = 'poem'", "poem"),
        ("letter = 'gone.pdf'", "gone.pdf"),
        ("letter = 'empty.pdf'", "empty"),
        (f"letter = '{APPEAL}'", "people.claim_number"),
        (f"letter = '{APPEAL}'\nfacts = 'gone.toml'", "gone.toml"),
        (f"letter = '{APPEAL}'\n[facts]\ncolour = 1", "colour"),
        ("letter = ", "plan.toml"),
    ],
)
def test_a_plan_that_cannot_be_used_says_where(cli: CommandLine, folder: Path, text: str, named: str) -> None:
    assert named in cli.refused("packet", plan(folder, text), "--out", folder / "p.pdf")
    assert not list(folder.glob("p*.pdf"))


def test_a_plan_that_is_not_there_and_an_ending_that_is_no_pdf(cli: CommandLine, folder: Path) -> None:
    assert "none.toml" in cli.refused("packet", folder / "none.toml", "--out", folder / "p.pdf")
    assert ".pdf" in cli.refused("packet", plan(folder, PLAN), "--out", folder / "p.docx")
