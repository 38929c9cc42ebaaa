# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Remittances (835): the same file in every shape, its money, and what is said when something is wrong."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

import oxedi
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.reading import Confidence, ReadClaim, Reading
from app.errors import Cancelled
from app.intake import remittance_835, x12_segments
from app.intake.errors import FileUnreadable
from app.intake.reader import open_reading, read_bytes
from app.intake.reading_json import reading_json
from app.intake.remittance_problems import MOST_TOLD
from app.intake.remittance_words import NOT_REFUSED, PATIENT_SHARE
from app.jobs import CancelFlag, Progress
from tests.support.remittances import FIXTURE, PLAIN, SAME, SEGMENTS, joined

GOLDEN = FIXTURE.with_name("larkfield.json")
LIST = "CLP*A1*{status}*100*{paid}*{share}*12*P1~NM1*QC*1*DOE*JO****MI*M1~{rest}"


def read(data: bytes) -> Reading:
    return read_bytes("list.835", data)


def one(status: str = "1", paid: str = "0", share: str = "", rest: str = "") -> ReadClaim:
    claim = LIST.format(status=status, paid=paid, share=share, rest=rest)
    return read(f"ST*835*1~BPR*I*{paid}*C*CHK~{claim}".encode()).claims[0]


def same(reading: Reading) -> tuple[object, ...]:
    """Return what must not depend on the shape: places count segments, and an envelope has two."""
    claims = [replace(claim, place="", status="", words=(), lines=()) for claim in reading.claims]
    lines = [replace(line, place="") for claim in reading.claims for line in claim.lines]
    return claims, lines, list(reading.payments)


def test_the_whole_reading_is_as_it_was() -> None:
    assert reading_json(read(PLAIN)) == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("shape", SAME)
def test_every_shape_of_a_file_reads_the_same(shape: str) -> None:
    reading = read(SAME[shape](PLAIN))
    assert (reading.kind, reading.how) == ("835", "structured")
    assert same(reading) == same(read(PLAIN))
    wanted = ["The words before the first segment were passed over."] if shape == "mail header" else []
    assert [problem.what for problem in reading.problems] == wanted


def test_wrapping_at_any_width_and_blocks_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = same(read(PLAIN))
    for size in (1, 50, 333, 5_000):
        monkeypatch.setattr(x12_segments, "BLOCK", size)
        assert same(read(PLAIN)) == plain
        assert same(read(SAME["wrapped at 80, CRLF"](PLAIN))) == plain


def test_two_interchanges_with_signs_of_their_own() -> None:
    reading = read(PLAIN + b"\n" + SAME["bars"](PLAIN) + SAME["each line a segment"](PLAIN))
    assert len(reading.claims) == 21
    assert len(reading.payments) == 6
    assert reading.problems == ()
    assert all(claim.balanced for claim in reading.claims)
    assert reading.claims[7].lines[0].modifiers == ("26", "LT")


def test_a_large_file_makes_its_claims_when_they_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remittance_835, "KEPT", 2)
    reading = read(PLAIN)
    assert not isinstance(reading.claims, tuple)
    assert (len(reading.claims), reading.claims[-1].patient) == (7, "Maeve O'Neil")
    assert [claim.claim_number for claim in reading.claims[1:3]] == ["RB-1002", "RB-1003"]
    with pytest.raises(IndexError):
        reading.claims[7]
    large = same(reading)
    monkeypatch.undo()
    assert large == same(read(PLAIN))


def test_progress_and_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(x12_segments, "BLOCK", 200)
    flag = CancelFlag()
    job = open_reading("list.835", PLAIN, flag)
    assert isinstance(next(job), Progress)
    flag.cancel()
    with pytest.raises(Cancelled):
        list(job)


# -- what claims say ---------------------------------------------------------------------------------------------------


