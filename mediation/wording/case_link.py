"""What two linked cases have to do with each other, in words."""

from mediation.rules.case_link import LinkKind

LABELS = {
    LinkKind: {
        LinkKind.RELATED: "相关",
        LinkKind.MERGED_INTO: "并入",
        LinkKind.SPLIT_FROM: "分出自",
    },
}
