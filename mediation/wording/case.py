"""What a case, its stages, its steps and its papers are called, and why a step is not possible."""

from enum import Enum
from typing import Any

from mediation.rules.case_list import Due, Order, Status, StatusGroup
from mediation.rules.intake import Channel
from mediation.rules.likeness import Likeness
from mediation.rules.permissions import Role
from mediation.rules.tripartite import Outcome
from mediation.rules.workflow_terms import Paper, Stage, State, Step, Track

LABELS: dict[type[Enum], dict[Any, str]] = {
    Track: {Track.CASE: "案件", Track.TRIPARTITE: "三方联合调解"},
    Stage: {
        Stage.LOGGED: "已登记，待分流",
        Stage.CONSULTED: "咨询已答复",
        Stage.IN_PROGRESS: "办理中",
        Stage.PERFORMANCE: "履行跟踪",
        Stage.REFERRED: "已转出，待回音",
        Stage.CLOSED: "已办结",
    },
    State: {
        State.APPLIED: "待受理",
        State.DECLINED: "不予受理",
        State.ACCEPTED: "调解中",
        State.DRAFTED: "协议起草中",
        State.FINALISED: "协议待签署",
        State.SIGNED: "协议待盖章",
        State.EFFECTIVE: "协议履行中",
        State.CONCLUDED: "履行已了结",
        State.FAILED: "调解不成",
        State.WITHDRAWN: "申请已撤回",
    },
    Status: {
        Status.LOGGED: "待分流",
        Status.CONSULTED: "咨询已答复",
        Status.APPLIED: "待受理",
        Status.DECLINED: "不予受理",
        Status.ACCEPTED: "调解中",
        Status.DRAFTED: "协议起草中",
        Status.FINALISED: "协议待签署",
        Status.SIGNED: "协议待盖章",
        Status.EFFECTIVE: "协议履行中",
        Status.CONCLUDED: "履行已了结",
        Status.FAILED: "调解不成",
        Status.WITHDRAWN: "申请已撤回",
        Status.REFERRED: "已转出，待回音",
        Status.CLOSED: "已办结",
    },
    StatusGroup: {
        StatusGroup.OPEN: "全部在办",
        StatusGroup.FRESH: "新收，尚未受理",
        StatusGroup.ENDING: "程序已结束，待办结",
    },
    Due: {
        Due.OVERDUE: "已超期",
        Due.TODAY: "今天到期",
        Due.WEEK: "7天内到期",
    },
    Order: {Order.NEWEST: "按登记时间", Order.DUE: "按期限"},
    Likeness: {
        Likeness.SAME_ID_NUMBER: "证件号码相同",
        Likeness.SAME_MOBILE: "联系电话相同",
        Likeness.SAME_PEOPLE: "申请人和用人单位相同",
        Likeness.SAME_EMPLOYER: "同一用人单位",
        Likeness.CHOSEN: "已选定",
    },
    Step: {
        Step.LOG: "登记",
        Step.LOG_CONSULTATION: "登记咨询",
        Step.TRIAGE: "转入三方联合调解",
        Step.FOLLOW_PERFORMANCE: "转入履行跟踪",
        Step.RESUME: "恢复办理",
        Step.CLOSE_CASE: "办结案件",
        Step.REOPEN_CASE: "重新打开案件",
        Step.TURN_INTO_CASE: "转为案件",
        Step.ANSWER_PETITION: "书面告知信访人",
        Step.OBJECT: "对转办提出异议",
        Step.ACCEPT_PETITION: "受理信访事项（出具处理意见书）",
        Step.EXTEND_PETITION: "批准延长信访办理期限",
        Step.ISSUE_OPINION: "出具信访处理意见书",
        Step.SERVE_OPINION: "登记处理意见书送达",
        Step.RECORD_REVIEW: "登记复查申请",
        Step.REPLY_ORDER: "答复热线工单",
        Step.REFER_OUT: "转其他单位办理",
        Step.RECORD_ANSWER: "登记对方答复",
        Step.TAKE_BACK_REFERRED: "收回案件继续办理",
        Step.RESUME_REFERRED: "收回案件恢复办理",
        Step.APPLY: "收到调解申请",
        Step.ACCEPT: "受理申请",
        Step.DECLINE: "不予受理",
        Step.CALL_MEETING: "安排调解会",
        Step.HOLD_MEETING: "写调解笔录",
        Step.CANCEL_MEETING: "取消调解会",
        Step.EXTEND: "延长调解期限",
        Step.DRAFT: "起草协议",
        Step.FINALISE: "协议定稿",
        Step.REDRAFT: "退回修改协议",
        Step.SIGN: "登记签署",
        Step.COMPLETE_SIGNING: "各方签署完毕",
        Step.SEAL: "盖章生效",
        Step.RECORD_PERFORMANCE: "登记履行情况",
        Step.CONCLUDE: "履行完毕",
        Step.GIVE_UP_PERFORMANCE: "终止履行跟踪",
        Step.FAIL: "终止调解（调解不成）",
        Step.WITHDRAW: "撤回申请",
        Step.REOPEN: "重新启动调解",
        Step.REOPEN_PERFORMANCE: "恢复履行跟踪",
        Step.ABSORB: "并入另一件案件",
        Step.MERGE_AWAY: "并入其他案件",
        Step.LET_GO: "撤销并入",
        Step.UNDO_MERGE: "撤销合并，恢复办理",
        Step.UNDO_MERGE_AT_INTAKE: "撤销合并，待分流",
        Step.GIVE_PART: "分出部分当事人",
        Step.SPLIT_OFF: "由其他案件分出",
        Step.SPLIT_OFF_IN_PROGRESS: "由其他案件分出，继续办理",
        Step.SPLIT_APPLICATION: "沿用原案的调解申请",
        Step.SPLIT_MEDIATION: "沿用原案的受理",
        Step.TAKE_BACK: "收回分出的部分",
        Step.UNDO_SPLIT: "撤销拆分",
    },
    Channel: {
        Channel.VISIT: "来访",
        Channel.LETTER: "来信",
        Channel.CALL: "来电",
        Channel.HOTLINE_ORDER: "12351热线工单",
        Channel.ONLINE: "网上反映",
        Channel.LIAISON: "网格联络员报告",
        Channel.COURT: "法院委派委托",
        Channel.ARBITRATION: "仲裁机构转来",
        Channel.REFERRAL: "其他单位转来",
        Channel.EVENT: "咨询活动",
    },
    Outcome: {
        Outcome.PERFORMED: "达成协议并履行完毕",
        Outcome.PARTLY_PERFORMED: "达成协议，部分履行",
        Outcome.DEFAULTED: "达成协议，未履行",
        Outcome.NOT_SETTLED: "未达成协议",
        Outcome.DECLINED: "未予受理",
        Outcome.SETTLED_PRIVATELY: "自行和解",
        Outcome.WITHDRAWN: "撤回",
        Outcome.ADVISED: "解答引导",
        Outcome.DECIDED: "已出具信访处理意见",
        Outcome.SENT_BACK: "异议退回",
        Outcome.REFERRED: "转其他单位办理",
        Outcome.MERGED: "并入其他案件",
        Outcome.SPLIT_UNDONE: "拆分已撤销",
    },
    Paper: {
        Paper.NON_ACCEPTANCE_NOTICE: "不予受理通知书",
        Paper.MEETING_NOTICE: "调解会议通知书",
        Paper.AGREEMENT: "调解协议书",
        Paper.FAILURE_NOTICE: "调解不成告知书",
        Paper.PETITION_NOTICE: "信访事项告知书",
        Paper.OBJECTION: "信访事项转办异议函",
        Paper.EXTENSION_NOTICE: "信访事项延期办理告知书",
        Paper.OPINION: "信访处理意见书",
        Paper.REFERRAL_LETTER: "案件转办函",
    },
}