def test_denied_and_not_denied() -> None:
    by_number = {claim.payer_claim_number: claim for claim in read(PLAIN).claims}
    assert by_number["LF2026-0001"].denied
    assert by_number["LF2026-0001"].lines[0].denied
    partly = by_number["LF2026-0002"]
    assert [line.denied for line in partly.lines] == [False, True, False]
    assert not partly.denied
    assert not by_number["LF2026-0003"].denied  # the deductible is no denial
    assert not by_number["LF2026-0440"].denied  # nor is an earlier payment that is taken back


@pytest.mark.parametrize(
    ("status", "rest", "denied"),
    [
        ("1", "CAS*CO*45*100~", False),
        ("1", "CAS*PR*1*100~", False),
        ("2", "CAS*OA*23*100~", False),
        ("1", "CAS*CO*97*100~", True),
        ("1", "CAS*PR*96*100~", True),
        ("1", "CAS*CO*45*60**50*40~", True),
        ("1", "CAS*CO*45*60~CAS*PR*2*40~", False),
        ("1", "CAS*CO*999*100~", True),
        ("4", "CAS*CO*24*100~", True),
        ("23", "CAS*CO*109*100~", False),
        ("25", "CAS*OA*101*100~", False),
        ("1", "SVC*HC:99213*60*0~CAS*CO*97*60~SVC*HC:99214*40*0~CAS*CO*50*40~", True),
        ("1", "SVC*HC:99213*60*0~CAS*CO*97*60~SVC*HC:99214*40*0~CAS*PR*1*40~", False),
    ],
)
def test_what_counts_as_a_denial(status: str, rest: str, denied: bool) -> None:
    claim = one(status, rest=rest)
    assert claim.denied is denied
    assert claim.balanced


def test_reasons_that_are_no_denial_are_of_families_that_deny_nothing() -> None:
    with (resources.files("resources") / "codes" / "carc_list.csv").open(encoding="utf-8", newline="") as file:
        family = {row["code"]: row["family"] for row in csv.DictReader(file)}
    told = {family[code] for code in NOT_REFUSED}
    assert told == {"patient_cost_share", "contractual", "payment_admin", "paid_to_patient", "coordination"}
    assert {code for code in NOT_REFUSED if family[code] == "coordination"} == {"23"}
    assert {code for code in family if family[code] == "patient_cost_share"} == PATIENT_SHARE


def test_names_numbers_and_remarks() -> None:
    claims = {claim.claim_number: claim for claim in read(PLAIN).claims}
    first = claims["RB-1001"]
    assert (first.patient, first.member_id, first.group_number) == ("Nora Ellingboe", "LFH5582190", "GRP-77")
    assert (first.remarks, first.lines[0].remarks) == (("MA01", "N115"), ("N130", "M25"))
    stay = claims["RB-2001"]
    assert stay.member_id == "LFH4004004"  # the other number is a Social Security number, and stays where it is
    assert stay.remarks == ("MA67", "N999", "M76")
    assert [(a.group, a.code, a.amount) for a in stay.adjustments] == [("CO", "45", 80_000), ("CO", "999", 30_000)]
    assert "not known here" in stay.status
    third = claims["RB-1002"].lines[2]
    assert [a.code for a in third.adjustments] == ["1", "2", "3", "66", "142", "187", "45"]
    assert third.description == "Billed as 93010"
    assert "ALDER SUPPLEMENT" in claims["RB-1003"].status


def test_a_reversal_and_its_correction_name_each_other() -> None:
    taken, new = read(PLAIN).claims[3:5]
    assert taken.status.endswith(f"corrected by the claim at {new.place}")
    assert new.status.endswith(f"corrects the claim taken back at {taken.place}")
    alone = one("22", rest="CAS*CO*45*100~")
    assert "no corrected claim" in alone.status


