# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command line's frame, and the commands that need nothing but facts: decode, deadline, deadlines, route."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app import command_knowledge
from app.commands import COMMANDS
from app.knowledge.deadlines import deadline_rules
from tests.support.cli import CommandLine

CODE_KEYS = {"code", "kind", "group", "known", "retired", "retired_on", "meaning", "whose_money", "who_acts", "origins"}
CODE_KEYS |= {"denial_types", "routes", "letters"}
DEADLINE_KEYS = {"rule", "due", "safe", "actor", "action", "citation", "counted", "checked", "notes"}


def facts(tmp_path: Path, text: str, name: str = "facts.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


# The frame


def test_help_names_every_command_and_each_has_help_of_its_own(cli: CommandLine) -> None:
    text = cli.ok("--help").out
    for name in COMMANDS:
        assert f"\n    {name}" in text
        assert "--json" in cli.ok(name, "--help").out
    assert cli.ok("--version").out.startswith("Casewell ")


@pytest.mark.parametrize(
    "words",
    [
        ("decode",),
        ("decode", "--colour", "50"),
        ("deadline",),
        ("deadlines",),
        ("route",),
        ("read",),
        ("letter",),
        ("packet", "plan.toml"),
        ("log", "a.casewell"),
        ("backup", "a.casewell"),
        ("restore", "a.casewell"),
        ("nosuch",),
        ("--json", "decode", "50"),
        ("--nosuch",),
    ],
)
def test_wrong_use_is_status_2_in_one_line(cli: CommandLine, words: tuple[str, ...]) -> None:
    cli.misused(*words)


def test_a_misspelt_command_is_guessed(cli: CommandLine) -> None:
    assert "did you mean decode" in cli.misused("decod", "50")


def test_a_bug_is_told_as_ours_with_no_word_of_a_case(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: object, texts: object) -> None:
        raise KeyError("Nora Ellingboe")

    monkeypatch.setattr(command_knowledge.Planner, "decode", fails)
    answer = cli("decode", "50")
    assert (answer.status, answer.out) == (70, "")
    assert "mistake of its own" in answer.err and "KeyError" in answer.err and "command_knowledge.py" in answer.err
    assert "Nora" not in answer.err


HEAVY = ("PySide6", "reportlab", "pikepdf", "sqlalchemy", "sqlcipher3", "alembic", "keyring", "pypdfium2", "PIL")


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("decode 50", ()),
        ("deadline --list", ()),
        ("letter --list", ()),
        ("--version", ()),
        ("read x.pdf", ("pypdfium2",)),
    ],
)
def test_a_command_loads_only_what_it_needs(tmp_path: Path, command: str, needs: tuple[str, ...]) -> None:
    code = (
        "import sys; from app.commands import run\n"
        "try: run(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "CASEWELL_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], capture_output=True, text=True, env=environment, check=True
    )
    assert set(done.stderr.splitlines()[-1].split()) <= set(needs)


def test_another_encoding_of_the_terminal_ends_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "CASEWELL_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [sys.executable, "-m", "app", "decode", "not medically necessary"]
    text = subprocess.run(words, capture_output=True, env=environment, check=True)
    assert b"medically necessary" in text.stdout
    told = subprocess.run([*words, "--json"], capture_output=True, env=environment, check=True)
    assert "“medically necessary”" in json.loads(told.stdout)["topics"][0]["why"]


# decode


def test_decode_answers_in_the_promised_shape(cli: CommandLine) -> None:
    answer = cli.ok("decode", "CO-50 N130", "--json").json
    assert set(answer) >= {"codes", "topics", "not_understood"}
    first, second = answer["codes"]
    assert set(first) >= CODE_KEYS
    assert (first["code"], first["kind"], first["group"], first["known"]) == ("50", "CARC", "CO", True)
    assert (second["code"], second["kind"], second["group"]) == ("N130", "RARC", None)
    assert first["whose_money"] == "provider" and "medical_necessity" in first["denial_types"]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("CO50", "50", "CARC"),
        ("PR 204", "204", "CARC"),
        ("M51", "M51", "RARC"),
        ("modifier 59", "59", "MODIFIER"),
        ("POS 11", "11", "POS"),
        ("revenue code 0450", "0450", "REVENUE"),
        ("99213", "99213", "HCPCS"),
        ("M54.50", "M54.50", "ICD10"),
    ],
)
def test_decode_knows_every_family(cli: CommandLine, text: str, code: str, kind: str) -> None:
    found = cli.ok("decode", text, "--json").json["codes"]
    assert [(c["code"], c["kind"]) for c in found] == [(code, kind)]
    assert found[0]["meaning"]


