# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Starting a call: for which case, and with which script.

make_call(context, case_id)               asks which call, those that the plan asks for first, and opens it
make_call_with(context, script_id, case_id)       asks for which case, unless one is given, and opens it
"""

from __future__ import annotations

from app.services.calls import CallChoice
from ui.context import Context
from ui.format import DOT, plain_date


def make_call(context: Context, case_id: str) -> None:
    """Ask which call to make for a case, and open its script."""
    offered = context.desk.calls.offered(case_id)
    items = [(_words(choice), number) for number, choice in enumerate(offered)]
    chosen = context.prompts.pick(
        "Make a call", "Call", items, "What your plan asks for comes first. The call ends in a log entry.", yes="Open"
    )
    if isinstance(chosen, int):
        choice = offered[chosen]
        context.go("call", case_id=case_id, script=choice.script_id, task_id=choice.task_id)


def make_call_with(context: Context, script_id: str, case_id: str | None = None) -> None:
    """Open a script for a case; without one, ask for which."""
    if case_id is None:
        rows = context.desk.cases.rows
        cases = rows(context.person_id, "open") or rows(None, "open")
        if not cases:
            if context.prompts.ask(
                "No case yet", "A call is filled in from a case. Start with the dispute.", "Start a dispute"
            ):
                context.go("wizard")
            return
        items = [(f"{case.person}{DOT}{case.title}", case.id) for case in cases]
        help_text = "Its numbers and names are filled in, and the call goes into its log."
        chosen = context.prompts.pick("Make this call", "Case", items, help_text, yes="Open")
        if chosen is None:
            return
        case_id = str(chosen)
    context.go("call", case_id=case_id, script=script_id)


def _words(choice: CallChoice) -> str:
    planned = f"planned for {plain_date(choice.due)}" if choice.due else "planned"
    return f"{choice.title}{DOT}{planned if choice.task_id else choice.office}"
