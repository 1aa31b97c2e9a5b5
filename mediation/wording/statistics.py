"""The figures in the words of the reports: what each is called, its unit, and what it counts."""

from mediation.rules.statistics import Figure

LABELS = {
    Figure: {
        Figure.VISIT_BATCHES: "来访批数",
        Figure.VISIT_PERSON_TIMES: "来访人次",
        Figure.LETTERS: "来信",
        Figure.CALLS: "来电",
        Figure.CONSULTATIONS: "窗口咨询",
        Figure.HOTLINE_ORDERS: "收到热线工单",
        Figure.HOTLINE_ORDERS_ANSWERED: "办结热线工单",
        Figure.HOTLINE_ORDERS_ON_TIME: "按时办结热线工单",
        Figure.EVENTS: "咨询活动",
        Figure.EVENT_HEAD_COUNT: "咨询活动参加人数",
        Figure.EVENT_CONSULTATIONS: "咨询活动解答咨询",
        Figure.REFERRALS: "转办",
        Figure.REFERRALS_IN: "转入",
        Figure.REFERRALS_OUT: "转出",
        Figure.REFERRALS_ANSWERED: "转出后已获答复",
        Figure.CASES: "登记案件",
        Figure.CASE_WORKERS: "案件涉及劳动者",
    },
}

UNITS: dict[Figure, str] = {
    Figure.VISIT_BATCHES: "批",
    Figure.VISIT_PERSON_TIMES: "人次",
    Figure.LETTERS: "封",
    Figure.CALLS: "个",
    Figure.CONSULTATIONS: "人次",
    Figure.HOTLINE_ORDERS: "件",
    Figure.HOTLINE_ORDERS_ANSWERED: "件",
    Figure.HOTLINE_ORDERS_ON_TIME: "件",
    Figure.EVENTS: "场次",
    Figure.EVENT_HEAD_COUNT: "人次",
    Figure.EVENT_CONSULTATIONS: "人次",
    Figure.REFERRALS: "件",
    Figure.REFERRALS_IN: "件",
    Figure.REFERRALS_OUT: "件",
    Figure.REFERRALS_ANSWERED: "件",
    Figure.CASES: "宗",
    Figure.CASE_WORKERS: "人",
}

COUNTED: dict[Figure, str] = {
    Figure.VISIT_BATCHES: "同来一次算一批；同一案件再来，再算一批",
    Figure.VISIT_PERSON_TIMES: "每批到场人数之和",
    Figure.LETTERS: "按收到日期",
    Figure.CALLS: "含当场答复的来电",
    Figure.CONSULTATIONS: "来访、来电、来信、网上咨询中当场答复的人次；之后立案的仍计入",
    Figure.HOTLINE_ORDERS: "按交办日期",
    Figure.HOTLINE_ORDERS_ANSWERED: "期间内交办的，至今已答复",
    Figure.HOTLINE_ORDERS_ON_TIME: "期间内交办的，答复日期不晚于办理时限",
    Figure.EVENTS: "按活动日期",
    Figure.EVENT_HEAD_COUNT: "各场参加人数之和",
    Figure.EVENT_CONSULTATIONS: "各场解答咨询之和，不计入窗口咨询",
    Figure.REFERRALS: "转入与转出之和",
    Figure.REFERRALS_IN: "按来文日期",
    Figure.REFERRALS_OUT: "按转出日期",
    Figure.REFERRALS_ANSWERED: "期间内转出的，至今已收到答复",
    Figure.CASES: "按收到日期；不含当场答复的咨询和并入他案的案件",
    Figure.CASE_WORKERS: "所登记案件的劳动者人数之和",
}

ERRORS = {
    "statistics.ends_before_it_begins": "截止日期{last}早于起始日期{first}，请核对。",
    "statistics.name_the_district": "本实例有{count}个区，请用 --district 写明区划代码：{codes}。",
}

BY_CHANNEL = "登记案件（按来源渠道）"
HEADING = "{district} {first}至{last}"
