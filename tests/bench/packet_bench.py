# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""A packet of 250 PDFs against pikepdf joining the same files, and how much memory the packet took."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from tests.bench.measure import Line, ratio

COUNT = 250


def measure(folder: Path) -> list[Line]:
    """Make the files, join and build in processes of their own (for honest memory), three times each."""
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    exhibits = folder / "exhibits"
    exhibits.mkdir()
    for number in range(COUNT):
        canvas = Canvas(str(exhibits / f"{number:03}.pdf"), pagesize=letter)
        for page in range(1 + number % 3):
            text = canvas.beginText(72, 700)
            for line in range(40):
                text.textLine(f"File {number}, page {page + 1}, line {line}: visit note, amount {line * 17}.00")
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
    ours, floor = [], []
    for _ in range(3):
        floor.append(_run("join", exhibits))
        ours.append(_run("packet", exhibits))
    mine = min(run["seconds"] for run in ours)
    bare = min(run["seconds"] for run in floor)
    memory = max(run["megabytes"] for run in ours)
    bytes_ = ours[0]["bytes"] / 1_000_000
    detail = f"the packet itself has {bytes_:.1f} MB; joining alone took {max(r['megabytes'] for r in floor):.0f} MB"
    return [
        ratio(f"packet of {COUNT} PDFs", mine, bare, 1.6),
        Line("memory of that packet", memory, 250, " MB", detail),
    ]


def _run(what: str, exhibits: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.packet_bench", what, str(exhibits)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _join(files: list[Path]) -> bytes:
    import pikepdf

    joined = pikepdf.new()
    for file in files:
        with pikepdf.open(file) as part:
            joined.pages.extend(part.pages)
    out = io.BytesIO()
    joined.save(out)
    return out.getvalue()


def _packet(files: list[Path]) -> bytes:
    from app.domain.blocks import ExhibitPaper, PacketPaper
    from app.jobs import CancelFlag, drain
    from exports.writer import Writer

    exhibits = tuple(
        ExhibitPaper(
            title=file.stem,
            dated="",
            file_name=file.name,
            media_type="application/pdf",
            read=file.read_bytes,
        )
        for file in files
    )
    paper = PacketPaper(
        letter=None,
        subtitle="A packet for measuring",
        surname="Measure",
        dated=date(2026, 11, 21),
        identifiers=(),
        exhibits=exhibits,
        cover_sheets=False,
    )
    return drain(Writer().packet(paper, CancelFlag())).parts[0]


def main() -> None:
    """Do one of the two works and print what it took."""
    files = sorted(Path(sys.argv[2]).glob("*.pdf"))
    work = _join if sys.argv[1] == "join" else _packet
    work(files[:3])  # loads the libraries, which are no part of the work
    start = time.perf_counter()
    made = work(files)
    taken = time.perf_counter() - start
    print(json.dumps({"seconds": taken, "megabytes": _peak(), "bytes": len(made)}))


def _peak() -> float:
    """Return the most memory this process has held, in MB. ru_maxrss would count what the parent held at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000  # macOS counts bytes


if __name__ == "__main__":
    main()
