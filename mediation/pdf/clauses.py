"""The standing sentences of the papers, each with the article that it keeps.

Which law governs the form depends on what the body is in law.
A district's three-party centre is not among the bodies of article 10: order 17 and article 14 are
followed by analogy, and whether a commission or a court takes the agreement up is for them to say.
Only articles entered in `rules.citations` can be cited.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation.basics.errors import RuleBroken
from mediation.pdf.numerals import day, in_chinese
from mediation.rules.citations import article
from mediation.rules.organisation import LegalNature


class RemedyKind(StrEnum):
    """A way to make an agreement enforceable, or to go on when it is not kept."""

    ARBITRATION_REVIEW = "arbitration_review"
    JUDICIAL_CONFIRMATION = "judicial_confirmation"
    PAYMENT_ORDER = "payment_order"
    ARBITRATION = "arbitration"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy that is open, with its last day once the agreement has taken effect."""

    kind: RemedyKind
    last_day: date | None = None


_NATURES = {
    LegalNature.ENTERPRISE_COMMITTEE: "企业劳动争议调解委员会",
    LegalNature.PEOPLES_MEDIATION_COMMITTEE: "依法设立的人民调解委员会",
    LegalNature.TOWN_MEDIATION_BODY: "在乡镇、街道设立的具有劳动争议调解职能的组织",
    LegalNature.OTHER_LAWFUL_BODY: "其他依法设立的调解组织",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A mediation body, as the paper names it."""

    name: str
    nature: LegalNature

    @property
    def introduced(self) -> str:
        """The name with what the body is in law; one that is no mediation body is refused."""
        if self.nature not in _NATURES:
            raise RuleBroken("paper.not_a_mediation_body", name=self.name)
        return f"{self.name}（{_NATURES[self.nature]}）"


def cited(key: str) -> str:
    """Write an entered article in full: 《中华人民共和国…法》第十四条第二款."""
    found = article(key)
    title = found.law.title.partition("（")[0]
    ending = f"第{in_chinese(found.paragraph)}款" if found.paragraph else ""
    return f"《{title}》第{in_chinese(found.number)}条{ending}"


def effect_clause(nature: LegalNature) -> str:
    """Say when the agreement takes effect and by which law."""
    if nature is LegalNature.PEOPLES_MEDIATION_COMMITTEE:
        return (
            f"根据{cited('人民调解法29(2)')}，本协议自各方当事人签名、盖章或者按指印，"
            "人民调解员签名并加盖人民调解委员会印章之日起生效，对当事人具有法律约束力，"
            "当事人应当按照约定履行。"
        )
    follows = "参照" if nature is LegalNature.OTHER_LAWFUL_BODY else "根据"
    return (
        f"{follows}{cited('调解仲裁法14(2)')}，本协议由双方当事人签名或者盖章，"
        "经调解员签名并加盖调解组织印章后生效，对双方当事人具有约束力，当事人应当履行。"
    )


def remedy_clause(remedy: Remedy, nature: LegalNature) -> str:
    """Say what a remedy is, who may use it, by when, and by which article."""
    sentence = _REMEDIES[remedy.kind]()
    if remedy.last_day:
        sentence = sentence.replace(
            WINDOW_END, f"{WINDOW_END}（最后一日为{day(remedy.last_day)}）", 1
        )
    if nature is LegalNature.OTHER_LAWFUL_BODY and remedy.kind in _DECIDED_ELSEWHERE:
        sentence += f"是否受理，由{_DECIDED_ELSEWHERE[remedy.kind]}依法决定。"
    return sentence


def limitation_reminder(last_day: date | None) -> str:
    """Say how long a claim may be brought to arbitration, and the last day if it was counted."""
    counted = (
        f"按照现有材料计算，最后一日为{day(last_day)}，以仲裁委员会的认定为准。" if last_day else ""
    )
    return (
        "劳动争议申请仲裁的时效期间为一年，从当事人知道或者应当知道其权利被侵害之日起计算"
        f"（{cited('调解仲裁法27(1)')}）；因申请调解等主张权利而中断的，从中断时起重新计算"
        f"（{cited('人社部令33号27')}）。{counted}"
    )


WINDOW_END = "日内"

_DECIDED_ELSEWHERE = {
    RemedyKind.ARBITRATION_REVIEW: "仲裁委员会",
    RemedyKind.JUDICIAL_CONFIRMATION: "人民法院",
}


def _arbitration_review() -> str:
    return (
        "仲裁审查：双方当事人可以自本协议生效之日起15日内，共同向有管辖权的"
        f"劳动人事争议仲裁委员会提出仲裁审查申请（{cited('人社部令33号74')}）。"
    )


def _judicial_confirmation() -> str:
    return (
        "司法确认：双方当事人可以自本协议生效之日起30日内，共同向有管辖权的"
        f"人民法院申请司法确认（{cited('民诉法205')}）。经司法确认的协议，"
        f"不再受理仲裁审查申请（{cited('人社部令33号75')}）。"
    )


def _payment_order() -> str:
    return (
        "支付令：因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项达成的协议，"
        "用人单位在约定期限内不履行的，劳动者可以持本协议书依法向人民法院申请支付令"
        f"（{cited('调解仲裁法16')}）。"
    )


def _arbitration() -> str:
    return (
        "申请仲裁：一方当事人在约定期限内不履行本协议的，另一方当事人可以依法申请仲裁"
        f"（{cited('调解仲裁法15')}）。"
    )


_REMEDIES = {
    RemedyKind.ARBITRATION_REVIEW: _arbitration_review,
    RemedyKind.JUDICIAL_CONFIRMATION: _judicial_confirmation,
    RemedyKind.PAYMENT_ORDER: _payment_order,
    RemedyKind.ARBITRATION: _arbitration,
}
