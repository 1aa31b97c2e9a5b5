"""Many at once: the same moment, one thread each, as a busy office makes it.

Each thread has an application context and so a session of its own, as each request has.  The
threads follow the clock file of the instance, which begins at the hour that the test holds.
"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from mediation.basics.errors import MediationError
from tests.clockwork import TurnableClock
from tests.instance import Service

T = TypeVar("T")


def at_once(
    service: Service, clock: TurnableClock, acts: Sequence[Callable[[], T]]
) -> list[T | BaseException]:
    """Do every act at the same moment; return what each answered or raised, in their order."""
    clock.also_turn(service.settings.clock_file)
    start = threading.Barrier(len(acts))
    answers: dict[int, T | BaseException] = {}

    def act_at_once(place: int, act: Callable[[], T]) -> None:
        with service.app.app_context():
            start.wait()
            try:
                answers[place] = act()
            except BaseException as fault:  # noqa: BLE001 # the test looks at every kind
                answers[place] = fault

    threads = [threading.Thread(target=act_at_once, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(acts))]


def told(answers: Sequence[object]) -> Counter[str]:
    """Count the answers: codes of refusals by their code, other faults by their name."""
    return Counter(
        each.code
        if isinstance(each, MediationError)
        else type(each).__name__
        if isinstance(each, BaseException)
        else "done"
        for each in answers
    )
