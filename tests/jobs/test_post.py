"""The postman: what becomes of a letter, whatever the relay does."""

from dataclasses import replace

import pytest

from mediation.basics import clock as real_clock
from mediation.casework import outbox as verbs
from mediation.models import audit, outbox
from mediation.models.db import session
from mediation.models.outbox import OutboxLetter
from tests.builders import People, a_case, a_district
from tests.watching import a_postman, address_of, owed, walk

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def people(clock) -> People:
    """The people of a district with one case, and two letters that are owed about it."""
    made = a_district()
    a_case(made)
    walk(clock, "2026-03-06T00:01")
    return made


def states() -> list[str]:
    return [each.state for each in owed()]


def row() -> OutboxLetter:
    session().rollback()
    return session().query(OutboxLetter).order_by(OutboxLetter.id).limit(1).one()


def test_a_letter_is_delivered_once(people, post_office):
    assert a_postman(post_office).deliver_due() == 2
    assert a_postman(post_office).deliver_due() == 0
    assert states() == ["sent", "sent"]
    letter = post_office.letters_to(address_of(people.supervisor))[0]
    assert letter["Message-ID"] == owed()[0].message_id
    assert str(letter["Message-ID"]).endswith("@office.example>")


def test_no_letter_names_a_person_an_employer_or_a_number(people, post_office, clock):
    walk(clock, "2026-03-06T08:30", "2026-03-09T08:30")
    a_postman(post_office).deliver_due()
    assert len(post_office.letters) >= 5
    for letter in post_office.letters:
        said = letter.as_string() + "".join(str(part.get_content()) for part in letter.iter_parts())
        for canary in ("王𠮷平", "番禺某某电子", "19900001111", "000000199001011239", "拖欠"):
            assert canary not in said


def test_a_relay_that_is_down_is_asked_again_on_the_ladder(people, post_office, clock):
    post_office.answer_to_recipient = "451 4.7.1 later"
    pauses = []
    for _ in range(8):
        a_postman(post_office).deliver_due()
        again = row().next_at or real_clock.now()
        pauses.append(int((again - real_clock.now()).total_seconds() // 60))
        clock.set(again)
    assert pauses == [1, 5, 15, 60, 120, 240, 240, 240]
    post_office.answer_to_recipient = "250 OK"
    a_postman(post_office).deliver_due()
    assert states() == ["sent", "sent"]


def test_after_72_hours_the_house_stops_trying_and_says_so(people, post_office, clock):
    post_office.answer_to_recipient = "451 4.7.1 later"
    for _ in range(40):
        if row().next_at is None:
            break
        clock.set(row().next_at)
        a_postman(post_office).deliver_due()
    assert states() == ["dead", "dead"]
    assert outbox.count_stuck() == 2


def test_a_refused_recipient_is_not_asked_again_and_the_other_gets_the_letter(people, post_office):
    refused = address_of(people.mediator)
    post_office.refused = {refused: "550 5.1.1 no such user"}
    a_postman(post_office).deliver_due()
    assert sorted(states()) == ["dead", "sent"]
    dead = next(each for each in owed() if each.state == "dead")
    assert dead.to == "mediator"


def test_a_hang_up_after_the_letter_makes_one_duplicate_with_the_same_number(
    people, post_office, clock
):
    post_office.hangs_up = True
    a_postman(post_office).deliver_due()
    assert states() == ["unknown", "unknown"]
    for _ in range(5):
        clock.forward(minutes=6)
        a_postman(post_office).deliver_due()
    to_supervisor = post_office.letters_to(address_of(people.supervisor))
    assert len(to_supervisor) == 2
    assert len({letter["Message-ID"] for letter in to_supervisor}) == 1
    assert states() == ["unknown", "unknown"]


def test_a_doubt_that_the_second_letter_clears_is_cleared(people, post_office, clock):
    post_office.hangs_up = True
    a_postman(post_office).deliver_due()
    post_office.hangs_up = False
    clock.forward(minutes=6)
    a_postman(post_office).deliver_due()
    assert states() == ["sent", "sent"]


def test_a_letter_that_cannot_be_written_is_kept_with_its_reason(people, post_office):
    row().facts = "{}"
    session().commit()
    a_postman(post_office).deliver_due()
    assert row().state == "retry"
    assert (row().last_stage, row().last_reply) == ("writing", "TypeError")


def test_somebody_without_an_address_gets_nothing_and_the_page_says_why(people, post_office):
    row().state = "queued"
    session().connection().exec_driver_sql("UPDATE users SET email = ''")
    session().commit()
    a_postman(post_office).deliver_due()
    assert states() == ["dead", "dead"]
    assert row().last_stage == "rcpt"


def test_letters_of_one_warning_hang_together(people, post_office, clock):
    a_postman(post_office).deliver_due()
    walk(clock, "2026-03-09T00:01")
    a_postman(post_office).deliver_due()
    first, second = post_office.letters_to(address_of(people.supervisor))
    assert second["In-Reply-To"] == first["Message-ID"]


def test_a_letter_that_leaves_late_says_so(people, post_office, clock):
    clock.set("2026-03-06T13:31")
    a_postman(post_office).deliver_due()
    assert "（迟发13小时）" in str(post_office.letters[0]["Subject"])


def test_an_administrator_sends_a_dead_letter_again(people, post_office, clock):
    post_office.answer_to_recipient = "550 5.1.1 no such user"
    a_postman(post_office).deliver_due()
    post_office.answer_to_recipient = "250 OK"
    number = row().message_id
    verbs.send_again(people.admin, row().public_id)
    a_postman(post_office).deliver_due()
    assert states() == ["sent", "dead"]
    assert post_office.letters[0]["Message-ID"] == number
    assert audit.first_broken() is None


def test_an_administrator_takes_a_waiting_letter_back(people, post_office):
    verbs.cancel(people.admin, row().public_id)
    a_postman(post_office).deliver_due()
    assert states() == ["cancelled", "sent"]


def test_a_letter_that_was_owed_before_the_clock_was_set_back_leaves_at_once(
    people, post_office, clock
):
    walk(clock, "2026-03-09T00:01")
    clock.set("2026-03-06T00:02")
    a_postman(post_office).deliver_due()
    assert set(states()) == {"sent"}


def test_a_round_of_tomorrow_in_a_demo_waits_for_its_own_postman(people, post_office, clock):
    a_postman(post_office).deliver_due()
    walk(clock, "2026-03-09T00:01")
    clock.set("2026-03-06T00:02")
    replace(a_postman(post_office), clock_is_real=False).deliver_due()
    assert "queued" in states()


def test_old_letters_are_forgotten_after_half_a_year(people, post_office, clock):
    a_postman(post_office).deliver_due()
    walk(clock, "2026-09-10T00:01")
    assert not [each for each in owed() if each.state == "sent"]
