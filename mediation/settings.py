"""The settings of one instance, read once and handed down.

This file is the only one that looks at the environment; nobody below `app` may import it.  What
the environment does not say may stand in the file `settings.env` of the instance folder, so that
a second command finds the same instance.  Secrets come from files of the instance folder (mode
0600) or from files that the operator names; they are never given on a command line.
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
_WRITTEN = "settings.env"
_DEMO_HEEDS = {"DEMO_PASSWORD", "FONT_FANGSONG", "SESSION_IDLE_MINUTES", "SESSION_HOURS"}


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
    """Whether cookies demand TLS (MEDIATION_SECURE_COOKIES); off by itself for demo and test."""
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
        return self.database_url or sqlite_in(self.instance)

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


def instance_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the instance folder that the environment names, or the usual one."""
    given = os.environ if environment is None else environment
    named = given.get(_PREFIX + "INSTANCE")
    return Path(named).expanduser().resolve() if named else _share(given) / "mediation"


def demo_folder() -> Path:
    """Return the folder of the demo: the one that the environment names, or the usual one."""
    named = os.environ.get(_PREFIX + "INSTANCE")
    return Path(named).expanduser().resolve() if named else _share(os.environ) / "mediation-demo"


def demo_password() -> str:
    """Return the password that the operator wishes for the people of the demo, or nothing."""
    return os.environ.get(_PREFIX + "DEMO_PASSWORD", "")


def environment_of(folder: Path, *, is_demo: bool = False) -> dict[str, str]:
    """Return the environment of a process that works for the instance in this folder.

    A demo hears nothing of the database, the keys and the relay of some other instance.
    """
    given = dict(os.environ)
    if is_demo:
        heeded = {_PREFIX + name for name in _DEMO_HEEDS}
        given = {k: v for k, v in given.items() if not k.startswith(_PREFIX) or k in heeded}
    return given | {_PREFIX + "INSTANCE": str(folder)}


def sqlite_in(folder: Path) -> str:
    """Return the address of the SQLite database of the instance in this folder."""
    return f"sqlite:///{folder / 'mediation.sqlite3'}"


def named_database(folder: Path) -> str:
    """Return the database that the environment or the instance names; empty: none."""
    given = _written(folder) | dict(os.environ)
    return given.get(_PREFIX + "DATABASE_URL", "")


def write_settings(folder: Path, said: Mapping[str, object]) -> None:
    """Keep settings in the instance folder; what the environment says comes before them."""
    lines = [f"{_PREFIX}{name.upper()}={value}\n" for name, value in sorted(said.items())]
    scratch = folder / f"{_WRITTEN}.new"
    scratch.write_text("".join(lines), encoding="utf-8")
    scratch.replace(folder / _WRITTEN)


def kind_of(folder: Path) -> InstanceKind | None:
    """Return what the instance in this folder was made for; None where there is none."""
    try:
        return InstanceKind((folder / "kind").read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def read_settings(
    environment: Mapping[str, str] | None = None, instance: Path | None = None
) -> Settings:
    """Read the settings of the instance; every fault is named in one refusal."""
    given = dict(os.environ if environment is None else environment)
    folder = instance or instance_folder(given)
    given = _written(folder) | given
    faults = [f"{name}?" for name in sorted(_unknown_names(given))]
    values = _read_values(given, faults)
    values.setdefault("kind", kind_of(folder) or InstanceKind.PRODUCTION)
    is_production = values["kind"] is InstanceKind.PRODUCTION
    values.setdefault("secure_cookies", is_production)
    if is_production and not values["secure_cookies"]:
        faults.append(_PREFIX + "SECURE_COOKIES")
    if is_production and given.get("FLASK_DEBUG", "").lower() in _YES:
        faults.append("FLASK_DEBUG")
    keys = _read_keys(folder, given, faults)
    if faults or keys is None:
        raise RuleBroken("settings.faulty", names="、".join(faults))
    return Settings(instance=folder, keys=keys, **values)  # type: ignore[arg-type] # read by name


def key_names() -> tuple[str, ...]:
    """Return the names of the secrets, in the order of the key files."""
    return tuple(each.name for each in fields(Keys))


def key_files(folder: Path, environment: Mapping[str, str] | None = None) -> dict[str, Path]:
    """Return where each secret of the instance stands."""
    given = os.environ if environment is None else environment
    found = {}
    for name in key_names():
        named = given.get(f"{_PREFIX}{name.upper()}_KEY_FILE")
        found[name] = Path(named) if named else folder / "keys" / f"{name}.key"
    return found


def _share(given: Mapping[str, str]) -> Path:
    return Path(given.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _written(folder: Path) -> dict[str, str]:
    """Read the lines `MEDIATION_NAME=value` of the instance folder."""
    path = folder / _WRITTEN
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    said = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in said}


def _read_values(given: Mapping[str, str], faults: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for each in fields(Settings):
        name = _PREFIX + each.name.upper()
        if name not in given or each.name in {"instance", "keys", "smtp_password"}:
            continue
        try:
            values[each.name] = _read_value(each.name, given[name])
        except ValueError:
            faults.append(name)
    password_file = _PREFIX + "SMTP_PASSWORD_FILE"
    if password_file in given:
        try:
            values["smtp_password"] = Path(given[password_file]).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            faults.append(password_file)
    return values


def _unknown_names(given: Mapping[str, str]) -> set[str]:
    known = {_PREFIX + each.name.upper() for each in fields(Settings)}
    known -= {_PREFIX + "KEYS", _PREFIX + "SMTP_PASSWORD"}
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
        number = int(text)
        if number < 0:
            raise ValueError(text)
        return number
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _read_keys(folder: Path, given: Mapping[str, str], faults: list[str]) -> Keys | None:
    found: dict[str, bytes] = {}
    for name, path in key_files(folder, given).items():
        try:
            key = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            key = b""
        if len(key) == _KEY_BYTES:
            found[name] = key
        else:
            faults.append(f"keys/{name}.key")
    return Keys(**found) if len(found) == len(key_names()) else None
