"""A consultation that becomes a case: what must be known then and was not asked at the desk."""

from dataclasses import dataclass
from datetime import date

from mediation.rules.causes import QuickCause


@dataclass(frozen=True, slots=True)
class CaseFromConsultation:
    """What a case needs beyond the question that was asked."""

    on: date
    applicant: str
    employer: str
    causes: tuple[QuickCause, ...]
    request: str
    worker_count: int = 1
    mobile: str = ""
