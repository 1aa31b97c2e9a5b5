"""The words of a district that does not exist: names, employers and requests as people write them.

Names follow the frequency of real surnames, so a common name stands in thousands of cases and a
rare one in a handful.  A request is put together from phrases of the desk, 20 to 200 characters.
The words that the benchmark searches for are known by how often they stand there: 工资 and 加班费
in every third request, 尘肺病 in one of two thousand.
"""

from random import Random

COMMON_TWO, COMMON_THREE = "工资", "加班费"
RARE_TWO, RARE_THREE = "尘肺", "尘肺病"
RARE_IN = 1999
"""One request in so many tells of the rare disease."""

_SURNAMES = (
    ("王李张刘陈", 30),
    ("杨黄赵吴周", 16),
    ("徐孙马朱胡郭何高林罗", 10),
    ("郑梁谢宋唐许韩冯邓曹", 6),
    ("彭曾肖田董袁潘于蒋蔡", 3),
    ("余杜叶程苏魏吕丁任沈", 2),
)
_RARE_SURNAMES = ("欧阳", "上官", "冼", "禤", "麦", "区", "招", "仇", "阮", "黎")
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英玉华文辉力志永健世广海山仁波宁贵福生龙元全"
_BRANDS = "恒润鑫源盛达宏发金辉利泰华信诚立丰裕嘉美科创东南安顺百维众森凯瑞景博远联通智汇"
_TRADES = (
    "电子",
    "服饰",
    "物流",
    "餐饮管理",
    "建筑劳务",
    "珠宝首饰",
    "汽车配件",
    "软件",
    "五金制品",
    "皮具",
    "物业服务",
    "灯光音响",
    "食品",
    "家政服务",
    "教育咨询",
    "塑料制品",
)
_KINDS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "厂", "经营部", "有限公司番禺分公司")
_POSTS = (
    "普工",
    "车工",
    "保安",
    "司机",
    "厨师",
    "焊工",
    "仓管",
    "文员",
    "质检员",
    "保洁员",
    "销售员",
)
_OPENINGS = (
    "本人于{year}年{month}月入职该单位任{post}，",
    "来访人自述在该单位做{post}，{year}年{month}月入职，",
    "申请人系该单位{post}，已工作{count}个月，",
    "来电反映单位{month}月起经营困难，",
)
_TROUBLES = (
    "单位拖欠{month}月至今的工资，多次催要未果；",
    "单位以订单减少为由单方解除劳动关系，未支付经济补偿；",
    "长期每天工作{count}小时，未足额支付加班费；",
    "入职至今未签订书面劳动合同，要求支付二倍工资差额；",
    "单位未依法缴纳社会保险，导致无法报销医疗费用；",
    "下班途中发生交通事故，单位拒绝申报工伤；",
    "怀孕后被调岗降薪，双方协商不成；",
    "单位搬迁至外地，本人不同意随迁；",
    "年休假未安排，也没有支付折算报酬；",
    "高温津贴连续{count}个月没有发放；",
    "离职后单位扣押证件并拒开离职证明；",
)
_RARE_TROUBLE = "体检发现疑似尘肺病，单位拒绝安排职业病诊断；"
_DEMANDS = (
    "请求支付拖欠的报酬{amount}元。",
    "请求支付经济补偿{amount}元，并补缴社会保险。",
    "请求支付加班费和未休年休假报酬共{amount}元。",
    "希望尽快组织双方调解，愿意分期支付。",
    "要求单位书面道歉，并结清全部款项{amount}元。",
)


def a_person(luck: Random) -> str:
    """Return the name of a worker."""
    if luck.random() < 0.004:
        surname = luck.choice(_RARE_SURNAMES)
    else:
        group = luck.choices(_SURNAMES, weights=[len(s) * w for s, w in _SURNAMES])[0]
        surname = luck.choice(group[0])
    return surname + "".join(luck.choices(_GIVEN, k=1 if luck.random() < 0.2 else 2))


def an_employer(luck: Random, number: int) -> str:
    """Return the name of an employer; no other number gives the same."""
    size, brands = len(_BRANDS), number
    brand = ""
    for _ in range(3):
        brands, place = divmod(brands, size)
        brand += _BRANDS[place]
    return f"广州市{brand}{luck.choice(_TRADES)}{luck.choice(_KINDS)}"


def a_request(luck: Random, number: int) -> str:
    """Return what a worker asks for, in 20 to 200 characters."""
    troubles = luck.sample(_TROUBLES, k=luck.choice((1, 1, 2, 2, 3)))
    if number % RARE_IN == RARE_IN // 2:
        troubles.append(_RARE_TROUBLE)
    text = luck.choice(_OPENINGS) + "".join(troubles) + luck.choice(_DEMANDS)
    return text.format(
        year=luck.randint(2012, 2025),
        month=luck.randint(1, 12),
        count=luck.randint(2, 60),
        post=luck.choice(_POSTS),
        amount=luck.randint(8, 900) * 100,
    )[:200]
