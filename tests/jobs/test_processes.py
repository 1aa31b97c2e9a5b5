"""Workers as processes: two at once, killed at the worst moments, taking over from each other.

Each runs on both engines.  A worker is killed with a signal that it cannot catch.
"""

import os
import signal
import time
from collections import Counter

import pytest

from mediation.models import watch
from mediation.models.db import session
from tests.builders import People, a_case, a_district
from tests.post import PostOffice
from tests.watching import a_postman, address_of, let_leases_run_out, owed, walk
from tests.worker_process import begin, log_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("engine_url")]

FRIDAY = "2026-03-06T08:31"


@pytest.fixture
def people(service) -> People:
    """The people of a district with four cases whose time limit has just been missed."""
    made = a_district()
    for _ in range(4):
        a_case(made)
    return made


@pytest.fixture
def start(service, post_office):
    """Begin workers on this instance; whatever still runs at the end is killed."""
    begun = []

    def one(mode: str, moment: str = ""):
        settings = service.settings
        begun.append(begin(mode, settings.instance, settings.database, post_office.port, moment))
        return begun[-1]

    yield one
    for process in begun:
        process.kill()
        process.communicate()


def copies(office: PostOffice) -> Counter[str]:
    return Counter(str(letter["Message-ID"]) for letter in office.letters)


def test_two_workers_ticking_at_once_send_one_copy(people, start, post_office):
    workers = [start("round", FRIDAY), start("round", FRIDAY)]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    walk_what_is_left(post_office)
    assert set(copies(post_office).values()) == {1}
    letters = [(each.kind, each.to) for each in owed()]
    assert Counter(letters) == {
        ("warning", "supervisor"): 1,
        ("warning", "mediator"): 1,
        ("digest", "supervisor"): 1,
        ("digest", "mediator"): 1,
    }


def walk_what_is_left(office: PostOffice) -> None:
    session().rollback()
    a_postman(office).deliver_due()


def test_a_worker_killed_before_the_handover_sends_one_copy_in_the_end(
    people, start, post_office, clock
):
    walk(clock, FRIDAY)
    post_office.pause_at_recipient = 30
    worker = start("round", FRIDAY)
    wait_until(lambda: any(each.state == "sending" for each in owed()))
    worker.kill()
    worker.wait()
    post_office.pause_at_recipient = 0
    clock.forward(minutes=1)
    a_postman(post_office).deliver_due()
    assert [each.state for each in owed()].count("sending") == 1
    let_leases_run_out()
    a_postman(post_office).deliver_due()
    assert {each.state for each in owed()} == {"sent"}
    assert set(copies(post_office).values()) == {1}


def test_a_worker_killed_after_the_final_dot_makes_at_most_one_duplicate(
    people, start, post_office, clock
):
    walk(clock, FRIDAY)
    killed: list[bool] = []

    def kill_once() -> None:
        if not killed:
            killed.append(True)
            os.kill(worker.pid, signal.SIGKILL)

    post_office.on_letter = kill_once
    worker = start("round", FRIDAY)
    assert worker.wait(timeout=60) == -signal.SIGKILL
    for _ in range(4):
        let_leases_run_out()
        clock.forward(minutes=6)
        a_postman(post_office).deliver_due()
    counted = copies(post_office)
    assert sorted(counted.values()) == [1, 1, 1, 2]
    assert {each.state for each in owed()} == {"sent"}


def test_a_killed_leader_is_followed_within_seconds(people, start, post_office, clock, service):
    clock.also_turn(service.settings.clock_file)
    leader = start("work", "first")
    wait_until(lambda: beat_of() == "work:first")
    start("work", "second")
    log = log_of(service.settings.instance, "second")
    wait_until(lambda: "worker_started" in log.read_text())
    assert beat_of() == "work:first"
    leader.kill()
    wait_until(lambda: beat_of() == "work:second")
    walked = {each.to for each in owed()}
    assert walked <= {"mediator", "supervisor"}


def test_the_worker_raises_and_posts_by_itself(people, start, post_office, clock, service):
    clock.also_turn(service.settings.clock_file)
    clock.set(FRIDAY)
    start("work", "only")
    letters = post_office.wait_for(4, seconds=30)
    assert {str(letter["To"]) for letter in letters} == {
        address_of(people.supervisor),
        address_of(people.mediator),
    }


def beat_of() -> str:
    session().rollback()
    seen = watch.last_beat()
    return seen.worker if seen else ""


def wait_until(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")
