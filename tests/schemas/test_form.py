"""A form is read whole: every fault at its field, or one frozen value."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from mediation.basics.errors import Malformed, Problem
from mediation.basics.money import Money
from mediation.schemas.fields import (
    Choice,
    Choices,
    Day,
    Email,
    LongText,
    Mobile,
    Moment,
    PublicId,
    Text,
    Ticked,
    WholeNumber,
    Yuan,
)
from mediation.schemas.form import Form, Group
from mediation.wording.sentences import sentence


class Cause(StrEnum):
    WAGES = "wages"
    INJURY = "injury"


@dataclass(frozen=True, slots=True)
class Claim:
    cause: Cause
    amount: Money | None


class ClaimForm(Form[Claim]):
    makes = Claim
    cause = Choice(Cause)
    amount = Yuan(required=False)


@dataclass(frozen=True, slots=True)
class Intake:
    name: str
    people: int
    claims: tuple[Claim, ...]
    causes: tuple[Cause, ...]
    urgent: bool
    told_on: date | None
    note: str


class IntakeForm(Form[Intake]):
    makes = Intake
    name = Text(longest=10)
    people = WholeNumber(1, 1000)
    claims = Group(ClaimForm)
    causes = Choices(Cause, required=False)
    urgent = Ticked(required=False)
    told_on = Day(required=False)
    note = LongText(longest=20, required=False)

    def check(self, fields, /):
        if fields["name"] == fields["note"] != "":
            yield "note", Problem("form.unreadable")


GOOD = [("name", " 王𠮷平 "), ("people", "３"), ("csrf_token", "x"), ("form_key", "y")]


def read(*pairs):
    return IntakeForm.read(MultiDict([*GOOD, *pairs]))


def faults(*pairs, instead_of=()):
    kept = [pair for pair in GOOD if pair[0] not in instead_of]
    with pytest.raises(Malformed) as refused:
        IntakeForm.read(MultiDict([*kept, *pairs]))
    return {name: [each.code for each in found] for name, found in refused.value.problems.items()}


def test_a_good_form_becomes_one_frozen_value():
    sent = [("claims-0-cause", "wages"), ("claims-0-amount", "1.2万"), ("urgent", "yes")]
    intake = read(*sent, ("causes", "injury"), ("causes", "wages"), ("told_on", "2026-02-28"))
    assert intake == Intake(
        name="王𠮷平",
        people=3,
        claims=(Claim(Cause.WAGES, Money.of_yuan("12000")),),
        causes=(Cause.WAGES, Cause.INJURY),
        urgent=True,
        told_on=date(2026, 2, 28),
        note="",
    )


def test_what_is_left_blank_counts_as_not_sent():
    assert read(("told_on", " "), ("note", "")).told_on is None
    assert faults(("name", "  "), instead_of=["name"]) == {"name": ["form.required"]}


def test_blank_lines_are_dropped_and_gaps_are_no_error():
    sent = [("claims-7-cause", "injury"), ("claims-2-cause", ""), ("claims-2-amount", " ")]
    assert read(*sent).claims == (Claim(Cause.INJURY, None),)


def test_a_fault_in_a_line_is_reported_at_the_number_that_the_page_used():
    sent = [("claims-3-cause", ""), ("claims-5-cause", "wages"), ("claims-5-amount", "1E+400")]
    assert faults(*sent) == {"claims-5-amount": ["money.not_an_amount"]}


def test_every_fault_is_found_in_one_pass():
    found = faults(("people", "3.7"), ("name", ""), ("told_on", "30.2.26"), instead_of=dict(GOOD))
    assert set(found) == {"people", "name", "told_on"}


@pytest.mark.parametrize(
    ("pair", "name", "code"),
    [
        pytest.param(("is_admin", "1"), "is_admin", "form.unknown_field", id="unknown field"),
        pytest.param(("claims-0-id", "1"), "claims-0-id", "form.unknown_field", id="in a line"),
        pytest.param(("claims", "1"), "claims", "form.unknown_field", id="a group as a field"),
        pytest.param(("name", "张三"), "name", "form.repeated", id="a field sent twice"),
        pytest.param(("note", "a\x00b"), "note", "form.characters", id="NUL"),
        pytest.param(("note", "a\u202eb"), "note", "form.characters", id="writing direction"),
        pytest.param(("note", "a\ud800b"), "note", "form.characters", id="lone surrogate"),
        pytest.param(("note", "字" * 21), "note", "form.too_long", id="too long"),
        pytest.param(("note", "王𠮷平"), "note", "form.unreadable", id="between two fields"),
        pytest.param(("causes", "theft"), "causes", "form.not_a_choice", id="not in the list"),
    ],
)
def test_what_no_field_asked_for_is_refused(pair, name, code):
    assert faults(pair)[name] == [code]


def test_a_field_of_ten_megabytes_is_one_problem_and_not_a_pause():
    assert faults(("note", "长" * 10_000_000)) == {"note": ["form.too_long"]}


@pytest.mark.parametrize("people", ["3.7", "1e3", "0", "1001", "-1", "三", "9" * 400, "１.5"])
def test_a_number_of_people_is_a_whole_number_within_bounds(people):
    assert set(faults(("people", people), instead_of=["people"])) == {"people"}


@pytest.mark.parametrize("amount", ["1E+400", "1E+400000000", "1.234", "-1", "NaN", "Infinity"])
def test_an_amount_that_nobody_can_pay_is_refused_at_its_field(amount):
    found = faults(("claims-0-cause", "wages"), ("claims-0-amount", amount))
    assert set(found) == {"claims-0-amount"}


@pytest.mark.parametrize("day", ["2026-02-30", "1899-12-31", "2101-01-01", "tomorrow", "2026-13-1"])
def test_a_day_is_a_real_day_of_our_centuries(day):
    assert set(faults(("told_on", day))) == {"told_on"}


def test_a_moment_is_read_on_the_wall_clock_of_guangzhou():
    assert Moment().value_of("2026-11-20T09:30") == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        pytest.param(Mobile(), "１３８ 0013 8000", "13800138000", id="full-width mobile"),
        pytest.param(Mobile(), "+86 138-0013-8000", "13800138000", id="mobile with +86"),
        pytest.param(Mobile(landline=True), "(020)84640000", "02084640000", id="in brackets"),
        pytest.param(Mobile(landline=True), "020-84640000", "020-84640000", id="landline"),
        pytest.param(Email(), "Li@Example.org ", "li@example.org", id="address"),
        pytest.param(PublicId(), "abcdefgh2345", "abcdefgh2345", id="public id"),
    ],
)
def test_numbers_and_addresses_are_kept_in_one_form(field, written, kept):
    assert field.value_of(written) == kept


@pytest.mark.parametrize(
    ("field", "written"),
    [
        pytest.param(Mobile(), "020-84640000", id="a landline is no mobile"),
        pytest.param(Mobile(landline=True), "13800", id="too short"),
        pytest.param(Mobile(landline=True), "1380000123", id="a mobile that lacks a digit"),
        pytest.param(Email(), "li@example", id="no top level"),
        pytest.param(Email(), "li@example.org\r\nbcc: x@y.org", id="a second header"),
        pytest.param(PublicId(), "../../etc/passwd", id="a path"),
    ],
)
def test_what_has_not_the_shape_is_refused(field, written):
    with pytest.raises(Exception, match="Problem"):
        field.value_of(written)


@given(
    st.dictionaries(
        st.sampled_from(["name", "people", "note", "told_on", "claims-0-amount", "x", "claims-1-"]),
        st.lists(st.text(), min_size=1, max_size=2),
        max_size=5,
    )
)
def test_whatever_is_sent_is_read_or_refused_with_sentences(sent):
    try:
        IntakeForm.read(MultiDict(sent))
    except Malformed as refused:
        for found in refused.problems.values():
            assert all(sentence(each).startswith("请") for each in found)
