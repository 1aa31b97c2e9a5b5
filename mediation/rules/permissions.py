"""Who may do what: the matrix, and the people it speaks of.

A role alone opens nothing.  Each cell of the matrix names the relations to the object that the
role needs: the handler of a case, its lawyer, somebody of the body where it runs, somebody of
its town, somebody of its district.  What is not written down is refused.  `Relation.OFFICE`
stands for acts without an object, such as logging a new intake in one's own office.

A liaison serves towns, a town's union sees its own town, the district sees all: whoever works at
a town's union has that town for a ground (`body_town_id`), and `Relation.DISTRICT` then holds
only for what lies there.  What holds for every town at once, such as a sensitive period or the
entry of an employer, is changed at a desk of the district: `Relation.DISTRICT_OFFICE`.

The watch (the scheduler) is a person of this table like everybody else; it is never the absence
of one.  The administrator keeps the machine and sees no case.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mediation.basics.errors import NotAllowed


class Role(StrEnum):
    """The roles a person can hold; `WATCH` is the scheduler and is given to nobody."""

    MEDIATOR = "mediator"
    LAWYER = "lawyer"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    COURT_CLERK = "court_clerk"
    AUDITOR = "auditor"
    ADMIN = "admin"
    WATCH = "watch"


SUMMARY_ONLY = frozenset({Role.LIAISON, Role.COURT_CLERK})
"""Who sees that a case exists and how it goes, but not whose it is."""

DISTRICT_WIDE = frozenset({Role.AUDITOR, Role.ADMIN})
"""Who works for the whole district, wherever their desk stands."""


class Relation(StrEnum):
    """What ties an actor to an object."""

    HANDLER = "handler"
    ASSIGNED = "assigned"
    UNASSIGNED_IN_BODY = "unassigned_in_body"
    BODY = "body"
    REPORTED = "reported"
    DELEGATED = "delegated"
    TOWN = "town"
    BODY_TOWN = "body_town"
    DISTRICT = "district"
    OFFICE = "office"
    DISTRICT_OFFICE = "district_office"
    SELF = "self"


class Action(StrEnum):
    """Everything that a door or the watch can ask for."""

    USE_OWN_ACCOUNT = "use_own_account"
    SIGN_IN = "sign_in"
    STEP_UP = "step_up"
    LOG_INTAKE = "log_intake"
    LOG_CONSULTATION = "log_consultation"
    REPORT_SIGN = "report_sign"
    DELEGATE_CASE = "delegate_case"
    LIST_CASES = "list_cases"
    KEEP_VIEW = "keep_view"
    SHARE_VIEW = "share_view"
    SEE_CASE = "see_case"
    SEE_CASE_SUMMARY = "see_case_summary"
    ADD_NOTE = "add_note"
    TAKE_CASE = "take_case"
    TRIAGE = "triage"
    ASSIGN = "assign"
    REOPEN = "reopen"
    ACCEPT = "accept"
    DECLINE = "decline"
    CALL_MEETING = "call_meeting"
    WRITE_MINUTES = "write_minutes"
    EXTEND = "extend"
    FAIL = "fail"
    WITHDRAW = "withdraw"
    DRAFT_AGREEMENT = "draft_agreement"
    FINALISE_AGREEMENT = "finalise_agreement"
    SIGN_AGREEMENT = "sign_agreement"
    SEAL = "seal"
    RECORD_PERFORMANCE = "record_performance"
    ANSWER_PETITION = "answer_petition"
    APPROVE_PETITION = "approve_petition"
    TURN_INTO_CASE = "turn_into_case"
    LOG_CONTACT = "log_contact"
    CALL_BACK = "call_back"
    FINISH_FOLLOW_UP = "finish_follow_up"
    REPLY_ORDER = "reply_order"
    SEE_ORDERS = "see_orders"
    EDIT_ORDER_LIMITS = "edit_order_limits"
    REFER_OUT = "refer_out"
    SEE_REFERRALS = "see_referrals"
    CLOSE = "close"
    CORRECT = "correct"
    LINK = "link"
    JOIN_CASE = "join_case"
    MERGE = "merge"
    SPLIT = "split"
    UNMASK = "unmask"
    EXPORT = "export"
    EXPORT_IN_FULL = "export_in_full"
    FETCH_FILE = "fetch_file"
    SEE_WARNINGS = "see_warnings"
    ACKNOWLEDGE_WARNING = "acknowledge_warning"
    SEE_EVENTS = "see_events"
    EDIT_EVENTS = "edit_events"
    SEE_EMPLOYERS = "see_employers"
    EDIT_EMPLOYERS = "edit_employers"
    WATCH_EMPLOYERS = "watch_employers"
    MERGE_EMPLOYERS = "merge_employers"
    SEE_PERIODS = "see_periods"
    EDIT_PERIODS = "edit_periods"
    SEE_CALENDAR = "see_calendar"
    SEE_USERS = "see_users"
    EDIT_USERS = "edit_users"
    SEE_BODIES = "see_bodies"
    EDIT_BODIES = "edit_bodies"
    SEE_POST = "see_post"
    EDIT_POST = "edit_post"
    SEE_AUDIT = "see_audit"
    READ_DEMO_MAILBOX = "read_demo_mailbox"
    KEEP_WATCH = "keep_watch"
    FOUND_INSTANCE = "found_instance"


@dataclass(frozen=True, slots=True)
class Origin:
    """From where an act comes, and the marks of the form that carried it."""

    door: str
    address: str = ""
    request_id: str = ""
    form_key: str = ""
    form_digest: str = ""
    form_version: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a signed-in person, an operator at the command line, or the watch."""

    user_id: int | None
    public_id: str
    name: str
    roles: frozenset[Role]
    district_id: int | None
    organisation_id: int | None
    origin: Origin = field(compare=False)  # it decides on nothing that they may
    town_ids: frozenset[int] = frozenset()
    body_town_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to one object, and what the gate needs to know of the object."""

    relations: frozenset[Relation]
    subject_kind: str = ""
    subject_id: str = ""
    case_id: int | None = None
    version: int | None = None
    district_id: int | None = None


NOTHING = Standing(frozenset())
"""The standing of somebody whom nothing ties to the object."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A cell of the matrix: any one of these relations opens the act to the role."""

    by: frozenset[Relation] = field(default_factory=frozenset)


