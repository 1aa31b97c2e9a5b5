"""Every kind of letter, by name: how its facts are kept and how it is written at the last moment.

The outbox keeps facts, not words: numbers, dates, levels and the names of clocks, never a
person's name or an employer's.  The words are made when the letter leaves, so that they can say
that it is late, and a sharper sentence reaches letters that were owed before it was written.
"""

import json
from dataclasses import asdict
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Protocol, get_args, get_origin, get_type_hints

from mediation.mail.digest import Digest
from mediation.mail.message import Letter
from mediation.mail.occasion import Occasion
from mediation.mail.sensitive_period import Briefing
from mediation.mail.trial import TrialLetter
from mediation.mail.warning import WarningAlert


class Facts(Protocol):
    """The facts of one letter, which know how to put themselves into words."""

    def letter(self, occasion: Occasion) -> Letter:
        """Write the letter for the moment at which it leaves."""


KINDS = MappingProxyType(
    {
        "warning": WarningAlert,
        "digest": Digest,
        "briefing": Briefing,
        "trial": TrialLetter,
    }
)


def kept(facts: WarningAlert | Digest | Briefing | TrialLetter) -> str:
    """Return the facts of a letter as the outbox keeps them."""
    return json.dumps(asdict(facts), ensure_ascii=False, default=_plain, separators=(",", ":"))


def written(kind: str, facts: str, occasion: Occasion) -> Letter:
    """Write the letter of this kind from the facts that the outbox kept."""
    letter: Facts = _read(KINDS[kind], json.loads(facts))
    return letter.letter(occasion)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a letter keeps no {type(value).__name__}")


def _read(shape: Any, raw: Any) -> Any:
    if raw is None:
        return None
    if get_origin(shape) is tuple:
        return tuple(_read(get_args(shape)[0], each) for each in raw)
    if hasattr(shape, "__dataclass_fields__"):
        hints = get_type_hints(shape)
        return shape(**{name: _read(hints[name], value) for name, value in raw.items()})
    if shape in (datetime, date):
        return shape.fromisoformat(raw)
    return shape(raw) if isinstance(shape, type) else raw
