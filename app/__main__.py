# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The door: `casewell` and `python -m app`. Arguments first, then the window or the command line."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run Casewell; return the exit status."""
    from app.commands import run  # delayed so that `import app.__main__` costs nothing

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
