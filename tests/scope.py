"""Who may get how far: the pages, the acts and the people that the test of scope asks with.

The tables classify every route with an object; `World` holds one instance with a case of one's
own body, of another body and of another district, and somebody signed in for every role.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from werkzeug.test import TestResponse

from mediation.basics import clock as real_clock
from mediation.casework import (
    employer,
    export,
    follow_up,
    handling,
    instance,
    meeting,
    merging,
    outreach,
    recipient,
    saved_view,
    sensitive_period,
)
from mediation.casework import intake as intakes
from mediation.casework import user as users
from mediation.models import (
    agreement,
    case_move,
    deadline,
    document,
    organisation,
    party,
    proceeding,
    sign_in,
)
from mediation.models import follow_up as follow_ups
from mediation.models import warning as warnings
from mediation.models.db import session
from mediation.rules.case_move import CasePair
from mediation.rules.districts import PANYU
from mediation.rules.employer import EmployerEntry, EmployerMerging
from mediation.rules.export import ExportAsked, ExportOrder, FileKind
from mediation.rules.follow_up import FollowUpEntry
from mediation.rules.handling import Assignment, NoteEntry, NoteKind
from mediation.rules.intake import NextAct
from mediation.rules.ledger import Column
from mediation.rules.meeting import Seat, Side
from mediation.rules.merging_terms import Merging
from mediation.rules.organisation import OrganisationKind
from mediation.rules.permissions import Actor, Origin, Role, operator
from mediation.rules.recipient import RecipientEntry
from mediation.rules.saved_view import ViewEntry
from mediation.rules.sensitive_period import PeriodEntry, PeriodKind
from mediation.rules.user import UserEntry
from mediation.rules.workflow_terms import State, Step
from tests.builders import (
    People,
    a_case,
    a_district,
    a_meeting_call,
    a_visitor,
    a_wage_dispute,
    an_event,
    at_the_town_union,
)
from tests.clockwork import TurnableClock
from tests.instance import Service
from tests.visitor import Visitor, given_values
from tests.watching import walk

ELSEWHERE = replace(PANYU, code="440106", name="天河区", number_prefix="天", towns=())
NAME, MOBILE, NUMBER, STREET = "王𠮷平", "19900001111", "000000199001011239", "某路1号"
CAUCUS = "底线是三万一千元"
EMPLOYERS = ("甲乙五金厂", "丙丁皮具厂", "戊己服饰厂")

# Who asks, in the order of the columns below: `handler` is the mediator of the case, `body` a
# colleague of the same body, `other` a mediator of another one, `far` people of another district.
WHO = "handler body other lawyer supervisor liaison court auditor admin far_mediator far_supervisor"

# What a person meets who asks for a case of this district's centre, by the kind of the page.
# 2: answered, 3: not allowed (403), 4: not found (404).
KINDS = {
    "summary": "2 2 4 2 2 2 4 2 3 4 4",
    "whole": "2 2 4 2 2 3 3 2 3 4 4",
    "work": "2 3 4 3 2 3 3 3 3 4 4",
    "number": "2 3 4 2 2 3 3 3 3 4 4",
    "supervision": "3 3 3 3 2 3 3 3 3 3 4",
    "draft": "2 2 4 2 2 3 3 3 3 4 4",
    "calling": "2 2 4 3 2 3 3 3 3 4 4",
    "taking": "3 3 4 3 2 3 3 3 3 4 4",
}
CASE_PAGES = {
    "case.show": "summary",
    "case.show_clock": "summary",
    "case.history": "whole",
    "case_link.add_form": "work",
    "case_link.remove_form": "work",
    "case_move.undo_form": "work",
    "agreement.show": "whole",
    "agreement.preview": "draft",
    "agreement.download": "number",
    "agreement.final_form": "work",
    "agreement.redraft_form": "work",
    "agreement.seal_form": "supervision",
    "contact.show_new": "draft",
    "follow_up.show_new": "calling",
    "handling.assign_form": "supervision",
    "handling.correct_form": "work",
    "handling.claims_form": "work",
    "intake.saved": "summary",
    "intake.triage_form": "work",
    "meeting.call_form": "work",
    "meeting.cancel_form": "work",
    "meeting.minutes_form": "work",
    "merging.choose_form": "work",
    "merging.show": "work",
    "party.search": "whole",
    "party.new_form": "work",
    "party.edit_form": "work",
    "party.unmask_form": "number",
    "performance.show": "whole",
    "splitting.split_form": "work",
    "tripartite.step_form": "work",
}
CASE_ACTS = {
    "agreement.save": "work",
    "agreement.check": "work",
    "agreement.finalise": "work",
    "agreement.redraft": "work",
    "agreement.seal": "supervision",
    "agreement.sign": "work",
    "case_link.add": "work",
    "case_link.remove": "work",
    "case_move.undo": "work",
    "contact.log": "draft",
    "follow_up.call_back": "calling",
    "follow_up.finish": "calling",
    "handling.add_note": "draft",
    "handling.assign": "supervision",
    "handling.correct": "work",
    "handling.split_claims": "work",
    "handling.take": "taking",
    "intake.triage": "work",
    "meeting.call": "work",
    "meeting.cancel": "work",
    "meeting.write_minutes": "work",
    "merging.choose": "work",
    "merging.merge": "work",
    "party.unmask": "number",
    "party.write": "work",
    "performance.record": "work",
    "splitting.split": "work",
    "tripartite.take_step": "work",
}
# Pages of other objects than cases: who of this district gets in, in the order of the seven roles
# mediator, lawyer, supervisor, liaison, court, auditor, admin; `town` is a supervisor too, whose
# desk stands at the union of a town.
ROLES = "handler lawyer supervisor town liaison court auditor admin"
OFFICE_PAGES = {
    "consultation.show": "2 2 2 2 3 3 3 3",
    "follow_up.search": "2 3 2 2 3 3 3 3",
    "hotline_order.search": "2 3 2 2 3 3 2 3",
    "hotline_order.show_limits": "2 3 2 2 3 3 2 3",
    "referral.search": "2 3 2 2 3 3 2 3",
    "home.show": "2 2 2 2 2 2 2 2",
    "account.show": "2 2 2 2 2 2 2 2",
    "account.show_password_form": "2 2 2 2 2 2 2 2",
    "agreement.search": "2 2 2 2 3 3 2 3",
    "audit.search": "3 3 2 2 3 3 2 2",
    "calendar.show": "2 3 2 2 3 3 2 2",
    "case.search": "2 2 2 2 2 2 2 3",
    "employer.search": "2 3 2 2 3 3 2 3",
    "employer.show_new": "2 3 2 2 3 3 3 3",
    "intake.show": "2 3 2 2 3 3 3 3",
    "intake.show_report": "3 3 3 3 2 3 3 3",
    "intake.show_delegation": "3 3 3 3 3 2 3 3",
    "export.show": "2 2 2 2 3 2 2 3",
    "ledger.show": "2 2 2 2 2 2 2 3",
    "ledger.add_up": "2 2 2 2 2 2 2 3",
    "ledger.choose": "2 2 2 2 2 2 2 3",
    "meeting.search": "2 3 2 2 3 3 3 3",
    "organisation.search": "3 3 3 3 3 3 2 2",
    "organisation.show_new": "3 3 3 3 3 3 3 2",
    "outreach.search": "2 2 2 2 3 3 2 3",
    "outreach.show_new": "2 2 2 2 3 3 3 3",
    "outbox.search": "3 3 3 3 3 3 2 2",
    "outbox.show_trial": "3 3 3 3 3 3 3 2",
    "recipient.search": "3 3 2 2 3 3 2 3",
    "recipient.show_new": "3 3 2 3 3 3 3 3",
    "saved_view.search": "2 2 2 2 2 2 2 3",
    "saved_view.new_form": "2 2 2 2 2 2 3 3",
    "saved_view.count": "2 2 2 2 2 2 2 3",
    "sensitive_period.search": "3 3 2 2 3 3 2 3",
    "sensitive_period.show_new": "3 3 2 3 3 3 3 3",
    "step_up.show": "2 2 2 2 2 2 2 2",
    "task.search": "2 2 2 2 2 2 2 2",
    "user.search": "3 3 3 3 3 3 2 2",
    "user.show_new": "3 3 3 3 3 3 3 2",
    "warning.search": "2 2 2 2 2 3 2 3",
}
OBJECT_PAGES = {
    "employer.show": "2 3 2 2 3 3 2 3",
    "employer.show_edit": "2 3 2 3 3 3 3 3",
    "employer.watch_form": "3 3 2 3 3 3 3 3",
    "employer.watch_end_form": "3 3 2 3 3 3 3 3",
    "employer_merge.choose": "3 3 2 3 3 3 3 3",
    "employer_merge.preview": "3 3 2 3 3 3 3 3",
    "employer_merge.undo_form": "3 3 2 3 3 3 3 3",
    "organisation.show_edit": "3 3 3 3 3 3 3 2",
    "outreach.show_edit": "3 3 2 3 3 3 3 3",
    "recipient.show_edit": "3 3 2 3 3 3 3 3",
    "saved_view.rename_form": "2 4 4 4 4 4 3 3",
    "sensitive_period.show": "3 3 2 2 3 3 2 3",
    "sensitive_period.show_edit": "3 3 2 3 3 3 3 3",
    "task.show": "4 4 2 4 4 4 4 4",
    "user.show": "3 3 3 3 3 3 2 2",
    "user.show_edit": "3 3 3 3 3 3 3 2",
    "warning.show": "2 2 2 2 2 3 2 3",
}

# Acts that hold for the whole district: a supervisor of the district may, one of a town may not.
DISTRICT_ACTS = {
    "employer.correct",
    "employer.watch",
    "employer.stop_watching",
    "employer_merge.look",
    "employer_merge.merge",
    "employer_merge.undo",
    "hotline_order.set_limit",
    "hotline_order.drop_limit",
    "outreach.change",
    "recipient.add",
    "recipient.change",
    "recipient.remove",
    "sensitive_period.add",
    "sensitive_period.change",
    "sensitive_period.activate",
    "sensitive_period.end",
}

PANEL = tuple(Seat(side, "代表") for side in Side)
PUBLIC = {
    "static",
    "account.show_sign_in",
    "account.open_link",
    "account.show_link_form",
}
SEEN = {"2": 200, "3": 403, "4": 404}


@dataclass(slots=True)
class World:
    """A district at work, and another one, with what each route is asked for."""

    service: Service
    people: dict[str, Actor]
    ids: dict[str, str]
    twin: dict[str, str]
    elsewhere: str
    visitors: dict[str, Visitor]

    def visitor(self, who: str) -> Visitor:
        """Return somebody signed in, once for all tests."""
        if who not in self.visitors:
            self.visitors[who] = a_visitor(self.service.app, self.people[who])
        return self.visitors[who]

    def ask(self, who: str, endpoint: str, method: str = "GET", **ids: str) -> TestResponse:
        """Ask for a route as somebody, for the world's own objects unless told otherwise."""
        app = self.service.app
        [rule] = [
            each for each in app.url_map.iter_rules(endpoint) if method in (each.methods or ())
        ]
        values = {name: ids.get(name) or self.own(endpoint, name) for name in rule.arguments}
        path = app.url_map.bind("localhost").build(endpoint, values, method=method)
        visitor = self.visitor(who)
        session().rollback()
        if method == "GET":
            return visitor.client.get(path)
        token = given_values(visitor.open("/account").form("sign-out"))["csrf_token"]
        return visitor.client.post(path, data={"csrf_token": token})

    def own(self, endpoint: str, name: str) -> str:
        """Return what a route is asked for: by its own name, its room's, or the argument's."""
        room = endpoint.partition(".")[0]
        keys = (f"{endpoint}:{name}", f"{room}:{name}", name)
        return next(self.ids[key] for key in keys if key in self.ids)


