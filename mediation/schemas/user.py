"""What an administrator may say of a person with an account."""

from collections.abc import Iterator, Mapping
from typing import Any

from mediation.basics.errors import Problem
from mediation.basics.text import folded
from mediation.rules.permissions import Role
from mediation.rules.user import UserEntry, is_username, role_problems
from mediation.schemas.fields import Choices, Email, Field, PublicId, Text, Words, refusal
from mediation.schemas.form import Form


class Username(Field[str]):
    """A user name: what is typed at every sign-in, so it is kept plain."""

    def value_of(self, written: Any) -> str:
        """Return the user name in lower case."""
        username = folded(str(written)).lower()
        if not is_username(username):
            raise refusal("user.username_shape")
        return username


class UserChangeForm(Form[UserEntry]):
    """A person whose user name stays."""

    name = Text(longest=60)
    email = Email(required=False)
    organisation = PublicId()
    roles = Choices(Role)
    towns = Words(longest=9, required=False)

    @staticmethod
    def makes(
        *,
        name: str,
        email: str,
        organisation: str,
        roles: tuple[Role, ...],
        towns: tuple[str, ...],
        username: str = "",
    ) -> UserEntry:
        """Return what the administrator said."""
        return UserEntry(username, name, email, organisation, roles, towns)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Yield what speaks against these roles together, and a liaison without towns."""
        for problem in role_problems(fields["roles"]):
            yield "roles", problem
        if Role.LIAISON in fields["roles"] and not fields["towns"]:
            yield "towns", Problem("user.towns_missing")


class UserForm(UserChangeForm):
    """A person who gets an account."""

    username = Username()
