"""The employers of the demonstration: four in each town, all made up and marked （示例）.

A name is put together from an invented word and a trade that the district knows.  The credit code
carries the area code 000000, so that it cannot belong to anybody, and correct check digits.
"""

from dataclasses import dataclass

from stdnum.cn import uscc

from mediation.rules.districts import PANYU
from mediation.rules.industries import Industry

MARK = "（示例）"

_WORDS = (
    "云岫", "砚溪", "澄屿", "沐棠", "听澜", "望川", "知秋", "映雪", "栖梧", "怀远", "采蘋", "清晏",
    "南屿", "予和", "嘉禾里", "漱石", "照野", "书云", "长汀", "问津", "远岫", "小雅", "谷神", "秋澄",
    "向晴", "初阳里", "景行", "若水台", "晚照", "松霁", "竹屿", "兰皋", "菊泉", "梅岭坊", "荷风里",
    "桂棹", "枫桥里", "柏舟", "桐庐里", "榆荫", "槐序", "柳汀", "杏坛里", "桃蹊", "梨云", "橘洲里",
    "榴光", "藕花", "芦汀", "蒲月", "菱歌", "荇带", "蓼屿", "茶烟", "琴台里", "棋石", "画桥", "诗岸",
    "酒旗里", "灯影", "钟屿", "帆影", "渡云", "津晚",
)  # fmt: skip
_FAMILY = "叶程魏任钟姜范方石姚廖邹熊金陆郝"
_GIVEN = ("怀瑾", "长河", "嘉树", "远帆", "思齐", "景澄", "春和", "云舟")
_ROADS = ("云岫", "砚溪", "听澜", "望川", "知秋", "映雪")
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Trade:
    """What an employer does, and as what people work there."""

    ending: str
    industry: Industry
    jobs: tuple[str, ...]


TRADES: tuple[Trade, ...] = (
    Trade("五金制品厂", Industry.MANUFACTURING, ("冲压工", "抛光工", "仓管员")),
    Trade("皮具有限公司", Industry.MANUFACTURING, ("车位工", "裁断工", "质检员")),
    Trade("服饰有限公司", Industry.MANUFACTURING, ("平车工", "烫工", "跟单员")),
    Trade("电子科技有限公司", Industry.MANUFACTURING, ("普工", "测试员", "线长")),
    Trade("餐饮管理有限公司", Industry.HOSPITALITY, ("厨师", "服务员", "洗碗工")),
    Trade("物流有限公司", Industry.TRANSPORT, ("货车司机", "装卸工", "分拣员")),
    Trade("物业服务有限公司", Industry.REAL_ESTATE, ("保安员", "保洁员", "工程维修工")),
    Trade("建筑劳务有限公司", Industry.CONSTRUCTION, ("木工", "钢筋工", "泥水工")),
    Trade("教育咨询有限公司", Industry.EDUCATION, ("课程顾问", "授课老师", "前台")),
    Trade("汽车配件有限公司", Industry.MANUFACTURING, ("数控操作工", "焊工", "叉车司机")),
    Trade("珠宝首饰有限公司", Industry.MANUFACTURING, ("执模师傅", "镶石工", "打磨工")),
    Trade("家具有限公司", Industry.MANUFACTURING, ("木工", "油漆工", "安装工")),
    Trade("塑料制品厂", Industry.MANUFACTURING, ("注塑工", "包装工", "机修工")),
    Trade("灯光音响设备有限公司", Industry.MANUFACTURING, ("装配工", "技术员", "采购员")),
    Trade("快递服务有限公司", Industry.TRANSPORT, ("快递员", "分拣员", "客服员")),
    Trade("食品有限公司", Industry.MANUFACTURING, ("烘焙工", "包装工", "送货员")),
)


@dataclass(frozen=True, slots=True)
class Employer:
    """A made-up employer with all that a paper asks of it."""

    name: str
    short_name: str
    industry: Industry
    town_code: str
    town: str
    jobs: tuple[str, ...]
    credit_code: str
    address: str
    legal_representative: str


def employers() -> tuple[Employer, ...]:
    """Return every employer, neighbours in the list standing in different towns."""
    return tuple(_employer(place, word) for place, word in enumerate(_WORDS))


def _employer(place: int, word: str) -> Employer:
    town = PANYU.towns[place % len(PANYU.towns)]
    trade = TRADES[(place * 5 + place // len(PANYU.towns)) % len(TRADES)]
    road = _ROADS[place % len(_ROADS)]
    return Employer(
        name=f"广州市番禺区{word}{trade.ending}{MARK}",
        short_name=f"{word}{trade.ending.removesuffix('有限公司')}{MARK}",
        industry=trade.industry,
        town_code=town.code,
        town=town.name,
        jobs=trade.jobs,
        credit_code=_credit_code(place),
        address=f"广州市番禺区{town.name}{road}工业路{place + 3}号（虚构地址）",
        legal_representative=_FAMILY[place % len(_FAMILY)] + _GIVEN[place % len(_GIVEN)],
    )


def _credit_code(place: int) -> str:
    body = f"MA0DEM{place:02d}"
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True))
    code = f"91000000{body}" + "0123456789X0"[11 - total % 11]
    return code + uscc.calc_check_digit(code)