def a_world(service: Service, clock: TurnableClock) -> World:
    """Return an instance with two districts and somebody signed in for every role."""
    here = a_district()
    instance.found(operator(), ELSEWHERE)
    people = {
        "handler": here.mediator,
        "body": here.colleague,
        "other": here.neighbour,
        "lawyer": here.lawyer,
        "supervisor": here.supervisor,
        "town": at_the_town_union(Role.SUPERVISOR),
        "liaison": here.liaison,
        "court": here.court,
        "auditor": here.auditor,
        "admin": here.admin,
        "far_mediator": _far("far-mediator", Role.MEDIATOR),
        "far_supervisor": _far("far-supervisor", Role.SUPERVISOR),
        "far_admin": _far("far-admin", Role.ADMIN),
    }
    ids = _case_ids(here) | _office_ids(here)
    twin = _case_ids(here)
    asked = a_wage_dispute(next_act=NextAct.LATER, town_code="440113007")
    elsewhere = intakes.log_intake(here.neighbour, asked)
    walk(clock, "2026-03-09T09:00")
    shown = warnings.search(here.supervisor, None, None).rows
    [alert] = [each for each in shown if each.case_public_id == ids["warning:case_id"]]
    ids["warning:public_id"] = alert.public_id
    return World(service, people, ids, twin, elsewhere, {})


