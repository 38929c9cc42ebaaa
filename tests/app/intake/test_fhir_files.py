# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Portal files as they arrive: pages, lines, zips, damage, and trees that nobody would write on purpose."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.reading import Reading
from app.errors import Cancelled
from app.intake import fhir_zip
from app.intake.errors import FileDamaged, FileUnreadable
from app.intake.reader import open_reading, read_bytes
from app.intake.reading_json import reading_json
from app.jobs import CancelFlag
from tests import corpus
from tests.support import portal
from tests.support.cli import CommandLine

LINE = json.dumps(portal.claim(portal.money("submitted", 10)))
PAGE = portal.fixture("blue_button_v1_carrier.json")


def numbered(count: int) -> list[str]:
    return [json.dumps(portal.claim(portal.money("submitted", n), id=str(n))) for n in range(1, count + 1)]


def facts(reading: Reading) -> dict[str, str]:
    return {fact.field: fact.value for fact in reading.facts}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_one_bad_line_never_hides_forty_good_ones(ending: str) -> None:
    lines = numbered(40)
    lines.insert(7, '{"resourceType": "ExplanationOfBenefit", "item": [')
    reading = portal.read(ending.join(lines))
    assert len(reading.claims) == 40
    (problem,) = reading.problems
    place = 8 if ending != "\n\n" else 15
    assert problem.where == f"line {place}" and "could not be read" in problem.what
    first_bad = portal.read(ending.join([lines[7], *lines[:7]]))
    assert len(first_bad.claims) == 7


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n \t", b""])
def test_marks_before_the_file_do_not_matter(mark: bytes) -> None:
    assert portal.read(mark + PAGE).claims == portal.read(PAGE).claims
    assert portal.read(PAGE.decode().encode("utf-16")).claims == portal.read(PAGE).claims


def test_the_names_of_people_keep_their_letters() -> None:
    tree = portal.tree("carin_1_1_outpatient.json")
    tree["patient"]["display"] = "Zoë\u202e \x00Ñandú\ud800\n李"
    assert portal.read(tree).claims[0].patient == "Zoë Ñandú 李"


def test_a_list_of_resources_and_a_bundle_in_a_bundle() -> None:
    patient = {"resourceType": "Patient", "id": "7", "name": [{"text": "Bo Ek"}]}
    one = portal.claim(
        portal.money("submitted", 1), patient={"reference": "https://x.example/fhir/Patient/7/_history/2"}
    )
    assert portal.read([patient, one]).claims[0].patient == "Bo Ek"
    inner = {"resourceType": "Bundle", "entry": [{"resource": one}, {"resource": patient}, {"response": {}}]}
    reading = portal.read({"resourceType": "Bundle", "entry": [{"resource": inner}]})
    assert [claim.place for claim in reading.claims] == ["entry[0].entry[0]"]
    assert [problem.where for problem in reading.problems] == ["entry[0].entry[2]"]


def test_one_page_of_many_says_so() -> None:
    page = {
        "resourceType": "Bundle",
        "total": 146,
        "link": [{"relation": "next", "url": "https://x.example"}],
        "entry": [{"resource": json.loads(LINE)}],
    }
    assert "1 of 146 entries" in portal.read(page).problems[0].what


def test_the_same_claim_twice_is_one_claim() -> None:
    assert len(portal.read("\n".join([LINE, LINE, numbered(2)[1]])).claims) == 2


def test_what_a_file_says_twice_is_noted() -> None:
    twice = LINE.replace('"item"', '"status": "draft", "status": "active", "item"')
    reading = portal.read(twice)
    assert reading.claims[0].status == "Decided"
    assert "“status”" in reading.problems[0].what


def test_a_file_cut_off_gives_what_is_whole() -> None:
    bundle = json.dumps({"resourceType": "Bundle", "entry": [{"resource": json.loads(one)} for one in numbered(5)]})
    reading = portal.read(bundle[:-120])
    assert [claim.billed for claim in reading.claims] == [100, 200, 300, 400]
    assert any("damaged or cut off" in problem.what for problem in reading.problems)
    with pytest.raises(FileDamaged):
        portal.read(PAGE[:900])


def test_a_portal_that_answered_with_an_error() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "diagnostics": "Session expired"}]}
    told = [problem.what for problem in portal.read(outcome).problems]
    assert "The portal answered with a message instead of data: Session expired" in told
    assert any("no claims" in what for what in told)


def test_patient_and_coverage_alone_tell_of_person_and_plan() -> None:
    assert facts(portal.read(portal.fixture("blue_button_patient.json"))) == {
        "patient_name": "Otis P Fennimore",
        "member_id": "1S00A00AA00",
    }
    assert facts(portal.read(portal.fixture("blue_button_coverage.json"))) == {
        "member_id": "1S00A00AA00",
        "insurer": "Medicare",
        "plan_name": "Medicare Part B",
    }


