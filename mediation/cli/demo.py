"""The demo: a fresh instance with people and cases, served on this machine only.

It is made anew each time in a folder of its own.  A folder that holds anything but a demo is never
touched, and neither are the database, the keys and the relay that the environment names for
another instance.
"""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mediation.basics import clock
from mediation.basics.errors import RuleBroken
from mediation.cli.address import Address, free_port, must_be_free
from mediation.cli.choice import named_folder
from mediation.cli.init import make_instance
from mediation.cli.instance import opened_unchecked
from mediation.cli.serve import Manner, serve_until_stopped
from mediation.demo.instance import load
from mediation.settings import (
    InstanceKind,
    Settings,
    demo_folder,
    demo_password,
    environment_of,
    kind_of,
    write_settings,
)
from mediation.wording.command_line import DEMO, OPTIONS

_HOST = "127.0.0.1"
_PORT = 8000
_PASSWORD_BYTES = 9


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=None, help=OPTIONS["demo_port"])
@click.option("--no-serve", is_flag=True, help=OPTIONS["no_serve"])
def demo(port: int | None, *, no_serve: bool) -> None:
    """Make a fresh demo and serve it."""
    folder = named_folder() or demo_folder()
    address = Address(_HOST, port or free_port(_HOST, _PORT))
    must_be_free(address)
    password = demo_password() or secrets.token_urlsafe(_PASSWORD_BYTES)
    click.echo(DEMO["preparing"].format(folder=folder))
    with _alone_in(folder):
        settings = _make(folder, address, password)
        if no_serve:
            click.echo(_greeting("not_served", address, password, folder))
            return
        greeting = _greeting("served", address, password, folder) + DEMO["ending"]
        environment = environment_of(folder, is_demo=True)
        with (folder / "serve.log").open("ab") as log:
            serve_until_stopped(settings, address, environment, Manner(greeting, log))


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep the folder for this demo; refuse one that is in use or holds something else."""
    if folder.exists() and kind_of(folder) is not InstanceKind.DEMO and any(folder.iterdir()):
        raise RuleBroken("instance.not_a_demo", folder=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise RuleBroken("instance.demo_runs", folder=folder) from busy
        yield


def _make(folder: Path, address: Address, password: str) -> Settings:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)
    write_settings(folder, {"base_url": address.url, "smtp_port": free_port()})
    environment = environment_of(folder, is_demo=True)
    settings = make_instance(folder, InstanceKind.DEMO, environment, empty=True)
    with opened_unchecked(settings):
        load(password, clock.today())
    return settings


def _greeting(opening: str, address: Address, password: str, folder: Path) -> str:
    said = DEMO[opening].format(url=address.url, port=address.port, folder=folder)
    return DEMO["ready"].format(opening=said, password=password, folder=folder)
