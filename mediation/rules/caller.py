"""Who is calling: the worker, somebody of the employer, or somebody who acts for the worker.

Whoever calls is not always the person whose matter it is.  The applicant is the worker in every
case; a caller who is not the worker is named with the contact, an agent becomes the agent of the
applicant as well, and the telephone of the employer is the employer's, never the worker's.
"""

from dataclasses import dataclass
from enum import StrEnum


class CallerRole(StrEnum):
    """For whom a caller speaks."""

    WORKER = "worker"
    EMPLOYER = "employer"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called, and the name if it is not the worker's own."""

    role: CallerRole = CallerRole.WORKER
    name: str = ""

    @property
    def is_employer(self) -> bool:
        """Whether somebody of the employer called."""
        return self.role is CallerRole.EMPLOYER

    @property
    def agent_name(self) -> str:
        """The name of the agent of the applicant, if it was one who called."""
        return self.name if self.role is CallerRole.AGENT else ""


@dataclass(frozen=True, slots=True)
class Named:
    """A caller and the worker of whom was spoken."""

    caller: Caller
    worker: str


def named(role: CallerRole, caller: str, worker: str) -> Named:
    """Tell apart the two names of a form: a worker who calls has only one."""
    if role is CallerRole.WORKER:
        return Named(Caller(), caller)
    return Named(Caller(role, caller), worker)
