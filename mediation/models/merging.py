"""Merging in the tables: two cases as they are compared, and the writing of a plan.

Every case has a key of its own, so that a number that goes to another case is opened with the one
key and sealed with the other.  Of a person who stands in both cases the row of the case that stays
is kept; the other one remains in the closed file, where a search still finds it.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, false, or_, select

from mediation.basics.text import folded
from mediation.models import claim, meeting, proceeding
from mediation.models.case import CaseFacts
from mediation.models.case_link import CaseLink
from mediation.models.claim import Claim
from mediation.models.db import Base, session
from mediation.models.deadline import Deadline, EndedAs
from mediation.models.party import Party, opened_field
from mediation.models.sealing import CaseSeal
from mediation.models.warning import DeadlineWarning
from mediation.rules.case_link import LinkKind
from mediation.rules.case_move import MOVING_ROWS
from mediation.rules.identity import masked_id, masked_mobile
from mediation.rules.merging_terms import (
    CaseFace,
    ClaimFace,
    ClaimPlan,
    ClockFace,
    ClockPlan,
    PersonFace,
    PersonField,
    Union,
    Whose,
)
from mediation.rules.party import PartyRole, SealedField
from mediation.rules.workflow_terms import State

_MOST_CLAIMS = 5000
_FINAL = frozenset({State.FINALISED, State.SIGNED, State.EFFECTIVE, State.CONCLUDED})
_WRITTEN: Mapping[PersonField, tuple[str, ...]] = {
    PersonField.NAME: ("name",),
    PersonField.BIRTH: ("sex", "born_on"),
    PersonField.ID_NUMBER: ("id_kind", "id_number_index", "id_number_note"),
    PersonField.MOBILE: ("mobile_index",),
    PersonField.ADDRESS: (),
    PersonField.AGENT: ("agent_name", "agent_authority"),
}
_SEALED: Mapping[PersonField, SealedField] = {
    PersonField.ID_NUMBER: SealedField.ID_NUMBER,
    PersonField.MOBILE: SealedField.MOBILE,
    PersonField.ADDRESS: SealedField.ADDRESS,
}


def face_of(case: CaseFacts, seal: CaseSeal) -> CaseFace:
    """Return a case as merging and splitting compare it."""
    run = proceeding.leading(case.id)
    state = run.state if run else None
    return CaseFace(
        id=case.id,
        public_id=case.public_id,
        case_number=case.case_number,
        district_id=case.district_id,
        version=case.version,
        stage=case.stage,
        state=state,
        logged_at=case.logged_at,
        values={name: getattr(case, name) for name in CaseFacts.__slots__},
        persons=_persons(case.id, seal),
        claims=_claims(case.id),
        clocks=_clocks(case.id),
        meetings_ahead=sum(each.is_ahead for each in meeting.of_case(case.id)),
        agreement_is_final=state in _FINAL,
    )


def unite(union: Union, kept_seal: CaseSeal, gone_seal: CaseSeal) -> None:
    """Write into the row that stays whatever of the other one holds."""
    row, other = session().get_one(Party, union.kept.id), session().get_one(Party, union.gone.id)
    for name, side in union.facts.items():
        if side is not Whose.GONE:
            continue
        for column in _WRITTEN[name]:
            setattr(row, column, getattr(other, column))
        if name in _SEALED:
            column = f"{_SEALED[name].value}_sealed"
            setattr(row, column, _resealed(other, _SEALED[name], gone_seal, kept_seal))


def name_employer(union: Union) -> None:
    """Give the respondent that stays the name and the entry of the other one."""
    row, other = session().get_one(Party, union.kept.id), session().get_one(Party, union.gone.id)
    row.name, row.employer_id = other.name, other.employer_id


def move_person(party_id: int, to_case: int, old: CaseSeal, new: CaseSeal) -> None:
    """Give a party to another case, its numbers sealed anew under that case's key."""
    row = session().get_one(Party, party_id)
    for name in SealedField:
        setattr(row, f"{name.value}_sealed", _resealed(row, name, old, new))
    row.case_id = to_case