def test_facts_only_where_there_is_no_choice() -> None:
    assert read(PLAIN).facts == ()
    start = SEGMENTS.index(next(s for s in SEGMENTS if s.startswith(b"CLP*RB-1002")))
    alone = read(joined([*SEGMENTS[:start], *SEGMENTS[-2:]]))
    facts = {fact.field: fact for fact in alone.facts if fact.field != "code"}
    assert facts["denied"].value == "2450.00"
    assert facts["claim_number"].value == "LF2026-0001"
    assert facts["billed"].words.startswith("CLP*RB-1001*4*2450*0")
    assert facts["service_date"].words == "DTM*232*20260511"
    assert facts["notice_date"].confidence is Confidence.CHECK
    assert [fact.value for fact in alone.facts if fact.field == "code"] == ["CO-50", "MA01", "N115", "N130", "M25"]


# -- money -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        (b"CAS*CO*97*100*1", b"CAS*CO*97*99*1", "segment 36 (SVC)", "This line does not add up"),
        (b"CAS*CO*45*800", b"CAS*CO*45*801", "segment 62 (CLP)", "This claim does not add up"),
        (b"BPR*I*1055", b"BPR*I*1055.01", "segment 4 (BPR)", "The payment is $1,055.01"),
        (b"L6*-25", b"L6*25", "segment 4 (BPR)", "taken off outside the claims"),
        (b"*1000*600*175*", b"*1000*600*170*", "segment 28 (CLP)", "The patient's share is given as $170.00"),
        (b"CAS*CO*45*800", b"CAS*CO*45*8O0", "segment 63 (CAS)", "The amount “8O0” could not be read"),
        (b"CAS*CO*45*800", b"CAS*CO*45*", "segment 63 (CAS)", "An amount is missing here"),
        (b"CAS*CO*45*800", b"CAS*CO*45*800.005", "segment 63 (CAS)", "could not be read"),
        (b"SVC*HC:80053*100", b"SVX*HC:80053*100", "segment 36 (SVX)", "not known"),
        (b"SE*68*0001", b"SE*67*0001", "segment 70 (SE)", "67 segments"),
        (b"SE*68*0001", b"SE*68*0009", "segment 70 (SE)", "begins as number 0001"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_said_with_its_place(old: bytes, new: bytes, where: str, what: str) -> None:
    assert old in PLAIN
    problems = read(PLAIN.replace(old, new, 1)).problems
    assert any(p.where == where and what in p.what for p in problems), problems


def test_balance_flags() -> None:
    broken = read(PLAIN.replace(b"CAS*CO*97*100*1", b"CAS*CO*97*99*1"))
    assert [claim.balanced for claim in broken.claims] == [True, False, True, True, True, True, True]
    unsaid = read(PLAIN.replace(b"CAS*CO*45*800", b"CAS*CO*45*X").replace(b"*1500*400*0*", b"*1500*400**"))
    assert unsaid.claims[5].balanced is None
    assert unsaid.claims[5].patient_responsibility is None
    assert [payment.balanced for payment in read(PLAIN).payments] == [True, True]
    assert [payment.balanced for payment in broken.payments] == [True, True]
    less = read(PLAIN.replace(b"BPR*I*1055", b"BPR*I*1054"))
    assert [payment.balanced for payment in less.payments] == [False, True]


def test_money_moved_outside_the_claims() -> None:
    payment = read(PLAIN).payments[0]
    moved = [(m.code, m.reference, m.amount) for m in payment.provider_adjustments]
    assert moved == [("WO", "LF2025-9", 2_000), ("L6", "", -2_500)]
    assert (payment.payer, payment.payee, payment.method) == (
        "LARKFIELD HEALTH PLAN", "RIVERBEND CLINIC", "Electronic transfer",
    )  # fmt: skip


def test_many_problems_are_counted_and_told_up_to_a_limit() -> None:
    reading = read(b"ST*835*1~" + b"CAS*CO*45*x~" * (MOST_TOLD + 50))
    assert len(reading.problems) < MOST_TOLD + 10
    assert "more problems like these" in " ".join(problem.what for problem in reading.problems)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PLAIN.replace(b"ST*835", b"ST*837"), "another kind: 837"),
        (SEGMENTS[0] + b"~", "no remittance"),
        (b"ST*835*0001~BPR*H*0~SE*3*0001~", "no claim"),
        (SEGMENTS[0] + b"~" + SEGMENTS[2] + b"~CLP*", "does not say what was billed"),
    ],
)  # fmt: skip
def test_hardly_anything_is_still_read(data: bytes, words: str) -> None:
    assert words in " ".join(problem.what for problem in read(data).problems)


