# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Finding codes in what people type or a notice prints: which stretches of text are codes, of which kind."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.knowledge.medicare_codes import medicare_book

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00ad_]")
_GROUP = "CO|PR|OA|PI|CR"
_CARC = r"(?:[ABDPWY]\d{1,2}|\d{1,3})"
_REVENUE_SIZES = (3, 4)
# Two letters after the word "modifier" that are English words and not a code.
_WORDS = r"(?:is|or|of|in|to|on|by|no|it|we|if|an|do|be|as|at|so|up|my|us|he|me|am|go)\b"
# Amounts, dates and telephone numbers are not codes, though their digits look like some.
_NUMBERS = re.compile(r"\d[-/,.:]\d|[$%#@]", re.ASCII)
# "CO-5O" is a slip for CO-50 and never CO-5: a letter after the number must begin a remark code, as in "CO50N130".
_NO_SLIP = r"(?!(?!(?:MA|M|N)\d)[A-Z])"
_NEXT = r"\s*(?:,|/|;|&|\+|\band\b|\bor\b)\s*(?:and\s+|or\s+)?"
_ASKS = r"\s*(?:codes?\s*)?(?:is\s+|was\s+|=\s*)?[-:#]?\s*"


def _one(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def _many(lead: str, code: str) -> re.Pattern[str]:
    """Return the pattern of a word that announces codes, and the codes after it: "modifiers 25 and 59"."""
    return _one(rf"{lead}{_ASKS}({code}\b(?:{_NEXT}{code}\b)*)")


_SERVICE = r"(?:\d{4}[0-9A-Z]|[A-V]\d{4})"
_MODIFIER = rf"(?!{_WORDS})[A-Z0-9]{{2}}"
_REASON = r"(?:carcs?|(?:claim\s+)?(?:(?:adjustment\s+)?reason|denial|adjustment)\s+codes?)(?![A-Z])"
_DIAGNOSIS = r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?"

# In this order; each match is taken out of the text before the next pattern looks. The codes are in group 1.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("MODIFIER", _one(r"^\s*modifier\s+([A-Z0-9]{2})\s*$")),
    ("MODIFIER", _many(r"\bmod(?:ifier)?s?(?![A-Z])\.?", _MODIFIER)),
    ("POS", _many(r"\b(?:pos|places?\s+of\s+service)(?![A-Z])\.?", r"\d{1,2}")),
    ("REVENUE", _many(r"\brev(?:enue)?(?![A-Z])\.?", r"\d{3,4}")),
    ("HCPCS", _many(r"\b(?:cpt|hcpcs|procedure)\b", _SERVICE)),
    ("ICD10", _many(r"\b(?:icd-?\s?10(?:-?cm)?|diagnos[ei]s|dx)\b", _DIAGNOSIS)),
    ("ICD10", _one(r"\b([A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4})\b")),
    (
        "PAIR",
        _one(
            rf"(?<![A-Z0-9])((?:{_GROUP})\s*[-:/ ]?\s*{_CARC}{_NO_SLIP}(?![0-9.]*\d|,\d{{3}}(?!\d))"
            rf"(?:\s*[,/&]\s*{_CARC}(?=\s*(?:[,;/&)]|$)))*)"
        ),
    ),
    ("RARC", _one(r"(?<![A-Z.])(MA\d{1,3}|[MN]\d{1,3})(?![0-9A-Z.])")),
    ("CARC", _many(rf"\b{_REASON}", _CARC)),
    ("GROUP", _many(r"\bgroup\b", rf"(?:{_GROUP})")),
    ("REVENUE", _one(r"(?<![\d.,$/-])(0\d{3})(?![\d.,/-]*\d)")),
    ("HCPCS", _one(r"\b([A-V]\d{4})\b")),
)
_SINGLE = {
    "MODIFIER": _one(r"\b(?!or\b)[A-Z0-9]{2}\b"),
    "POS": _one(r"\b\d{1,2}\b"),
    "REVENUE": _one(r"\b\d{3,4}\b"),
    "HCPCS": _one(rf"\b{_SERVICE}\b"),
    "ICD10": _one(rf"\b{_DIAGNOSIS}\b"),
    "CARC": _one(rf"\b{_CARC}\b"),
    "PAIR": _one(_CARC),
    "RARC": _one(r"[A-Z]+\d+"),
    "GROUP": _one(_GROUP),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A code found: its kind, the code in capitals, its group code where one stands before it, and its Medicare list.

    A Medicare code is looked for in the list of that id.
    """

    kind: str
    code: str
    group: str = ""
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a text held: codes in the order of the text, and the words that were left over."""

    tokens: tuple[Token, ...]
    rest: str


def scan(text: str, modifiers: Iterable[str], carcs: Iterable[str]) -> Scanned:
    """Find the codes of one text. ``modifiers`` and ``carcs`` are the known ones, for codes that stand alone."""
    rest = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    found: list[tuple[int, Token]] = []
    rest = _taken(rest, _medicare_pattern(), _medicare, found)
    for kind, pattern in _PATTERNS:
        rest = _taken(rest, pattern, functools.partial(_tokens, kind), found)
    rest, bare = _bare(rest, set(modifiers), set(carcs))
    tokens = [token for _, token in sorted([*found, *bare], key=lambda pair: pair[0])]
    return Scanned(tuple(dict.fromkeys(tokens)), " ".join(rest.split()))


def plain_number(code: str) -> str:
    """Return a CARC without leading zeros, in capitals ("045" is 45)."""
    return code.upper().lstrip("0") or "0"


def _taken(
    rest: str,
    pattern: re.Pattern[str],
    tokens: Callable[[re.Match[str]], Iterable[Token]],
    found: list[tuple[int, Token]],
) -> str:
    """Add the codes that the pattern finds, and return the text with spaces where they stood."""
    spans = []
    for match in pattern.finditer(rest):
        here = [(match.start(), token) for token in tokens(match)]
        found += here
        spans += [match.span()] if here else []
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest


def _tokens(kind: str, match: re.Match[str]) -> Iterator[Token]:
    said = match.group(1).upper()
    group = ""
    if kind == "PAIR":
        group, said = said[:2], said[2:]
    for single in _SINGLE[kind].finditer(said):
        yield _token(kind, single.group(), group)


def _token(kind: str, code: str, group: str) -> Token:
    if kind in {"PAIR", "CARC"}:
        return Token("CARC", plain_number(code), group)
    if kind == "POS":
        return Token(kind, code.zfill(2))
    if kind == "REVENUE":
        return Token(kind, code.zfill(max(_REVENUE_SIZES)))
    if kind == "RARC":
        letters = code.rstrip("0123456789")
        number = code[len(letters) :].lstrip("0") or "0"
        # MA01 to MA09 keep their zero, as the list itself writes them.
        return Token(kind, letters + (number.zfill(2) if letters == "MA" else number))
    return Token(kind, code)


@functools.cache
def _medicare_pattern() -> re.Pattern[str]:
    """Return how Medicare's own codes are asked for; one letter or digit alone is never taken for one.

    Either the list is named ("processing indicator B"), anywhere; or the whole text is "Medicare A".
    """
    names = sorted((name for one in medicare_book().lists for name in _names(one)), key=len, reverse=True)
    named = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    code = rf"(?!{_WORDS})(?:[A-Z0-9]{{1,2}}(?![A-Z0-9])|[!#$%&()*+<>@~])"
    alone = r"medicare(?:\s+(?:denial|payment|claim|status|line))?(?:\s+code)?"
    return _one(rf"\b(?P<list>{named})s?{_ASKS}(?P<code>{code})|^\s*{alone}\s*[-:#]?\s*(?P<alone>{code})\s*$")


def _names(list_id: str) -> tuple[str, ...]:
    """Return the names of a list as they stand in a text whose underscores have become dashes."""
    return tuple(name.lower().replace("_", "-") for name in medicare_book().lists[list_id].names)


def _medicare(match: re.Match[str]) -> Iterator[Token]:
    book = medicare_book()
    code = (match["code"] or match["alone"]).upper()
    said = " ".join((match["list"] or "").lower().split())
    ids = [one.id for one in book.lists.values() if not said or said in _names(one.id)]
    known = [list_id for list_id in ids if (list_id, code) in book.codes]
    for list_id in known or (ids if said else []):
        yield Token("MEDICARE", code, list_id=list_id)


def _bare(rest: str, modifiers: set[str], carcs: set[str]) -> tuple[str, list[tuple[int, Token]]]:
    """Read codes that stand alone, such as "50", "B7" or "LT"; only where no words stand beside them."""
    words = [(m.start(), m.group()) for m in re.finditer(r"[A-Za-z0-9]+", rest)]
    if not words or _NUMBERS.search(rest) or not all(_looks_like_code(word, modifiers) for _, word in words):
        return rest, []
    found: list[tuple[int, Token]] = []
    for start, word in words:
        found += [(start, token) for token in _bare_tokens(word.upper(), modifiers, carcs)]
    return "", found


# A diagnosis of three characters; never where a reason code or a remark code could be meant.
_SHORT_DIAGNOSIS = r"[CE-LOQ-VXZ]\d[0-9A-Z]"


def _looks_like_code(word: str, modifiers: set[str]) -> bool:
    upper = word.upper()
    patterns = (_CARC, _GROUP, r"\d{5}", r"[A-V]\d{4}", _SHORT_DIAGNOSIS)
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
    elif word not in modifiers and re.fullmatch(_SHORT_DIAGNOSIS, word):
        tokens.append(Token("ICD10", word))
    # "25" and "P3" may be meant as a modifier: where no reason code of that number is in use, both are explained.
    if word in modifiers and (not tokens or word.startswith("P")):
        tokens.append(Token("MODIFIER", word))
    return tokens
