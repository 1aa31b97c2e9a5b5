"""Stored passwords: the parameters, and that an unknown name costs what a known one costs."""

import time

from mediation.models import password

TRIES = 5


def quickest(stored):
    """Return the shortest of a few checks, in seconds of work, whoever else is busy."""
    took = []
    for _ in range(TRIES):
        start = time.process_time()
        password.fits("a wrong password", stored)
        took.append(time.process_time() - start)
    return min(took)


def test_a_password_is_stored_as_argon2id_and_never_twice_alike():
    first, second = password.hashed("the same words"), password.hashed("the same words")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


def test_a_name_that_nobody_has_costs_what_a_known_one_costs():
    known, unknown = quickest(password.hashed("right")), quickest(None)
    assert 0.5 < unknown / known < 2


def test_an_unreadable_hash_fits_nothing():
    assert not password.fits("anything", "not a hash")
    assert not password.fits("anything", None)
