"""Joining: which cases still take an applicant, and when two people are one."""

import pytest

from mediation.rules.joining import Identity, is_same_person, may_join_at
from mediation.rules.workflow_terms import Stage, State


@pytest.mark.parametrize(
    ("stage", "progress", "may_join"),
    [
        (Stage.LOGGED, None, True),
        (Stage.IN_PROGRESS, State.APPLIED, True),
        (Stage.IN_PROGRESS, State.ACCEPTED, True),
        (Stage.IN_PROGRESS, State.DRAFTED, True),
        (Stage.IN_PROGRESS, State.FINALISED, False),
        (Stage.IN_PROGRESS, State.FAILED, False),
        (Stage.PERFORMANCE, State.EFFECTIVE, False),
        (Stage.CLOSED, None, False),
    ],
)
def test_an_open_case_takes_applicants_until_an_agreement_is_final(stage, progress, may_join):
    assert may_join_at(stage, progress) is may_join


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Identity("王平", "n1", "m1"), Identity("王𠮷平", "n1", "m2"), True),
        (Identity("阿依·古丽", "", "m1"), Identity("阿依・古丽", "", "m1"), True),
        (Identity("王平", "", "m1"), Identity("王平", "", "m2"), False),
        (Identity("王平", "", ""), Identity("王平", "", ""), False),
        (Identity("王平", "", "m1"), Identity("李平", "", "m1"), False),
    ],
)
def test_one_person_is_known_by_number_or_by_name_and_mobile(one, other, same):
    assert is_same_person(one, other) is same
