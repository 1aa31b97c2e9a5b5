"""The demonstration: every state and level is there, it verifies, and nobody in it exists."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from mediation.basics import clock
from mediation.casework import account
from mediation.demo import instance, rounds
from mediation.demo.collective import WORKERS
from mediation.demo.employers import MARK, employers
from mediation.demo.people import MAIL_DOMAIN, STAFF
from mediation.demo.registry import WATCHED
from mediation.demo.rounds import SEASONS
from mediation.demo.workers import FICTIONAL_NAMES, RARE_NAMES
from mediation.models import audit, follow_up, outbox, party, sealing, user, watch
from mediation.models.case import Case
from mediation.models.claim import Claim
from mediation.models.contact import Contact
from mediation.models.db import session
from mediation.models.deadline import Deadline
from mediation.models.employer import Employer
from mediation.models.employer_watch import EmployerWatch
from mediation.models.follow_up import FollowUp
from mediation.models.outbox import OutboxLetter
from mediation.models.party import Party
from mediation.models.sensitive_period import SensitivePeriod
from mediation.models.user import User
from mediation.models.warning import DeadlineWarning, still_open
from mediation.rules.caller import CallerRole
from mediation.rules.causes import QuickCause
from mediation.rules.identity import Sex, examine_credit_code
from mediation.rules.intake import Channel
from mediation.rules.permissions import Origin, operator
from mediation.rules.sensitive_period import PeriodState
from mediation.rules.warnings import WarningLevel
from mediation.rules.workflow_terms import Stage, State
from tests.engines import Databases
from tests.instance import serving, settings_for

pytestmark = pytest.mark.slow

PASSWORD = "an evening walk by the river"
TODAY = date(2026, 11, 20)
PUBLISHED = ("mediator", "lawyer", "supervisor", "liaison", "court", "auditor", "admin")


@pytest.fixture(scope="module", autouse=True)
def loaded(databases: Databases, tmp_path_factory: pytest.TempPathFactory):
    """The demonstration, loaded once for all tests of this file."""
    folder = tmp_path_factory.mktemp("demo")
    with databases.fresh("sqlite", folder) as url, serving(settings_for(folder, url)):
        with clock.fixed(clock.at(TODAY, 10)):
            instance.load(PASSWORD, TODAY)
        yield


@pytest.fixture(scope="module")
def collective() -> Case:
    """The case with most workers."""
    return session().scalars(select(Case).order_by(Case.worker_count.desc()).limit(1)).one()


def counted(column):
    """Count the rows of a table by one of its columns."""
    return dict(session().execute(select(column, func.count()).group_by(column)).all())


def open_levels():
    """Count the open warnings by level."""
    query = select(DeadlineWarning.level, func.count()).join(
        Deadline, Deadline.id == DeadlineWarning.deadline_id
    )
    return dict(session().execute(query.where(still_open()).group_by(DeadlineWarning.level)).all())


def test_there_are_some_hundred_and_twenty_cases():
    assert 110 <= (session().scalar(select(func.count()).select_from(Case)) or 0) <= 150


@pytest.mark.parametrize("stage", list(Stage))
def test_cases_stand_at_every_stage(stage):
    assert counted(Case.stage).get(stage.value, 0) > 0


@pytest.mark.parametrize("state", list(State))
def test_proceedings_stand_in_every_state(state):
    assert counted(Case.progress).get(state.value, 0) > 0


@pytest.mark.parametrize("channel", list(Channel))
def test_matters_came_through_every_door(channel):
    assert counted(Case.channel).get(channel.value, 0) > 0


@pytest.mark.parametrize("role", list(CallerRole))
def test_whoever_speaks_for_one_of_the_two_sides_has_called(role):
    assert counted(Contact.caller_role).get(role.value, 0) > 0


def test_calls_wait_for_the_published_mediator_and_others_were_made():
    # The first page of the demonstration counted no call that waits.
    with clock.fixed(clock.at(TODAY, 11)):
        actor = account.come_in("mediator", PASSWORD, Origin("web", "127.0.0.1"), clock.now())
        waiting = follow_up.tally(actor, clock.now())
    assert waiting.open > waiting.overdue > 0
    assert session().scalar(select(func.count(FollowUp.done_at))) == 2


@pytest.mark.parametrize("cause", list(QuickCause))
def test_every_cause_is_there(cause):
    assert counted(Case.first_cause).get(cause.value, 0) > 0


def test_every_town_has_a_case():
    towns = session().scalar(select(func.count(Case.town_id.distinct())))
    assert towns == len({each.town_code for each in employers()}) == 16


def test_most_cases_are_about_one_worker():
    sizes = Counter(session().scalars(select(Case.worker_count)))
    assert sizes[1] > sizes.total() * 0.7


@pytest.mark.parametrize("level", list(WarningLevel))
def test_warnings_of_every_level_are_open(level):
    assert open_levels().get(level.value, 0) > 0


def test_some_time_limits_are_due_today_and_some_are_over():
    running = select(Deadline.due_on).where(Deadline.ended_as.is_(None))
    days = Counter(session().scalars(running))
    assert days[TODAY] > 0
    assert sum(count for day, count in days.items() if day < TODAY) > 0


def test_the_collective_case_has_three_hundred_workers_with_claims(collective):
    of_case = select(func.count()).select_from(Claim).where(Claim.case_id == collective.id)
    assert collective.worker_count == WORKERS
    assert session().scalar(of_case.where(Claim.party_id.is_not(None))) == WORKERS


def test_the_numbers_of_the_collective_case_are_sealed_and_open_with_its_key(collective):
    opened = party.opened_of_case(collective.id, sealing.case_seal(collective.public_id))
    numbers = {each.id_number for each in opened if not each.facts.is_employer}
    assert len(numbers) == WORKERS
    assert not numbers & set(session().scalars(select(Party.id_number_sealed)))


def test_no_identity_number_can_belong_to_anybody():
    for matter in session().scalars(select(Case)):
        opened = party.opened_of_case(matter.id, sealing.case_seal(matter.public_id))
        assert {each.id_number[:6] for each in opened} <= {"", "000000"}
        assert {each.mobile[:7] for each in opened} <= {"", "1990000"}


def test_everybody_is_from_the_list_of_made_up_names():
    workers = set(session().scalars(select(Party.name).where(Party.is_employer.is_(False))))
    assert workers <= FICTIONAL_NAMES
    assert set(RARE_NAMES) <= workers


def test_what_concerns_women_is_asked_by_women():
    about_women = select(Case.id).where(Case.first_cause == QuickCause.WOMEN_AND_MINORS.value)
    asking = select(Party.sex).where(Party.case_id.in_(about_women), Party.sex != "")
    assert set(session().scalars(asking)) == {Sex.FEMALE.value}


def test_every_employer_says_that_it_is_an_example():
    names = set(session().scalars(select(Case.employer_name).where(Case.employer_name != "")))
    assert all(name.endswith(MARK) for name in names)
    assert len(names) > 40


def test_the_credit_codes_are_well_formed_and_belong_to_no_place():
    codes = [each.credit_code for each in employers()]
    assert all(examine_credit_code(code).findings == () for code in codes)
    assert {code[2:8] for code in codes} == {"000000"}


def test_the_audit_trail_verifies_and_runs_forward_in_time():
    instants = list(session().scalars(select(audit.AuditEntry.at).order_by("sequence")))
    assert audit.first_broken() is None
    assert instants == sorted(instants)


def test_nothing_was_refused_on_the_way():
    assert counted(audit.AuditEntry.result) == {"done": audit.count_entries()}


@pytest.mark.parametrize("username", PUBLISHED)
def test_each_published_account_comes_in_without_a_new_password(username):
    at = clock.at(TODAY, 11)
    with clock.fixed(at):
        actor = account.come_in(username, PASSWORD, Origin("web", "127.0.0.1"), at)
    facts = user.find(operator(), actor.public_id)
    assert not facts.password_must_change


def test_letters_go_to_a_domain_for_examples_only():
    addresses = set(session().scalars(select(User.email)))
    assert {address.rpartition("@")[2] for address in addresses} == {MAIL_DOMAIN}
    assert len(addresses) == len(STAFF)


def test_only_letters_of_today_wait_to_be_sent():
    due = set(session().scalars(select(OutboxLetter.due_at)))
    assert {clock.day_of(at) for at in due} == {TODAY}
    assert {"warning", "digest", "briefing"} == set(counted(OutboxLetter.kind))
    assert outbox.count_stuck() == 0


def test_the_watch_was_just_here():
    seen = watch.last_beat()
    assert seen is not None
    assert seen.at == clock.at(TODAY, 10)


def test_one_period_is_on_and_one_is_a_draft():
    assert counted(SensitivePeriod.state) == {
        PeriodState.ACTIVE.value: 1,
        PeriodState.DRAFT.value: 1,
    }


@pytest.mark.parametrize("month", range(1, 13))
def test_a_season_covers_every_day_of_the_year(month):
    current, following, after = rounds.seasons_from(date(2026, month, 1))
    assert current[0] <= date(2026, month, 1) < following[0] < after[0]
    assert current[1] in SEASONS


def test_the_registry_knows_its_employers_before_the_first_case():
    entries = counted(Employer.industry)
    assert entries.pop("") == 1
    assert sum(entries.values()) == len(employers())
    assert counted(Employer.merged_into_id) == {None: len(employers()) + 1}
    at_known = select(func.count(Case.employer_id.distinct()))
    assert (session().scalar(at_known) or 0) <= len(employers())


def test_some_employers_are_watched():
    today = session().scalars(select(EmployerWatch.from_on))
    assert len(list(today)) == len(WATCHED)
