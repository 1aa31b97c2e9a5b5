"""Where the web listens, and whether it may: nothing personal goes over an open wire.

Plain HTTP is for this very machine, or for a proxy in front that speaks TLS; other machines are
served with a certificate only.
"""

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path

from mediation.basics.errors import RuleBroken
from mediation.cli.certificate import own_certificate
from mediation.settings import Settings


@dataclass(frozen=True, slots=True)
class Address:
    """A host and port to listen on, and the certificate when TLS is spoken there."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """The address as a browser on this machine writes it."""
        scheme = "http" if self.certificate is None else "https"
        host = f"[{self.near}]" if ":" in self.near else self.near
        return f"{scheme}://{host}:{self.port}"

    @property
    def near(self) -> str:
        """The host under which this machine reaches itself."""
        if not is_unspecified(self.host):
            return self.host
        return "::1" if ":" in self.host else "127.0.0.1"

    @property
    def options(self) -> list[str]:
        """The address as options of the command `web`."""
        said = ["--host", self.host, "--port", str(self.port)]
        if self.certificate and self.key:
            said += ["--cert", str(self.certificate), "--key", str(self.key)]
        return said


def address_of(
    settings: Settings, place: tuple[str, int], tls: tuple[Path | None, Path | None], *, own: bool
) -> Address:
    """Return the address to listen on, or say why it may not be."""
    host, port = place
    certificate, key = tls
    if own:
        named = () if is_unspecified(host) else (host,)
        certificate, key = own_certificate(settings.instance, *named)
    if (certificate is None) is not (key is None):
        raise RuleBroken("instance.half_certificate")
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise RuleBroken("instance.no_such_file", file=file)
    if certificate is None and not is_loopback(host) and not settings.trusted_proxies:
        raise RuleBroken("instance.open_wire", host=host)
    return Address(host, port, certificate, key)


def must_be_free(address: Address) -> None:
    """Raise `RuleBroken` when somebody listens there already."""
    if not is_free(address.host, address.port):
        raise RuleBroken("instance.port_taken", host=address.host, port=address.port)


def is_free(host: str, port: int) -> bool:
    """Tell whether one may listen on this port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str = "127.0.0.1", wanted: int = 0, tries: int = 50) -> int:
    """Return the wanted port or the next one that is free; zero means any."""
    if wanted:
        for port in range(wanted, min(wanted + tries, 65536)):
            if is_free(host, port):
                return port
    with socket.create_server((host, 0)) as listener:
        return int(listener.getsockname()[1])


def is_unspecified(host: str) -> bool:
    """Tell whether the host means every address of this machine."""
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches the host."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
