"""The job runner: a step is tried, and what went wrong is told instead of ending the round."""

from collections.abc import Callable
from typing import Any


def attempt(step: Callable[..., Any], *arguments: Any) -> Exception | None:
    """Take a step and return the fault that stopped it, or none."""
    try:
        step(*arguments)
    except Exception as fault:  # noqa: BLE001 - the job runner: one broken row stops nobody else
        return fault
    return None
