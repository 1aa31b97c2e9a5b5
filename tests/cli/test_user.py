"""Accounts at the server's command line, typed as an operator types them."""

import re

import pytest
from click.testing import CliRunner

from mediation.basics import clock as real_clock
from mediation.casework import account
from mediation.cli.main import commands
from mediation.models import user as accounts
from mediation.models.db import session
from mediation.rules.permissions import Origin, Role, operator
from tests.instance import KEYS
from tests.people import CENTRE, a_body, a_person
from tests.visitor import Visitor

ORIGIN = Origin(door="test")


@pytest.fixture
def typed(service):
    """A function that runs a command on the instance of the test."""
    folder = service.settings.instance
    (folder / "keys").mkdir()
    for name in ("secret", "sealing", "index", "audit"):
        (folder / "keys" / f"{name}.key").write_text(getattr(KEYS, name).hex())
    surroundings = {
        "MEDIATION_INSTANCE": str(folder),
        "MEDIATION_KIND": "test",
        "MEDIATION_SECURE_COOKIES": "false",
    }

    def run(*words, answers=""):
        session().rollback()
        return CliRunner(env=surroundings).invoke(commands, ["user", *words], input=answers)

    a_body()
    return run


def add(typed, *more, answers=""):
    words = ("add", "first", "--name", "管理员", "--organisation", CENTRE, "--role", "admin")
    return typed(*words, *more, answers=answers)


def test_the_first_administrator_comes_in_with_a_password_to_replace(service, typed):
    answer = add(typed)
    assert answer.exit_code == 0, answer.output
    password = re.search("密码：(.+?)（", answer.output)
    assert password is not None
    page = Visitor(service.app).sign_in("first", password.group(1))
    assert page.heading == "设置自己的密码"


def test_a_password_that_was_asked_for_is_not_printed(typed):
    answer = add(typed, "--ask", answers="完全不同的一句很长的密码\n" * 2)
    assert answer.exit_code == 0, answer.output
    assert "完全不同" not in answer.output
    come_in = account.come_in("first", "完全不同的一句很长的密码", ORIGIN, real_clock.now())
    assert come_in.roles == {Role.ADMIN}


def test_a_liaison_is_given_towns_by_any_of_their_names(typed):
    words = ("add", "wang", "--name", "王", "--organisation", CENTRE, "--role", "liaison")
    answer = typed(*words, "--town", "石基", "--town", "大龙街")
    assert answer.exit_code == 0, answer.output
    session().rollback()
    assert accounts.find_by_username("wang").town_names == ("大龙街道", "石碁镇")


def test_an_account_is_closed_and_unlocked_by_its_user_name(typed):
    wu = a_person("wu", Role.MEDIATOR)
    assert typed("unlock", "wu").exit_code == 0
    assert typed("disable", "wu").exit_code == 0
    session().rollback()
    assert accounts.find(operator(), wu.public_id).disabled_at is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("disable", "nobody"), "没有用户名为nobody的账号"),
        (("add", "a b", "--name", "甲", "--organisation", CENTRE, "--role", "admin"), "用户名"),
        (("add", "abc", "--name", "甲", "--organisation", "无", "--role", "admin"), "没有名为无"),
    ],
)
def test_a_refusal_is_one_sentence_and_a_failure(typed, words, sentence):
    answer = typed(*words)
    assert answer.exit_code == 1
    assert sentence in answer.output
