"""A browser that costs next to nothing: one connection, raw sockets, cookies and forms.

On a machine of two processors the client competes with the server that it measures, so it does
no more than it must: it keeps its connection open for as long as the server does, and reads the
answer to its last byte.
"""

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

_AT_ONCE = 256 * 1024
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server, whole."""

    status: int
    head: str
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    def header(self, name: str) -> str:
        """Return the value of a header; empty when there is none."""
        found = re.search(rf"^{name}: (.*?)\r?$", self.head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else ""

    @property
    def token(self) -> str:
        """The token that a form of this page carries."""
        found = _TOKEN.search(self.text)
        assert found, f"no form on the page ({self.status})"
        return unescape(found[1])


class Browser:
    """Somebody at the service with one connection."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        """Come to the door with no cookie."""
        self._address = (host, port)
        self._socket: socket.socket | None = None
        self._rest = b""
        self.cookie = ""

    def sign_in(self, username: str, password: str) -> None:
        """Sign in through the door."""
        token = self.get("/sign-in").token
        typed = {"csrf_token": token, "username": username, "password": password}
        answer = self.post("/sign-in", typed)
        assert answer.status == 303, answer.text

    def like(self) -> "Browser":
        """Return another window of the same browser, with a connection of its own."""
        other = Browser(self._address[1], self._address[0])
        other.cookie = self.cookie
        return other

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    def post(self, path: str, typed: Mapping[str, object]) -> Answer:
        """Send a form."""
        body = urlencode(typed, doseq=True).encode()
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return self._ask(f"POST {path} HTTP/1.1\r\n{kind}Content-Length: {len(body)}\r\n", body)

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _ask(self, beginning: str, body: bytes) -> Answer:
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        host = f"Host: {self._address[0]}:{self._address[1]}\r\n"
        request = f"{beginning}{host}{cookie}\r\n".encode() + body
        is_kept = self._socket is not None
        try:
            answer = self._exchange(request)
        except (ConnectionError, ssl.SSLError):
            if not is_kept:
                raise
            self.close()  # the server let go of a connection that it had kept
            answer = self._exchange(request)
        given = answer.header("Set-Cookie")
        if given:
            self.cookie = given.partition(";")[0]
        return answer

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=120)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n").decode("latin-1")
        answer = Answer(int(head.split(" ", 2)[1]), head, b"")
        body = self._body(answer)
        if answer.header("Connection").lower() == "close":
            self.close()
        return Answer(answer.status, head, body)

    def _body(self, answer: Answer) -> bytes:
        length = answer.header("Content-Length")
        if length:
            return self._exactly(int(length))
        if answer.header("Transfer-Encoding").lower() != "chunked":
            return self._to_the_end()
        parts = []
        while size := int(self._until(b"\r\n"), 16):
            parts.append(self._exactly(size))
            self._until(b"\r\n")
        self._until(b"\r\n")
        return b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._rest += self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, length: int) -> bytes:
        parts, missing = [self._rest], length - len(self._rest)
        while missing > 0:
            parts.append(self._more())
            missing -= len(parts[-1])
        whole = b"".join(parts)
        self._rest = whole[length:]
        return whole[:length]

    def _to_the_end(self) -> bytes:
        assert self._socket is not None
        parts = [self._rest]
        while part := self._socket.recv(_AT_ONCE):
            parts.append(part)
        self.close()
        return b"".join(parts)

    def _more(self) -> bytes:
        assert self._socket is not None
        part = self._socket.recv(_AT_ONCE)
        if not part:
            raise ConnectionResetError("the server hung up")
        return part
