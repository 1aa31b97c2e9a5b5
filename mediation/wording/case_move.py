"""What is said of a merge or a split once it is done, and why it cannot be taken back."""

from mediation.rules.case_move import Fate, MoveKind

LABELS = {
    MoveKind: {MoveKind.MERGE: "合并", MoveKind.SPLIT: "拆分"},
    Fate: {
        Fate.MOVES: "随案移动",
        Fate.STAYS: "留在原案卷",
        Fate.UNITED: "合为一份",
        Fate.CARRIED: "接续计算",
    },
}

DONE = {
    MoveKind.MERGE: "{other}并入{kept}",
    MoveKind.SPLIT: "由{kept}分出{other}",
}
UNDO = {MoveKind.MERGE: "撤销合并", MoveKind.SPLIT: "撤销拆分"}
UNDONE = "已于{day}由{name}撤销"

CONSEQUENCES = {
    MoveKind.MERGE: "两件案件恢复到合并前的样子：当事人、诉求、记录、来访次数和期限都回到原来的案件，{other}重新打开。",
    MoveKind.SPLIT: "分出的当事人和诉求回到{kept}，{other}办结，案号保留不再使用。",
}
SAID = {
    MoveKind.MERGE: "已撤销合并，两件案件都恢复到合并前。",
    MoveKind.SPLIT: "已撤销拆分，当事人和诉求已回到原案。",
}

ERRORS = {
    "case_move.not_found": "没有找到这次合并或拆分，或没有查看权限。",
    "case_move.undone_before": "这次合并或拆分已经撤销过。",
    "case_move.touched": "不能撤销：{by}已于{at}在{number}办理“{act}”。请改用更正或另行登记。",
    "case_move.touched_elsewhere": "不能撤销：其中的内容此后已有变动。请改用更正或另行登记。",
}

FIELDS = {"reason": "原因"}
