"""Columns are as wide as the words and texts that go into them.

SQLite takes a longer text without a word, PostgreSQL refuses it, so a column that is too narrow
shows itself only in production.
"""

from enum import StrEnum

import pytest
from sqlalchemy.orm import InstrumentedAttribute

from mediation.models.agreement import Agreement, Signature
from mediation.models.audit import AuditEntry
from mediation.models.case import Case
from mediation.models.claim import Claim
from mediation.models.deadline import Deadline, EndedAs
from mediation.models.document import Document
from mediation.models.employer import Employer
from mediation.models.employer_names import EmployerName
from mediation.models.meeting import Meeting, MeetingSeat
from mediation.models.note import Note
from mediation.models.organisation import Organisation
from mediation.models.outbox import OutboxLetter
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding, StepTaken
from mediation.models.sensitive_period import SensitivePeriod
from mediation.models.user import User, UserRole
from mediation.models.warning import DeadlineWarning
from mediation.rules.agreement import Capacity
from mediation.rules.causes import Cause, QuickCause
from mediation.rules.clock_table import CLOCKS
from mediation.rules.clock_terms import Event
from mediation.rules.employer import EmployerKind, NameKind, UnionState
from mediation.rules.handling import NoteKind
from mediation.rules.identity import Sex
from mediation.rules.industries import Industry
from mediation.rules.intake import Channel, UrgentFlag
from mediation.rules.meeting import MeetingResult, Side, Way
from mediation.rules.organisation import LegalNature, OrganisationKind
from mediation.rules.outbox import LetterState
from mediation.rules.party import IdKind, PartyRole
from mediation.rules.permissions import Action, Role
from mediation.rules.sensitive_period import PeriodKind, PeriodState
from mediation.rules.tripartite import DeclineReason, FailReason, Outcome, WithdrawReason
from mediation.rules.warnings import Measure, WarningLevel
from mediation.rules.workflow_terms import Paper, Stage, State, Step, Track
from mediation.schemas.fields import LongText, Text
from mediation.schemas.handling import CorrectionForm
from mediation.schemas.intake import IntakeForm
from mediation.schemas.meeting import CallForm, ReasonForm
from mediation.schemas.party import PartyForm

Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]

WORDS: tuple[tuple[Column, tuple[type[StrEnum], ...]], ...] = (
    (Case.stage, (Stage,)),
    (Case.progress, (State,)),
    (Case.channel, (Channel,)),
    (Case.outcome, (Outcome,)),
    (Case.first_cause, (Cause, QuickCause)),
    (Claim.cause, (Cause, QuickCause)),
    (Proceeding.track, (Track,)),
    (Proceeding.state, (State,)),
    (Proceeding.end_reason, (DeclineReason, FailReason, WithdrawReason)),
    (StepTaken.step, (Step,)),
    (StepTaken.came_from, (Stage, State)),
    (StepTaken.came_to, (Stage, State)),
    (Deadline.trigger, (Event,)),
    (Deadline.ended_as, (EndedAs,)),
    (Meeting.way, (Way,)),
    (Meeting.result, (MeetingResult,)),
    (MeetingSeat.side, (Side,)),
    (Note.kind, (NoteKind,)),
    (Employer.kind, (EmployerKind,)),
    (Employer.industry, (Industry,)),
    (Employer.union_state, (UnionState,)),
    (EmployerName.kind, (NameKind,)),
    (Party.role, (PartyRole,)),
    (Party.sex, (Sex,)),
    (Party.id_kind, (IdKind,)),
    (Document.paper, (Paper,)),
    (Signature.capacity, (Capacity,)),
    (Organisation.kind, (OrganisationKind,)),
    (Organisation.legal_nature, (LegalNature,)),
    (UserRole.role, (Role,)),
    (OutboxLetter.state, (LetterState,)),
    (DeadlineWarning.level, (WarningLevel,)),
    (DeadlineWarning.measure, (Measure,)),
    (SensitivePeriod.kind, (PeriodKind,)),
    (SensitivePeriod.state, (PeriodState,)),
    (AuditEntry.action, (Action,)),
)
TEXTS: tuple[tuple[type, str, tuple[Column, ...]], ...] = (
    (IntakeForm, "applicant", (Case.applicant_name, Party.name)),
    (IntakeForm, "employer", (Case.employer_name, Employer.name, Party.name)),
    (IntakeForm, "outside_number", (Case.outside_number,)),
    (IntakeForm, "id_reason", (Party.id_number_note,)),
    (CorrectionForm, "outside_number", (Case.outside_number,)),
    (
        PartyForm,
        "name",
        (Party.name, Case.applicant_name, Case.employer_name, Employer.name, Signature.name),
    ),
    (PartyForm, "agent_name", (Party.agent_name,)),
    (PartyForm, "agent_authority", (Party.agent_authority,)),
    (PartyForm, "office_address", (Employer.address,)),
    (PartyForm, "legal_representative", (Employer.legal_representative,)),
    (PartyForm, "representative_post", (Employer.representative_post,)),
    (CallForm, "place", (Meeting.place,)),
    (CallForm, "union_name", (MeetingSeat.name,)),
    (ReasonForm, "reason", (Meeting.cancel_reason,)),
)


def width(column: Column) -> int:
    """Return how many characters a column takes."""
    return int(column.property.columns[0].type.length)


@pytest.mark.parametrize(("column", "kinds"), WORDS, ids=lambda each: str(each)[:30])
def test_a_column_takes_every_word_of_its_kind(column, kinds):
    assert max(len(member.value) for kind in kinds for member in kind) <= width(column)


@pytest.mark.parametrize(
    ("form", "name", "columns"),
    TEXTS,
    ids=lambda each: getattr(each, "__name__", each if isinstance(each, str) else ""),
)
def test_a_column_takes_what_the_form_lets_through(form, name, columns):
    field = form().fields[name]
    assert isinstance(field, Text | LongText)
    assert [str(each) for each in columns if width(each) < field.longest] == []


def test_all_urgent_flags_fit_together():
    assert len(",".join(flag.value for flag in UrgentFlag)) <= width(Case.urgent_flags)


def test_the_rules_of_the_clocks_fit():
    assert max(len(clock.id) for clock in CLOCKS) <= width(Deadline.rule)


def test_the_names_of_people_fit_wherever_they_are_kept():
    longest = width(User.name)
    kept: tuple[Column, ...] = (
        AuditEntry.actor_name,
        Note.author_name,
        StepTaken.actor_name,
        Agreement.mediator_name,
        MeetingSeat.name,
    )
    assert [str(each) for each in kept if width(each) < longest] == []
