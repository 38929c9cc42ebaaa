# SPDX-FileCopyrightText: 2026 Casewell contributors
# SPDX-License-Identifier: MIT
"""Test notices, EOBs and bills of invented insurers, drawn with ReportLab, each with the facts it states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = letter
TURNS = {90: (0, 1, -1, 0, HEIGHT, 0), 180: (-1, 0, 0, -1, WIDTH, HEIGHT), 270: (0, -1, 1, 0, 0, WIDTH)}
Expected = dict[str, str | tuple[str, ...]]


@dataclass
class Sheet:
    """A page written from the top. ``y`` is points from the top edge."""

    buffer: BytesIO = field(default_factory=BytesIO)
    y: float = 60.0
    rotation: int = 0
    """Written sideways or upside down, and turned upright by the page's own rotation, as landscape printers do."""

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=letter, invariant=True)  # the size as it is seen
        if self.rotation:
            self.canvas.setPageRotation(self.rotation)
            self.canvas.transform(*TURNS[self.rotation])

    def at(self, x: float, text: str, *, size: float = 10, bold: bool = False, right: bool = False) -> Sheet:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, HEIGHT - self.y, text)
        return self

    def line(self, text: str = "", *, x: float = 72, size: float = 10, bold: bool = False, down: float = 15) -> Sheet:
        if text:
            self.at(x, text, size=size, bold=bold)
        self.y += down
        return self

    def row(self, *cells: tuple[float, str], right: bool = False, down: float = 15, bold: bool = False) -> Sheet:
        for number, (x, text) in enumerate(cells):
            self.at(x, text, right=right and number > 0, bold=bold)
        self.y += down
        return self

    def paragraph(self, *lines: str, x: float = 72, after: float = 10) -> Sheet:
        for text in lines:
            self.line(text, x=x, down=14)
        self.y += after
        return self

    def gap(self, points: float = 14) -> Sheet:
        self.y += points
        return self

    def page(self) -> Sheet:
        self.canvas.showPage()
        self.y = 60.0
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def larkfield(rotation: int = 0) -> tuple[bytes, Expected]:
    """The notice of the wizard's picture: labels in one line, a small table, an address above, a fax."""
    s = Sheet(rotation=rotation)
    s.line("Larkfield Health Plan", size=15, bold=True, down=18)
    s.line("Member Services, P.O. Box 61180, Corran City, OH 45001", down=30)
    s.line("June 3, 2026", down=26)
    s.line("Member: NORA ELLINGBOE   ID: LFK 204 118 53", down=18)
    s.line("Claim: LF-26-0419-7731", down=18)
    s.line("Service: 04/21/2026, Alder Ridge Hospital", down=28)
    s.line("We are not able to pay for this service", bold=True, size=11, down=28)
    s.row((72, "Service"), (214, "Code")).y -= 15
    s.row((0, ""), (354, "Billed"), (438, "Not paid"), right=True, down=18)
    s.row((72, "MRI, lower back"), (214, "72148")).y -= 15
    s.row((0, ""), (354, "$2,450.00"), (438, "$2,450.00"), right=True, down=30)
    s.line("Reason: CO-50, N130.", down=15)
    s.line("The records submitted do not show six weeks of conservative", down=15)
    s.line("treatment. The service is not medically necessary under Imaging", down=15)
    s.line("Policy IM-207.", down=30)
    s.line("Your right to appeal", bold=True, size=11, down=20)
    s.line("You may ask us to look again. Your request must reach us within 180", down=15)
    s.line("days of the date of this letter.", down=24)
    s.line("Send it to Member Appeals Department at the address above, or by", down=15)
    s.line("fax to (555) 014-2230.", down=24)
    s.line("You may also ask for the documents we used, free of charge. For", down=15)
    s.line("help, call Member Services at (555) 014-2200.", down=40)
    s.row((72, "LHP-DEN-07"), (380, "Page 1 of 3"))
    return s.pdf(), {
        "kind": "denial_notice",
        "notice_date": "2026-06-03",
        "service_date": "2026-04-21",
        "member_name": "Nora Ellingboe",
        "member_id": "LFK 204 118 53",
        "claim_number": "LF-26-0419-7731",
        "provider": "Alder Ridge Hospital",
        "insurer": "Larkfield Health Plan",
        "billed": "2450.00",
        "denied": "2450.00",
        "service_code": ("72148",),
        "code": ("CO-50", "N130"),
        "reason": "The records submitted do not show six weeks of conservative treatment. "
        "The service is not medically necessary under Imaging Policy IM-207.",
        "appeal_days": "180",
        "appeal_by": "2026-11-30",
        "appeal_address": "Member Appeals Department\nP.O. Box 61180\nCorran City, OH 45001",
        "appeal_fax": "(555) 014-2230",
        "phone": "(555) 014-2200",
    }


