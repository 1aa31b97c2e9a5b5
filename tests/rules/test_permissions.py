"""The matrix, printed and compared, and what must hold of it whatever it says.

A change of the matrix changes `permission_matrix.txt` beside this file, so that a reviewer sees
which role gained or lost what.  `python -m tests.rules.test_permissions` writes the new one.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.errors import NotAllowed
from mediation.rules.permissions import (
    MATRIX,
    Action,
    Actor,
    Origin,
    Relation,
    Role,
    Standing,
    may,
    may_ever,
    must,
    office,
    operator,
    refusal,
    watch,
)
from mediation.rules.user import role_problems

GOLDEN = Path(__file__).with_name("permission_matrix.txt")
CASE_ACTS = {
    Action.SEE_CASE,
    Action.SEE_CASE_SUMMARY,
    Action.LIST_CASES,
    Action.ACCEPT,
    Action.CORRECT,
    Action.UNMASK,
    Action.ADD_NOTE,
}

actions = st.sampled_from(list(Action))
roles = st.frozensets(st.sampled_from(list(Role)))
relations = st.frozensets(st.sampled_from(list(Relation)))


def somebody(*held):
    """Return an actor with these roles."""
    return Actor(1, "a2b3c4d5e6f7", "测试", frozenset(held), 1, 1, Origin("test"))


def at_a_town(*held):
    """Return an actor with these roles whose desk stands at a town's union."""
    return replace(somebody(*held), body_town_id=1)


def printed_matrix():
    """Return the matrix as lines of text, one for each cell that opens something."""
    lines = []
    for action in Action:
        lines.append(action.value)
        for role in Role:
            if role in MATRIX[action]:
                by = " or ".join(sorted(MATRIX[action][role].by))
                lines.append(f"    {role.value}: {by}")
    return "\n".join(lines) + "\n"


def test_the_matrix_is_the_one_that_was_agreed():
    assert printed_matrix() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("action", Action, ids=str)
def test_every_action_is_open_to_somebody(action):
    assert MATRIX[action]
    assert all(grant.by for grant in MATRIX[action].values())


@given(action=actions, related=relations)
def test_nobody_without_a_role_may_anything(action, related):
    assert not may(somebody(), action, Standing(related))


@given(action=actions, held=roles)
def test_a_role_alone_opens_nothing(action, held):
    assert not may(somebody(*held), action, Standing(frozenset()))


@given(action=actions, first=roles, second=roles, related=relations)
def test_two_roles_open_what_either_opens(action, first, second, related):
    standing = Standing(related)
    either = may(somebody(*first), action, standing) or may(somebody(*second), action, standing)
    assert may(somebody(*first, *second), action, standing) == either


@given(action=actions, held=roles, related=relations)
def test_a_menu_shows_at_least_what_the_gate_opens(action, held, related):
    if may(somebody(*held), action, Standing(related)):
        assert may_ever(somebody(*held), action)


@pytest.mark.parametrize("action", sorted(CASE_ACTS), ids=str)
@pytest.mark.parametrize("relation", Relation, ids=str)
def test_the_administrator_sees_no_case(action, relation):
    assert not may(somebody(Role.ADMIN), action, Standing(frozenset({relation})))


def test_the_auditor_changes_nothing():
    seen = {action.value for action in Action if may_ever(somebody(Role.AUDITOR), action)}
    changing = {name for name in seen if not name.startswith(("see_", "list_", "read_"))}
    assert changing <= {"use_own_account", "sign_in", "step_up", "export", "fetch_file"}


def test_only_the_watch_and_the_operator_keep_watch():
    open_to = {role for role in Role if role in MATRIX[Action.KEEP_WATCH]}
    assert open_to == {Role.WATCH}
    must(watch(), Action.KEEP_WATCH, office(watch()))
    must(operator(), Action.EDIT_USERS, office(operator()))


def test_what_is_not_opened_is_refused_with_its_code():
    with pytest.raises(NotAllowed) as refused:
        must(somebody(Role.MEDIATOR), Action.EDIT_USERS, office(somebody(Role.MEDIATOR)))
    assert refused.value.code == "permission.not_allowed"


@given(action=actions, held=roles, related=relations)
def test_a_town_is_offered_what_the_gate_opens_there_and_not_more(action, held, related):
    boss = at_a_town(*held)
    if may(boss, action, Standing(related - {Relation.DISTRICT_OFFICE})):
        assert may_ever(boss, action)
    only_district = all(
        MATRIX[action][role].by == {Relation.DISTRICT_OFFICE}
        for role in held
        if role in MATRIX[action]
    )
    assert may_ever(boss, action) != only_district


def test_a_supervisor_of_a_town_leaves_to_the_district_what_holds_for_all_towns():
    boss = somebody(Role.SUPERVISOR)
    left = {each for each in Action if may_ever(boss, each)}
    left -= {each for each in Action if may_ever(at_a_town(Role.SUPERVISOR), each)}
    assert left == {
        Action.EDIT_ORDER_LIMITS,
        Action.EDIT_PERIODS,
        Action.WATCH_EMPLOYERS,
        Action.MERGE_EMPLOYERS,
    }


@pytest.mark.parametrize(
    ("role", "action", "code"),
    [
        (Role.SUPERVISOR, Action.EDIT_PERIODS, "permission.for_district_office"),
        (Role.SUPERVISOR, Action.EDIT_EMPLOYERS, "permission.for_district_office"),
        (Role.MEDIATOR, Action.EDIT_PERIODS, "permission.not_allowed"),
        (Role.SUPERVISOR, Action.EDIT_USERS, "permission.not_allowed"),
    ],
)
def test_a_town_is_told_what_the_district_could_do(role, action, code):
    assert refusal(at_a_town(role), action).code == code
    assert refusal(somebody(role), action).code == "permission.not_allowed"


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        ({Role.MEDIATOR, Role.SUPERVISOR}, []),
        ({Role.ADMIN}, []),
        ({Role.ADMIN, Role.SUPERVISOR}, ["user.role_stands_alone"]),
        ({Role.AUDITOR, Role.LAWYER}, ["user.role_stands_alone"]),
        ({Role.WATCH}, ["user.role_of_nobody"]),
    ],
)
def test_who_keeps_the_machine_or_inspects_does_nothing_else(held, codes):
    assert [problem.code for problem in role_problems(held)] == codes


if __name__ == "__main__":
    GOLDEN.write_text(printed_matrix(), encoding="utf-8")
