# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Spanish reading copies of a casebook's letters: on the paper that the person chose."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from app.domain.blocks import PaperSize
from tests.support.desks import add_case, new_bench

FACTS = {
    "people": {
        "patient": "Nora Ellingboe",
        "patient_address": "418 Juniper Court, Tannersfield, OH 45000",
        "provider": "Alder Ridge Hospital",
        "provider_address": "900 Alder Ridge Road, Tannersfield, OH 45000",
    },
    "dates": {"service": "2026-04-21"},
}


@pytest.mark.parametrize(("size", "points"), [(PaperSize.A4, (595, 842)), (PaperSize.LETTER, (612, 792))])
def test_a_copy_is_printed_on_the_chosen_paper(tmp_path: Path, size: PaperSize, points: tuple[int, int]) -> None:
    bench = new_bench(tmp_path)
    desk = bench.desk
    desk.letters.set_letterhead({"paper.size": size.value})
    letter = desk.letters.create(add_case(bench, FACTS).id, "itemized_bill_request")
    with pypdfium2.PdfDocument(desk.reading_copies.pdf(letter.id)) as document:
        assert tuple(round(side) for side in document[0].get_size()) == points
