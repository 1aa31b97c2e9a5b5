"""Every article that the code may cite, entered once, with its words and how sure we are of them.

A law carries the way in which its text was read and the date of that text; its articles carry the
words that matter here, where those words themselves were read.  Tables name an article by its key,
`article("民法典203")`; one that is not entered cannot be cited.  Where the law is silent and a
practice or an analogy fills the gap, that is a `Reading`: a sentence of its own, marked as
interpretation, with the articles that it rests on.

Nothing marked UNVERIFIED may stand in this table or in any table of rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import NotFound


class Confidence(StrEnum):
    """How a text was read; `mark` is the short sign for it on the page that lists the rules."""

    FIRST_COLLECTION = "first_collection"
    SECOND_COLLECTION = "second_collection"
    COMPLETE_COPY = "complete_copy"
    OFFICIAL_COPY = "official_copy"
    OPENING_ONLY = "opening_only"
    SECONDARY = "secondary"
    INTERPRETATION = "interpretation"
    UNVERIFIED = "unverified"

    @property
    def mark(self) -> str:
        """The short sign: T1 to T4, P, S, I or M."""
        return _MARKS[self]

    @property
    def text_date(self) -> str:
        """The year and month of the text or of the look at it."""
        return _TEXT_DATES.get(self, "2026-11")


_MARKS = dict(zip(Confidence, ("T1", "T2", "T3", "T4", "P", "S", "I", "M"), strict=True))
_TEXT_DATES = {
    Confidence.FIRST_COLLECTION: "2025-04",
    Confidence.SECOND_COLLECTION: "2026-07",
    Confidence.OFFICIAL_COPY: "2026-09",
}


@dataclass(frozen=True, slots=True)
class Law:
    """A statute, rule or interpretation by the short name under which it is cited."""

    name: str
    title: str
    in_force_from: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Article:
    """One provision, with its own words where they were read and matter, else None."""

    law: Law
    number: int
    says: str | None
    paragraph: int | None = None

    @property
    def key(self) -> str:
        """The provision as tables of rules name it, such as 调解仲裁法14(3)."""
        return f"{self.law.name}{self.number}{f'({self.paragraph})' if self.paragraph else ''}"

    @property
    def label(self) -> str:
        """The provision as it is printed, such as 民法典第203条."""
        paragraph = f"第{self.paragraph}款" if self.paragraph else ""
        return f"{self.law.name}第{self.number}条{paragraph}"

    @property
    def confidence(self) -> Confidence:
        """How the text of the law was read."""
        return self.law.confidence

    @property
    def text_date(self) -> str:
        """The year and month of the text that was read."""
        return self.law.confidence.text_date


class Reading(StrEnum):
    """What practice or analogy adds where the articles are silent."""

    PLAIN_DAY_IS_NATURAL = "plain_day_is_natural"
    REST_DAYS_INCLUDE_WEEKENDS = "rest_days_include_weekends"
    ORDER_17_BY_ANALOGY = "order_17_by_analogy"
    OWN_DUTY_KEEPS_ITS_DAY = "own_duty_keeps_its_day"


_CIVIL_CODE = Law("民法典", "中华人民共和国民法典", date(2021, 1, 1), Confidence.SECOND_COLLECTION)
_CIVIL_PROCEDURE = Law(
    "民诉法",
    "中华人民共和国民事诉讼法（2023年修正）",
    date(2024, 1, 1),
    Confidence.SECOND_COLLECTION,
)
_MEDIATION_AND_ARBITRATION = Law(
    "调解仲裁法",
    "中华人民共和国劳动争议调解仲裁法",
    date(2008, 5, 1),
    Confidence.SECOND_COLLECTION,
)
_PEOPLES_MEDIATION = Law(
    "人民调解法", "中华人民共和国人民调解法", date(2011, 1, 1), Confidence.FIRST_COLLECTION
)
_ORDER_17 = Law(
    "人社部令17号", "企业劳动争议协商调解规定", date(2012, 1, 1), Confidence.COMPLETE_COPY
)
_ORDER_33 = Law(
    "人社部令33号", "劳动人事争议仲裁办案规则", date(2017, 7, 1), Confidence.COMPLETE_COPY
)
_PETITIONS = Law("信访工作条例", "信访工作条例", date(2022, 5, 1), Confidence.FIRST_COLLECTION)
_WAGES = Law("工资支付暂行规定", "工资支付暂行规定", date(1995, 1, 1), Confidence.FIRST_COLLECTION)
_MIGRANT_WAGES = Law(
    "保障农民工工资支付条例",
    "保障农民工工资支付条例",
    date(2020, 5, 1),
    Confidence.FIRST_COLLECTION,
)
_GUANGDONG_WAGES = Law(
    "广东省工资支付条例", "广东省工资支付条例", date(2005, 5, 1), Confidence.OFFICIAL_COPY
)
_FESTIVALS = Law(
    "国务院令795号", "全国年节及纪念日放假办法", date(2025, 1, 1), Confidence.COMPLETE_COPY
)
_OVER_AGE = Law(
    "人社部等五部门令56号",
    "超龄劳动者基本权益保障暂行规定",
    date(2026, 7, 1),
    Confidence.OFFICIAL_COPY,
)

ARTICLES: tuple[Article, ...] = (
    Article(
        _CIVIL_CODE, 198, "法律对仲裁时效有规定的，依照其规定；没有规定的，适用诉讼时效的规定。"
    ),
    Article(_CIVIL_CODE, 200, "民法所称的期间按照公历年、月、日、小时计算。"),
    Article(_CIVIL_CODE, 201, "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。"),
    Article(
        _CIVIL_CODE,
        202,
        "到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。",
    ),
    Article(
        _CIVIL_CODE,
        203,
        "期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。",
    ),
    Article(
        _CIVIL_CODE,
        204,
        "期间的计算方法依照本法的规定，但是法律另有规定或者当事人另有约定的除外。",
    ),
    Article(_CIVIL_PROCEDURE, 85, "期间开始的时和日，不计算在期间内。", paragraph=2),
    Article(
        _CIVIL_PROCEDURE,
        85,
        "期间届满的最后一日是法定休假日的，以法定休假日后的第一日为期间届满的日期。",
        paragraph=3,
    ),
    Article(
        _CIVIL_PROCEDURE, 205, "由双方当事人自调解协议生效之日起三十日内，共同向下列人民法院提出"
    ),
    Article(_MEDIATION_AND_ARBITRATION, 2, None),
    Article(_MEDIATION_AND_ARBITRATION, 7, "劳动者一方在十人以上，并有共同请求的"),
    Article(_MEDIATION_AND_ARBITRATION, 10, None),
    Article(
        _MEDIATION_AND_ARBITRATION, 12, "当场记录申请人基本情况、申请调解的争议事项、理由和时间"
    ),
    Article(_MEDIATION_AND_ARBITRATION, 14, None),
    Article(_MEDIATION_AND_ARBITRATION, 14, None, paragraph=2),
    Article(
        _MEDIATION_AND_ARBITRATION,
        14,
        "自劳动争议调解组织收到调解申请之日起十五日内未达成调解协议的，当事人可以依法申请仲裁。",
        paragraph=3,
    ),
    Article(
        _MEDIATION_AND_ARBITRATION,
        15,
        "一方当事人在协议约定期限内不履行调解协议的，另一方当事人可以依法申请仲裁。",
    ),
    Article(
        _MEDIATION_AND_ARBITRATION,
        16,
        None,
    ),
    Article(
        _MEDIATION_AND_ARBITRATION,
        27,
        "仲裁时效期间从当事人知道或者应当知道其权利被侵害之日起计算。",
        paragraph=1,
    ),
    Article(
        _MEDIATION_AND_ARBITRATION,
        27,
        "劳动关系终止的，应当自劳动关系终止之日起一年内提出。",
        paragraph=4,
    ),
    Article(
        _PEOPLES_MEDIATION,
        33,
        None,
    ),
    Article(
        _PEOPLES_MEDIATION,
        29,
        "自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效",
        paragraph=2,
    ),
    Article(_PEOPLES_MEDIATION, 27, "将调解登记、调解工作记录、调解协议书等材料立卷归档"),
    Article(_PEOPLES_MEDIATION, 31, "应当对调解协议的履行情况进行监督，督促当事人履行"),
    Article(_ORDER_17, 21, "申请人基本情况、调解请求、事实与理由"),
    Article(_ORDER_17, 22, "应当在3个工作日内受理"),
    Article(_ORDER_17, 24, "一般不公开进行。但是，双方当事人要求公开调解的除外"),
    Article(
        _ORDER_17,
        26,
        "双方当事人基本情况、调解请求事项、调解的结果和协议履行期限、履行方式等",
    ),
    Article(_ORDER_17, 27, None),
    Article(_ORDER_17, 29, "双方当事人同意延期的可以延长……未达成调解协议的，视为调解不成"),
    Article(
        _ORDER_17,
        30,
        "调解委员会应当做好记录，由双方当事人签名或者盖章，并书面告知当事人可以向仲裁委员会申请仲裁。",
    ),
    Article(_ORDER_17, 31, None),
    Article(_ORDER_17, 36, None),
    Article(_ORDER_33, 27, "（一）一方当事人通过协商、申请调解等方式向对方当事人主张权利的；"),
    Article(_ORDER_33, 28, None),
    Article(_ORDER_33, 69, "当事人同意先行调解的，应当暂缓受理"),
    Article(_ORDER_33, 70, None),
    Article(
        _ORDER_33,
        74,
        "双方当事人可以自调解协议生效之日起十五日内，共同向有管辖权的仲裁委员会提出仲裁审查申请。",
    ),
    Article(_ORDER_33, 75, "（四）确认劳动关系的；（五）调解协议已经人民法院司法确认的"),
    Article(
        _ORDER_33,
        80,
        "本规则规定的‘三日’、‘五日’、‘十日’指工作日，‘十五日’、‘四十五日’指自然日。",
    ),
    Article(_PETITIONS, 20, "代表人数不得超过5人", paragraph=3),
    Article(_PETITIONS, 31, "应当通过仲裁解决的，导入相应程序处理"),
    Article(_PETITIONS, 23, None),
    Article(_PETITIONS, 23, None, paragraph=2),
    Article(_PETITIONS, 23, "5个工作日内提出异议，并详细说明理由", paragraph=3),
    Article(_PETITIONS, 34, None),
    Article(_PETITIONS, 35, None),
    Article(_WAGES, 7, "如遇节假日或休息日，则应提前在最近的工作日支付"),
    Article(
        _MIGRANT_WAGES,
        14,
        "具体支付日期遇法定节假日或者休息日的，应当在法定节假日或者休息日前支付",
    ),
    Article(_GUANGDONG_WAGES, 12, "应当提前在最近的工作日支付", paragraph=2),
    Article(_FESTIVALS, 2, None),
    Article(_FESTIVALS, 6, "应当在工作日补假"),
    Article(
        _OVER_AGE,
        19,
        "因本规定明确的劳动报酬、休息休假、劳动安全卫生、工伤保障发生争议的，"
        "依照《中华人民共和国劳动争议调解仲裁法》处理。",
    ),
)

_BY_KEY: Mapping[str, Article] = {each.key: each for each in ARTICLES}


def article(key: str) -> Article:
    """Return the entered article, such as `民法典203` or `调解仲裁法14(3)`; others may not be cited."""
    found = _BY_KEY.get(key)
    if found is None:
        raise NotFound("citation.not_entered", key=key)
    return found


GROUNDS: Mapping[Reading, tuple[Article, ...]] = {
    Reading.PLAIN_DAY_IS_NATURAL: (article("民法典200"), article("民法典204")),
    Reading.REST_DAYS_INCLUDE_WEEKENDS: (article("民法典203"), article("民诉法85(3)")),
    Reading.ORDER_17_BY_ANALOGY: (article("人社部令17号36"),),
    Reading.OWN_DUTY_KEEPS_ITS_DAY: (),
}
