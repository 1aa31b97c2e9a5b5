"""Handling a case as a whole: with which outcome it may be closed, and the way back."""

from datetime import date

import pytest

from mediation.basics.errors import RuleBroken
from mediation.basics.money import Money
from mediation.rules.causes import Cause
from mediation.rules.handling import (
    ClaimLine,
    ClaimsSplit,
    leaves_open_obligations,
    may_close,
    may_keep_caucus,
    outcomes_after,
    way_back,
)
from mediation.rules.permissions import Actor, Origin, Relation, Role, Standing
from mediation.rules.tripartite import MOVED_AWAY, Closing, Outcome
from mediation.rules.workflow_terms import State, Step

TODAY = date(2026, 3, 2)
AFTER = {
    None: {
        "advised",
        "settled_privately",
        "withdrawn",
        "decided",
        "sent_back",
        "referred",
    },
    State.APPLIED: set(),
    State.DECLINED: {"declined", "decided", "referred"},
    State.ACCEPTED: set(),
    State.DRAFTED: set(),
    State.FINALISED: set(),
    State.SIGNED: set(),
    State.EFFECTIVE: {"performed", "partly_performed", "defaulted"},
    State.CONCLUDED: {"performed", "partly_performed", "defaulted"},
    State.FAILED: {"not_settled", "decided", "referred"},
    State.WITHDRAWN: {"withdrawn", "settled_privately", "referred"},
}
STANDS = [
    pytest.param(state, outcome, id=f"{state.value if state else 'no_proceeding'}-{outcome.value}")
    for state in AFTER
    for outcome in Outcome
]


@pytest.mark.parametrize(("state", "outcome"), STANDS)
def test_a_case_is_closed_only_with_what_its_course_bears_out(state, outcome):
    stands = outcome.value in AFTER[state]
    assert refusal_of(Closing(TODAY, outcome, ""), state) == (
        "" if stands else "case.outcome_does_not_fit"
    )


def refusal_of(closing: Closing, state: State | None) -> str:
    """Return the code of a refused closing; nothing when it stands."""
    try:
        may_close(closing, state)
    except RuleBroken as refused:
        return refused.code
    return ""


def test_the_table_knows_every_state_and_every_outcome_ends_something():
    assert set(AFTER) == {None, *State}
    ends = set(Outcome) - MOVED_AWAY
    assert set().union(*AFTER.values()) == {outcome.value for outcome in ends}


def test_a_form_offers_the_outcomes_in_the_order_of_the_list():
    offered = outcomes_after(State.EFFECTIVE)
    assert offered == (Outcome.PERFORMED, Outcome.PARTLY_PERFORMED, Outcome.DEFAULTED)


@pytest.mark.parametrize("outcome", Outcome, ids=str)
def test_only_a_default_leaves_something_owed(outcome):
    owed = outcome in {Outcome.PARTLY_PERFORMED, Outcome.DEFAULTED}
    assert leaves_open_obligations(outcome) is owed


@pytest.mark.parametrize(
    ("state", "step"),
    [
        pytest.param(None, Step.REOPEN_CASE, id="never sent anywhere: back to intake"),
        pytest.param(State.FAILED, Step.RESUME, id="failed: back to its proceeding"),
        pytest.param(State.CONCLUDED, Step.RESUME, id="performed: back to its proceeding"),
    ],
)
def test_a_closed_case_goes_back_to_where_it_came_from(state, step):
    assert way_back(state) is step


@pytest.mark.parametrize(
    ("role", "relation", "keeps"),
    [
        pytest.param(Role.MEDIATOR, Relation.HANDLER, True, id="the handler"),
        pytest.param(Role.MEDIATOR, Relation.BODY, False, id="a colleague of the body"),
        pytest.param(Role.SUPERVISOR, Relation.DISTRICT, True, id="the supervisor"),
        pytest.param(Role.SUPERVISOR, Relation.TOWN, False, id="a supervisor of elsewhere"),
        pytest.param(Role.LAWYER, Relation.ASSIGNED, False, id="the lawyer never"),
        pytest.param(Role.AUDITOR, Relation.DISTRICT, False, id="the auditor never"),
        pytest.param(Role.LIAISON, Relation.REPORTED, False, id="the liaison never"),
    ],
)
def test_what_one_side_said_in_confidence_stays_with_few(role, relation, keeps):
    actor = Actor(1, "a2b3c4d5e6f7", "测试", frozenset({role}), 1, 1, Origin("test"))
    assert may_keep_caucus(actor, Standing(frozenset({relation}))) is keeps


def test_the_items_of_a_claim_add_up_without_those_that_have_no_amount():
    amounts = [Money.of_yuan("100.10"), None, Money.of_yuan("0.20")]
    cause = next(iter(Cause))
    split = ClaimsSplit(tuple(ClaimLine(cause, each, "") for each in amounts), "分项")
    assert split.total == Money.of_yuan("100.30")
