"""Which passwords are good enough: the profile of ASVS 5.0.

Length is what counts: twelve characters or more, any of them, up to a length that nobody types.
No composition is asked for and nobody is made to change a password by the calendar.  What is
refused is what an attacker tries first: the well-known ones, runs and repetitions, and words that
are known at this very house, such as the user name or the name of the body.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mediation.basics.errors import Problem
from mediation.rules.common_passwords import COMMON, RUNS

LONGEST = 256
FRESH_FOR = timedelta(minutes=10)
"""How long a password that was typed again opens what asks for it."""

SITE_WORDS = (
    "12333", "12351", "12348", "调解", "劳动", "争议", "仲裁", "工会", "总工会", "番禺", "管理员",
    "mediation", "mediator", "gonghui", "tiaojie", "panyu", "laodong", "admin",
    "administrator", "password", "mima", "密码",
)  # fmt: skip
_LEAST_OWN = 6
_LEAST_KINDS = 5
_LONGEST_UNIT = 4


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What everybody knows about a person: names that are no secret."""

    username: str
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The present password and the one to come."""

    current: str = field(repr=False)
    new: str = field(repr=False)


def problems_of(new: str, own: OwnWords, shortest: int) -> tuple[Problem, ...]:
    """Return what speaks against a password; nothing when it may be used."""
    if len(new) < shortest:
        return (Problem("password.too_short", {"shortest": shortest}),)
    if len(new) > LONGEST:
        return (Problem("password.too_long", {"longest": LONGEST}),)
    plain = new.casefold()
    if plain in COMMON or _without_digits(plain) in COMMON:
        return (Problem("password.common"),)
    if _is_regular(plain):
        return (Problem("password.too_regular"),)
    if len(_without_known_words(plain, own)) < _LEAST_OWN:
        return (Problem("password.about_the_site"),)
    return ()


def _without_digits(plain: str) -> str:
    """The word that somebody dressed up with digits and signs at its ends."""
    return plain.strip("0123456789!@#$%^&*()-_=+.,?/ ")


def _is_regular(plain: str) -> bool:
    if len(set(plain)) < _LEAST_KINDS:
        return True
    units = (plain[:size] for size in range(1, _LONGEST_UNIT + 1))
    if any(plain == (unit * len(plain))[: len(plain)] for unit in units):
        return True
    return any(plain in run or plain in run[::-1] for run in RUNS)


def _without_known_words(plain: str, own: OwnWords) -> str:
    known = {own.username, own.name, own.organisation, *SITE_WORDS}
    rest = plain
    for word in sorted((word.casefold() for word in known if word), key=len, reverse=True):
        rest = rest.replace(word, "")
    return "".join(sign for sign in rest if sign.isalnum())


def is_fresh(typed_at: datetime | None, now: datetime) -> bool:
    """Tell whether a password was typed again a short while ago; a moment to come is none."""
    return typed_at is not None and timedelta() <= now - typed_at < FRESH_FOR
