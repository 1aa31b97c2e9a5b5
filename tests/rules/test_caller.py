"""Who called: which of two names is the worker's, and when an employer cannot be an applicant."""

from datetime import date

import pytest

from mediation.basics.errors import Malformed
from mediation.rules.caller import Caller, CallerRole, Named, named
from mediation.rules.intake import Channel, NextAct, QuickIntake, may_log
from mediation.rules.joining import KnownAs, KnownCase

TODAY = date(2026, 3, 2)
WORKER, EMPLOYER, AGENT = CallerRole.WORKER, CallerRole.EMPLOYER, CallerRole.AGENT


@pytest.mark.parametrize(
    ("role", "caller", "worker", "told"),
    [
        pytest.param(WORKER, "王平", "", Named(Caller(), "王平"), id="workers call themselves"),
        pytest.param(
            WORKER, "王平", "李四", Named(Caller(), "王平"), id="a name left behind is let go"
        ),
        pytest.param(
            AGENT, "李姐", "王平", Named(Caller(AGENT, "李姐"), "王平"), id="an agent for a worker"
        ),
        pytest.param(
            EMPLOYER, "赵经理", "王平", Named(Caller(EMPLOYER, "赵经理"), "王平"), id="an employer"
        ),
        pytest.param(
            AGENT, "李姐", "", Named(Caller(AGENT, "李姐"), ""), id="a question without a worker"
        ),
    ],
)
def test_two_names_are_told_apart(role, caller, worker, told):
    assert named(role, caller, worker) == told


@pytest.mark.parametrize(("role", "agent"), [(WORKER, ""), (EMPLOYER, ""), (AGENT, "李姐")])
def test_only_an_agent_acts_for_the_applicant(role, agent):
    assert Caller(role, "" if role is WORKER else "李姐").agent_name == agent


@pytest.mark.parametrize("role", CallerRole)
@pytest.mark.parametrize("how", KnownAs)
def test_an_employer_never_joins_a_case_as_an_applicant(role, how):
    asked = QuickIntake(
        Channel.CALL, TODAY, "欠薪", NextAct.LATER, caller=Caller(role), known=KnownCase(how, "x")
    )
    if role is EMPLOYER and how is KnownAs.JOIN:
        with pytest.raises(Malformed) as refused:
            may_log(asked, TODAY)
        assert set(refused.value.problems) == {"caller_role"}
    else:
        may_log(asked, TODAY)
