"""A backup on disk: a folder with the database, the keys under a passphrase, and a manifest.

`SHA256SUMS` vouches for the three files, and the seal on the keys is bound to the manifest, so a
changed byte is noticed by anybody and a changed manifest cannot be passed off.  Whoever finds the
folder without the passphrase reads no sealed value; whoever loses the passphrase restores nothing
either.  A copy made before an upgrade holds no keys: it stays beside the instance that has them.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from mediation.basics.errors import RuleBroken
from mediation.models import sealing
from mediation.models.backup import DatabaseCopy
from mediation.settings import InstanceKind, Keys, Settings, key_names

_MANIFEST, _KEYS, _SUMS = "manifest.json", "keys.sealed", "SHA256SUMS"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, as it was when it was made."""

    made_at: str
    kind: str
    database: str
    revision: str
    audit_rows: int
    rows: dict[str, int]
    form: int = _FORMAT


def write_archive(
    folder: Path, copy: DatabaseCopy, settings: Settings, made_at: str, words: str | None
) -> Manifest:
    """Complete the folder in which the database has just been copied."""
    rows = copy.rows
    manifest = Manifest(
        made_at,
        settings.kind.value,
        copy.file.name,
        copy.revision,
        rows.get("audit_entries", 0),
        rows,
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    _write(folder / _MANIFEST, text)
    if words is not None:
        plain = json.dumps({name: getattr(settings.keys, name).hex() for name in key_names()})
        _write(folder / _KEYS, sealing.seal_with_words(words, plain.encode(), _digest_of(text)))
    files = [path for path in sorted(folder.iterdir()) if path.name != _SUMS]
    _write(folder / _SUMS, "".join(f"{_file_digest(path)}  {path.name}\n" for path in files))
    return manifest


def read_archive(folder: Path) -> Manifest:
    """Read the manifest of a backup; one whose files are not as they were written is refused."""
    if not (folder / _SUMS).is_file():
        raise RuleBroken("backup.not_a_backup", place=folder)
    changed = sorted(
        name for name, digest in _sums(folder).items() if _differs(folder, name, digest)
    )
    if changed or not (folder / _MANIFEST).is_file():
        raise RuleBroken("backup.damaged", names=tuple(changed or [_SUMS]))
    try:
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
        InstanceKind(manifest.kind)
    except (ValueError, TypeError) as fault:
        raise RuleBroken("backup.damaged", names=(_MANIFEST,)) from fault
    if manifest.form != _FORMAT or not (folder / manifest.database).is_file():
        raise RuleBroken("backup.damaged", names=(_MANIFEST,))
    return manifest


def has_keys(folder: Path) -> bool:
    """Tell whether the backup carries the keys of its instance."""
    return (folder / _KEYS).is_file()


def read_keys(folder: Path, words: str) -> Keys:
    """Open the keys of a backup with their passphrase."""
    bound_to = _digest_of((folder / _MANIFEST).read_text(encoding="utf-8"))
    try:
        plain = sealing.open_with_words(words, (folder / _KEYS).read_text("ascii"), bound_to)
    except RuleBroken as fault:
        raise RuleBroken("backup.wrong_words") from fault
    return Keys(**{name: bytes.fromhex(key) for name, key in json.loads(plain).items()})


def _sums(folder: Path) -> dict[str, str]:
    """Read the sums; whatever cannot be read counts as a name that differs."""
    text = (folder / _SUMS).read_bytes().decode("utf-8", "replace")
    lines = (line.partition("  ") for line in text.splitlines())
    found = {name: digest for digest, _, name in lines}
    missing = {path.name for path in folder.iterdir()} - set(found) - {_SUMS}
    return found | dict.fromkeys(missing, "")


def _differs(folder: Path, name: str, digest: str) -> bool:
    path = folder / name
    if path.parent != folder or not path.is_file():
        return True
    return not hmac.compare_digest(_file_digest(path).encode(), digest.encode())


def _file_digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
