# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Finding codes in what people type or a notice prints: which stretches of text are codes, of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DASHES = re.compile("[\u2010-\u2015\u2212_]")
_GROUP = "CO|PR|OA|PI|CR"
_CARC = r"[ABDPWY]\d{1,2}|\d{1,3}"
_REVENUE_SIZES = (3, 4)
# Two letters after the word "modifier" that are English words and not a code.
_WORDS = r"(?:is|or|of|in|to|on|by|no|it|we|if|an|do|be|as|at)\b"
# Amounts, dates and telephone numbers are not codes, though their digits look like some.
_NUMBERS = re.compile(r"\d[-/,.:]\d|[$%#@]")

# In this order; each match is taken out of the text before the next pattern looks.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("MODIFIER", re.compile(r"^\s*modifier\s+([A-Z0-9]{2})\s*$", re.I)),
    ("MODIFIER", re.compile(rf"\bmod(?:ifier)?s?\b\.?\s*(?:code\s*)?[-:#]?\s*(?!{_WORDS})([A-Z0-9]{{2}})\b", re.I)),
    ("POS", re.compile(r"\b(?:pos|place\s+of\s+service)\b\.?\s*(?:code\s*)?[-:#]?\s*(\d{1,2})\b", re.I)),
    ("REVENUE", re.compile(r"\brev(?:enue)?\b\.?\s*(?:code\s*)?[-:#]?\s*(\d{3,4})\b", re.I)),
    ("CPT", re.compile(r"\b(?:cpt|hcpcs|procedure(?:\s+code)?)\s*[-:#]?\s*(\d{4}[0-9A-Z]|[A-V]\d{4})\b", re.I)),
    ("ICD10", re.compile(r"\b([A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})\b", re.I)),
    ("PAIR", re.compile(rf"(?<![A-Za-z0-9])({_GROUP})\s*[-:/ ]?\s*({_CARC})(?![0-9.,]*\d)", re.I)),
    ("RARC", re.compile(r"(?<![A-Za-z.])(MA\d{1,3}|[MN]\d{1,3})(?![0-9A-Za-z.])", re.I)),
    (
        "CARC",
        re.compile(
            rf"\b(?:carc|(?:adjustment\s+)?reason\s+code|denial\s+code|adjustment\s+code)\s*[-:#]?\s*({_CARC})\b", re.I
        ),
    ),
    ("GROUP", re.compile(rf"\bgroup(?:\s+code)?\s*[-:#]?\s*({_GROUP})\b", re.I)),
    ("REVENUE", re.compile(r"(?<![\d.,$/-])(0\d{3})(?![\d.,/-]*\d)")),
    ("HCPCS", re.compile(r"\b([A-V]\d{4})\b", re.I)),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A code found: its kind, the code in capitals, and its group code where one stands before it."""

    kind: str
    code: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a text held: codes in the order of the text, and the words that were left over."""

    tokens: tuple[Token, ...]
    rest: str


def scan(text: str, modifiers: Iterable[str], carcs: Iterable[str]) -> Scanned:
    """Find the codes of one text. ``modifiers`` and ``carcs`` are the known ones, for codes that stand alone."""
    rest = _DASHES.sub("-", text)
    found: list[tuple[int, Token]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            found.append((match.start(), _token(kind, match)))
        rest = pattern.sub(lambda m: " " * len(m.group()), rest)
    rest, bare = _bare(rest, set(modifiers), set(carcs))
    tokens = [token for _, token in sorted([*found, *bare], key=lambda pair: pair[0])]
    return Scanned(tuple(dict.fromkeys(tokens)), " ".join(rest.split()))


def plain_number(code: str) -> str:
    """Return a CARC without leading zeros, in capitals ("045" is 45)."""
    return code.upper().lstrip("0") or "0"


def _token(kind: str, match: re.Match[str]) -> Token:
    code = match.group(1).upper()
    if kind == "PAIR":
        return Token("CARC", plain_number(match.group(2)), code)
    if kind == "CARC":
        return Token(kind, plain_number(code))
    if kind == "POS":
        return Token(kind, code.zfill(2))
    if kind == "REVENUE":
        return Token(kind, code.zfill(max(_REVENUE_SIZES)))
    if kind == "RARC":
        letters = code.rstrip("0123456789")
        number = code[len(letters) :].lstrip("0") or "0"
        # MA01 to MA09 keep their zero, as the list itself writes them.
        return Token(kind, letters + (number.zfill(2) if letters == "MA" else number))
    return Token("HCPCS" if kind == "CPT" else kind, code)


def _bare(rest: str, modifiers: set[str], carcs: set[str]) -> tuple[str, list[tuple[int, Token]]]:
    """Read codes that stand alone, such as "50", "B7" or "LT"; only where no words stand beside them."""
    words = [(m.start(), m.group()) for m in re.finditer(r"[A-Za-z0-9]+", rest)]
    if not words or _NUMBERS.search(rest) or not all(_looks_like_code(word, modifiers) for _, word in words):
        return rest, []
    found: list[tuple[int, Token]] = []
    for start, word in words:
        found += [(start, token) for token in _bare_tokens(word.upper(), modifiers, carcs)]
    return "", found


def _looks_like_code(word: str, modifiers: set[str]) -> bool:
    upper = word.upper()
    patterns = (_CARC, _GROUP, r"\d{5}", r"[A-V]\d{4}")
    return upper in modifiers or any(re.fullmatch(pattern, upper) for pattern in patterns)


def _bare_tokens(word: str, modifiers: set[str], carcs: set[str]) -> list[Token]:
    if re.fullmatch(_GROUP, word):
        return [Token("GROUP", word)]
    if re.fullmatch(r"\d{5}|[A-V]\d{4}", word):
        return [Token("HCPCS", word)]
    number = plain_number(word)
    tokens = []
    if re.fullmatch(_CARC, word) and (number in carcs or word not in modifiers):
        tokens.append(Token("CARC", number))
    # "25" and "P3" may be meant as a modifier: where no reason code of that number is in use, both are explained.
    if word in modifiers and (not tokens or word.startswith("P")):
        tokens.append(Token("MODIFIER", word))
    return tokens
