"""The people of the demonstration: who works where, with which account.

Seven accounts are meant for whoever looks at the demonstration; the others are colleagues, so
that lists, panels and assignments hold more than one name.  Everybody is made up, and letters go
to a domain that is reserved for examples.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mediation.casework import instance, organisation, user
from mediation.gate.command import Work, command
from mediation.models import organisation as bodies
from mediation.models import password as passwords
from mediation.models import sign_in
from mediation.models import user as accounts
from mediation.rules.districts import PANYU
from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.rules.permissions import Action, Actor, Origin, Role, operator
from mediation.rules.user import UserEntry

MAIL_DOMAIN = "demo.example"
DOOR = "demo"

_FEDERATION = "番禺区总工会"
_CENTRE = "番禺区劳动人事争议三方联合调解中心"
_STUDIO = "番禺区劳动争议诉调对接工作室"
_COURT = "番禺区人民法院"
_FIRMS = ("广东云岫律师事务所（示例）", "广东知衡律师事务所（示例）", "广东砚溪律师事务所（示例）")


@dataclass(frozen=True, slots=True)
class Post:
    """One person in one place of work."""

    username: str
    name: str
    role: Role
    body: str
    towns: tuple[str, ...] = ()


STAFF: tuple[Post, ...] = (
    Post("mediator", "温静仪", Role.MEDIATOR, _CENTRE),
    Post("lawyer", "沈知远", Role.LAWYER, _FIRMS[0]),
    Post("supervisor", "欧志衡", Role.SUPERVISOR, _FEDERATION),
    Post("liaison", "卢桂芳", Role.LIAISON, "大石街道总工会", ("440113012", "440113013")),
    Post("court", "区婉文", Role.COURT_CLERK, _COURT),
    Post("auditor", "莫景行", Role.AUDITOR, _FEDERATION),
    Post("admin", "谭立言", Role.ADMIN, _FEDERATION),
    Post("liangqilan", "梁启岚", Role.MEDIATOR, _CENTRE),
    Post("fengziqian", "冯子谦", Role.MEDIATOR, _CENTRE),
    Post("guanxueying", "关雪莹", Role.MEDIATOR, _STUDIO),
    Post("dengweiyue", "邓维岳", Role.LAWYER, _FIRMS[1]),
    Post("xuruotang", "许若棠", Role.LAWYER, _FIRMS[2]),
    Post("zengdewang", "曾德旺", Role.LIAISON, "石碁镇总工会", ("440113120", "440113105")),
    Post("luchengzhi", "陆承志", Role.SUPERVISOR, _FEDERATION),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who acts in the stories; the first of each kind has a published account."""

    mediators: tuple[Actor, ...]
    lawyers: tuple[Actor, ...]
    supervisors: tuple[Actor, ...]
    liaisons: tuple[Actor, ...]
    court: Actor
    centre: str
    town_keys: Mapping[str, int]

    @property
    def studio_mediator(self) -> Actor:
        """The mediator of the court's studio, who takes what the court delegates."""
        return self.mediators[-1]


def open_office(password: str) -> Cast:
    """Found the district with its bodies and open every account under one password."""
    instance.found(operator(), PANYU)
    district = bodies.find_district(PANYU.code)
    office = replace(operator(), district_id=district.id)
    for name in _FIRMS:
        nature = LegalNature.NO_MEDIATION_BODY
        firm = OrganisationEntry(name, OrganisationKind.LAW_FIRM, nature, "", "", "")
        organisation.add(office, firm)
    stored = passwords.hashed(password)
    acting = {post.username: _employ(office, post, stored) for post in STAFF}
    return Cast(
        mediators=_holding(Role.MEDIATOR, acting.values()),
        lawyers=_holding(Role.LAWYER, acting.values()),
        supervisors=_holding(Role.SUPERVISOR, acting.values()),
        liaisons=_holding(Role.LIAISON, acting.values()),
        court=acting["court"],
        centre=bodies.find_by_name(_CENTRE).public_id,
        town_keys={town.code: town.id for town in bodies.towns(district.id)},
    )


@command(Action.EDIT_USERS, on=accounts.standing)
def open_account(work: Work, public_id: str, stored: str) -> None:
    """Open an account of the demonstration with a password that need not be replaced."""
    accounts.set_password(public_id, stored, work.now, must_change=False)


def _employ(office: Actor, post: Post, stored: str) -> Actor:
    body = bodies.find_by_name(post.body).public_id
    email = f"{post.username}@{MAIL_DOMAIN}"
    entry = UserEntry(post.username, post.name, email, body, (post.role,), post.towns)
    public_id = user.add(office, entry)
    open_account(office, public_id, stored)
    return sign_in.find_actor(public_id, Origin(door=DOOR))


def _holding(role: Role, people: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(each for each in people if role in each.roles)
