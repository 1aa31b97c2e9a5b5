"""The people of a test: a district, a body, and accounts, all made through casework.

Everybody has the same password, set by themselves with a one-time link, unless a test wants a
given one that still has to be replaced.
"""

from mediation.casework import account, organisation, user
from mediation.models import organisation as bodies
from mediation.models import sign_in, transaction
from mediation.models import user as accounts
from mediation.models.user import UserFacts
from mediation.rules.districts import PANYU
from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.rules.permissions import Actor, Origin, Role, operator
from mediation.rules.user import UserEntry
from mediation.web.sessions import new_token

PASSWORD = "番茄炒蛋配白米饭真好吃啊"
CENTRE = "番禺区劳动人事争议三方联合调解中心"


def a_district() -> int:
    """Return the district of Panyu, made when it is not there."""
    for known in bodies.districts():
        return known.id
    with transaction.writing():
        return bodies.add_district(PANYU)


def a_body(name: str = CENTRE, kind: OrganisationKind = OrganisationKind.CENTRE) -> str:
    """Return the public id of a body, made when it is not there."""
    district = a_district()
    for known in bodies.search(operator(), words=name):
        return known.public_id
    nature = LegalNature.OTHER_LAWFUL_BODY
    entry = OrganisationEntry(name, kind, nature, "番禺区清河东路", "020-84640000", "")
    return organisation.add(operator(), entry, district)


def a_person(username: str, *roles: Role, body: str = "", towns: tuple[str, ...] = ()) -> UserFacts:
    """Return somebody with an account and the password of everybody."""
    public_id = _entered(username, roles, body, towns)
    token = new_token()
    user.make_link(operator(), public_id, token)
    acting = acting_as(public_id)
    account.set_password_by_link(acting, public_id, token, PASSWORD, 12)
    return accounts.find(operator(), public_id)


def a_newcomer(username: str, *roles: Role) -> UserFacts:
    """Return somebody whose password was given and has to be replaced."""
    public_id = _entered(username, roles, "", ())
    user.give_password(operator(), public_id, PASSWORD)
    return accounts.find(operator(), public_id)


def acting_as(public_id: str) -> Actor:
    """Return a person as an actor of a test."""
    return sign_in.find_actor(public_id, Origin(door="test", address="127.0.0.1"))


def _entered(username: str, roles: tuple[Role, ...], body: str, towns: tuple[str, ...]) -> str:
    entry = UserEntry(
        username=username,
        name=f"测试{username}",
        email=f"{username}@example.org",
        organisation_id=body or a_body(),
        roles=roles,
        town_codes=towns,
    )
    return user.add(operator(), entry)
