"""Passwords as they are stored: Argon2id, and nothing that could be turned back.

A password is hashed exactly as it was typed, every character of it.  Checking a name that nobody
has costs the same time as checking one that exists, so that the time of an answer tells nothing.

This is the only file that speaks argon2.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# The hash of a random word that nobody knows, for the names that nobody has.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$sQ2eE+2f/jft8pYdC5McNg$"
    "XqSBPMoRkx4dUrGV8UDqMo+pmdLHWzk8kygCEQGBcCQ"
)


def hashed(password: str) -> str:
    """Return the hash that is stored in place of the password."""
    return _HASHER.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Tell whether the password is the one; without a stored hash only the time is spent."""
    try:
        _HASHER.verify(stored or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)
