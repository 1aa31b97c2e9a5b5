"""The instances that are measured: one for each engine and size, with people and cases in it.

PostgreSQL runs with its own defaults and keeps its promises, unlike the one of the tests: a commit
is on the disk before it is answered, as in production.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from psycopg.errors import DuplicateDatabase

from mediation.cli.init import make_instance
from mediation.cli.instance import opened_unchecked
from mediation.models import organisation
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import Role
from mediation.settings import InstanceKind
from tests import people
from tests.bench.filler import fill
from tests.engines import durable_server

SUPERVISOR = "supervisor"
MEDIATORS = tuple(f"mediator{number}" for number in range(1, 9))


@dataclass(frozen=True, slots=True)
class Instance:
    """A filled instance: its engine, how many cases it holds, and where it is."""

    engine: str
    cases: int
    folder: Path
    environment: dict[str, str]


@contextmanager
def addresses(engine: str) -> Iterator[Callable[[str], str]]:
    """Lend what gives the address of a named database; SQLite lives in the instance, without."""
    if engine == "sqlite":
        yield lambda _name: ""
        return
    with durable_server() as server:

        def created(name: str) -> str:
            with suppress(DuplicateDatabase):
                server.run("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", name)
            return server.url(name)

        yield created


def filled(engine: str, cases: int, folder: Path, address: Callable[[str], str]) -> Instance:
    """Return an instance with so many cases, made now unless the folder has it."""
    place, url = folder / f"{engine}-{cases}", address(f"bench_{cases}")
    silent = {name: v for name, v in os.environ.items() if not name.startswith("MEDIATION_")}
    environment = silent | ({"MEDIATION_DATABASE_URL": url} if url else {})
    instance = Instance(engine, cases, place, environment)
    if not (place / "filled").exists():
        _make(instance)
        (place / "filled").touch()
    return instance


def _make(instance: Instance) -> None:
    made = InstanceKind.PRODUCTION
    settings = make_instance(instance.folder, made, instance.environment)
    with opened_unchecked(settings):
        federation = organisation.of_kind(people.a_district(), OrganisationKind.FEDERATION)
        body = organisation.find_by_key(federation).public_id
        people.a_person(SUPERVISOR, Role.SUPERVISOR, body=body)
        made_of = [people.a_person(name, Role.MEDIATOR).public_id for name in MEDIATORS]
        fill(tuple(people.acting_as(each) for each in made_of), instance.cases)