def copy_person(party_id: int, to_case: int, old: CaseSeal, new: CaseSeal) -> None:
    """Let a party stand in another case as well."""
    row = session().get_one(Party, party_id)
    kept = ("role", "is_employer", "employer_id", "name", "sex", "born_on", "id_kind")
    also = ("id_number_index", "id_number_note", "mobile_index", "agent_name", "agent_authority")
    twin = Party(case_id=to_case, **{name: getattr(row, name) for name in (*kept, *also)})
    for name in SealedField:
        setattr(twin, f"{name.value}_sealed", _resealed(row, name, old, new))
    session().add(twin)


def move_claim(plan: ClaimPlan, kept_id: int, gone_id: int) -> None:
    """Give a claim to the case that stays; one that it replaces takes its place in the file."""
    if plan.stays is Whose.KEPT:
        return
    row = session().get_one(Claim, plan.claim.id)
    own_party = row.party_id
    row.case_id, row.party_id = kept_id, plan.party_id
    if plan.stays is Whose.GONE and plan.twin is not None:
        replaced = session().get_one(Claim, plan.twin.id)
        replaced.case_id, replaced.party_id = gone_id, own_party


def give_claim(claim_id: int, to_case: int) -> None:
    """Give a claim to another case."""
    session().get_one(Claim, claim_id).case_id = to_case


def move_rows(gone_id: int, kept_id: int, old: CaseSeal, new: CaseSeal) -> None:
    """Give the case that stays every row of the tables that `rules.case_move` says move.

    What is sealed is sealed anew, so that a table which is added later needs no code here.
    """
    for mapper in Base.registry.mappers:
        name = str(mapper.local_table.description)
        if name not in MOVING_ROWS:
            continue
        table = mapper.local_table
        for row in session().scalars(select(mapper.class_).where(table.c.case_id == gone_id)):
            for column in table.c:
                value = getattr(row, column.key)
                if column.key.endswith("_sealed") and value:
                    bound = f"{name}.{column.key.removesuffix('_sealed')}"
                    setattr(row, column.key, new.seal(bound, old.open(bound, value)))
            row.case_id = kept_id


def move_links(gone_id: int, kept_id: int) -> None:
    """Let the remarks on related cases stand at the case that stays, where it has none yet."""
    related = CaseLink.kind == LinkKind.RELATED.value
    ends = or_(CaseLink.case_id == gone_id, CaseLink.other_id == gone_id)
    linked = _ends_of(kept_id)
    for link in session().scalars(select(CaseLink).where(related, ends).order_by(CaseLink.id)):
        far = link.other_id if link.case_id == gone_id else link.case_id
        if far == kept_id or far in linked:
            continue
        if link.case_id == gone_id:
            link.case_id = kept_id
        else:
            link.other_id = kept_id
        linked.add(far)


def carry(plan: ClockPlan, case_id: int, proceeding_id: int | None, today: date) -> None:
    """Begin a time limit of the other case in this one, with the days that it had."""
    if plan.replaces is not None:
        row = session().get_one(Deadline, plan.replaces.id)
        row.ended_as, row.ended_on, row.look_on = EndedAs.REPLACED.value, today, None
    begin_again(plan.clock.id, case_id, proceeding_id, today)


def move_bound_clocks(gone_id: int, kept_id: int) -> None:
    """Let the time limit of a row that moved, and its warning, go along with that row."""
    owners = [column for column, table in _owners() if table in MOVING_ROWS]
    bound = or_(false(), *(column.is_not(None) for column in owners))
    for row in session().scalars(select(Deadline).where(Deadline.case_id == gone_id, bound)):
        row.case_id = kept_id
        warned = select(DeadlineWarning).where(DeadlineWarning.deadline_id == row.id)
        for warning in session().scalars(warned):
            warning.case_id = kept_id


def begin_again(deadline_id: int, case_id: int, proceeding_id: int | None, today: date) -> None:
    """Store a deadline of a case with the days of one of another case."""
    row = session().get_one(Deadline, deadline_id)
    days = ("rule", "trigger", "started_on", "raw_due_on", "due_on")
    also = ("extended_to", "provisional", "calendar_version")
    session().add(
        Deadline(
            case_id=case_id,
            proceeding_id=proceeding_id if row.proceeding_id else None,
            look_on=today,
            **{name: getattr(row, name) for name in (*days, *also)},
        )
    )


