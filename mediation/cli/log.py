"""The log of a serving process: one line of JSON for each event, on the error channel.

Events are English words with keys; no name, no number of a person, no free text.
"""

import sys

import structlog


def write_log() -> None:
    """Write, from now on, each event as one line of JSON."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
