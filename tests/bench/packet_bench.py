# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Packets against qpdf and pikepdf joining the same files, how much memory they took, and how soon one stops.

The files are like the mail that people get: one to three pages of text in two embedded fonts, every third page a scan
of 50 to 150 KB, packed as word processors and scanners pack them. Both works begin with the files' bytes in memory, for
that is how exhibits come out of an encrypted casebook; and both save with a deterministic id and object streams, for
without them a packet built twice would not be the same, and would be larger. The floor does nothing else: no stamps,
index, bookmarks or links, no page is placed above the stamp, and nothing is read back.
"""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import json
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Line, ratio

if TYPE_CHECKING:
    from app.jobs import CancelFlag

COUNT = 250
_EXHIBITS, _PAGES = 40, 500
_LARGE = 3000
_STOPS = 12
"""At so many moments of its work a large packet is told to stop."""
_TURNS = 7
_COVERED = 2.0
"""Not a promise: cover sheets are another 250 pages, which nobody joins. It is printed, and may not run away."""
_QPDF = 2.1
"""The promise is 1.5, and is not kept yet: what is over it are the stamps, and the finished file read back."""


def measure(folder: Path) -> list[Line]:
    """Make the files, join and build in processes of their own (for honest memory), taking turns."""
    exhibits = folder / "exhibits"
    exhibits.mkdir()
    _write_mail(exhibits)
    runs: dict[str, list[dict[str, float]]] = {"join": [], "packet": [], "covered": []}
    for _ in range(_TURNS):
        for what, results in runs.items():
            results.append(_run(what, exhibits))
    seconds = {what: min(run["seconds"] for run in results) for what, results in runs.items()}
    long = folder / "long"
    long.mkdir()
    _write_mail(long, _EXHIBITS, _PAGES)
    for _ in range(_TURNS):
        for what in ("qpdf", "long"):
            runs.setdefault(what, []).append(_run("packet" if what == "long" else what, long))
    seconds |= {what: min(run["seconds"] for run in runs[what]) for what in ("qpdf", "long")}
    large = folder / "large"
    large.mkdir()
    _write_mail(large, _EXHIBITS, _LARGE)
    heavy, stopped = _run("packet", large), _run("stop", large)
    joined = max(run["megabytes"] for run in runs["join"])
    bytes_ = runs["packet"][0]["bytes"] / 1_000_000
    detail = f"the packet itself has {bytes_:.1f} MB; joining alone took {joined:.0f} MB"
    return [
        ratio(f"packet of {COUNT} PDFs", seconds["packet"], seconds["join"], 1.6),
        ratio("that packet with cover sheets", seconds["covered"], seconds["join"], _COVERED),
        ratio(f"{_EXHIBITS} exhibits, {_PAGES} pages against qpdf", seconds["long"], seconds["qpdf"], _QPDF),
        Line(
            f"memory of {_LARGE} pages", heavy["megabytes"], 400, " MB", f"{heavy['bytes'] / 1_000_000:.1f} MB packet"
        ),
        Line("stopping that packet", stopped["seconds"] * 1000, 200, " ms", f"the slowest of {_STOPS} moments"),
        Line("memory of that packet", max(run["megabytes"] for run in runs["packet"]), 250, " MB", detail),
    ]


def _write_mail(folder: Path, files: int = COUNT, pages: int = 0) -> None:
    """Write files of one to three pages, or ``pages`` in all shared out evenly."""
    import pikepdf
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from exports import fonts

    fonts.ready()
    scans = [ImageReader(io.BytesIO(scan)) for scan in _scans()]
    numbers = itertools.count()
    for number in range(files):
        made = io.BytesIO()
        canvas = Canvas(made, pagesize=letter, invariant=1, initialFontName=fonts.REGULAR)
        for page in range(pages * (number + 1) // files - pages * number // files if pages else 1 + number % 3):
            at = next(numbers)
            if at % 3 == 2:
                canvas.drawImage(scans[at % len(scans)], 0, 0, *letter)
            else:
                canvas.setFont(fonts.SEMIBOLD, 14)
                canvas.drawString(72, 730, f"Statement {number} of your account, page {page + 1}")
                text = canvas.beginText(72, 700)
                text.setFont(fonts.REGULAR, 10)
                for line in range(40):
                    text.textLine(f"File {number}, page {page + 1}, line {line}: visit note, amount {line * 17}.00")
                canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        with pikepdf.open(made) as pdf:
            pdf.save(folder / f"{number:03}.pdf")  # ReportLab packs as nobody else does; now it is the usual way


def _scans() -> list[bytes]:
    """Return pictures of grainy paper, 50 to 150 KB each."""
    from PIL import Image

    scans = []
    for number in range(11):
        grain = random.Random(number).randbytes(425 * 550)
        paper = Image.frombytes("L", (425, 550), grain).point(lambda dot: 200 + dot // 8).resize((850, 1100))
        out = io.BytesIO()
        paper.save(out, "JPEG", quality=50 + 3 * number)
        scans.append(out.getvalue())
    return scans


def _run(what: str, exhibits: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.packet_bench", what, str(exhibits)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _join(files: list[Path]) -> bytes:
    import pikepdf

    joined = pikepdf.new()
    for file in files:
        with pikepdf.open(io.BytesIO(file.read_bytes())) as part:
            joined.pages.extend(part.pages)
    out = io.BytesIO()
    joined.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _qpdf(files: list[Path]) -> bytes:
    """Join the files as `qpdf --empty --pages ... -- out.pdf` does, by the qpdf that pikepdf has inside."""
    import pikepdf

    out = files[0].with_name("joined.out")
    pikepdf.Job(["qpdf", "--empty", "--pages", *map(str, files), "--", str(out)]).run()
    return out.read_bytes()


def _stop(files: list[Path]) -> bytes:
    """Tell a building to stop at several moments; return how many seconds the slowest stop took, as text."""
    from app.errors import Cancelled
    from app.jobs import CancelFlag

    start = time.perf_counter()
    _packet(files)
    whole = time.perf_counter() - start
    slowest = 0.0
    for moment in range(1, _STOPS + 1):
        flag, told = CancelFlag(), list[float]()

        def tell(flag: CancelFlag = flag, told: list[float] = told) -> None:
            told.append(time.perf_counter())
            flag.cancel()

        timer = threading.Timer(whole * moment / (_STOPS + 1), tell)
        timer.start()
        with contextlib.suppress(Cancelled):
            _packet(files, flag=flag)
        ended = time.perf_counter()
        timer.join()
        slowest = max(slowest, ended - told[0]) if ended > told[0] else slowest
    return str(slowest).encode()


def _packet(files: list[Path], *, cover_sheets: bool = False, flag: CancelFlag | None = None) -> bytes:
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
        cover_sheets=cover_sheets,
    )
    return drain(Writer().packet(paper, flag or CancelFlag())).parts[0]


def main() -> None:
    """Do one of the works and print what it took."""
    files = sorted(Path(sys.argv[2]).glob("*.pdf"))
    works: dict[str, Callable[[list[Path]], bytes]] = {
        "join": _join,
        "packet": _packet,
        "qpdf": _qpdf,
        "stop": _stop,
        "covered": functools.partial(_packet, cover_sheets=True),
    }
    work = works[sys.argv[1]]
    if work is not _stop:
        work(files[:3])  # loads the libraries, which are no part of the work
    start = time.process_time()  # of the processor: neither work waits for anything, and other programs must not count
    made = work(files)
    taken = time.process_time() - start
    answer = {"seconds": float(made) if work is _stop else taken, "megabytes": _peak(), "bytes": len(made)}
    print(json.dumps(answer))


def _peak() -> float:
    """Return the most memory this process has held, in MB. ru_maxrss would count what the parent held at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000  # macOS counts bytes


if __name__ == "__main__":
    main()