def begin_all_again(case_id: int, to_case: int, proceeding_id: int | None, today: date) -> None:
    """Let every running time limit of a case run in another one as well, with the same days."""
    for each in _clocks(case_id):
        if proceeding_id is not None or not each.of_proceeding:
            begin_again(each.id, to_case, proceeding_id, today)


def end_clocks(case_id: int, today: date) -> None:
    """End every running time limit of a case, because another case goes on with it."""
    query = select(Deadline).where(Deadline.case_id == case_id, Deadline.ended_as.is_(None))
    for row in session().scalars(query):
        row.ended_as, row.ended_on, row.look_on = EndedAs.REPLACED.value, today, None


def _ends_of(case_id: int) -> set[int]:
    query = select(CaseLink.case_id, CaseLink.other_id).where(
        CaseLink.kind == LinkKind.RELATED.value,
        or_(CaseLink.case_id == case_id, CaseLink.other_id == case_id),
    )
    return {key for pair in session().execute(query).all() for key in pair} - {case_id}


def _resealed(row: Party, name: SealedField, old: CaseSeal, new: CaseSeal) -> str | None:
    plain = opened_field(row, old, name)
    return new.seal(f"parties.{name.value}", plain) if plain else None


def _persons(case_id: int, seal: CaseSeal) -> tuple[PersonFace, ...]:
    query = select(Party).where(Party.case_id == case_id).order_by(Party.id)
    return tuple(_person(row, seal) for row in session().scalars(query))


def _person(row: Party, seal: CaseSeal) -> PersonFace:
    birth = f"{row.sex} {row.born_on.isoformat() if row.born_on else ''}".strip()
    agent = f"{row.agent_name} {row.agent_authority}".strip()
    address = opened_field(row, seal, SealedField.ADDRESS)
    return PersonFace(
        public_id=row.public_id,
        id=row.id,
        role=PartyRole(row.role),
        is_employer=row.is_employer,
        name=row.name,
        marks={
            PersonField.NAME: row.name,
            PersonField.BIRTH: birth,
            PersonField.ID_NUMBER: row.id_number_index or "",
            PersonField.MOBILE: row.mobile_index or "",
            PersonField.ADDRESS: _digest(address) if address else "",
            PersonField.AGENT: agent,
        },
        shown={
            PersonField.NAME: row.name,
            PersonField.BIRTH: row.born_on.isoformat() if row.born_on else "",
            PersonField.ID_NUMBER: masked_id(opened_field(row, seal, SealedField.ID_NUMBER)),
            PersonField.MOBILE: masked_mobile(opened_field(row, seal, SealedField.MOBILE)),
            PersonField.ADDRESS: "●●●●" if address else "",
            PersonField.AGENT: agent,
        },
        employer_key=str(row.employer_id or folded(row.name)) if row.is_employer else "",
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _owners() -> list[tuple[ColumnElement[int], str]]:
    """Return the columns that bind a deadline to a row of another table, with that table."""
    own = {"cases", "proceedings"}
    return [
        (column, key.column.table.name)
        for column in Deadline.__table__.c
        for key in column.foreign_keys
        if key.column.table.name not in own
    ]


def _claims(case_id: int) -> tuple[ClaimFace, ...]:
    return tuple(
        ClaimFace(number, each.id, each.party_id, each.cause, each.amount, each.note)
        for number, each in enumerate(claim.of_case(case_id, _MOST_CLAIMS), start=1)
    )


def _clocks(case_id: int) -> tuple[ClockFace, ...]:
    query = (
        select(Deadline)
        .where(Deadline.case_id == case_id, Deadline.ended_as.is_(None))
        .where(*(column.is_(None) for column, _ in _owners()))
        .order_by(Deadline.due_on, Deadline.id)
    )
    return tuple(
        ClockFace(row.id, row.rule, row.started_on, row.due_on, row.proceeding_id is not None)
        for row in session().scalars(query)
    )
