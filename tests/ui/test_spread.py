# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The numbers of marks: never one over another, never far from their words without need."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.spread import columns_for, spread

PLACES = st.lists(st.floats(0, 1000), max_size=40).map(sorted)


@given(PLACES, st.floats(1, 24))
def test_none_overlap_and_all_stay_inside(wanted: list[float], least: float) -> None:
    placed = spread(wanted, least, 0, 1000)
    assert all(after - before >= least - 1e-6 for before, after in pairwise(placed))
    assert all(-1e-6 <= place <= 1000 + 1e-6 for place in placed)


@given(PLACES)
def test_what_has_room_is_not_moved(wanted: list[float]) -> None:
    apart = [place + 20 * number for number, place in enumerate(wanted)]
    assert spread(apart, 18, 0, 2000) == [pytest.approx(place, abs=1e-6) for place in apart]


def test_three_on_one_line_stand_around_it() -> None:
    assert spread([100, 100, 100], 20, 0, 1000) == [80, 100, 120]
    assert spread([0, 0], 20, 0, 1000) == [0, 20]


def test_more_than_fit_take_more_columns() -> None:
    assert [columns_for(count, 20, 100) for count in (0, 5, 6, 11)] == [1, 1, 2, 3]
