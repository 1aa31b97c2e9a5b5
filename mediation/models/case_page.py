"""Everything that the page of one case shows, gathered at once for one actor.

Three measures of sight, taken from the permission matrix and nowhere else: a summary (the state
and the result, without people, numbers and notes), the whole case, and the names in full for
those who work on it.  Whatever an actor may not see is not loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, bindparam, select

from mediation.basics.errors import NotFound
from mediation.basics.paging import Page, read_mark, written_mark
from mediation.basics.text import masked_name
from mediation.models import (
    agreement,
    case_extent,
    case_facts,
    case_link,
    claim,
    deadline,
    document,
    meeting,
    party,
    proceeding,
    timeline,
    warning,
)
from mediation.models.agreement import AgreementFacts
from mediation.models.case import Case, CaseFacts, of_public_id
from mediation.models.case_extent import CaseExtent
from mediation.models.case_link import LinkedCase
from mediation.models.claim import Claimant, ClaimFacts
from mediation.models.db import Base, read
from mediation.models.deadline import DeadlineFacts
from mediation.models.document import DocumentFacts
from mediation.models.employer import Employer
from mediation.models.meeting import MeetingFacts
from mediation.models.organisation import Organisation, Town
from mediation.models.party import MaskedParty
from mediation.models.proceeding import ProceedingFacts
from mediation.models.sealing import case_seal
from mediation.models.timeline import Happening
from mediation.models.user import User
from mediation.models.visibility import standing_of_case
from mediation.models.warning import WarningFacts
from mediation.rules.facts import CaseStandsAt
from mediation.rules.handling import may_keep_caucus
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Action, Actor, Standing, may

Mask = Callable[[str], str]
_Name = ScalarSelect[str]

PARTIES_SHOWN = 20
LIST_ROWS = 50
_HAPPENINGS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class CaseNames:
    """Who and what the keys of a case stand for; empty where there is nobody."""

    handler: str
    lawyer: str
    logged_by: str
    body: str
    delegated_by: str
    town: str
    employer_entry: str
    """Where the employer stands in the registry."""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What everybody who may know of a case sees of it."""

    case: CaseFacts
    standing: Standing
    is_full: bool
    names: CaseNames
    run: ProceedingFacts | None
    deadlines: tuple[DeadlineFacts, ...]
    links: tuple[LinkedCase, ...]
    has: CaseExtent


@dataclass(frozen=True, slots=True)
class CaseInside:
    """What those who see the whole case see besides."""

    stands_at: CaseStandsAt
    names_in_full: bool
    may_keep_caucus: bool
    parties: tuple[MaskedParty, ...]
    claims: tuple[ClaimFacts, ...]
    claimants: tuple[Claimant, ...]
    """Who claims, where there is more than one applicant."""
    meetings: tuple[MeetingFacts, ...]
    agreement: AgreementFacts | None
    documents: tuple[DocumentFacts, ...]
    happenings: tuple[Happening, ...]
    warnings: tuple[WarningFacts, ...]

    def next_meeting(self) -> MeetingFacts | None:
        """Return the meeting that is called and comes first."""
        ahead = [each for each in self.meetings if each.is_ahead]
        return min(ahead, key=lambda each: each.starts_at) if ahead else None


def _name(table: type[Base], key: ColumnElement[int | None], column: str = "name") -> _Name:
    named: FromClause = table.__table__
    return select(named.c[column]).where(named.c.id == key).scalar_subquery()


_CASES = Case.__table__.c
_NAMES = select(
    _name(User, _CASES.handler_id).label("handler"),
    _name(User, _CASES.lawyer_id).label("lawyer"),
    _name(User, _CASES.logged_by_id).label("logged_by"),
    _name(Organisation, _CASES.body_id).label("body"),
    _name(Organisation, _CASES.delegated_by_id).label("delegated_by"),
    _name(Town, _CASES.town_id).label("town"),
    _name(Employer, _CASES.employer_id, "public_id").label("employer_entry"),
).where(_CASES.id == bindparam("case_id"))


def summary(actor: Actor, public_id: str) -> CaseSummary:
    """Return what the actor may at least see of a case; out of sight is not found."""
    case = of_public_id(public_id)
    standing = standing_of_case(actor, case)
    is_full = may(actor, Action.SEE_CASE, standing)
    if not is_full:
        case = replace(case, applicant_name="", amount_fen=None, request="", outcome_note="")
    elif not may(actor, Action.ADD_NOTE, standing):
        mask = party.name_mask([case.id])
        case = replace(
            case,
            applicant_name=masked_name(case.applicant_name),
            request=mask(case.request),
            outcome_note=mask(case.outcome_note),
        )
    has = case_extent.of_case(case)
    return CaseSummary(
        case,
        standing,
        is_full,
        _names(case),
        proceeding.leading(case.id),
        deadline.of_case(case.id),
        _links(actor, case.id, standing) if has.links else (),
        has,
    )


