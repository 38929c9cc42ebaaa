# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The two families of error: what the person can fix, and what is our bug."""

from __future__ import annotations


class CasewellError(Exception):
    """Root of every error that Casewell raises on purpose."""


class UserFixable(CasewellError):  # noqa: N818 - the family's name is what it means
    """Something the person can mend.

    A subclass composes its own sentence: what happened, what is safe, what to do next. ``str(error)`` is that
    sentence, and is shown as it stands.
    """


class Bug(CasewellError):  # noqa: N818 - the family's name is what it means
    """A mistake of ours. The program keeps running, keeps what was typed, and offers a report without case content."""


class Cancelled(CasewellError):  # noqa: N818 - not a failure: the person pressed Cancel
    """The person cancelled a job; nothing of it is kept."""
