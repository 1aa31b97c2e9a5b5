"""Saved views at the browser: keep, rename, pin, put first, forget, and count what they find."""

from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, Flask, flash, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, MediationError
from mediation.casework import saved_view as verbs
from mediation.models import case_list, saved_view
from mediation.models.saved_view import Chosen
from mediation.rules.case_query_text import written
from mediation.rules.permissions import Action, Actor, may_ever
from mediation.rules.saved_view import SystemView, ViewScope, problems_of, query_of, shipped_for
from mediation.schemas.saved_view import ViewForm, ViewNameForm
from mediation.web import case_list as lists
from mediation.web.case_query import words_for
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.web.page import add_places_with, place
from mediation.wording.saved_view import MOST_SHOWN, SAID
from mediation.wording.sentences import label

bp = Blueprint("saved_view", __name__, url_prefix="/views")

_COUNTED = 99
_SHIPPED = frozenset(each.value for each in SystemView)


@bp.get("")
@allowed(Action.LIST_CASES)
def search() -> ResponseReturnValue:
    """List the views that somebody can use."""
    acting = actor()
    chosen = saved_view.choices_of(acting)
    words = words_for(acting)
    shipped = [
        (each.value, label(each), written(query_of(each), words))
        for each in shipped_for(acting.roles)
    ]
    kept = saved_view.in_reach(acting)
    return render_template(
        "saved_view/list.html",
        shipped=[_row(*each, chosen) for each in shipped],
        own=[
            _row(each.public_id, each.name, each.query_text, chosen)
            for each in kept
            if each.scope is ViewScope.OWN
        ],
        group=[
            _row(each.public_id, each.name, each.query_text, chosen)
            for each in kept
            if each.scope is ViewScope.GROUP
        ],
        may_share=may_ever(acting, Action.SHARE_VIEW),
    )


@bp.get("/new")
@allowed(Action.KEEP_VIEW)
def new_form() -> ResponseReturnValue:
    """Ask for the name of the list that the address asks for."""
    acting = actor()
    values = {"scope": ViewScope.OWN.value, "is_pinned": "yes"}
    return render_template("saved_view/new.html", values=values, **_asked(acting))


@bp.post("/new")
@allowed(Action.KEEP_VIEW)
def keep() -> ResponseReturnValue:
    """Keep the list that the address asks for under a name."""
    acting = actor()
    asked = lists.asked_here(acting, request.args)
    try:
        entry = ViewForm.read(request.form)
        has_numbers = asked.looked_for is not None and bool(asked.looked_for.numbers)
        found = list(problems_of(entry, asked.query, has_numbers=has_numbers))
        if found:
            raise Malformed({name: [problem] for name, problem in found})
        keep_it = verbs.share_view if entry.scope is ViewScope.GROUP else verbs.keep_view
        view_id = keep_it(acting, entry, asked.text)
    except MediationError as fault:
        return refill("saved_view/new.html", fault, **_asked(acting))
    flash(SAID["kept"].format(name=entry.name), "done")
    return redirect_to("case.search", view=view_id)


@bp.get("/<view_id>/name")
@allowed(Action.KEEP_VIEW)
def rename_form(view_id: str) -> ResponseReturnValue:
    """Ask for another name."""
    view = saved_view.find(actor(), view_id)
    return render_template("saved_view/name.html", values={"name": view.name}, view=view)


@bp.post("/<view_id>/name")
@allowed(Action.KEEP_VIEW)
def rename(view_id: str) -> ResponseReturnValue:
    """Give a view another name."""
    acting = actor()
    view = saved_view.find(acting, view_id)
    try:
        name = ViewNameForm.read(request.form)
        verbs.rename_view(acting, view_id, name)
    except Malformed as fault:
        return refill("saved_view/name.html", fault, view=view)
    flash(SAID["renamed"].format(name=name.name), "done")
    return redirect_to(".search")


