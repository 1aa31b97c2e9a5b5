"""The rows of one case as the verbs would have written them, one small function for each table.

A table or a column that a verb begins to write is added here in one place: `ROWS` names every
table in the order in which it is filled.  Numbers are sealed with a real key of the case, so that
a page opens them as it would any other.  The audit rows carry no real chain, so a filled database
is good for measuring and for nothing else.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from mediation.basics.clock import SHANGHAI
from mediation.basics.ids import new_public_id
from mediation.models import sealing
from mediation.models.audit import AuditEntry
from mediation.models.case import Case
from mediation.models.claim import Claim
from mediation.models.contact import Contact
from mediation.models.db import Base
from mediation.models.deadline import Deadline
from mediation.models.note import Note
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding, StepTaken
from mediation.models.sealing import CaseKey, CaseSeal
from mediation.rules.clock_table import clock
from mediation.rules.permissions import Actor
from tests.bench import words

Row = dict[str, Any]

_YEARS = 1000  # days from the oldest case to the newest
_OPEN = ("applied", "accepted", "drafted", "finalised", "signed", "effective")
_RUNNING = {
    "applied": (("M3", 3), ("M5", 15), ("L1", 365)),
    "accepted": (("M4", 15), ("M5", 13), ("L1", 365)),
    "drafted": (("M4", 12), ("M5", 10), ("L1", 360)),
    "finalised": (("M4", 9), ("M5", 7), ("L1", 355)),
    "signed": (("L1", 350),),
    "effective": (("A1", 10), ("A3", 25), ("L1", 365)),
}
_ENDED = (("M3", 3), ("M4", 15), ("L1", 365))
_CHANNELS = ("call",) * 6 + ("visit",) * 2 + ("hotline_order", "online")
_CAUSES = ("wages", "wages", "overtime", "termination", "social_insurance", "work_injury")


@dataclass(frozen=True, slots=True)
class Office:
    """Who works in the district, and where its towns and employers stand in the database."""

    mediators: tuple[Actor, ...]
    district_id: int
    number_prefix: str
    town_ids: tuple[int, ...]
    employers: tuple[str, ...]
    today: date
    first_act: int
    """The place in the audit trail behind which the filled acts begin."""


class Drawn:
    """What chance has decided of one case."""

    def __init__(self, number: int, of: int, office: Office) -> None:
        """Draw the case; the higher its number, the newer it is."""
        luck = random.Random(number)
        self.id, self.office = number, office
        self.public_id = new_public_id()
        self.day = office.today - timedelta(days=_YEARS * (of - number) // of)
        self.at = datetime.combine(self.day, time(8 + number % 9, number % 60), tzinfo=SHANGHAI)
        self.state = luck.choice(_OPEN) if luck.random() < 0.2 else "concluded"
        self.name = words.a_person(luck)
        self.request = words.a_request(luck, number)
        self.employer = int(len(office.employers) * luck.random() ** 2)
        self.town = luck.choice(office.town_ids)
        self.handler = luck.choice(office.mediators)
        self.channel, self.cause = luck.choice(_CHANNELS), luck.choice(_CAUSES)
        self.workers = luck.choice((12, 30, 80)) if number % 200 == 0 else 1
        self.mobile = f"199{number:08}"
        self.key = luck.randbytes(32)
        self.amount = luck.randint(8, 900) * 10_000
        self.luck = luck

    @property
    def is_open(self) -> bool:
        """Whether the case still has something to do."""
        return self.state != "concluded"

    @property
    def employer_name(self) -> str:
        """The name of the employer, as it stands on the case."""
        return self.office.employers[self.employer]

    @property
    def seal(self) -> CaseSeal:
        """What seals the numbers of this case."""
        return CaseSeal(self.public_id, self.key, sealing.keyring().sealing_id)


def _case(drawn: Drawn) -> Iterator[Row]:
    yield {
        "id": drawn.id,
        "public_id": drawn.public_id,
        "district_id": drawn.office.district_id,
        "case_number": f"{drawn.office.number_prefix}〔{drawn.day.year}〕{drawn.id:06}号",
        "stage": "in_progress" if drawn.is_open else "closed",
        "progress": drawn.state,
        "version": 4,
        "channel": drawn.channel,
        "received_on": drawn.day,
        "logged_at": drawn.at,
        "logged_by_id": drawn.handler.user_id,
        "body_id": drawn.handler.organisation_id,
        "handler_id": drawn.handler.user_id if drawn.id % 50 else None,
        "town_id": drawn.town,
        "employer_id": drawn.employer + 1,
        "employer_name": drawn.employer_name,
        "applicant_name": drawn.name,
        "worker_count": drawn.workers,
        "amount_fen": drawn.amount,
        "first_cause": drawn.cause,
        "request": drawn.request,
        "urgent_flags": "gathering" if drawn.id % 300 == 0 else "",
        "limitation_rule": "L1",
        "outcome": None if drawn.is_open else "performed",
        "closed_on": None if drawn.is_open else drawn.day + timedelta(days=40),
    }


def _key(drawn: Drawn) -> Iterator[Row]:
    ring, place = sealing.keyring(), f"case_keys.wrapped:{drawn.public_id}"
    wrapped = sealing._sealed(ring.sealing, ring.sealing_id, place, drawn.key)
    yield {"case_public_id": drawn.public_id, "wrapped": wrapped}


def _contact(drawn: Drawn) -> Iterator[Row]:
    for days in (0,) if drawn.id % 10 else (0, 6):
        yield {
            "public_id": new_public_id(),
            "district_id": drawn.office.district_id,
            "body_id": drawn.handler.organisation_id,
            "case_id": drawn.id,
            "channel": drawn.channel,
            "received_on": drawn.day + timedelta(days=days),
            "person_count": drawn.workers,
            "ended_at_desk": False,
            "logged_at": drawn.at,
            "logged_by_id": drawn.handler.user_id,
        }


def _parties(drawn: Drawn) -> Iterator[Row]:
    plain = {"case_id": drawn.id, "id_kind": "resident_id"}
    yield plain | {
        "public_id": new_public_id(),
        "role": "applicant",
        "is_employer": False,
        "name": drawn.name,
        "employer_id": None,
        "mobile_sealed": drawn.seal.seal("parties.mobile", drawn.mobile),
        "mobile_index": sealing.blind_index("parties.mobile", drawn.mobile),
    }
    yield plain | {
        "public_id": new_public_id(),
        "role": "respondent",
        "is_employer": True,
        "name": drawn.employer_name,
        "employer_id": drawn.employer + 1,
        "mobile_sealed": None,
        "mobile_index": None,
    }


def _claim(drawn: Drawn) -> Iterator[Row]:
    yield {"case_id": drawn.id, "cause": drawn.cause, "amount_fen": drawn.amount}


def _proceeding(drawn: Drawn) -> Iterator[Row]:
    yield {
        "id": drawn.id,
        "public_id": new_public_id(),
        "case_id": drawn.id,
        "track": "tripartite",
        "state": drawn.state,
        "body_id": drawn.handler.organisation_id,
        "applied_on": drawn.day,
        "accepted_on": None if drawn.state == "applied" else drawn.day,
    }


def _steps(drawn: Drawn) -> Iterator[Row]:
    for step in ("log", "triage", "apply", "accept"):
        yield {
            "case_id": drawn.id,
            "proceeding_id": drawn.id,
            "step": step,
            "came_to": drawn.state,
            "counts_on": drawn.day,
            "at": drawn.at,
            "actor_user_id": drawn.handler.user_id,
            "actor_name": drawn.handler.name,
        }


def _deadlines(drawn: Drawn) -> Iterator[Row]:
    today = drawn.office.today
    for rule, days in _RUNNING[drawn.state] if drawn.is_open else _ENDED:
        due = _ends(drawn, days) if drawn.is_open else drawn.day + timedelta(days=days)
        yield {
            "public_id": new_public_id(),
            "case_id": drawn.id,
            "proceeding_id": drawn.id,
            "rule": rule,
            "trigger": clock(rule).starts.value,
            "started_on": drawn.day,
            "raw_due_on": due,
            "due_on": due,
            "provisional": False,
            "calendar_version": 1,
            "look_on": today + timedelta(days=1 + drawn.id % 9) if drawn.is_open else None,
            "ended_as": None if drawn.is_open else "met",
            "ended_on": None if drawn.is_open else due,
        }


def _ends(drawn: Drawn, days: int) -> date:
    """Open cases are open because their days have not run out, but for a few."""
    late = 2 if drawn.id % 100 == 0 else 0
    return drawn.office.today + timedelta(days=drawn.id % days - late)


def _note(drawn: Drawn) -> Iterator[Row]:
    yield {
        "case_id": drawn.id,
        "kind": "call",
        "text": "已联系用人单位，约定下周答复",
        "at": drawn.at,
        "author_id": drawn.handler.user_id,
        "author_name": drawn.handler.name,
    }


def _acts(drawn: Drawn) -> Iterator[Row]:
    for act, action in enumerate(("log_intake", "accept")):
        yield {
            "sequence": drawn.office.first_act + 2 * drawn.id + act - 1,
            "at": drawn.at,
            "actor_user_id": drawn.handler.user_id,
            "actor_name": drawn.handler.name,
            "district_id": drawn.office.district_id,
            "action": action,
            "subject_kind": "case",
            "subject_id": drawn.public_id,
            "case_id": drawn.id,
            "case_version": act + 2,
            "door": "web",
            "address": "10.0.0.1",
            "request_id": "",
            "result": "done",
            "reason": "",
            "changes": "[]",
            "previous_mac": "0" * 64,
            "mac": "0" * 64,
        }


ROWS: tuple[tuple[type[Base], Callable[[Drawn], Iterator[Row]]], ...] = (
    (Case, _case),
    (CaseKey, _key),
    (Contact, _contact),
    (Party, _parties),
    (Claim, _claim),
    (Proceeding, _proceeding),
    (StepTaken, _steps),
    (Deadline, _deadlines),
    (Note, _note),
    (AuditEntry, _acts),
)
