"""What a page says when the watch has stopped or the post is stuck."""

NEVER_SEEN = "预警引擎尚未运行，期限预警和邮件都不会发出。请管理员启动 worker。"
STOPPED = "预警引擎自{seen}起没有运行，期限预警和邮件都不会发出。请管理员检查 worker。"
STUCK = "有{count}封邮件没有送达。"
STUCK_LINK = "查看邮件"
TICKED = "已检查期限{looked_at}项，送出邮件{delivered}封，未能处理{troubled}项。"

ERRORS: dict[str, str] = {
    "watch.clock_is_fixed": "正式环境不能拨动时间；tick 只用于演示和测试环境。",
}
