# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Named filters: kept in the casebook page by page, renamed, replaced, deleted, undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.preference import Preference
from app.services.desk import Desk
from app.services.saved_filters import LONGEST_NAME, NoSuchName, SavedFilter, check_name
from tests.support.desks import Bench


def test_filters_are_kept_page_by_page_and_every_change_is_undone(desk: Desk) -> None:
    kept = desk.filters
    kept.save("log", "  Nora,  since May ", {"words": "hold", "since": "2026-05-01"})
    kept.save("log", "Calls", {"words": "call"})
    assert [f.name for f in kept.of("log")] == ["Nora, since May", "Calls"]
    assert kept.of("cases") == ()
    kept.save("log", "calls", {"words": "called"})
    assert kept.of("log")[1] == SavedFilter("calls", {"words": "called"})
    kept.rename("log", "calls", "Phone")
    with pytest.raises(NoSuchName, match="already"):
        kept.rename("log", "Phone", "NORA, since may")
    kept.delete("log", "Nora, since May")
    assert [f.name for f in kept.of("log")] == ["Phone"]
    for names in (["Nora, since May", "Phone"], ["Nora, since May", "calls"], ["Nora, since May", "Calls"]):
        desk.undo.undo()
        assert [f.name for f in kept.of("log")] == names
    desk.undo.undo()
    desk.undo.undo()
    assert kept.of("log") == ()


def test_what_cannot_be_read_is_left_out(bench: Bench, desk: Desk) -> None:
    for text in ("{", '[{"name": 1}]', "[3]", '[{"name": "x", "values": []}]'):
        with bench.casebook.transaction() as tx:
            tx.save(Preference(id="filters.odd", value=text))
            tx.commit()
        assert desk.filters.of("odd") == ()


@given(st.text(max_size=60))
def test_a_name_is_either_right_or_told(name: str) -> None:
    bare = " ".join(name.split())
    assert (check_name(name) == "") == (0 < len(bare) <= LONGEST_NAME)
