"""The matrix, printed and compared, and what must hold of it whatever it says.

A change of the matrix changes `permission_matrix.txt` beside this file, so that a reviewer sees
which role gained or lost what.  `python -m tests.rules.test_permissions` writes the new one.
"""

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
    must(watch(), Action.KEEP_WATCH, office())
    must(operator(), Action.EDIT_USERS, office())


def test_what_is_not_opened_is_refused_with_its_code():
    with pytest.raises(NotAllowed) as refused:
        must(somebody(Role.MEDIATOR), Action.EDIT_USERS, office())
    assert refused.value.code == "permission.not_allowed"


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
