"""What the orders of the hotlines say."""

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
