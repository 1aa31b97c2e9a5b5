"""What every template may use: who is there, where one can go, what is urgent, a key per form.

Capabilities hang their own things in here while the application is wired: how many alarms stand
open (`count_alarms_with`), how much long work is under way (`count_tasks_with`), which bars are
due (`show_bars_with`).
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask.templating import Environment
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from mediation.basics import clock
from mediation.models.sign_in import SignedIn
from mediation.rules.permissions import Action, Actor, may_ever
from mediation.web.door import browser, may_here
from mediation.web.habits import habits
from mediation.web.navigation import ENTRIES, NavigationEntry
from mediation.wording.navigation import DEMO_BAR
from mediation.wording.sentences import field_name, label, sentence

AlarmCount = Callable[[Actor], Mapping[str, int]]
TaskCount = Callable[[Actor], int]
BarMaker = Callable[[Actor], Sequence[Mapping[str, str]]]
Options = Iterable[tuple[object, str]]
PlaceMaker = Callable[[Actor], Sequence[Mapping[str, Any]]]

_KEY = "mediation.page"
_HASH_LENGTH = 12
_TAG = Markup('<option value="{}"{}>{}</option>')  # what is put in is escaped
_SHOWN = {True: Markup(" selected"), False: ""}  # a fixed text
_TOGETHER = Markup("")  # a fixed text


class FormKey:
    """A fresh idempotency key each time a form is printed."""

    def __str__(self) -> str:
        return secrets.token_hex(16)

    def __html__(self) -> str:
        return str(self)


class Templates(Environment):
    """Jinja, in which every template has its globals in one mapping.

    At each import Jinja compares the names of two such mappings; with the usual chain of them that
    is a tenth of a page.  What is added to the globals after a template was loaded is not seen.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template, those of the application below its own."""
        return {**self.globals, **(d or {})}


class _Furnishings:
    def __init__(self) -> None:
        self.alarms: AlarmCount | None = None
        self.tasks: TaskCount | None = None
        self.bars: list[BarMaker] = []
        self.places: dict[str, PlaceMaker] = {}
        self.urls: dict[tuple[str, str], str] = {}


def furnish(app: Flask) -> None:
    """Give the templates of the application what they all need."""
    app.extensions[_KEY] = _Furnishings()
    app.context_processor(_common)
    app.jinja_env.globals.update(
        static_url=static_url, field_name=field_name, option_tags=option_tags
    )
    app.jinja_env.filters.update(
        label=label,
        sentence=sentence,
        day=lambda day: "" if day is None else day.isoformat(),
        moment=lambda instant: f"{clock.local(instant):%Y-%m-%d %H:%M}" if instant else "",
    )


def count_alarms_with(app: Flask, count: AlarmCount) -> None:
    """Let a capability count the open warnings of a person by level."""
    app.extensions[_KEY].alarms = count


def count_tasks_with(app: Flask, count: TaskCount) -> None:
    """Let a capability count the long work of a person that is under way."""
    app.extensions[_KEY].tasks = count


def show_bars_with(app: Flask, make: BarMaker) -> None:
    """Let a capability put bars above every page of a signed-in person."""
    app.extensions[_KEY].bars.append(make)


def add_places_with(app: Flask, endpoint: str, make: PlaceMaker) -> None:
    """Let a capability put places of a person into the navigation, below that of an endpoint."""
    app.extensions[_KEY].places[endpoint] = make


def static_url(name: str) -> str:
    """Return the address of a file of the program, marked by its content."""
    known, key = _known_urls(), (request.script_root, name)
    if key not in known or current_app.debug:
        path = Path(current_app.static_folder or "") / name
        content = path.read_bytes() if path.is_file() else b""
        mark = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
        known[key] = url_for("static", filename=name, h=mark)
    return known[key]


def option_tags(options: Options, shown: object, blank: str | None) -> Markup:
    """Return the choices of a drop-down, the shown one selected.

    What is offered as a tuple is the same on page after page and is written once; a list may hold
    people of a case, and nothing of it is kept.
    """
    if isinstance(options, tuple):
        return _kept_tags(options, str(shown), blank)
    return _tags(options, str(shown), blank)


def _tags(options: Options, shown: str, blank: str | None) -> Markup:
    first = () if blank is None else (_TAG.format("", "", blank),)
    rest = (_TAG.format(key, _SHOWN[str(key) == shown], words) for key, words in options)
    return _TOGETHER.join((*first, *rest))


_kept_tags = lru_cache(maxsize=512)(_tags)


def _common() -> dict[str, Any]:
    if g.get("is_plain"):
        return {}
    found = browser().signed_in
    common: dict[str, Any] = {
        "may": lambda action: may_here(Action(action)),
        "form_key": FormKey(),
        "opened_version": _opened_version(),
        "today": clock.today().isoformat(),
        "me": None,
        "bars": [DEMO_BAR] if habits().is_demo else [],
    }
    if found is None or found.must_change_password:
        return common
    inside = _for_somebody(found)
    return common | inside | {"bars": common["bars"] + inside["bars"]}


def _opened_version() -> str:
    """Return the version that a sent form was opened with: shown again, it must not grow newer."""
    if request.method != "POST":
        return ""
    try:
        return request.form.get("version", "")
    except HTTPException:  # too large to be read; the page that says so shows no form
        return ""


def _for_somebody(found: SignedIn) -> dict[str, Any]:
    acting = found.actor
    furnishings: _Furnishings = current_app.extensions[_KEY]
    count = furnishings.alarms
    return {
        "me": {
            "name": acting.name,
            "public_id": acting.public_id,
            "role_words": "、".join(label(role) for role in sorted(acting.roles)),
            "organisation": found.organisation_name,
        },
        "nav": _navigation(acting),
        "alarms": count(acting) if count else {},
        "open_tasks": furnishings.tasks(acting) if furnishings.tasks else 0,
        "tasks_url": _url_for("task.search", Action.USE_OWN_ACCOUNT, acting),
        "bars": [bar for make in furnishings.bars for bar in make(acting)],
        "text_size": "large" if found.large_text else "",
        "account_url": place("account.show"),
        "sign_out_url": place("account.sign_out"),
        "search_url": _url_for("case.find", Action.LIST_CASES, acting),
        "intake_url": _url_for("intake.show", Action.LOG_INTAKE, acting),
        "warnings_url": _url_for("warning.search", Action.SEE_WARNINGS, acting),
    }


def _navigation(acting: Actor) -> list[dict[str, Any]]:
    here = (request.endpoint or "").partition(".")[0]
    return [
        place
        for entry in ENTRIES
        if entry.endpoint in current_app.view_functions and may_ever(acting, entry.action)
        for place in [_place_of(entry, here), *_own_places(entry, acting)]
    ]


def _place_of(entry: NavigationEntry, here: str) -> dict[str, Any]:
    is_here = here == entry.endpoint.partition(".")[0]
    url = place(entry.endpoint)
    return {"label": entry.words, "url": url, "active": is_here, "group": entry.group}


def _own_places(entry: NavigationEntry, acting: Actor) -> list[dict[str, Any]]:
    furnishings: _Furnishings = current_app.extensions[_KEY]
    make = furnishings.places.get(entry.endpoint)
    places = make(acting) if make else ()
    return [{**each, "group": entry.group, "is_own": True} for each in places]


def _url_for(endpoint: str, action: Action, acting: Actor) -> str:
    if endpoint in current_app.view_functions and may_ever(acting, action):
        return place(endpoint)
    return ""


def place(endpoint: str) -> str:
    """Return the address of a page that every page leads to; it is always the same."""
    known, key = _known_urls(), (request.script_root, endpoint)
    if key not in known:
        known[key] = url_for(endpoint)
    return known[key]


def _known_urls() -> dict[tuple[str, str], str]:
    """Return the addresses made so far, by where the application stands and what is meant."""
    urls: dict[tuple[str, str], str] = current_app.extensions[_KEY].urls
    return urls
