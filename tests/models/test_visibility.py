"""Who sees what: lists and single cases pass the same place, so none shows what another hides."""

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select

from mediation.basics.errors import NotFound
from mediation.casework import handling, instance, intake
from mediation.models import organisation, visibility
from mediation.models.case import Case, CaseFacts, of_public_id
from mediation.models.db import session
from mediation.rules.districts import DistrictRow
from mediation.rules.handling import Assignment
from mediation.rules.intake import Channel, NextAct
from mediation.rules.permissions import Actor, Relation, Role, operator
from tests.builders import People, a_case, a_district, a_wage_dispute

pytestmark = pytest.mark.usefixtures("service")

ELSEWHERE = "440113004"


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def logged(actor: Actor, **changes: object) -> CaseFacts:
    """Log a matter that waits for its triage, as this actor does."""
    verb = intake.log_intake
    if Role.LIAISON in actor.roles:
        verb = intake.report_sign
    if Role.COURT_CLERK in actor.roles:
        verb = intake.delegate
    return of_public_id(verb(actor, a_wage_dispute(next_act=NextAct.LATER, **changes)))


def listed(actor: Actor) -> set[str]:
    """Return the cases that stand in somebody's lists."""
    query = select(Case.public_id).where(visibility.visible_cases(actor))
    return set(session().scalars(query))


def found(actor: Actor, *cases: CaseFacts) -> set[str]:
    """Return the cases that somebody can open by their address."""
    seen = set()
    for each in cases:
        with suppress(NotFound):
            seen.add(visibility.standing_on_case(actor, each.public_id).subject_id)
    return seen


def with_lawyer(people: People) -> CaseFacts:
    matter = a_case(people)
    given = Assignment(people.mediator.public_id, people.lawyer.public_id, "代理")
    handling.assign(people.supervisor, matter.public_id, given)
    return of_public_id(matter.public_id)


def test_everybody_opens_exactly_what_stands_in_their_lists(people):
    cases = (
        a_case(people),
        a_case(people, town_code=ELSEWHERE),
        with_lawyer(people),
        logged(people.neighbour, town_code=ELSEWHERE),
        logged(people.supervisor, town_code=""),
        logged(people.liaison, channel=Channel.LIAISON, town_code=ELSEWHERE),
        logged(people.court, channel=Channel.COURT, town_code=ELSEWHERE),
    )
    for name in People.__slots__:
        person = getattr(people, name)
        assert listed(person) == found(person, *cases), name
    assert len(listed(people.supervisor)) == len(cases)
    assert listed(people.admin) == set()


@pytest.mark.parametrize(
    ("who", "relations"),
    [
        ("mediator", {Relation.HANDLER, Relation.BODY, Relation.REPORTED, Relation.DISTRICT}),
        ("colleague", {Relation.BODY, Relation.DISTRICT}),
        ("supervisor", {Relation.DISTRICT}),
        ("lawyer", {Relation.ASSIGNED, Relation.DISTRICT}),
        ("liaison", {Relation.TOWN, Relation.DISTRICT}),
        ("auditor", {Relation.DISTRICT}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_person_stands_to_a_case_by_what_ties_them(people, who, relations):
    matter = with_lawyer(people)
    standing = visibility.standing_on_case(getattr(people, who), matter.public_id)
    assert standing.relations == relations
    assert (standing.case_id, standing.version) == (matter.id, matter.version)


def test_a_case_without_a_handler_may_be_taken_by_its_body(people):
    matter = logged(people.liaison, channel=Channel.LIAISON)
    standing = visibility.standing_on_case(people.colleague, matter.public_id)
    assert Relation.UNASSIGNED_IN_BODY in standing.relations


@pytest.mark.parametrize("who", ["neighbour", "lawyer", "court", "admin"])
def test_what_is_out_of_sight_answers_like_what_does_not_exist(people, who):
    matter = a_case(people)
    answers = []
    for public_id in (matter.public_id, "a2b3c4d5e6f7"):
        with pytest.raises(NotFound) as hidden:
            visibility.standing_on_case(getattr(people, who), public_id)
        answers.append((hidden.value.code, hidden.value.facts))
    assert answers[0] == answers[1]


def test_another_district_sees_nothing_of_this_one(people):
    matter = a_case(people)
    instance.found(operator(), DistrictRow("440106", "广州市天河区", "天", ()))
    other = organisation.find_district("440106").id
    for person in (people.supervisor, people.auditor, people.liaison):
        stranger = replace(person, district_id=other, town_ids=frozenset())
        assert listed(stranger) == found(stranger, matter) == set()