# -- anything at all ---------------------------------------------------------------------------------------------------

_PLACES = st.integers(min_value=1, max_value=len(SEGMENTS) - 1)
_GARBLE = st.binary(max_size=12).filter(lambda raw: b"~" not in raw)
_CHANGES = st.one_of(
    st.tuples(st.just("drop"), _PLACES, st.just(b"")),
    st.tuples(st.just("twice"), _PLACES, st.just(b"")),
    st.tuples(st.just("garble"), _PLACES, _GARBLE),
    st.tuples(st.just("cut"), _PLACES, st.just(b"")),
)


def changed(changes: list[tuple[str, int, bytes]]) -> bytes:
    segments = list(SEGMENTS)
    for what, place, raw in changes:
        at = min(place, len(segments) - 1)
        if what == "drop" and len(segments) > 2:
            del segments[at]
        elif what == "twice":
            segments.insert(at, segments[at])
        elif what == "garble":
            half = len(segments[at]) // 2
            segments[at] = segments[at][:half] + raw + segments[at][half + 2 :]
        elif what == "cut":
            segments = segments[: max(2, at)]
    return joined(segments)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_CHANGES, min_size=1, max_size=4))
def test_no_damage_breaks_the_reader_or_hides_in_the_money(changes: list[tuple[str, int, bytes]]) -> None:
    try:
        reading = read(changed(changes))
    except FileUnreadable:
        return
    reading_json(reading)
    for claim in reading.claims:
        assert claim.balanced in {balance_of(claim), None}
    if len(reading.payments) == 1 and reading.payments[0].balanced:
        payment = reading.payments[0]
        moved = sum(m.amount for m in payment.provider_adjustments)
        assert payment.amount == sum(claim.paid or 0 for claim in reading.claims) - moved


def balance_of(claim: ReadClaim) -> bool:
    """Work out from the record alone what the walk through the file told."""
    lines = claim.lines
    every = [*claim.adjustments, *(a for line in lines for a in line.adjustments)]
    whole = (claim.billed or 0) - sum(a.amount for a in every) == (claim.paid or 0)
    each = all((ln.billed or 0) - sum(a.amount for a in ln.adjustments) == (ln.paid or 0) for ln in lines)
    return whole and each and (not lines or sum(line.billed or 0 for line in lines) == claim.billed)


_AMOUNT = st.integers(min_value=0, max_value=99_999)


@settings(max_examples=60, deadline=None)
@given(billed=_AMOUNT, cut=_AMOUNT, paid=_AMOUNT)
def test_a_second_reader_agrees_on_the_balance(billed: int, cut: int, paid: int) -> None:
    amounts = [f"{cents // 100}.{cents % 100:02d}".encode() for cents in (billed, cut, paid)]
    claim = b"CLP*Z1*1*%s*%s**12*P9*11*1~NM1*QC*1*DOE*JO~CAS*CO*45*%s~" % (amounts[0], amounts[2], amounts[1])
    head = joined(SEGMENTS[:13])
    data = head + claim + b"SE*17*0001~GE*1*41~IEA*1*000000417~"
    found = {d.rule for d in oxedi.parse(data).diagnostics if d.kind == "BalanceMismatch" and "claim_balance" in d.rule}
    assert read(data).claims[0].balanced is (not found)


def test_the_samples_beside_the_project_are_read() -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "samples" / "835"
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        reading = read(path.read_bytes())
        assert reading.kind == "835"
        assert reading.claims, path.name
