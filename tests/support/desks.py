# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""An open casebook with every service, on real storage and real paper, and what a test needs to look into it."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.bootstrap import House, make_house
from app.clock import fixed_clock
from app.domain.case import Case
from app.domain.person import Person
from app.intake.facts_file import facts_from_mapping
from app.paths import paths_under
from app.ports import Casebook
from app.services.desk import Desk
from storage.tables import TABLES

TODAY = date(2026, 11, 21)
PASSPHRASE = "four quiet geese walking"


@functools.cache
def _empty() -> Path:
    """Make an empty casebook once a run, to be copied: writing its schema takes a second."""
    folder = Path(tempfile.mkdtemp(prefix="casewell-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    casebook = make_house(fixed_clock(TODAY), paths_under(folder)).store.create(folder / "empty.casewell", PASSPHRASE)
    casebook.close()
    return folder / "empty.casewell"


@dataclass(frozen=True)
class Bench:
    """A house, its open casebook and its desk."""

    house: House
    casebook: Casebook
    desk: Desk


def new_bench(folder: Path, name: str = "Family") -> Bench:
    """Make a house under a folder with a new, empty casebook, open. Its clock says 21 November 2026."""
    house = make_house(fixed_clock(TODAY), paths_under(folder))
    house.paths.make()
    path = house.paths.casebooks / f"{name}.casewell"
    shutil.copyfile(_empty(), path)
    casebook = house.store.open(path, PASSPHRASE)
    return Bench(house, casebook, house.desk(casebook))


def everything(casebook: Casebook) -> dict[str, list[object]]:
    """Return every record of every table, by kind."""
    with casebook.reading() as tx:
        return {kind.__name__: list(tx.find(kind)) for kind in TABLES}


def add_case(bench: Bench, facts: Mapping[str, object] | None = None, **fields: object) -> Case:
    """Put a case of a new person into the casebook; ``facts`` in the shape of a FACTS file."""
    with bench.casebook.transaction() as tx:
        person = Person(name="Nora Ellingboe")
        case = Case(person_id=person.id, opened_on=TODAY, **{"title": "MRI denied", **fields})  # type: ignore[arg-type]
        case = bench.desk.planner.with_facts(case, facts_from_mapping(facts or {}))
        tx.save(person, case)
        tx.commit()
    return case
