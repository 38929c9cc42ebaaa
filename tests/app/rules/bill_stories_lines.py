# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Stories of lines: charges twice, sums, the EOB, people and numbers, units and pairs."""

from __future__ import annotations

from tests.app.rules.bill_stories import DC, EMPLOYER, LISTS, PB, SELF_PAY, UP, B, D, E, Story

LINES: dict[str, Story] = {
    # duplicate
    "the same line twice": Story("duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2450,0\n", ("medium", 245000)),
    "the insurer said duplicate": Story(
        "duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2450,0\n", ("high", 245000),
        f"{E}{D},72148,,1,2450,800,800,0,CO,45\n{D},72148,,1,2450,0,0,0,CO,18\n",
    ),
    "the EOB has it once": Story(
        "duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2450,0\n", ("high", 245000),
        f"{E}{D},72148,,1,2450,800,800,0,CO,45\n",
    ),
    "the insurer paid both": Story(
        "duplicate", f"{B}{D},36415,,1,25,0\n{D},36415,,1,25,0\n", ("low", 2500),
        f"{E}{D},36415,,1,25,10,10,0,CO,45\n{D},36415,,1,25,10,10,0,CO,45\n",
    ),
    "three times": Story("duplicate", f"{B}{D},72148,,1,100,0\n" + f"{D},72148,,1,100,0\n" * 2, ("medium", 20000)),
    "a credit took one away": Story(
        "duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2450,0\n{D},72148,,1,-2450,0\n", None
    ),
    "a credit of another amount takes none": Story(
        "duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2450,0\n{D},72148,,1,-2000,0\n", ("medium", 245000)
    ),
    "repeat 76": Story("duplicate", f"{B}{D},71045,,1,90,0\n{D},71045,76,1,90,0\n", None),
    "repeat 91 on both": Story("duplicate", f"{B}{D},82947,91,1,9,0\n{D},82947,91,1,9,0\n", None),
    "left and right": Story("duplicate", f"{B}{D},73562,LT,1,412,0\n{D},73562,RT,1,412,0\n", None),
    "both sides 50": Story("duplicate", f"{B}{D},20610,50,1,412,0\n{D},20610,50,1,412,0\n", None),
    "other days": Story("duplicate", f"{B}{D},97110,,1,90,0\n2026-04-22,97110,,1,90,0\n", None),
    "free of charge": Story("duplicate", f"{B}{D},36415,,1,0,0\n{D},36415,,1,0,0\n", None),
    # near duplicate
    "another amount": Story("near_duplicate", f"{B}{D},72148,,1,2450,0\n{D},72148,,1,2300,0\n", ("low", 230000)),
    "professional and technical": Story(
        "near_duplicate", f"{B}{D},72148,26,1,300,0\n{D},72148,TC,1,2150,0\n", None
    ),
    "hospital and clinician": Story(
        "near_duplicate", f"Date,Code,Revenue Code,Charge,Provider\n{D},99284,0450,1860,Hospital\n"
        f"{D},99284,,640,Doctor\n", None,
    ),
    "left and right at other prices": Story(
        "near_duplicate", f"{B}{D},73562,LT,1,412,0\n{D},73562,RT,1,400,0\n", None
    ),
    "wasted drug": Story("near_duplicate", f"{B}{D},J9035,,40,4000,0\n{D},J9035,JW,5,500,0\n", None),
    # arithmetic
    "units times price": Story(
        "line_arithmetic", f"{UP}{D},97110,2,90,270\n", ("high", 9000)
    ),
    "rounded price": Story(
        "line_arithmetic", f"{UP}{D},97110,3,33.33,100.00\n", None
    ),
    "a lower charge": Story("line_arithmetic", f"{UP}{D},97110,2,90,150\n", ("low", None)),
    "line balance too high": Story(
        "line_arithmetic", f"{PB}{D},99213,200,-100,-50,80\n",
        ("medium", 3000),
    ),
    "line balance lower": Story(
        "line_arithmetic", f"{PB}{D},99213,200,100,50,20\n", None
    ),
    "total too high": Story(
        "totals", f"{DC}{D},99213,Visit,200\n{D},36415,Draw,25\n,,Total,325\n", ("high", 10000)
    ),
    "total agrees": Story("totals", f"{DC}{D},99213,Visit,200\n,,Total,200\n", None),
    "balance is more than is left": Story(
        "totals", f"Date,Code,Description,Charge,Insurance Paid,Patient Balance\n{D},99213,Visit,200,120,\n"
        "Total,,,200,120,125\n", ("medium", 4500),
    ),
    "part totals do not count": Story(
        "totals", f"{DC}{D},99213,Visit,200\n,,Subtotal,150\n,,Total,200\n", None
    ),
    # against the EOB
    "more than the EOB": Story(
        "bill_above_eob", f"{B}{D},99213,,1,200,80\n", ("high", 5000), f"{E}{D},99213,,1,200,150,120,30,CO,45\n"
    ),
    "as the EOB": Story("bill_above_eob", f"{B}{D},99213,,1,200,30\n", None, f"{E}{D},99213,,1,200,150,120,30,CO,45\n"),
    "a refusal with the patient's share open": Story(
        "bill_above_eob", f"{B}{D},99213,,1,200,200\n", None,
        "Date,Code,Billed,Paid,Reason Code\n" + f"{D},99213,200,0,50\n",
    ),
    "a refusal put on the patient": Story(
        "bill_above_eob", f"{B}{D},99213,,1,200,200\n", None, f"{E}{D},99213,,1,200,0,0,200,PR,204\n"
    ),
    "by what the person says": Story(
        "bill_above_eob", f"{B}{D},99213,,1,200,90\n", ("medium", 6000),
        facts={"amounts": {"patient_responsibility": 30}},
    ),
    "a write-off billed": Story(
        "provider_liability_billed", f"{B}{D},99213,,1,200,80\n", ("high", 5000),
        f"{E}{D},99213,,1,200,150,120,30,CO,45\n",
    ),
    "nothing owed, yet asked": Story(
        "provider_liability_billed", f"{B}{D},99213,,1,200,45\n", ("medium", 4500),
        f"Date,Code,Billed,Paid,You Owe\n{D},99213,200,155,0\n",
    ),
    "a CO refusal is no write-off": Story(
        "provider_liability_billed", f"{B}{D},72148,,1,2450,2450\n", ("medium", 245000),
        f"{E}{D},72148,,1,2450,0,0,0,CO,50\n",
    ),
    "an open refusal": Story(
        "provider_liability_billed", f"{B}{D},72148,,1,2450,2450\n", None,
        f"Date,Code,Billed,Paid,Reason Code\n{D},72148,2450,0,50\n",
    ),
    "outside the network": Story(
        "provider_liability_billed", f"{B}{D},99213,,1,200,80\n", ("low", 5000),
        f"{E}{D},99213,,1,200,150,120,30,CO,45\n", {"answers": {"network": "out"}},
    ),
    "not on the EOB": Story(
        "not_billed_to_insurance", f"{B}{D},99213,,1,200,30\n{D},80053,,1,45,45\n", ("medium", 4500),
        f"{E}{D},99213,,1,200,150,120,30,CO,45\n",
    ),
    "nothing taken off": Story(
        "not_billed_to_insurance", f"{B}{D},99213,,1,200,200\n", ("low", 20000), facts=EMPLOYER
    ),
    "without insurance": Story("not_billed_to_insurance", f"{B}{D},99213,,1,200,200\n", None, facts=SELF_PAY),
    "another insurer": Story(
        "not_billed_to_insurance", f"Date,Code,Charge,Insurance Paid,Insurer\n{D},99213,200,10,Harbor Benefit\n",
        ("medium", None), facts={**EMPLOYER, "people": {"insurer": "Northway Health"}},
    ),
    "another payer first": Story(
        "not_billed_to_insurance", f"{B}{D},99213,,1,200,200\n", ("low", None), f"{E}{D},99213,,1,200,0,0,0,OA,22\n"
    ),
    "payment missing": Story(
        "payment_not_posted", f"Date,Code,Charge,Insurance Paid,Patient Balance\n{D},99213,200,0,200\n",
        ("high", 12000), f"{E}{D},99213,,1,200,150,120,30,CO,45\n",
    ),
    "payment there": Story(
        "payment_not_posted", f"Date,Code,Charge,Insurance Paid,Patient Balance\n{D},99213,200,120,30\n", None,
        f"{E}{D},99213,,1,200,150,120,30,CO,45\n",
    ),
    "payment booked in a row of its own": Story(
        "payment_not_posted", f"Date,Code,Description,Charge,Patient Balance\n{D},99213,Visit,200,80\n"
        "2026-05-02,,Insurance payment,-120,\n", None, f"{E}{D},99213,,1,200,150,120,30,CO,45\n",
    ),
    "the bill is silent and asks all": Story(
        "payment_not_posted", f"{B}{D},99213,,1,200,200\n", ("medium", 12000), f"{E}{D},99213,,1,200,150,120,30,CO,45\n"
    ),
    # people and numbers
    "another person": Story(
        "identity", f"Patient,Date,Code,Charge\nMarcus Vale,{D},99213,200\n", ("medium", None),
        facts={"people": {"patient": "Nora Ellingboe"}},
    ),
    "a name turned round": Story(
        "identity", f'Patient,Date,Code,Charge\n"ELLINGBOE, NORA J",{D},99213,200\n', None,
        facts={"people": {"patient": "Nora Ellingboe"}},
    ),
    "a name with a slip": Story(
        "identity", f"Patient,Date,Code,Charge\nNora Elingboe,{D},99213,200\n", ("low", None),
        facts={"people": {"patient": "Nora Ellingboe"}},
    ),
    "a birth date in another form": Story(
        "identity", f"DOB,Date,Code,Charge\n06/15/1980,{D},99213,200\n", None,
        facts={"people": {"date_of_birth": "1980-06-15"}},
    ),
    "another birth date": Story(
        "identity", f"DOB,Date,Code,Charge\n06/16/1980,{D},99213,200\n", ("medium", None),
        facts={"people": {"date_of_birth": "1980-06-15"}},
    ),
    "another member": Story(
        "identity", f"Member ID,Date,Code,Charge\nAB-12 34,{D},99213,200\n", ("medium", None),
        f"Member ID,Date,Code,Billed,Paid\nAB1235,{D},99213,200,0\n",
    ),
    "the same member": Story(
        "identity", f"Member ID,Date,Code,Charge\nAB-12 34,{D},99213,200\n", None,
        f"Member ID,Date,Code,Billed,Paid\nAB1234,{D},99213,200,0\n",
    ),
    "NPI fails": Story("identifier", f"NPI,Date,Code,Charge\n1234567890,{D},99213,200\n", ("medium", None)),
    "NPI holds": Story("identifier", f"NPI,Date,Code,Charge\n1234567893,{D},99213,200\n", None),
    "a Medicare number": Story(
        "identifier", f"Member ID,Date,Code,Charge\n1EG4-TE5-MK73,{D},99213,200\n", None,
        facts={"plan_kind": "medicare_original"},
    ),
    "no Medicare number": Story(
        "identifier", f"Member ID,Date,Code,Charge\n1SO4-TE5-MK73,{D},99213,200\n", ("low", None),
        facts={"plan_kind": "medicare_original"},
    ),
    # units and pairs
    "above the day's limit": Story(
        "units", f"{B}{D},97110,,6,600,0\n{D},97110,59,6,600,0\n", ("medium", 40000), lists=LISTS
    ),
    "the limit is by line": Story("units", f"{B}{D},J1885,,8,80,0\n{D},J1885,59,8,80,0\n", None, lists=LISTS),
    "within the limit": Story("units", f"{B}{D},97110,,8,800,0\n", None, lists=LISTS),
    "more than the EOB has": Story(
        "units", f"{B}{D},J1885,,15,345,0\n", ("medium", 25300), f"{E}{D},J1885,,4,345,24,19,5,CO,45\n"
    ),
    "hours of a day": Story(
        "units", f"Date,Revenue Code,Description,Units,Charge\n{D},0762,Observation hours,48,4800\n", ("medium", 240000)
    ),
    "hours of two days": Story(
        "units",
        f"Date,To,Revenue Code,Description,Units,Charge\n{D},2026-04-22,0762,Observation hours,40,4000\n", None,
    ),
    "a decimal point": Story(
        "units", f"{UP}{D},J1885,100,4.00,40.00\n", ("low", None)
    ),
    "ten times the other days": Story(
        "units", f"{B}{D},J1885,,1,20,0\n2026-04-22,J1885,,1,20,0\n2026-04-23,J1885,,10,200,0\n", ("low", 18000)
    ),
    "a pair that never stands": Story(
        "code_pair", f"{B}{D},43239,,1,900,0\n{D},43235,59,1,700,0\n", ("medium", 70000), lists=LISTS
    ),
    "a pair without its modifier": Story(
        "code_pair", f"{B}{D},29881,,1,900,0\n{D},29877,,1,700,0\n", ("low", 70000), lists=LISTS
    ),
    "a pair with its modifier": Story(
        "code_pair", f"{B}{D},29881,,1,900,0\n{D},29877,59,1,700,0\n", None, lists=LISTS
    ),
    "a void edit": Story("code_pair", f"{B}{D},29881,,1,900,0\n{D},29870,,1,700,0\n", None, lists=LISTS),
    "an ended edit": Story("code_pair", f"{B}{D},29881,,1,900,0\n{D},29871,,1,700,0\n", None, lists=LISTS),
    "a pair on other days": Story(
        "code_pair", f"{B}{D},43239,,1,900,0\n2026-04-22,43235,,1,700,0\n", None, lists=LISTS
    ),
}  # fmt: skip
