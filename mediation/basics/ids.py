"""Public identifiers: what stands in an address.

Twelve random base32 characters, 60 bits: nobody can guess a neighbour's case from their own, and
nothing about the case can be read from it.  Database keys never leave the service.
"""

import re
import secrets

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # 32 signs: each byte hits them alike
_SHAPE = re.compile(r"[a-z2-7]{12}")


def new_public_id() -> str:
    """Return a fresh public identifier."""
    return "".join(_ALPHABET[each % len(_ALPHABET)] for each in secrets.token_bytes(12))


def is_public_id(text: str) -> bool:
    """Tell whether the text has the shape of a public identifier."""
    return _SHAPE.fullmatch(text) is not None
