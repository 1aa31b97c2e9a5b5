"""What merging and splitting say: the steps, the choices, the rules that the preview states."""

from mediation.rules.merging_terms import CaseField, ClockPlan, PersonField, Whose
from mediation.rules.workflow_terms import Step
from mediation.wording.clock import clock_name

LABELS = {
    Whose: {
        Whose.KEPT: "保留案件的",
        Whose.GONE: "并入案件的",
        Whose.BOTH: "两项都保留",
        Whose.COUNTED: "按合并后计算",
    },
    CaseField: {
        CaseField.EMPLOYER: "用人单位",
        CaseField.TOWN: "所在镇街",
        CaseField.REQUEST: "一句话诉求",
        CaseField.CHANNEL: "来源渠道",
        CaseField.RECEIVED_ON: "收案日期",
        CaseField.KNEW_ON: "知道权益受损",
        CaseField.EMPLOYMENT_ENDED_ON: "离职日期",
        CaseField.URGENT: "紧急情形",
        CaseField.HANDLER: "承办人",
        CaseField.LAWYER: "工会律师",
        CaseField.DELEGATED_BY: "委派机构",
        CaseField.OUTSIDE_NUMBER: "来文编号",
        CaseField.WORKER_COUNT: "涉及人数",
        CaseField.AMOUNT: "涉及金额",
    },
    PersonField: {
        PersonField.NAME: "姓名",
        PersonField.BIRTH: "性别和出生日期",
        PersonField.ID_NUMBER: "证件号码",
        PersonField.MOBILE: "联系电话",
        PersonField.ADDRESS: "住址",
        PersonField.AGENT: "代理人",
    },
}

NOTES = {
    Step.ABSORB: "{number}并入本案。",
    Step.MERGE_AWAY: "并入{number}。",
    Step.LET_GO: "撤销合并，{number}恢复为单独的案件。",
    Step.UNDO_MERGE: "撤销合并，与{number}分开，恢复办理。",
    Step.UNDO_MERGE_AT_INTAKE: "撤销合并，与{number}分开，恢复为待分流。",
    Step.GIVE_PART: "部分当事人分出，另立{number}。",
    Step.TAKE_BACK: "撤销拆分，{number}的当事人和诉求回到本案。",
    Step.UNDO_SPLIT: "拆分已撤销，当事人和诉求回到{number}。",
}

WHAT_BECOMES = (
    ("当事人", "同一人合为一位，其余随案并入；号码仍加密保存"),
    ("诉求", "同一人同一案由只计一次，由下方选择；其余随案并入"),
    ("办理记录、来访来信来电", "随案并入，批次和人次不重复计算"),
    ("时效和期限", "同类期限以先到期的为准，两件的起算记录都保留"),
    ("程序、会议、文书、协议", "留在并入案件的案卷中，可随时打开查看"),
    ("案号", "并入案件的案号保留，查找时仍能找到，并指向保留的案件"),
)
WHAT_STAYS_ON_SPLIT = (
    ("选中的当事人和诉求", "移到新案，号码仍加密保存"),
    ("用人单位和第三人", "两件案件都列明"),
    ("时效和期限", "新案沿用原案的起算日和到期日，不缩短也不延长"),
    ("记录、来访次数、会议、文书", "留在原案"),
)

SAID = {
    "merged": "已合并。两件案件都没有新的办理之前，可以在“合并和拆分”中撤销。",
    "split": "已拆分。两件案件都没有新的办理之前，可以在“合并和拆分”中撤销。",
    "counted_again": "已按所选内容重新计算，尚未合并。",
    "changed_split": "打开页面之后案件有了新的办理。下面是最新内容，请核对后再拆分。",
    "changed": "打开页面之后案件有了新的办理。下面是最新内容，请核对后再合并。",
}

SEPARATE = "另列为一位当事人"
CLAIM_STAYS = {
    Whose.KEPT: "只留保留案件的：",
    Whose.GONE: "只留并入案件的：",
    Whose.BOTH: "两项都计入",
}
_CARRIED = "{name}：接续并入案件的期限，{start}起算，最后一日{due}"
_CARRIED_EARLIER = "{name}：以先到期的为准，{start}起算，最后一日{due}（原最后一日{before}）"


def carried(plan: ClockPlan) -> str:
    """Return a time limit that goes on in the case that stays, with the day that it had."""
    clock = plan.clock
    facts = {
        "name": clock_name(clock.rule),
        "start": clock.started_on.isoformat(),
        "due": clock.due_on.isoformat(),
    }
    if plan.replaces is None:
        return _CARRIED.format(**facts)
    return _CARRIED_EARLIER.format(**facts, before=plan.replaces.due_on.isoformat())


NOTHING_CARRIED = "沿用保留案件的期限，不变"

ERRORS = {
    "merging.same_case": "请选择另一件案件，这是本案自己。",
    "merging.not_open": "{number}不是在办案件，不能合并。已办结的请先重新打开。",
    "merging.other_district": "两件案件不在同一个区，不能合并。",
    "merging.both_agreed": "两件案件都已有定稿的协议，不能合并，请分别办理。",
    "merging.both_under_way": "两件案件都已受理调解，不能合并。请先把其中一件的程序办结或撤回。",
    "merging.other_is_further": "{number}的调解进展在前，请保留这一件。",
    "merging.meeting_ahead": "{number}还有已安排的调解会，请先写笔录或取消。",
    "merging.why_two_employers": "请写明原因：两件案件的用人单位不是同一家。",
    "merging.agreement_names_parties": "保留的案件已有定稿的协议，不能再加入当事人。请先退回修改，或分别办理。",
    "merging.too_few_workers": "请核对涉及人数：合并后登记在案的申请人有{count}位。",
    "merging.not_the_same": "请重新选择“{name}”与谁是同一人。",
    "splitting.not_open": "案件不在办理中，不能拆分。",
    "splitting.agreement_is_final": "协议已经定稿，当事人不能再分开。请先退回修改，或另行登记。",
    "splitting.only_one_applicant": "只有一位申请人，不能拆分。请先把各位申请人登记为当事人。",
    "splitting.nobody_goes": "请选择分到新案的申请人。",
    "splitting.nobody_stays": "请至少留一位申请人在原案。",
}

FIELDS = {
    "case_number": "案号",
    "reason": "原因",
    "people": "分到新案的申请人",
    "claims": "诉求",
    "request": "一句话诉求",
    "other_version": "版本",
    "party": "当事人",
    "same_as": "同一人",
    "number": "序号",
    "stays": "保留哪一项",
    "name": "姓名",
    "birth": "性别和出生日期",
    "id_number": "证件号码",
    "mobile": "联系电话",
    "address": "住址",
    "agent": "代理人",
    "employer": "用人单位",
    "town": "所在镇街",
    "channel": "来源渠道",
    "received_on": "收案日期",
    "knew_on": "知道权益受损日期",
    "employment_ended_on": "离职日期",
    "urgent": "紧急情形",
    "handler": "承办人",
    "lawyer": "工会律师",
    "delegated_by": "委派机构",
    "outside_number": "来文编号",
    "worker_count": "涉及人数",
    "amount": "涉及金额",
}
