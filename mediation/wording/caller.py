"""For whom a caller speaks, in words."""

from mediation.rules.caller import CallerRole

LABELS = {
    CallerRole: {
        CallerRole.WORKER: "劳动者",
        CallerRole.EMPLOYER: "用人单位",
        CallerRole.AGENT: "代办/工会",
    },
}

ERRORS = {
    "caller.employer_joins_nothing": "请改选“关联”或“新建案件”：用人单位来电不能作为申请人并入案件。",
}
