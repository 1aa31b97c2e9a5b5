"""What may be said about one's own account: signing in, and a new password."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mediation.basics.errors import Problem
from mediation.rules.password import PasswordChange
from mediation.schemas.fields import Secret, Text, Ticked
from mediation.schemas.form import Form


@dataclass(frozen=True, slots=True)
class SignIn:
    """A user name and a password, and where the person was going."""

    username: str
    password: str = field(repr=False)
    next: str = ""


@dataclass(frozen=True, slots=True)
class TextSize:
    """Whether somebody reads in large print."""

    large_text: bool


class SignInForm(Form[SignIn]):
    """The sign-in."""

    makes = SignIn
    username = Text(longest=100)
    password = Secret()
    next = Text(longest=1000, required=False)


class PasswordChangeForm(Form[PasswordChange]):
    """The present password, and twice the one to come."""

    current_password = Secret()
    new_password = Secret()
    repeated_password = Secret()

    @staticmethod
    def makes(*, current_password: str, new_password: str, **_compared: str) -> PasswordChange:
        """Return the change that the form asks for."""
        return PasswordChange(current=current_password, new=new_password)

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Yield a problem when the new password was not typed the same twice."""
        yield from _repeated(fields)


class NewPasswordForm(Form[str]):
    """Twice the password to come, for somebody who holds a link."""

    new_password = Secret()
    repeated_password = Secret()

    @staticmethod
    def makes(*, new_password: str, **_compared: str) -> str:
        """Return the new password."""
        return new_password

    def check(self, fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Yield a problem when the new password was not typed the same twice."""
        yield from _repeated(fields)


class TextSizeForm(Form[TextSize]):
    """The size of the letters."""

    makes = TextSize
    large_text = Ticked(required=False)


def _repeated(fields: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
    if fields["new_password"] != fields["repeated_password"]:
        yield "repeated_password", Problem("account.not_repeated")
