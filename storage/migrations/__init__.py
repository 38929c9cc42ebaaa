# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The history of the schema: which versions there are, and bringing a casebook to the newest with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Bug
from storage.errors import told
from storage.keys import Key

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSIONS = ("0001",)
"""Every released schema, oldest first; one file each in versions/. The last is what this program writes."""

SCRIPTS = Path(__file__).parent


def migrate(path: Path, key: Key, scripts: Path = SCRIPTS) -> None:
    """Bring a casebook to the newest schema in one transaction: all steps and the version stamp, or nothing."""
    from storage.engines import DATABASE_ERRORS, Engines, driver_connection  # delayed for start-up time

    engines = Engines(path, key)
    try:
        with engines.writing.connect() as connection:
            # Rebuilding a table drops the old one, and with keys enforced that would delete its children. SQLite only
            # heeds this outside a transaction; the check below takes its place.
            driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _run(connection, scripts)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise Bug("A migration left entries that point at nothing; it was taken back.")
    except DATABASE_ERRORS as error:
        raise told(error, path) from error
    finally:
        engines.close()


def _run(connection: Connection, scripts: Path) -> None:
    # Delayed for start-up time: a casebook is migrated once in months, and Alembic takes a quarter of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