def brightwater() -> tuple[bytes, Expected]:
    """An EOB: headings on two lines, a row of totals, a legend of codes under the table."""
    s = Sheet()
    s.row((72, "Brightwater Mutual"), (380, "Explanation of Benefits"), bold=True, down=18)
    s.line("THIS IS NOT A BILL", bold=True, down=26)
    s.row((72, "Subscriber Name:"), (180, "Okafor, Daniel J"), (360, "Date Processed:"), (460, "07/14/2026"))
    s.row((72, "Subscriber ID:"), (180, "BWM884120937"), (360, "Claim No.:"), (460, "2026195-00418"))
    s.row((72, "Patient:"), (180, "Amara Okafor"), (360, "Group No.:"), (460, "70-4412"))
    s.row((72, "Provider:"), (180, "Tamarack Imaging Associates"), (360, "DOB:"), (460, "02/11/2015"), down=30)
    s.row(
        (72, "Date of"),
        (140, "Procedure"),
        (210, "Amount"),
        (275, "Plan"),
        (340, "Not"),
        (400, "Plan"),
        (460, "You"),
        down=12,
    )
    s.row(
        (72, "Service"),
        (140, "Code"),
        (210, "Billed"),
        (275, "Allowance"),
        (340, "Covered"),
        (400, "Paid"),
        (460, "Owe"),
        (515, "Remark"),
        down=18,
    )
    for code, values in (
        ("70553", ("1,900.00", "1,120.00", "0.00", "896.00", "224.00", "PR-2")),
        ("70551", ("1,340.00", "0.00", "1,340.00", "0.00", "1,340.00", "CO-197")),
    ):
        cells = [
            (72.0, "06/22/2026"),
            (140.0, code),
            *zip((210.0, 275.0, 340.0, 400.0, 460.0, 515.0), values, strict=True),
        ]
        s.row(*cells)
    s.row(
        (72, "Totals"),
        (210, "$3,240.00"),
        (275, "$1,120.00"),
        (340, "$1,340.00"),
        (400, "$896.00"),
        (460, "$1,564.00"),
        down=30,
    )
    s.paragraph("CO-197: No prior authorization was on file for this service, so it is not covered.")
    s.paragraph(
        "You have the right to appeal. We must receive your appeal no later than 01/10/2027.",
        "Mail it to: Brightwater Mutual Appeals Unit, 4400 Kestrel Way, Suite 210, Dunmore Falls, PA 18509.",
    )
    s.paragraph("Questions? Call 1-555-013-4400 (TTY 711) Monday to Friday. Zip code 18509, CPT 70551.")
    return s.pdf(), {
        "kind": "eob",
        "notice_date": "2026-07-14",
        "service_date": "2026-06-22",
        "member_name": "Daniel J Okafor",
        "patient_name": "Amara Okafor",
        "member_id": "BWM884120937",
        "group_number": "70-4412",
        "claim_number": "2026195-00418",
        "provider": "Tamarack Imaging Associates",
        "insurer": "Brightwater Mutual",
        "billed": "3240.00",
        "allowed": "1120.00",
        "denied": "1340.00",
        "plan_paid": "896.00",
        "patient_responsibility": "1564.00",
        "service_code": ("70553", "70551"),
        "code": ("PR-2", "CO-197"),
        "reason": "No prior authorization was on file for this service, so it is not covered.",
        "appeal_by": "2027-01-10",
        "appeal_address": "Brightwater Mutual Appeals Unit\n4400 Kestrel Way\nSuite 210\nDunmore Falls, PA 18509",
        "phone": "(555) 013-4400",
    }


