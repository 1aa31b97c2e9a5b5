"""Receipts: the first answer is kept, a key used for something else is refused."""

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Conflict
from mediation.models import receipt, transaction
from tests.builders import People, a_district

KEY, DIGEST = "k" * 32, "d" * 64


@pytest.fixture
def user_id(service) -> int:
    """Somebody who sends forms."""
    people: People = a_district()
    return people.mediator.user_id or 0


def claim(user_id: int, digest: str = DIGEST, made: str | None = None) -> None:
    """Carry a form out, as the gate does."""
    with transaction.writing():
        receipt.claim(user_id, KEY, digest, real_clock.now())
        receipt.answer(user_id, KEY, made)


def test_a_repeated_form_is_answered_with_what_it_made(user_id):
    claim(user_id, made="a2b3c4d5e6f7")
    with pytest.raises(receipt.AlreadyDone) as repeat:
        claim(user_id)
    assert repeat.value.answer == "a2b3c4d5e6f7"


def test_a_repeated_form_that_made_nothing_is_answered_with_nothing(user_id):
    claim(user_id)
    with pytest.raises(receipt.AlreadyDone) as repeat:
        claim(user_id)
    assert repeat.value.answer is None


def test_the_same_key_with_other_content_is_refused(user_id):
    claim(user_id)
    with pytest.raises(Conflict, match=r"form\.used_before"):
        claim(user_id, digest="e" * 64)


def forget(moment) -> None:
    with transaction.writing():
        receipt.forget_before(moment)


def test_a_receipt_is_kept_for_three_days(user_id, clock):
    claim(user_id)
    clock.forward(days=2, hours=23)
    forget(real_clock.now() - receipt.KEPT)
    with pytest.raises(receipt.AlreadyDone):
        claim(user_id)
    clock.forward(hours=2)
    forget(real_clock.now() - receipt.KEPT)
    claim(user_id)
    with pytest.raises(receipt.AlreadyDone):
        claim(user_id)
