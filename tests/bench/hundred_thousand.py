"""A database as a busy district has it after years: a hundred thousand cases, written in bulk.

The rows go past the gate, because the real verbs would need an hour; what they hold is what the
verbs would have written, numbers sealed.  Four of five cases are closed.  The audit rows carry
no real chain, so this database is good for measuring and for nothing else.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select, text, update

from mediation.basics.clock import SHANGHAI
from mediation.basics.ids import new_public_id
from mediation.basics.text import folded, pinyin_initials
from mediation.models import organisation, sealing
from mediation.models.audit import AuditEntry, AuditHead
from mediation.models.case import Case
from mediation.models.claim import Claim
from mediation.models.db import Base, session
from mediation.models.deadline import Deadline
from mediation.models.employer import Employer
from mediation.models.note import Note
from mediation.models.number import NumberSequence
from mediation.models.party import Party
from mediation.models.proceeding import Proceeding, StepTaken
from mediation.models.sealing import CaseKey, CaseSeal
from mediation.models.warning import DeadlineWarning
from tests.builders import People

TODAY = date(2026, 3, 2)
EMPLOYERS, HANDLED = 4000, 5
OPEN = ("applied", "accepted", "drafted", "finalised", "signed", "effective")
RUNNING = {
    "applied": (("M3", 3), ("M5", 15), ("L1", 365)),
    "accepted": (("M4", 15), ("M5", 13), ("L1", 365)),
    "drafted": (("M4", 12), ("M5", 10), ("L1", 360)),
    "finalised": (("M4", 9), ("M5", 7), ("L1", 355)),
    "signed": (("L1", 350),),
    "effective": (("A1", 10), ("A3", 25), ("A6", 30), ("L1", 365)),
}
SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴徐孙", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚"
TRADES = ("电子", "服饰", "物流", "餐饮", "建筑", "珠宝", "汽配", "软件")


def fill(people: People, cases: int) -> None:
    """Write so many cases of the last three years, with everything that hangs on them."""
    random.seed(cases)
    district = people.mediator.district_id or 0
    towns = [each.id for each in organisation.towns(district)]
    _write(Employer, _employers(district))
    for place in range(0, cases, 5000):
        numbers = range(place + 1, min(place + 5000, cases) + 1)
        _write_some([_Drawn(number, cases, people, towns) for number in numbers])
    _finish(cases)


class _Drawn:
    """What chance has decided of one case."""

    def __init__(self, number: int, of: int, people: People, towns: list[int]) -> None:
        """Draw the case; the higher its number, the newer it is."""
        self.id, self.people = number, people
        self.public_id = new_public_id()
        self.day = TODAY - timedelta(days=1000 * (of - number) // of)
        self.at = datetime.combine(self.day, time(8 + number % 9), tzinfo=SHANGHAI)
        self.state = random.choice(OPEN) if random.random() < 0.2 else "concluded"
        self.name = random.choice(SURNAMES) + "".join(random.choices(GIVEN, k=2))
        self.employer = random.randint(1, EMPLOYERS)
        self.town = random.choice(towns)
        self.handler = random.choice((people.mediator, people.colleague)).user_id
        self.mobile = f"199{number:08}"
        self.key = random.randbytes(32)
        self.amount = random.randint(1000, 90000) * 100

    @property
    def is_open(self) -> bool:
        """Whether the case still has something to do."""
        return self.state != "concluded"


def _employers(district: int) -> Iterator[dict[str, Any]]:
    for number in range(1, EMPLOYERS + 1):
        name = f"番禺{random.choice(TRADES)}{number}号有限公司"
        yield {
            "id": number,
            "public_id": new_public_id(),
            "district_id": district,
            "name": name,
            "folded_name": folded(name),
            "initials": pinyin_initials(name),
            "address": "",
            "legal_representative": "",
            "representative_post": "",
            "telephone": "",
        }


def _write_some(drawn: list[_Drawn]) -> None:
    _write(Case, (_case(each) for each in drawn))
    _write(CaseKey, (_key(each) for each in drawn))
    _write(Party, (row for each in drawn for row in _parties(each)))
    _write(Claim, (_claim(each) for each in drawn))
    _write(Proceeding, (_proceeding(each) for each in drawn))
    _write(StepTaken, (row for each in drawn for row in _steps(each)))
    _write(Deadline, (row for each in drawn for row in _deadlines(each)))
    _write(Note, (_note(each) for each in drawn))
    _write(AuditEntry, (row for each in drawn for row in _acts(each)))
    session().commit()


def _case(drawn: _Drawn) -> dict[str, Any]:
    return {
        "id": drawn.id,
        "public_id": drawn.public_id,
        "district_id": drawn.people.mediator.district_id,
        "case_number": f"番劳调〔{drawn.day.year}〕{drawn.id:06}号",
        "stage": "in_progress" if drawn.is_open else "closed",
        "progress": drawn.state,
        "version": 4,
        "channel": "call",
        "received_on": drawn.day,
        "logged_at": drawn.at,
        "logged_by_id": drawn.handler,
        "body_id": drawn.people.mediator.organisation_id,
        "handler_id": drawn.handler if drawn.id % 50 else None,
        "town_id": drawn.town,
        "employer_id": drawn.employer,
        "employer_name": f"番禺第{drawn.employer}有限公司",
        "applicant_name": drawn.name,
        "worker_count": 30 if drawn.id % 200 == 0 else 1,
        "amount_fen": drawn.amount,
        "first_cause": "wages",
        "request": "拖欠工资，要求补发",
        "limitation_rule": "L1",
        "outcome": None if drawn.is_open else "performed",
        "closed_on": None if drawn.is_open else drawn.day + timedelta(days=40),
    }


def _ends(drawn: _Drawn, days: int) -> date:
    """Open cases are open because their days have not run out, but for a few."""
    return TODAY + timedelta(days=drawn.id % days - (2 if drawn.id % 100 == 0 else 0))


def _seal(drawn: _Drawn) -> CaseSeal:
    return CaseSeal(drawn.public_id, drawn.key, sealing.keyring().sealing_id)


def _key(drawn: _Drawn) -> dict[str, Any]:
    ring, place = sealing.keyring(), f"case_keys.wrapped:{drawn.public_id}"
    wrapped = sealing._sealed(ring.sealing, ring.sealing_id, place, drawn.key)
    return {"case_public_id": drawn.public_id, "wrapped": wrapped}


def _parties(drawn: _Drawn) -> Iterator[dict[str, Any]]:
    plain = {"case_id": drawn.id, "id_kind": "resident_id"}
    yield plain | {
        "public_id": new_public_id(),
        "role": "applicant",
        "is_employer": False,
        "name": drawn.name,
        "employer_id": None,
        "mobile_sealed": _seal(drawn).seal("parties.mobile", drawn.mobile),
        "mobile_index": sealing.blind_index("parties.mobile", drawn.mobile),
    }
    yield plain | {
        "public_id": new_public_id(),
        "role": "respondent",
        "is_employer": True,
        "name": f"番禺第{drawn.employer}有限公司",
        "employer_id": drawn.employer,
        "mobile_sealed": None,
        "mobile_index": None,
    }


def _claim(drawn: _Drawn) -> dict[str, Any]:
    return {"case_id": drawn.id, "cause": "wages", "amount_fen": drawn.amount}


def _proceeding(drawn: _Drawn) -> dict[str, Any]:
    return {
        "id": drawn.id,
        "public_id": new_public_id(),
        "case_id": drawn.id,
        "track": "tripartite",
        "state": drawn.state,
        "body_id": drawn.people.mediator.organisation_id,
        "applied_on": drawn.day,
        "accepted_on": None if drawn.state == "applied" else drawn.day,
    }


def _steps(drawn: _Drawn) -> Iterator[dict[str, Any]]:
    for step in ("log", "triage", "apply", "accept"):
        yield {
            "case_id": drawn.id,
            "proceeding_id": drawn.id,
            "step": step,
            "came_to": drawn.state,
            "counts_on": drawn.day,
            "at": drawn.at,
            "actor_user_id": drawn.handler,
            "actor_name": "何敏仪",
        }


def _deadlines(drawn: _Drawn) -> Iterator[dict[str, Any]]:
    rules = RUNNING[drawn.state] if drawn.is_open else (("M3", 3), ("M4", 15), ("L1", 365))
    for rule, days in rules:
        due = _ends(drawn, days) if drawn.is_open else drawn.day + timedelta(days=days)
        yield {
            "public_id": new_public_id(),
            "case_id": drawn.id,
            "proceeding_id": drawn.id,
            "rule": rule,
            "trigger": "received",
            "started_on": drawn.day,
            "raw_due_on": due,
            "due_on": due,
            "provisional": False,
            "calendar_version": 1,
            "look_on": TODAY + timedelta(days=1 + drawn.id % 9) if drawn.is_open else None,
            "ended_as": None if drawn.is_open else "met",
            "ended_on": None if drawn.is_open else due,
        }


def _note(drawn: _Drawn) -> dict[str, Any]:
    return {
        "case_id": drawn.id,
        "kind": "call",
        "text": "已联系用人单位，约定下周答复",
        "at": drawn.at,
        "author_id": drawn.handler,
        "author_name": "何敏仪",
    }


def _acts(drawn: _Drawn) -> Iterator[dict[str, Any]]:
    begun = session().scalar(select(func.min(AuditHead.sequence))) or 0
    for act, action in enumerate(("log_intake", "accept")):
        yield {
            "sequence": begun + 2 * drawn.id + act,
            "at": drawn.at,
            "actor_user_id": drawn.handler,
            "actor_name": "何敏仪",
            "district_id": drawn.people.mediator.district_id,
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


def _write(table: type[Base], rows: Iterable[dict[str, Any]]) -> None:
    written = list(rows)
    for place in range(0, len(written), 5000):
        session().execute(insert(table), written[place : place + 5000])


def _finish(cases: int) -> None:
    """Put the counters behind what was written, raise some warnings, and count for the planner."""
    _write(DeadlineWarning, list(_warnings()))
    last = session().scalar(select(func.max(AuditEntry.sequence)))
    session().execute(update(AuditHead).values(sequence=last))
    session().execute(
        insert(NumberSequence).values(prefix="番劳调", year=TODAY.year, last=cases * 2)
    )
    if session().get_bind().dialect.name == "postgresql":
        for table in (Case, Employer, Proceeding):
            _set_counter(table.__table__)  # type: ignore[arg-type] # a table, as mapped
    session().commit()
    session().execute(text("ANALYZE"))
    session().commit()


def _warnings() -> Iterator[dict[str, Any]]:
    """Every second case had a warning; those of closed cases have ended."""
    query = select(Deadline.id, Deadline.case_id, Deadline.ended_on, Deadline.started_on)
    for place, row in enumerate(session().execute(query.where(Deadline.case_id % 2 == 0)).all()):
        if row.case_id % 4 and row.ended_on is None:
            continue
        at = datetime.combine(row.ended_on or TODAY, time(8, 30), tzinfo=SHANGHAI)
        yield {
            "public_id": new_public_id(),
            "number": f"W{place:08}",
            "deadline_id": row.id,
            "case_id": row.case_id,
            "level": "yellow",
            "base_level": "yellow",
            "measure": "days_before",
            "measured": 3,
            "occasion": f"{row.started_on.isoformat()}:yellow",
            "told": True,
            "first_at": at,
            "level_at": at,
            "due_at": at,
            "answer_by": at,
            "acknowledged_occasion": "",
            "ended_at": at if row.ended_on else None,
        }


def _set_counter(table: Table) -> None:
    session().execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
            f"(SELECT max(id) FROM {table.name}))"
        )
    )
