"""What a further contact says."""

SAID = {"logged": "已登记。"}

FIELDS = {
    "caller_role": "来人身份",
    "caller_name": "来人姓名",
    "text": "内容",
    "channel": "方式",
    "received_on": "日期",
}
