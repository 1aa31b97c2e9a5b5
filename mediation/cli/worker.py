"""`mediation worker`: the process that watches the time limits and posts the letters."""

import os
import signal
import socket
import threading
from functools import partial

import click
from flask import Flask

from mediation.app import create_app, relay_of
from mediation.basics.ids import new_public_id
from mediation.cli.instance import opened
from mediation.jobs.leader import leadership
from mediation.jobs.post import Postman
from mediation.jobs.watch import Worker
from mediation.mail.transport import converse
from mediation.settings import Settings


@click.command()
def worker() -> None:
    """Watch the time limits and send the letters, until it is told to stop."""
    with opened() as settings:
        stop = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda _number, _frame: stop.set())
        worker_of(create_app(settings), settings).run(stop)


def worker_of(app: Flask, settings: Settings) -> Worker:
    """Return the worker of an instance; `serve` and `demo` run it beside the web."""
    with app.app_context():
        right = leadership(settings.instance / "leader.lock")
    name = f"{socket.gethostname()}:{os.getpid()}:{new_public_id()}"[:60]
    return Worker(app.app_context, right, postman_of(settings, name), name)


def postman_of(settings: Settings, name: str) -> Postman:
    """Return the postman of an instance."""
    relay = relay_of(settings)
    return Postman(
        converse=partial(converse, relay),
        sender=relay.sender,
        base_url=settings.base_url,
        worker=name,
        clock_is_real=not settings.is_movable,
    )