def test_an_empty_answer_is_told() -> None:
    reading = portal.read({"resourceType": "Bundle", "type": "searchset", "total": 0})
    assert reading.claims == () and "nothing in this answer" in reading.problems[0].what


# -- zips ------------------------------------------------------------------------------------------------------------


def test_the_zip_of_a_beneficiary_is_read_as_one_whole() -> None:
    members = {
        "download/patient.json": portal.fixture("blue_button_patient.json"),
        "download/coverage.json": portal.fixture("blue_button_coverage.json"),
        "download/eob.json": PAGE,
        "download/more.ndjson": portal.fixture("ab2d.ndjson"),
        "download/readme.txt": b"This download contains examples.",
        "__MACOSX/._eob.json": b"\x00\x05",
    }
    reading = read_bytes("download.zip", portal.zipped(members))
    assert (reading.kind, len(reading.claims)) == ("fhir", 4)
    assert {claim.patient for claim in reading.claims} == {"Otis P Fennimore"}
    assert {claim.member_id for claim in reading.claims} == {"1S00A00AA00"}
    assert facts(reading)["patient_name"] == "Otis P Fennimore"
    assert [claim.place for claim in reading.claims][:2] == ["eob.json", "more.ndjson, line 1"]
    assert reading.claims[0].lines[0].place == "eob.json, item[0]"


def test_a_damaged_member_hides_no_other() -> None:
    data = portal.zipped({"bad.json": b'{"resourceType": "Patient', "good.json": PAGE, "inner.zip": b"PK\x03\x04"})
    reading = read_bytes("x.zip", data)
    assert len(reading.claims) == 1
    assert [problem.where for problem in reading.problems] == ["bad.json", "inner.zip"]
    broken = bytearray(portal.zipped({"a.json": PAGE, "b.json": PAGE * 2}))
    broken[60:70] = b"\xff" * 10
    assert any("damaged or locked" in problem.what for problem in read_bytes("x.zip", bytes(broken)).problems)


def test_zip_bombs_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b'{"resourceType": "ExplanationOfBenefit", "x": "' + b"0" * 30_000_000 + b'"}'
    reading = read_bytes("bomb.zip", portal.zipped({"bomb.json": bomb, "good.json": PAGE}))
    assert len(reading.claims) == 1
    assert reading.problems[0].where == "bomb.json" and "far more" in reading.problems[0].what
    monkeypatch.setattr(fhir_zip, "_MOST_BYTES", 20_000)
    full = {f"{n}.json": portal.claim(portal.money("submitted", n), text="x" * 6000) for n in range(1, 9)}
    many = read_bytes("many.zip", portal.zipped({name: json.dumps(tree).encode() for name, tree in full.items()}))
    assert len(many.claims) == 3 and len(many.problems) == 5
    monkeypatch.setattr(fhir_zip, "_MOST_FILES", 2)
    few = read_bytes("many.zip", portal.zipped({f"{n}.json": LINE.encode() for n in range(9)}))
    assert "holds 9 files; the first 2" in few.problems[0].what


def test_a_zip_without_portal_files_is_not_taken_for_one() -> None:
    for data in (portal.zipped({"word/document.xml": b"<w/>"}), b"PK\x03\x04 nothing"):
        with pytest.raises(FileUnreadable):
            read_bytes("letter.docx", data)


def test_a_locked_member_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("eob.json", PAGE)
    data = bytearray(made.getvalue())
    data[6] |= 1  # the flag of encryption, in both of the zip's own lists
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    reading = read_bytes("x.zip", bytes(data))
    assert reading.claims == () and "damaged or locked" in reading.problems[0].what


# -- what nobody would write on purpose --------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [80, 900, 200_000])
def test_deep_nesting_is_left_out(depth: int) -> None:
    nest = '{"extension": ' * depth + "1" + "}" * depth
    content = f'{{"resourceType": "ExplanationOfBenefit", "x": {nest}}}'
    reading = portal.read(content)
    assert reading.claims == ()
    assert "nested deeper" in reading.problems[0].what
    within_lines = portal.read("\n".join([LINE, content, LINE.replace("C-1", "C-2")]))
    assert len(within_lines.claims) == 2


