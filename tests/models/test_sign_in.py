"""Sessions are rows: found by their digest only, and forgotten when their time is over."""

from datetime import timedelta

from mediation.basics import clock as real_clock
from mediation.casework import account
from mediation.gate.upkeep import upkeep
from mediation.models import sign_in
from mediation.models.db import session
from mediation.rules.permissions import Origin, Role
from tests.people import a_person, acting_as

HOUR = timedelta(hours=1)


def is_in(token, idle=HOUR):
    session().rollback()
    return sign_in.actor_of(token, real_clock.now(), idle, Origin("test")) is not None


def begin(person, token, lives):
    account.begin_session(acting_as(person.public_id), token, real_clock.now(), lives, "browser")


def test_a_session_is_forgotten_when_its_time_is_over(engine_url, service, clock):
    li = a_person("li", Role.MEDIATOR)
    begin(li, "short", HOUR)
    begin(li, "long", 3 * HOUR)
    clock.forward(minutes=59)
    assert is_in("short")
    clock.forward(minutes=2)
    with upkeep():
        sign_in.forget_over(real_clock.now())
    assert not is_in("short", 9 * HOUR)
    assert is_in("long", 9 * HOUR)


def test_an_idle_session_opens_nothing(engine_url, service, clock):
    begin(a_person("li", Role.MEDIATOR), "token", 9 * HOUR)
    clock.forward(minutes=61)
    assert not is_in("token")