def office(actor: Actor) -> Standing:
    """Return the standing of an act that has no object, only the actor's own office."""
    relations = frozenset({Relation.OFFICE}) | district_office(actor)
    return Standing(relations, district_id=actor.district_id)


def district_office(actor: Actor) -> frozenset[Relation]:
    """Return what ties an actor to that which holds for the whole district; nothing at a town."""
    at_district = actor.body_town_id is None
    return frozenset({Relation.DISTRICT_OFFICE}) if at_district else frozenset()


def _by(*relations: Relation) -> Grant:
    return Grant(frozenset(relations))


_OFFICE = _by(Relation.OFFICE)
_DISTRICT_OFFICE = _by(Relation.DISTRICT_OFFICE)
_DISTRICT = _by(Relation.DISTRICT)
_HANDLER = _by(Relation.HANDLER)
_SELF = _by(Relation.SELF)
_REGISTRY = _by(Relation.OFFICE, Relation.BODY_TOWN, Relation.DISTRICT_OFFICE)
_HANDLER_OR_DISTRICT = {Role.MEDIATOR: _HANDLER, Role.SUPERVISOR: _DISTRICT}
_CALLING = {Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY), Role.SUPERVISOR: _DISTRICT}
_LOOKING = {Role.MEDIATOR: _OFFICE, Role.SUPERVISOR: _OFFICE, Role.AUDITOR: _OFFICE}
_PEOPLE = (
    Role.MEDIATOR,
    Role.LAWYER,
    Role.SUPERVISOR,
    Role.LIAISON,
    Role.COURT_CLERK,
    Role.AUDITOR,
    Role.ADMIN,
)

_EXPORTERS = (Role.MEDIATOR, Role.LAWYER, Role.SUPERVISOR, Role.COURT_CLERK, Role.AUDITOR)