def test_huge_numbers_and_words() -> None:
    digits = "9" * 100_000
    units = f'"sequence": {digits}, "quantity": {{"value": 1e999999999999999999999}}'
    huge = LINE.replace("10}", f"{digits}}}").replace('"sequence": 1', units)
    reading = portal.read(huge)
    assert reading.claims[0].billed is None and reading.claims[0].lines[0].units is None
    long = portal.claim(portal.money("submitted", 1), identifier=[{"value": "A" * 100_000}], disposition="B " * 90_000)
    claim = portal.read(long).claims[0]
    assert len(claim.claim_number) == 300 and len(claim.notes[0]) <= 300


def test_many_claims_problems_and_lines() -> None:
    tree = portal.claim(*[portal.money("submitted", "x")] * 500)
    reading = portal.read(tree)
    assert len(reading.problems) == 102
    assert "no amounts" in reading.problems[0].what, "what matters most is told first"
    assert reading.problems[-1].what == "400 more places could not be read."
    many = {**json.loads(LINE), "item": [{"adjudication": []}] * 5000}
    assert len(portal.read(many).claims[0].lines) == 2000


def test_reading_can_be_cancelled() -> None:
    flag = CancelFlag()
    job = open_reading("many.ndjson", "\n".join(numbered(300)).encode(), flag)
    next(job)
    flag.cancel()
    with pytest.raises(Cancelled):
        list(job)


def test_markup_stays_text() -> None:
    tree = portal.claim(portal.money("submitted", 1), provider={"display": "<b>Dr</b> {{ 7*7 }} %s"})
    assert portal.read(tree).claims[0].provider == "<b>Dr</b> {{ 7*7 }} %s"


_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.sampled_from(["CO120", "2026-13-45", "1e400", "-", "PR", "N", "#", "Patient/"]),
    st.sampled_from([{}, [], [[]], [None], {"coding": 3}]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from(["coding", "value", "code", "reference", "start", "resource"]), st.integers()),
)


def _spots(tree: Any) -> list[tuple[Any, Any]]:
    """Return every (holder, key) of a tree."""
    found: list[tuple[Any, Any]] = []
    todo = [tree]
    while todo:
        one = todo.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else []
        for key in keys:
            found.append((one, key))
            todo.append(one[key])
    return found


@given(data=st.data(), name=st.sampled_from([name for name in portal.FILES if name.endswith(".json")]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_change_of_a_tree_breaks_the_reader(data: st.DataObject, name: str) -> None:
    tree = copy.deepcopy(portal.tree(name))
    for _ in range(data.draw(st.integers(1, 4))):
        holder, key = data.draw(st.sampled_from(_spots(tree)))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = data.draw(_ODD)
        if not _spots(tree):
            break
    _survives(json.dumps(tree).encode())


@given(cut=st.integers(0, 4000), junk=st.binary(max_size=6), name=st.sampled_from(portal.FILES))
@settings(max_examples=100, deadline=None)
def test_no_damage_of_the_bytes_breaks_the_reader(cut: int, junk: bytes, name: str) -> None:
    data = portal.fixture(name)
    _survives(data[:cut] + junk + data[cut + len(junk) :])
    _survives(data[:cut])
    zipped = bytearray(portal.zipped({name: data}))
    zipped[cut % len(zipped) : cut % len(zipped) + len(junk)] = junk
    _survives(bytes(zipped))


def _survives(data: bytes) -> None:
    try:
        reading = read_bytes("x.json", data)
    except FileUnreadable:
        return
    json.dumps(reading_json(reading)).encode()
    assert all(problem.what and problem.where for problem in reading.problems)


def test_the_command_reads_the_zip_and_its_codes_can_be_decoded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cli = CommandLine(monkeypatch, capsys, tmp_path / "home")
    file = tmp_path / "download.zip"
    file.write_bytes(portal.zipped({name: portal.fixture(name) for name in portal.FILES if "blue_button" in name}))
    (answer,) = cli("read", str(file), "--json").json
    assert (answer["kind"], answer["how"], len(answer["claims"])) == ("fhir", "structured", 3)
    carrier = next(claim for claim in answer["claims"] if claim["payer_claim_number"] == "1926075000312")
    assert (carrier["patient"], carrier["billed"], carrier["paid"]) == ("Otis P Fennimore", "198.50", "65.86")
    (code,) = cli("decode", carrier["lines"][1]["remarks"][0], "--json").json["codes"]
    assert (code["kind"], code["code"], code["known"]) == ("MEDICARE", "N", True)
    assert code["denial_types"] == ["medical_necessity"]
    assert "1926075000312" in cli("read", str(file)).out, "several claims are listed for people too"


def test_the_corpus_tells_of_claims(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "eob.json").write_bytes(PAGE)
    assert corpus.main([str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "eob.json: fhir" in said and "1 fhir" in said
    assert "1 claims, 1 that add up, 0 denied" in said
