"""The wiring: everybody meets here, nothing is decided here.

`create_app` builds the application of one instance from its settings and hands each room what it
may know: the doors their habits, the models their keys, the papers their fonts, the post its
relay.  Nothing below this file reads the settings.
"""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, upgrade

from mediation import models
from mediation.basics import clock
from mediation.gate.upkeep import upkeep
from mediation.mail.transport import Relay
from mediation.models import schema
from mediation.models.db import db, prepare_engine
from mediation.models.sealing import Keyring
from mediation.pdf.fonts import FontSet
from mediation.settings import InstanceKind, Keys, Settings
from mediation.web import (
    account,
    agreement,
    audit,
    calendar,
    case,
    case_link,
    case_move,
    consultation,
    contact,
    draft,
    employer,
    employer_merge,
    export,
    follow_up,
    guard,
    handling,
    home,
    hotline_order,
    intake,
    ledger,
    mailbox,
    meeting,
    merging,
    organisation,
    outbox,
    outreach,
    party,
    performance,
    recipient,
    referral,
    saved_view,
    sensitive_period,
    splitting,
    step_up,
    task,
    tripartite,
    user,
    warning,
    watch,
)
from mediation.web.habits import Habits
from mediation.web.page import Templates

BLUEPRINTS = (
    account.bp,
    home.bp,
    case.bp,
    saved_view.bp,
    case_link.bp,
    case_move.bp,
    merging.bp,
    splitting.bp,
    intake.bp,
    draft.bp,
    ledger.bp,
    export.bp,
    task.bp,
    step_up.bp,
    handling.bp,
    party.bp,
    tripartite.bp,
    employer.bp,
    employer_merge.bp,
    meeting.bp,
    agreement.bp,
    performance.bp,
    consultation.bp,
    contact.bp,
    follow_up.bp,
    hotline_order.bp,
    referral.bp,
    outreach.bp,
    user.bp,
    organisation.bp,
    audit.bp,
    calendar.bp,
    warning.bp,
    sensitive_period.bp,
    recipient.bp,
    outbox.bp,
)

_PACKAGE = Path(__file__).resolve().parent


def create_app(settings: Settings) -> Flask:
    """Return the application of one instance."""
    app = Flask("mediation", template_folder=_beside("templates"), static_folder=None)
    app.jinja_environment = Templates
    app.static_folder = str(_PACKAGE / "web" / "static")
    app.add_url_rule("/static/<path:filename>", "static", app.send_static_file)
    app.config.update(
        SECRET_KEY=settings.keys.secret,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
    )
    clock.follow(settings.clock_file if settings.is_movable else None)
    _open_database(app)
    guard.stand_guard(app, _habits(settings))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    watch.show_watch(app)
    task.show_tray(app)
    saved_view.show_pinned(app)
    calendar.remind_of_next_year(app)
    outbox.keep_post(app, outbox.Post(relay_of(settings), settings.base_url))
    if settings.kind is InstanceKind.DEMO:
        mailbox.keep_mailbox(app, settings.mailbox)
    guard.check_every_route(app)
    return app


def relay_of(settings: Settings) -> Relay:
    """Return the mail relay that the settings name."""
    return Relay(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=settings.smtp_password,
        starttls=settings.smtp_starttls,
    )


def fonts_of(settings: Settings) -> FontSet:
    """Return the fonts that papers are set with."""
    font = settings.font_fangsong
    return FontSet.with_office_font(Path(font) if font else None)


def upgrade_schema(url: str) -> None:
    """Bring the database at this address to the newest schema."""
    app = Flask("mediation-schema")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    _open_database(app)
    with app.app_context():
        upgrade(directory=_beside("migrations"))
        with upkeep():
            schema.take_statistics()
        db.session.remove()
        db.engine.dispose()


def revisions() -> tuple[str, ...]:
    """Return the revisions of the schema that this program knows, the newest first."""
    config = Config()
    config.set_main_option("script_location", _beside("migrations").replace("%", "%%"))
    return tuple(each.revision for each in ScriptDirectory.from_config(config).walk_revisions())


def _open_database(app: Flask) -> None:
    for each in iter_modules(models.__path__):
        import_module(f"mediation.models.{each.name}")
    db.init_app(app)
    Migrate(app, db, directory=_beside("migrations"), render_as_batch=True)
    with app.app_context():
        prepare_engine(db.engine)


def _engine_options(settings: Settings) -> dict[str, object]:
    keys: Keys = settings.keys
    keyring = Keyring(keys.sealing, keys.index, keys.audit)
    options: dict[str, object] = {
        "execution_options": {"keyring": keyring},
        "hide_parameters": True,  # a fault in the log repeats nobody's name
        "pool_recycle": 3600,  # SQLite reads new statistics when it opens the file
    }
    if not settings.database.startswith("sqlite"):
        options |= {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 5, "pool_timeout": 5}
    return options


def _habits(settings: Settings) -> Habits:
    return Habits(
        secure_cookies=settings.secure_cookies,
        trusted_hosts=settings.trusted_hosts,
        trusted_proxies=settings.trusted_proxies,
        base_url=settings.base_url,
        idle=timedelta(minutes=settings.session_idle_minutes),
        lives=timedelta(hours=settings.session_hours),
        password_shortest=settings.password_shortest,
        is_demo=settings.kind is InstanceKind.DEMO,
        fonts=fonts_of(settings),
    )


def _beside(name: str) -> str:
    """Return a folder that stands beside the package in a checkout and inside it in a wheel."""
    inside = _PACKAGE / name
    return str(inside if inside.is_dir() else _PACKAGE.parent / name)
