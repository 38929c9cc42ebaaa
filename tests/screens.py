# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""`make screens`: saves every screen of the window, with the sample casebook, into a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(folder: Path) -> int:
    """Save the pictures; the day is that of the pictures in the design, so that both can be laid side by side."""
    from app.bootstrap import make_program, open_sample
    from app.clock import fixed_clock
    from tests.support.notices import larkfield
    from tests.support.prompts import FakePrompts
    from tests.support.window import house_in
    from ui.gallery import Gallery

    clock = fixed_clock(date(2026, 11, 21))
    with tempfile.TemporaryDirectory(prefix="casewell-screens-") as name:
        home = Path(name)
        house = house_in(home, clock)
        notice = home / "Notice of June 3.pdf"
        notice.write_bytes(larkfield()[0])
        program = make_program(house, prompts=FakePrompts(), bundled_font=True)
        program.window.show()
        program.open(open_sample(house), sample=True)

        def empty() -> None:
            program.lock()
            program.open(house.vault.create(house.paths.casebooks, "Family", "four ordinary words here"))

        saved = Gallery(program, folder, notice, empty).save_all()
        program.window.close()
    print(f"{len(saved)} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screens")))
