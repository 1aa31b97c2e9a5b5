"""From a code to its sentence, from an enum member to its label.

Every file of this room may hold `ERRORS` (code to sentence), `LABELS` (enum class to its members'
labels) and `FIELDS` (name of a form field to its words); here they are merged, once.  Two enums
may store the same word, so labels are kept by class: `LABELS = {Channel: {Channel.VISIT: "来访"}}`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from zoneinfo import ZoneInfo

import mediation.wording
from mediation.basics.errors import MediationError, Problem
from mediation.basics.money import Money

_UNWORDED = "没有办成（{code}）。请返回后重试，或联系管理员。"
_UNNAMED_FIELD = "此项"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def sentence(fault: MediationError | Problem) -> str:
    """Return the Chinese sentence for a refusal or for one problem of a field."""
    template = errors().get(fault.code, _UNWORDED)
    facts = {name: spoken(fact) for name, fact in fault.facts.items()}
    among = str(fault.facts.get("among", ""))
    facts["field"] = field_name(str(fault.facts.get("field", "")), among)
    return template.format_map(_Facts(facts, code=fault.code))


def label(member: Enum) -> str:
    """Return the Chinese label of an enum member."""
    return labels()[type(member)][member]


def field_name(name: str, among: str = "") -> str:
    """Return the words of a form field; one without words is 此项.

    Two capabilities may use one name for two things; `among` says whose field is meant.
    """
    own = _fields_of(among).get(name)
    return own or _merged_fields().get(name, _UNNAMED_FIELD)


def spoken(fact: object) -> str:
    """Return a fact as a sentence says it: dates in full, amounts in figures, members by label."""
    match fact:
        case datetime():
            at = fact.astimezone(_SHANGHAI)
            return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
        case date():
            return f"{fact.year}年{fact.month}月{fact.day}日"
        case Money():
            return fact.figures
        case Enum() if type(fact) in labels():
            return label(fact)
        case tuple() | list() | frozenset():
            return "、".join(spoken(each) for each in fact)
        case _:
            return str(fact)


@cache
def errors() -> Mapping[str, str]:
    """Return every sentence by its code."""
    return {code: text for module in _files() for code, text in _of(module, "ERRORS").items()}


@cache
def labels() -> Mapping[type[Enum], Mapping[Enum, str]]:
    """Return every label, by enum class and member."""
    return {kind: words for module in _files() for kind, words in _of(module, "LABELS").items()}


@cache
def _merged_fields() -> Mapping[str, str]:
    return {name: words for module in _files() for name, words in _of(module, "FIELDS").items()}


@cache
def _fields_of(capability: str) -> Mapping[str, str]:
    names = {str(getattr(module, "__name__", "")): module for module in _files()}
    module = names.get(f"mediation.wording.{capability}")
    return _of(module, "FIELDS") if module else {}


@cache
def _files() -> tuple[object, ...]:
    names = sorted(each.name for each in iter_modules(mediation.wording.__path__))
    return tuple(
        import_module(f"mediation.wording.{name}") for name in names if name != "sentences"
    )


def _of(module: object, name: str) -> dict[Any, Any]:
    return dict(getattr(module, name, {}))


class _Facts(dict[str, str]):
    """Facts for a sentence; one that nobody gave is shown as a dash, never as a fault."""

    def __init__(self, facts: Mapping[str, str], *, code: str) -> None:
        super().__init__(facts, code=code)

    def __missing__(self, name: str) -> str:
        return "—"
