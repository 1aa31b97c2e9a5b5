"""Founding: what an instance must hold before the first person signs in.

The district with its towns and bodies, the calendar of working days, and one sealed word by which
a wrong key is noticed.  It makes no account: the first administrator comes from the command line.
"""

from mediation.basics.errors import RuleBroken
from mediation.gate.command import Work, command
from mediation.models import calendar, meeting, organisation, sealing
from mediation.rules import holidays
from mediation.rules.districts import DistrictRow
from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.rules.permissions import Action

_ROOMS = ("第一调解室", "第二调解室")


@command(Action.FOUND_INSTANCE)
def found(work: Work, district: DistrictRow) -> None:
    """Write the district with its bodies, the calendar and the trial of the keys."""
    if any(each.code == district.code for each in organisation.districts()):
        raise RuleBroken("instance.already_founded", name=district.name)
    key = organisation.add_district(district)
    work.about("organisation", district.code, district_id=key)
    if not sealing.has_trial():
        sealing.seal_trial()
        calendar.store(holidays.seed(), "国务院办公厅历年通知", work.now)
    for entry in _bodies(district):
        organisation.add(key, entry)
    centre = organisation.of_kind(key, OrganisationKind.CENTRE)
    for name in _ROOMS:
        meeting.add_room(centre, name)


def _bodies(district: DistrictRow) -> tuple[OrganisationEntry, ...]:
    """The federation, its town unions, the three-party centre, the court and its studio."""
    name, no_body = district.name, LegalNature.NO_MEDIATION_BODY

    def entry(
        body: str, kind: OrganisationKind, nature: LegalNature, town_code: str = ""
    ) -> OrganisationEntry:
        return OrganisationEntry(body, kind, nature, "", "", town_code)

    return (
        entry(f"{name}总工会", OrganisationKind.FEDERATION, no_body),
        entry(
            f"{name}劳动人事争议三方联合调解中心",
            OrganisationKind.CENTRE,
            LegalNature.OTHER_LAWFUL_BODY,
        ),
        entry(
            f"{name}劳动争议诉调对接工作室",
            OrganisationKind.COURT_STUDIO,
            LegalNature.OTHER_LAWFUL_BODY,
        ),
        entry(f"{name}人民法院", OrganisationKind.COURT, no_body),
        *(
            entry(f"{town.name}总工会", OrganisationKind.TOWN_UNION, no_body, town.code)
            for town in district.towns
        ),
    )
