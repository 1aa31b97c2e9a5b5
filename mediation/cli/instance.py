"""Opening an instance for one command, and turning a refusal into one sentence.

A command runs inside the application, so that it passes the same gate as a page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mediation.app import create_app
from mediation.basics.errors import Malformed, MediationError
from mediation.settings import Settings, read_settings
from mediation.wording.sentences import sentence


@contextmanager
def opened(instance: Path | None = None) -> Iterator[Settings]:
    """Open the instance for the length of a block; a refusal ends the command with its words."""
    try:
        settings = read_settings(instance=instance)
        with create_app(settings).app_context():
            yield settings
    except Malformed as fault:
        found = [sentence(each) for each in sum(fault.problems.values(), ())]
        raise click.ClickException("\n".join(found)) from fault
    except MediationError as fault:
        raise click.ClickException(sentence(fault)) from fault
