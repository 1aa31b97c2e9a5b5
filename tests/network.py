"""No test speaks to anything but this machine.

An audit hook of the interpreter sees every connection and every look-up of a name, whichever
library asks, and refuses what is not loopback.  It cannot be taken off again, so a test cannot
forget to put it back.
"""

import ipaddress
import sys
from collections.abc import Sequence


def forbid_strangers() -> None:
    """Refuse, from now on, every connection that leaves this machine."""
    sys.addaudithook(_refuse_strangers)


def _refuse_strangers(event: str, arguments: Sequence[object]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(str(address[0])):
            raise ConnectionRefusedError(f"a test may not connect to {address[0]}")
    elif event == "socket.getaddrinfo":
        host = arguments[0]
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if not _is_local(name):
            raise ConnectionRefusedError(f"a test may not look up {name}")


def _is_local(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
        return address.is_loopback or address.is_unspecified
    except ValueError:
        return False
