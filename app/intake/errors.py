# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Why a file or a set of facts could not be read, each cause with its own sentence."""

from __future__ import annotations

from collections.abc import Iterable

from app.errors import UserFixable

SAFE = "Nothing in your casebook has changed."


class FileUnreadable(UserFixable):
    """Root of everything that stops a file from being read. ``name`` is the file's name as the person knows it."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


class FileMissing(FileUnreadable):
    """There is no such file, or it may not be read."""

    def __init__(self, name: str, reason: str = "") -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(name, f"“{name}” could not be found or opened{why}. Check where it is, and choose it again.")


class FileEmpty(FileUnreadable):
    """The file holds no bytes, or no pages."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"“{name}” is empty. Save or download it again, then add the new copy. {SAFE}")


class FileTooLarge(FileUnreadable):
    """The file is larger than this program reads. ``limit_mb`` in megabytes."""

    def __init__(self, name: str, limit_mb: int) -> None:
        super().__init__(
            name,
            f"“{name}” is too large: the most that can be read is {limit_mb} MB. Split it, or save it with smaller "
            f"pictures, then add it again. {SAFE}",
        )


class FileEncrypted(FileUnreadable):
    """The PDF asks for a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            f"“{name}” is locked with a password. Open it in the program you use for PDFs, print it to a new PDF "
            f"without the password, and add that copy. {SAFE}",
        )


class FileDamaged(FileUnreadable):
    """The bytes are not what the ending or the beginning promises."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            f"“{name}” is damaged and could not be opened. Download or scan it again, then add the new copy. {SAFE}",
        )


class TypeUnknown(FileUnreadable):
    """Not a kind of file that can be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            f"“{name}” is not a kind of file that can be read here. PDF files, photos and plain text files can. "
            "Print the document to a PDF and add that, or type the facts from it.",
        )


class PageUnknown(FileUnreadable):
    """The page asked for is not in the file. ``pages`` is how many there are."""

    def __init__(self, name: str, page: int, pages: int) -> None:
        super().__init__(name, f"“{name}” has no page {page}: it has {pages}. Choose a page from 1 to {pages}.")


class FactsUnusable(UserFixable):
    """Facts that cannot be used. ``keys`` are the keys to mend, as written in a facts file ("dates.service")."""

    def __init__(self, keys: Iterable[str], sentence: str) -> None:
        self.keys = tuple(keys)
        super().__init__(sentence)


class FactsUnparsable(FactsUnusable):
    """The file is not TOML or JSON."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__((), f"“{name}” could not be read as facts: {reason}. Mend that place and try again.")


class FactsKeyUnknown(FactsUnusable):
    """A key that means nothing here; ``close`` is the nearest known one, or empty."""

    def __init__(self, key: str, close: str = "") -> None:
        hint = f" Did you mean “{close}”?" if close else " Remove it, or check its spelling."
        super().__init__((key,), f"The facts hold a key that is not known: “{key}”.{hint}")


class FactsValueWrong(FactsUnusable):
    """A value that its key cannot take; ``wanted`` says what it takes."""

    def __init__(self, key: str, value: object, wanted: str) -> None:
        shown = str(value)
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        super().__init__((key,), f"“{key}” cannot be “{shown}”. It takes {wanted}.")


class FactsContradict(FactsUnusable):
    """Two facts that cannot both be true."""

    def __init__(self, keys: Iterable[str], sentence: str) -> None:
        super().__init__(keys, f"{sentence} Mend one of them.")
