"""Papers to test with, and what can be read back out of a PDF.

The names hold the four characters that printers stumble over, each from another font or plane.
"""

import re
from datetime import date
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from mediation.basics.money import Money
from mediation.pdf.agreement import AgreementPaper, Panel, Payee, Term
from mediation.pdf.clauses import Body, Remedy, RemedyKind
from mediation.pdf.fonts import FontSet
from mediation.pdf.parties import Agent, Employer, Person
from mediation.rules.organisation import LegalNature

FONTS = FontSet()
RARE = "王𠮷平䶮㛃𬱖"

WORKER = Person(
    "王𠮷平",
    sex="男",
    born_on=date(1990, 3, 7),
    id_number="000000199003070018",
    address="番禺区市桥街道䶮苑3栋㛃楼𬱖室",
    phone="19900001111",
    agents=(Agent("陈静", "某某律师事务所律师", "特别授权"),),
)
EMPLOYER = Employer(
    "某某电子有限公司",
    credit_code="91440113MA5ABCDE1X",
    address="番禺区大石街道工业一路1号",
    representative="李建国",
    representative_post="执行董事",
    phone="020-00000000",
)
BODY = Body("番禺区劳动人事争议三方联合调解中心", LegalNature.OTHER_LAWFUL_BODY)
ACCOUNT = Payee("王𠮷平", "某某银行番禺支行", "6222000000001234567")
WAGES = Term(
    "被申请人",
    "支付2026年7月至9月拖欠的工资",
    creditor="申请人",
    amount=Money.of_yuan("28600"),
    due_on=date(2026, 12, 15),
    method="银行转账",
    payee=ACCOUNT,
)
SEVERANCE = Term(
    "被申请人",
    "支付经济补偿",
    creditor="申请人",
    amount=Money.of_yuan("10000"),
    due_on=date(2027, 1, 15),
)
AGREEMENT = AgreementPaper(
    number="番劳调协〔2026〕0001号",
    version=1,
    case_number="番劳调〔2026〕0317号",
    body=BODY,
    panel=Panel("周明", ("李芳", "何志强")),
    applicants=(WORKER,),
    respondents=(EMPLOYER,),
    requests=("支付拖欠的工资", "支付经济补偿"),
    facts="申请人于2021年4月6日入职被申请人。2026年7月起，被申请人未按时足额支付工资。",
    disputed_points=("拖欠工资的数额",),
    terms=(WAGES, SEVERANCE),
    drafted_on=date(2026, 11, 20),
    remedies=tuple(Remedy(kind) for kind in RemedyKind),
    is_final=True,
)


def reader_of(pdf: bytes) -> PdfReader:
    """Open a PDF strictly, so that a fault in its structure fails the test."""
    return PdfReader(BytesIO(pdf), strict=True)


def dictionaries_in(pdf: bytes) -> list[DictionaryObject]:
    """Return every dictionary of the file, streams included."""
    reader = reader_of(pdf)
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]))]
    return [each for each in objects if isinstance(each, DictionaryObject)]


def dictionary_at(owner: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary that another one names under a key."""
    found = owner[key].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def text_in(pdf: bytes) -> str:
    """Return all text of a PDF without white space, for lines break where they must."""
    return squeezed("".join(page.extract_text() for page in reader_of(pdf).pages))


def squeezed(text: str) -> str:
    """Take the white space out of a text."""
    return re.sub(r"\s+", "", text)
