"""What the doctor asks of the machine: files, disk, time zones, fonts, the relay, the cookies."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from mediation.app import fonts_of, relay_of
from mediation.basics import clock
from mediation.cli.backup import LAST
from mediation.cli.finding import Finding, Grade, sound_if
from mediation.mail.transport import Result, greet
from mediation.models.backup import sqlite_file
from mediation.pdf.fonts import missing_characters
from mediation.settings import InstanceKind, Settings, key_files

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = ("nfs", "cifs", "smb", "9p", "fuse.", "afs", "ceph", "glusterfs", "lustre")
_LEAST_SHARE, _LEAST_BYTES = 15, 2 * 1024**3
_BACKUP_AGE = timedelta(hours=26)
_SAMPLE = "王𠮷平䶮㛃𬱖，人民币叁万捌仟陆佰元整。（甲方）《调解协议书》"


def examine(settings: Settings) -> Iterator[Finding]:
    """Ask what can be asked without the records."""
    yield _private(settings)
    yield _local(settings)
    yield _disk(settings)
    missing = missing_characters(_SAMPLE, fonts_of(settings))
    yield sound_if("fonts", not missing, "".join(missing))
    yield _cookies(settings)
    yield _address(settings)
    yield _relay(settings)
    yield _backup(settings)


def _private(settings: Settings) -> Finding:
    private = [settings.instance, *key_files(settings.instance).values()]
    open_to_others = [path.name for path in private if path.stat().st_mode & _OTHERS]
    return sound_if("private", not open_to_others, "、".join(open_to_others))


def _local(settings: Settings) -> Finding:
    """SQLite on a disk of the network loses what it has committed."""
    file = sqlite_file(settings.database)
    if file is None:
        return Finding("local", Grade.SOUND)
    kind = _file_system(file.parent)
    return sound_if("local", not kind.startswith(_REMOTE), kind)


def _file_system(folder: Path) -> str:
    best, kind = "", ""
    for line in _MOUNTS.read_text(encoding="utf-8").splitlines() if _MOUNTS.exists() else ():
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4]
        is_above = point == "/" or folder.is_relative_to(point)
        if is_above and len(point) >= len(best):
            best, kind = point, right.split(" ")[0]
    return kind


def _disk(settings: Settings) -> Finding:
    usage = shutil.disk_usage(settings.instance)
    share = usage.free * 100 // usage.total
    enough = share >= _LEAST_SHARE or usage.free >= _LEAST_BYTES
    seen = f"{usage.free // 1024**2} MB, {share}%"
    return sound_if("disk", enough, seen, else_=Grade.NOTICED)


def _cookies(settings: Settings) -> Finding:
    safe = settings.secure_cookies or settings.kind is not InstanceKind.PRODUCTION
    return sound_if("cookies", safe)


def _address(settings: Settings) -> Finding:
    """Letters of an office point to an address that others can open."""
    is_office = settings.kind is InstanceKind.PRODUCTION
    fits = settings.base_url.startswith("https://") or not is_office
    return sound_if("address", fits, settings.base_url, else_=Grade.NOTICED)


def _relay(settings: Settings) -> Finding:
    last = greet(relay_of(settings))[-1]
    seen = f"{settings.smtp_host}:{settings.smtp_port} {last.stage.value} {last.reply}".strip()
    return sound_if("relay", last.result is Result.PASSED, seen, else_=Grade.NOTICED)


def _backup(settings: Settings) -> Finding:
    try:
        written = (settings.instance / LAST).read_text(encoding="ascii").strip()
        made_at = datetime.fromisoformat(written)
    except (OSError, ValueError):
        return Finding("backup", Grade.NOTICED)
    is_young = clock.now() - made_at <= _BACKUP_AGE
    return sound_if(
        "backup", is_young, f"{clock.local(made_at):%Y-%m-%d %H:%M}", else_=Grade.NOTICED
    )
