"""Drafts: what somebody has typed into a form and not yet sent.

A call breaks off, a browser closes, a machine loses power: what was typed comes back.  The kinds
are the forms that are long enough to hurt; each is kept by person, never shared.
"""

from enum import StrEnum


class DraftKind(StrEnum):
    """The forms whose unsent text is kept."""

    INTAKE = "intake"
    REPORT = "report"
    DELEGATION = "delegation"
