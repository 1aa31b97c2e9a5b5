"""A form: what a page may send, read once into a frozen value.

`read` takes the sent fields as they came (a werkzeug MultiDict is one; nothing here imports it),
folds the lines of repeated groups (`claims-0-cause`) into lists, and refuses what no field asked
for, a field sent twice, and characters that no text may hold.  Every fault is found in one
pass and reported at the name that the page used, so that the page can show it beside the field.

Six names belong to the door and are passed over: the CSRF token, the idempotency key, the
version that the form was opened with, the password that was asked for again, and the buttons
`then` and `more`.  Empty lines are no
error, and line numbers may have gaps.  A blank field counts as not sent.

    class ClaimForm(Form[Claim]):
        makes = Claim
        cause = Choice(Cause)
        amount = Yuan(required=False)

    class IntakeForm(Form[QuickIntake]):
        makes = QuickIntake
        applicant = Text(longest=50)
        claims = Group(ClaimForm, least=1)

`check` is the place for what concerns two fields of one form.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Protocol, TypeVar, cast

import marshmallow
from marshmallow import RAISE, Schema, ValidationError, post_load, validates_schema

from mediation.basics.errors import Malformed, Problem
from mediation.basics.text import forbidden_characters

DOOR_NAMES = frozenset({"csrf_token", "form_key", "version", "step_up_password", "then", "more"})

_MOST_LINES = 1000
_LONGEST_NAME = 100
_LINE = re.compile(r"(?P<group>[a-z_]{1,40})-(?P<line>[0-9]{1,6})-(?P<rest>.+)")

Value = TypeVar("Value")
Problems = dict[str, list[Problem]]


class Sent(Protocol):
    """The fields of a form as they came: names, and one or several texts for each."""

    def __iter__(self) -> Iterator[str]:
        """Return the names."""

    def getlist(self, key: str) -> list[str]:
        """Return every text that was sent under the name."""


class Form(Schema, Generic[Value]):
    """The base of every form: its fields, and the frozen value that they make."""

    makes: Callable[..., Value]
    error_messages = {"unknown": "form.unknown_field", "type": "form.unreadable"}  # noqa: RUF012 - as marshmallow declares it

    class Meta:
        """Refuse what no field asks for."""

        unknown = RAISE

    @classmethod
    def read(cls, sent: Sent) -> Value:
        """Return the value that the sent fields make, or raise `Malformed` with every fault."""
        form = _drawn_up(cls)
        texts = {name: sent.getlist(name) for name in sent if name not in DOOR_NAMES}
        gathered = _Gathered(cls.__module__.rpartition(".")[2])
        tree = gathered.tree_of(form, texts, "")
        try:
            value = form.load(tree)
        except ValidationError as fault:
            _add(gathered, fault.messages, ())
            value = None
        if gathered.problems:
            raise Malformed(gathered.problems)
        return cast(Value, value)

    def check(self, _fields: Mapping[str, Any], /) -> Iterator[tuple[str, Problem]]:
        """Yield what is wrong between fields that are each right; the base knows nothing."""
        yield from ()

    @validates_schema(skip_on_field_errors=True)
    def _check(self, fields: dict[str, Any], **_context: object) -> None:
        found: dict[str, list[Any]] = {}
        for name, problem in self.check(fields):
            found.setdefault(name, []).append(problem)
        if found:
            raise ValidationError(cast("dict[str, Any]", found))

    @post_load
    def _made(self, fields: dict[str, Any], **_context: object) -> Value:
        return self.makes(**fields)


@cache
def _drawn_up(kind: type[Form[Any]]) -> Form[Any]:
    """Return the one copy of a form; reading changes nothing in it."""
    return kind()


class Group(marshmallow.fields.Field[tuple[Any, ...]]):
    """Lines of fields, each line a form of its own: `claims-0-cause`, `claims-1-cause` …"""

    def __init__(self, form: type[Form[Any]], *, least: int = 0, most: int = _MOST_LINES) -> None:
        super().__init__(load_default=() if not least else marshmallow.missing, required=least > 0)
        self.form = form()
        self.least = least
        self.most = most
        self.error_messages = {**self.error_messages, "required": "form.no_lines"}

    def _deserialize(self, value: Any, *_place: Any, **_context: Any) -> tuple[Any, ...]:
        if not self.least <= len(value) <= self.most:
            code = "form.too_few_lines" if len(value) < self.least else "form.too_many_lines"
            facts = {"least": self.least, "most": self.most}
            raise ValidationError([cast(Any, Problem(code, facts))])
        return tuple(self.form.load(value, many=True))


@dataclass
class _Gathered:
    """The tree that the flat names make, where its lines stood on the page, and early faults."""

    capability: str
    problems: Problems = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], list[int]] = field(default_factory=dict)

    def tree_of(
        self,
        form: Form[Any],
        texts: Mapping[str, list[str]],
        prefix: str,
        path: tuple[str | int, ...] = (),
    ) -> dict[str, Any]:
        """Return the texts of one form as the nested mapping that its schema loads."""
        tree: dict[str, Any] = {}
        lines: dict[str, dict[int, dict[str, list[str]]]] = {}
        for name, values in texts.items():
            found = _LINE.fullmatch(name) if len(name) <= _LONGEST_NAME else None
            if found and isinstance(form.fields.get(found["group"]), Group):
                numbered = lines.setdefault(found["group"], {})
                numbered.setdefault(int(found["line"]), {})[found["rest"]] = values
            elif name in form.fields and not isinstance(form.fields[name], Group):
                self._put(tree, form.fields[name], name, values, prefix)
            else:
                self.problems[_shortened(prefix + name)] = [Problem("form.unknown_field")]
        for name, numbered in lines.items():
            group = cast(Group, form.fields[name])
            self._put_lines(tree, group, numbered, prefix, (*path, name))
        return tree

    def words_of(self, name: str) -> dict[str, str]:
        """Return the facts by which wording finds the words of a field."""
        return {"field": name, "among": self.capability}

    def _put(
        self,
        tree: dict[str, Any],
        asked: marshmallow.fields.Field[Any],
        name: str,
        values: list[str],
        prefix: str,
    ) -> None:
        filled = [value for value in values if value.strip()]
        signs = tuple(sign for value in filled for sign in forbidden_characters(value))
        if signs:
            named = "、".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(signs[:5]))
            facts = {"characters": named, **self.words_of(name)}
            self.problems[prefix + name] = [Problem("form.characters", facts)]
        takes_several = asked.metadata.get("takes_several", False)
        if len(values) > 1 and not takes_several:
            self.problems[prefix + name] = [Problem("form.repeated", self.words_of(name))]
        elif filled:
            tree[name] = filled if takes_several else filled[0]

    def _put_lines(
        self,
        tree: dict[str, Any],
        asked: Group,
        numbered: Mapping[int, Mapping[str, list[str]]],
        prefix: str,
        path: tuple[str | int, ...],
    ) -> None:
        kept: list[dict[str, Any]] = []
        numbers: list[int] = []
        for number in sorted(numbered):
            texts = numbered[number]
            if any(value.strip() for values in texts.values() for value in values):
                line_prefix = f"{prefix}{path[-1]}-{number}-"
                line_path = (*path, len(kept))
                kept.append(self.tree_of(asked.form, texts, line_prefix, line_path))
                numbers.append(number)
        self.lines[path] = numbers
        if kept:
            tree[str(path[-1])] = kept


def _add(gathered: _Gathered, messages: Any, path: tuple[str | int, ...]) -> None:
    """Write marshmallow's nested messages down as problems under the names of the page."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            _add(gathered, inner, path if key == "_schema" else (*path, key))
        return
    name = _name_of(gathered, path)
    words = [step for step in path if isinstance(step, str)]
    facts = gathered.words_of(words[-1]) if words else {}
    if name not in gathered.problems:
        gathered.problems[name] = [_problem(message, facts) for message in messages]


def _name_of(gathered: _Gathered, path: tuple[str | int, ...]) -> str:
    steps = [
        str(gathered.lines[path[:place]][step]) if isinstance(step, int) else step
        for place, step in enumerate(path)
    ]
    return _shortened("-".join(steps))


def _problem(message: object, facts: Mapping[str, object]) -> Problem:
    if isinstance(message, Problem):
        return Problem(message.code, {**facts, **message.facts})
    return Problem(message if isinstance(message, str) else "form.unreadable", facts)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME]
