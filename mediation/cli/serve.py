"""Serving an office: web and worker in one process tree, ended together.

A demo keeps its own mail server in the parent.  The address that letters point to is the one that
is served here, unless the settings name another.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from mediation.cli.address import Address, address_of, must_be_free
from mediation.cli.certificate import fingerprint
from mediation.cli.instance import opened
from mediation.cli.post import demo_post
from mediation.cli.tree import Branch, ProcessTree
from mediation.settings import Settings, environment_of
from mediation.wording.command_line import OPTIONS, SERVE

_FILE = click.Path(path_type=Path)
_USUAL = "http://127.0.0.1:8000"
BASE_URL = "MEDIATION_BASE_URL"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help=OPTIONS["host"])
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=OPTIONS["port"]
)
@click.option("--cert", type=_FILE, default=None, help=OPTIONS["cert"])
@click.option("--key", type=_FILE, default=None, help=OPTIONS["key"])
@click.option("--self-signed", "own", is_flag=True, help=OPTIONS["self_signed"])
def serve(host: str, port: int, cert: Path | None, key: Path | None, *, own: bool) -> None:
    """Serve web and worker in one process tree."""
    with opened() as settings:
        address = address_of(settings, (host, port), (cert, key), own=own)
        must_be_free(address)
    if own and address.certificate:
        click.echo(SERVE["own_certificate"].format(print=fingerprint(address.certificate)))
    environment = environment_of(settings.instance)
    if settings.base_url == _USUAL:
        environment[BASE_URL] = address.url
    serve_until_stopped(settings, address, environment, Manner())


@dataclass(frozen=True, slots=True)
class Manner:
    """How a service presents itself: what it says when it is ready, where the children log."""

    greeting: str = ""
    log: BinaryIO | None = None


def serve_until_stopped(
    settings: Settings, address: Address, environment: dict[str, str], manner: Manner
) -> None:
    """Run the process tree until a signal ends it."""
    where = ["--instance", str(settings.instance)]
    branches = (
        Branch("web", ["web", *address.options, *where], manner.log),
        Branch("worker", ["worker", *where], manner.log),
    )
    tree = ProcessTree(branches, environment)
    with demo_post(settings):
        tree.start()
        if tree.wait_for(address.near, address.port):
            click.echo(manner.greeting or SERVE["serving"].format(url=address.url))
        tree.keep()
    click.echo(SERVE["ended"])
