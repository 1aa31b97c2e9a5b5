"""The districts that an instance can be begun with: their towns and streets, and other spellings.

A district is data: this table is read once, when an instance is made, and lives in the database
from then on.  Codes are those of the National Bureau of Statistics of 2023; the other spellings
are those that work reports and callers use, plus the plain name without its ending.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TownRow:
    """A town or street, and the names by which people mean it."""

    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district with its towns and what its case numbers begin with."""

    code: str
    name: str
    number_prefix: str
    towns: tuple[TownRow, ...]


def _street(code: str, stem: str) -> TownRow:
    return TownRow(code, f"{stem}街道", (f"{stem}街", stem))


def _town(code: str, stem: str, *more: str) -> TownRow:
    return TownRow(code, f"{stem}镇", (stem, *more))


PANYU = DistrictRow(
    code="440113",
    name="番禺区",
    number_prefix="番",
    towns=(
        _street("440113007", "市桥"),
        _street("440113008", "沙头"),
        _street("440113009", "东环"),
        _street("440113010", "桥南"),
        _street("440113011", "小谷围"),
        _street("440113012", "大石"),
        _street("440113013", "洛浦"),
        _street("440113014", "石壁"),
        _street("440113015", "钟村"),
        _street("440113016", "大龙"),
        TownRow("440113017", "沙湾街道", ("沙湾街", "沙湾", "沙湾镇")),
        _town("440113102", "南村"),
        _town("440113103", "新造"),
        _town("440113104", "化龙"),
        _town("440113105", "石楼"),
        _town("440113120", "石碁", "石基", "石基镇"),
    ),
)

DISTRICTS: tuple[DistrictRow, ...] = (PANYU,)
