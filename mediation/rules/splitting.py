"""Splitting: some of the workers of a case, and what they ask for, become a case of their own.

Three of ten have another claim, or go another way.  The new case has its own number and its own
key; it is against the same employer and came on the same day.  Its time limits are those of the
case that it came from, with the same starts and ends, and its mediation stands where that one's
did.  Visits, notes, meetings and papers stay with the case that they were about.

A case with a text that is final is not split any more: the text names its parties.
"""

from dataclasses import dataclass

from mediation.basics.errors import Malformed, RuleBroken
from mediation.rules.merging_terms import OPEN_STAGES, CaseFace, ClaimFace, PersonFace
from mediation.rules.party import PartyRole
from mediation.rules.workflow_terms import State, Step

_BEFORE_TEXT = frozenset({State.APPLIED, State.ACCEPTED, State.DRAFTED})


@dataclass(frozen=True, slots=True)
class Splitting:
    """Who goes, by the public ids, and which claims of the whole case go with them, and why."""

    people: tuple[str, ...]
    claims: tuple[int, ...]
    request: str
    reason: str


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two cases as it will be."""

    people: tuple[PersonFace, ...]
    claims: tuple[ClaimFace, ...]
    worker_count: int
    amount_fen: int | None
    first_cause: str


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """Both cases as they will be, and the parties that stand in both."""

    stays: Half
    goes: Half
    copied: tuple[PersonFace, ...]
    only_causes: bool

    @property
    def moved_claims(self) -> tuple[ClaimFace, ...]:
        """Return the claims that leave the case; copied causes do not."""
        return () if self.only_causes else self.goes.claims


def may_split(case: CaseFace) -> None:
    """Refuse a case that is closed, or whose agreement is past its draft."""
    if case.stage not in OPEN_STAGES:
        raise RuleBroken("splitting.not_open")
    if case.agreement_is_final or (case.progress_rank and case.state not in _BEFORE_TEXT):
        raise RuleBroken("splitting.agreement_is_final")
    if sum(each.role is PartyRole.APPLICANT for each in case.persons) <= 1:
        raise RuleBroken("splitting.only_one_applicant")


def planned(case: CaseFace, wanted: Splitting) -> SplitPlan:
    """Return both cases as they would be; somebody must go and somebody must stay."""
    applicants = [each for each in case.persons if each.role is PartyRole.APPLICANT]
    go = tuple(each for each in applicants if each.public_id in wanted.people)
    stay = tuple(each for each in applicants if each.public_id not in wanted.people)
    if not go:
        raise Malformed.at("people", "splitting.nobody_goes")
    if not stay:
        raise Malformed.at("people", "splitting.nobody_stays")
    keys = {each.id for each in go}
    moved = tuple(
        each
        for each in case.claims
        if each.party_id in keys or (each.party_id is None and each.number in wanted.claims)
    )
    rest = tuple(each for each in case.claims if each not in moved)
    shared = tuple(each for each in case.claims if each.party_id is None)
    total = case.values["amount_fen"]
    taken = _sum(moved)
    left = total - (taken or 0) if isinstance(total, int) else None
    count = case.values["worker_count"]
    left_count = count - len(go) if isinstance(count, int) else len(stay)
    first = str(case.values["first_cause"])
    return SplitPlan(
        stays=Half(
            stay,
            rest,
            max(left_count, len(stay)),
            None if left is None else max(left, 0),
            _first_cause(rest, first),
        ),
        goes=Half(go, moved or shared, len(go), taken, _first_cause(moved or shared, first)),
        copied=tuple(each for each in case.persons if each.role is not PartyRole.APPLICANT),
        only_causes=not moved,
    )


def steps_into(state: State | None) -> tuple[Step, Step | None]:
    """Return the steps that make the new case and its proceeding, where the old one stands so."""
    if state is State.APPLIED:
        return Step.SPLIT_OFF_IN_PROGRESS, Step.SPLIT_APPLICATION
    if state in _BEFORE_TEXT:
        return Step.SPLIT_OFF_IN_PROGRESS, Step.SPLIT_MEDIATION
    return Step.SPLIT_OFF, None


def _sum(claims: tuple[ClaimFace, ...]) -> int | None:
    amounts = [each.amount.fen for each in claims if each.amount is not None]
    return sum(amounts) if amounts else None


def _first_cause(claims: tuple[ClaimFace, ...], before: str) -> str:
    """Return the leading cause: the same as before where it is still asked for."""
    causes = [each.cause for each in claims if each.cause != "unsplit"]
    return before if before in causes or not causes else causes[0]