@bp.post("/<view_id>/removal")
@allowed(Action.KEEP_VIEW)
def remove(view_id: str) -> ResponseReturnValue:
    """Forget a view."""
    verbs.remove_view(actor(), view_id)
    flash(SAID["removed"], "done")
    return redirect_to(".search")


@bp.post("/<view_id>/pin")
@allowed(Action.LIST_CASES)
def pin(view_id: str) -> ResponseReturnValue:
    """Pin a view to one's navigation, or take it off."""
    is_pinned = request.form.get("is_pinned") == "yes"
    verbs.pin_view(actor(), view_id, is_pinned=is_pinned)
    flash(SAID["pinned" if is_pinned else "unpinned"], "done")
    return redirect_to(".search")


@bp.post("/<view_id>/first")
@allowed(Action.LIST_CASES)
def begin_with(view_id: str) -> ResponseReturnValue:
    """Let one's list begin with a view, or with everything again."""
    is_first = request.form.get("is_first") == "yes"
    verbs.begin_with_view(actor(), view_id if is_first else "")
    flash(SAID["first" if is_first else "not_first"], "done")
    return redirect_to(".search")


@bp.get("/counts")
@allowed(Action.LIST_CASES)
def count() -> ResponseReturnValue:
    """Show the tabs of the list once more, with how many cases stand behind each."""
    if "HX-Request" not in request.headers:
        return search()
    acting, here = actor(), request.args.get("here", "")
    tabs = [(*tab, _count(acting, key)) for key, tab in tabs_of(acting, here)]
    return render_template("saved_view/tabs.html", tabs=tabs)


def tabs_of(acting: Actor, here: str) -> list[tuple[str, tuple[str, str, bool]]]:
    """Return the views above the list: the shipped ones and those that are pinned."""
    shipped = {each.value: label(each) for each in shipped_for(acting.roles)}
    pinned = _pinned_names(acting)
    return [
        (key, (name, _url_of(key), key == here))
        for key, name in (shipped | {k: v for k, v in pinned.items() if k not in _SHIPPED}).items()
    ]


def places_of(acting: Actor) -> list[dict[str, Any]]:
    """Return the pinned views as the navigation shows them."""
    if not may_ever(acting, Action.LIST_CASES):
        return []
    return [{"label": name, "url": _url_of(key)} for key, name in _pinned_names(acting).items()]


def _pinned_names(acting: Actor) -> dict[str, str]:
    """Return the views that somebody pinned and can still use, with their names."""
    if "pinned" not in g:
        g.pinned = _names_now(acting)
    return cast("dict[str, str]", g.pinned)


def _names_now(acting: Actor) -> dict[str, str]:
    pinned = saved_view.choices_of(acting).pinned
    names = {each.value: label(each) for each in SystemView}
    if set(pinned) - _SHIPPED:
        names |= {each.public_id: each.name for each in saved_view.in_reach(acting)}
    return {key: names[key] for key in pinned if key in names}


def _url_of(view: str) -> str:
    return f"{place('case.search')}?{urlencode({'view': view})}"


def show_pinned(app: Flask) -> None:
    """Show somebody's pinned views below the cases in the navigation."""
    add_places_with(app, "case.search", places_of)


def _asked(acting: Actor) -> dict[str, Any]:
    asked = lists.asked_here(acting, request.args)
    kept: dict[str, Any] = dict(asked.kept)
    own = [(each.value, label(each)) for each in ViewScope]
    return {
        "asked": asked,
        "scopes": own if may_ever(acting, Action.SHARE_VIEW) else own[:1],
        "action": url_for(".keep", **kept),
        "back_url": url_for("case.search", **kept),
    }


def _row(key: str, name: str, text: str, chosen: Chosen) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "text": text,
        "url": _url_of(key),
        "is_pinned": key in chosen.pinned,
        "is_first": key == chosen.first,
    }


def _count(acting: Actor, key: str) -> str:
    asked = lists.asked_here(acting, {"view": key})
    number = case_list.count(acting, asked.wanted, clock.today(), asked.looked_for, _COUNTED)
    return MOST_SHOWN.format(most=_COUNTED) if number > _COUNTED else str(number)
