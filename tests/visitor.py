"""Somebody at the doors: a client that does what a browser does with a form.

After each answer the test's own session forgets what it has read, so that the test sees what the
page has written.  It sends what the page gave it (the CSRF token, the version, the key of
the form) together with what the test types, follows the answer, and checks every page it meets.
It takes no protection off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pages import faults_of, parse, text_of

Typed = str | list[str]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it was answered."""

    status: int
    path: str
    html: str
    tree: Element

    @property
    def text(self) -> str:
        """The words of the page."""
        return text_of(self.tree)

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return self.tree.findtext(".//h1", "").strip()

    @property
    def errors(self) -> dict[str, str]:
        """The message at each field that has one, by the name of the field."""
        said = {e.get("id"): text_of(e) for e in self.tree.iter() if e.get("id")}
        return {
            str(control.get("name")): " ".join(
                said.get(name, "") for name in (control.get("aria-describedby") or "").split()
            )
            for control in self.tree.iter()
            if control.get("aria-invalid") == "true"
        }

    def link(self, words: str) -> str:
        """Return the address of the first link with these words."""
        found = (each for each in self.tree.iter("a") if text_of(each) == words)
        return next(found).get("href", "")

    def form(self, action: str = "") -> Element:
        """Return the form that posts to an address with these words in it."""
        posting = [form for form in self.tree.iter("form") if form.get("method") == "post"]
        found = [form for form in posting if action in (form.get("action") or self.path)]
        assert found, f"no form to {action!r} on {self.path} ({self.status})"
        return found[0]


class Visitor:
    """A person with a browser, signed in or not."""

    def __init__(self, app: Flask) -> None:
        """Come to the door with no cookie."""
        self.client: FlaskClient = app.test_client()

    def open(self, path: str) -> SeenPage:
        """Open an address and follow where it leads."""
        return self._see(self.client.get(path, follow_redirects=True))

    def submit(self, page: SeenPage, typed: Mapping[str, Typed], to: str = "") -> SeenPage:
        """Fill a form of the page and send it, as pressing its button would."""
        form = page.form(to)
        sent: dict[str, Typed] = {**given_values(form), **typed}
        answer = self.client.post(form.get("action") or page.path, data=sent, follow_redirects=True)
        return self._see(answer)

    def sign_in(self, username: str, password: str) -> SeenPage:
        """Sign in through the door."""
        typed = {"username": username, "password": password}
        return self.submit(self.open("/sign-in"), typed)

    def _see(self, answer: TestResponse) -> SeenPage:
        if has_app_context():
            self.client.application.extensions["sqlalchemy"].session.rollback()
        html = answer.get_data(as_text=True)
        assert answer.mimetype == "text/html", f"{answer.request.path} is {answer.mimetype}"
        assert faults_of(html) == [], f"{answer.request.path}: see the list"
        return SeenPage(answer.status_code, answer.request.path, html, parse(html)[0])


def given_values(form: Element) -> dict[str, Typed]:
    """Return what a form would send if nobody touched it; model lines are no part of it."""
    values: dict[str, Typed] = {}
    models = {id(field) for model in form.iter("template") for field in model.iter()}
    for field in form.iter("input"):
        if id(field) in models:
            continue
        kind, name = field.get("type", "text"), field.get("name")
        chosen = kind not in {"checkbox", "radio"} or field.get("checked") is not None
        if name and chosen and kind not in {"submit", "button"}:
            values[name] = field.get("value", "on" if kind == "checkbox" else "")
    for area in form.iter("textarea"):
        values[area.get("name", "")] = "".join(area.itertext()).removeprefix("\n")
    for select in form.iter("select"):
        if id(select) in models:
            continue
        options = list(select.iter("option"))
        marked = [option for option in options if option.get("selected") is not None]
        for option in (marked or options)[:1]:
            values[select.get("name", "")] = option.get("value", text_of(option))
    return values
