# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""The labels that insurers and billing offices print before a fact, and which fact each announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Grammar(StrEnum):
    """What kind of value follows a label; NONE announces a fact that is not wanted, and only ends the one before."""

    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    NAME = "name"
    MONEY = "money"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """A family of labels. ``rank`` 0 is believed first. ``weak`` ones are common words, and need a colon or a cell."""

    field: str
    grammar: Grammar
    pattern: re.Pattern[str]
    rank: int = 0
    weak: bool = False


_NO = (
    r"(?:\s*#|\s*no\b\.?|\s*nos\b\.?|\s*num(?:ber)?\b\.?(?:\(s\))?|\s*nbr\b\.?"
    r"|\s*i\.?d\b\.?(?:\s*(?:number\b|no\b\.?|#))?)"
)
_MEMBER = (
    r"(?:member|subscriber|enrollee|insured|participant|beneficiary|employee|policy\s?holder|card\s?holder)(?:['’]s)?"
)
_BY = r"(?:rendering|servicing|treating|billing|attending|performing|service)"


def _label(field: str, grammar: Grammar, pattern: str, rank: int = 0, *, weak: bool = False) -> Label:
    return Label(field, grammar, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w|['’]s\b)", re.IGNORECASE), rank, weak)


_DATES = (
    _label(
        "notice_date",
        Grammar.DATE,
        r"dates?\s+of\s+(?:this\s+)?(?:notice|letter|(?:adverse\s+)?(?:benefit\s+)?determination|denial|decision)"
        r"|(?:notice|letter|denial|decision|determination)\s+date",
    ),
    _label(
        "notice_date", Grammar.DATE, r"date\s+(?:mailed|issued|sent)|mail(?:ing|ed)?\s+date|issue\s+date|mailed\s+on", 1
    ),
    _label(
        "notice_date",
        Grammar.DATE,
        r"(?:statement|bill(?:ing)?|invoice|eob|process(?:ed|ing)?)\s+date"
        r"|date\s+of\s+(?:statement|bill|this\s+bill)"
        r"|date\s+(?:processed|prepared)|claim\s+processed(?:\s+on)?|processed\s+on",
        3,
    ),
    _label("notice_date", Grammar.DATE, r"date", 4, weak=True),
    _label("notice_date", Grammar.DATE, r"print(?:ed)?\s+date|date\s+printed|printed(?:\s+on)?|run\s+date", 6),
    _label(
        "service_date",
        Grammar.DATE,
        r"dates?\s+of\s+(?:services?|care|treatment|procedure|visit|admission)|date\(s\)\s+of\s+service|dos"
        r"|services?\s+date(?:s|\(s\))?|(?:admission|admit|visit|treatment)\s+date|service\s+from",
    ),
    _label(
        "service_date",
        Grammar.DATE,
        r"services?(?:\s+(?:provided|received|performed|rendered))?(?:\s+on)?|treatment",
        1,
        weak=True,
    ),
    _label("service_date", Grammar.DATE, r"claim\s+date", 4, weak=True),
    _label("service_end", Grammar.DATE, r"discharge(?:d)?\s+date|date\s+of\s+discharge|service\s+(?:to|through|end)"),
    _label(
        "appeal_by",
        Grammar.DATE,
        r"appeal\s+(?:by|deadline|due(?:\s+date)?)"
        r"|deadline\s+(?:to|for)\s+(?:file\s+)?(?:an?\s+|your\s+)?appeals?"
        r"|last\s+day\s+to\s+(?:file\s+(?:an?\s+|your\s+)?)?appeal|file\s+(?:an?\s+|your\s+)?appeal\s+by"
        r"|appeal\s+before",
    ),
    _label(
        "",
        Grammar.NONE,
        r"d\.?o\.?b\.?|date\s+of\s+birth|birth\s?date|born"
        r"|(?:date\s+)?(?:claim\s+)?(?:received|submitted|filed)(?:\s+(?:on|date))?"
        r"|(?:payment\s+|bill\s+)?due(?:\s+date)?|pay\s+by|effective(?:\s+date)?"
        r"|expir(?:es|ation)(?:\s+date)?|next\s+visit"
        r"|reported|collected|age|sex|plan\s+year|benefit\s+period|coverage\s+(?:dates?|period|effective)",
        weak=True,
    ),
)
_IDENTIFIERS = (
    _label(
        "member_id",
        Grammar.NUMBER,
        rf"(?:{_MEMBER}|medicare|medicaid|health\s+plan|insurance|card|identification){_NO}|mbi",
    ),
    _label("member_id", Grammar.NUMBER, r"(?:your\s+)?i\.?d\.?\s*(?:#|no\b\.?|number)|identification\s+number", 1),
    _label("member_id", Grammar.NUMBER, r"i\.?d\.?", 2, weak=True),
    _label("group_number", Grammar.NUMBER, rf"(?:employer\s+)?(?:group|grp\.?)(?:\s*/?\s*policy)?{_NO}"),
    _label("group_number", Grammar.NUMBER, r"group|grp\.?", 1, weak=True),
    _label(
        "claim_number",
        Grammar.NUMBER,
        rf"claims?(?:\s+(?:control|reference|ref\.?))?{_NO}|claim\s+reference|icn|dcn"
        rf"|(?:document|internal)\s+control\s+number",
    ),
    _label("claim_number", Grammar.NUMBER, r"claims?", 1, weak=True),
    _label(
        "account_number", Grammar.NUMBER, rf"(?:patient\s+|your\s+|guarantor\s+|hospital\s+)?(?:account|acct\.?){_NO}"
    ),
    _label("account_number", Grammar.NUMBER, rf"guarantor{_NO}|patient\s+control{_NO}", 1),
    _label("account_number", Grammar.NUMBER, r"(?:patient\s+)?(?:account|acct\.?)", 2, weak=True),
    _label(
        "",
        Grammar.NONE,
        rf"(?:provider\s+)?npi{_NO}?|(?:federal\s+)?tax{_NO}|tin|ein|policy{_NO}"
        rf"|(?:prior\s+)?auth(?:orization)?\.?{_NO}"
        rf"|(?:case|reference|ref\.?|tracking|document|patient|statement|invoice|receipt|provider|check|form|specimen|license){_NO}"
        rf"|mrn|medical\s+record{_NO}|(?:rx|bin|pcn)(?:\s*#|{_NO})?",
    ),
)
_NAMES = (
    _label("patient_name", Grammar.PERSON, r"(?:patient|claimant)(?:['’]s)?\s+name|name\s+of\s+(?:the\s+)?patient"),
    _label("patient_name", Grammar.PERSON, r"patient|claimant|member\s*/\s*patient|patient\s*/\s*member", 1, weak=True),
    _label("member_name", Grammar.PERSON, rf"{_MEMBER}\s+name|name\s+of\s+(?:the\s+)?(?:member|subscriber|insured)"),
    _label("member_name", Grammar.PERSON, _MEMBER, 1, weak=True),
    _label("patient_name", Grammar.PERSON, r"name", 3, weak=True),
    _label("patient_name", Grammar.PERSON, r"re|regarding", 4, weak=True),
    _label(
        "provider",
        Grammar.NAME,
        rf"(?:{_BY}\s+)?(?:provider|facility|hospital|physician)(?:['’]s)?\s+name|name\s+of\s+provider",
    ),
    _label(
        "provider",
        Grammar.NAME,
        rf"(?:{_BY}\s+)?(?:provider|physician|doctor|facility|hospital|clinic|clinician)(?:\s+of\s+services?)?",
        1,
        weak=True,
    ),
    _label("provider", Grammar.NAME, r"services?\s+(?:provided|performed|rendered)\s+by|provided\s+by", 1, weak=True),
    _label(
        "insurer",
        Grammar.NAME,
        r"insurer|payer|payor|(?:primary\s+)?insurance(?:\s+(?:company|carrier|plan|name))?"
        r"|health\s+plan|claims?\s+administrator"
        r"|(?:plan\s+)?administrator|carrier|insurance\s+billed",
        1,
        weak=True,
    ),
    _label("plan_name", Grammar.NAME, r"(?:benefit\s+|health\s+)?plan\s+name|name\s+of\s+(?:health\s+)?plan"),
    _label("plan_name", Grammar.NAME, r"(?:your\s+)?(?:health\s+)?(?:benefit\s+)?plan|product|coverage", 2, weak=True),
    _label(
        "",
        Grammar.NONE,
        r"(?:ordering|referring|primary\s+care)\s+(?:provider|physician|doctor)|place\s+of\s+service"
        r"|(?:provider|network|account|claim|insurance)\s+status"
        r"|member\s+(?:services?|appeals?|since)|customer\s+(?:service|care)"
        r"|provider\s+(?:relations|services|phone|address|network|specialty)"
        r"|account\s+(?:mgr|manager)|group\s+name|employer(?:\s+name)?|plan\s+(?:type|id|code)"
        r"|claim\s+(?:details?|type|status|form|summary|totals?|lines?|information|payment)"
        r"|patient\s+(?:address|phone|relationship)|address|relationship|(?:tele)?phone|tel|fax|tty"
        r"|website|e-?mail|page|status|codes?"
        r"|(?:denial|reason|remark|procedure|diagnosis|service|revenue|cpt|hcpcs|adjustment)\s*(?:codes?)?(?:\(s\))?"
        r"|reasons?(?:\s+for\s+[a-z ]{3,30})?"
        r"|description(?:\s+of\s+services?)?|type\s+of\s+service|questions?|diagnosis|dx|subject|dear"
        r"|units|quantity|appeal\s+level|note",
        weak=True,
    ),
)
_WE = r"(?:we|(?:your\s+)?(?:health\s+)?plan|(?:your\s+)?insurance|insurer|medicare)"
_MONEY = (
    _label(
        "billed",
        Grammar.MONEY,
        r"total\s+(?:amount\s+)?(?:billed|charged|charges?)"
        r"|(?:total|your)\s+provider\s+(?:billed|charged)|total\s+(?:provider\s+)?charges?",
    ),
    _label(
        "billed",
        Grammar.MONEY,
        r"(?:amount|amt\.?)\s+(?:billed|charged)|(?:billed|charged?)\s+(?:amount|amt\.?|charges?)"
        r"|(?:provider(?:['’]s)?|submitted|hospital|covered\s+and\s+non-?covered)\s+charges?"
        r"|charges?\s+(?:billed|submitted|amount)|(?:what\s+)?(?:your\s+)?provider\s+(?:billed|charged)"
        r"|charges?\s+you\s+were\s+billed",
        1,
    ),
    _label("billed", Grammar.MONEY, r"billed|charges?|charged|amt\.?\s+charged", 1, weak=True),
    _label("billed", Grammar.MONEY, r"sub\s?-?total", 2, weak=True),
    _label("billed", Grammar.MONEY, r"(?:grand\s+)?total", 4, weak=True),
    _label(
        "allowed",
        Grammar.MONEY,
        r"(?:total\s+)?(?:amount|amt\.?)\s+allowed"
        r"|(?:total\s+)?allowed(?:\s+(?:amount|amt\.?|charges?))?|allowable(?:\s+(?:amount|charges?))?"
        r"|plan\s+allowance|(?:plan['’]s\s+)?negotiated\s+(?:rate|amount|price|fee)"
        r"|(?:medicare[\s-]+)?approved\s+amount|eligible\s+(?:amount|charges?|expense)",
        1,
    ),
    _label(
        "plan_paid",
        Grammar.MONEY,
        rf"(?:amount\s+|total\s+|what\s+)?{_WE}\s+(?:paid|pays?|payments?)"
        rf"|(?:total\s+)?(?:amount|amt\.?)\s+paid(?:\s+by\s+(?:the\s+|your\s+)?(?:plan|insurance))?"
        r"|paid\s+by\s+(?:the\s+|your\s+)?(?:health\s+)?(?:plan|insurance|insurer|us)|benefits?\s+paid"
        r"|total\s+paid|our\s+payment|insurance\s+applied|ins\.?\s?pay"
        r"|insurance\s+\([^)]{2,30}\)|paid\s+amount|plan['’]s\s+share",
        1,
    ),
    _label("plan_paid", Grammar.MONEY, r"paid|payment", 2, weak=True),
    _label(
        "patient_responsibility",
        Grammar.MONEY,
        r"(?:your|patient|member|subscriber)(?:['’]s)?\s+(?:total\s+)?(?:responsibility|resp\.?|liability|share|cost(?:\s+share)?)"
        r"|(?:what\s+|amount\s+|total\s+)?(?:amount\s+)?you\s+(?:may\s+)?owe(?:\s+provider)?"
        r"|what\s+you\s+pay|your\s+total\s+cost|you\s+pay|maximum\s+you\s+may\s+be\s+billed",
        1,
    ),
    _label(
        "denied",
        Grammar.MONEY,
        r"(?:amount|amt\.?|charges?|total)\s+(?:not\s+(?:covered|paid|payable|allowed)|denied|non-?covered|ineligible|disallowed)"
        r"|not\s+(?:cov(?:ered|'?d\b|\.)|paid|payable)(?:\s+(?:amount|amt\.?|charges?))?"
        r"|denied(?:\s+(?:amount|charges?))?|non-?covered(?:\s+(?:amount|charges?))?"
        r"|ineligible(?:\s+(?:amount|charges?))?|disallowed(?:\s+amount)?",
        1,
        weak=True,
    ),
    _label(
        "balance_due",
        Grammar.MONEY,
        r"(?:patient\s+|total\s+|current\s+|new\s+|outstanding\s+|account\s+|remaining\s+|your\s+)?balance(?:\s+due)?(?:\s+now)?"
        r"|(?:total\s+|patient\s+)?(?:amount\s+)?due(?:\s+(?:now|from\s+(?:patient|you)))"
        r"|(?:total\s+|patient\s+)?amount\s+due(?:\s+(?:now|from\s+(?:patient|you)))?|total\s+due"
        r"|(?:please\s+)?pay\s+this\s+amount|please\s+pay|amount\s+you\s+need\s+to\s+pay",
        1,
        weak=True,
    ),
    _label(
        "",
        Grammar.NONE,
        r"(?:ytd|year[\s-]to[\s-]date)[a-z \-]{0,40}|(?:insurance\s+|contractual\s+)?adjustments?"
        r"|deductible(?:\s+met)?|co-?pay(?:ment)?s?|co-?insurance|(?:plan\s+|network\s+)?discounts?"
        r"|other\s+insurance|previous\s+balance|prior\s+balance|patient\s+payments?|payments?\s+received"
        r"|patient\s+paid|remaining\s+(?:deductible|out[\s-]of[\s-]pocket)|out[\s-]of[\s-]pocket[a-z ]{0,20}"
        r"|past\s+due|finance\s+charges?|estimated\s+[a-z ]{3,20}|payment\s+due",
        weak=True,
    ),
)

LABELS: tuple[Label, ...] = (*_DATES, *_IDENTIFIERS, *_NAMES, *_MONEY)
MONEY_LABELS: tuple[Label, ...] = _MONEY