def summit_ridge() -> tuple[bytes, Expected]:
    """A form of boxes: the label on top, the value below it."""
    s = Sheet()
    s.line("SUMMIT RIDGE BENEFIT ADMINISTRATORS", size=13, bold=True, down=18)
    s.line("Notice of Adverse Benefit Determination", down=28)
    s.row((72, "Date of Notice"), (230, "Claim Number"), (390, "Member ID"), bold=True, down=13)
    s.row((72, "3 Jun 2026"), (230, "SR0098812-01"), (390, "XEH 55821907"), down=26)
    s.row((72, "Patient Name"), (230, "Group Number"), (390, "Date of Service"), bold=True, down=13)
    s.row((72, "Lucia del Rio-Santos"), (230, "G-20071"), (390, "05/02/2026 - 05/04/2026"), down=26)
    s.row((72, "Provider"), (230, "Plan Name"), (390, "Amount Billed"), bold=True, down=13)
    s.row((72, "St. Brannoc Medical Center"), (230, "Copperline Mills PPO"), (390, "$18,204.50"), down=30)
    s.line("Reason for Denial:", bold=True, down=15)
    s.paragraph(
        "We cannot approve the inpatient stay because the clinical record does not meet",
        "our criteria for an inpatient level of care. Care could have been provided in an",
        "observation setting. Denial code 150, remark code N216.",
    )
    s.line("How to appeal", bold=True, down=16)
    s.paragraph(
        "If you disagree, you or your representative may appeal. You have one hundred eighty",
        "(180) days from the date you receive this notice to file an appeal. We will decide",
        "within 30 days. You may also ask for an external review within four months.",
    )
    s.line("Send your appeal to:", down=15)
    s.line("Summit Ridge Appeals Coordinator", down=14)
    s.line("PO Box 7719", down=14)
    s.line("Granite Lake, MN 55099-7719", down=14)
    s.line("Fax: 555-017-9021", down=14)
    s.line("Phone: 555-017-9000", down=14)
    return s.pdf(), {
        "kind": "denial_notice",
        "notice_date": "2026-06-03",
        "claim_number": "SR0098812-01",
        "member_id": "XEH 55821907",
        "patient_name": "Lucia del Rio-Santos",
        "group_number": "G-20071",
        "service_date": "2026-05-02",
        "service_end": "2026-05-04",
        "provider": "St. Brannoc Medical Center",
        "plan_name": "Copperline Mills PPO",
        "insurer": "SUMMIT RIDGE BENEFIT ADMINISTRATORS",
        "billed": "18204.50",
        "code": ("150", "N216"),
        "reason": "We cannot approve the inpatient stay because the clinical record does not meet our criteria for an "
        "inpatient level of care. Care could have been provided in an observation setting.",
        "appeal_days": "180",
        "appeal_address": "Summit Ridge Appeals Coordinator\nPO Box 7719\nGranite Lake, MN 55099-7719",
        "appeal_fax": "(555) 017-9021",
        "phone": "(555) 017-9000",
    }


