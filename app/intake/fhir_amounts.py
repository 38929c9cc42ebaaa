# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Amounts of a claim or a line: which category of which code list says what was billed, allowed, paid and left to you.

Categories: HL7's adjudication codes and CARIN's C4BBAdjudication. Medicare's variables (Blue Button v1 to v3) are
named after the Chronic Conditions Warehouse; they say more than the category beside them, and go before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.money import Cents
from app.intake.fhir_values import Node, Troubles, cents, codings, join, nodes, number, text, words_of

_CATEGORIES = {
    "submitted": "billed",
    "drugcost": "drug_cost",
    "eligible": "allowed",
    "allowed": "allowed",
    "benefit": "benefit",
    "deductible": "deductible",
    "unallocdeduct": "deductible",
    "coinsurance": "coinsurance",
    "copay": "copay",
    "memberliability": "liability",
    "noncovered": "noncovered",
    "discount": "discount",
    "paidtoprovider": "to_provider",
    "paidtopatient": "to_patient",
    "paidbypatient": "patient_paid",
    "priorpayerpaid": "prior_paid",
}

_VARIABLES = {
    "billed": """line_sbmtd_chrg_amt rev_cntr_tot_chrg_amt clm_tot_chrg_amt nch_carr_clm_sbmtd_chrg_amt
        clm_sbmt_chrg_amt clm_line_sbmt_chrg_amt""",
    "drug_cost": "tot_rx_cst_amt",
    "allowed": "line_alowd_chrg_amt nch_carr_clm_alowd_amt clm_alowd_chrg_amt clm_line_alowd_chrg_amt",
    "benefit": "line_nch_pmt_amt rev_cntr_pmt_amt_amt clm_pmt_amt clm_line_cvrd_pd_amt cvrd_d_plan_pd_amt",
    "to_provider": """line_prvdr_pmt_amt rev_cntr_prvdr_pmt_amt nch_clm_prvdr_pmt_amt clm_prvdr_pmt_amt
        clm_line_prvdr_pmt_amt""",
    "to_patient": """line_bene_pmt_amt rev_cntr_bene_pmt_amt nch_clm_bene_pmt_amt clm_bene_pd_amt
        clm_line_bene_pd_amt""",
    "patient_paid": "ptnt_pay_amt clm_bene_pmt_amt clm_line_bene_pmt_amt",
    "deductible": """line_bene_ptb_ddctbl_amt rev_cntr_cash_ddctbl_amt rev_cntr_blood_ddctbl_amt
        carr_clm_cash_ddctbl_apld_amt nch_bene_ip_ddctbl_amt nch_bene_ptb_ddctbl_amt nch_bene_blood_ddctbl_lblty_am
        clm_mdcr_ddctbl_amt clm_line_mdcr_ddctbl_amt clm_line_blood_ddctbl_amt""",
    "coinsurance": """line_coinsrnc_amt rev_cntr_coinsrnc_wge_adjstd_c nch_bene_pta_coinsrnc_lblty_am
        nch_bene_ptb_coinsrnc_amt clm_mdcr_coinsrnc_amt clm_line_mdcr_coinsrnc_amt""",
    "liability": "rev_cntr_ptnt_rspnsblty_pmt",
    "prior_paid": """line_bene_prmry_pyr_pd_amt rev_cntr_1st_msp_pd_amt rev_cntr_2nd_msp_pd_amt
        carr_clm_prmry_pyr_pd_amt nch_prmry_pyr_clm_pd_amt prpayamt othr_troop_amt plro_amt clm_othr_tp_pd_amt
        clm_bene_prmry_pyr_pd_amt clm_line_instnl_msp1_pd_amt clm_line_instnl_msp2_pd_amt clm_line_othr_tp_pd_amt
        clm_line_plro_amt clm_mdcr_prfnl_prmry_pyr_amt clm_mdcr_instnl_prmry_pyr_amt""",
    "discount": "lics_amt rptd_gap_dscnt_num clm_line_lis_amt clm_line_rptd_gap_dscnt_amt",
    "noncovered": "rev_cntr_ncvrd_chrg_amt nch_ip_ncvrd_chrg_amt clm_ncvrd_chrg_amt clm_line_ncvrd_chrg_amt",
    # Their HL7 category would mislead: a second way of counting, or the whole cost of a drug and nobody's share.
    "": "gdc_blw_oopt_amt gdc_abv_oopt_amt rev_cntr_rdcd_coinsrnc_amt clm_bene_pmt_coinsrnc_amt",
}
_KEY_OF_VARIABLE = {name: key for key, names in _VARIABLES.items() for name in names.split()}
_ADDED = {"deductible", "coinsurance", "copay", "noncovered", "discount", "prior_paid"}
"""May stand several times in one place (two deductibles, two payers before this one), and then add up."""


