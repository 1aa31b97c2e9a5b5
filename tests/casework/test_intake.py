"""Intake through the real verbs: what comes in, who gets it, which clocks begin."""

from datetime import date, timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.money import Money
from mediation.casework import intake
from mediation.models import case, claim, deadline, employer, organisation, proceeding
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.models.db import session
from mediation.rules.causes import QuickCause
from mediation.rules.identity import Sex
from mediation.rules.intake import Channel, NextAct, Triage, UrgentFlag
from mediation.rules.organisation import OrganisationKind
from mediation.rules.party import PartyRole
from mediation.rules.permissions import Actor, Role
from mediation.rules.workflow_terms import Stage, State, Step
from tests.builders import People, a_district, a_wage_dispute, running_rules, what_it_brings

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def logged(actor: Actor, **changes: object) -> CaseFacts:
    """Log a matter that waits for its triage, and return it."""
    verb = intake.log_intake
    if Role.LIAISON in actor.roles:
        verb = intake.report_sign
    if Role.COURT_CLERK in actor.roles:
        verb = intake.delegate
    form = a_wage_dispute(**{"next_act": NextAct.LATER, **changes})
    return case.of_public_id(verb(actor, form))


def body_named(people: People, kind: OrganisationKind) -> int:
    return organisation.of_kind(people.mediator.district_id or 0, kind)


def triage_to(people: People, **changes: object) -> Triage:
    """Return the decision to send a matter to the centre from today on."""
    centre = organisation.find_by_key(body_named(people, OrganisationKind.CENTRE))
    plain = {
        "applied_on": real_clock.today(),
        "body_public_id": centre.public_id,
        "handler_public_id": people.mediator.public_id,
    }
    return Triage(**{**plain, **changes})  # type: ignore[arg-type] # the names of the decision


def test_an_intake_keeps_what_was_told_on_the_telephone(people):
    told = {"worker_count": 12, "urgent": (UrgentFlag.GATHERING,), "outside_number": "12345-77"}
    matter = logged(people.mediator, **told)
    assert (matter.stage, matter.progress) == (Stage.LOGGED, None)
    assert (matter.applicant_name, matter.employer_name) == ("王𠮷平", "番禺某某电子有限公司")
    assert matter.urgent_flags == ("gathering",)
    assert (matter.worker_count, matter.outside_number) == (12, "12345-77")
    assert matter.handler_id == people.mediator.user_id


