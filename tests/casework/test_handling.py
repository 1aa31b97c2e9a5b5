"""Handling a case as a whole: taken, assigned, noted, corrected, divided, closed, opened again."""

from dataclasses import replace

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.basics.money import Money
from mediation.casework import handling, intake, tripartite
from mediation.casework import user as users
from mediation.models import audit, case, claim, deadline, note, proceeding
from mediation.models.case import CaseFacts
from mediation.rules.causes import Cause, QuickCause
from mediation.rules.handling import (
    Assignment,
    ClaimLine,
    ClaimsSplit,
    Correction,
    NoteEntry,
    NoteKind,
)
from mediation.rules.intake import Channel, NextAct, UrgentFlag
from mediation.rules.permissions import Actor
from mediation.rules.tripartite import Closing, Dated, Outcome
from mediation.rules.workflow_terms import Stage, State
from tests.builders import People, a_case, a_district, a_wage_dispute, running_rules

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people() -> People:
    """The people of a district that was just founded."""
    return a_district()


def a_report(people: People) -> CaseFacts:
    """Return a case that nobody handles yet."""
    form = a_wage_dispute(next_act=NextAct.LATER, channel=Channel.LIAISON)
    return case.of_public_id(intake.report_sign(people.liaison, form))


def a_logged_case(people: People) -> CaseFacts:
    """Return a case that was never sent to the centre."""
    form = a_wage_dispute(next_act=NextAct.LATER)
    return case.of_public_id(intake.log_intake(people.mediator, form))


def closing(outcome: Outcome, **changes: object) -> Closing:
    plain = Closing(real_clock.today(), outcome, "双方确认")
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the closing


def given_to(handler: Actor, lawyer: Actor | None = None) -> Assignment:
    return Assignment(handler.public_id, lawyer.public_id if lawyer else None, "工作安排")


def test_somebody_of_the_body_takes_a_case_that_nobody_has(people):
    matter = a_report(people)
    handling.take_case(people.colleague, matter.public_id)
    assert case.of_id(matter.id).handler_id == people.colleague.user_id


def test_a_case_that_somebody_has_is_not_taken(people):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        handling.take_case(people.colleague, matter.public_id)
    with pytest.raises(RuleBroken, match=r"case\.has_handler"):
        handling.take_case(people.supervisor, matter.public_id)


def test_the_supervisor_gives_a_case_to_another_and_says_why(people):
    matter = a_case(people)
    handling.assign(people.supervisor, matter.public_id, given_to(people.colleague, people.lawyer))
    now = case.of_id(matter.id)
    assert (now.handler_id, now.lawyer_id) == (people.colleague.user_id, people.lawyer.user_id)
    assert audit.of_case(matter.id)[0].reason == "工作安排"


@pytest.mark.parametrize(
    ("handler", "lawyer", "code"),
    [
        ("lawyer", None, "case.not_a_mediator"),
        ("supervisor", None, "case.not_a_mediator"),
        ("mediator", "colleague", "case.not_a_lawyer"),
        ("mediator", "mediator", "case.not_a_lawyer"),
    ],
)
def test_only_a_mediator_handles_and_only_a_lawyer_represents(people, handler, lawyer, code):
    matter = a_case(people)
    given = given_to(getattr(people, handler), getattr(people, lawyer) if lawyer else None)
    with pytest.raises(RuleBroken) as refused:
        handling.assign(people.supervisor, matter.public_id, given)
    assert refused.value.code == code
    assert case.of_id(matter.id) == matter


def test_a_case_is_given_to_nobody_whose_account_is_closed(people):
    matter = a_case(people)
    users.disable(people.admin, people.colleague.public_id)
    with pytest.raises(RuleBroken, match=r"case\.not_a_mediator"):
        handling.assign(people.supervisor, matter.public_id, given_to(people.colleague))


def test_a_mediator_gives_away_no_case(people):
    matter = a_case(people)
    with pytest.raises(NotAllowed):
        handling.assign(people.mediator, matter.public_id, given_to(people.colleague))


