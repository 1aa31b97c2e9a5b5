"""What the steps of a mediation say."""

from mediation.rules.tripartite import DeclineReason, FailReason, WithdrawReason
from mediation.rules.workflow_terms import Step

DONE = {
    Step.ACCEPT: "已受理，调解期限从次日起算。",
    Step.DECLINE: "已记录不予受理，请把书面通知送达申请人。",
    Step.FAIL: "已记录调解不成，请把告知书送达双方。",
    Step.WITHDRAW: "已记录撤回申请。",
    Step.EXTEND: "调解期限已按双方书面同意延长。",
    Step.REOPEN: "已重新受理申请，期限重新起算。",
    Step.REOPEN_PERFORMANCE: "已恢复履行跟踪。",
    Step.ANSWER_PETITION: "已记录书面告知，告知书在“文书”中。",
    Step.OBJECT: "已提出异议，异议函在“文书”中；请办结案件，结果选“异议退回”。",
    Step.ACCEPT_PETITION: "已受理信访事项，60日内出具处理意见书。",
    Step.EXTEND_PETITION: "办理期限已延长，延期告知书在“文书”中，请送达信访人。",
    Step.ISSUE_OPINION: "处理意见书已出具，在“文书”中；送达后请登记送达日期。",
    Step.SERVE_OPINION: "已登记送达，信访人申请复查的期限从次日起算。",
    Step.RECORD_REVIEW: "已登记复查申请。",
    Step.TURN_INTO_CASE: "已转为案件，期限从转入次日起算。",
    Step.REPLY_ORDER: "已登记工单答复。",
    Step.REFER_OUT: "案件已转出，转办函在“文书”中，请发给接收单位。",
    Step.RECORD_ANSWER: "已登记对方答复。",
    Step.TAKE_BACK_REFERRED: "案件已收回，继续办理。",
    Step.CLOSE_CASE: "案件已办结。",
    Step.REOPEN_CASE: "案件已重新打开。",
    Step.RESUME: "案件已重新打开。",
}

LABELS = {
    DeclineReason: {
        DeclineReason.OUT_OF_SCOPE: "不属于调解范围",
        DeclineReason.PARTY_REFUSES: "对方不同意调解",
        DeclineReason.ALREADY_ELSEWHERE: "已申请仲裁或已起诉",
        DeclineReason.DUPLICATE: "重复申请",
    },
    FailReason: {
        FailReason.APART: "分歧较大，难以达成一致",
        FailReason.PARTY_REFUSES: "一方不愿继续调解",
        FailReason.UNREACHABLE: "期限内无法联系一方",
        FailReason.EXPIRED: "期限届满未达成协议",
    },
    WithdrawReason: {
        WithdrawReason.SETTLED_PRIVATELY: "双方自行和解",
        WithdrawReason.GOES_ELSEWHERE: "改走仲裁、诉讼或其他途径",
        WithdrawReason.NO_LONGER_WISHED: "不再要求",
    },
}

ERRORS = {
    "tripartite.in_the_future": "请填写今天或以前的{field}。",
    "tripartite.too_early": "请填写{earliest}或以后的{field}。",
    "tripartite.consent_after_acceptance": "请核对{field}：同意调解应不晚于受理日期。",
    "tripartite.extension_too_short": "请填写{runs_to}以后的日期：现有期限到{runs_to}。",
}

FIELDS = {
    "on": "日期",
    "accepted_on": "受理日期",
    "applicant_consented_on": "申请人同意日期",
    "respondent_consented_on": "被申请人同意日期",
    "in_scope": "属于调解范围",
    "reason": "原因",
    "note": "说明",
    "to": "延长到的日期",
    "outcome": "办结结果",
}
