"""The words of merging: whose value stays, the two cases as they are compared, choices, and plans.

The engine stands in `merging`.  A face is what a case or a party looks like to somebody who
compares: marks instead of numbers, places instead of keys, nothing that could be written back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mediation.basics.money import Money
from mediation.rules.party import PartyRole
from mediation.rules.workflow_terms import Stage, State

UNDER_WAY = frozenset(
    {
        State.ACCEPTED,
        State.DRAFTED,
        State.FINALISED,
        State.SIGNED,
        State.EFFECTIVE,
        State.CONCLUDED,
    }
)
OPEN_STAGES = frozenset({Stage.LOGGED, Stage.IN_PROGRESS, Stage.PERFORMANCE})


class Whose(StrEnum):
    """Whose value stays: that of the case that stays, that of the other, both, or the sum."""

    KEPT = "kept"
    GONE = "gone"
    BOTH = "both"
    COUNTED = "counted"


class CaseField(StrEnum):
    """The facts of a case for which somebody chooses."""

    EMPLOYER = "employer"
    TOWN = "town"
    REQUEST = "request"
    CHANNEL = "channel"
    RECEIVED_ON = "received_on"
    KNEW_ON = "knew_on"
    EMPLOYMENT_ENDED_ON = "employment_ended_on"
    URGENT = "urgent"
    HANDLER = "handler"
    LAWYER = "lawyer"
    DELEGATED_BY = "delegated_by"
    OUTSIDE_NUMBER = "outside_number"
    WORKER_COUNT = "worker_count"
    AMOUNT = "amount"


class PersonField(StrEnum):
    """The facts of a person for which somebody chooses."""

    NAME = "name"
    BIRTH = "birth"
    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    ADDRESS = "address"
    AGENT = "agent"


COLUMNS: Mapping[CaseField, tuple[str, ...]] = {
    CaseField.EMPLOYER: ("employer_name", "employer_id"),
    CaseField.TOWN: ("town_id",),
    CaseField.REQUEST: ("request",),
    CaseField.CHANNEL: ("channel",),
    CaseField.RECEIVED_ON: ("received_on",),
    CaseField.KNEW_ON: ("knew_on",),
    CaseField.EMPLOYMENT_ENDED_ON: ("employment_ended_on",),
    CaseField.URGENT: ("urgent_flags",),
    CaseField.HANDLER: ("handler_id",),
    CaseField.LAWYER: ("lawyer_id",),
    CaseField.DELEGATED_BY: ("delegated_by_id",),
    CaseField.OUTSIDE_NUMBER: ("outside_number",),
    CaseField.WORKER_COUNT: ("worker_count",),
    CaseField.AMOUNT: ("amount_fen",),
}


@dataclass(frozen=True, slots=True)
class PersonFace:
    """A party as merging compares it: equal marks mean equal facts, and no number is readable."""

    public_id: str
    id: int
    role: PartyRole
    is_employer: bool
    name: str
    marks: Mapping[PersonField, str]
    shown: Mapping[PersonField, str]
    employer_key: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFace:
    """A claim as merging compares it; `number` is its place in the list of its case."""

    number: int
    id: int
    party_id: int | None
    cause: str
    amount: Money | None
    note: str


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A running time limit."""

    id: int
    rule: str
    started_on: date
    due_on: date
    of_proceeding: bool


@dataclass(frozen=True, slots=True)
class CaseFace:
    """A case with everything on which the merging of two depends."""

    id: int
    public_id: str
    case_number: str
    district_id: int
    version: int
    stage: Stage
    state: State | None
    logged_at: datetime
    values: Mapping[str, object]
    persons: tuple[PersonFace, ...]
    claims: tuple[ClaimFace, ...]
    clocks: tuple[ClockFace, ...]
    meetings_ahead: int
    agreement_is_final: bool

    @property
    def progress_rank(self) -> int:
        """How far its mediation has come: not at all or over, applied for, under way."""
        if self.state in UNDER_WAY:
            return 2
        return 1 if self.state is State.APPLIED else 0

    def value(self, name: CaseField) -> tuple[object, ...]:
        """Return what stands in the columns of a field."""
        return tuple(self.values[column] for column in COLUMNS[name])


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Who of the case that stays a party of the other one is, and which facts hold."""

    party: str
    same_as: str | None
    facts: Mapping[PersonField, Whose]


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """Which of two claims for one thing stays."""

    number: int
    stays: Whose


@dataclass(frozen=True, slots=True)
class Merging:
    """What somebody chose: a side for each fact, the pairs of persons and of claims, and why."""

    fields: Mapping[CaseField, Whose]
    persons: tuple[PersonChoice, ...] = ()
    claims: tuple[ClaimChoice, ...] = ()
    reason: str = ""
    other_version: int | None = None


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One fact of the merged case: both values, whose it is, and what it will be."""

    name: CaseField
    kept: tuple[object, ...]
    gone: tuple[object, ...]
    sides: tuple[Whose, ...]
    chosen: Whose
    result: tuple[object, ...]

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return len(self.sides) > 1


@dataclass(frozen=True, slots=True)
class Union:
    """One person who stands in both cases, and whose facts of theirs hold."""

    kept: PersonFace
    gone: PersonFace
    facts: Mapping[PersonField, Whose]

    def differing(self) -> tuple[PersonField, ...]:
        """Return the facts that both cases have and that are not the same."""
        return tuple(
            name
            for name in PersonField
            if self.kept.marks.get(name)
            and self.gone.marks.get(name)
            and self.kept.marks[name] != self.gone.marks[name]
        )


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """A claim of the other case: its twin in the case that stays, if any, and which one stays."""

    claim: ClaimFace
    twin: ClaimFace | None
    party_id: int | None
    stays: Whose


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """A time limit that begins in the case that stays, and the later one that it replaces."""

    clock: ClockFace
    replaces: ClockFace | None


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything that the merging will do, before it is done."""

    fields: tuple[FieldPlan, ...]
    unions: tuple[Union, ...]
    moved: tuple[PersonFace, ...]
    claims: tuple[ClaimPlan, ...]
    clocks: tuple[ClockPlan, ...]

    def result(self, name: CaseField) -> tuple[object, ...]:
        """Return what a field of the merged case will hold."""
        return next(each.result for each in self.fields if each.name is name)
