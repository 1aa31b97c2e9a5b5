"""What the page of consultations says."""

SAID = {"logged": "已登记咨询{number}。"}

FIELDS = {
    "request": "咨询内容",
    "channel": "方式",
}