MATRIX: dict[Action, dict[Role, Grant]] = {
    Action.USE_OWN_ACCOUNT: dict.fromkeys(_PEOPLE, _SELF),
    Action.SIGN_IN: dict.fromkeys(_PEOPLE, _SELF),
    Action.STEP_UP: dict.fromkeys(_PEOPLE, _SELF),
    Action.LOG_INTAKE: {Role.MEDIATOR: _OFFICE, Role.SUPERVISOR: _OFFICE},
    Action.LOG_CONSULTATION: dict.fromkeys((Role.MEDIATOR, Role.LAWYER, Role.SUPERVISOR), _OFFICE),
    Action.REPORT_SIGN: {Role.LIAISON: _OFFICE},
    Action.DELEGATE_CASE: {Role.COURT_CLERK: _OFFICE},
    Action.LIST_CASES: {
        Role.MEDIATOR: _OFFICE,
        Role.LAWYER: _OFFICE,
        Role.SUPERVISOR: _OFFICE,
        Role.LIAISON: _OFFICE,
        Role.COURT_CLERK: _OFFICE,
        Role.AUDITOR: _OFFICE,
    },
    Action.KEEP_VIEW: {
        Role.MEDIATOR: _by(Relation.OFFICE, Relation.SELF, Relation.BODY),
        Role.LAWYER: _by(Relation.OFFICE, Relation.SELF),
        Role.SUPERVISOR: _by(Relation.OFFICE, Relation.SELF, Relation.BODY),
        Role.LIAISON: _by(Relation.OFFICE, Relation.SELF),
        Role.COURT_CLERK: _by(Relation.OFFICE, Relation.SELF),
    },
    Action.SHARE_VIEW: {Role.MEDIATOR: _OFFICE, Role.SUPERVISOR: _OFFICE},
    Action.SEE_CASE: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY, Relation.BODY_TOWN),
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
        Role.AUDITOR: _DISTRICT,
    },
    Action.SEE_CASE_SUMMARY: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY, Relation.BODY_TOWN),
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
        Role.AUDITOR: _DISTRICT,
        Role.LIAISON: _by(Relation.REPORTED, Relation.TOWN),
        Role.COURT_CLERK: _by(Relation.DELEGATED),
    },
    Action.ADD_NOTE: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY),
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.TAKE_CASE: {
        Role.MEDIATOR: _by(Relation.UNASSIGNED_IN_BODY),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.TRIAGE: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.UNASSIGNED_IN_BODY),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.ASSIGN: {Role.SUPERVISOR: _DISTRICT},
    Action.REOPEN: {Role.SUPERVISOR: _DISTRICT},
    Action.ACCEPT: _HANDLER_OR_DISTRICT,
    Action.DECLINE: _HANDLER_OR_DISTRICT,
    Action.CALL_MEETING: _HANDLER_OR_DISTRICT,
    Action.WRITE_MINUTES: _HANDLER_OR_DISTRICT,
    Action.EXTEND: _HANDLER_OR_DISTRICT,
    Action.FAIL: _HANDLER_OR_DISTRICT,
    Action.WITHDRAW: _HANDLER_OR_DISTRICT,
    Action.DRAFT_AGREEMENT: _HANDLER_OR_DISTRICT,
    Action.FINALISE_AGREEMENT: _HANDLER_OR_DISTRICT,
    Action.SIGN_AGREEMENT: _HANDLER_OR_DISTRICT,
    Action.SEAL: {Role.SUPERVISOR: _DISTRICT},
    Action.RECORD_PERFORMANCE: _HANDLER_OR_DISTRICT,
    Action.ANSWER_PETITION: _HANDLER_OR_DISTRICT,
    Action.APPROVE_PETITION: {Role.SUPERVISOR: _DISTRICT},
    Action.TURN_INTO_CASE: _HANDLER_OR_DISTRICT,
    Action.LOG_CONTACT: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY),
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.CALL_BACK: _CALLING,
    Action.FINISH_FOLLOW_UP: _CALLING,
    Action.REPLY_ORDER: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.UNASSIGNED_IN_BODY),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.SEE_ORDERS: _LOOKING,
    Action.EDIT_ORDER_LIMITS: {Role.SUPERVISOR: _DISTRICT_OFFICE},
    Action.REFER_OUT: _HANDLER_OR_DISTRICT,
    Action.SEE_REFERRALS: _LOOKING,
    Action.CLOSE: _HANDLER_OR_DISTRICT,
    Action.CORRECT: _HANDLER_OR_DISTRICT,
    Action.LINK: _HANDLER_OR_DISTRICT,
    Action.JOIN_CASE: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.BODY),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.MERGE: _HANDLER_OR_DISTRICT,
    Action.SPLIT: _HANDLER_OR_DISTRICT,
    Action.UNMASK: {
        Role.MEDIATOR: _HANDLER,
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.EXPORT: dict.fromkeys(_EXPORTERS, _OFFICE),
    Action.EXPORT_IN_FULL: {Role.SUPERVISOR: _OFFICE},
    Action.FETCH_FILE: dict.fromkeys(_EXPORTERS, _SELF),
    Action.SEE_WARNINGS: {
        Role.MEDIATOR: _by(Relation.HANDLER, Relation.OFFICE),
        Role.LAWYER: _by(Relation.ASSIGNED, Relation.OFFICE),
        Role.SUPERVISOR: _by(Relation.DISTRICT, Relation.OFFICE),
        Role.LIAISON: _by(Relation.TOWN, Relation.OFFICE),
        Role.AUDITOR: _by(Relation.DISTRICT, Relation.OFFICE),
    },
    Action.ACKNOWLEDGE_WARNING: {
        Role.MEDIATOR: _HANDLER,
        Role.LAWYER: _by(Relation.ASSIGNED),
        Role.SUPERVISOR: _DISTRICT,
    },
    Action.SEE_EVENTS: _LOOKING | {Role.LAWYER: _OFFICE},
    Action.EDIT_EVENTS: {
        Role.MEDIATOR: _by(Relation.OFFICE, Relation.BODY),
        Role.LAWYER: _by(Relation.OFFICE, Relation.BODY),
        Role.SUPERVISOR: _by(Relation.OFFICE, Relation.BODY, Relation.DISTRICT_OFFICE),
    },
    Action.SEE_EMPLOYERS: _LOOKING,
    Action.EDIT_EMPLOYERS: {Role.MEDIATOR: _REGISTRY, Role.SUPERVISOR: _REGISTRY},
    Action.WATCH_EMPLOYERS: {Role.SUPERVISOR: _DISTRICT_OFFICE},
    Action.MERGE_EMPLOYERS: {Role.SUPERVISOR: _DISTRICT_OFFICE},
    Action.SEE_PERIODS: {Role.SUPERVISOR: _OFFICE, Role.AUDITOR: _OFFICE},
    Action.EDIT_PERIODS: {Role.SUPERVISOR: _DISTRICT_OFFICE},
    Action.SEE_CALENDAR: _LOOKING | {Role.ADMIN: _OFFICE},
    Action.SEE_USERS: {Role.AUDITOR: _OFFICE, Role.ADMIN: _OFFICE},
    Action.EDIT_USERS: {Role.ADMIN: _DISTRICT_OFFICE},
    Action.SEE_BODIES: {Role.AUDITOR: _OFFICE, Role.ADMIN: _OFFICE},
    Action.EDIT_BODIES: {Role.ADMIN: _DISTRICT_OFFICE},
    Action.SEE_POST: {Role.AUDITOR: _OFFICE, Role.ADMIN: _OFFICE},
    Action.EDIT_POST: {Role.ADMIN: _DISTRICT_OFFICE},
    Action.SEE_AUDIT: {Role.SUPERVISOR: _OFFICE, Role.AUDITOR: _OFFICE, Role.ADMIN: _OFFICE},
    Action.READ_DEMO_MAILBOX: dict.fromkeys(_PEOPLE, _OFFICE),
    Action.KEEP_WATCH: {Role.WATCH: _OFFICE},
    Action.FOUND_INSTANCE: {Role.ADMIN: _OFFICE},
}


