# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The command that builds a packet from a plan; a locked exhibit's password is asked for once and kept nowhere."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap import make_workshop
from app.command_shape import PDF, Add, named_as
from app.errors import UserFixable
from app.intake.packet_plan import PacketPlan, read_plan
from app.jobs import CancelFlag, drain
from app.ports import LOCKED_FILE, PacketFiles, PacketProblem
from app.services.packet_file import PacketBuilder
from app.services.packet_saving import SavedPacket
from app.services.planning import Planner


def add_to(add: Add) -> None:
    """Add this command to the parser."""
    packet = add("packet", _packet, "build a packet from a plan")
    packet.add_argument("plan", type=Path)
    packet.add_argument("--out", type=Path, required=True)
    packet.add_argument("--skip-unreadable", action="store_true", help="put a page in place of an unreadable exhibit")
    packet.add_argument("--manifest", action="store_true", help="write a list of SHA-256 checksums beside the packet")
    packet.add_argument("--replace", action="store_true", help="write over a file that is there")


def _packet(arguments: argparse.Namespace) -> tuple[str, object]:
    shop = make_workshop()
    named_as(arguments.out, "Packets are written", PDF)
    plan = read_plan(arguments.plan)
    builder = PacketBuilder(planner=Planner(shop.clock), paper=shop.paper, files=shop.files, clock=shop.clock)
    built = _built(builder, plan, skip=arguments.skip_unreadable)
    saved = builder.save(
        plan, built, arguments.out.absolute(), replace_file=arguments.replace, manifest=arguments.manifest
    )
    folder = arguments.out.parent
    lines = [f"Written: {folder / f.file.name}, {f.pages} pages" for f in saved.files]
    if saved.manifest is not None:
        lines.append(f"Checksums: {folder / saved.manifest.name}")
    lines += [f"Exhibit {p.exhibit} ({p.file}) could not be read: {p.what}" for p in saved.problems]
    return "\n".join(lines), _packet_json(saved, folder)


def _built(builder: PacketBuilder, plan: PacketPlan, *, skip: bool) -> PacketFiles:
    """Build; where files are locked and somebody is there to ask, ask for each password and build once more."""
    asks = sys.stdin is not None and sys.stdin.isatty()
    try:
        built = drain(builder.build(plan, CancelFlag(), skip=skip))
        passwords = _passwords(built.problems) if asks else {}
    except UserFixable as error:
        passwords = _passwords(getattr(error, "problems", ())) if asks else {}
        if not passwords:
            raise
    return drain(builder.build(plan, CancelFlag(), skip=skip, passwords=passwords)) if passwords else built


def _passwords(problems: Sequence[PacketProblem]) -> dict[str, str]:
    """Ask for the password of each locked exhibit; an empty answer leaves it locked."""
    asked = {
        problem.exhibit: getpass.getpass(f"Password of Exhibit {problem.exhibit} ({problem.file}): ")
        for problem in problems
        if problem.what == LOCKED_FILE
    }
    return {name: password for name, password in asked.items() if password}


def _packet_json(saved: SavedPacket, folder: Path) -> dict[str, object]:
    names = [str(folder / f.file.name) for f in saved.files]
    return {
        "files": [
            {"file": name, "pages": f.pages, "bytes": f.size, "sha256": f.sha256}
            for name, f in zip(names, saved.files, strict=True)
        ],
        "index": [
            {
                "exhibit": line.exhibit,
                "title": line.title,
                "date": line.dated,
                "first_page": line.first_page,
                "last_page": line.last_page,
                "file": names[line.file - 1],
            }
            for line in saved.index
        ],
        "problems": [{"exhibit": p.exhibit, "file": p.file, "what": p.what} for p in saved.problems],
        **({"manifest": str(folder / saved.manifest.name)} if saved.manifest is not None else {}),
    }
