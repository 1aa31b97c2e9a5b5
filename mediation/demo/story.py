"""One story of the demonstration: who, where and about what, and how far it has been told."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from mediation.basics.money import Money
from mediation.demo.employers import Employer
from mediation.demo.people import Cast
from mediation.demo.workers import Worker
from mediation.rules.causes import QuickCause
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.permissions import Actor


@dataclass(slots=True)
class Story:
    """One dispute: its people and its matter, and how far it has been told."""

    cast: Cast
    mediator: Actor
    worker: Worker
    employer: Employer
    job: str
    channel: Channel
    causes: tuple[QuickCause, ...]
    amount: Money
    chance: Random
    workers: int = 1
    urgent: tuple[UrgentFlag, ...] = ()
    knew_days_ago: int = 60
    meeting_days: list[date] = field(default_factory=list)
    due_days: list[date] = field(default_factory=list)
    case_id: str = ""
    meeting_id: str = ""

    @property
    def supervisor(self) -> Actor:
        """The supervisor whose account is published."""
        return self.cast.supervisors[0]

    def said(self, template: str) -> str:
        """Return a sentence with what belongs to this story filled in."""
        return template.format(
            job=self.job,
            months=self.chance.randint(2, 6),
            years=self.chance.randint(2, 11),
            amount=self.amount.figures,
        )