def _far(username: str, role: Role) -> Actor:
    district = organisation.find_district(ELSEWHERE.code)
    office = replace(operator(), district_id=district.id)
    body = organisation.find_by_key(organisation.of_kind(district.id, OrganisationKind.CENTRE))
    email = f"{username}@office.example"
    entry = UserEntry(username, "外区人员", email, body.public_id, (role,), ())
    return sign_in.find_actor(users.add(office, entry), Origin(door="test"))


def _case_ids(here: People) -> dict[str, str]:
    """Return what belongs to one case of the centre; its meeting stands in a second case."""
    talked, waiting = a_case(here, at=State.ACCEPTED), a_case(here)
    call = a_meeting_call(here, seats=PANEL)
    called = meeting.call_meeting(here.mediator, talked.public_id, call)
    settled = a_case(here, at=State.EFFECTIVE)
    twice, again = a_case(here), a_case(here)
    for each in (talked, waiting, settled, twice, again):
        lawyer = Assignment(here.mediator.public_id, here.lawyer.public_id, "请律师参与")
        handling.assign(here.supervisor, each.public_id, lawyer)
        handling.add_note(here.mediator, each.public_id, NoteEntry(NoteKind.CAUCUS, CAUCUS))
    owed = agreement.find_latest(proceeding.find_leading(settled.id).id).obligations[0]
    promise = FollowUpEntry(real_clock.now() + timedelta(days=1))
    follow_up.call_back(here.mediator, settled.public_id, promise)
    pair = CasePair(twice.public_id, again.public_id)
    merging.merge(here.mediator, pair, Merging({}))
    return {
        "case_id": settled.public_id,
        "follow_up_id": follow_ups.open_of_case(settled.id)[0].public_id,
        "deadline_id": deadline.of_case(settled.id)[0].public_id,
        "document_id": document.of_case(settled.id)[0].public_id,
        "obligation_id": owed.public_id,
        "party_id": party.of_case(settled.id)[0].public_id,
        "meeting:case_id": talked.public_id,
        "meeting_id": called,
        "warning:case_id": waiting.public_id,
        "step": Step.EXTEND.value,
        "other_id": waiting.public_id,
        "case_move:case_id": twice.public_id,
        "move_id": case_move.of_case(twice.id)[0].public_id,
    }


