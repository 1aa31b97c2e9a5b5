"""Builders: people, cases and agreements, made through the real verbs.

No test holds a case that the service itself could not have made.  `a_district` founds the bodies
and the seven people of a small office; `a_case(people, at=State.SIGNED)` logs a matter and leads it
step by step to where the test begins, at the hour that the clock shows.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Flask

from mediation.basics import clock
from mediation.basics.money import Money
from mediation.casework import (
    account,
    agreement,
    handling,
    instance,
    intake,
    party,
    performance,
    tripartite,
)
from mediation.casework import user as users
from mediation.models import agreement as agreements
from mediation.models import case, deadline, organisation, proceeding, sign_in, user
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.rules.agreement import AgreementDraft, Sealing, Signing, Term, who_must_sign
from mediation.rules.came_by import CameBy
from mediation.rules.causes import QuickCause
from mediation.rules.districts import PANYU
from mediation.rules.hotline_order import IssuingLevel, OrderEntry, OrderSource
from mediation.rules.intake import Channel, Employment, NextAct, QuickIntake
from mediation.rules.meeting import MeetingCall, Seat, Side, Way
from mediation.rules.organisation import OrganisationKind
from mediation.rules.outreach import OutreachEntry
from mediation.rules.party import PartyEntry, PartyRole
from mediation.rules.performance import Performance
from mediation.rules.permissions import Actor, Origin, Role, operator
from mediation.rules.referral import OtherBody, ReferralIn, TransferKind
from mediation.rules.tripartite import Acceptance, Closing, Ending, Outcome
from mediation.rules.user import UserEntry
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.people import PASSWORD
from tests.visitor import Visitor

ID_NUMBER = "000000199001011239"

_GIVEN = {
    "mediator": ((Role.MEDIATOR,), OrganisationKind.CENTRE, "何敏仪"),
    "colleague": ((Role.MEDIATOR,), OrganisationKind.CENTRE, "梁启文"),
    "neighbour": ((Role.MEDIATOR,), OrganisationKind.FEDERATION, "冯雪"),
    "lawyer": ((Role.LAWYER,), OrganisationKind.COURT_STUDIO, "邓律"),
    "supervisor": ((Role.SUPERVISOR,), OrganisationKind.FEDERATION, "陈志强"),
    "liaison": ((Role.LIAISON,), OrganisationKind.TOWN_UNION, "黎阿明"),
    "court": ((Role.COURT_CLERK,), OrganisationKind.COURT, "区书记"),
    "auditor": ((Role.AUDITOR,), OrganisationKind.FEDERATION, "莫审"),
    "admin": ((Role.ADMIN,), OrganisationKind.FEDERATION, "管理员"),
}


@dataclass(frozen=True, slots=True)
class People:
    """The people of the district, each an actor as a door would make it."""

    mediator: Actor
    colleague: Actor
    neighbour: Actor
    lawyer: Actor
    supervisor: Actor
    liaison: Actor
    court: Actor
    auditor: Actor
    admin: Actor


def a_district() -> People:
    """Found the district with its bodies and one person for each role."""
    instance.found(operator(), PANYU)
    district = organisation.find_district(PANYU.code)
    office = replace(operator(), district_id=district.id)
    made: dict[str, Actor] = {}
    for username, (roles, kind, name) in _GIVEN.items():
        body = organisation.find_by_key(organisation.of_kind(district.id, kind))
        towns = ("440113016",) if Role.LIAISON in roles else ()
        email = f"{username}@office.example"
        entry = UserEntry(username, name, email, body.public_id, roles, towns)
        made[username] = _acting(users.add(office, entry))
    return People(**made)


def at_the_town_union(*roles: Role, town_code: str = "440113016") -> Actor:
    """Return somebody of a town's union; the cases of the builders lie in that town."""
    office = replace(operator(), district_id=organisation.find_district(PANYU.code).id)
    unions = organisation.search(office, (OrganisationKind.TOWN_UNION,))
    [union] = [each for each in unions if each.town_code == town_code]
    name = f"{roles[0].value.replace('_', '-')}-{town_code}"
    entry = UserEntry(name, "镇街人员", f"{name}@town.example", union.public_id, roles)
    return _acting(users.add(office, entry))


