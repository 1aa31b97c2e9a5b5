"""The outreach events of the demonstration: about one a month, from the first day on."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from random import Random

from mediation.basics import clock
from mediation.casework import outreach
from mediation.demo.people import Cast
from mediation.demo.plan import Happening
from mediation.rules.outreach import OutreachEntry
from mediation.rules.permissions import Actor
from mediation.rules.working_days import Calendar

_APART = 21  # workdays
_EVENTS = (
    ("新春送法律", "440113007", "光明广场"),
    ("春风行动招聘会咨询台", "440113012", "大石体育公园"),
    ("工地法律咨询", "440113102", "南村万博项目部"),
    ("五一法律咨询日", "440113016", "大龙街文化广场"),
    ("园区维权咨询", "440113120", "石碁工业园职工之家"),
    ("女职工权益咨询", "440113015", "钟村文化中心"),
    ("高温权益咨询", "440113104", "化龙汽车产业园"),
    ("新就业形态咨询", "440113010", "外卖骑手驿站"),
    ("国庆前欠薪排查咨询", "440113017", "沙湾珠宝园"),
    ("劳动合同法宣传咨询", "440113105", "石楼职工服务站"),
    ("工伤预防咨询", "440113013", "洛浦社区广场"),
    ("宪法宣传周咨询", "440113014", "南站商圈"),
)


def happenings(cast: Cast, calendar: Calendar, first: date, chance: Random) -> Iterator[Happening]:
    """Yield the events of the year; each is written down on its own day."""
    day = first
    for place, (name, town_code, where) in enumerate(_EVENTS):
        came = chance.randint(40, 260)
        lawyers = (cast.lawyers[0].name, cast.lawyers[place % 3].name)[: 1 + place % 2]
        entry = OutreachEntry(
            name=name,
            held_on=day,
            place=where,
            town_code=town_code,
            head_count=came,
            consultation_count=came // chance.randint(3, 6),
            lawyers="、".join(dict.fromkeys(lawyers)),
            note="",
        )
        who = cast.mediators[place % len(cast.mediators)]
        at = clock.at(day, 9 if day == first else 17, 5)
        yield Happening(at, partial(_record, who, entry))
        day = calendar.add_workdays(day, _APART)


def _record(who: Actor, entry: OutreachEntry) -> None:
    outreach.record(who, entry)