def harbor_pine() -> tuple[bytes, Expected]:
    """Two columns: the reader's own address in the window, facts at the right; many dates on the page."""
    s = Sheet()
    s.line("Harbor & Pine Health Insurance Company", size=14, bold=True, down=30)
    s.row((72, "TESSA M. WYNDHAM"), (340, "Notice Date: 06/03/2026"), down=14)
    s.row((72, "1180 Sparrow Lane Apt 4"), (340, "Printed: 06/09/2026"), down=14)
    s.row((72, "Eastmere, CO 80299"), (340, "Claim Received: 05/11/2026"), down=14)
    s.row((340, "Claim #: HP-55-120447"), down=14)
    s.row((340, "ID Number: 8827-41120-01"), down=14)
    s.row((340, "Patient: TESSA M. WYNDHAM"), down=14)
    s.row((340, "Date of Birth: 09/17/1961"), down=14)
    s.row((340, "Service Date(s): April 28, 2026"), down=14)
    s.row((340, "Provider Name: Cobalt Valley Cardiology"), down=30)
    s.line("Dear Tessa Wyndham:", down=22)
    s.paragraph(
        "We have denied payment for the service listed above. The genetic test is considered",
        "experimental or investigational for your condition. Our reason code is CO-55. The amount",
        "we did not pay is $3,815.00.",
    )
    s.paragraph(
        "If you do not agree with this decision, you may file a grievance or appeal within 60 calendar",
        "days of the date of this notice. Fax appeals to 1 (555) 018-3301 or mail to Harbor & Pine Health",
        "Insurance Company, Grievance Department, P.O. Box 4409, Eastmere, CO 80201.",
    )
    s.paragraph("Payment of your premium is due within 30 days. Policy CO-12 and form PR-204 do not apply.")
    s.paragraph("For language help call 555-018-3300.")
    return s.pdf(), {
        "kind": "denial_notice",
        "notice_date": "2026-06-03",
        "claim_number": "HP-55-120447",
        "member_id": "8827-41120-01",
        "patient_name": "Tessa M. Wyndham",
        "service_date": "2026-04-28",
        "provider": "Cobalt Valley Cardiology",
        "insurer": "Harbor & Pine Health Insurance Company",
        "denied": "3815.00",
        "code": ("CO-55",),
        "reason": "We have denied payment for the service listed above. The genetic test is considered experimental or "
        "investigational for your condition.",
        "appeal_days": "60",
        "appeal_by": "2026-08-02",
        "appeal_fax": "(555) 018-3301",
        "appeal_address": "Harbor & Pine Health Insurance Company\nGrievance Department\n"
        "P.O. Box 4409\nEastmere, CO 80201",
        "phone": "(555) 018-3300",
    }


def quillmark() -> tuple[bytes, Expected]:
    """Running text alone."""
    s = Sheet()
    s.line("Quillmark Care Alliance", size=14, bold=True, down=34)
    s.line("Wednesday, June 3, 2026", down=26)
    s.line("Dear Mr. Halloran:", down=22)
    s.paragraph(
        "We are writing about claim number QCA-7700-1853 for services you received on April 21, 2026",
        "from Juniper Falls Orthopedics. You were billed $6,120.00 by the surgeon. Your member ID is",
        "QM30077412.",
    )
    s.paragraph(
        "We are unable to pay this claim because the provider is out-of-network and no referral was",
        "received. The claim was processed with CO 242 and N830.",
    )
    s.paragraph(
        "You may appeal this decision. Your written appeal must be postmarked on or before November 30, 2026.",
        "Write to Quillmark Care Alliance, Appeals Office, 77 Foundry Road, Hollis Bend, VT 05099.",
    )
    s.paragraph("To speak with us, please call 555-016-2040.")
    return s.pdf(), {
        "kind": "denial_notice",
        "notice_date": "2026-06-03",
        "claim_number": "QCA-7700-1853",
        "service_date": "2026-04-21",
        "provider": "Juniper Falls Orthopedics",
        "insurer": "Quillmark Care Alliance",
        "member_id": "QM30077412",
        "billed": "6120.00",
        "code": ("CO-242", "N830"),
        "reason": "We are unable to pay this claim because the provider is out-of-network "
        "and no referral was received.",
        "appeal_by": "2026-11-30",
        "appeal_address": "Quillmark Care Alliance\nAppeals Office\n77 Foundry Road\nHollis Bend, VT 05099",
        "phone": "(555) 016-2040",
    }


