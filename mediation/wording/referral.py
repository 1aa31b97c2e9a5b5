"""What referrals say."""

from mediation.rules.referral import Direction

LABELS = {
    Direction: {Direction.IN: "转入", Direction.OUT: "转出"},
}

SENT = "{name}，{number}"
ANSWERED = "{name}，对方编号{number}"
NAMED = "{number} {name}"

FIELDS = {
    "other_body": "接收单位类别",
    "other_name": "接收单位",
    "enclosed": "随函材料",
    "referral_id": "转出函",
    "answer_number": "对方编号",
    "answer": "答复内容",
    "reason": "转办理由",
    "sent_on": "转出日期",
    "expected_on": "催问日期",
    "answered_on": "答复日期",
}

ERRORS = {
    "referral.not_found": "没有找到这次转办，或没有查看权限。",
    "referral.in_the_future": "请填写今天或以前的{field}。",
    "referral.too_early": "请填写{earliest}或以后的{field}。",
    "referral.expected_too_early": "请填写{earliest}以后的催问日期。",
    "referral.answered": "对方已于{day}答复。",
    "referral.sent_after_received": "请核对来文日期：应不晚于收到日期{received_on}。",
}
