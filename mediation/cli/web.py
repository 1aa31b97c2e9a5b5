"""The web server of an instance.

One process with threads serves an office and speaks TLS itself; `--workers` starts gunicorn with
several processes, for PostgreSQL behind a proxy.  Both end at SIGTERM after the answers that are
under way.
"""

import gc
import signal
import ssl
from pathlib import Path
from types import FrameType
from typing import Any

import click
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from flask import Flask
from gunicorn.app.base import BaseApplication

from mediation.app import create_app
from mediation.cli.address import Address, address_of, must_be_free
from mediation.cli.instance import opened
from mediation.settings import Settings
from mediation.wording.command_line import OPTIONS

_THREADS = 16
_WAITING = 128
_LONGEST_HEADER = 64 * 1024
_ENDS = (signal.SIGTERM, signal.SIGINT)
_LONGEST_BODY = 64 * 1024 * 1024
_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help=OPTIONS["host"])
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=OPTIONS["port"]
)
@click.option("--cert", type=_FILE, default=None, help=OPTIONS["cert"])
@click.option("--key", type=_FILE, default=None, help=OPTIONS["key"])
@click.option("--workers", type=click.IntRange(1), default=None, help=OPTIONS["workers"])
def web(host: str, port: int, cert: Path | None, key: Path | None, workers: int | None) -> None:
    """Serve the pages, until it is told to stop."""
    with opened() as settings:
        address = address_of(settings, (host, port), (cert, key), own=False)
        must_be_free(address)
    if workers:
        _Gunicorn(settings, address, workers).run()
    else:
        _serve(create_app(settings), address)


class _PatientAdapter(BuiltinSSLAdapter):
    """TLS whose handshake happens in the thread of the request.

    The adapter of cheroot shakes hands in the thread that accepts, where a visitor who says
    nothing would keep everybody waiting.
    """

    def wrap(self, sock: Any) -> tuple[ssl.SSLSocket, dict[str, str]]:
        """Return the socket, ready to shake hands at its first read."""
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


class _QuietServer(wsgi.Server):
    """A server that keeps visitors' broken connections out of the log."""

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001, FBT002 - as cheroot calls it
        """Say nothing; the application logs its own faults."""


class _Gunicorn(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Several processes that share one application, made before the fork.

    What was made once is held in memory once.  No connection is open yet when the processes part
    (`create_app` opens none), so they share none.  The collector leaves what stands at the fork
    alone: it would touch every object, and each process would get a copy of its own.
    """

    def __init__(self, settings: Settings, address: Address, workers: int) -> None:
        self._settings = settings
        self._address = address
        self._workers = workers
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve; it reads no file and no environment of its own."""
        host = f"[{self._address.host}]" if ":" in self._address.host else self._address.host
        said = {
            "bind": f"{host}:{self._address.port}",
            "workers": self._workers,
            "timeout": 60,
            "graceful_timeout": 30,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "preload_app": True,
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "loglevel": "warning",
            "certfile": _written(self._address.certificate),
            "keyfile": _written(self._address.key),
        }
        for name, value in said.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application of all processes, its templates compiled."""
        app = create_app(self._settings)
        for name in app.jinja_env.list_templates():
            app.jinja_env.get_template(name)
        gc.collect()
        gc.freeze()
        return app


def _serve(app: Flask, address: Address) -> None:
    server = _QuietServer(
        (address.host, address.port),
        app,
        numthreads=_THREADS,
        server_name="mediation",
        request_queue_size=_WAITING,
    )
    server.max_request_header_size = _LONGEST_HEADER
    server.max_request_body_size = _LONGEST_BODY
    if address.certificate is not None:
        server.ssl_adapter = _PatientAdapter(str(address.certificate), str(address.key))
    # Until it is prepared a signal ends the process at once: a server that is stopped while it
    # starts its threads would never join them.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.prepare()
    for each in _ENDS:
        signal.signal(each, _stop)
    try:
        server.serve()
    except SystemExit:
        server.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    for each in _ENDS:
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(0)


def _written(file: Path | None) -> str | None:
    return None if file is None else str(file)