def test_a_note_keeps_who_wrote_it_and_when(people):
    matter = a_case(people)
    handling.add_note(people.mediator, matter.public_id, NoteEntry(NoteKind.VISIT, "到厂走访"))
    [written] = note.of_case(matter.id, with_caucus=False)
    assert (written.text, written.author_name) == ("到厂走访", people.mediator.name)
    assert written.at == real_clock.now()


def test_what_one_side_said_in_confidence_is_for_the_handler_and_the_supervisor(people):
    matter = a_case(people)
    secret = NoteEntry(NoteKind.CAUCUS, "单位底线三万")
    for writer in (people.mediator, people.supervisor):
        handling.add_note(writer, matter.public_id, secret)
    with pytest.raises(RuleBroken, match=r"note\.no_caucus"):
        handling.add_note(people.colleague, matter.public_id, secret)
    assert note.of_case(matter.id, with_caucus=False) == ()
    assert len(note.of_case(matter.id, with_caucus=True)) == 2


def correction(matter: CaseFacts, **changes: object) -> Correction:
    """Return the form of a correction with nothing changed but what is given."""
    plain = Correction(matter.request, 1, "440113016", "", (), "当事人来电更正")
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the form


def test_a_correction_keeps_the_old_value_beside_its_reason(people):
    matter = a_case(people)
    mended = correction(matter, worker_count=12, urgent=(UrgentFlag.GATHERING,))
    handling.correct(people.mediator, matter.public_id, mended)
    act = audit.of_case(matter.id)[0]
    fields = {name: (before, after) for each in act.changes for name, before, after in each.fields}
    assert fields["worker_count"] == (1, 12)
    assert fields["urgent_flags"] == ("", "gathering")
    assert "request" not in fields
    assert act.reason == "当事人来电更正"


def test_dividing_a_total_gives_each_cause_its_amount(people):
    matter = a_case(people, causes=(QuickCause.WAGES, QuickCause.SEVERANCE))
    lines = (
        ClaimLine(Cause.WAGES, Money.of_yuan("30000"), ""),
        ClaimLine(Cause.SEVERANCE, Money.of_yuan("8000.50"), "两个月"),
    )
    handling.split_claims(people.mediator, matter.public_id, ClaimsSplit(lines, "分项"))
    assert claim.count_unsplit(matter.id) == 0
    assert [each.amount for each in claim.of_case(matter.id)] == [each.amount for each in lines]
    assert case.of_id(matter.id).amount_fen == 3_800_050


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (State.DECLINED, Outcome.DECLINED),
        (State.FAILED, Outcome.NOT_SETTLED),
        (State.WITHDRAWN, Outcome.WITHDRAWN),
        (State.WITHDRAWN, Outcome.SETTLED_PRIVATELY),
        (State.EFFECTIVE, Outcome.DEFAULTED),
        (State.EFFECTIVE, Outcome.PARTLY_PERFORMED),
    ],
    ids=str,
)
def test_a_case_is_closed_with_its_outcome_and_nothing_runs_any_more(people, at, outcome):
    matter = a_case(people, at=at)
    handling.close(people.mediator, matter.public_id, closing(outcome))
    now = case.of_id(matter.id)
    assert (now.stage, now.outcome, now.closed_on) == (
        Stage.CLOSED,
        outcome.value,
        real_clock.today(),
    )
    assert running_rules(matter) == []


@pytest.mark.parametrize("outcome", [Outcome.ADVISED, Outcome.SETTLED_PRIVATELY], ids=str)
def test_a_case_that_was_never_sent_anywhere_is_closed_with_advice(people, outcome):
    matter = a_logged_case(people)
    handling.close(people.mediator, matter.public_id, closing(outcome))
    assert case.of_id(matter.id).stage is Stage.CLOSED


@pytest.mark.parametrize(
    "at", [State.APPLIED, State.ACCEPTED, State.DRAFTED, State.FINALISED, State.SIGNED], ids=str
)
def test_a_case_whose_mediation_runs_is_not_closed(people, at):
    matter = a_case(people, at=at)
    for outcome in Outcome:
        with pytest.raises(RuleBroken, match=r"case\.outcome_does_not_fit"):
            handling.close(people.mediator, matter.public_id, closing(outcome))
    assert case.of_id(matter.id) == matter


