"""What the orders of the hotlines say."""

REPLIED = "工单{number}：{text}"
NAMED = "{source} {number}，{due}前办结"

SAID = {
    "limit_set": "已保存办理天数，以后登记这类工单可以不填办结日期。",
    "limit_dropped": "已取消办理天数，以后登记这类工单须填写办结日期。",
}

FIELDS = {
    "order_id": "工单",
    "replied_on": "答复日期",
    "reply": "答复内容",
    "days": "天数",
    "workdays_only": "只计工作日",
    "basis": "依据文件",
    "order_source": "工单来源",
    "order_difficulty": "难易程度",
}

ERRORS = {
    "hotline_order.not_found": "没有找到这件工单，或没有查看权限。",
    "hotline_order.number_taken": "请核对工单编号：同一来源、同一层级的这个编号已登记为{case_number}。",
    "hotline_order.due_missing": "请填写办结日期：本区还没有设定这类工单的办理天数。",
    "hotline_order.no_limit": "没有找到这项办理天数。",
    "hotline_order.replied": "这件工单已于{day}答复。",
    "hotline_order.in_the_future": "请填写今天或以前的答复日期。",
    "hotline_order.too_early": "请填写{earliest}或以后的答复日期：工单在那一天交办。",
    "hotline_order.due_before_handed_down": "请核对办结日期：应不早于交办日期。",
}
