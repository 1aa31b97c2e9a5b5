"""Saved views: keep a question about cases under a name, share it with one's body, forget it.

Whoever opens a view finds what they may see, so sharing one shows nobody a case.  Which views are
pinned and which comes first is a habit of one person, and not audited.
"""

from mediation.basics.errors import Malformed, RuleBroken
from mediation.gate.command import Work, command
from mediation.gate.upkeep import upkeep
from mediation.models import saved_view
from mediation.rules.permissions import Action, Actor
from mediation.rules.saved_view import MOST_VIEWS, ViewEntry, ViewName, ViewScope


@command(Action.KEEP_VIEW)
def keep_view(work: Work, entry: ViewEntry, query_text: str) -> str:
    """Keep a view for oneself."""
    return _add(work, entry, query_text, ViewScope.OWN)


@command(Action.SHARE_VIEW)
def share_view(work: Work, entry: ViewEntry, query_text: str) -> str:
    """Keep a view for everybody of one's body."""
    return _add(work, entry, query_text, ViewScope.GROUP)


@command(Action.KEEP_VIEW, on=saved_view.standing_on_view)
def rename_view(work: Work, view_id: str, name: ViewName) -> None:
    """Give a view another name."""
    scope = saved_view.find(work.actor, view_id).scope
    _must_be_free(work.actor, name.name, scope, view_id)
    saved_view.rename(work.actor, view_id, name.name)


@command(Action.KEEP_VIEW, on=saved_view.standing_on_view)
def remove_view(work: Work, view_id: str) -> None:
    """Forget a view."""
    saved_view.remove(work.actor, view_id)


def pin_view(actor: Actor, view: str, *, is_pinned: bool) -> None:
    """Pin a view to one's navigation, or take it off."""
    with upkeep():
        saved_view.pin(actor, view, is_pinned=is_pinned)


def begin_with_view(actor: Actor, view: str) -> None:
    """Let one's list of cases begin with a view; with none it begins with everything."""
    with upkeep():
        saved_view.begin_with(actor, view)


def _add(work: Work, entry: ViewEntry, query_text: str, scope: ViewScope) -> str:
    if saved_view.count_own(work.actor) >= MOST_VIEWS:
        raise RuleBroken("saved_view.too_many", most=MOST_VIEWS)
    _must_be_free(work.actor, entry.name, scope)
    public_id = saved_view.add(work.actor, entry.name, query_text, scope)
    if entry.is_pinned:
        saved_view.pin(work.actor, public_id, is_pinned=True)
    work.about("saved_view", public_id)
    return public_id


def _must_be_free(actor: Actor, name: str, scope: ViewScope, but: str = "") -> None:
    if saved_view.is_taken(actor, name, scope, but):
        raise Malformed.at("name", "saved_view.name_taken", taken=name)
