"""What a desk at a town's union changes: its own records, and nothing that holds for all towns."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from mediation.basics import clock
from mediation.basics.errors import NotAllowed
from mediation.casework import (
    employer,
    hotline_order,
    intake,
    outreach,
    recipient,
    sensitive_period,
)
from mediation.casework import user as users
from mediation.models import employer as employers
from mediation.models import employer_merge, organisation
from mediation.models.audit import AuditEntry
from mediation.models.db import session
from mediation.rules.employer import (
    EmployerEntry,
    EmployerMerging,
    Undoing,
    UnionState,
    WatchEnding,
    WatchEntry,
    WatchReason,
)
from mediation.rules.hotline_order import Difficulty, OrderLimit, OrderSource
from mediation.rules.intake import NextAct
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import Role
from mediation.rules.recipient import RecipientEntry
from mediation.rules.sensitive_period import PeriodEntry, PeriodKind
from mediation.rules.user import UserEntry
from tests.builders import a_district, a_wage_dispute, an_event, at_the_town_union

HERE, ELSEWHERE = "440113016", "440113007"
FACTORY = "番禺云岫五金制品厂"
LIMIT = OrderLimit(OrderSource.HOTLINE_12351, Difficulty.ORDINARY, 5, True, "穗工〔2026〕1号")
MERGING = EmployerMerging("", frozenset(), "同一家厂")


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


def a_period():
    """Return a sensitive period of today, for the whole district."""
    return PeriodEntry("两会", PeriodKind.TWO_SESSIONS, clock.today(), clock.today(), 3)


def told(person):
    """Return what is said of somebody who gets alerts."""
    return RecipientEntry(person.public_id, True, True, 0)


def registered(people, town_code=ELSEWHERE, name=FACTORY):
    """Enter an employer that lies in a town."""
    return employer.register(people.mediator, EmployerEntry(name, town_code=town_code))


def logged(by, name=FACTORY, **changes):
    """Log a matter against an employer."""
    asked = a_wage_dispute(employer=name, next_act=NextAct.LATER, **changes)
    return intake.log_intake(by, asked)


def merged(people):
    """Merge two entries with a case in each of two towns; return the survivor and the merge."""
    kept, gone = registered(people), registered(people, name="云岫五金")
    for town_code in (HERE, ELSEWHERE):
        logged(people.mediator, "云岫五金", town_code=town_code)
    return kept, employer.merge(people.supervisor, kept, replace(MERGING, merged_public_id=gone))


def of_the_whole_district(people):
    """Return acts that hold for every town, each to be done by whoever is given."""
    period = sensitive_period.add(people.supervisor, a_period())
    named = recipient.add(people.supervisor, told(people.supervisor))
    hotline_order.set_limit(people.supervisor, LIMIT)
    kept, merge_id = merged(people)
    other = registered(people, name="丙丁皮具厂")
    watching = WatchEntry((WatchReason.WAGE_ARREARS,), clock.today())
    event = outreach.record(people.supervisor, an_event())
    return (
        lambda who: sensitive_period.add(who, a_period()),
        lambda who: sensitive_period.change(who, period, a_period()),
        lambda who: sensitive_period.activate(who, period),
        lambda who: sensitive_period.end(who, period),
        lambda who: recipient.add(who, told(people.mediator)),
        lambda who: recipient.change(who, named, told(people.supervisor)),
        lambda who: recipient.remove(who, named),
        lambda who: hotline_order.set_limit(who, LIMIT),
        lambda who: hotline_order.drop_limit(who, LIMIT.source, LIMIT.difficulty),
        lambda who: employer.watch(who, kept, watching),
        lambda who: employer.stop_watching(who, kept, WatchEnding("已结清")),
        lambda who: employer.correct(who, other, EmployerEntry("丙丁皮具厂")),
        lambda who: employer.undo_merge(who, merge_id, Undoing("不是一家")),
        lambda who: employer.merge(who, kept, replace(MERGING, merged_public_id=other)),
        lambda who: outreach.change(who, event, an_event()),
    )


def results():
    """Return how the acts ended that the trail holds, the oldest first."""
    session().rollback()
    return list(session().scalars(select(AuditEntry.result).order_by(AuditEntry.sequence)))


def test_what_holds_for_every_town_is_refused_at_one_and_done_at_the_district(people):
    acts = of_the_whole_district(people)
    boss = at_the_town_union(Role.SUPERVISOR)
    before = results()
    for act in acts:
        with pytest.raises(NotAllowed) as refused:
            act(boss)
        assert refused.value.code == "permission.for_district_office"
    assert results() == before + ["refused"] * len(acts)
    for act in acts:
        act(people.supervisor)
    assert results()[-len(acts) :] == ["done"] * len(acts)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MEDIATOR])
def test_a_town_corrects_the_employers_that_concern_it_and_the_trail_says_so(people, role):
    desk = at_the_town_union(role)
    own, near = registered(people, HERE, "甲乙五金厂"), registered(people)
    found = EmployerEntry(FACTORY, town_code=ELSEWHERE, union=UnionState.FOUNDED)
    with pytest.raises(NotAllowed):
        employer.correct(desk, near, found)
    logged(people.mediator, town_code=HERE)
    employer.correct(desk, near, found)
    employer.correct(desk, own, EmployerEntry("甲乙五金厂", union=UnionState.FOUNDED))
    changes = select(AuditEntry.changes).where(
        AuditEntry.actor_name == desk.name, AuditEntry.subject_id == near
    )
    assert '"union_state":["unknown","founded"]' in session().scalars(changes).all()[-1]


def test_a_town_enters_employers_logs_cases_and_records_its_own_events(people):
    boss = at_the_town_union(Role.SUPERVISOR)
    employer.register(boss, EmployerEntry("甲乙五金厂"))
    logged(boss)
    assert employers.meant_by(boss.district_id or 0, FACTORY) is not None
    event = outreach.record(boss, an_event())
    outreach.change(boss, event, an_event(head_count=90))


def test_a_merge_tells_of_the_cases_that_the_reader_sees(people, engine_url):
    kept, _merge_id = merged(people)
    key = employers.find(people.supervisor, kept).id
    seen = {
        who.name: employer_merge.of_employer(who, key)[0].moved_in_sight
        for who in (people.supervisor, people.neighbour, at_the_town_union(Role.SUPERVISOR))
    }
    assert list(seen.values()) == [2, 0, 1]


def test_an_administrator_keeps_the_district_wherever_the_desk_stands(people):
    keeper = at_the_town_union(Role.ADMIN)
    body = organisation.of_kind(keeper.district_id or 0, OrganisationKind.CENTRE)
    entry = UserEntry("new", "新人", "", organisation.find_by_key(body).public_id, (Role.MEDIATOR,))
    assert users.add(keeper, entry)
