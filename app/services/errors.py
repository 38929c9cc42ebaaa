# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""What can go wrong in an action of the person, each cause with its own sentence."""

from __future__ import annotations

from app.errors import UserFixable


class NeedsWords(UserFixable):
    """A field that must not be empty is empty."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is still empty. Type it; everything else you typed is kept.")


class ImpossibleDates(UserFixable):
    """Dates that contradict each other."""

    def __init__(self, why: str) -> None:
        super().__init__(f"These dates cannot both be right: {why}. Mend one of them; nothing was saved.")


class AmountBelowNothing(UserFixable):
    """An amount with a minus sign where none can be."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} cannot be less than nothing. Type the amount without a minus sign, or leave it empty."
        )


class CaseNotClosable(UserFixable):
    """A case whose closing rules are not met."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("The case stays open. " + " ".join(reasons))


class LetterIncomplete(UserFixable):
    """A letter with blanks cannot leave the house."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        super().__init__(
            f"The letter still lacks: {', '.join(keys)}. Fill these in and try again; "
            "the draft is kept and no file was written."
        )


class LetterWasSent(UserFixable):
    """A sent letter is evidence and is not changed."""

    def __init__(self) -> None:
        super().__init__("This letter was sent, so its text stays as it went out. Make a new letter to say more.")


class PacketWasSent(UserFixable):
    """A packet that went out is evidence and is not changed."""

    def __init__(self) -> None:
        super().__init__("This packet was sent, so it stays as it went out. Make a new version to change something.")


class PacketEmpty(UserFixable):
    """A packet without letter and exhibits."""

    def __init__(self) -> None:
        super().__init__("The packet has neither a letter nor an exhibit yet. Add one, then save the packet.")


class PassphraseTooShort(UserFixable):
    """A passphrase that could be guessed."""

    def __init__(self, least: int) -> None:
        super().__init__(f"Please use at least {least} characters. Four ordinary words in a row are easy to keep.")


class PassphrasesDiffer(UserFixable):
    """The passphrase was typed in two ways."""

    def __init__(self) -> None:
        super().__init__("The two passphrases differ. Type the second one again.")


class KeychainUnavailable(UserFixable):
    """The system's keychain cannot be used."""

    def __init__(self) -> None:
        super().__init__(
            "This computer's keychain did not answer. Nothing was kept there; "
            "type the passphrase when you open the casebook."
        )


class WrongFile(UserFixable):
    """A file that Casewell cannot keep."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{name}” was not added: {why}")
