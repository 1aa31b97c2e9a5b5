"""People as choices in a form: who holds a role here, by name and no more.

Lists and forms offer colleagues on every page; `models.user` tells everything about a person and
asks four times as much.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from mediation.models.db import read
from mediation.models.user import User, UserRole
from mediation.rules.permissions import Role


@dataclass(frozen=True, slots=True)
class NamedUser:
    """A person as a choice in a form."""

    id: int
    public_id: str
    name: str


_USERS, _ROLES = User.__table__.c, UserRole.__table__
_HOLDERS = (
    select(_USERS.id, _USERS.public_id, _USERS.name)
    .join(_ROLES, _ROLES.c.user_id == _USERS.id)
    .where(_USERS.district_id == bindparam("district_id"), _USERS.disabled_at.is_(None))
    .where(_ROLES.c.role == bindparam("role"))
    .order_by(_USERS.name, _USERS.id)
)
_HOLDERS_IN_BODY = _HOLDERS.where(_USERS.organisation_id == bindparam("organisation_id"))


def names_of_holders(
    district_id: int, role: Role, organisation_id: int | None = None
) -> tuple[NamedUser, ...]:
    """Return the people of a district who hold a role and may sign in, by name."""
    query = _HOLDERS if organisation_id is None else _HOLDERS_IN_BODY
    asked = {"district_id": district_id, "role": role.value}
    if organisation_id is not None:
        asked["organisation_id"] = organisation_id
    return tuple(NamedUser(key, public_id, name) for key, public_id, name in read(query, **asked))
