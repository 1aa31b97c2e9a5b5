r"""The small things that every view does: name the actor, read a form, answer with a redirect.

`actor` is the signed-in person with the marks of this very request.  Redirects go to routes by
their names; the one address that a browser may suggest (`next` at the sign-in) is checked to stay
on this site, because a naive check lets `/\evil.example` pass.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, g, redirect, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict

from mediation.basics.errors import Malformed, MediationError, NotAllowed
from mediation.basics.text import forbidden_characters
from mediation.rules.permissions import Action, Actor, may_ever
from mediation.web.origin import origin_of
from mediation.web.sessions import BrowserSession
from mediation.wording.sentences import sentence

_OWN_ADDRESS = re.compile(r"/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?")
_LONGEST_ADDRESS = 1000
_HIDDEN = frozenset({"csrf_token", "form_key", "version", "password"})


def browser() -> BrowserSession:
    """Return the session of this browser."""
    return session._get_current_object()  # type: ignore[attr-defined, no-any-return] # noqa: SLF001 - werkzeug's documented way to the object behind a proxy


def actor() -> Actor:
    """Return whoever acts in this request; without a sign-in nobody does."""
    found = browser().signed_in
    if found is None:
        raise NotAllowed("account.not_signed_in")
    if "actor" not in g:
        g.actor = replace(found.actor, origin=origin_of(request))
    acting: Actor = g.actor
    return acting


def may_here(action: Action) -> bool:
    """Tell whether the person of this request could ever do this: what menus and pages ask."""
    found = browser().signed_in
    return found is not None and may_ever(found.actor, action)


def redirect_to(endpoint: str, **values: Any) -> Response:
    """Return the answer after an act: the named page, fetched anew."""
    return _to(url_for(endpoint, **values))


def redirect_back(address: str = "") -> Response:
    """Return to an address of this site that a browser suggested, else home."""
    return _to(address if is_own_address(address) else "/")


def is_own_address(address: str) -> bool:
    """Tell whether an address is a path of this site and nothing that only looks like one."""
    return len(address) <= _LONGEST_ADDRESS and _OWN_ADDRESS.fullmatch(address) is not None


def problems_of(fault: Malformed) -> dict[str, list[str]]:
    """Return the sentences of a refused form by the names of its fields."""
    return {name: [sentence(each) for each in found] for name, found in fault.problems.items()}


def refill(template: str, fault: MediationError, **context: Any) -> tuple[str, int]:
    """Show a form again with what was typed, and with what is to be mended or what forbids it."""
    if isinstance(fault, Malformed):
        problems, status = problems_of(fault), 422
    else:
        problems, status = {"": [sentence(fault)]}, 409
    page = render_template(template, values=retyped(), problems=problems, **context)
    return page, status


def retyped() -> MultiDict[str, str]:
    """Return what was typed as a page can show it: without the characters no page may hold."""
    return MultiDict((name, showable(value)) for name, value in request.form.items(multi=True))


def wants_more(group: str) -> bool:
    """Tell whether the form only asks for one line more (a browser without script)."""
    return request.form.get("more") == group


def typed_fields() -> Mapping[str, list[str]]:
    """Return what was typed, by name, without the marks of the form and without secrets."""
    return {
        name: values
        for name, values in request.form.lists()
        if name not in _HIDDEN and "password" not in name
    }


def showable(value: str) -> str:
    """Return a text without the characters that no page and no field may hold."""
    return value.translate(dict.fromkeys(map(ord, forbidden_characters(value))))


def _to(address: str) -> Response:
    answer = redirect(address, code=303)
    assert isinstance(answer, Response)
    return answer
