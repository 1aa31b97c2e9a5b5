"""What the application tells this door: the settings that concern a browser, and nothing else.

The door may not read the settings of the instance; `app` hands these down when it wires.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask, current_app

from mediation.pdf.fonts import FontSet

_KEY = "mediation.habits"


@dataclass(frozen=True, slots=True)
class Habits:
    """How this instance treats browsers, and which fonts the papers that it shows are set in."""

    secure_cookies: bool = True
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    base_url: str = ""
    idle: timedelta = timedelta(minutes=30)
    lives: timedelta = timedelta(hours=12)
    password_shortest: int = 12
    is_demo: bool = False
    fonts: FontSet = field(default_factory=FontSet)


def keep_habits(app: Flask, habits: Habits) -> None:
    """Remember the habits with the application."""
    app.extensions[_KEY] = habits


def habits() -> Habits:
    """Return the habits of the running application."""
    kept = current_app.extensions[_KEY]
    if not isinstance(kept, Habits):
        raise TypeError("the application was wired without habits")
    return kept
