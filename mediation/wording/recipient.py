"""What the system says about who is told."""

ERRORS: dict[str, str] = {
    "recipient.not_found": "没有找到，或没有查看权限。",
    "recipient.named_before": "{person}已经在名单里，请直接修改。",
}

FIELDS: dict[str, str] = {"ladder_step": "升级次序"}

SAID: dict[str, str] = {
    "added": "已加入接收人名单。",
    "changed": "接收人已修改。",
    "removed": "已移出接收人名单。",
}

LADDER: dict[int, str] = {
    0: "当即接收",
    1: "第一级：催签四次后",
    2: "第二级：再过一小时",
    3: "第三级：再过两小时",
}