def cedarline() -> tuple[bytes, Expected]:
    """Group code and reason code in columns of their own; dotted leaders before the amounts."""
    s = Sheet()
    s.line("Cedarline Blue Health Cooperative", size=13, bold=True, down=16)
    s.line("Explanation of Payment", down=24)
    s.line("Statement Date: 6/3/26", down=14)
    s.line("Insured: Priya N. Ramanathan | Insured ID: CB-2210-7781 | Grp #: 009912", down=14)
    s.line("Claim Control Number: 26140CB00771", down=14)
    s.line("Dates of Service: 5/18/26 through 5/20/26", down=14)
    s.line("Rendering Provider: Dr. Anselm Oduya, MD", down=26)
    s.row(
        (72, "CPT"), (130, "Charges"), (220, "Adj Group"), (300, "Reason Code"), (390, "Remark"), (460, "Paid"), down=16
    )
    s.row((72, "99285"), (130, "$1,480.00"), (220, "CO"), (300, "45"), (390, "N519"), (460, "$610.00"), down=16)
    s.row((72, "36415"), (130, "$38.00"), (220, "PI"), (300, "97"), (390, "M15"), (460, "$0.00"), down=28)
    s.line("Total charges ........ $1,518.00", down=14)
    s.line("Total allowed ........ $690.00", down=14)
    s.line("Total paid ........... $610.00", down=14)
    s.line("Patient responsibility ........ $80.00", down=26)
    s.paragraph("This is not a bill. The blood draw is included in the payment for another service.")
    return s.pdf(), {
        "kind": "eob",
        "notice_date": "2026-06-03",
        "member_name": "Priya N. Ramanathan",
        "member_id": "CB-2210-7781",
        "group_number": "009912",
        "claim_number": "26140CB00771",
        "service_date": "2026-05-18",
        "service_end": "2026-05-20",
        "provider": "Dr. Anselm Oduya, MD",
        "insurer": "Cedarline Blue Health Cooperative",
        "billed": "1518.00",
        "allowed": "690.00",
        "plan_paid": "610.00",
        "patient_responsibility": "80.00",
        "service_code": ("99285", "36415"),
        "code": ("CO-45", "N519", "PI-97", "M15"),
        "reason": "The blood draw is included in the payment for another service.",
    }


def alder_ridge_bill() -> tuple[bytes, Expected]:
    """A hospital's itemized bill."""
    s = Sheet()
    s.line("ALDER RIDGE HOSPITAL", size=14, bold=True, down=16)
    s.line("Itemized Statement", down=16)
    s.line("900 Orchard Street, Corran City, OH 45003", down=26)
    s.row((72, "Statement Date:"), (180, "07/01/2026"), (340, "Account Number:"), (450, "AR-4471-208"))
    s.row((72, "Patient Name:"), (180, "Nora Ellingboe"), (340, "Insurance:"), (450, "Larkfield Health Plan"))
    s.row((72, "Service Date:"), (180, "04/21/2026"), (340, "Due Date:"), (450, "07/31/2026"), down=28)
    s.row((72, "Date"), (140, "Code"), (210, "Description"), (400, "Charges"), down=16)
    s.row((72, "04/21/2026"), (140, "72148"), (210, "MRI lower back"), (400, "$2,450.00"))
    s.row((72, "04/21/2026"), (140, "A9585"), (210, "Contrast, 10 units"), (400, "$212.00"), down=24)
    s.row((300, "Total Charges"), (400, "$2,662.00"))
    s.row((300, "Insurance Payment"), (400, "-$150.00"))
    s.row((300, "Adjustments"), (400, "-$62.00"))
    s.row((300, "Balance Due"), (400, "$2,450.00"), down=30)
    s.line("Questions about this bill? Call (555) 014-7700.")
    return s.pdf(), {
        "kind": "bill",
        "notice_date": "2026-07-01",
        "account_number": "AR-4471-208",
        "patient_name": "Nora Ellingboe",
        "insurer": "Larkfield Health Plan",
        "service_date": "2026-04-21",
        "provider": "ALDER RIDGE HOSPITAL",
        "billed": "2662.00",
        "plan_paid": "150.00",
        "balance_due": "2450.00",
        "service_code": ("72148", "A9585"),
        "phone": "(555) 014-7700",
    }


def meridian_two_claims() -> tuple[bytes, Expected]:
    """One EOB for two claims: nothing may be taken for the one in dispute unasked."""
    s = Sheet()
    s.line("Meridian Bay Health Plan", size=14, bold=True, down=16)
    s.line("Explanation of Benefits", down=16)
    s.line("This is not a bill.", down=24)
    s.line("Date of this notice: 2026-06-03", down=14)
    s.line("Member Name: Gil Abernathy    Member No: MB4410023", down=26)
    for claim, day, billed, owe in (
        ("MB-1001-7", "05/01/2026", "$400.00", "$40.00"),
        ("MB-1002-3", "05/09/2026", "$900.00", "$900.00"),
    ):
        s.line(f"Claim Number: {claim}", bold=True, down=16)
        s.row((72, "Service Date"), (200, "Billed"), (300, "You owe"), down=15)
        s.row((72, day), (200, billed), (300, owe), down=26)
    s.paragraph("The second visit exceeds the benefit maximum for this year (PR-119).")
    return s.pdf(), {
        "kind": "eob",
        "notice_date": "2026-06-03",
        "member_name": "Gil Abernathy",
        "member_id": "MB4410023",
        "claim_number": ("MB-1001-7", "MB-1002-3"),
        "service_date": ("2026-05-01", "2026-05-09"),
        "insurer": "Meridian Bay Health Plan",
        "billed": ("400.00", "900.00"),
        "patient_responsibility": ("40.00", "900.00"),
        "code": ("PR-119",),
        "reason": "The second visit exceeds the benefit maximum for this year (PR-119).",
    }


