"""What two linked cases have to do with each other, in words."""

from mediation.rules.case_link import LinkKind

SAID = {
    "added": "已关联，两件案件的页面都能看到。",
    "removed": "已取消关联。",
}

FROM_OTHER_END = {
    LinkKind.RELATED: "相关",
    LinkKind.MERGED_INTO: "并入本案",
    LinkKind.SPLIT_FROM: "由本案分出",
}

WENT_ON_THERE = "案件已办结，此后在另一件案件上办理："
WENT_OUT_OF_SIGHT = "案件已并入本区另一件案件，此后在那件案件上办理。"

ERRORS = {
    "case_link.not_found": "没有找到这项关联，或没有查看权限。",
    "case_link.no_such_case": "没有找到这个案号，或没有查看权限。请核对后重新填写。",
    "case_link.same_case": "请填写另一件案件的案号，这是本案的案号。",
    "case_link.linked_before": "请核对案号：这两件案件已经关联。",
}

FIELDS = {
    "case_number": "案号",
    "reason": "原因",
}

LABELS = {
    LinkKind: {
        LinkKind.RELATED: "相关",
        LinkKind.MERGED_INTO: "并入",
        LinkKind.SPLIT_FROM: "分出自",
    },
}
