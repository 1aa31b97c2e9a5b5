"""Coming in, staying in, going out, and what a stranger can find out at the door."""

import pytest
from argon2 import PasswordHasher

from mediation.basics import clock as real_clock
from mediation.casework import user
from mediation.models import audit, password, transaction
from mediation.models import user as accounts
from mediation.models.db import session
from mediation.rules.permissions import Role, operator
from tests.people import PASSWORD, a_newcomer, a_person
from tests.visitor import Visitor, given_values

WRONG = "请核对用户名和密码：两者不相符，或账号已停用。"


@pytest.fixture
def visitor(service):
    """Somebody at the door of the service."""
    return Visitor(service.app)


def cookie_of(visitor):
    found = visitor.client.get_cookie("mediation")
    return "" if found is None else found.value


def test_the_right_password_opens_and_sign_out_closes(visitor):
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    page = visitor.open("/account")
    assert "测试li" in page.text
    visitor.submit(page, {}, to="/sign-out")
    assert visitor.open("/account").heading == "登录"


def test_an_unknown_name_a_wrong_password_and_a_closed_account_get_one_answer(visitor):
    a_person("li", Role.ADMIN)
    closed = a_person("wu", Role.MEDIATOR)
    from_now = [visitor.sign_in("nobody", PASSWORD), visitor.sign_in("li", "wrong password")]
    user.disable(operator(), closed.public_id)
    from_now.append(visitor.sign_in("wu", PASSWORD))
    assert [(page.status, WRONG in page.text) for page in from_now] == [(422, True)] * 3


def test_five_wrong_passwords_close_an_account_for_a_quarter_of_an_hour(visitor, clock):
    a_person("li", Role.ADMIN)
    answers = [visitor.sign_in("li", f"wrong password {n}").status for n in range(6)]
    assert answers == [422] * 5 + [429]
    assert visitor.sign_in("li", PASSWORD).status == 429
    clock.forward(minutes=16)
    assert visitor.sign_in("li", PASSWORD).path != "/sign-in"


