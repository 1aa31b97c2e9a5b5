"""People with an account: what an administrator says of one, and which roles go together.

Whoever keeps the machine, and whoever inspects, does nothing else: the administrator reads no
case and the auditor changes nothing, and both would end with a second role.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mediation.basics.errors import Problem
from mediation.rules.permissions import Role

GIVEN_ROLES = tuple(role for role in Role if role is not Role.WATCH)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
ALONE = frozenset({Role.ADMIN, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class UserEntry:
    """What an administrator says of a person with an account."""

    username: str
    name: str
    email: str
    organisation_id: str
    roles: tuple[Role, ...]
    town_codes: tuple[str, ...] = ()


def is_username(text: str) -> bool:
    """Tell whether a text can be a user name: typed at every sign-in, so it is kept plain."""
    return _USERNAME.fullmatch(text) is not None


def role_problems(roles: Iterable[Role]) -> tuple[Problem, ...]:
    """Return what speaks against one person holding all these roles."""
    held = frozenset(roles)
    if Role.WATCH in held:
        return (Problem("user.role_of_nobody"),)
    lonely = sorted(held & ALONE)
    if lonely and len(held) > 1:
        return (Problem("user.role_stands_alone", {"role": lonely[0]}),)
    return ()