@dataclass(slots=True)
class Amounts:
    """Cents by what they mean; ``words`` are the file's own for each."""

    cents: dict[str, Cents] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> Cents | None:
        """Return one amount as the file states it."""
        return self.cents.get(key)

    @property
    def billed(self) -> Cents | None:
        """What was charged; for a drug its whole cost."""
        return self.first("billed", "drug_cost")

    @property
    def paid(self) -> Cents | None:
        """What the plan paid, to whomever."""
        if "benefit" in self.cents:
            return self.cents["benefit"]
        if "payment" in self.cents:
            return self.cents["payment"]
        paid = [self.cents[key] for key in ("to_provider", "to_patient") if key in self.cents]
        return Cents(sum(paid)) if paid else None

    @property
    def shares(self) -> Cents | None:
        """Deductible, percentage and copay together."""
        parts = [self.cents[key] for key in ("deductible", "coinsurance", "copay") if key in self.cents]
        return Cents(sum(parts)) if parts else None

    @property
    def patient(self) -> Cents | None:
        """What is left to the patient: as stated, or the shares together where they are more."""
        said = [one for one in (self.get("liability"), self.shares) if one is not None]
        return max(said, key=abs) if said else None

    @property
    def patient_words(self) -> str:
        """Return the file's words for what is left to the patient."""
        if "liability" in self.cents and self.patient == self.cents["liability"]:
            return self.words["liability"]
        return "; ".join(self.words[key] for key in ("deductible", "coinsurance", "copay") if key in self.words)

    def first(self, *keys: str) -> Cents | None:
        """Return the first of these that the file states."""
        return next((self.cents[key] for key in keys if key in self.cents), None)

    def said(self, *keys: str) -> str:
        """Return the words of the first of these that the file states."""
        return next((self.words[key] for key in keys if key in self.words), "")

    def put(self, key: str, amount: Cents, words: str) -> None:
        """Keep an amount, unless one with this meaning is known already."""
        if key not in self.cents:
            self.cents[key] = amount
            self.words[key] = words

    def fill(self, other: Amounts) -> None:
        """Take over what the other states and this does not."""
        for key, amount in other.cents.items():
            self.put(key, amount, other.words.get(key, ""))


def amounts_of(adjudications: Iterable[tuple[str, Node]], troubles: Troubles) -> Amounts:
    """Return the amounts of one place of a claim; each adjudication comes with its path."""
    found = Amounts()
    for path, one in adjudications:
        key = meaning(one.get("category"))
        if not key:
            continue
        amount = cents(one.get("amount"), troubles, path)
        if amount is None:
            continue
        if key in _ADDED and key in found.cents:
            found.cents[key] = Cents(found.cents[key] + amount)
            found.words[key] += f"; {_words(one, key)}"
        else:
            found.put(key, amount, _words(one, key))
    return found


def meaning(category: object) -> str:
    """Return what an amount of this category is ("billed", "allowed", ...); empty where it is none of ours."""
    known = codings(category)
    for coding in known:
        variable = coding.code.rstrip("/").rpartition("/")[2].lower()
        if variable in _KEY_OF_VARIABLE:
            return _KEY_OF_VARIABLE[variable]
    return next((_CATEGORIES[c.code.lower()] for c in known if c.code.lower() in _CATEGORIES), "")


def claim_amounts(claim: Node, path: str, troubles: Troubles) -> Amounts:
    """Return the amounts of a whole claim: its totals first, then its own adjudication, then Medicare's extensions."""
    found = amounts_of(placed(claim, "total", path), troubles)
    if (cost := cents(claim.get("totalCost"), troubles, join(path, "totalCost"))) is not None:
        found.put("billed", cost, _spoken("Total cost", claim["totalCost"]))
    found.fill(amounts_of(placed(claim, "adjudication", path), troubles))
    found.fill(amounts_of(_of_extensions(claim, path), troubles))
    found.fill(amounts_of(_of_balances(claim, path), troubles))
    for place, payment in nodes(claim.get("payment")):
        where = join(path, f"payment[{place}]" if isinstance(claim["payment"], list) else "payment")
        if (paid := cents(payment.get("amount"), troubles, where)) is not None:
            found.put("payment", paid, _spoken("Payment", payment["amount"]))
    return found


def placed(tree: Node, key: str, path: str) -> list[tuple[str, Node]]:
    """Return the objects of one list of a claim or line, each with its path."""
    return [(join(path, f"{key}[{place}]"), one) for place, one in nodes(tree.get(key))]


def _of_extensions(claim: Node, path: str) -> list[tuple[str, Node]]:
    """Return the amounts that Blue Button v1 keeps in extensions, in the shape of an adjudication."""
    found: list[tuple[str, Node]] = []
    for where, one in placed(claim, "extension", path):
        money = one.get("valueMoney") or one.get("valueQuantity")
        if money is not None:
            found.append((where, {"category": {"code": text(one.get("url"))}, "amount": money}))
    return found


def _of_balances(claim: Node, path: str) -> list[tuple[str, Node]]:
    """Return the claim's own amounts among the used benefits, where Blue Button keeps some of them."""
    found: list[tuple[str, Node]] = []
    for where, balance in placed(claim, "benefitBalance", path):
        for inside, one in placed(balance, "financial", where):
            kind = codings(one.get("type"))
            if any(coding.tail == "benefit-balance" for coding in kind) and one.get("usedMoney") is not None:
                found.append((inside, {"category": one.get("type"), "amount": one["usedMoney"]}))
    return found


def _words(adjudication: Node, key: str) -> str:
    category = adjudication.get("category")
    return _spoken(_label(category) or key, adjudication.get("amount"))


def _label(category: object) -> str:
    """Return the file's own name of a category; of an address only its end."""
    shown = [coding.display for coding in codings(category) if coding.display]
    return shown[-1] if shown else words_of(category).rstrip("/").rpartition("/")[2]


def _spoken(label: str, money: object) -> str:
    value = next((one.get("value") for _, one in nodes(money)), None)
    amount = number(value)
    return f"{label}: {amount if amount is not None else text(value)}"
