"""What the handling of a case says."""

from mediation.rules.handling import NoteKind

SAID = {
    "taken": "已认领，本人是承办人。",
    "assigned": "已分派。",
    "noted": "已记录。",
    "corrected": "已更正，原内容保留在审计记录中。",
    "claims_split": "诉求已更新。",
}

LABELS = {
    NoteKind: {
        NoteKind.CALL: "电话",
        NoteKind.VISIT: "到访",
        NoteKind.MESSAGE: "微信或短信",
        NoteKind.INTERNAL: "内部",
        NoteKind.CAUCUS: "背对背谈话",
    },
}

ERRORS = {
    "case.has_handler": "这个案件已有承办人。",
    "case.not_a_mediator": "请选择一位调解员。",
    "case.not_a_lawyer": "请选择一位工会律师，且不能与承办人是同一人。",
    "case.outcome_does_not_fit": "“{outcome}”与案件目前的进展不符，请重新选择办结结果。",
    "note.no_caucus": "背对背谈话只能由承办人或主管记录。",
}

FIELDS = {
    "kind": "类型",
    "text": "内容",
    "lawyer_public_id": "工会律师",
    "claims": "诉求",
    "cause": "案由",
}