ERRORS: dict[str, str] = {
    "case.not_found": "没有找到，或没有查看权限。",
    "case.changed_since": "这个案件在打开后被别人改过，请核对后再保存。",
    "case.search_forgotten": "这次查找的条件已过期，请重新查找。",
    "case.search_empty": "请填写案号、单位名称、当事人姓名、手机号或证件号。",
    "proceeding.not_found": "这个案件还没有进入调解程序，请先转入三方联合调解。",
    "document.not_found": "没有找到这份文书，或没有查看权限。",
    "deadline.not_found": "没有找到这项期限，或没有查看权限。",
    "deadline.not_running": "这项期限没有在计算，不需要处理。",
    "step.not_found": "没有这个办理步骤，请回到案件页选择。",
    "step.not_from_here": "“{step}”不能在案件目前的状态下办理，请回到案件页查看下一步。",
    "step.handler_missing": "还没有承办人，请先认领或分派。",
    "step.applicant_missing": "还没有登记申请人，请先补充。",
    "step.respondent_missing": "还没有登记被申请人，请先补充。",
    "step.claims_not_split": "还有未分项的金额，请先把总额分到各项诉求。",
    "step.meeting_ahead": "还有已安排的调解会，请先写笔录或取消。",
    "step.no_meeting_ahead": "目前没有已安排的调解会。",
    "step.meeting_not_begun": "调解会还没有开始，开始后再写笔录。",
    "step.terms_missing": "协议还没有约定事项，请先起草。",
    "step.total_differs": "各项金额之和与协议总额不一致，请先核对。",
    "step.identity_missing": "有当事人缺少证件号码或单位登记信息，请先补充。",
    "step.already_signed": "已有人在协议上签字，文本不能再改。余下的人不签的，请办理调解不成或者撤回。",
    "step.signatures_missing": "签署还不齐全，请先登记其余签字。",
    "step.obligations_open": "协议还有未履行的事项。",
    "step.moved_away": "案件已并入其他案件，请在并入后的案件上办理；合并有误的，请撤销合并。",
    "step.case_closed": "案件已办结，请先重新打开案件。",
    "step.no_petition": "这件不是信访事项，不出具信访处理意见书。",
    "step.no_answer_owed": "没有待办的书面告知。",
    "step.opinion_is_owed": "信访事项已受理，处理意见书还没有出具。",
    "step.no_objection_open": "没有可以提出异议的转办事项。",
    "step.no_opinion_owed": "没有待出具的信访处理意见书。",
    "step.no_opinion_to_serve": "没有待送达的处理意见书。",
    "step.no_review_open": "没有正在计算的复查期限。",
    "step.no_order_open": "没有待答复的热线工单。",
    "step.order_unanswered": "还有热线工单没有答复，请先答复。",
    "step.no_answer_awaited": "没有等待答复的转办函。",
    "step.proceeding_open": "调解程序还没有结束，请先结束程序再办结。",
}

