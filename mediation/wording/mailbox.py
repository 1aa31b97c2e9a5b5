"""What the demo mailbox says."""

ERRORS: dict[str, str] = {"mailbox.not_found": "没有找到这封邮件，可能已随演示数据清空。"}
