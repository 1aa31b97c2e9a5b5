"""Sealing: what is stored of a person's numbers and addresses can be read only with the keys.

Every case has a data key of its own, wrapped by the instance's sealing key.  A sealed value is
AES-256-GCM under the data key; its associated data is `table.column` and the public id of the
case, so a value moved to another case or column no longer opens.  Destroying the data key erases
every sealed value of the case, in the tables, in the audit trail and in old backups.

Exact search goes through a blind index: HMAC-SHA-256 under a key per column.  Equality leaks by
design, and whoever steals the index key can try numbers one by one; that key is therefore kept
apart from the database.  Envelope: `1.g.<key id>.<nonce>.<ciphertext>`, base64url; `g` names the
algorithm, so that another can be added beside it.

This is the only file that speaks the cryptography package for columns.
"""

import base64
import hashlib
import hmac
import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mediation.basics.errors import RuleBroken
from mediation.basics.text import half_width
from mediation.models.db import Base, read, session

_NONCE_BYTES = 12
_KEY_BYTES = 32
_SALT_BYTES = 16
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Keyring:
    """The instance keys that the models need; `app` hands them to the engine."""

    sealing: bytes = field(repr=False)
    index: bytes = field(repr=False)
    audit: bytes = field(repr=False)

    @property
    def sealing_id(self) -> str:
        """The short name of the sealing key that stands in every envelope."""
        return hashlib.sha256(b"key id:" + self.sealing).hexdigest()[:8]


class CaseKey(Base):
    """The wrapped data key of one case."""

    __tablename__ = "case_keys"

    case_public_id: Mapped[str] = mapped_column(String(12), primary_key=True)
    wrapped: Mapped[str] = mapped_column(Text)


class SealTrial(Base):
    """One value sealed when the instance was made: a wrong key is noticed at the start."""

    __tablename__ = "seal_trials"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)


_KEYS = CaseKey.__table__.c
_WRAPPED = select(_KEYS.wrapped).where(_KEYS.case_public_id == bindparam("public_id"))


@dataclass(frozen=True, slots=True)
class CaseSeal:
    """Seals and opens the values of one case."""

    case_public_id: str
    key: bytes = field(repr=False)
    key_id: str

    def seal(self, column: str, plain: str) -> str:
        """Return the envelope of a value that belongs to `table.column` of this case."""
        return _sealed(self.key, self.key_id, f"{column}:{self.case_public_id}", plain.encode())

    def open(self, column: str, envelope: str) -> str:
        """Return the plain value; a tampered or moved envelope is refused."""
        return _opened(self.key, f"{column}:{self.case_public_id}", envelope).decode()


def keyring() -> Keyring:
    """Return the keys of the instance to which the running session is bound."""
    ring = session().get_bind().get_execution_options()["keyring"]
    assert isinstance(ring, Keyring)
    return ring


def new_case_seal(case_public_id: str) -> CaseSeal:
    """Make and store the data key of a new case."""
    ring = keyring()
    key = os.urandom(_KEY_BYTES)
    wrapped = _sealed(ring.sealing, ring.sealing_id, f"case_keys.wrapped:{case_public_id}", key)
    session().add(CaseKey(case_public_id=case_public_id, wrapped=wrapped))
    return CaseSeal(case_public_id, key, ring.sealing_id)


def case_seal(case_public_id: str) -> CaseSeal:
    """Return the seal of an existing case."""
    ring = keyring()
    wrapped = read(_WRAPPED, public_id=case_public_id).scalar()
    if wrapped is None:
        raise RuleBroken("sealing.key_destroyed")
    key = _opened(ring.sealing, f"case_keys.wrapped:{case_public_id}", wrapped)
    return CaseSeal(case_public_id, key, ring.sealing_id)


def case_seals(run: Session | Connection, public_ids: Sequence[str]) -> dict[str, CaseSeal]:
    """Return the seals of many cases in one query; a case whose key was destroyed has none."""
    ring = keyring()
    query = select(CaseKey.case_public_id, CaseKey.wrapped)
    found = run.execute(query.where(CaseKey.case_public_id.in_(public_ids)))
    return {
        public_id: CaseSeal(
            public_id,
            _opened(ring.sealing, f"case_keys.wrapped:{public_id}", wrapped),
            ring.sealing_id,
        )
        for public_id, wrapped in found
    }


