"""What is said of drafts."""

from mediation.rules.draft import DraftKind

SAID = {
    "dropped": "草稿已删除，可以从头填写。",
}

LABELS = {
    DraftKind: {
        DraftKind.INTAKE: "新建登记",
        DraftKind.REPORT: "报告情况",
        DraftKind.DELEGATION: "委派调解",
    },
}

ERRORS = {
    "draft.not_found": "这份草稿已经登记、删除或过期。",
    "draft.too_long": "内容过长，草稿没有保存。请缩短后直接提交。",
}
