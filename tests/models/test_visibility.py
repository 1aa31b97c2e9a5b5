"""Who sees what: lists and single cases pass the same place, so none shows what another hides."""

from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select

from mediation.basics import clock as real_clock
from mediation.basics.errors import NotFound
from mediation.casework import handling, instance, intake
from mediation.models import audit, case_list, organisation, recipient, visibility
from mediation.models.case import Case, CaseFacts, of_public_id
from mediation.models.db import session
from mediation.rules.case_list import CaseFilter
from mediation.rules.districts import DistrictRow
from mediation.rules.handling import Assignment
from mediation.rules.intake import Channel, NextAct
from mediation.rules.permissions import Action, Actor, Relation, Role, may, operator
from tests.builders import People, a_case, a_district, a_wage_dispute, at_the_town_union

pytestmark = pytest.mark.usefixtures("service")

HERE, ELSEWHERE = "440113016", "440113007"


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


def test_a_town_sees_its_own_and_the_district_sees_all(people):
    here, there = a_case(people), a_case(people, town_code=ELSEWHERE)
    nowhere = a_case(people, town_code="")
    for role in (Role.MEDIATOR, Role.SUPERVISOR):
        of_town = at_the_town_union(role)
        assert listed(of_town) == found(of_town, here, there, nowhere) == {here.public_id}
        assert case_list.count(of_town, CaseFilter(), real_clock.today()) == 1
    assert len(listed(people.supervisor)) == 3


def test_a_town_mediator_reads_the_towns_cases_and_leads_only_the_own_ones(people):
    reader = at_the_town_union(Role.MEDIATOR)
    theirs = visibility.standing_on_case(reader, a_case(people).public_id)
    assert may(reader, Action.SEE_CASE, theirs)
    assert not may(reader, Action.ACCEPT, theirs)
    own = intake.log_intake(reader, a_wage_dispute(next_act=NextAct.LATER, town_code=ELSEWHERE))
    assert may(reader, Action.TRIAGE, visibility.standing_on_case(reader, own))


def test_a_town_supervisor_decides_in_the_town_alone(people):
    boss, there = at_the_town_union(Role.SUPERVISOR), a_case(people, town_code=ELSEWHERE)
    assert may(boss, Action.ASSIGN, visibility.standing_on_case(boss, a_case(people).public_id))
    with pytest.raises(NotFound):
        handling.assign(boss, there.public_id, Assignment(people.mediator.public_id, None, "镇街"))
    assert all(act.subject_id != there.public_id for act in audit.search(boss, None).rows)


def test_an_auditor_inspects_the_district_wherever_the_desk_stands(people):
    there = a_case(people, town_code=ELSEWHERE)
    assert there.public_id in listed(at_the_town_union(Role.AUDITOR))


def test_the_letters_of_the_district_do_not_go_to_a_towns_supervisor(people):
    boss, district = at_the_town_union(Role.SUPERVISOR), people.supervisor.district_id or 0
    told = {each.user_id for each in recipient.alerted(district)}
    assert told == {people.supervisor.user_id}
    assert boss.user_id not in told


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
        ("liaison", {Relation.TOWN}),
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
