"""Figures that are shown many times: exact while small, a moment old at most when large."""

import pytest

from mediation.casework import intake
from mediation.models.recent import Memory
from tests.builders import People, a_district, a_wage_dispute


class Counter:
    """Something that counts, and how often it was asked to."""

    def __init__(self, figure: int) -> None:
        """Begin with a figure, and with a memory whose stopwatch the test turns."""
        self.figure, self.asked, self.seconds = figure, 0, 0
        self.memory = Memory(lambda: self.seconds * 1_000_000_000)

    def shown_to(self, actor, about="all") -> int:
        """Return the figure as a page shows it."""

        def count() -> int:
            self.asked += 1
            return self.figure

        return self.memory.recent("test", actor, about, count, int)


@pytest.fixture
def people(engine_url, service, clock) -> People:
    """The people of a district."""
    return a_district()


@pytest.mark.parametrize("figure", [3, 50_000])
def test_a_figure_is_counted_once_while_nothing_happens(people, figure):
    counter = Counter(figure)
    assert [counter.shown_to(people.supervisor) for _ in range(3)] == [figure] * 3
    assert counter.asked == 1


def test_a_small_figure_is_counted_again_after_any_act(people):
    counter = Counter(3)
    counter.shown_to(people.supervisor)
    intake.log_intake(people.mediator, a_wage_dispute())
    counter.figure = 4
    assert counter.shown_to(people.supervisor) == 4


def test_a_large_figure_may_be_five_seconds_old(people):
    counter = Counter(50_000)
    counter.shown_to(people.supervisor)
    intake.log_intake(people.mediator, a_wage_dispute())
    counter.figure = 50_001
    assert counter.shown_to(people.supervisor) == 50_000
    counter.seconds = 5
    assert counter.shown_to(people.supervisor) == 50_001


def test_nobody_is_shown_what_was_counted_for_another(people):
    counter = Counter(3)
    for person in (people.supervisor, people.mediator, people.supervisor):
        counter.shown_to(person)
    assert counter.asked == 2


def test_what_a_figure_is_about_keeps_it_apart(people):
    counter = Counter(3)
    for about in ("today", "tomorrow", "today"):
        counter.shown_to(people.supervisor, about)
    assert counter.asked == 2