def ostrander() -> tuple[bytes, Expected]:
    """A Medicare plan's notice: justified words, a second page with the rights, another level's time beside ours."""
    s = Sheet()
    s.line("Ostrander Advantage (HMO)", size=13, bold=True, down=18)
    s.line("Notice of Denial of Payment", bold=True, down=24)
    s.line("Date: June 3rd, 2026        Member number: 1EG4-TE5-MK73", down=14)
    s.line("Name: Walter Kaczmarek", down=24)
    s.line("Your request was denied", bold=True, down=18)
    s.paragraph(
        "We've denied the payment of skilled nursing services provided from April 2, 2026 to April 9, 2026",
        "at Fernhill Rehabilitation Center.",
    )
    s.line("Why did we deny your request?", bold=True, down=18)
    s.paragraph(
        "Medicare rules say skilled care must be needed daily. Your records do not show a daily need for",
        "skilled nursing.",
    )
    s.page()
    s.line("You have the right to appeal our decision", bold=True, down=18)
    s.paragraph(
        "You must ask us for an appeal within 65 calendar days of the date of this notice. For a standard",
        "appeal we will give you a decision within 60 days. You may ask for a hearing within 90 days later on.",
    )
    s.paragraph("Mail: Ostrander Advantage Appeals, 12 Quay Street, Port Sable, ME 04099", "Fax: 555-011-6600")
    return s.pdf(), {
        "kind": "denial_notice",
        "notice_date": "2026-06-03",
        "member_id": "1EG4-TE5-MK73",
        "patient_name": "Walter Kaczmarek",
        "service_date": "2026-04-02",
        "service_end": "2026-04-09",
        "provider": "Fernhill Rehabilitation Center",
        "insurer": "Ostrander Advantage (HMO)",
        "reason": "Medicare rules say skilled care must be needed daily. "
        "Your records do not show a daily need for skilled nursing.",
        "appeal_days": "65",
        "appeal_by": "2026-08-07",
        "appeal_fax": "(555) 011-6600",
        "appeal_address": "Ostrander Advantage Appeals\n12 Quay Street\nPort Sable, ME 04099",
    }


LAYOUTS: dict[str, Callable[[], tuple[bytes, Expected]]] = {
    "larkfield": larkfield,
    "brightwater": brightwater,
    "summit_ridge": summit_ridge,
    "harbor_pine": harbor_pine,
    "quillmark": quillmark,
    "cedarline": cedarline,
    "alder_ridge_bill": alder_ridge_bill,
    "meridian_two_claims": meridian_two_claims,
    "ostrander": ostrander,
}


def text_pdf(*pages: str) -> bytes:
    """A PDF of plain lines, a page a text."""
    s = Sheet()
    for text in pages:
        for line in text.splitlines():
            s.line(line, down=14)
        s.page()
    return s.pdf()


def scan_pdf(pages: int = 1) -> bytes:
    """Pages that are pictures."""
    s = Sheet()
    for _ in range(pages):
        s.canvas.drawImage(ImageReader(BytesIO(png())), 0, 0, WIDTH, HEIGHT)
        s.page()
    return s.pdf()


def png(width: int = 60, height: int = 80) -> bytes:
    """A small picture."""
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (width, height), (230, 200, 60)).save(buffer, "PNG")
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt="a password")
    canvas.drawString(72, 700, "Claim Number: 12345")
    canvas.save()
    return buffer.getvalue()
