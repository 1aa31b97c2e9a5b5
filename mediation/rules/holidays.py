"""The seed of the calendar: rest days and make-up workdays of 2004 to 2026, and 2027 in advance.

Each year stands as its notice lists it: festivals with their days off, then the weekend days on
which offices work.  Source is the page of the State Council's Gazette (2004 to 2006: the notice
as kept by Wikisource).  Only the notice for 2026 was read itself; the other years were taken from
the package chinesecalendar 1.11.0 (MIT) and agree day for day with holidays 0.108 (MIT), except
2005-12-31, which the latter takes for a make-up workday.  Tests compare all of it again.

2027 is provisional: weekends and the days of article 2 of 国务院令795号, without any 调休, which
only the notice can give.  Everything here is copied into the calendar table on the first day and
edited there; nobody asks this file, or a library, at run time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.rules.citations import Confidence
from mediation.rules.working_days import ONE_DAY, Calendar, CalendarYear

SEED_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Notice:
    """One year as written down: festivals with their spans, and make-up workdays."""

    year: int
    off: str
    make_up: str
    source: str
    confidence: Confidence = Confidence.SECONDARY


_NOTICES = (
    _Notice(
        2004,
        "元旦 01-01; 春节 01-22~01-28; 劳动节 05-01~05-07; 国庆节 10-01~10-07",
        "01-17 01-18 05-08 05-09 10-09 10-10",
        "国务院办公厅关于2004年部分节假日安排的通知（维基文库）",
    ),
    _Notice(
        2005,
        "元旦 01-01~01-03; 春节 02-09~02-15; 劳动节 05-01~05-07; 国庆节 10-01~10-07",
        "02-05 02-06 04-30 05-08 10-08 10-09",
        "国务院办公厅关于2005年部分节假日安排的通知（维基文库）",
    ),
    _Notice(
        2006,
        "元旦 01-01~01-03; 春节 01-29~02-04; 劳动节 05-01~05-07; 国庆节 10-01~10-07",
        "01-28 02-05 04-29 04-30 09-30 10-08 12-30 12-31",
        "国务院办公厅关于2006年部分节假日安排的通知（维基文库）",
    ),
    _Notice(
        2007,
        "元旦 01-01~01-03; 春节 02-18~02-24; 劳动节 05-01~05-07; 国庆节 10-01~10-07; "
        "元旦 12-30~12-31",
        "02-17 02-25 04-28 04-29 09-29 09-30 12-29",
        "国务院公报 gongbao/content/2007/content_503397.htm",
    ),
    _Notice(
        2008,
        "元旦 01-01; 春节 02-06~02-12; 清明节 04-04~04-06; 劳动节 05-01~05-03; 端午节 06-07~06-09; "
        "中秋节 09-13~09-15; 国庆节 09-29~10-05",
        "02-02 02-03 05-04 09-27 09-28",
        "国务院公报 gongbao/content/2008/content_859870.htm",
    ),
    _Notice(
        2009,
        "元旦 01-01~01-03; 春节 01-25~01-31; 清明节 04-04~04-06; 劳动节 05-01~05-03; "
        "端午节 05-28~05-30; 国庆节 10-01~10-02; 中秋节 10-03; 国庆节 10-04~10-08",
        "01-04 01-24 02-01 05-31 09-27 10-10",
        "国务院公报 gongbao/content/2008/content_1175823.htm",
    ),
    _Notice(
        2010,
        "元旦 01-01~01-03; 春节 02-13~02-19; 清明节 04-03~04-05; 劳动节 05-01~05-03; "
        "端午节 06-14~06-16; 中秋节 09-22~09-24; 国庆节 10-01~10-07",
        "02-20 02-21 06-12 06-13 09-19 09-25 09-26 10-09",
        "国务院公报 gongbao/content/2009/content_1487011.htm",
    ),
    _Notice(
        2011,
        "元旦 01-01~01-03; 春节 02-02~02-08; 清明节 04-03~04-05; 劳动节 04-30~05-02; 端午节 06-04; "
        "端午节 06-06; 中秋节 09-10~09-12; 国庆节 10-01~10-07",
        "01-30 02-12 04-02 10-08 10-09 12-31",
        "国务院公报 gongbao/content/2010/content_1765282.htm",
    ),
    _Notice(
        2012,
        "元旦 01-01~01-03; 春节 01-22~01-28; 清明节 04-02~04-04; 劳动节 04-29~05-01; 端午节 06-22; "
        "端午节 06-24; 中秋节 09-30; 国庆节 10-01~10-07",
        "01-21 01-29 03-31 04-01 04-28 09-29",
        "国务院公报 gongbao/content/2011/content_2020918.htm",
    ),
    _Notice(
        2013,
        "元旦 01-01~01-03; 春节 02-09~02-15; 清明节 04-04~04-06; 劳动节 04-29~05-01; "
        "端午节 06-10~06-12; 中秋节 09-19~09-21; 国庆节 10-01~10-07",
        "01-05 01-06 02-16 02-17 04-07 04-27 04-28 06-08 06-09 09-22 09-29 10-12",
        "国务院公报 gongbao/content/2012/content_2292057.htm",
    ),
    _Notice(
        2014,
        "元旦 01-01; 春节 01-31~02-06; 清明节 04-05~04-07; 劳动节 05-01~05-03; 端午节 06-02; "
        "中秋节 09-08; 国庆节 10-01~10-07",
        "01-26 02-08 05-04 09-28 10-11",
        "国务院公报 gongbao/content/2014/content_2561299.htm",
    ),
    _Notice(
        2015,
        "元旦 01-01~01-03; 春节 02-18~02-24; 清明节 04-05~04-06; 劳动节 05-01; 端午节 06-20; "
        "端午节 06-22; 抗战胜利70周年纪念日 09-03~09-04; 中秋节 09-27; 国庆节 10-01~10-07",
        "01-04 02-15 02-28 09-06 10-10",
        "国务院公报 gongbao/content/2015/content_2799019.htm",
    ),
    _Notice(
        2016,
        "元旦 01-01; 春节 02-07~02-13; 清明节 04-04; 劳动节 05-01~05-02; 端午节 06-09~06-11; "
        "中秋节 09-15~09-17; 国庆节 10-01~10-07",
        "02-06 02-14 06-12 09-18 10-08 10-09",
        "国务院公报 gongbao/content/2016/content_2979719.htm",
    ),
    _Notice(
        2017,
        "元旦 01-01~01-02; 春节 01-27~02-02; 清明节 04-02~04-04; 劳动节 05-01; 端午节 05-28~05-30; "
        "国庆节 10-01~10-03; 中秋节 10-04; 国庆节 10-05~10-08",
        "01-22 02-04 04-01 05-27 09-30",
        "国务院公报 gongbao/content/2016/content_5148793.htm",
    ),
    _Notice(
        2018,
        "元旦 01-01; 春节 02-15~02-21; 清明节 04-05~04-07; 劳动节 04-29~05-01; 端午节 06-18; "
        "中秋节 09-24; 国庆节 10-01~10-07; 元旦 12-30~12-31",
        "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
        "国务院公报 gongbao/content/2017/content_5248221.htm",
    ),
    _Notice(
        2019,
        "元旦 01-01; 春节 02-04~02-10; 清明节 04-05~04-07; 劳动节 05-01~05-04; 端午节 06-07~06-09; "
        "中秋节 09-13~09-15; 国庆节 10-01~10-07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
        "国务院公报 gongbao/content/2018/content_5350046.htm 及 2019/content_5380356.htm",
    ),
    _Notice(
        2020,
        "元旦 01-01; 春节 01-24~02-02; 清明节 04-04~04-06; 劳动节 05-01~05-05; 端午节 06-25~06-27; "
        "国庆节 10-01~10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
        "国务院公报 gongbao/content/2019/content_5459138.htm 及 2020/content_5477297.htm",
    ),
    _Notice(
        2021,
        "元旦 01-01~01-03; 春节 02-11~02-17; 清明节 04-03~04-05; 劳动节 05-01~05-05; "
        "端午节 06-12~06-14; 中秋节 09-19~09-21; 国庆节 10-01~10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
        "国务院公报 gongbao/content/2020/content_5567750.htm",
    ),
    _Notice(
        2022,
        "元旦 01-01~01-03; 春节 01-31~02-06; 清明节 04-03~04-05; 劳动节 04-30~05-04; "
        "端午节 06-03~06-05; 中秋节 09-10~09-12; 国庆节 10-01~10-07; 元旦 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
        "国务院公报 gongbao/content/2021/content_5651728.htm",
    ),
    _Notice(
        2023,
        "元旦 01-01~01-02; 春节 01-21~01-27; 清明节 04-05; 劳动节 04-29~05-03; 端午节 06-22~06-24; "
        "中秋节 09-29; 国庆节 09-30~10-06; 元旦 12-30~12-31",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
        "国务院公报 gongbao/content/2023/content_5736714.htm",
    ),
    _Notice(
        2024,
        "元旦 01-01; 春节 02-10~02-17; 清明节 04-04~04-06; 劳动节 05-01~05-05; 端午节 06-10; "
        "中秋节 09-15~09-17; 国庆节 10-01~10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
        "国务院公报 gongbao/2023/issue_10806/202311/content_6913823.html",
    ),
    _Notice(
        2025,
        "元旦 01-01; 春节 01-28~02-04; 清明节 04-04~04-06; 劳动节 05-01~05-05; 端午节 05-31~06-02; "
        "国庆节 10-01~10-05; 中秋节 10-06; 国庆节 10-07~10-08",
        "01-26 02-08 04-27 09-28 10-11",
        "国务院公报 gongbao/2024/issue_11726/202411/content_6989767.html",
    ),
    _Notice(
        2026,
        "元旦 01-01~01-03; 春节 02-15~02-23; 清明节 04-04~04-06; 劳动节 05-01~05-05; "
        "端午节 06-19~06-21; 中秋节 09-25~09-27; 国庆节 10-01~10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
        "国办发明电〔2025〕7号，国务院公报 gongbao/2025/issue_12406/202511/content_7048922.html",
        Confidence.OFFICIAL_COPY,
    ),
    _Notice(
        2027,
        "元旦 01-01; 春节 02-05~02-08; 清明节 04-05; 劳动节 05-01~05-02; 端午节 06-09; "
        "中秋节 09-15; 国庆节 10-01~10-03",
        "",
        "国务院令795号第2条，农历日期由两个历法程序推算；放假安排尚未录入",
        Confidence.INTERPRETATION,
    ),
)
_PROVISIONAL_FROM = 2027


def seed() -> Calendar:
    """Return the calendar with which a new instance starts."""
    return Calendar(SEED_VERSION, tuple(_year_of(notice) for notice in _NOTICES))


def _year_of(notice: _Notice) -> CalendarYear:
    return CalendarYear(
        year=notice.year,
        confirmed=notice.year < _PROVISIONAL_FROM,
        off_days=dict(_days_off(notice)),
        make_up_workdays=frozenset(_day(notice.year, day) for day in notice.make_up.split()),
        source=notice.source,
        confidence=notice.confidence,
    )


def _days_off(notice: _Notice) -> Iterator[tuple[date, str]]:
    for written in notice.off.split("; "):
        festival, span = written.split(" ")
        first, _, last = span.partition("~")
        day = _day(notice.year, first)
        while day <= _day(notice.year, last or first):
            yield day, festival
            day += ONE_DAY


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year:04d}-{month_and_day}")
