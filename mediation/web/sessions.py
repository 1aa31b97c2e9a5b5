"""Who is there: one cookie, two kinds of sessions.

Before the sign-in the cookie holds a little signed data (`a.…`): the form token and nothing else.
After it the cookie holds 256 random bits (`s.…`) whose digest names a row, so that a session can
be ended from elsewhere and nothing that a browser keeps is worth reading.  A sign-in always makes
a new token; nothing that was set before it survives.

A row is written only when its content changed or when it was not seen for a minute.
"""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import CallbackDict

from mediation.basics import clock
from mediation.gate.upkeep import upkeep
from mediation.models import sign_in
from mediation.models.sign_in import SignedIn
from mediation.rules.permissions import Origin
from mediation.web.habits import Habits

_SEEN_EVERY = timedelta(seconds=60)
_ANONYMOUS_LIVES = timedelta(hours=12)
_TOKEN_BYTES = 32
_LONGEST_COOKIE = 4000


class BrowserSession(CallbackDict[str, Any], SessionMixin):
    """What the pages keep for one browser, and who has signed in with it."""

    def __init__(self, content: dict[str, Any] | None = None) -> None:
        def changed(_content: object) -> None:
            self.modified = True

        super().__init__(content, changed)
        self.modified = False
        self.accessed = True
        self.signed_in: SignedIn | None = None
        self.token = ""
        self.is_fresh = False
        self.was_signed_in = False

    def begin(self, token: str) -> None:
        """Forget everything and go on under a new token."""
        self.clear()
        self.token = token
        self.is_fresh = True
        self.signed_in = None

    def go_on(self, token: str, stepped_up_at: datetime) -> None:
        """Go on under a new token, with what is kept: the password was typed again."""
        self.token = token
        self.is_fresh = True
        if self.signed_in is not None:
            self.signed_in = replace(self.signed_in, stepped_up_at=stepped_up_at)

    def finish(self) -> None:
        """Forget everything, the token too."""
        self.clear()
        self.token = ""
        self.signed_in = None
        self.modified = True


def new_token() -> str:
    """Return 256 random bits as a word for a cookie or a link."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


class BrowserSessions(SessionInterface):
    """Finds and keeps the session of each request."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self.cookie = "__Host-mediation" if habits.secure_cookies else "mediation"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """Return the session of the browser; files and unreadable cookies get an empty one."""
        written = request.cookies.get(self.cookie, "")
        if request.path.startswith("/static/") or len(written) > _LONGEST_COOKIE:
            return BrowserSession()
        kind, _, rest = written.partition(".")
        if kind == "s" and rest:
            return self._signed_in(rest, request)
        if kind == "a" and rest:
            return BrowserSession(self._read_anonymous(app, rest))
        return BrowserSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed, and tell the browser what to keep."""
        if not isinstance(session, BrowserSession):
            return
        response.vary.add("Cookie")
        if session.token:
            self._save_row(session, response)
        elif session.modified and not session:
            self._forget_cookie(response)
        elif session.modified:
            self._set_cookie(response, "a." + self._signer(app).dumps(dict(session)))

    def _signed_in(self, token: str, request: Request) -> BrowserSession:
        # The form is not read here: a form that is too large must meet a page, not half a door.
        origin = Origin(door="web", address=request.remote_addr or "")
        found = sign_in.actor_of(token, clock.now(), self._habits.idle, origin)
        if found is None:
            empty = BrowserSession()
            empty.was_signed_in = True
            return empty
        session = BrowserSession(dict(found.content))
        session.token = token
        session.signed_in = found
        return session

    def _save_row(self, session: BrowserSession, response: Response) -> None:
        now = clock.now()
        if session.is_fresh:
            self._set_cookie(response, "s." + session.token)
        seen = session.signed_in.seen_at if session.signed_in else now - _SEEN_EVERY
        if session.modified or now - seen >= _SEEN_EVERY:
            with upkeep():
                sign_in.keep(session.token, dict(session), now)

    def _set_cookie(self, response: Response, value: str) -> None:
        response.set_cookie(
            self.cookie,
            value,
            path="/",
            secure=self._habits.secure_cookies,
            httponly=True,
            samesite="Lax",
        )

    def _forget_cookie(self, response: Response) -> None:
        response.delete_cookie(
            self.cookie,
            path="/",
            secure=self._habits.secure_cookies,
            httponly=True,
            samesite="Lax",
        )

    def _read_anonymous(self, app: Flask, written: str) -> dict[str, Any]:
        try:
            content = self._signer(app).loads(
                written, max_age=int(_ANONYMOUS_LIVES.total_seconds())
            )
        except BadData:
            return {}
        return content if isinstance(content, dict) else {}

    @staticmethod
    def _signer(app: Flask) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="anonymous session")