def test_decode_takes_words_and_names_what_it_did_not_understand(cli: CommandLine) -> None:
    words = cli.ok("decode", "not deemed medically necessary", "--json").json
    assert words["codes"] == [] and words["topics"][0]["denial_type"] == "medical_necessity"
    assert set(words["topics"][0]) >= {"denial_type", "why"}
    unknown = cli.ok("decode", "CO-9876", "qwertz", "--json").json
    assert [c["known"] for c in unknown["codes"]] in ([], [False])
    assert "qwertz" in unknown["not_understood"]
    assert "Not understood: qwertz" in cli.ok("decode", "qwertz").out


# deadline, deadlines


def test_one_deadline_in_the_promised_shape(cli: CommandLine) -> None:
    told = cli.ok("deadline", "erisa_appeal_filing", "--event", "denial_received=2026-06-08", "--json").json
    assert set(told) >= DEADLINE_KEYS
    assert (told["rule"], told["due"], told["safe"]) == ("erisa_appeal_filing", "2026-12-05", "2026-12-04")
    assert told["citation"] and date.fromisoformat(told["checked"]) and isinstance(told["notes"], list)
    text = cli.ok("deadline", "erisa_appeal_filing", "--event", "denial_received=2026-06-08").out
    assert "Sat 5 Dec 2026" in text and "Act by: Fri 4 Dec 2026" in text and told["citation"] in text


def test_a_deadline_without_its_event_says_which_to_give(cli: CommandLine) -> None:
    told = cli.ok("deadline", "erisa_appeal_filing", "--json").json
    assert told["due"] is None and told["safe"] is None
    assert any("denial_received" in note for note in told["notes"])


@pytest.mark.parametrize(
    ("event", "named"),
    [
        ("denial_received", "NAME=VALUE"),
        ("denial_received=", "NAME=VALUE"),
        ("denial_received=soon", "denial_received"),
        ("denial_received=2026-02-30", "denial_received"),
        ("full_moon=2026-06-08", "full_moon"),
    ],
)
def test_an_event_that_cannot_be_used_is_named(cli: CommandLine, event: str, named: str) -> None:
    assert named in cli.refused("deadline", "erisa_appeal_filing", "--event", event, "--json")


def test_an_event_given_twice_is_wrong_use(cli: CommandLine) -> None:
    twice = ("--event", "denial_received=2026-06-08", "--event", "denial_received=2026-06-09")
    assert "denial_received" in cli.misused("deadline", "erisa_appeal_filing", *twice)


def test_an_unknown_rule_is_named_with_its_neighbours(cli: CommandLine) -> None:
    assert "erisa_appeal_filing" in cli.refused("deadline", "erisa_apeal_filing")
    listed = cli.ok("deadline", "--list", "--json").json
    assert [r["rule"] for r in listed] == list(deadline_rules())
    assert all(r["title"] and isinstance(r["events"], list) for r in listed)


def test_a_clock_of_hours_answers_with_a_moment(cli: CommandLine) -> None:
    moment = "request_received=2026-06-10T09:30-04:00"
    hourly = [r for r in deadline_rules().values() if r.counts_hours and r.starts]
    assert hourly
    rule = hourly[0]
    told = cli.ok("deadline", rule.id, "--event", moment.replace("request_received", rule.starts[0]), "--json").json
    assert told["due"] is None or "T" in told["due"]


APPEAL = """
plan_kind = "employer_insured"
codes = ["CO-18", "N522"]
have = ["denial_notice", "eob", "itemized_bill"]
[dates]
denial_notice = "2026-06-03"
denial_received = 2026-06-08
notice_appeal_by = 2026-11-30
"""


def test_every_deadline_of_the_facts_in_the_promised_shape(cli: CommandLine, tmp_path: Path) -> None:
    told = cli.ok("deadlines", facts(tmp_path, APPEAL), "--json").json
    assert told and all(set(d) >= DEADLINE_KEYS for d in told)
    appeal = next(d for d in told if d["rule"] == "erisa_appeal_filing")
    assert (appeal["due"], appeal["notice_due"], appeal["working"]) == ("2026-12-05", "2026-11-30", "2026-11-30")
    assert appeal["safe"] == "2026-11-30"  # never a day after the date that governs
    text = cli.ok("deadlines", facts(tmp_path, APPEAL)).out
    assert "The notice says Mon 30 Nov 2026" in text
    assert "Act by: Fri 4 Dec" not in text  # after the date on the notice


