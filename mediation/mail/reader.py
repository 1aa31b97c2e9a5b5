"""As whom somebody gets a letter; the foot of every letter says so."""

from enum import StrEnum


class Reader(StrEnum):
    """As whom a letter reaches its reader."""

    HANDLER = "handler"
    NAMED = "named"
    SUPERVISOR = "supervisor"
    LADDER = "ladder"


_WHY = {
    Reader.HANDLER: "本人是上述案件的承办人",
    Reader.NAMED: "本人是“{district}”的预警和简报接收人，名单在“敏感时期 > 接收人”中调整",
    Reader.SUPERVISOR: "本人是“{district}”的主管，该区尚未设置预警接收人",
    Reader.LADDER: "本人是“{district}”未签收红色预警的升级接收人",
}


def why_sent(reader: Reader, district: str) -> str:
    """Say why the letter came to this reader."""
    return f"收到此邮件是因为{_WHY[reader].format(district=district)}。"
