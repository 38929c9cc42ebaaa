# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The history of the schema: steps make the tables of today, old casebooks open with content, newer ones do not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from app.domain.person import Person
from app.errors import Bug
from app.ports import LogFilter
from storage import errors, migrations, search
from storage import opening as opening_module
from storage.casebook import Store
from storage.connections import connect
from storage.tables import metadata
from storage.unlocking import unlock
from tests.storage.sample import FILE, PASSPHRASE, World

CASEBOOKS = Path(__file__).parents[1] / "fixtures" / "casebooks"

NEXT_STEP = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None


def upgrade():
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("pronoun", sa.Text, nullable=False, server_default="they"))
        people.alter_column("phone", new_column_name="telephone")
"""
BROKEN_STEP = NEXT_STEP + "    op.execute('DELETE FROM people')\n    op.execute('INSERT INTO nowhere VALUES (1)')\n"


def _shape(inspector) -> dict[str, object]:  # type: ignore[no-untyped-def]
    shape: dict[str, object] = {}
    for table in inspector.get_table_names():
        if table.startswith("search_text") or table == "alembic_version":
            continue
        shape[table] = {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)},
            "key": inspector.get_pk_constraint(table)["constrained_columns"],
            "links": sorted(
                (k["name"], k["constrained_columns"], k["referred_table"], k["options"].get("ondelete"))
                for k in inspector.get_foreign_keys(table)
            ),
            "indexes": sorted((i["name"], i["column_names"]) for i in inspector.get_indexes(table)),
            "unique": sorted(str(u["column_names"]) for u in inspector.get_unique_constraints(table)),
        }
    return shape


def _search_statements(rows: list[tuple[str]]) -> list[str]:
    return sorted(" ".join(sql.split()) for (sql,) in rows)


def test_the_steps_make_the_same_schema_as_the_tables(template: Path) -> None:
    key, _ = unlock(template, PASSPHRASE)
    migrated = create_engine("sqlite://", creator=lambda: connect(template, key))
    fresh = create_engine("sqlite://")
    with fresh.connect() as connection:
        metadata.create_all(connection)
        for statement in search.schema():
            connection.exec_driver_sql(statement)
        assert _shape(inspect(migrated)) == _shape(inspect(connection))
        made = "SELECT sql FROM sqlite_master WHERE type = 'trigger' OR name = 'search_text'"
        with migrated.connect() as other:
            assert _search_statements(other.exec_driver_sql(made).all()) == _search_statements(  # type: ignore[arg-type]
                connection.exec_driver_sql(made).all()  # type: ignore[arg-type]
            )
    migrated.dispose()
    fresh.dispose()


def test_the_known_versions_are_the_steps_in_their_order() -> None:
    steps = ScriptDirectory(str(migrations.SCRIPTS)).walk_revisions()
    assert [step.revision for step in steps][::-1] == list(migrations.VERSIONS)


def test_a_step_never_imports_the_tables_of_today() -> None:
    for step in (migrations.SCRIPTS / "versions").glob("0*.py"):
        text = step.read_text(encoding="utf-8")
        assert "from storage" not in text
        assert "from app" not in text
        assert "import storage" not in text


def test_there_is_a_real_casebook_of_every_released_schema() -> None:
    assert sorted(each.name for each in CASEBOOKS.glob("*.casewell")) == [
        f"schema-{version}.casewell" for version in migrations.VERSIONS
    ]


@pytest.mark.parametrize("version", migrations.VERSIONS)
def test_an_old_casebook_opens_with_its_content(version: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "old.casewell"
    shutil.copyfile(CASEBOOKS / f"schema-{version}.casewell", path)
    casebook = store.open(path, PASSPHRASE, tmp_path / "copies")
    assert casebook.verify() == []
    with casebook.reading() as tx:
        for record in World().records():
            assert tx.get(type(record), record.id) == record  # type: ignore[attr-defined]
        assert tx.file_bytes(World.document.sha256) == FILE
        assert [row.reference for row in tx.log_page(LogFilter())] == ["REF-4471"]
        assert [hit.id for hit in tx.search("medical necess")] == [World.document.id]
    casebook.close()
    assert (tmp_path / "copies").exists() == (version != migrations.VERSIONS[-1])


@pytest.fixture
def next_scripts(tmp_path: Path) -> Path:
    """The steps as they will be after the next release."""
    scripts = tmp_path / "100% scripts"
    shutil.copytree(migrations.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    return scripts


def test_a_later_step_keeps_content_and_children(path: Path, next_scripts: Path) -> None:
    (next_scripts / "versions" / "0002_pronoun.py").write_text(NEXT_STEP, encoding="utf-8")
    key, before = unlock(path, PASSPHRASE)
    migrations.migrate(path, key, next_scripts)
    assert (before, unlock(path, PASSPHRASE)[1]) == ("0001", "0002")
    connection = connect(path, key)
    assert connection.execute("SELECT name, telephone, pronoun FROM people").fetchall() == [
        ("Nora Example", "", "they")
    ]
    assert connection.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_step_that_fails_is_taken_back_whole(path: Path, next_scripts: Path, store: Store) -> None:
    (next_scripts / "versions" / "0002_broken.py").write_text(BROKEN_STEP, encoding="utf-8")
    key, _ = unlock(path, PASSPHRASE)
    with pytest.raises(Bug, match="refused a statement"):
        migrations.migrate(path, key, next_scripts)
    casebook = store.open(path, PASSPHRASE)
    with casebook.reading() as tx:
        assert tx.find(Person) == [World.person]
    assert casebook.verify() == []
    casebook.close()


def test_a_casebook_of_before_is_copied_first_then_migrated(
    path: Path, store: Store, next_scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (next_scripts / "versions" / "0002_pronoun.py").write_text(NEXT_STEP, encoding="utf-8")
    monkeypatch.setattr(opening_module, "VERSIONS", ("0001", "0002"))
    monkeypatch.setattr(opening_module, "migrate", lambda at, key: migrations.migrate(at, key, next_scripts))
    store.open(path, PASSPHRASE, tmp_path / "copies").close()
    (copy,) = (tmp_path / "copies").iterdir()
    assert unlock(copy, PASSPHRASE)[1] == "0001"
    assert unlock(path, PASSPHRASE)[1] == "0002"
    monkeypatch.undo()
    with pytest.raises(errors.NewerCasebook, match="newer version"):
        store.open(path, PASSPHRASE)
    with pytest.raises(errors.NewerCasebook, match=r"family\.casewell"):
        store.restore(path, tmp_path / "elsewhere.casewell", PASSPHRASE)
    assert not (tmp_path / "elsewhere.casewell").exists()
