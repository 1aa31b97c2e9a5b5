"""People as choices in a form: who holds a role here, by name and no more.

Lists and forms offer colleagues on every page; `models.user` tells everything about a person and
asks four times as much.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from mediation.models.db import session
from mediation.models.user import User, UserRole
from mediation.rules.permissions import Role


@dataclass(frozen=True, slots=True)
class NamedUser:
    """A person as a choice in a form."""

    id: int
    public_id: str
    name: str


_HOLDERS = (
    select(User.id, User.public_id, User.name)
    .join(UserRole, UserRole.user_id == User.id)
    .where(User.district_id == bindparam("district_id"), User.disabled_at.is_(None))
    .where(UserRole.role == bindparam("role"))
    .order_by(User.name, User.id)
)
_HOLDERS_IN_BODY = _HOLDERS.where(User.organisation_id == bindparam("organisation_id"))


def names_of_holders(
    district_id: int, role: Role, organisation_id: int | None = None
) -> tuple[NamedUser, ...]:
    """Return the people of a district who hold a role and may sign in, by name."""
    query = _HOLDERS if organisation_id is None else _HOLDERS_IN_BODY
    asked = {"district_id": district_id, "role": role.value, "organisation_id": organisation_id}
    return tuple(NamedUser(*row) for row in session().execute(query, asked))
