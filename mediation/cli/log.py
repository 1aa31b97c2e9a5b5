"""The log: one line of JSON for each event, on the error channel.

Events are English words with keys; no name, no number of a person, no free text.  A process that
serves writes them all; a command that somebody waits for writes only what went wrong.
"""

import logging
import sys

import structlog


def write_log(*, everything: bool) -> None:
    """Write, from now on, each event as one line of JSON."""
    least = logging.INFO if everything else logging.WARNING
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
    )