def test_empty_facts_are_valid(cli: CommandLine, tmp_path: Path) -> None:
    empty = facts(tmp_path, "")
    assert cli.ok("deadlines", empty, "--json").json == []
    assert "No deadline follows" in cli.ok("deadlines", empty).out
    plan = cli.ok("route", empty, "--json").json
    assert [r["id"] for r in plan["routes"] if r["recommended"]] == ["get_documents_first"]
    assert cli.ok("route", facts(tmp_path, "{}", "facts.json"), "--json").json == plan


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "colour"),
        ("[dates]\nservices = 2026-01-01", "dates.services"),
        ("[dates]\nservice = 'soon'", "dates.service"),
        ("plan_kind = 'hmo'", "plan_kind"),
        ("signals = ['bad_luck']", "signals"),
        ("have = ['courage']", "have"),
        ("state = 'Ohio'", "state"),
        ("[answers]\nnetwork = 'maybe'", "answers.network"),
        ("[amounts]\nbilled = -1", "amounts.billed"),
        ("[dates]\ndenial_notice = 2026-06-03\ndenial_received = 2026-06-01", "dates.denial_received"),
        ("[dates]\nservice = 2026-06-03\nservice_end = 2026-06-01", "dates.service_end"),
        ("[letter]\npointz = 'x'", "letter.pointz"),
        ("letter = 'x'", "letter"),
        ("plan_kind = ", "facts.toml"),
    ],
)
@pytest.mark.parametrize("command", ["route", "deadlines"])
def test_facts_that_cannot_be_used_are_refused_by_key(
    cli: CommandLine, tmp_path: Path, text: str, named: str, command: str
) -> None:
    assert named in cli.refused(command, facts(tmp_path, text))
    assert named in cli.refused(command, facts(tmp_path, text), "--json")


def test_a_facts_file_that_is_not_there_is_named(cli: CommandLine, tmp_path: Path) -> None:
    assert "gone.toml" in cli.refused("route", tmp_path / "gone.toml")
    assert cli.refused("route", tmp_path)


# route


def test_the_plan_in_the_promised_shape(cli: CommandLine, tmp_path: Path) -> None:
    plan = cli.ok("route", facts(tmp_path, APPEAL), "--json").json
    keys = ["denial_types", "routes", "tracks", "actions", "deadlines", "evidence", "letters", "scripts", "warnings"]
    assert set(plan) >= set(keys)
    assert all({"id", "why"} <= set(t) for t in plan["denial_types"])
    assert all({"id", "recommended", "why"} <= set(r) and r["why"] for r in plan["routes"])
    assert all({"track", "action", "party", "due"} <= set(a) for a in plan["actions"])
    assert all(set(d) >= DEADLINE_KEYS for d in plan["deadlines"])
    assert all({"id", "text"} <= set(w) for w in plan["warnings"])
    text = cli.ok("route", facts(tmp_path, APPEAL)).out
    for words in ("What it is", "Routes", "First actions", "Evidence", "Deadlines", "Before you start"):
        assert words in text


def test_the_plan_is_the_same_from_toml_and_json(cli: CommandLine, tmp_path: Path) -> None:
    as_json = {
        "plan_kind": "employer_insured",
        "codes": ["CO-18", "N522"],
        "have": ["denial_notice", "eob", "itemized_bill"],
        "dates": {"denial_notice": "2026-06-03", "denial_received": "2026-06-08", "notice_appeal_by": "2026-11-30"},
    }
    first = cli.ok("route", facts(tmp_path, APPEAL), "--json").out
    assert cli.ok("route", facts(tmp_path, json.dumps(as_json), "facts.json"), "--json").out == first


def test_a_letters_own_facts_play_no_part_in_the_plan(cli: CommandLine, tmp_path: Path) -> None:
    plan = cli.ok("route", facts(tmp_path, APPEAL), "--json").out
    assert cli.ok("route", facts(tmp_path, f"{APPEAL}\n[letter]\npoints = 'One.'"), "--json").out == plan


def test_a_late_decision_is_told_with_what_follows_and_its_exception(cli: CommandLine, tmp_path: Path) -> None:
    facts = tmp_path / "facts.toml"
    facts.write_text('plan_kind = "individual"\n[dates]\nappeal_filed = 2026-01-05\ndenial_notice = 2025-12-20\n')
    said = cli.ok("deadlines", facts).out
    assert "They are late. First ask for the day they received it" in said
    assert "45 CFR 147.136(b)(3)(ii)(F)" in said and "did you no harm" in said
    facts.write_text('plan_kind = "fehb"\n[dates]\nappeal_filed = 2026-01-05\ndenial_notice = 2025-12-20\n')
    assert "You may go on to the federal personnel office (OPM)" in cli.ok("deadlines", facts).out