FIELDS: dict[str, str] = {
    "q": "查找内容",
}

WHO: dict[Role, str] = {
    Role.MEDIATOR: "承办人",
    Role.SUPERVISOR: "主管",
    Role.LAWYER: "承办律师",
}

TASKS: dict[Step, str] = {
    Step.TRIAGE: "分流：转入调解或作其他处理",
    Step.ACCEPT: "决定受理或不予受理",
    Step.CALL_MEETING: "安排调解会",
    Step.HOLD_MEETING: "写调解笔录",
    Step.FINALISE: "完成协议并定稿",
    Step.SIGN: "组织各方签署协议",
    Step.SEAL: "盖章，使协议生效",
    Step.RECORD_PERFORMANCE: "跟进履行，登记付款",
    Step.CLOSE_CASE: "办结案件",
    Step.RECORD_ANSWER: "催问转出案件的回音",
    Step.ANSWER_PETITION: "书面告知信访人",
}

REMEDIES: dict[str, str] = {
    "step.handler_missing": "分派承办人",
    "step.applicant_missing": "补充申请人",
    "step.respondent_missing": "补充被申请人",
    "step.claims_not_split": "拆分诉求金额",
    "step.identity_missing": "补充当事人证件信息",
    "step.terms_missing": "填写协议约定事项",
    "step.total_differs": "核对协议金额",
}

ONLY_BY = "由{who}办理。"
SUMMARY_ONLY = "本账号可以查看办理进度和结果，不显示当事人、号码和办理记录。"
NOBODY = "未分派"
MANY_WORKERS = "{name}等{count}人"
WORKERS = "{count}名劳动者"
WHOLE_CASE = "全案"
AGAINST = "{applicant}诉{employer}"
UNKNOWN_EMPLOYER = "用人单位未登记"
REASON_WITH_CLOCK = "{name}：{left}，最后一日{due}"
MINE = "我承办的"
TIMES = "{times}次"
VISITS = "来访{batches}批{people}人次"
VISITS_AMONG = "{times}次，其中来访{batches}批{people}人次"
NOT_SO = "{name}不是{said}"
NOT_IN_IT = "不含“{word}”"
ANY_URGENCY = "有紧急情形"
TRUTH: dict[str, str] = {"yes": "是", "no": "否"}
COLLECTIVE = "集体"
SENSITIVE = "敏感期"

VIEWS: dict[str, str] = {
    "all": "全部",
    "mine": "我承办的",
    "unassigned": "未分派",
    "week": "7天内到期",
    "overdue": "已超期",
    "collective": "集体案件",
}

CORRECTED = "更正"
LOGGED = "{day}，{channel}，{name}登记"
COUNTS_ON = "按{day}计。"
PEOPLE = "{count}人"
UNDER_AGE = (
    "当事人中有{count}位劳动者不满16周岁，可能是童工。请核对证件，报告主管，"
    "并告知劳动保障监察机构（禁止使用童工规定第2条、第5条）。"
)

BAR: dict[str, str] = {
    "cause": "案由",
    "amount": "金额",
    "handler": "承办",
    "town": "镇街",
    "urgent": "紧急",
}

FACTS: dict[str, str] = {
    "stage": "办理阶段",
    "progress": "调解进展",
    "request": "诉求概要",
    "received_on": "收案",
    "worker_count": "涉及人数",
    "town": "所在镇街",
    "body": "办理机构",
    "handler": "承办人",
    "lawyer": "工会律师",
    "delegated_by": "委派机构",
    "outside_number": "来文编号",
    "knew_on": "知道权益受损",
    "employment_ended_on": "离职日期",
    "urgent": "紧急情形",
    "outcome": "办结结果",
    "closed_on": "办结日期",
    "outcome_note": "办结说明",
}

MENU: dict[str, str] = {
    "handling.correct_form": "更正登记内容",
    "party.new_form": "添加当事人",
    "handling.claims_form": "修改诉求明细",
    "handling.assign_form": "分派承办人",
    "case_link.add_form": "关联另一件案件",
    "merging.choose_form": "与另一件案件合并",
    "splitting.split_form": "拆分案件",
    "case.history": "完整办理经过",
}

MEETING: dict[str, str] = {
    "ahead": "待开",
    "minutes_missing": "待写笔录",
    "cancelled": "已取消",
}
