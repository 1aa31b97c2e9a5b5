"""What an administrator does for people, and what ends when a person's roles change."""

from datetime import timedelta

import pytest

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed, NotFound, RuleBroken
from mediation.casework import account, organisation, user
from mediation.models import audit, sign_in
from mediation.models import organisation as bodies
from mediation.models import user as accounts
from mediation.models.db import session
from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.rules.permissions import Origin, Role, operator
from mediation.rules.user import UserEntry
from tests.people import a_body, a_district, a_person, acting_as

IDLE = timedelta(minutes=30)


def entry_of(person, *roles, towns=()):
    return UserEntry("", person.name, person.email, person.organisation_public_id, roles, towns)


def a_session_of(person, token="a token"):
    acting = acting_as(person.public_id)
    lives = timedelta(hours=12)
    account.begin_session(acting, token, real_clock.now(), lives, "a browser")
    return token


def is_in(token):
    session().rollback()
    return sign_in.actor_of(token, real_clock.now(), IDLE, Origin("test")) is not None


def test_new_roles_end_the_sign_ins_and_hold_at_once(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_session_of(li)
    user.change(operator(), li.public_id, entry_of(li, Role.MEDIATOR, Role.SUPERVISOR))
    assert not is_in(token)
    assert acting_as(li.public_id).roles == {Role.MEDIATOR, Role.SUPERVISOR}


def test_a_new_name_leaves_the_sign_ins_alone(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_session_of(li)
    user.change(operator(), li.public_id, entry_of(li, Role.MEDIATOR))
    assert is_in(token)


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(service):
    li = a_person("li", Role.MEDIATOR)
    token = a_session_of(li)
    user.disable(operator(), li.public_id)
    assert not is_in(token)
    user.enable(operator(), li.public_id)
    assert acting_as(li.public_id).user_id == li.id


def test_the_last_administrator_stays(service):
    li = a_person("li", Role.ADMIN)
    with pytest.raises(RuleBroken, match=r"user\.last_admin"):
        user.disable(operator(), li.public_id)
    a_person("wu", Role.ADMIN)
    user.disable(operator(), li.public_id)
    assert accounts.find(operator(), li.public_id).disabled_at is not None


def test_nobody_takes_their_own_administration_away(service):
    li = a_person("li", Role.ADMIN)
    a_person("wu", Role.ADMIN)
    with pytest.raises(RuleBroken, match=r"user\.own_account"):
        user.change(acting_as(li.public_id), li.public_id, entry_of(li, Role.MEDIATOR))


@pytest.mark.parametrize("roles", [(Role.ADMIN, Role.MEDIATOR), (Role.AUDITOR, Role.LAWYER)])
def test_roles_that_exclude_each_other_are_refused_in_the_verb(service, roles):
    li = a_person("li", Role.MEDIATOR)
    with pytest.raises(Malformed):
        user.change(operator(), li.public_id, entry_of(li, *roles))
    assert accounts.find(operator(), li.public_id).roles == (Role.MEDIATOR,)


def test_a_user_name_belongs_to_one_person(service):
    li = a_person("li", Role.MEDIATOR)
    entry = UserEntry("li", "别人", "", li.organisation_public_id, (Role.MEDIATOR,))
    with pytest.raises(Malformed) as refused:
        user.add(operator(), entry)
    assert list(refused.value.problems) == ["username"]


def test_only_an_administrator_does_this_and_a_refusal_is_written_down(service):
    li, wu = a_person("li", Role.MEDIATOR), a_person("wu", Role.MEDIATOR)
    with pytest.raises(NotAllowed):
        user.disable(acting_as(li.public_id), wu.public_id)
    session().rollback()
    entry = audit.search(operator(), None).rows[0]
    assert (entry.action, entry.result, entry.actor_name) == ("edit_users", "refused", "测试li")


def test_an_administrator_of_another_district_finds_nobody(service):
    li = a_person("li", Role.MEDIATOR)
    stranger = _of_another_district(a_person("wu", Role.ADMIN))
    with pytest.raises(NotFound):
        user.disable(stranger, li.public_id)


def test_a_liaison_serves_towns(service):
    code = bodies.towns(a_district())[0].code
    liaison = a_person("wang", Role.LIAISON, towns=(code,))
    assert liaison.town_names == ("市桥街道",)
    assert len(acting_as(liaison.public_id).town_ids) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [("石基", "石碁镇"), ("大龙街", "大龙街道"), ("440113017", "沙湾街道"), ("南村镇", "南村镇")],
)
def test_a_town_is_found_by_any_of_its_names(service, words, name):
    town = bodies.town_by_any_name(a_district(), words)
    assert town is not None
    assert town.name == name


def test_the_district_has_sixteen_towns(service):
    assert len(bodies.towns(a_district())) == 16


def test_an_organisation_is_added_once_and_changed_with_its_trail(service):
    public_id = a_body("番禺区人民法院", OrganisationKind.COURT)
    entry = OrganisationEntry(
        "番禺区人民法院", OrganisationKind.COURT, LegalNature.NO_MEDIATION_BODY, "", "", ""
    )
    with pytest.raises(Malformed):
        organisation.add(operator(), entry, a_district())
    organisation.change(operator(), public_id, entry)
    session().rollback()
    assert bodies.find(operator(), public_id).legal_nature is LegalNature.NO_MEDIATION_BODY
    fields = audit.search(operator(), None, "organisation").rows[0].changes[0].fields
    assert ("legal_nature", "other_lawful_body", "no_mediation_body") in fields


def _of_another_district(person):
    acting = acting_as(person.public_id)
    return type(acting)(
        acting.user_id,
        acting.public_id,
        acting.name,
        acting.roles,
        a_district() + 1,
        acting.organisation_id,
        acting.origin,
    )
