"""The throttle counts exactly, however many ask at once, on both engines."""

import threading
from datetime import timedelta

from mediation.basics import clock as real_clock
from mediation.gate.upkeep import upkeep
from mediation.models import throttle


def tries(count, at, subject="account:li"):
    """Take so many tries one after another; return how many were allowed."""
    allowed = 0
    for _ in range(count):
        with upkeep():
            allowed += throttle.take_try(subject, 5, at)
    return allowed


def test_five_tries_and_no_more_until_the_quarter_of_an_hour_is_over(engine_url, service):
    now = real_clock.now()
    assert tries(9, now) == 5
    assert tries(3, now + timedelta(minutes=14)) == 0
    assert tries(9, now + timedelta(minutes=15)) == 5


def test_twenty_at_once_get_five_tries_between_them(engine_url, service):
    now, allowed = real_clock.now(), []

    def ask():
        with service.app.app_context():
            allowed.append(tries(1, now))

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(allowed), sum(allowed)) == (20, 5)


def test_subjects_do_not_share_their_tries(engine_url, service):
    now = real_clock.now()
    assert tries(6, now, "account:li") == 5
    assert tries(6, now, "account:wu") == 5


def test_an_unlocked_account_may_try_again(engine_url, service):
    now = real_clock.now()
    assert tries(6, now) == 5
    with upkeep():
        throttle.forget_tries("account:li")
    assert tries(6, now) == 5