def test_an_agreement_with_something_owed_is_not_closed_as_performed(people):
    matter = a_case(people, at=State.EFFECTIVE)
    with pytest.raises(RuleBroken, match=r"step\.obligations_open"):
        handling.close(people.mediator, matter.public_id, closing(Outcome.PERFORMED))
    assert proceeding.find_leading(matter.id).state is State.EFFECTIVE


def test_a_case_is_not_closed_tomorrow(people):
    matter = a_case(people, at=State.FAILED)
    tomorrow = real_clock.today().replace(day=3)
    with pytest.raises(Malformed) as refused:
        handling.close(people.mediator, matter.public_id, closing(Outcome.NOT_SETTLED, on=tomorrow))
    assert set(refused.value.problems) == {"on"}


def test_a_case_without_a_handler_is_not_closed(people):
    matter = a_report(people)
    with pytest.raises(RuleBroken, match=r"step\.handler_missing"):
        handling.close(people.supervisor, matter.public_id, closing(Outcome.ADVISED))
    assert case.of_id(matter.id).outcome is None


WHY = "劳动者补充了证据"


def test_a_closed_intake_goes_back_to_intake_with_the_reason(people):
    matter = a_logged_case(people)
    handling.close(people.mediator, matter.public_id, closing(Outcome.ADVISED))
    handling.reopen_case(people.supervisor, matter.public_id, Dated(real_clock.today(), WHY))
    now = case.of_id(matter.id)
    assert (now.stage, now.outcome, now.closed_on) == (Stage.LOGGED, None, None)
    assert audit.of_case(matter.id)[0].reason == WHY


def test_the_limitation_of_a_reopened_intake_runs_as_if_it_had_not_been_closed(people):
    """After reopening no limitation ran, so nobody was warned when it ended."""
    matter = a_logged_case(people)
    before = deadline.find_running(matter.id, "L1")
    handling.close(people.mediator, matter.public_id, closing(Outcome.ADVISED))
    handling.reopen_case(people.supervisor, matter.public_id, Dated(real_clock.today(), WHY))
    after = deadline.find_running(matter.id, "L1")
    assert (after.started_on, after.due_on) == (before.started_on, before.due_on)


def test_a_reopened_mediation_takes_its_limitation_along(people):
    matter = a_case(people, at=State.FAILED)
    before = deadline.find_running(matter.id, "L1")
    handling.close(people.mediator, matter.public_id, closing(Outcome.NOT_SETTLED))
    again = Dated(real_clock.today(), WHY)
    handling.reopen_case(people.supervisor, matter.public_id, again)
    assert deadline.find_running(matter.id, "L1").due_on == before.due_on
    tripartite.reopen(people.supervisor, matter.public_id, again)
    assert running_rules(matter) == ["L1", "M3", "M5"]


def test_what_is_still_owed_is_watched_again_when_performance_is(people):
    """After reopening nobody was warned of the instalment that the employer still owed."""
    matter = a_case(people, at=State.EFFECTIVE)
    before = running_rules(matter)
    handling.close(people.mediator, matter.public_id, closing(Outcome.DEFAULTED))
    again = Dated(real_clock.today(), WHY)
    handling.reopen_case(people.supervisor, matter.public_id, again)
    tripartite.reopen_performance(people.supervisor, matter.public_id, again)
    assert running_rules(matter) == ["A6", "A6", "L1"]
    assert before == ["A1", "A3", "A6", "A6", "L1"]


def test_only_the_supervisor_opens_a_closed_case_again(people):
    matter = a_case(people, at=State.CONCLUDED)
    with pytest.raises(NotAllowed):
        handling.reopen_case(people.mediator, matter.public_id, Dated(real_clock.today(), WHY))


def test_an_open_case_is_not_opened_again(people):
    matter = a_case(people)
    with pytest.raises(RuleBroken, match=r"step\.not_from_here"):
        handling.reopen_case(people.supervisor, matter.public_id, Dated(real_clock.today(), WHY))


@pytest.mark.parametrize("who", ["neighbour", "admin", "court"])
def test_who_does_not_see_the_case_does_nothing_to_it(people, who):
    matter = a_case(people)
    with pytest.raises(NotFound):
        handling.add_note(
            getattr(people, who), matter.public_id, NoteEntry(NoteKind.CALL, "不应写入")
        )
