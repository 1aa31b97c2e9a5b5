"""One's own account: links work once, passwords are one's own, and the trail keeps no secret."""

import json

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotFound, RuleBroken
from mediation.casework import account, user
from mediation.models import audit, password_link, sign_in, throttle
from mediation.models import user as accounts
from mediation.models.db import session
from mediation.rules.password import PasswordChange
from mediation.rules.permissions import Origin, Role, operator
from tests.people import PASSWORD, a_newcomer, a_person, acting_as

ORIGIN = Origin(door="test", address="192.0.2.7")
NEW = "今天的会开得很顺利大家都来了"


def come_in(username, typed=PASSWORD):
    return account.come_in(username, typed, ORIGIN, real_clock.now())


def a_link_for(person):
    token = f"{person.public_id}-{real_clock.now().timestamp()}-secret"
    user.make_link(operator(), person.public_id, token)
    return token


def set_by(person, token, new=NEW):
    acting = acting_as(person.public_id)
    account.set_password_by_link(acting, person.public_id, token, new, 12)


def test_a_link_sets_a_password_once(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_link_for(li)
    set_by(li, token)
    assert come_in("li", NEW).user_id == li.id
    with pytest.raises(NotFound):
        set_by(li, token, "又一句完全不同的长密码呀")


def test_a_link_is_good_for_a_day(service, clock):
    li = a_person("li", Role.MEDIATOR)
    token = a_link_for(li)
    clock.forward(hours=24, minutes=1)
    assert not password_link.is_live(token, real_clock.now())
    with pytest.raises(NotFound):
        set_by(li, token)


def test_a_link_of_somebody_else_is_refused(service):
    li, wu = a_person("li", Role.MEDIATOR), a_person("wu", Role.MEDIATOR)
    token = a_link_for(wu)
    with pytest.raises(RuleBroken, match=r"account\.link_spent"):
        set_by(li, token)


def test_a_newer_link_and_a_new_password_make_the_older_link_useless(service, clock):
    li = a_person("li", Role.MEDIATOR)
    first = a_link_for(li)
    clock.forward(minutes=1)
    second = a_link_for(li)
    assert not password_link.is_live(first, real_clock.now())
    change = PasswordChange(PASSWORD, NEW)
    account.change_password(acting_as(li.public_id), li.public_id, change, 12, 0)
    assert not password_link.is_live(second, real_clock.now())


def test_a_link_of_a_closed_account_opens_nothing(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_link_for(li)
    user.disable(operator(), li.public_id)
    assert not password_link.is_live(token, real_clock.now())
    with pytest.raises(RuleBroken, match=r"user\.disabled"):
        a_link_for(li)


def test_a_link_ends_the_throttle_of_its_owner(service):
    li = a_person("li", Role.MEDIATOR)
    for number in range(5):
        with pytest.raises(Malformed):
            come_in("li", f"wrong {number}")
    with pytest.raises(RuleBroken, match=r"account\.too_many_tries"):
        come_in("li")
    set_by(li, a_link_for(li))
    assert come_in("li", NEW).user_id == li.id


@pytest.mark.parametrize(
    ("current", "new", "field", "code"),
    [
        ("not the one", NEW, "current_password", "account.current_wrong"),
        (PASSWORD, PASSWORD, "new_password", "password.unchanged"),
        (PASSWORD, "short", "new_password", "password.too_short"),
        (PASSWORD, "password123456", "new_password", "password.common"),
    ],
)
def test_a_change_that_is_not_good_enough_changes_nothing(service, current, new, field, code):
    li = a_person("li", Role.MEDIATOR)
    change = PasswordChange(current, new)
    with pytest.raises(Malformed) as refused:
        account.change_password(acting_as(li.public_id), li.public_id, change, 12, 0)
    assert [problem.code for problem in refused.value.problems[field]] == [code]
    assert come_in("li").user_id == li.id


def test_nobody_changes_the_password_of_somebody_else(service):
    li, wu = a_person("li", Role.ADMIN), a_person("wu", Role.MEDIATOR)
    with pytest.raises(NotFound):
        account.change_password(
            acting_as(li.public_id), wu.public_id, PasswordChange(PASSWORD, NEW), 12, 0
        )


def test_a_given_password_has_to_be_replaced(service):
    newcomer = a_newcomer("neu", Role.MEDIATOR)
    assert newcomer.password_must_change
    change = PasswordChange(PASSWORD, NEW)
    account.change_password(acting_as(newcomer.public_id), newcomer.public_id, change, 12, 0)
    session().rollback()
    assert not accounts.find(operator(), newcomer.public_id).password_must_change


def test_the_trail_keeps_neither_passwords_nor_links(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_link_for(li)
    stored = accounts.password_hash_of(li.public_id) or ""
    acts = audit.search(operator(), None).rows
    kept = json.dumps([[str(change.fields) for change in act.changes] for act in acts])
    assert len(acts) >= 4
    assert [word for word in (stored, sign_in.token_digest(token), token) if word in kept] == []


def test_the_right_password_gives_the_tries_back(service):
    a_person("li", Role.MEDIATOR)
    for _ in range(3):
        for number in range(4):
            with pytest.raises(Malformed):
                come_in("li", f"wrong {number}")
        come_in("li")
    subject = throttle.address_subject(ORIGIN.address)
    assert not throttle.is_locked(subject, throttle.MOST_PER_ADDRESS, real_clock.now())
