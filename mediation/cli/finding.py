"""What the doctor finds out about one thing."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a thing stands, the best first; the place in the list is the exit code."""

    SOUND = "sound"
    NOTICED = "noticed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One question, its answer, and the particulars that were seen."""

    name: str
    grade: Grade
    seen: str = ""


def sound_if(
    name: str, holds: object, seen: object = "", *, else_: Grade = Grade.BROKEN
) -> Finding:
    """Return a finding that is sound when the condition holds."""
    return Finding(name, Grade.SOUND if holds else else_, str(seen))
