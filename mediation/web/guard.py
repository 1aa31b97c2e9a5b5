"""The guard of the door: nothing passes that has not said what it demands.

Every route carries `allowed(Action.X)` or `public`; the start is refused while one carries
neither.  Before each request the guard checks that the browser's form comes from this site, that
somebody is signed in who could ever do such a thing, and that a given password has been replaced
by an own one.  Whether the person may do it to *this* object is asked in the gate.

Forms are protected three times: by the token in the form, by the headers in which a browser says
from which site it comes, and by a cookie that other sites' forms do not carry.
"""

import uuid
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from mediation.basics.errors import NotAllowed
from mediation.rules.permissions import Action, may_ever, refusal
from mediation.web.door import browser, redirect_to
from mediation.web.faults import translate_faults
from mediation.web.habits import Habits, keep_habits
from mediation.web.headers import set_headers
from mediation.web.page import furnish
from mediation.web.sessions import BrowserSessions
from mediation.wording.account import SAID

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

MEGABYTE = 1024 * 1024
_READ_FROM_STAFF = 48 * MEGABYTE
_DEMAND = "__demand__"
_PUBLIC = "public"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_TO_GIVEN_PASSWORDS = frozenset(
    {"account.show_password_form", "account.change_password", "account.sign_out", "static"}
)


def allowed(action: Action) -> Callable[[View], View]:
    """Declare that a view is for those who could ever do this."""

    def mark(view: View) -> View:
        setattr(view, _DEMAND, action)
        return view

    return mark


def public(view: View) -> View:
    """Declare that a view is for everybody, signed in or not."""
    setattr(view, _DEMAND, _PUBLIC)
    return view


def demand_of(app: Flask, endpoint: str) -> Action | str | None:
    """Return what the view of an endpoint demands: an action, `public`, or None for silence."""
    if endpoint == "static":
        return _PUBLIC
    demand = getattr(app.view_functions[endpoint], _DEMAND, None)
    return demand if isinstance(demand, Action | str) else None


def check_every_route(app: Flask) -> None:
    """Refuse the start while a route has not said what it demands."""
    rules = app.url_map.iter_rules()
    silent = sorted({rule.endpoint for rule in rules if demand_of(app, rule.endpoint) is None})
    if silent:
        raise RuntimeError(f"routes without an action: {', '.join(silent)}")


def stand_guard(app: Flask, habits: Habits) -> None:
    """Put the guard before every view of the application; called once, before the blueprints."""
    keep_habits(app, habits)
    app.config.update(
        MAX_CONTENT_LENGTH=MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=list(habits.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    if habits.trusted_proxies:
        count = habits.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign] # as werkzeug says
    app.session_interface = BrowserSessions(habits)
    tokens = CSRFProtect(app)
    app.before_request(_number_request)
    app.before_request(_refuse_other_sites)
    app.before_request(_ask_who)
    app.before_request(lambda: tokens.protect() if request.endpoint else None)
    app.after_request(set_headers)
    translate_faults(app)
    furnish(app)


def _number_request() -> None:
    request.environ["mediation.request_id"] = uuid.uuid4().hex[:16]


def _refuse_other_sites() -> None:
    """Refuse a form that a browser says comes from elsewhere; an old browser says nothing."""
    if request.method in _SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site not in {None, "same-origin", "none"}:
        raise BadRequest("from another site")
    # With our own referrer policy a browser may say "null"; the token then decides.
    said = request.headers.get("Origin", "null")
    if said != "null" and urlsplit(said).netloc != request.host:
        raise BadRequest("from another site")


def _ask_who() -> ResponseReturnValue | None:
    found = browser().signed_in
    if found is not None and found.must_change_password:
        if request.endpoint in _OPEN_TO_GIVEN_PASSWORDS:
            return None
        return redirect_to("account.show_password_form")
    if request.endpoint is None:
        return None
    demand = demand_of(current_app, request.endpoint)
    if demand == _PUBLIC:
        return None
    if found is None:
        return _to_sign_in()
    _read_more()
    if demand is None:
        raise NotAllowed("permission.not_allowed")
    if not may_ever(found.actor, Action(demand)):
        raise refusal(found.actor, Action(demand))
    return None


def _read_more() -> None:
    """Read a long form of somebody known, so that the field can say what is too long."""
    request.max_content_length = _READ_FROM_STAFF
    request.max_form_memory_size = _READ_FROM_STAFF


def _to_sign_in() -> ResponseReturnValue:
    """Send somebody who is not signed in to the sign-in, and bring them back after a GET."""
    is_page = request.method in _SAFE_METHODS
    if browser().was_signed_in:
        flash(SAID["ended"] if is_page else SAID["ended_while_typing"], "warn")
    address = request.full_path.rstrip("?") if is_page else None
    if "HX-Request" in request.headers:
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = url_for("account.show_sign_in")
        return answer
    wanted = None if address in {None, "/"} else address
    return redirect_to("account.show_sign_in", next=wanted)
