"""The settings of one instance, read once and handed down.

`read_settings` is the only place that looks at the environment; nobody below `app` may import
this file.  Secrets come from files of the instance folder (mode 0600) or from files that the
operator names; they are never given on a command line.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

from mediation.basics.errors import RuleBroken

_PREFIX = "MEDIATION_"
_KEY_BYTES = 32
_YES = {"1", "true", "yes", "on"}


class InstanceKind(StrEnum):
    """What an instance is for; only demo and test instances may move their clock."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Keys:
    """The four secrets of an instance, 32 bytes each."""

    secret: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    index: bytes = field(repr=False)
    audit: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an instance can be told; each field names its environment variable."""

    instance: Path
    """The instance folder (MEDIATION_INSTANCE): database, keys, clock file, demo mailbox."""
    keys: Keys
    """The secrets (MEDIATION_SECRET_KEY_FILE and its three sisters, else instance/keys)."""
    kind: InstanceKind = InstanceKind.PRODUCTION
    """What the instance is for (MEDIATION_KIND, else the file `kind` of the instance folder)."""
    database_url: str = ""
    """Where the records are (MEDIATION_DATABASE_URL); empty means SQLite in the instance."""
    base_url: str = "http://127.0.0.1:8000"
    """The address that letters point to (MEDIATION_BASE_URL)."""
    secure_cookies: bool = True
    """Whether cookies demand TLS (MEDIATION_SECURE_COOKIES); off only for demo and test."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names that are answered (MEDIATION_TRUSTED_HOSTS, comma separated); empty: any."""
    trusted_proxies: int = 0
    """How many proxies stand in front (MEDIATION_TRUSTED_PROXIES)."""
    smtp_host: str = "127.0.0.1"
    """The mail relay (MEDIATION_SMTP_HOST)."""
    smtp_port: int = 25
    """The port of the mail relay (MEDIATION_SMTP_PORT)."""
    smtp_user: str = ""
    """The account at the mail relay (MEDIATION_SMTP_USER); empty: none."""
    smtp_password: str = field(default="", repr=False)
    """The password at the mail relay (from the file MEDIATION_SMTP_PASSWORD_FILE)."""
    smtp_starttls: bool = True
    """Whether STARTTLS is demanded (MEDIATION_SMTP_STARTTLS); loopback never needs it."""
    smtp_from: str = "no-reply@mediation.invalid"
    """The sender of every letter (MEDIATION_SMTP_FROM)."""
    font_fangsong: str = ""
    """A licensed 仿宋 TrueType file for documents (MEDIATION_FONT_FANGSONG); empty: Noto."""
    session_idle_minutes: int = 30
    """How long an idle sign-in lives (MEDIATION_SESSION_IDLE_MINUTES)."""
    session_hours: int = 12
    """How long any sign-in lives (MEDIATION_SESSION_HOURS)."""
    password_shortest: int = 12
    """The shortest password (MEDIATION_PASSWORD_SHORTEST, at least 8)."""

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.instance / 'mediation.sqlite3'}"

    @property
    def is_movable(self) -> bool:
        """Whether this instance may move its clock."""
        return self.kind is not InstanceKind.PRODUCTION

    @property
    def clock_file(self) -> Path:
        """The file through which the processes of a demo or test share a moved clock."""
        return self.instance / "clock"

    @property
    def mailbox(self) -> Path:
        """The folder into which the demo's mail server puts what it receives."""
        return self.instance / "mailbox"


def instance_folder(environment: Mapping[str, str]) -> Path:
    """Return the instance folder that the environment names, or the usual one."""
    named = environment.get(_PREFIX + "INSTANCE")
    if named:
        return Path(named).expanduser().resolve()
    share = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(share) / "mediation"


def read_settings(
    environment: Mapping[str, str] | None = None, instance: Path | None = None
) -> Settings:
    """Read the settings of the instance; every fault is named in one refusal."""
    given = dict(os.environ if environment is None else environment)
    folder = instance or instance_folder(given)
    faults = [f"{name}?" for name in sorted(_unknown_names(given))]
    values: dict[str, object] = {}
    for each in fields(Settings):
        text = given.get(_PREFIX + each.name.upper())
        if text is not None and each.name not in {"instance", "keys"}:
            try:
                values[each.name] = _read_value(each.name, text)
            except ValueError:
                faults.append(_PREFIX + each.name.upper())
    if password_file := given.get(_PREFIX + "SMTP_PASSWORD_FILE"):
        values["smtp_password"] = Path(password_file).read_text(encoding="utf-8").strip()
    if "kind" not in values and (folder / "kind").is_file():
        values["kind"] = InstanceKind((folder / "kind").read_text(encoding="ascii").strip())
    keys = _read_keys(folder, given, faults)
    if faults or keys is None:
        raise RuleBroken("settings.faulty", names="、".join(faults))
    settings = Settings(instance=folder, keys=keys, **values)  # type: ignore[arg-type] # read by name
    if not settings.secure_cookies and not settings.is_movable:
        raise RuleBroken("settings.faulty", names="MEDIATION_SECURE_COOKIES")
    return settings


def key_names() -> tuple[str, ...]:
    """Return the names of the secrets, in the order of the key files."""
    return tuple(each.name for each in fields(Keys))


def _unknown_names(given: Mapping[str, str]) -> set[str]:
    known = {_PREFIX + each.name.upper() for each in fields(Settings)}
    known |= {f"{_PREFIX}{name.upper()}_KEY_FILE" for name in key_names()}
    known |= {_PREFIX + "SMTP_PASSWORD_FILE", _PREFIX + "DEMO_PASSWORD"}
    return {name for name in given if name.startswith(_PREFIX)} - known


def _read_value(name: str, text: str) -> object:
    defaults = {each.name: each.default for each in fields(Settings)}
    default = defaults[name]
    if isinstance(default, InstanceKind):
        return InstanceKind(text)
    if isinstance(default, bool):
        return text.lower() in _YES
    if isinstance(default, int):
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _read_keys(folder: Path, given: Mapping[str, str], faults: list[str]) -> Keys | None:
    found: dict[str, bytes] = {}
    for name in key_names():
        variable = f"{_PREFIX}{name.upper()}_KEY_FILE"
        path = Path(given.get(variable) or folder / "keys" / f"{name}.key")
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            key = b""
        if len(key) == _KEY_BYTES:
            found[name] = key
        else:
            faults.append(f"keys/{name}.key")
    return Keys(**found) if len(found) == len(key_names()) else None
