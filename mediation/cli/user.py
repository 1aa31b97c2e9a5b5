"""Accounts at the server's command line: the first administrator comes from here.

A first password is typed at a prompt or made up; it is never given as an argument, where every
process list would show it, and its owner has to replace it at the first sign-in.
"""

import secrets

import click

from mediation.basics.errors import NotFound
from mediation.casework import user as casework
from mediation.cli.instance import opened
from mediation.models import organisation, user
from mediation.rules.permissions import Role, operator
from mediation.rules.user import GIVEN_ROLES, UserEntry
from mediation.wording.user import COMMANDS, OPTIONS

_PASSWORD_BYTES = 12


@click.group("user")
def user_commands() -> None:
    """Open, close and unlock accounts."""


@user_commands.command()
@click.argument("username")
@click.option("--name", required=True, help=OPTIONS["name"])
@click.option("--organisation", "body", required=True, help=OPTIONS["organisation"])
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in GIVEN_ROLES]),
    help=OPTIONS["role"],
)
@click.option("--email", default="", help=OPTIONS["email"])
@click.option("--town", "towns", multiple=True, help=OPTIONS["town"])
@click.option("--ask", is_flag=True, help=OPTIONS["ask"])
def add(  # noqa: PLR0913 - one for each option
    *,
    username: str,
    name: str,
    body: str,
    roles: tuple[str, ...],
    email: str,
    towns: tuple[str, ...],
    ask: bool,
) -> None:
    """Open an account with a first password."""
    password = _asked() if ask else secrets.token_urlsafe(_PASSWORD_BYTES)
    with opened():
        facts = organisation.find_by_name(body)
        codes = _town_codes(facts.district_id, towns)
        held = tuple(Role(role) for role in roles)
        entry = UserEntry(username, name, email, facts.public_id, held, codes)
        public_id = casework.add(operator(), entry)
        casework.give_password(operator(), public_id, password)
    said = COMMANDS["added" if ask else "first_password"]
    click.echo(said.format(username=username, password=password))


@user_commands.command()
@click.argument("username")
def disable(username: str) -> None:
    """Close an account and end its sign-ins."""
    with opened():
        casework.disable(operator(), user.find_by_username(username).public_id)
    click.echo(COMMANDS["disabled"].format(username=username))


@user_commands.command()
@click.argument("username")
def unlock(username: str) -> None:
    """Let a person try their password again at once."""
    with opened():
        casework.unlock(operator(), user.find_by_username(username).public_id)
    click.echo(COMMANDS["unlocked"].format(username=username))


def _asked() -> str:
    answer: str = click.prompt(COMMANDS["ask_password"], hide_input=True, confirmation_prompt=True)
    return answer


def _town_codes(district_id: int, names: tuple[str, ...]) -> tuple[str, ...]:
    codes = []
    for name in names:
        town = organisation.town_by_any_name(district_id, name)
        if town is None:
            raise NotFound("organisation.no_town")
        codes.append(town.code)
    return tuple(codes)
