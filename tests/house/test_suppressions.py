"""A silenced check names its rule and its reason on the line, and there are few of them."""

import re

from tests.house.sources import sources

SILENCE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|ruff:|mypy:)")
ANSWERED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[a-z-]+(?:,\s*[a-z-]+)*\])"
    r"\s*(?:-|#|—)\s*\S+ \S+.*"
)


def suppressions() -> list[tuple[str, str]]:
    """Return each suppression with its place."""
    return [
        (f"{source.path}:{number}", comment)
        for source in sources()
        for number, comment in source.comments()
        if SILENCE.match(comment)
    ]


def test_every_suppression_names_its_rule_and_its_reason():
    assert [found for found in suppressions() if not ANSWERED.match(found[1])] == []


def test_there_is_less_than_one_suppression_in_a_thousand_lines():
    lines = sum(len(source.lines) for source in sources())
    assert len(suppressions()) * 1000 <= lines, suppressions()


def test_the_check_knows_a_reason_from_none():
    assert ANSWERED.match("# noqa: S608 - table name comes from our own enum")
    assert ANSWERED.match("# type: ignore[arg-type] # read by name")
    assert not ANSWERED.match("# noqa: S608")
    assert not ANSWERED.match("# noqa - because I say so")
