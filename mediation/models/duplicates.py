"""Earlier cases that the caller may mean, looked up while somebody types.

The surest reason comes first: the same identity number, the same mobile, the same person against
the same employer, and then whatever else is open or recent against that employer.  Cases in sight
are shown; of cases out of sight only their number and the body that has them is told, so that the
caller can be sent there and nobody learns more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select

from mediation.basics.text import dot_spellings, folded, half_width, masked_name, tidied
from mediation.models import employer
from mediation.models.case import Case, CaseFacts
from mediation.models.case_conditions import in_status
from mediation.models.case_link import CaseLink
from mediation.models.db import session
from mediation.models.employer import EmployerFacts
from mediation.models.employer_recent import Recent, recent
from mediation.models.organisation import Organisation
from mediation.models.party import Party
from mediation.models.sealing import blind_index
from mediation.models.user import User
from mediation.models.visibility import fully_visible_cases, standing_on_row
from mediation.rules.case_link import LinkKind
from mediation.rules.case_list import GROUPS, Status, StatusGroup, status_of
from mediation.rules.identity import examine_mobile, phone_spellings
from mediation.rules.joining import may_join_at
from mediation.rules.likeness import Likeness
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Action, Actor, may
from mediation.rules.tripartite import MOVED_AWAY
from mediation.rules.workflow_terms import Stage, State

_MOST = 6
_RECENT = timedelta(days=365)
_SHORTEST_NAME = 2
_SHORTEST_ID = 8


@dataclass(frozen=True, slots=True)
class Caller:
    """What has been typed of a caller so far; an empty text is not known yet."""

    name: str = ""
    mobile: str = ""
    id_number: str = ""
    employer_name: str = ""


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A case in sight that may be the same matter, and why."""

    why: Likeness
    public_id: str
    case_number: str
    status: Status
    applicant: str
    employer_name: str
    handler_name: str
    received_on: date
    may_join: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many open cases like this one another body has."""

    body_name: str
    count: int


@dataclass(frozen=True, slots=True)
class Likely:
    """What was found in sight, how much there is out of sight, and what the employer is up to."""

    rows: tuple[LikelyDuplicate, ...]
    elsewhere: tuple[Elsewhere, ...]
    recent: Recent | None = None


def likely(actor: Actor, caller: Caller, today: date, chosen: str = "") -> Likely:
    """Return the cases that a caller may mean, the surest first.

    The case that was chosen already stays in the answer, whatever is typed after the choice.
    """
    entry = _meant(actor, caller.employer_name)
    ways = _ways(caller, entry, today)
    picked = {Likeness.CHOSEN: Case.public_id == chosen} if chosen else {}
    return Likely(
        _in_sight(actor, picked | ways),
        _out_of_sight(actor, ways) if ways else (),
        None if entry is None else recent(actor, entry.id, today),
    )


def like_case(actor: Actor, case: CaseFacts, most: int = _MOST) -> tuple[LikelyDuplicate, ...]:
    """Return the open cases in full sight that may be the same matter as a case, surest first."""
    own = and_(Party.case_id == case.id, Party.role == PartyRole.APPLICANT.value)
    ways: dict[Likeness, ColumnElement[bool]] = {
        Likeness.SAME_ID_NUMBER: _with_party(
            Party.id_number_index.in_(select(Party.id_number_index).where(own))
        ),
        Likeness.SAME_MOBILE: _with_party(
            Party.mobile_index.in_(select(Party.mobile_index).where(own))
        ),
    }
    if case.employer_id is not None:
        ways[Likeness.SAME_EMPLOYER] = Case.employer_id == case.employer_id
    mergeable = and_(in_status(GROUPS[StatusGroup.OPEN]), Case.id != case.id)
    narrowed = {why: and_(mergeable, condition) for why, condition in ways.items()}
    return _in_sight(actor, narrowed)[:most]


def _in_sight(
    actor: Actor, ways: dict[Likeness, ColumnElement[bool]]
) -> tuple[LikelyDuplicate, ...]:
    found: dict[int, LikelyDuplicate] = {}
    for why, condition in ways.items():
        if len(found) >= _MOST:
            break
        query = (
            select(Case, User.name)
            .outerjoin(User, User.id == Case.handler_id)
            .where(Case.district_id == actor.district_id, fully_visible_cases(actor), condition)
            .where(or_(Case.outcome.is_(None), Case.outcome.not_in(MOVED_AWAY)))
            .order_by(Case.logged_at.desc(), Case.id.desc())
            .limit(_MOST)
        )
        for case, handler_name in session().execute(query).all():
            if case.id not in found or found[case.id].why is Likeness.CHOSEN:
                found[case.id] = _likely(actor, why, case, handler_name)
    return tuple(found.values())[:_MOST]


def _out_of_sight(actor: Actor, ways: dict[Likeness, ColumnElement[bool]]) -> tuple[Elsewhere, ...]:
    # An unassigned case makes the condition unknown rather than false, and unknown is not sight.
    in_sight = func.coalesce(fully_visible_cases(actor), false())
    query = (
        select(Organisation.name, func.count())
        .select_from(Case)
        .join(Organisation, Organisation.id == Case.body_id)
        .where(Case.district_id == actor.district_id, not_(in_sight))
        .where(in_status(GROUPS[StatusGroup.OPEN]), or_(*ways.values()))
        .group_by(Organisation.name)
        .order_by(Organisation.name)
    )
    return tuple(Elsewhere(name, count) for name, count in session().execute(query).all())


def _ways(
    caller: Caller, entry: EmployerFacts | None, today: date
) -> dict[Likeness, ColumnElement[bool]]:
    """Return a condition for each likeness that what was typed allows to ask for."""
    ways: dict[Likeness, ColumnElement[bool]] = {}
    id_number = half_width(caller.id_number).upper()
    if len(id_number) >= _SHORTEST_ID:
        index = blind_index("parties.id_number", id_number)
        ways[Likeness.SAME_ID_NUMBER] = _with_party(Party.id_number_index == index)
    if examine_mobile(caller.mobile).is_sound:
        marks = [blind_index("parties.mobile", each) for each in phone_spellings(caller.mobile)]
        ways[Likeness.SAME_MOBILE] = _with_party(Party.mobile_index.in_(marks))
    if entry is None:
        return ways
    at_employer = Case.employer_id == entry.id
    name = tidied(caller.name)
    if len(name) >= _SHORTEST_NAME:
        applicant = and_(
            Party.name.in_(dot_spellings(name)), Party.role == PartyRole.APPLICANT.value
        )
        ways[Likeness.SAME_PEOPLE] = and_(at_employer, _with_party(applicant))
    still = or_(in_status(GROUPS[StatusGroup.OPEN]), Case.received_on >= today - _RECENT)
    ways[Likeness.SAME_EMPLOYER] = and_(at_employer, still)
    return ways


def _with_party(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the cases of a party; one that was merged away stands for where it went."""
    theirs = select(Party.case_id).where(condition)
    into = CaseLink.kind == LinkKind.MERGED_INTO.value
    went_to = select(CaseLink.other_id).where(into, CaseLink.case_id.in_(theirs))
    return Case.id.in_(theirs.union(went_to))


def _meant(actor: Actor, text: str) -> EmployerFacts | None:
    """Return the entry of the registry that the typed name means, once it is long enough."""
    if actor.district_id is None or len(folded(text)) < _SHORTEST_NAME:
        return None
    return employer.meant_by(actor.district_id, text)


def _likely(actor: Actor, why: Likeness, case: Case, handler_name: str | None) -> LikelyDuplicate:
    progress = State(case.progress) if case.progress else None
    may_join = may(actor, Action.JOIN_CASE, standing_on_row(actor, case))
    return LikelyDuplicate(
        why=why,
        public_id=case.public_id,
        case_number=case.case_number,
        status=status_of(Stage(case.stage), progress),
        applicant=masked_name(case.applicant_name),
        employer_name=case.employer_name,
        handler_name=handler_name or "",
        received_on=case.received_on,
        may_join=may_join and may_join_at(Stage(case.stage), progress),
    )
