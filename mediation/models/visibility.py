"""Who sees what, in one place: the condition for lists and the standing for one case.

Lists, details, searches, counts and documents all pass here, so none can show what another
hides.  What is out of sight answers exactly like what does not exist.
"""

from dataclasses import replace

from sqlalchemy import ColumnElement, false, or_, select

from mediation.basics.errors import NotFound
from mediation.models.case import Case, CaseFacts
from mediation.models.db import session, writing_now
from mediation.rules.case_move import CasePair
from mediation.rules.permissions import SUMMARY_ONLY, Action, Actor, Relation, Role, Standing, may


def visible_cases(actor: Actor) -> ColumnElement[bool]:
    """Return the SQL condition under which a case stands in this actor's lists."""
    ways: list[ColumnElement[bool]] = []
    if actor.roles & {Role.SUPERVISOR, Role.AUDITOR}:
        ways.append(on_ground(actor))
    if Role.MEDIATOR in actor.roles:
        ways.append(Case.body_id == actor.organisation_id)
        ways.append(Case.handler_id == actor.user_id)
        if actor.body_town_id is not None:
            ways.append(on_ground(actor))
    if Role.LAWYER in actor.roles:
        ways.append(Case.lawyer_id == actor.user_id)
    if Role.LIAISON in actor.roles:
        ways.append(Case.town_id.in_(actor.town_ids))
        ways.append(Case.logged_by_id == actor.user_id)
    if Role.COURT_CLERK in actor.roles:
        ways.append(Case.delegated_by_id == actor.organisation_id)
    return or_(false(), *ways)


def fully_visible_cases(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which the actor sees a case with its people."""
    return visible_cases(replace(actor, roles=actor.roles - SUMMARY_ONLY))


def sees_only_summaries(actor: Actor) -> bool:
    """Tell whether the actor sees of every case only how it goes."""
    return not actor.roles - SUMMARY_ONLY


def on_ground(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which a case lies on the ground that the actor's body works on.

    That is one town for the people of a town's union, and the district for everybody else.
    """
    here = Case.district_id == actor.district_id
    return here if actor.body_town_id is None else here & (Case.town_id == actor.body_town_id)


def standing_on_both(actor: Actor, cases: CasePair) -> Standing:
    """Return how the actor stands to both of two cases, told of the one that stays.

    Only what ties the actor to both of them counts.  Inside a command both are locked, always in
    the same order, so that two people who merge the same cases never wait for each other.
    """
    asked = sorted({cases.kept_id, cases.other_id})
    found = {each: standing_on_case(actor, each) for each in asked}
    kept, other = found[cases.kept_id], found[cases.other_id]
    return replace(kept, relations=kept.relations & other.relations)


def standing_on_case(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a case; inside a command the case is locked as well."""
    query = select(Case).where(Case.public_id == public_id)
    if writing_now.get():
        query = query.with_for_update()
    case = session().scalars(query).one_or_none()
    if case is None:
        raise NotFound("case.not_found")
    return standing_of_case(actor, case)


def standing_of_case(actor: Actor, case: Case | CaseFacts) -> Standing:
    """Return how the actor stands to a case that has been read; out of sight is not found."""
    standing = standing_on_row(actor, case)
    if not may(actor, Action.SEE_CASE_SUMMARY, standing):
        raise NotFound("case.not_found")
    return standing


def standing_on_row(actor: Actor, case: Case | CaseFacts) -> Standing:
    """Return how the actor stands to a case that a query of this room has found in sight."""
    return Standing(
        _relations(actor, case), "case", case.public_id, case.id, case.version, case.district_id
    )


def _relations(actor: Actor, case: Case | CaseFacts) -> frozenset[Relation]:
    same_body = case.body_id == actor.organisation_id
    town = actor.body_town_id
    same_town = town is not None and case.town_id == town
    ties = {
        Relation.HANDLER: case.handler_id is not None and case.handler_id == actor.user_id,
        Relation.ASSIGNED: case.lawyer_id is not None and case.lawyer_id == actor.user_id,
        Relation.UNASSIGNED_IN_BODY: same_body and case.handler_id is None,
        Relation.BODY: same_body,
        Relation.REPORTED: case.logged_by_id == actor.user_id,
        Relation.DELEGATED: case.delegated_by_id is not None
        and case.delegated_by_id == actor.organisation_id,
        Relation.TOWN: case.town_id is not None and case.town_id in actor.town_ids,
        Relation.BODY_TOWN: same_town,
        Relation.DISTRICT: case.district_id == actor.district_id and (town is None or same_town),
    }
    return frozenset(relation for relation, holds in ties.items() if holds)
