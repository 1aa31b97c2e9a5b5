"""`mediation mail`: whether the post works, seen from the server."""

import click

from mediation.app import relay_of
from mediation.basics import clock
from mediation.basics.errors import Malformed
from mediation.basics.ids import new_public_id
from mediation.cli.instance import opened
from mediation.cli.post import demo_post
from mediation.mail.message import Cover, compose, message_id
from mediation.mail.occasion import Occasion
from mediation.mail.transport import Result, rehearse
from mediation.mail.trial import TrialLetter
from mediation.models import user
from mediation.wording.outbox import RESULTS, STAGES


@click.group("mail")
def mail_commands() -> None:
    """Look after the post."""


@mail_commands.command("test")
@click.argument("username")
def test(username: str) -> None:
    """Send a trial letter to the address of an account and show every step."""
    with opened() as settings:
        address = user.find_by_username(username).email
        if not address:
            raise Malformed.at("username", "outbox.no_address")
        relay, now = relay_of(settings), clock.now()
        letter = TrialLetter().letter(Occasion(now, now, settings.base_url))
        cover = Cover(relay.sender, address, message_id(new_public_id(), relay.sender), now)
        with demo_post(settings):
            steps = rehearse(relay, compose(letter, cover), address)
    for step in steps:
        said = f"{STAGES[step.stage.value]}：{RESULTS[step.result.value]}"
        click.echo(f"{said}  {step.code or ''} {step.reply}".rstrip())
    if steps[-1].result is not Result.DELIVERED:
        raise SystemExit(1)
