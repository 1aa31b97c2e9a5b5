"""From where a request comes, and the marks that its form carries.

The digest of a form leaves out what differs between two sendings of the same form: the CSRF token
and the key itself.  It is made with the secret of the instance, because it is stored, and a plain
hash of a form with a password or an identity number could be guessed backwards.  The address is
the one that the trusted proxies vouch for; `app` says how
many there are.
"""

import hmac
import json

from flask import Request, current_app

from mediation.rules.permissions import Origin

_NOT_CONTENT = frozenset({"csrf_token", "form_key"})
_LONGEST_KEY = 40
_LONGEST_VERSION = 9


def origin_of(request: Request) -> Origin:
    """Return the origin of an act that this request asks for."""
    reads_form = request.method not in {"GET", "HEAD", "OPTIONS"}
    form_key = request.form.get("form_key", "") if reads_form else ""
    return Origin(
        door="web",
        address=request.remote_addr or "",
        request_id=request.environ.get("mediation.request_id", ""),
        form_key=form_key[:_LONGEST_KEY],
        form_digest=_digest(request) if form_key else "",
        form_version=_version(request.form.get("version", "")) if reads_form else None,
    )


def _digest(request: Request) -> str:
    content = sorted(
        (name, values) for name, values in request.form.lists() if name not in _NOT_CONTENT
    )
    written = json.dumps([request.path, content], separators=(",", ":"))
    key = current_app.config["SECRET_KEY"]
    secret = key if isinstance(key, bytes) else str(key).encode()
    return hmac.digest(secret, written.encode(), "sha256").hex()


def _version(written: str) -> int | None:
    is_number = written.isascii() and written.isdigit() and len(written) <= _LONGEST_VERSION
    return int(written) if is_number else None