def test_a_name_that_nobody_has_is_throttled_alike(visitor):
    answers = [visitor.sign_in("nobody", "wrong").status for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_closed_door_for_one_account_is_open_for_the_next(service, visitor):
    a_person("li", Role.ADMIN)
    a_person("wu", Role.MEDIATOR)
    for n in range(6):
        visitor.sign_in("li", f"wrong password {n}")
    Visitor(service.app).sign_in("wu", PASSWORD)
    assert visitor.sign_in("wu", PASSWORD).status != 429


def test_a_hundred_tries_from_one_address_are_enough(service, visitor):
    page = visitor.open("/sign-in")
    typed = [{"username": f"nobody{n}", "password": "x"} for n in range(101)]
    answers = [visitor.submit(page, each).status for each in typed]
    assert answers == [422] * 100 + [429]


def test_a_sign_in_makes_a_new_token_and_forgets_the_old_session(visitor):
    a_person("li", Role.ADMIN)
    visitor.open("/sign-in")
    before = cookie_of(visitor)
    visitor.sign_in("li", PASSWORD)
    after = cookie_of(visitor)
    assert before.startswith("a.")
    assert after.startswith("s.")
    assert len(after) > 40


def test_the_database_holds_no_live_token(service, visitor):
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    token = cookie_of(visitor).removeprefix("s.").encode()
    files = list(service.settings.instance.glob("mediation.sqlite3*"))
    assert files
    assert all(token not in each.read_bytes() for each in files)


@pytest.mark.parametrize("cookie", ["s.guessed", "s.", "a.forged.data", "x", "s." + "x" * 3900])
def test_a_cookie_that_was_not_given_opens_nothing(visitor, cookie):
    visitor.client.set_cookie("mediation", cookie)
    assert visitor.open("/account").heading == "登录"


def test_a_session_ends_after_half_an_hour_without_use(visitor, clock):
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    for _ in range(3):
        clock.forward(minutes=29)
        assert visitor.open("/account").heading == "我的账号"
    clock.forward(minutes=31)
    assert visitor.open("/account").heading == "登录"


def test_a_session_ends_after_twelve_hours_with_use(visitor, clock):
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    for _ in range(25):
        clock.forward(minutes=29)
        visitor.open("/account")
    assert visitor.open("/account").heading == "登录"


def test_a_given_password_opens_nothing_but_its_own_replacement(visitor):
    a_newcomer("neu", Role.ADMIN)
    page = visitor.sign_in("neu", PASSWORD)
    assert page.heading == "设置自己的密码"
    assert visitor.open("/users").heading == "设置自己的密码"
    new = "完全不同的一句很长的密码"
    typed = {"current_password": PASSWORD, "new_password": new, "repeated_password": new}
    visitor.submit(page, typed, to="/account/password")
    assert visitor.open("/users").heading == "人员"


def test_signing_out_everywhere_ends_the_other_browser_at_once(service, visitor):
    a_person("li", Role.ADMIN)
    other = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    other.sign_in("li", PASSWORD)
    visitor.submit(visitor.open("/account"), {}, to="sign-out-everywhere")
    assert other.open("/account").heading == "登录"
    assert visitor.open("/account").heading == "登录"


def test_another_browser_can_be_signed_out_alone(service, visitor):
    a_person("li", Role.ADMIN)
    other = Visitor(service.app)
    visitor.sign_in("li", PASSWORD)
    other.sign_in("li", PASSWORD)
    visitor.submit(visitor.open("/account"), {}, to="/end")
    assert other.open("/account").heading == "登录"
    assert visitor.open("/account").heading == "我的账号"


def test_a_new_password_ends_the_other_browser(service, visitor):
    a_person("li", Role.ADMIN)
    other = Visitor(service.app)
    other.sign_in("li", PASSWORD)
    visitor.sign_in("li", PASSWORD)
    new = "完全不同的一句很长的密码"
    typed = {"current_password": PASSWORD, "new_password": new, "repeated_password": new}
    visitor.submit(visitor.open("/account/password"), typed, to="/account/password")
    assert other.open("/account").heading == "登录"
    assert visitor.open("/account").heading == "我的账号"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "https:evil.example",
        "https://evil.example/",
        "\\\\evil.example",
        "/%0d%0aLocation:https://evil.example",
        "javascript:alert(1)",
        "/\tevil.example",
        " /account",
        "account",
        "/a\nb",
        "@evil.example",
        "/.//evil.example/..//",
        "",
    ],
)
def test_the_way_back_never_leaves_the_site(service, address):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    given = given_values(visitor.open("/sign-in").form("/sign-in"))
    sent = {**given, "username": "li", "password": PASSWORD, "next": address}
    answer = visitor.client.post("/sign-in", data=sent)
    if answer.status_code == 303:
        assert answer.headers["Location"].startswith("/")
        assert answer.headers["Location"][1:2] not in {"/", "\\"}
    else:
        assert answer.status_code == 422


def test_after_the_sign_in_one_is_where_one_wanted_to_go(visitor):
    a_person("li", Role.ADMIN)
    page = visitor.open("/users?words=li")
    typed = {"username": "li", "password": PASSWORD}
    assert visitor.submit(page, typed).path == "/users"


def test_a_hash_of_weaker_parameters_is_made_anew(service, visitor):
    person = a_person("li", Role.ADMIN)
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with transaction.writing():
        accounts.set_password(person.public_id, weak, real_clock.now(), must_change=False)
    visitor.sign_in("li", PASSWORD)
    session().rollback()
    kept = accounts.password_hash_of(person.public_id)
    assert (kept or "").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_two_long_passwords_that_differ_at_the_end_are_two():
    stored = password.hashed("x" * 99 + "a")
    assert password.fits("x" * 99 + "a", stored)
    assert not password.fits("x" * 99 + "b", stored)


def test_the_trail_tells_who_signed_in(service, visitor):
    a_person("li", Role.ADMIN)
    visitor.sign_in("li", PASSWORD)
    session().rollback()
    entry = audit.search(operator(), None, "account").rows[0]
    assert (entry.action, entry.actor_name, entry.door) == ("sign_in", "测试li", "web")


def test_the_door_opens_on_each_engine(engine_url, service):
    a_person("li", Role.ADMIN)
    visitor = Visitor(service.app)
    assert visitor.sign_in("li", "wrong password").status == 422
    visitor.sign_in("li", PASSWORD)
    pages = ("/account", "/users?words=li", "/organisations", "/audit?kind=account")
    assert [visitor.open(path).status for path in pages] == [200] * 4
