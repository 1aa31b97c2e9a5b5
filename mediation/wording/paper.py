"""What the system says when a paper cannot be drawn, and when one is opened."""

OPENED = "打开文书：{title}"

ERRORS: dict[str, str] = {
    "paper.missing_glyph": (
        "文书中的这些字符没有可用的字体：{characters}。请核对写法，或请管理员配置含有这些字符的字体。"
    ),
    "paper.font_unreadable": "字体文件 {file} 无法读取。请联系管理员核对字体设置。",
    "paper.not_a_mediation_body": "{name}没有登记为调解组织，不能出具调解文书。请联系管理员补登。",
}
