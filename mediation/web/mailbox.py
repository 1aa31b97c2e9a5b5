"""The demo mailbox: what the demo's mail server took in, to be read like in a mail program."""

from pathlib import Path

from flask import Blueprint, Flask, current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from mediation.basics.errors import NotFound
from mediation.mail import mailbox
from mediation.rules.permissions import Action
from mediation.web.guard import allowed
from mediation.web.headers import is_foreign

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")

_KEY = "mediation.mailbox"


def keep_mailbox(app: Flask, folder: Path) -> None:
    """Tell the door where the demo's letters lie; without this there is no mailbox."""
    app.extensions[_KEY] = folder
    app.register_blueprint(bp)


@bp.get("")
@allowed(Action.READ_DEMO_MAILBOX)
def search() -> ResponseReturnValue:
    """List the letters, the newest first."""
    return render_template("mailbox/list.html", letters=mailbox.received(_folder()))


@bp.get("/<name>")
@allowed(Action.READ_DEMO_MAILBOX)
def show(name: str) -> ResponseReturnValue:
    """Show one letter as text, and its HTML in a locked frame."""
    return render_template("mailbox/letter.html", letter=mailbox.read(_folder(), name))


@bp.get("/<name>/html")
@allowed(Action.READ_DEMO_MAILBOX)
def show_html(name: str) -> ResponseReturnValue:
    """Answer with the HTML part alone, locked up: no script, no address, no form."""
    letter = mailbox.read(_folder(), name)
    if not letter.html:
        raise NotFound("mailbox.not_found")
    is_foreign()
    return make_response(letter.html)


def _folder() -> Path:
    folder: Path = current_app.extensions[_KEY]
    return folder