def seal_outside_cases(bound_to: str, plain: str) -> str:
    """Seal a text that belongs to no case, such as a draft, under the key of the instance."""
    ring = keyring()
    return _sealed(ring.sealing, ring.sealing_id, bound_to, plain.encode())


def open_outside_cases(bound_to: str, envelope: str) -> str:
    """Return a text that belongs to no case; a tampered or moved envelope is refused."""
    return _opened(keyring().sealing, bound_to, envelope).decode()


def blind_index(column: str, value: str) -> str:
    """Return the exact-search word of a value of `table.column`."""
    column_key = hmac.digest(keyring().index, column.encode(), "sha256")
    return hmac.new(column_key, half_width(value).upper().encode(), hashlib.sha256).hexdigest()


def seal_bytes(column: str, owner: str, content: bytes) -> str:
    """Seal what belongs to no case under the instance's key, bound to its column and its row."""
    ring = keyring()
    return _sealed(ring.sealing, ring.sealing_id, f"{column}:{owner}", content)


def open_bytes(column: str, owner: str, envelope: str) -> bytes:
    """Open what was sealed with `seal_bytes`; a moved or tampered envelope is refused."""
    return _opened(keyring().sealing, f"{column}:{owner}", envelope)


def seal_trial() -> None:
    """Store one sealed word, so that `keys_fit` can tell a wrong key."""
    ring = keyring()
    sealed = _sealed(ring.sealing, ring.sealing_id, "seal_trials.sealed:", b"fits")
    session().add(SealTrial(sealed=sealed))


def has_trial() -> bool:
    """Tell whether the sealed word of this database has been written."""
    return session().get(SealTrial, 1) is not None


def keys_fit() -> bool:
    """Tell whether the sealing key opens what this database was begun with."""
    row = session().get(SealTrial, 1)
    if row is None:
        return True
    try:
        return _opened(keyring().sealing, "seal_trials.sealed:", row.sealed) == b"fits"
    except RuleBroken:
        return False


def seal_with_words(words: str, plain: bytes, bound_to: str) -> str:
    """Seal something under a passphrase: what has to leave the instance, such as its keys."""
    salt = os.urandom(_SALT_BYTES)
    return f"{_words(salt)}.{_sealed(_stretched(words, salt), 'words', bound_to, plain)}"


def open_with_words(words: str, sealed: str, bound_to: str) -> bytes:
    """Open what was sealed under a passphrase; other words or another text are refused."""
    salt, _, envelope = sealed.partition(".")
    try:
        return _opened(_stretched(words, _bytes(salt)), bound_to, envelope)
    except ValueError as fault:
        raise RuleBroken("sealing.unreadable") from fault


def _stretched(words: str, salt: bytes) -> bytes:
    """Make a key from words, slowly enough that trying many costs too much."""
    secret = unicodedata.normalize("NFKC", words).encode()
    return hashlib.scrypt(secret, salt=salt, n=2**16, r=8, p=1, maxmem=2**27, dklen=_KEY_BYTES)


def _sealed(key: bytes, key_id: str, bound_to: str, plain: bytes) -> str:
    nonce = os.urandom(_NONCE_BYTES)
    secret = AESGCM(key).encrypt(nonce, plain, bound_to.encode())
    return f"1.g.{key_id}.{_words(nonce)}.{_words(secret)}"


def _opened(key: bytes, bound_to: str, envelope: str) -> bytes:
    parts = envelope.split(".")
    if len(parts) != _PARTS or parts[0] != "1" or parts[1] != "g":
        raise RuleBroken("sealing.unreadable")
    try:
        return AESGCM(key).decrypt(_bytes(parts[3]), _bytes(parts[4]), bound_to.encode())
    except (InvalidTag, ValueError) as fault:
        raise RuleBroken("sealing.unreadable") from fault


def _words(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(words: str) -> bytes:
    return base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))