def _links(actor: Actor, case_id: int, standing: Standing) -> tuple[LinkedCase, ...]:
    """Return the linked cases in sight, each reason as this person may read it."""
    linked = case_link.of_case(actor, case_id)
    if not linked or may(actor, Action.ADD_NOTE, standing):
        return linked
    if not may(actor, Action.SEE_CASE, standing):
        return tuple(replace(each, reason="") for each in linked)
    mask = party.name_mask([case_id])
    return tuple(replace(each, reason=mask(each.reason)) for each in linked)


def inside(actor: Actor, seen: CaseSummary) -> CaseInside:
    """Return the rest of a case that the actor sees in full."""
    case = seen.case
    seal = case_seal(case.public_id)
    names_in_full = may(actor, Action.ADD_NOTE, seen.standing)
    mask = str if names_in_full else party.name_mask([case.id])
    parties = party.masked_of_case(case.id, seal, PARTIES_SHOWN)
    keeps_caucus = may_keep_caucus(actor, seen.standing)
    settled = agreement.latest(seen.run.id) if seen.run else None
    told = timeline.of_case(case.id, with_caucus=keeps_caucus, most=_HAPPENINGS_SHOWN)
    return CaseInside(
        stands_at=case_facts.stands_with(case, settled, seen.deadlines),
        names_in_full=names_in_full,
        may_keep_caucus=keeps_caucus,
        parties=parties if names_in_full else tuple(_nameless(each) for each in parties),
        claims=tuple(replace(each, note=mask(each.note)) for each in claim.of_case(case.id)),
        claimants=_claimants(parties, case.id, names_in_full=names_in_full),
        meetings=meeting.of_case(case.id) if seen.has.meetings else (),
        agreement=settled,
        documents=document.of_case(case.id) if seen.has.documents else (),
        happenings=_told_by(mask, told),
        warnings=warning.of_case(actor, case.id) if seen.has.warnings else (),
    )


def history(actor: Actor, seen: CaseSummary) -> tuple[Happening, ...]:
    """Return everything that happened in a case, corrections with their old values included."""
    with_caucus = may_keep_caucus(actor, seen.standing)
    told = (
        *timeline.of_case(seen.case.id, with_caucus=with_caucus),
        *timeline.corrections(seen.case.id),
    )
    in_order = tuple(sorted(told, key=_instant, reverse=True))
    if may(actor, Action.ADD_NOTE, seen.standing):
        return in_order
    return _told_by(party.name_mask([seen.case.id]), in_order)


def _instant(happening: Happening) -> datetime:
    return happening.at


def _told_by(mask: Mask, told: tuple[Happening, ...]) -> tuple[Happening, ...]:
    return tuple(
        replace(
            each,
            text=mask(each.text),
            changes=tuple(change.masked_by(mask) for change in each.changes),
        )
        for each in told
    )


def _claimants(
    parties: tuple[MaskedParty, ...], case_id: int, *, names_in_full: bool
) -> tuple[Claimant, ...]:
    """Return who claims; a single applicant needs no telling apart."""
    if sum(each.facts.role is PartyRole.APPLICANT for each in parties) < 2:
        return ()
    found = claim.claimants(case_id)
    if names_in_full:
        return found
    return tuple(replace(each, name=masked_name(each.name)) for each in found)


def _nameless(shown: MaskedParty) -> MaskedParty:
    facts = shown.facts
    if facts.is_employer:
        return shown
    masked = replace(facts, name=masked_name(facts.name), agent_name=masked_name(facts.agent_name))
    return replace(shown, facts=masked)


def _names(case: CaseFacts) -> CaseNames:
    return CaseNames(*(name or "" for name in read(_NAMES, case_id=case.id).one()))


def parties(actor: Actor, seen: CaseSummary, mark: str | None) -> Page[MaskedParty]:
    """List everybody in a case that the actor sees in full, a page at a time."""
    if not seen.is_full:
        raise NotFound("case.not_found")
    keys = read_mark(mark)
    after = int(keys[0]) if keys and str(keys[0]).isdecimal() else 0
    seal = case_seal(seen.case.public_id)
    rows = party.masked_of_case(seen.case.id, seal, LIST_ROWS + 1, after)
    if not may(actor, Action.ADD_NOTE, seen.standing):
        rows = tuple(_nameless(each) for each in rows)
    shown = rows[:LIST_ROWS]
    more = len(rows) > LIST_ROWS
    return Page(shown, written_mark(shown[-1].facts.id) if more else None)
