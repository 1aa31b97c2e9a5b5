"""From an error to its page, once.

The rooms below raise codes; here each kind gets its status and its page.  What does not exist and
what is out of sight answer alike.  An error that nobody foresaw says nothing but a number, under
which the log holds the rest: no path, no statement, no name.
"""

import traceback
from typing import Any

import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from mediation.basics.errors import (
    Conflict,
    Malformed,
    MediationError,
    NotAllowed,
    NotFound,
    RuleBroken,
)
from mediation.models.db import UNREACHABLE
from mediation.web.changed import show_changes
from mediation.web.door import problems_of
from mediation.wording.sentences import sentence

_PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500})
_log = structlog.get_logger("mediation.web")


def translate_faults(app: Flask) -> None:
    """Tell the application which page each error has."""
    app.register_error_handler(Malformed, _malformed)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(SecurityError, _strange_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)
    for kind in UNREACHABLE:
        app.register_error_handler(kind, _database_away)


def _malformed(fault: Malformed) -> ResponseReturnValue:
    return _page(422, problems=problems_of(fault))


def _not_found(_fault: NotFound) -> ResponseReturnValue:
    return _page(404)


def _not_allowed(fault: NotAllowed) -> ResponseReturnValue:
    return _page(403, reason=_reason(fault, "permission.not_allowed"))


def _conflict(fault: Conflict) -> ResponseReturnValue:
    if fault.code.endswith("changed_since"):
        return show_changes(fault), 409
    return _page(409, reason=sentence(fault))


def _rule_broken(fault: RuleBroken) -> ResponseReturnValue:
    return _page(409, reason=sentence(fault))


def _reason(fault: MediationError, silent: str) -> str:
    """The page has a sentence of its own for the code that says nothing particular."""
    return "" if fault.code == silent else sentence(fault)


def _strange_host(_fault: SecurityError) -> ResponseReturnValue:
    return make_response("400\n", 400, {"Content-Type": "text/plain; charset=utf-8"})


def _http(fault: HTTPException) -> ResponseReturnValue:
    status = fault.code or 500
    if status in {301, 302, 303, 304, 307, 308}:
        return fault.get_response()
    answer = _page(status if status in _PAGES else 400)
    answer.status_code = status
    if isinstance(fault, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(fault.valid_methods or ())
    return answer


def _unforeseen(fault: Exception) -> ResponseReturnValue:
    return _last_page(fault, "unforeseen")


def _database_away(fault: Exception) -> ResponseReturnValue:
    answer = _last_page(fault, "database_away")
    answer.status_code = 503
    answer.headers["Retry-After"] = "30"
    return answer


def _last_page(fault: Exception, event: str) -> Response:
    """Show the page that reads nothing; only the kind of the fault and its place are logged."""
    reference = request.environ.get("mediation.request_id", "")
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    _log.error(event, reference=reference, kind=type(fault).__name__, place=place)
    g.is_plain = True
    return _page(500, reference=reference)


def _page(status: int, **context: Any) -> Response:
    return make_response(render_template(f"errors/{status}.html", **context), status)
