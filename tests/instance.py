"""A whole instance for the tests that need one.

`service` is an instance on a fresh database: SQLite, or each engine in turn for a test that also
asks for `engine_url`.  `served` answers over real HTTP, and `page` and `phone` are real browser
windows on it; they cost more and stand in stories.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from mediation.app import create_app, upgrade_schema
from mediation.settings import InstanceKind, Keys, Settings
from tests.chromium import open_page
from tests.clockwork import TurnableClock
from tests.engines import ENGINES, Databases

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEYS = Keys(secret=b"s" * 32, sealing=b"e" * 32, index=b"i" * 32, audit=b"a" * 32)


@dataclass(frozen=True, slots=True)
class Service:
    """One instance: its application, its settings and the folder it lives in."""

    app: Flask
    settings: Settings
    engine: str


@pytest.fixture(scope="session")
def databases() -> Databases:
    """Where fresh databases come from."""
    return Databases(upgrade_schema)


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path):
    """The address of a fresh database with the schema, once on each engine."""
    with databases.fresh(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path):
    """The address of a database without any table, once on each engine."""
    with databases.empty(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[Settings]:
    """The settings of a test instance on a fresh database."""
    if "engine_url" in request.fixturenames:
        yield settings_for(tmp_path, request.getfixturevalue("engine_url"))
        return
    with databases.fresh("sqlite", tmp_path) as url:
        yield settings_for(tmp_path, url)


def settings_for(folder: Path, url: str) -> Settings:
    """Return the settings of a test instance in a folder, on a database."""
    return Settings(
        instance=folder,
        keys=KEYS,
        kind=InstanceKind.TEST,
        database_url=url,
        secure_cookies=False,
        smtp_starttls=False,
    )


@contextmanager
def serving(settings: Settings) -> Iterator[Service]:
    """Run an instance for the length of a block, with its application context."""
    app = create_app(settings)
    _answer_each_request_afresh(app)
    with app.app_context():
        yield Service(app, settings, settings.database.partition(":")[0].partition("+")[0])
        app.extensions["sqlalchemy"].session.remove()
        app.extensions["sqlalchemy"].engine.dispose()


def _answer_each_request_afresh(app: Flask) -> None:
    """Give each request a context of its own, as a server does; else all share the test's."""
    inside: WSGIApplication = app.wsgi_app

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with app.app_context():
            return inside(environ, start_response)

    app.wsgi_app = answer  # type: ignore[method-assign] # as Flask says to wrap it


@pytest.fixture
def service(settings: Settings, clock: TurnableClock) -> Iterator[Service]:
    """A fresh instance, its time held."""
    with serving(settings) as running:
        yield running


@pytest.fixture
def served(service: Service, clock: TurnableClock) -> Iterator[str]:
    """The address at which the service answers over real HTTP."""
    clock.also_turn(service.settings.clock_file)
    server = make_server("127.0.0.1", 0, service.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page of 1366 by 768 that opens addresses of the served instance."""
    with open_page(browser, served, on_phone=False) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[Page]:
    """A page of 360 by 740 that opens addresses of the served instance."""
    with open_page(browser, served, on_phone=True) as opened:
        yield opened
