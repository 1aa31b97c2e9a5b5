"""What every test may ask for.

`clock` holds the time, `post_office` is a real mail server and `browser` a real Chromium.  The
instance, its databases, its web server and its pages are in tests/instance.py, so that tests of the
pure rooms wait for none of them.

Nothing here replaces a part of the service by something else: the protections stay on, the gate
really commits, and the clock and the post are set through the doors that the service itself has.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mediation.basics import clock as real_clock
from tests.chromium import open_browser
from tests.clockwork import TurnableClock
from tests.engines import begin_run, end_run
from tests.network import forbid_strangers
from tests.post import PostOffice, open_post_office

# What these rooms are tested with needs no application, so their tests do not wait for one.
PURE_ROOMS = {"basics", "house", "mail", "pdf", "rules", "schemas", "wording"}

_OWNS_RUN = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Open the folder that the workers share, and close the network."""
    config.stash[_OWNS_RUN] = begin_run()
    forbid_strangers()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> None:
    """Bring the instance in with the first file that stands outside the pure rooms."""
    room = module_path.relative_to(Path(__file__).parent).parts[0]
    if room not in PURE_ROOMS:
        parent.config.pluginmanager.import_plugin("tests.instance")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the run started."""
    if config.stash.get(_OWNS_RUN, False):
        end_run()


@pytest.fixture
def clock() -> Iterator[TurnableClock]:
    """Hold the time at Monday 2026-03-02, 09:00 in Guangzhou, until the test turns it."""
    turnable = TurnableClock()
    yield turnable
    turnable.release()
    real_clock.follow(None)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A real mail server on the loopback address."""
    with open_post_office() as office:
        yield office


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each worker."""
    with open_browser() as chromium:
        yield chromium
