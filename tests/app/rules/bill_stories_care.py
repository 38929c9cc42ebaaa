# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Stories of care: stays, forms of codes, what was given, protections, circumstances."""

from __future__ import annotations

from tests.app.rules.bill_stories import DC, DX, EMPLOYER, SELF_PAY, B, D, E, Story

CARE: dict[str, Story] = {
    "more room days than nights": Story(
        "stay", "Revenue Code,Description,Units,Charge,Admission Date,Discharge Date\n"
        "0120,Room,4,8000,2026-04-18,2026-04-21\n", ("medium", 200000),
    ),
    "as many days as nights": Story(
        "stay", "Revenue Code,Description,Units,Charge,Admission Date,Discharge Date\n"
        "0120,Room,3,6000,2026-04-18,2026-04-21\n", None,
    ),
    "out on the same day": Story(
        "stay", "Revenue Code,Description,Units,Charge,Admission Date,Discharge Date\n"
        "0120,Room,1,2000,2026-04-18,2026-04-18\n", None,
    ),
    "after the discharge": Story(
        "stay", "Date,Revenue Code,Description,Charge,Admission Date,Discharge Date\n"
        "2026-04-23,0300,Laboratory,90,2026-04-18,2026-04-21\n", ("medium", 9000),
    ),
    "a test before the admission": Story(
        "stay", "Date,Revenue Code,Description,Charge,Admission Date,Discharge Date\n"
        "2026-04-16,0300,Laboratory,90,2026-04-18,2026-04-21\n", ("low", 9000),
    ),
    "two rooms": Story(
        "stay", "Date,Revenue Code,Units,Charge\n2026-04-18,0200,1,4000\n2026-04-18,0120,1,2000\n", ("low", 200000)
    ),
    "observation in a bed": Story(
        "stay", "Date,Revenue Code,Units,Charge\n2026-04-18,0120,1,2000\n2026-04-18,0762,12,1200\n", ("low", 120000)
    ),
    # forms of codes
    "59 on a visit": Story("modifier_form", f"{B}{D},99213,59,1,200,0\n", ("medium", None)),
    "25 on a visit": Story("modifier_form", f"{B}{D},99213,25,1,200,0\n", None),
    "25 beside a procedure": Story(
        "modifier_form", f"{B}{D},99213,25,1,200,0\n{D},20610,,1,300,0\n", ("info", None)
    ),
    "no 25 beside a procedure": Story("modifier_form", f"{B}{D},99213,,1,200,0\n{D},20610,,1,300,0\n", ("low", None)),
    "a blood draw is no procedure": Story("modifier_form", f"{B}{D},99213,,1,200,0\n{D},36415,,1,25,0\n", None),
    "50 with LT": Story("modifier_form", f'{B}{D},20610,"50,LT",1,300,0\n', ("medium", None)),
    "video in the office": Story(
        "modifier_form", f"Date,Code,Modifier,POS,Charge\n{D},99213,95,11,200\n", ("medium", None)
    ),
    "video at home": Story("modifier_form", f"Date,Code,Modifier,POS,Charge\n{D},99213,95,10,200\n", None),
    "unknown HCPCS": Story("modifier_form", f"{B}{D},J0001,,1,200,0\n", ("medium", None)),
    "known HCPCS": Story("modifier_form", f"{B}{D},J1885,,1,200,0\n", None),
    "no such diagnosis": Story("diagnosis_form", f"{DX}{D},99213,200,M54.99\n", ("medium", None)),
    "an incomplete diagnosis": Story(
        "diagnosis_form", f"{DX}{D},99213,200,M54.1\n", ("medium", None)
    ),
    "a complete diagnosis": Story("diagnosis_form", f"{DX}{D},99213,200,M54.16\n", None),
    "another fiscal year": Story(
        "diagnosis_form", "Date,Code,Charge,Diagnosis\n2024-04-21,99213,200,M54.99\n", ("low", None)
    ),
    "unspecified": Story("diagnosis_form", f"{DX}{D},99213,200,M25.569\n", ("info", None)),
    "the highest level": Story("visit_level", f"{B}{D},99285,,1,2900,0\n", ("low", None)),
    "an ordinary level": Story("visit_level", f"{B}{D},99213,,1,200,0\n", None),
    # what was given
    "marked by the person": Story(
        "not_received", f"{B}{D},72148,,1,2450,0\n", ("medium", 245000), marked=frozenset({1})
    ),
    "cancelled by its words": Story(
        "not_received", f"{DC}{D},72148,MRI - cancelled,2450\n", ("medium", 245000)
    ),
    "a fee for a missed visit": Story(
        "not_received", f"{DC}{D},,No-show fee,50\n", None
    ),
    "gloves": Story("routine_supply", f"Date,Description,Rev Code,Charge\n{D},Exam gloves,0270,96\n", ("low", 9600)),
    "a brace": Story("routine_supply", f"{DC}{D},L1830,Knee brace with tape,236\n", None),
    "facility fee in an office": Story(
        "facility_fee", f"Date,Code,Description,POS,Charge\n{D},99213,Visit,11,200\n{D},,Facility fee,11,150\n",
        ("medium", 15000),
    ),
    "facility fee at a clinic": Story(
        "facility_fee", f"Date,Code,Revenue Code,Charge\n{D},99213,,200\n{D},G0463,0510,150\n", ("low", 15000)
    ),
    "a clinic day without a visit": Story("facility_fee", f"Date,Code,Revenue Code,Charge\n{D},G0463,0510,150\n", None),
    # protections
    "emergency outside the network": Story(
        "surprise_bill", f"{B}{D},99284,,1,1860,900\n", ("high", 70000),
        f"{E}{D},99284,,1,1860,1000,800,200,PR,2\n", {**EMPLOYER, "answers": {"network": "out", "emergency": True}},
    ),
    "only the in-network share": Story(
        "surprise_bill", f"{B}{D},99284,,1,1860,200\n", None,
        f"{E}{D},99284,,1,1860,1000,800,200,PR,1\n", {**EMPLOYER, "answers": {"network": "out", "emergency": True}},
    ),
    "ground ambulance": Story(
        "surprise_bill", f"{B}{D},A0427,,1,1400,900\n{D},A0425,,9,200,200\n", None,
        facts={**EMPLOYER, "answers": {"network": "out", "emergency": True}},
    ),
    "air ambulance": Story(
        "surprise_bill", f"{B}{D},A0431,,1,40000,30000\n", ("medium", None),
        facts={**EMPLOYER, "answers": {"network": "out"}},
    ),
    "in the network": Story(
        "surprise_bill", f"{B}{D},99284,,1,1860,900\n", None,
        facts={**EMPLOYER, "answers": {"network": "in", "emergency": True}},
    ),
    "Medicare has its own": Story(
        "surprise_bill", f"{B}{D},99284,,1,1860,900\n", None,
        facts={"plan_kind": "medicare_original", "answers": {"network": "out", "emergency": True}},
    ),
    "400 dollars above": Story(
        "estimate_exceeded", f"{B}{D},45378,,1,1900,1900\n", ("high", 40000),
        facts={**SELF_PAY, "amounts": {"estimate": 1500}},
    ),
    "a cent less than 400": Story(
        "estimate_exceeded", f"{B}{D},45378,,1,1899.99,1899.99\n", None,
        facts={**SELF_PAY, "amounts": {"estimate": 1500}},
    ),
    "insured": Story(
        "estimate_exceeded", f"{B}{D},45378,,1,2900,2900\n", None, facts={**EMPLOYER, "amounts": {"estimate": 1500}}
    ),
    "several providers": Story(
        "estimate_exceeded", f"Date,Code,Charge,Provider\n{D},45378,1900,One\n{D},00812,600,Two\n", ("low", 100000),
        facts={**SELF_PAY, "amounts": {"estimate": 1500}},
    ),
    "Medicaid": Story(
        "balance_billing", f"{B}{D},99213,,1,200,60\n", ("medium", 5600),
        facts={"plan_kind": "medicaid_ffs", "amounts": {"copay": 4}},
    ),
    "the Medicaid copay": Story(
        "balance_billing", f"{B}{D},99213,,1,200,4\n", None,
        facts={"plan_kind": "medicaid_ffs", "amounts": {"copay": 4}},
    ),
    "QMB by its remark": Story(
        "balance_billing", f"{B}{D},99213,,1,200,40\n", ("medium", 4000),
        f"Date,Code,Billed,Paid,Patient Responsibility,Remark\n{D},99213,200,160,40,N782\n",
        {"plan_kind": "medicare_original"},
    ),
    "Medicare without QMB": Story(
        "balance_billing", f"{B}{D},99213,,1,200,40\n", None,
        f"Date,Code,Billed,Paid,Patient Responsibility,Remark\n{D},99213,200,160,40,MA01\n",
        {"plan_kind": "medicare_original"},
    ),
    # circumstances
    "under the state's threshold": Story(
        "assistance_likely", f"{B}{D},45378,,1,18000,18000\n", ("medium", 1350000),
        facts={**EMPLOYER, "state": "WA", "answers": {"household_size": 1, "household_income": 37000}},
    ),
    "a high income": Story(
        "assistance_likely", f"{B}{D},45378,,1,18000,18000\n", None,
        facts={**EMPLOYER, "state": "WA", "answers": {"household_size": 1, "household_income": 190000}},
    ),
    "full charges": Story(
        "assistance_likely", f"{B}{D},45378,,1,18000,18000\n", ("info", None), facts=SELF_PAY
    ),
    "a credit report too soon": Story(
        "collection_conduct", f"{B}{D},45378,,1,18000,18000\n", ("medium", 1800000),
        facts={"answers": {"on_credit_report": True, "hospital_nonprofit": True},
               "dates": {"first_bill": "2026-10-01", "eca_notice": "2026-10-05"}},
    ),
    "sent to an agency alone": Story(
        "collection_conduct", f"{B}{D},45378,,1,18000,18000\n", None,
        facts={"answers": {"in_collections": True, "hospital_nonprofit": True}, "dates": {"first_bill": "2026-10-01"}},
    ),
    "no nonprofit hospital": Story(
        "collection_conduct", f"{B}{D},45378,,1,18000,18000\n", None,
        facts={"answers": {"on_credit_report": True, "hospital_nonprofit": False},
               "dates": {"first_bill": "2026-10-01"}},
    ),
    "filed too late": Story(
        "timing", f"{B}{D},99213,,1,200,200\n", ("medium", 20000), f"{E}{D},99213,,1,200,0,0,0,CO,29\n"
    ),
    "before the coverage": Story(
        "timing", f"{B}{D},99213,,1,200,200\n", ("low", None), facts={"dates": {"coverage_start": "2026-05-01"}}
    ),
    "within the coverage": Story(
        "timing", f"{B}{D},99213,,1,200,200\n", None, facts={"dates": {"coverage_start": "2026-04-21"}}
    ),
    "still to come": Story("timing", f"{B}2027-04-21,99213,,1,200,200\n", ("medium", 20000)),
    "an old debt": Story(
        "timing", f"{B}2021-04-21,99213,,1,200,200\n", ("info", None), facts={"answers": {"in_collections": True}}
    ),
}  # fmt: skip