def test_the_parties_are_there_and_the_number_tells_sex_and_birthday(people):
    matter = logged(people.mediator, id_number="11010519491231002X")
    worker, boss = parties.of_case(matter.id)
    assert (worker.role, boss.role) == (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    assert (worker.sex, worker.born_on) == (Sex.FEMALE.value, date(1949, 12, 31))
    assert boss.employer_id == matter.employer_id


def test_the_same_employer_is_one_entry_in_the_register(people):
    first, second = logged(people.mediator), logged(people.colleague)
    assert first.employer_id == second.employer_id
    assert employer.of_id(first.employer_id or 0).name == "番禺某某电子有限公司"


def test_one_cause_takes_the_whole_amount(people):
    matter = logged(people.mediator)
    [only] = claim.of_case(matter.id)
    assert (only.cause, only.amount) == ("wages", Money.of_yuan("38600"))
    assert claim.count_unsplit(matter.id) == 0


def test_with_several_causes_the_total_waits_to_be_divided(people):
    matter = logged(people.mediator, causes=(QuickCause.WAGES, QuickCause.SEVERANCE))
    held = {each.cause: each.amount for each in claim.of_case(matter.id)}
    assert held == {"wages": None, "severance": None, "unsplit": Money.of_yuan("38600")}
    assert claim.count_unsplit(matter.id) == 1


def test_an_amount_that_nobody_knows_makes_no_claim_to_divide(people):
    matter = logged(people.mediator, amount=None, causes=(QuickCause.WAGES, QuickCause.SEVERANCE))
    assert claim.count_unsplit(matter.id) == 0
    assert matter.amount_fen is None


@pytest.mark.parametrize(
    ("channel", "rules"),
    [
        (Channel.CALL, ["L1", "X1"]),
        (Channel.VISIT, ["L1", "X1"]),
        (Channel.HOTLINE_ORDER, ["H1", "L1", "X2", "X3"]),
        (Channel.COURT, ["L1"]),
    ],
    ids=str,
)
def test_a_petition_owes_a_written_answer(people, channel, rules):
    matter = logged(people.mediator, channel=channel, came_by=what_it_brings(channel))
    assert running_rules(matter) == rules


def test_the_written_answer_is_due_fifteen_days_after_the_day_it_came(people):
    came = real_clock.today() - timedelta(days=3)
    matter = logged(people.mediator, received_on=came)
    assert deadline.find_running(matter.id, "X1").due_on == came + timedelta(days=15)


def test_a_consultation_owes_nothing(people):
    form = a_wage_dispute(next_act=NextAct.CONSULTATION)
    matter = case.of_public_id(intake.log_consultation(people.lawyer, form))
    assert (matter.stage, running_rules(matter)) == (Stage.CONSULTED, [])
    assert matter.body_id == people.lawyer.organisation_id


def test_a_consultation_needs_only_its_question(people):
    form = a_wage_dispute(
        applicant="", employer="", causes=(), amount=None, mobile="", id_number="", address=""
    )
    matter = case.of_public_id(intake.log_consultation(people.mediator, form))
    assert parties.of_case(matter.id) == ()
    assert (matter.employer_id, matter.first_cause) == (None, "")


def test_mediation_that_is_wanted_at_once_goes_to_the_centre(people):
    form = a_wage_dispute()
    matter = case.of_public_id(intake.log_intake(people.neighbour, form))
    assert (matter.stage, matter.progress) == (Stage.IN_PROGRESS, State.APPLIED)
    assert matter.body_id == body_named(people, OrganisationKind.CENTRE)
    steps = [each.step for each in proceeding.history(matter.id)]
    assert steps == [Step.APPLY, Step.TRIAGE, Step.LOG]


def test_what_a_liaison_reports_waits_for_somebody_of_the_centre(people):
    matter = logged(people.liaison, channel=Channel.LIAISON)
    assert matter.handler_id is None
    assert matter.body_id == body_named(people, OrganisationKind.CENTRE)


def test_what_a_court_delegates_keeps_the_court_that_did(people):
    matter = logged(people.court, channel=Channel.COURT, outside_number="(2026)粤0113诉前调1号")
    assert matter.delegated_by_id == people.court.organisation_id
    assert matter.body_id == body_named(people, OrganisationKind.CENTRE)


@pytest.mark.parametrize("who", ["liaison", "court", "auditor", "admin", "lawyer"])
def test_only_those_who_take_calls_log_an_intake(people, who):
    with pytest.raises(NotAllowed):
        intake.log_intake(getattr(people, who), a_wage_dispute())


def test_an_intake_from_tomorrow_is_refused_at_its_field(people):
    tomorrow = real_clock.today() + timedelta(days=1)
    with pytest.raises(Malformed) as refused:
        intake.log_intake(people.mediator, a_wage_dispute(received_on=tomorrow))
    assert set(refused.value.problems) == {"received_on"}
    session().rollback()
    assert employer.likely(people.mediator.district_id or 0, "番禺") == ()


def test_numbers_follow_each_other_within_a_year(people, clock):
    numbers = [logged(people.mediator).case_number for _ in range(2)]
    clock.set("2027-01-04T09:00")
    numbers.append(logged(people.mediator, knew_on=None).case_number)
    assert numbers == ["番劳调〔2026〕0001号", "番劳调〔2026〕0002号", "番劳调〔2027〕0001号"]


def test_triage_sends_a_report_to_a_mediator_from_the_day_of_application(people):
    matter = logged(people.liaison, channel=Channel.LIAISON)
    intake.triage(people.supervisor, matter.public_id, triage_to(people))
    sent = case.of_id(matter.id)
    assert (sent.stage, sent.progress) == (Stage.IN_PROGRESS, State.APPLIED)
    assert sent.handler_id == people.mediator.user_id
    assert deadline.find_running(matter.id, "M3").started_on == real_clock.today()


def test_a_consultation_can_become_a_case(people):
    form = a_wage_dispute(next_act=NextAct.CONSULTATION)
    case_id = intake.log_consultation(people.mediator, form)
    intake.triage(people.mediator, case_id, triage_to(people))
    assert running_rules(case.of_public_id(case_id)) == ["L1", "M3", "M5"]


def test_triage_without_a_worker_is_refused(people):
    matter = logged(people.mediator, applicant="")
    with pytest.raises(RuleBroken, match=r"step\.applicant_missing"):
        intake.triage(people.mediator, matter.public_id, triage_to(people))
    assert case.of_id(matter.id) == matter


def test_triage_to_a_body_that_does_not_exist_is_refused(people):
    matter = logged(people.mediator)
    with pytest.raises(NotFound):
        intake.triage(
            people.mediator, matter.public_id, triage_to(people, body_public_id="a2b3c4d5e6f7")
        )
    assert proceeding.leading(matter.id) is None


@pytest.mark.parametrize("who", ["lawyer", "auditor", "court"])
def test_a_case_is_given_to_nobody_but_a_mediator(people, who):
    matter = logged(people.mediator)
    chosen = getattr(people, who).public_id
    with pytest.raises(Malformed) as refused:
        intake.triage(
            people.mediator, matter.public_id, triage_to(people, handler_public_id=chosen)
        )
    assert set(refused.value.problems) == {"handler_public_id"}


def test_a_mediator_keeps_a_case_and_gives_it_to_no_colleague(people):
    matter = logged(people.mediator)
    to_colleague = triage_to(people, handler_public_id=people.colleague.public_id)
    with pytest.raises(Malformed):
        intake.triage(people.mediator, matter.public_id, to_colleague)
    intake.triage(people.supervisor, matter.public_id, to_colleague)
    assert case.of_id(matter.id).handler_id == people.colleague.user_id


def test_a_case_is_sent_to_a_centre_and_to_no_other_office(people):
    matter = logged(people.mediator)
    court = organisation.find_by_key(body_named(people, OrganisationKind.COURT)).public_id
    with pytest.raises(Malformed) as refused:
        intake.triage(people.mediator, matter.public_id, triage_to(people, body_public_id=court))
    assert set(refused.value.problems) == {"body_public_id"}


def test_a_case_is_sent_to_the_centre_once(people):
    matter = logged(people.mediator)
    intake.triage(people.mediator, matter.public_id, triage_to(people))
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        intake.triage(people.mediator, matter.public_id, triage_to(people))


@pytest.mark.parametrize("days", [0, -1, -2], ids=["today", "yesterday", "the day it came"])
def test_an_application_is_received_between_the_matter_and_today(people, days):
    matter = logged(people.mediator, received_on=real_clock.today() - timedelta(days=2))
    on = real_clock.today() + timedelta(days=days)
    intake.triage(people.mediator, matter.public_id, triage_to(people, applied_on=on))
    assert proceeding.find_leading(matter.id).applied_on == on


@pytest.mark.parametrize("days", [1, -3], ids=["tomorrow", "before the matter came"])
def test_an_application_on_another_day_is_refused_at_its_field(people, days):
    """A slip of the year put all the clocks of a case years ahead, where nobody was warned."""
    matter = logged(people.mediator, received_on=real_clock.today() - timedelta(days=2))
    on = real_clock.today() + timedelta(days=days)
    with pytest.raises(Malformed) as refused:
        intake.triage(people.mediator, matter.public_id, triage_to(people, applied_on=on))
    assert set(refused.value.problems) == {"applied_on"}
    assert proceeding.leading(matter.id) is None
