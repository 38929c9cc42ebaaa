# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Settings: the file of one computer, what is wrong with it in words, and that it is the person's own."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import paths_under, standard_paths
from app.settings import Settings, SettingsDamaged, SettingsNotKept, read_settings, write_settings

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


@given(
    st.sampled_from(["system", "light", "dark"]),
    st.integers(90, 200),
    st.integers(0, 600),
    WORDS,
    st.integers(1, 1000),
    st.lists(WORDS, max_size=8),
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    theme: str,
    size: int,
    lock: int,
    folder: str,
    keep: int,
    recent: list[str],
) -> None:
    path = tmp_path_factory.getbasetemp() / "round" / "settings.toml"
    settings = Settings(
        theme=theme, text_size=size, lock_minutes=lock, backup_folder=folder, backup_keep=keep, recent=tuple(recent)
    )
    write_settings(path, settings)
    assert read_settings(path) == settings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theme =", "Invalid value"),
        ('them = "dark"', "unknown key them"),
        ('theme = "pink"', "theme must be one of system, light, dark"),
        ("theme = [1]", "theme must be one of"),
        ("text_size = 80", "text_size must be a whole number from 90 to 200"),
        ("text_size = true", "text_size must be"),
        ("lock_minutes = 1.5", "lock_minutes must be a whole number from 0 to 600"),
        ('backup_keep = "many"', "backup_keep must be a whole number from 1 to 1000"),
        ("backup_folder = 3", "backup_folder must be a text in quotes"),
        ("recent = 3", "recent must be a list of texts"),
        ('recent = "a.casewell"', "recent must be a list of texts"),
        ("recent = [1]", "recent must be a list of texts"),
    ],
)
def test_a_damaged_file_is_told_with_what_is_safe(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsDamaged) as told:
        read_settings(path)
    assert words in str(told.value)
    assert "Your casebooks are safe" in str(told.value)
    assert path.read_text() == text


def test_a_file_that_is_no_text_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \xff\xfe")
    with pytest.raises(SettingsDamaged):
        read_settings(path)


def test_a_folder_in_the_way_is_told_and_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    with pytest.raises(SettingsNotKept, match="the program goes on"):
        write_settings(tmp_path / "blocked" / "settings.toml", Settings())


def test_a_recent_name_that_is_no_text_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(path, Settings(recent=("good.casewell", "b\udcff.casewell")))
    assert read_settings(path).recent == ("good.casewell",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_settings_and_folders_are_the_owners_alone(tmp_path: Path) -> None:
    paths = paths_under(tmp_path / "home")
    paths.make()
    write_settings(paths.settings_file, Settings())
    assert stat.S_IMODE(paths.settings_file.stat().st_mode) == 0o600
    for folder in (paths.casebooks, paths.backups, paths.logs):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_last_opened_casebook_is_first_and_eight_are_kept(tmp_path: Path) -> None:
    settings = Settings()
    for number in (*range(9), 3):
        settings = settings.with_recent(tmp_path / str(number))
    assert [Path(r).name for r in settings.recent] == ["3", "8", "7", "6", "5", "4", "2", "1"]


def test_one_variable_puts_everything_under_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWELL_HOME", str(tmp_path))
    paths = standard_paths()
    assert paths == paths_under(tmp_path)
    monkeypatch.delenv("CASEWELL_HOME")
    assert "Casewell" in standard_paths().casebooks.parts
