"""One family of errors: a stable code and the facts, no sentence and no HTTP status.

Rooms below the doors raise these; the doors translate each once, and `wording` owns the Chinese
sentence for every code.  Raising undoes everything that the running command did, letters
included; whatever is to be kept must be returned instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class MediationError(Exception):
    """A refusal with a code such as `agreement.sum_differs` and the facts for its sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, object] = facts


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field; the code and facts make the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Malformed(MediationError):
    """What was sent cannot be read: problems by field name (HTTP 422)."""

    def __init__(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        super().__init__("form.malformed", count=sum(len(each) for each in problems.values()))
        self.problems = {name: tuple(each) for name, each in problems.items()}

    @classmethod
    def at(cls, name: str, code: str, **facts: object) -> "Malformed":
        """Make the error for a single problem of a single field."""
        return cls({name: [Problem(code, facts)]})


class NotFound(MediationError):
    """The thing does not exist or is out of sight; the two answer alike (HTTP 404)."""


class NotAllowed(MediationError):
    """The actor sees the thing but may not do this with it (HTTP 403)."""


class RuleBroken(MediationError):
    """A rule of law or policy forbids the act as things stand (HTTP 409)."""


class Conflict(MediationError):
    """Somebody else changed the thing, or the form was used before (HTTP 409)."""


class Taken(Conflict):
    """A room, a person or a name is somebody else's already; another choice mends it."""