def a_password(person: Actor) -> str:
    """Give somebody the password that everybody has in tests, and return their user name."""
    facts = user.find(operator(), person.public_id)
    if not facts.has_password:
        token = new_token()
        users.make_link(operator(), person.public_id, token)
        account.set_password_by_link(person, person.public_id, token, PASSWORD, 12)
    return facts.username


def a_visitor(app: Flask, person: Actor) -> Visitor:
    """Return the person signed in at the door."""
    visitor = Visitor(app)
    visitor.sign_in(a_password(person), PASSWORD)
    return visitor


def a_wage_dispute(**changes: object) -> QuickIntake:
    """Return an ordinary intake: one worker, two causes left aside, wages owed, still employed."""
    plain = QuickIntake(
        channel=Channel.CALL,
        received_on=clock.today(),
        request="拖欠三个月工资，要求补发",
        next_act=NextAct.MEDIATE,
        mobile="19900001111",
        applicant="王𠮷平",
        employer="番禺某某电子有限公司",
        town_code="440113016",
        causes=(QuickCause.WAGES,),
        amount=Money.of_yuan("38600"),
        id_number=ID_NUMBER,
        id_reason="测试号码",
        address="广州市番禺区某路1号",
        employment=Employment.UNKNOWN,
        knew_on=clock.today() - timedelta(days=60),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the intake


def an_event(**changes: object) -> OutreachEntry:
    """Return an outreach event of today."""
    plain = OutreachEntry(
        name="大龙街法律咨询日",
        held_on=clock.today(),
        place="大龙街文化广场",
        town_code="440113016",
        head_count=120,
        consultation_count=35,
        lawyers="邓律",
        note="",
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the entry


def an_order(**changes: object) -> OrderEntry:
    """Return a hotline order of today that is due in ten days."""
    plain = OrderEntry(
        source=OrderSource.HOTLINE_12351,
        level=IssuingLevel.PROVINCE,
        number="GD20260302001",
        handed_down_on=clock.today(),
        due_on=clock.today() + timedelta(days=10),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the entry


def what_it_brings(channel: Channel) -> CameBy:
    """Return the least that a channel must bring."""
    sent = ("番信转〔2026〕7号", clock.today())
    if channel is Channel.HOTLINE_ORDER:
        return CameBy(order=an_order())
    if channel is Channel.REFERRAL:
        return CameBy(referral=ReferralIn(OtherBody.PETITION_OFFICE, "番禺区信访局", *sent))
    if channel is Channel.ARBITRATION:
        kind = TransferKind.ENTRUSTED
        return CameBy(referral=ReferralIn(OtherBody.ARBITRATION, "番禺区仲裁委", *sent, kind))
    return CameBy()


def an_agreement(**changes: object) -> AgreementDraft:
    """Return terms that add up: two instalments."""
    first = clock.today() + timedelta(days=30)
    plain = AgreementDraft(
        facts="双方对拖欠工资的事实无争议。",
        disputed="支付时间。",
        default_consequence="",
        other_terms="",
        total=Money.of_yuan("36000"),
        copies=3,
        terms=(
            Term("王𠮷平", "支付拖欠工资", None, Money.of_yuan("20000"), first, "银行转账"),
            Term(
                "王𠮷平",
                "支付剩余工资",
                None,
                Money.of_yuan("16000"),
                first + timedelta(days=30),
                "银行转账",
                "6222000000001234567",
            ),
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the draft


def a_case(people: People, at: State = State.APPLIED, **changes: object) -> CaseFacts:
    """Log a matter and lead it to the state, on the day that the clock shows."""
    case_id = intake.log_intake(people.mediator, a_wage_dispute(**changes))
    for lead in _WAYS[at]:
        lead(people, case_id)
    return case.of_public_id(case_id)


def a_meeting_call(people: People, **changes: object) -> MeetingCall:
    """Return a call for tomorrow at ten, with all three sides."""
    plain = MeetingCall(
        starts_at=clock.at(clock.today() + timedelta(days=1), 10),
        minutes_long=60,
        way=Way.ON_SITE,
        room_public_id="",
        place="第一调解室旁",
        seats=(
            Seat(Side.HUMAN_RESOURCES, "人社代表"),
            Seat(Side.UNION, people.mediator.name, people.mediator.public_id),
            Seat(Side.EMPLOYERS, "企业代表"),
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the names are those of the call


def acceptance() -> Acceptance:
    """Return an acceptance of today to which both sides agreed today."""
    return Acceptance(clock.today(), clock.today(), clock.today())


def ending(reason: str = "apart") -> Ending:
    """Return an ending of today."""
    return Ending(clock.today(), reason, "双方分歧较大")


def running_rules(matter: CaseFacts) -> list[str]:
    """Return the rules of the running deadlines of a case, sorted."""
    return sorted(each.rule for each in deadline.of_case(matter.id) if each.ended_as is None)


def _accept(people: People, case_id: str) -> None:
    tripartite.accept(people.mediator, case_id, acceptance())


def _decline(people: People, case_id: str) -> None:
    tripartite.decline(people.mediator, case_id, ending("party_refuses"))


def _withdraw(people: People, case_id: str) -> None:
    tripartite.withdraw(people.mediator, case_id, ending("settled_privately"))


def _fail(people: People, case_id: str) -> None:
    tripartite.fail(people.mediator, case_id, ending())


def _draft(people: People, case_id: str) -> None:
    agreement.draft(people.mediator, case_id, an_agreement())


def complete_parties(people: People, case_id: str) -> None:
    """Give the employer of a case what a paper must print of it."""
    matter = case.of_public_id(case_id)
    for each in parties.of_case(matter.id):
        if each.is_employer:
            entry = PartyEntry(
                each.public_id,
                PartyRole.RESPONDENT,
                True,
                each.name,
                reason="补充单位信息",
                credit_code="91440113000000000T",
                id_reason="测试代码",
                office_address="广州市番禺区大龙街某路8号",
                legal_representative="钱某",
                representative_post="总经理",
            )
            party.write_party(people.mediator, case_id, entry)


def _finalise(people: People, case_id: str) -> None:
    complete_parties(people, case_id)
    agreement.finalise(people.mediator, case_id)


def _sign(people: People, case_id: str) -> None:
    matter = case.of_public_id(case_id)
    sides = [(each.id, each.public_id, each.role, each.name) for each in parties.of_case(matter.id)]
    keys = tuple(each.key for each in who_must_sign(sides, people.mediator.name))
    agreement.sign(people.mediator, case_id, Signing(keys, clock.today()))


def _seal(people: People, case_id: str) -> None:
    agreement.seal(people.supervisor, case_id, Sealing(clock.today()))


def _perform(people: People, case_id: str) -> None:
    matter = case.of_public_id(case_id)
    settled = agreements.find_latest(proceeding.find_leading(matter.id).id)
    for each in settled.obligations:
        paid = Performance(clock.today(), each.amount)
        performance.record_performance(people.mediator, case_id, each.public_id, paid)


def _close(people: People, case_id: str) -> None:
    closing = Closing(clock.today(), Outcome.PERFORMED, "")
    handling.close(people.mediator, case_id, closing)


def _acting(public_id: str) -> Actor:
    return sign_in.find_actor(public_id, Origin(door="test"))


_TO_FINAL = (_accept, _draft, _finalise)
_WAYS = {
    State.APPLIED: (),
    State.DECLINED: (_decline,),
    State.ACCEPTED: (_accept,),
    State.DRAFTED: (_accept, _draft),
    State.FINALISED: _TO_FINAL,
    State.SIGNED: (*_TO_FINAL, _sign),
    State.EFFECTIVE: (*_TO_FINAL, _sign, _seal),
    State.CONCLUDED: (*_TO_FINAL, _sign, _seal, _perform, _close),
    State.FAILED: (_accept, _fail),
    State.WITHDRAWN: (_withdraw,),
}
