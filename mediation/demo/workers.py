"""The workers of the demonstration, and numbers that cannot belong to anybody.

Names are put together from two lists, a few of them with characters that a careless system loses.
An identity number begins with 000000, which is no place, and is otherwise well formed; a mobile is
counted up from 19900000000.  Both are the same for the same beginning of the random numbers.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric

ID_REASON = "演示数据"
RARE_NAMES = ("王𠮷平", "陈䶮", "李㛃", "黄𬱖", "梁𠮷祥", "周䶮川", "何㛃怡", "吴𬱖文")

_SURNAMES = (
    "陈李黄张梁林王吴刘周何罗郭杨朱谢邓冯曾徐谭蔡彭潘胡苏卢蒋余杜叶程魏任钟姜范方石姚"
    "廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = (
    "启岚", "静宜", "沐辰", "若棠", "景澄", "晚晴", "知夏", "砚秋", "清和", "望舒", "南乔", "予安",
    "嘉树", "听雨", "云舟", "漱玉", "映山", "怀瑾", "采薇", "乐游", "书砚", "照野", "栖迟", "念之",
    "长河", "春和", "问渠", "思齐", "远帆", "小满", "立冬", "谷雨", "秋实", "冬阳", "向晚", "初九",
)  # fmt: skip
_PLACES = ("栖霞新村", "云岫里", "听雨巷", "砚溪花园", "望舒公寓", "知夏坊", "沐辰苑", "漱玉街")
_FIRST_MOBILE = 19_900_000_000
_FIRST_BIRTH = date(1968, 1, 1)
_BIRTH_DAYS = 365 * 37

FICTIONAL_NAMES = frozenset(RARE_NAMES) | {
    surname + given for surname in _SURNAMES for given in _GIVEN
}


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who does not exist, with numbers that nobody has."""

    name: str
    id_number: str
    mobile: str
    address: str


class Workers:
    """Makes one worker after another, no two alike."""

    def __init__(self, random: Random) -> None:
        """Shuffle the names; the rare ones come early and at a distance from each other."""
        self._random = random
        ordinary = sorted(FICTIONAL_NAMES.difference(RARE_NAMES))
        random.shuffle(ordinary)
        for place, name in enumerate(RARE_NAMES):
            ordinary.insert(place * 13 + 5, name)
        self._names = iter(ordinary)
        self._count = 0

    def next(self, town: str, *, is_woman: bool = False) -> Worker:
        """Return the next worker, who lives in this town."""
        self._count += 1
        place = self._random.choice(_PLACES)
        number = self._random.randint(1, 88)
        return Worker(
            name=next(self._names),
            id_number=self._id_number(is_woman=is_woman),
            mobile=str(_FIRST_MOBILE + self._count),
            address=f"广州市番禺区{town}{place}{number}号（虚构地址）",
        )

    def _id_number(self, *, is_woman: bool) -> str:
        """Return a number of this worker alone; its last digit but one is even for a woman."""
        born_on = _FIRST_BIRTH + timedelta(days=self._random.randrange(_BIRTH_DAYS))
        order = self._count % 500 * 2 + (0 if is_woman else self._random.randint(0, 1))
        body = f"000000{born_on:%Y%m%d}{order:03d}"
        return body + ric.calc_check_digit(body + "0")