def may(actor: Actor, action: Action, standing: Standing) -> bool:
    """Tell whether any role of the actor opens the act on an object in this standing."""
    cells = MATRIX[action]
    return any(cells[role].by & standing.relations for role in actor.roles if role in cells)


def must(actor: Actor, action: Action, standing: Standing) -> None:
    """Raise `NotAllowed` unless the actor may do this."""
    if not may(actor, action, standing):
        raise refusal(actor, action, standing)


def may_ever(actor: Actor, action: Action) -> bool:
    """Tell whether some role of the actor could do this to some object: what a menu asks."""
    out_of_reach = {Relation.DISTRICT_OFFICE} - district_office(actor)
    cells = MATRIX[action]
    return any(cells[role].by - out_of_reach for role in actor.roles if role in cells)


def refusal(actor: Actor, action: Action, standing: Standing = NOTHING) -> NotAllowed:
    """Return the refusal of an act; a town's desk is told when the district's could do it."""
    relations = standing.relations | {Relation.DISTRICT_OFFICE}
    is_districts = actor.body_town_id is not None and may(actor, action, Standing(relations))
    code = "permission.for_district_office" if is_districts else "permission.not_allowed"
    return NotAllowed(code, action=action.value)


def watch(district_id: int | None = None, on: date | None = None) -> Actor:
    """Return the scheduler as an actor; the day, when given, marks the round it walks."""
    request_id = "" if on is None else on.isoformat()
    origin = Origin(door="watch", request_id=request_id)
    roles = frozenset({Role.WATCH})
    return Actor(None, "watch", "系统", roles, district_id, None, origin)


def operator(name: str = "operator") -> Actor:
    """Return whoever sits at the command line of the server: it may keep people and bodies."""
    roles = frozenset({Role.ADMIN, Role.WATCH})
    return Actor(None, "operator", name, roles, None, None, Origin(door="cli"))
