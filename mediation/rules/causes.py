"""What a dispute is about: the nine keys of quick intake, the house list, and the official lists.

Three lists that nobody may mix up:

* `QuickCause`, the nine keys that a mediator presses during the call; each is one of
* `Cause`, the house list in which claims are kept, one cause to a claim; from it a row leads to
* the official lists: court causes since 2026 (法〔2025〕226号) and before, the items of
  调解仲裁法 2, and the heads of the statistical tables.

The numbers of the court causes are known from secondary sources only and the assignment of house
causes to them is ours, so `CONFIDENCE` marks the whole table; it fills forms in advance and
decides nothing.  `payment_order` says whether 调解仲裁法 16 opens the 支付令 for the cause;
`scope_item` is None where the scope must be judged case by case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediation.rules.citations import Article, Confidence, article

CONFIDENCE = Confidence.SECONDARY
SCOPE: Article = article("调解仲裁法2")
PAYMENT_ORDER: Article = article("调解仲裁法16")


class Cause(StrEnum):
    """The house list; `UNSPLIT` holds a total until it is divided among causes."""

    WAGES = "wages"
    OVERTIME = "overtime"
    MINIMUM_WAGE = "minimum_wage"
    DOUBLE_WAGES = "double_wages"
    SEVERANCE = "severance"
    TERMINATION = "termination"
    UNLAWFUL_DISMISSAL = "unlawful_dismissal"
    EMPLOYMENT_RELATION = "employment_relation"
    SOCIAL_INSURANCE = "social_insurance"
    WORK_INJURY = "work_injury"
    LEAVE = "leave"
    WOMEN_AND_MINORS = "women_and_minors"
    SAFETY_AND_HEALTH = "safety_and_health"
    NON_COMPETE_AND_SERVICE_TERM = "non_compete_and_service_term"
    COLLECTIVE_CONTRACT = "collective_contract"
    LAYOFF_AND_CLOSURE = "layoff_and_closure"
    NEW_FORMS_OF_WORK = "new_forms_of_work"
    OVER_AGE = "over_age"
    OTHER = "other"
    UNSPLIT = "unsplit"


class QuickCause(StrEnum):
    """The nine keys of quick intake, in the order of the keys 1 to 9."""

    WAGES = "wages"
    TERMINATION = "termination"
    WORK_INJURY = "work_injury"
    SOCIAL_INSURANCE = "social_insurance"
    SEVERANCE = "severance"
    OVERTIME = "overtime"
    LEAVE = "leave"
    WOMEN_AND_MINORS = "women_and_minors"
    OTHER = "other"

    @property
    def key(self) -> int:
        """The key that a mediator presses."""
        return list(QuickCause).index(self) + 1

    @property
    def cause(self) -> Cause:
        """The cause of the house list under which the claim is kept."""
        return Cause(self.value)


class StatisticalCause(StrEnum):
    """The heads under which national tables count causes."""

    REMUNERATION = "remuneration"
    SOCIAL_INSURANCE = "social_insurance"
    WORKING_TIME_AND_LEAVE = "working_time_and_leave"
    CONCLUDING_CONTRACT = "concluding_contract"
    CHANGING_CONTRACT = "changing_contract"
    TERMINATING_CONTRACT = "terminating_contract"
    ENDING_CONTRACT = "ending_contract"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CourtCause:
    """A cause of the court list; the number before 2026 is not known well enough to be kept."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class CauseMap:
    """Where one cause of the house list stands in the official lists."""

    court: CourtCause
    scope_item: int | None
    statistics: StatisticalCause
    payment_order: bool = False


_LABOUR = CourtCause("十九", "劳动争议")
_CONTRACT = CourtCause("205", "劳动合同纠纷")
_RELATION = CourtCause("205(1)", "确认劳动关系纠纷")
_COLLECTIVE = CourtCause("205(2)", "集体合同纠纷")
_REMUNERATION = CourtCause("205(5)", "追索劳动报酬纠纷")
_SEVERANCE = CourtCause("205(6)", "经济补偿金纠纷")
_NON_COMPETE = CourtCause("205(7)", "竞业限制纠纷")
_INSURANCE = CourtCause("206", "社会保险纠纷")
_INJURY = CourtCause("206(2)", "工伤保险待遇纠纷")
_OVER_AGE = CourtCause("208", "超龄劳动者用工纠纷")
_NEW_FORMS = CourtCause("214", "新就业形态用工合同纠纷")

_S = StatisticalCause

MAPS: Mapping[Cause, CauseMap] = {
    Cause.WAGES: CauseMap(_REMUNERATION, 5, _S.REMUNERATION, payment_order=True),
    Cause.OVERTIME: CauseMap(_REMUNERATION, 5, _S.REMUNERATION, payment_order=True),
    Cause.MINIMUM_WAGE: CauseMap(_REMUNERATION, 5, _S.REMUNERATION, payment_order=True),
    Cause.DOUBLE_WAGES: CauseMap(_CONTRACT, 2, _S.CONCLUDING_CONTRACT),
    Cause.SEVERANCE: CauseMap(_SEVERANCE, 5, _S.TERMINATING_CONTRACT, payment_order=True),
    Cause.TERMINATION: CauseMap(_CONTRACT, 2, _S.TERMINATING_CONTRACT),
    Cause.UNLAWFUL_DISMISSAL: CauseMap(_CONTRACT, 5, _S.TERMINATING_CONTRACT, payment_order=True),
    Cause.EMPLOYMENT_RELATION: CauseMap(_RELATION, 1, _S.OTHER),
    Cause.SOCIAL_INSURANCE: CauseMap(_INSURANCE, 4, _S.SOCIAL_INSURANCE),
    Cause.WORK_INJURY: CauseMap(_INJURY, 5, _S.SOCIAL_INSURANCE),
    Cause.LEAVE: CauseMap(_CONTRACT, 4, _S.WORKING_TIME_AND_LEAVE),
    Cause.WOMEN_AND_MINORS: CauseMap(_CONTRACT, 4, _S.OTHER),
    Cause.SAFETY_AND_HEALTH: CauseMap(_CONTRACT, 4, _S.OTHER),
    Cause.NON_COMPETE_AND_SERVICE_TERM: CauseMap(_NON_COMPETE, 2, _S.OTHER),
    Cause.COLLECTIVE_CONTRACT: CauseMap(_COLLECTIVE, 6, _S.OTHER),
    Cause.LAYOFF_AND_CLOSURE: CauseMap(_CONTRACT, 2, _S.TERMINATING_CONTRACT),
    Cause.NEW_FORMS_OF_WORK: CauseMap(_NEW_FORMS, None, _S.OTHER),
    Cause.OVER_AGE: CauseMap(_OVER_AGE, None, _S.OTHER),
    Cause.OTHER: CauseMap(_LABOUR, None, _S.OTHER),
    Cause.UNSPLIT: CauseMap(_LABOUR, None, _S.OTHER),
}


def leads_to(cause: Cause) -> CauseMap:
    """Return where a cause of the house list stands in the official lists."""
    return MAPS[cause]


def opens_payment_order(cause: Cause) -> bool:
    """Tell whether an agreement on the cause can be enforced by 支付令 (调解仲裁法 16)."""
    return MAPS[cause].payment_order


def bars_arbitral_review(cause: Cause) -> bool:
    """Tell whether an agreement on the cause is shut out from 仲裁审查 (人社部令33号 75)."""
    return cause is Cause.EMPLOYMENT_RELATION
