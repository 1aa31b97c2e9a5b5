"""Which passwords are good enough, and that no particular signs are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.rules.common_passwords import COMMON
from mediation.rules.password import LONGEST, OwnWords, problems_of

OWN = OwnWords("ouyangxue", "欧阳雪", "番禺区总工会")


def codes_of(new, shortest=12):
    """Return the codes of what speaks against a password."""
    return [problem.code for problem in problems_of(new, OWN, shortest)]


@pytest.mark.parametrize(
    "new",
    [
        "番茄炒蛋配白米饭真好吃啊",
        "correct horse battery",
        "l8d-Qw2 pT_z#4",
        "        spaces count too",
        "the river bends at noon",
    ],
)
def test_a_long_and_own_phrase_is_enough(new):
    assert codes_of(new) == []


@pytest.mark.parametrize(
    ("new", "code"),
    [
        pytest.param("short", "password.too_short", id="too short"),
        pytest.param("x1y2z3" * 60, "password.too_long", id="longer than anybody types"),
        pytest.param("password1234", "password.common", id="what is tried first"),
        pytest.param("1qaz2wsx3edc", "password.common", id="a way over the keys"),
        pytest.param("Woaini1314!!", "password.common", id="dressed up with digits"),
        pytest.param("aaaaaaaaaaaaaaa", "password.too_regular", id="one sign"),
        pytest.param("abcdabcdabcdabcd", "password.too_regular", id="a few signs again and again"),
        pytest.param("abcdefghijklm", "password.too_regular", id="the alphabet"),
        pytest.param("lkjhgfdsapoi", "password.too_regular", id="the keys backwards"),
        pytest.param("ouyangxue12333", "password.about_the_site", id="user name and hotline"),
        pytest.param("番禺区总工会番禺区总工会", "password.about_the_site", id="the body's name"),
        pytest.param("tiaojie-gonghui-1", "password.about_the_site", id="words of the house"),
    ],
)
def test_what_is_easily_guessed_is_refused(new, code):
    assert codes_of(new) == [code]


def test_the_shortest_length_is_a_setting():
    assert codes_of("l8d-Qw2p", shortest=8) == []
    assert codes_of("l8d-Qw2p", shortest=9) == ["password.too_short"]


@given(st.text(min_size=40, max_size=LONGEST))
def test_any_characters_may_be_used_and_none_is_demanded(new):
    assert {"password.too_short", "password.too_long"}.isdisjoint(codes_of(new))


def test_the_list_of_common_ones_is_written_as_it_is_compared():
    assert len(COMMON) > 300
    assert all(word == word.casefold() for word in COMMON)
