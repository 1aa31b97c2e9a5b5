"""What intake says of a caller whose matter is there already."""

from mediation.rules.joining import KnownAs

SAID = {
    "joined": "已并入案件{number}，案件人数现为{count}人。来电人此前已计入人数的，请到案件中更正。",
    "linked": "已登记，并与案件{number}关联。",
}

NOTES = {
    "joined": "{name}并入本案。诉求：{request}",
    "amount": "合计{amount}元，未分项。",
    "employer": "所称用人单位：{employer}。",
    "knew_on": "知道权益受损的日期：{day}。",
    "employment_ended_on": "离职日期：{day}。",
    "outside_number": "来文编号：{number}。",
    "linked": "登记时关联",
}

CLUSTER = "近{days}天同一单位{people}人{cases}件"
CLUSTER_CAUSE = "，其中{people}人诉求为{cause}"

LABELS = {
    KnownAs: {
        KnownAs.JOIN: "并入",
        KnownAs.LINK: "关联",
    },
}

ERRORS = {
    "joining.not_open": "请改选“新建案件”或“关联”：案件{number}已有定稿的协议或已经结束，不能再加入申请人。",
    "joining.same_person": "请核对来电人：{applicant}已是案件{number}的申请人，不能重复并入。",
    "joining.not_a_consultation": "请改选其他“下一步”，或改选“新建案件”：并入案件的来电不能按仅咨询办结。",
}

FIELDS = {
    "known": "已有案件",
}
