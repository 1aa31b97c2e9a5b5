"""Recipients of alerts and briefings: what a supervisor says of one.

The step on the ladder says when a red warning that nobody acknowledges reaches somebody: step 0
is told at once, step 1 after the reminders, steps 2 and 3 an hour later each (policy of the
house, not law).
"""

from dataclasses import dataclass

LADDER_STEPS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class RecipientEntry:
    """What a supervisor says of a recipient."""

    user: str
    gets_alerts: bool
    gets_briefings: bool
    ladder_step: int
