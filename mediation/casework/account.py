"""One's own account: coming in, the password, one's sign-ins.

Coming in is the one act that begins without an actor.  Tries are counted before the password is
looked at, for the account and for the address; an unknown name costs the same time and gets the
same answer as a wrong password.  Only then is there an actor, and the sign-in itself is a command
like every other.
"""

from datetime import datetime, timedelta

from mediation.basics.errors import Malformed, NotAllowed, Problem, RuleBroken
from mediation.gate.command import Work, command
from mediation.gate.upkeep import upkeep
from mediation.models import password, password_link, sign_in, throttle, user
from mediation.models.user import UserFacts
from mediation.rules.password import OwnWords, PasswordChange, problems_of
from mediation.rules.permissions import Action, Actor, Origin


def come_in(username: str, typed: str, origin: Origin, at: datetime) -> Actor:
    """Return the person with this user name and password, or refuse without saying why."""
    _take_tries(username, origin.address, at)
    found = user.credentials(username)
    if not password.fits(typed, found[1] if found else None) or found is None:
        raise Malformed({"": [Problem("account.wrong")]})
    facts, stored = found
    actor = sign_in.find_actor(facts.public_id, origin)
    _note_sign_in(actor, facts.public_id, typed if password.is_outdated(stored) else None)
    _forgive(username, origin.address)
    return actor


def begin_session(actor: Actor, token: str, at: datetime, lives: timedelta, agent: str) -> None:
    """Let a browser stay signed in under a new token."""
    if actor.user_id is None:
        raise NotAllowed("account.not_signed_in")
    with upkeep():
        sign_in.begin(token, actor.user_id, at, lives, actor.origin, agent)


def step_up(actor: Actor, typed: str, token: str, new_token: str, at: datetime) -> None:
    """Let somebody who is signed in prove again who they are; tries count like sign-ins."""
    username = user.find(actor, actor.public_id).username
    _take_tries(username, actor.origin.address, at)
    if not password.fits(typed, user.password_hash_of(actor.public_id)):
        raise Malformed.at("step_up_password", "account.current_wrong")
    _note_step_up(actor, actor.public_id)
    with upkeep():
        sign_in.step_up(token, new_token, at)
    _forgive(username, actor.origin.address)


def end_session(token: str) -> None:
    """Sign one browser out."""
    with upkeep():
        sign_in.end(token)


@command(Action.USE_OWN_ACCOUNT, on=user.own_standing)
def change_password(
    work: Work, public_id: str, change: PasswordChange, shortest: int, session_key: int
) -> None:
    """Replace the password; every other sign-in of the person ends."""
    facts = user.find(work.actor, public_id)
    if not password.fits(change.current, user.password_hash_of(public_id)):
        raise Malformed.at("current_password", "account.current_wrong")
    if change.new == change.current:
        raise Malformed.at("new_password", "password.unchanged")
    _set(work, facts, change.new, shortest)
    sign_in.end_all(facts.id, besides=session_key)


@command(Action.USE_OWN_ACCOUNT, on=user.own_standing)
def set_password_by_link(work: Work, public_id: str, token: str, new: str, shortest: int) -> None:
    """Set a password with a one-time link; the link is spent and every sign-in ends."""
    if password_link.owner_of_link(token, work.now) != public_id:
        raise RuleBroken("account.link_spent")
    facts = user.find(work.actor, public_id)
    _set(work, facts, new, shortest)
    sign_in.end_all(facts.id)
    throttle.forget_tries(throttle.account_subject(facts.username))


@command(Action.USE_OWN_ACCOUNT, on=user.own_standing)
def end_sign_in(work: Work, public_id: str, sign_in_id: str) -> None:
    """Sign one other browser of the person out."""
    sign_in.end_one(user.find(work.actor, public_id).id, sign_in_id)


@command(Action.USE_OWN_ACCOUNT, on=user.own_standing)
def sign_out_everywhere(work: Work, public_id: str) -> None:
    """Sign every browser of the person out, this one too."""
    sign_in.end_all(user.find(work.actor, public_id).id)


@command(Action.USE_OWN_ACCOUNT, on=user.own_standing)
def choose_text_size(_work: Work, public_id: str, *, large: bool) -> None:
    """Remember whether the person reads in large print."""
    user.set_large_text(public_id, large=large)


@command(Action.SIGN_IN, on=user.own_standing)
def _note_sign_in(work: Work, public_id: str, typed: str | None) -> None:
    user.note_sign_in(public_id, work.now, password.hashed(typed) if typed else None)


@command(Action.STEP_UP, on=user.own_standing, once=False)
def _note_step_up(_work: Work, _public_id: str) -> None:
    """The act is the permission and its row in the trail."""


def _take_tries(username: str, address: str, at: datetime) -> None:
    with upkeep():
        free = throttle.take_try(throttle.address_subject(address), throttle.MOST_PER_ADDRESS, at)
        free = free and throttle.take_try(
            throttle.account_subject(username), throttle.MOST_PER_ACCOUNT, at
        )
    if not free:
        raise RuleBroken("account.too_many_tries", until=at + throttle.WINDOW)


def _forgive(username: str, address: str) -> None:
    with upkeep():
        throttle.give_back(throttle.address_subject(address))
        throttle.forget_tries(throttle.account_subject(username))


def _set(work: Work, facts: UserFacts, new: str, shortest: int) -> None:
    own = OwnWords(facts.username, facts.name, facts.organisation_name)
    problems = problems_of(new, own, shortest)
    if problems:
        raise Malformed({"new_password": problems})
    user.set_password(facts.public_id, password.hashed(new), work.now, must_change=False)
    password_link.spend_links(facts.id, work.now)