def _office_ids(here: People) -> dict[str, str]:
    told = RecipientEntry(here.supervisor.public_id, True, True, 0)
    today = real_clock.today()
    own = organisation.find_by_key(
        organisation.of_kind(here.lawyer.district_id or 0, OrganisationKind.COURT_STUDIO)
    )
    period = PeriodEntry("两会", PeriodKind.TWO_SESSIONS, today, today, 3)
    order = ExportOrder(ExportAsked(FileKind.CSV, (Column.CASE_NUMBER,), False, ""), (1,), "")
    entries = [employer.register(here.mediator, EmployerEntry(name)) for name in EMPLOYERS]
    joined = EmployerMerging(entries[2], frozenset(), "同一单位")
    return {
        "employer:public_id": entries[0],
        "employer_merge:public_id": entries[0],
        "employer_merge:other_id": entries[1],
        "employer_merge:merge_id": employer.merge(here.supervisor, entries[0], joined),
        "recipient:public_id": recipient.add(here.supervisor, told),
        "outreach:public_id": outreach.record(here.supervisor, an_event()),
        "sensitive_period:public_id": sensitive_period.add(here.supervisor, period),
        "task:public_id": export.order_task(here.supervisor, order, "digest"),
        "user:public_id": here.lawyer.public_id,
        "view_id": saved_view.keep_view(here.mediator, ViewEntry("在办"), "状态:在办"),
        "organisation:public_id": own.public_id,
    }


def columns(table: dict[str, str], names: str) -> list[tuple[str, str, int]]:
    """Return each cell of a table as route, person and expected status."""
    return [
        (endpoint, who, SEEN[cell])
        for endpoint, row in table.items()
        for who, cell in zip(names.split(), row.split(), strict=True)
    ]
