"""Every member of an enum that people meet has a Chinese label, and no label is spare."""

from enum import Enum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pytest

import mediation.rules
from mediation.wording.sentences import labels

# Read by the code and by maintainers only; nobody meets their members on a page.  The lines of a
# derivation have whole sentences instead of labels (tests/wording/test_law_words.py).
UNSEEN = {"Relation", "Derived", "CellKind"}


@cache
def enums() -> tuple[type[Enum], ...]:
    """Return the enums of the rules."""
    names = [f"mediation.rules.{each.name}" for each in iter_modules(mediation.rules.__path__)]
    found = {
        value
        for name in names
        for value in vars(import_module(name)).values()
        if isinstance(value, type) and issubclass(value, Enum) and value.__module__ == name
    }
    return tuple(sorted(found, key=lambda each: f"{each.__module__}.{each.__name__}"))


@pytest.mark.parametrize(
    "kind",
    [each for each in enums() if each.__name__ not in UNSEEN],
    ids=lambda each: each.__name__,
)
def test_every_member_is_worded_and_nothing_else_is(kind):
    assert set(labels().get(kind, {})) == set(kind)


def test_labels_are_told_apart():
    doubled = [
        kind.__name__ for kind, words in labels().items() if len(set(words.values())) < len(words)
    ]
    assert doubled == []
