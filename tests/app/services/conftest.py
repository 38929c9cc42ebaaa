# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A casebook that the tests of a module share, each with a case of its own: deriving a key takes a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.case import Case
from app.services.desk import Desk
from tests.support.desks import Bench, add_case, new_bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = new_bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.casebook.close()


@pytest.fixture
def desk(bench: Bench) -> Desk:
    return bench.desk


@pytest.fixture
def case(bench: Bench) -> Case:
    return add_case(bench)
